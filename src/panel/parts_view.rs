//! Small pieces that several cards share.

use dateline_core::model::{Actor, ActorIndex, AreaIndex, Count, Source, Text};
use leptos::prelude::*;
use web_sys::Url;

use crate::i18n::{Language, format_number, t_with};
use crate::state::{Command, Loaded, Reveal, Selection, Store};
use crate::words::word;

/// A text of the story, with its own language and direction marked (A30, I3).
pub fn story_text(store: Store, text: Text) -> impl IntoView {
    let shown = Memo::new(move |_| {
        let (tag, text) = text.with_tag(store.language.get().tag());
        (tag.to_owned(), text.to_owned())
    });
    let tag = move || shown.with(|(tag, _)| (!tag.is_empty()).then(|| tag.clone()));
    view! { <span lang=tag dir="auto">{move || shown.with(|(_, text)| text.clone())}</span> }
}

/// The name of an actor in the language, or an empty text.
pub fn actor_name(loaded: &Loaded, actor: Option<ActorIndex>, language: Language) -> String {
    let actor: Option<&Actor> = actor.and_then(|actor| loaded.story.actor(actor));
    actor.map(|actor| actor.name.in_language(language.tag()).to_owned()).unwrap_or_default()
}

/// A button that goes to an area.
pub fn area_link(store: Store, loaded: &Loaded, area: AreaIndex) -> Option<impl IntoView + use<>> {
    let name = loaded.story.area(area)?.name.clone();
    let open = Command::Select(Some(Selection::Area(area)), Reveal::Yes);
    Some(view! {
        <button type="button" class="dl-link" on:click=move |_| store.send(open.clone())>
            {story_text(store, name)}
        </button>
    })
}

/// The sources of a row: name, original, archived copy.
pub fn source_list(store: Store, sources: Vec<Source>) -> impl IntoView {
    let rows: Vec<_> = sources
        .into_iter()
        .filter(|source| !source.name.is_empty() || !source.url.is_empty())
        .map(|source| {
            let name = if source.name.is_empty() { source.url.clone() } else { source.name };
            let archive = safe_link(&source.archive_url).map(|href| {
                view! {
                    " ("
                    <a href=href target="_blank" rel="noopener noreferrer">
                        {word(store, "event.archive")}
                    </a>
                    ")"
                }
            });
            let named = match safe_link(&source.url) {
                Some(href) => view! {
                    <a href=href target="_blank" rel="noopener noreferrer"><bdi>{name}</bdi></a>
                }
                .into_any(),
                None => view! { <bdi>{name}</bdi> }.into_any(),
            };
            view! { <li>{named}{archive}</li> }
        })
        .collect();
    view! { <ul class="dl-sources">{rows}</ul> }
}

/// The address, if it is one that may be linked to: parsed as the browser will, then
/// allowed by its scheme (S4).
pub fn safe_link(address: &str) -> Option<String> {
    let url = Url::new(address.trim()).ok()?;
    matches!(url.protocol().as_str(), "http:" | "https:" | "mailto:").then(|| url.href())
}

/// A reported number of people in words; `None` if nothing is reported (C6, C7).
pub fn count_words(language: Language, count: Count) -> Option<String> {
    let n = |value: u32| format_number(language, f64::from(value), 0);
    let range = |low: u32, high: u32| {
        let (low, high) = (n(low), n(high));
        t_with(language, "event.number.range", &[("low", &low), ("high", &high)])
    };
    match (count.low, count.best, count.high) {
        (None, None, None) => None,
        (Some(low), _, Some(high)) if low < high => Some(range(low, high)),
        (_, Some(best), _) => Some(n(best)),
        (Some(low), None, Some(_)) => Some(n(low)),
        (Some(low), None, None) => {
            Some(t_with(language, "event.number.atleast", &[("n", &n(low))]))
        }
        (None, None, Some(high)) => Some(t_with(language, "event.number.upto", &[("n", &n(high))])),
    }
}

/// A labelled line of a card, left out if it has no value.
pub fn fact(
    store: Store,
    key: &'static str,
    value: Option<impl IntoView + 'static>,
) -> impl IntoView {
    value.map(|value| {
        view! {
            <dt>{word(store, key)}</dt>
            <dd>{value}</dd>
        }
    })
}
