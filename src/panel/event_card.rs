//! One event in full: what, when, where, who, how many, how sure, who says so.

use std::sync::Arc;

use dateline_core::model::{Event, EventIndex, GeoPrecision};
use leptos::prelude::*;

use super::parts::{actor_name, area_link, count_words, fact, source_list, story_text};
use crate::i18n::{edtf_in_words, t};
use crate::map::CategoryMark;
use crate::state::{Loaded, Store};
use crate::words::word;

/// The card.
#[component]
pub fn EventCard(store: Store, event: EventIndex) -> impl IntoView {
    move || {
        let loaded = store.loaded()?;
        let found = loaded.story.events.get(event)?.clone();
        Some(card(store, &loaded, event, found))
    }
}

fn card(
    store: Store,
    loaded: &Arc<Loaded>,
    index: EventIndex,
    event: Event,
) -> impl IntoView + use<> {
    let language = move || store.language.get();
    let category = loaded.story.meta.categories.get(usize::from(event.category.0)).cloned();
    let kicker = category.map(|category| {
        let name = category.name.clone();
        view! {
            <p class="dl-kicker">
                <CategoryMark store category />
                {story_text(store, name)}
            </p>
        }
    });
    let withdrawn = event.withdrawn.then(|| {
        view! { <p class="dl-hint">{word(store, "event.withdrawn")}</p> }
    });
    let when = event.when.clone();
    let when = move || {
        let undated = || t(language(), "event.undated").to_owned();
        when.as_ref().map_or_else(undated, |when| edtf_in_words(language(), when))
    };
    let (killed, injured) = (event.casualties.killed, event.casualties.injured);
    let reported = move |count| {
        move || {
            let words = count_words(language(), count)?;
            Some(format!("{words} ({})", t(language(), "event.reported")))
        }
    };
    let verification = format!("verification.{}", event.verification.name());
    let title = event.title.clone();
    view! {
        <article class="dl-card" data-event=event.id.clone()>
            {kicker}
            <h3>{story_text(store, title)}</h3>
            {withdrawn}
            {body(store, &event)}
            <dl class="dl-facts">
                {fact(store, "event.when", Some(when))}
                {fact(store, "event.where", place(store, loaded, &event))}
                {fact(store, "event.who", who(store, loaded, &event))}
                {fact(store, "event.killed", (!killed.is_unknown()).then(|| reported(killed)))}
                {fact(store, "event.injured", (!injured.is_unknown()).then(|| reported(injured)))}
                {fact(store, "event.verification", Some(move || t(language(), &verification)))}
                {fact(store, "event.change", changes(store, loaded, index))}
            </dl>
            <h4>{word(store, "event.sources")}</h4>
            {source_list(store, event.sources)}
        </article>
    }
}

/// The text; a graphic one only after a click (C11).
fn body(store: Store, event: &Event) -> impl IntoView + use<> {
    let opened = RwSignal::new(!event.graphic);
    let text = StoredValue::new(event.text.clone());
    view! {
        <Show
            when=move || opened.get()
            fallback=move || view! {
                <p class="dl-hint">
                    {word(store, "event.graphic")} " "
                    <button type="button" class="dl-link" on:click=move |_| opened.set(true)>
                        {word(store, "event.graphic.show")}
                    </button>
                </p>
            }
        >
            <p>{story_text(store, text.get_value())}</p>
        </Show>
    }
}

/// The places: quarters as links, and how exactly the place is known (C5).
fn place(store: Store, loaded: &Loaded, event: &Event) -> Option<impl IntoView + use<>> {
    let links: Vec<_> = event
        .areas
        .iter()
        .filter_map(|area| area_link(store, loaded, *area))
        .map(|link| view! { <li>{link}</li> })
        .collect();
    let named = (links.is_empty() && !event.place.is_empty())
        .then(|| story_text(store, event.place.clone()));
    let precision = match (event.position, event.geo_precision) {
        (None, _) => Some("events.unplaced"),
        (Some(_), GeoPrecision::Exact) => None,
        (Some(_), GeoPrecision::Area) => Some("event.place.rough"),
        (Some(_), GeoPrecision::Region | GeoPrecision::Unknown) => Some("event.place.region"),
    };
    Some(view! {
        <ul class="dl-inline">{links}</ul>
        {named}
        {precision.map(|key| view! {
            <span class="dl-aside">{word(store, key)}</span>
        })}
    })
}

fn who(store: Store, loaded: &Arc<Loaded>, event: &Event) -> Option<impl IntoView + use<>> {
    let (actors, text) = (event.actors.clone(), event.actors_text.clone());
    let loaded = Arc::clone(loaded);
    let known = !actors.is_empty();
    (known || !text.is_empty()).then(|| {
        let names = move || {
            let language = store.language.get();
            let names: Vec<String> =
                actors.iter().map(|actor| actor_name(&loaded, Some(*actor), language)).collect();
            let separator = t(language, "list.separator");
            let rest = unknown_names(&text, &loaded);
            names.into_iter().chain(rest).collect::<Vec<_>>().join(separator)
        };
        view! { <bdi>{names}</bdi> }
    })
}

/// Names of a row that are no actors of the story, as the row writes them.
fn unknown_names(text: &str, loaded: &Loaded) -> Vec<String> {
    text.split(';')
        .map(str::trim)
        .filter(|name| !name.is_empty() && loaded.story.find_actor(name).is_none())
        .map(str::to_owned)
        .collect()
}

/// The quarters that the event brought into other hands.
fn changes(store: Store, loaded: &Loaded, event: EventIndex) -> Option<impl IntoView + use<>> {
    let changes = loaded.story.ledger.changes().iter();
    let links: Vec<_> = changes
        .filter(|change| change.accepted && change.event == Some(event))
        .filter_map(|change| area_link(store, loaded, change.area))
        .map(|link| view! { <li>{link}</li> })
        .collect();
    (!links.is_empty()).then(|| view! { <ul class="dl-inline">{links}</ul> })
}
