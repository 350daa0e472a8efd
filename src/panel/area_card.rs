//! One quarter as a subject: who holds it now, who did before, who says so.

use std::sync::Arc;

use dateline_core::ledger::{AreaState, Change, Status};
use dateline_core::model::AreaIndex;
use dateline_core::time::Moment;
use leptos::prelude::*;

use super::events::row;
use super::parts_view::{actor_name, source_list, story_text};
use crate::i18n::{
    DateStyle, Language, edtf_in_words, format_moment_shown, format_number, t, t_with,
};
use crate::map::{actor_colour, css_colour};
use crate::state::{Command, Loaded, Store};
use crate::words::word;

/// The card.
#[component]
pub fn AreaCard(store: Store, area: AreaIndex) -> impl IntoView {
    move || {
        let loaded = store.loaded()?;
        let found = loaded.story.area(area)?;
        let events: Vec<_> =
            loaded.events_of(area).iter().filter_map(|event| row(store, &loaded, *event)).collect();
        let no_events = events.is_empty();
        Some(view! {
            <article class="dl-card" data-area=found.id.clone()>
                <h3>{story_text(store, found.name.clone())}</h3>
                <Now store loaded=Arc::clone(&loaded) area />
                <Strip store loaded=Arc::clone(&loaded) area />
                <h4>{word(store, "area.history")}</h4>
                {history(store, &loaded, area)}
                <h4>{word(store, "area.events")}</h4>
                <Show when=move || no_events>
                    <p class="dl-hint">{word(store, "area.events.none")}</p>
                </Show>
                <ol class="dl-rows dl-events">{events}</ol>
                {outline_note(store, &loaded, area)}
            </article>
        })
    }
}

/// The state at the clock's moment.
#[component]
fn Now(store: Store, loaded: Arc<Loaded>, area: AreaIndex) -> impl IntoView {
    let state = Memo::new(move |_| {
        store
            .control
            .with(|control| control.get(area.0 as usize).copied())
            .unwrap_or(AreaState::UNKNOWN)
    });
    let for_words = Arc::clone(&loaded);
    let words = move || state_words(&for_words, store.language.get(), state.get());
    let since = move || {
        let language = store.language.get();
        let state = state.get();
        let date = |moment: Moment| format_moment_shown(language, moment, DateStyle::Long);
        let since =
            state.since.map(|since| t_with(language, "area.since", &[("date", &date(since))]));
        let until =
            state.until.map(|until| t_with(language, "area.until", &[("date", &date(until))]));
        let separator = t(language, "list.separator");
        since.into_iter().chain(until).collect::<Vec<_>>().join(separator)
    };
    view! {
        <p class="dl-now">
            <strong>{words}</strong>
            <span class="dl-aside">{since}</span>
        </p>
    }
}

/// A state as a sentence.
fn state_words(loaded: &Loaded, language: Language, state: AreaState) -> String {
    let actor = actor_name(loaded, state.actor, language);
    let rival = actor_name(loaded, state.rival, language);
    let key = match (state.status, state.actor, state.rival) {
        (Status::Unknown, _, _) => "area.unknown",
        (Status::Contested, Some(_), Some(_)) => "area.contested",
        (Status::Contested, _, _) => "area.contested.one",
        (_, None, _) => "area.unknown",
        (Status::Held, _, _) => "area.held",
        (Status::Claimed, _, _) => "area.claimed",
        (Status::Besieged, _, Some(_)) => "area.besieged",
        (Status::Besieged, _, None) => "area.held",
    };
    t_with(language, key, &[("actor", &actor), ("rival", &rival)])
}

/// The window as a strip of who held it.
#[component]
fn Strip(store: Store, loaded: Arc<Loaded>, area: AreaIndex) -> impl IntoView {
    let intervals = loaded.story.ledger.intervals(area);
    let share = move |moment: Moment| {
        let window = store.clock.with(|clock| clock.window);
        let from_start = moment.0.clamp(window.start.0, window.end.0) - window.start.0;
        from_start as f64 / window.seconds().max(1) as f64 * 100.0
    };
    let pieces = move || {
        let is_dark = store.look.get().is_dark();
        intervals
            .iter()
            .filter_map(|interval| {
                let (start, end) = (share(interval.span.start), share(interval.span.end));
                if end - start <= 0.0 {
                    return None;
                }
                let actor = interval.state.actor.and_then(|actor| loaded.story.actor(actor));
                let colour = actor.map(|actor| css_colour(actor_colour(actor, is_dark)));
                let contested = interval.state.status == Status::Contested;
                Some(view! {
                    <span
                        class="dl-strip-piece"
                        class:dl-contested=contested
                        style:inset-inline-start=format!("{start:.2}%")
                        style:inline-size=format!("{:.2}%", end - start)
                        style:background-color=colour
                    ></span>
                })
            })
            .collect::<Vec<_>>()
    };
    let now = move || format!("{:.2}%", share(store.clock.with(|clock| clock.t)));
    view! {
        <div class="dl-strip" role="img" aria-label=word(store, "area.history.strip")>
            {pieces}
            <span class="dl-strip-now" style:inset-inline-start=now></span>
        </div>
    }
}

/// Every claim, the accepted ones and the others.
fn history(store: Store, loaded: &Arc<Loaded>, area: AreaIndex) -> impl IntoView + use<> {
    let ledger = &loaded.story.ledger;
    let rows: Vec<_> = ledger
        .history(area)
        .iter()
        .filter_map(|index| ledger.change(*index))
        .map(|change| claim(store, loaded, change.clone()))
        .collect();
    let none = rows.is_empty();
    view! {
        <Show when=move || none>
            <p class="dl-hint">{word(store, "area.none")}</p>
        </Show>
        <ol class="dl-claims">{rows}</ol>
    }
}

fn claim(store: Store, loaded: &Arc<Loaded>, change: Change) -> impl IntoView + use<> {
    let language = move || store.language.get();
    let moment = change.in_force_from();
    let (date, earliest, latest) = (change.date, change.earliest, change.latest);
    let sides = (change.to, change.from, change.status);
    let when = move || edtf_in_words(language(), &date);
    let doubt = move || {
        let from = edtf_in_words(language(), earliest.as_ref()?);
        let to = edtf_in_words(language(), latest.as_ref()?);
        (from != to).then(|| t_with(language(), "area.between", &[("from", &from), ("to", &to)]))
    };
    let owner = Arc::clone(loaded);
    let what = move || {
        let (actor, rival) =
            (actor_name(&owner, sides.0, language()), actor_name(&owner, sides.1, language()));
        let key = match sides.2 {
            Status::Held if sides.1.is_none() => "change.as_of",
            Status::Held => "change.held",
            Status::Contested => "change.contested",
            Status::Claimed => "change.claimed",
            Status::Besieged => "change.besieged",
            Status::Unknown => "change.unknown",
        };
        t_with(language(), key, &[("actor", &actor), ("rival", &rival)])
    };
    let confidence = format!("confidence.{}", change.confidence.name());
    let competing = !change.accepted;
    let note = (!change.note.is_empty()).then(|| view! { <p>{story_text(store, change.note)}</p> });
    view! {
        <li class:dl-competing=competing>
            <p class="dl-claim-head">
                <button
                    type="button"
                    class="dl-link"
                    on:click=move |_| store.send(Command::SetMoment(moment))
                >{when}</button>
                <Show when=move || competing>
                    <span class="dl-tag">{word(store, "area.competing")}</span>
                </Show>
            </p>
            <p class="dl-claim-what">{what}</p>
            <p class="dl-aside">
                {move || t(language(), &confidence)}
                {move || doubt().map(|words| format!(" · {words}"))}
            </p>
            {note}
            {source_list(store, change.sources)}
        </li>
    }
}

/// How far the outline can be trusted.
fn outline_note(store: Store, loaded: &Loaded, area: AreaIndex) -> Option<impl IntoView + use<>> {
    let area = loaded.story.area(area)?;
    let metres: f64 = area.property("uncertainty_m")?.parse().ok()?;
    let estimated = area.property("coord_status") == Some("estimated");
    let key = if estimated { "area.outline.estimated" } else { "area.outline.sourced" };
    let words = move || {
        let language = store.language.get();
        let n = format_number(language, metres, 0);
        format!("{}: {}", t(language, "area.outline"), t_with(language, key, &[("n", &n)]))
    };
    Some(view! { <p class="dl-hint">{words}</p> })
}
