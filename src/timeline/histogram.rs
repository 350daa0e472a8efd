//! How many events began when, stacked by kind; behind it what the filters hide.

use std::sync::Arc;

use dateline_core::index::Histogram;
use dateline_core::model::CategoryIndex;
use dateline_core::time::{Span, TickUnit, bin_step, bins};
use leptos::prelude::*;

use super::layout::Layout;
use crate::i18n::{format_number, t, t_with};
use crate::map::{category_colour, css_colour};
use crate::state::Store;

/// Height of the histogram, CSS pixels.
pub const HISTOGRAM_HEIGHT_PX: f64 = 46.0;
/// The narrowest bar, CSS pixels.
const BAR_PX: f64 = 7.0;
/// Weeks start on Saturday in Syria (I8); 0 is Monday.
const WEEK_START: u32 = 5;

/// The stacked bars.
#[component]
pub fn Bars(store: Store, layout: Memo<Layout>) -> impl IntoView {
    let asked = Memo::new(move |_| {
        layout.with(|layout| {
            let most = (layout.width_px() / BAR_PX).clamp(8.0, 240.0) as usize;
            (layout.scale().domain, most)
        })
    });
    let filter = Memo::new(move |_| store.filter());
    let counted = Memo::new(move |_| {
        let (axis, most) = asked.get();
        let bins = bins(axis, most, WEEK_START);
        let histogram = store
            .loaded()
            .map(|loaded| filter.with(|filter| loaded.index.histogram(&bins, filter)))
            .unwrap_or_default();
        Arc::new((bins, histogram))
    });
    let summary = move || {
        let language = store.language.get();
        let (axis, most) = asked.get();
        let unit = t(language, unit_key(bin_step(axis, most, WEEK_START).unit));
        let highest = counted.with(|counted| counted.1.max_total());
        let highest = format_number(language, f64::from(highest), 0);
        t_with(language, "time.histogram", &[("unit", unit), ("most", &highest)])
    };
    let drawn = move || {
        let layout = layout.get();
        let counted = counted.get();
        let (bins, histogram) = &*counted;
        let highest = histogram.max_unfiltered().max(1);
        let colours = colours(store);
        bins.iter()
            .enumerate()
            .filter(|(bin, _)| histogram.unfiltered(*bin) > 0)
            .filter_map(|(bin, span)| bar(&layout, *span, histogram, bin, highest, &colours))
            .collect::<Vec<_>>()
    };
    view! {
        <svg
            class="dl-bars"
            width=move || layout.get().width_px()
            height=HISTOGRAM_HEIGHT_PX
            role="img"
            aria-label=summary
        >
            {drawn}
        </svg>
        <span class="dl-bars-most" aria-hidden="true">
            {move || {
                let most = counted.with(|counted| counted.1.max_unfiltered());
                format_number(store.language.get(), f64::from(most), 0)
            }}
        </span>
    }
}

fn colours(store: Store) -> Vec<String> {
    let is_dark = store.look.get().is_dark();
    let loaded = store.loaded();
    let categories = loaded.iter().flat_map(|loaded| &loaded.story.meta.categories);
    categories.map(|category| css_colour(category_colour(category, is_dark))).collect()
}

/// One bar: a ghost of all events and the stacked counts before it.
fn bar(
    layout: &Layout,
    span: Span,
    histogram: &Histogram,
    bin: usize,
    highest: u32,
    colours: &[String],
) -> Option<impl IntoView + use<>> {
    let (start_px, length_px) = layout.inline_range(span)?;
    let gap_px = (length_px * 0.14).clamp(0.5, 2.0);
    let width_px = (length_px - gap_px).max(0.5);
    let x = format!("{:.2}", layout.left_px(start_px + gap_px / 2.0, width_px));
    let width = format!("{width_px:.2}");
    let height_of =
        |count: u32| f64::from(count) / f64::from(highest) * (HISTOGRAM_HEIGHT_PX - 2.0);
    let rect = |from: u32, count: u32, class: &'static str, fill: Option<String>| {
        let (height_px, below_px) = (height_of(count), height_of(from));
        view! {
            <rect
                class=class
                x=x.clone()
                y=format!("{:.2}", HISTOGRAM_HEIGHT_PX - below_px - height_px)
                width=width.clone()
                height=format!("{height_px:.2}")
                style:fill=fill
            />
        }
    };
    let ghost = rect(0, histogram.unfiltered(bin), "dl-ghost", None);
    let mut from = 0;
    let stacked: Vec<_> = colours
        .iter()
        .enumerate()
        .filter_map(|(category, colour)| {
            let count = histogram.count(bin, CategoryIndex(category as u8));
            let rect = (count > 0).then(|| rect(from, count, "dl-bar", Some(colour.clone())));
            from += count;
            rect
        })
        .collect();
    Some((ghost, stacked))
}

fn unit_key(unit: TickUnit) -> &'static str {
    match unit {
        TickUnit::Hour => "time.histogram.hour",
        TickUnit::Day => "time.histogram.day",
        TickUnit::Week => "time.histogram.week",
        TickUnit::Month => "time.histogram.month",
        TickUnit::Year => "time.histogram.year",
        TickUnit::Minute | TickUnit::Quarter | TickUnit::Decade | TickUnit::Century => {
            "time.histogram.other"
        }
    }
}
