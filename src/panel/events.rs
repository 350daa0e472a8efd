//! The list of exactly the events that the clock and the key let through.

use dateline_core::model::{EventIndex, Mode};
use leptos::prelude::*;

use super::parts_view::story_text;
use crate::i18n::{
    DateStyle, edtf_in_words, format_moment_shown, format_number, format_range, plural, t, t_with,
};
use crate::map::CategoryMark;
use crate::state::{Command, Loaded, Reveal, Selection, Store};
use crate::words::word;

/// Rows put on the page at once.
const ROWS_PER_PAGE: usize = 100;

/// The list.
#[component]
pub fn EventList(store: Store) -> impl IntoView {
    let most = RwSignal::new(ROWS_PER_PAGE);
    let count = Memo::new(move |_| store.listed.with(|listed| listed.len()));
    let headline = move || plural(store.language.get(), "events.count", count.get(), &[]);
    let rows = move || {
        let loaded = store.loaded()?;
        let listed = store.listed.get();
        let rows: Vec<_> = listed
            .iter()
            .take(most.get())
            .filter_map(|event| row(store, &loaded, *event))
            .collect();
        Some(view! { <ol class="dl-rows dl-events">{rows}</ol> })
    };
    let undated = move || {
        let loaded = store.loaded()?;
        let (events, filter) = (&loaded.story.events, store.filter());
        let rows: Vec<_> = events
            .iter()
            .filter(|(index, event)| {
                event.when.is_none() && filter.counts(events.columns(), *index)
            })
            .filter_map(|(index, _)| row(store, &loaded, index))
            .collect();
        (!rows.is_empty()).then(|| {
            view! {
                <h3 class="dl-section">{word(store, "events.undated")}</h3>
                <ol class="dl-rows dl-events">{rows}</ol>
            }
        })
    };
    view! {
        <h3 class="dl-count">
            <span>{headline}</span>
            <span class="dl-count-span">{move || span_words(store)}</span>
        </h3>
        <Hidden store />
        <Show when=move || count.get() == 0>
            <p class="dl-empty">{word(store, "events.empty")}</p>
            <Show when=move || can_step(store)>
                <button type="button" class="dl-button" on:click=move |_| store.send(Command::Step(1))>
                    {word(store, "events.earlier")}
                </button>
            </Show>
        </Show>
        {rows}
        {move || {
            let rest = count.get().saturating_sub(most.get()).min(ROWS_PER_PAGE);
            (rest > 0).then(|| view! {
                <button type="button" class="dl-button" on:click=move |_| most.update(|most| *most += ROWS_PER_PAGE)>
                    {move || {
                        let language = store.language.get();
                        let n = format_number(language, rest as f64, 0);
                        t_with(language, "events.more", &[("n", &n)])
                    }}
                </button>
            })
        }}
        {undated}
    }
}

/// Whether a step on brings another event into the list.
fn can_step(store: Store) -> bool {
    let clock = store.clock.get();
    let filter = store.filter();
    let next = store.loaded().and_then(|loaded| loaded.index.next_event_after(clock.t, &filter));
    clock.mode != Mode::Window && next.is_some()
}

/// Which time the list is about.
fn span_words(store: Store) -> String {
    let language = store.language.get();
    let clock = store.clock.get();
    let date = format_moment_shown(language, clock.t, DateStyle::Medium);
    match clock.mode {
        Mode::Window => {
            let range = format_range(language, clock.window, DateStyle::Medium);
            t_with(language, "events.span.window", &[("range", &range)])
        }
        Mode::Cumulative => t_with(language, "events.span.cumulative", &[("date", &date)]),
        Mode::Moment => {
            let days = store.loaded().map_or(0, |loaded| loaded.story.meta.fade_days);
            plural(language, "events.span.moment", days as usize, &[("date", &date)])
        }
    }
}

/// How many events the key hides, so that nobody takes them for absent.
#[component]
fn Hidden(store: Store) -> impl IntoView {
    let hidden = Memo::new(move |_| {
        let all = dateline_core::index::Filter::default();
        let span = store.span.get();
        let shown = store.listed.with(|listed| listed.len());
        store.loaded().map_or(0, |loaded| loaded.listed(span, &all).len() - shown)
    });
    view! {
        <Show when=move || hidden.get() != 0>
            <p class="dl-hint">
                {move || plural(store.language.get(), "events.hidden", hidden.get(), &[])}
                " "
                <button type="button" class="dl-link" on:click=move |_| store.send(Command::ShowAll)>
                    {word(store, "legend.show_all")}
                </button>
            </p>
        </Show>
    }
}

/// One event as a row.
pub fn row(store: Store, loaded: &Loaded, index: EventIndex) -> Option<impl IntoView + use<>> {
    let event = loaded.story.events.get(index)?;
    let category = loaded.story.meta.categories.get(usize::from(event.category.0))?.clone();
    let (title, when, id) = (event.title.clone(), event.when.clone(), event.id.clone());
    let unplaced = event.position.is_none();
    let verification = format!("verification.{}", event.verification.name());
    let selected =
        move || store.choice.with(|choice| choice.selection == Some(Selection::Event(index)));
    let date = move || {
        let language = store.language.get();
        when.as_ref().map_or_else(
            || t(language, "event.undated").to_owned(),
            |when| edtf_in_words(language, when),
        )
    };
    let name = category.name.clone();
    Some(view! {
        <li>
            <button
                type="button"
                class="dl-row"
                data-event=id
                data-place=index.0.to_string()
                aria-current=move || selected().then_some("true")
                on:click=move |_| {
                    store.send(Command::Select(Some(Selection::Event(index)), Reveal::Yes));
                }
            >
                <CategoryMark store category />
                <span class="dl-row-kicker">
                    {date} " · " {story_text(store, name)}
                </span>
                <span class="dl-row-title">{story_text(store, title)}</span>
                <span class="dl-row-foot">
                    {move || t(store.language.get(), &verification)}
                    <Show when=move || unplaced>
                        " · " {word(store, "events.unplaced")}
                    </Show>
                </span>
            </button>
        </li>
    })
}
