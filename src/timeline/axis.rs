//! The words under the timeline: ticks and, in a second row, what they are part of.

use dateline_core::time::{Tick, TickUnit, ticks};
use leptos::prelude::*;

use super::layout::Layout;
use crate::i18n::{DateStyle, Language, format_number, format_seconds};
use crate::state::Store;

/// Room that a tick's words need, CSS pixels; Arabic month names are longer.
fn tick_room_px(language: Language) -> f64 {
    match language {
        Language::English => 30.0,
        Language::Arabic => 34.0,
    }
}

/// The two rows of words.
#[component]
pub fn Axis(store: Store, layout: Memo<Layout>) -> impl IntoView {
    let shown = Memo::new(move |_| {
        let room_px = tick_room_px(store.language.get());
        ticks(layout.get().scale(), room_px)
    });
    let row = move |ticks: Vec<Tick>, unit: TickUnit, is_context: bool| {
        let language = store.language.get();
        let layout = layout.get();
        ticks
            .into_iter()
            .map(|tick| {
                let inline_px = layout.inline_px(tick.moment).max(0.0);
                let words = tick_words(language, tick, unit, is_context);
                let class = if is_context { "dl-tick dl-context" } else { "dl-tick" };
                view! {
                    <span class=class style:inset-inline-start=format!("{inline_px:.1}px")>{words}</span>
                }
            })
            .collect::<Vec<_>>()
    };
    view! {
        <div class="dl-axis" aria-hidden="true">
            {move || {
                let shown = shown.get();
                (row(shown.major, shown.unit, false), row(shown.context, shown.context_unit, true))
            }}
        </div>
    }
}

/// What a tick says in its row.
fn tick_words(language: Language, tick: Tick, unit: TickUnit, is_context: bool) -> String {
    let style = match (unit, is_context) {
        (TickUnit::Minute | TickUnit::Hour, _) => DateStyle::Time,
        (TickUnit::Day | TickUnit::Week, false) => DateStyle::DayOfMonth,
        (TickUnit::Day | TickUnit::Week, true) => DateStyle::Long,
        (TickUnit::Month | TickUnit::Quarter, false) => DateStyle::MonthShort,
        (TickUnit::Month | TickUnit::Quarter, true) => DateStyle::Month,
        (TickUnit::Year | TickUnit::Decade | TickUnit::Century, _) => {
            // `Intl` writes years before 1 as an era; the axis counts as ISO 8601 does.
            let (year, _, _) = tick.moment.day().to_ymd();
            if year <= 0 {
                return format_number(language, f64::from(year), 0);
            }
            DateStyle::Year
        }
    };
    format_seconds(language, tick.moment, style)
}
