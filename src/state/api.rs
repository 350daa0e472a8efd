//! Rows as hosts see them: `area(id)`, `areas()` and `events(n)` of the element. What is a
//! detail of the story is null until the details are there.

use dateline_core::ledger::{Change, ChangeIndex};
use dateline_core::model::{
    ActorIndex, Area, AreaIndex, Count, Details, Event, EventIndex, Source,
};
use dateline_core::time::format_moment;
use wasm_bindgen::JsValue;

use super::{DetailsPhase, Loaded, State};
use crate::platform::{Record, list};

/// The area with that id, as the ledger has it at the clock's moment, or null.
pub fn area_record(state: &State, loaded: &Loaded, id: &str) -> JsValue {
    let mut areas = loaded.story.areas.iter().zip(0..);
    let found = areas.find(|(area, _)| area.id == id);
    found.map_or(JsValue::NULL, |(area, place)| record_of(state, loaded, area, AreaIndex(place)))
}

/// Every area, as the ledger has it at the clock's moment.
pub fn area_records(state: &State, loaded: &Loaded) -> JsValue {
    let areas = loaded.story.areas.iter().zip(0..);
    list(&mut areas.map(|(area, place)| record_of(state, loaded, area, AreaIndex(place))))
}

fn record_of(state: &State, loaded: &Loaded, area: &Area, index: AreaIndex) -> JsValue {
    let language = state.look.language.tag();
    let ledger = &loaded.story.ledger;
    let held = ledger.state_at(index, state.clock.t);
    let claim = |index: &ChangeIndex| {
        let note = details_of(state).map(|details| details.note(*index));
        let note = note.map(|note| note.map_or("", |note| note.in_language(language)));
        ledger.change(*index).map(|change| claim_record(change, note, loaded))
    };
    // The days on which a change took force, as `t` would name them.
    let (since, until) = (held.since.map(format_moment), held.until.map(format_moment));
    Record::new()
        .text("id", &area.id)
        .text("name", area.name.in_language(language))
        .text_or_null("actor", actor_id(held.actor, loaded))
        .text_or_null("rival", actor_id(held.rival, loaded))
        .text("status", held.status.name())
        .text_or_null("since", since.as_deref())
        .text_or_null("until", until.as_deref())
        .put("accepted", &held.change.as_ref().and_then(claim).unwrap_or(JsValue::NULL))
        .put("claims", &list(&mut ledger.history(index).iter().filter_map(claim)))
        .number("lon", area.centre.lon)
        .number("lat", area.centre.lat)
        .value()
}

/// The first `limit` of the listed events.
pub fn event_records(state: &State, loaded: &Loaded, limit: usize) -> JsValue {
    let language = state.look.language.tag();
    let listed = loaded.listed(state.event_span(), &state.choice.filter);
    let record = |index: &EventIndex| {
        let text = details_of(state).and_then(|details| details.event(*index));
        let text = text.map(|details| details.text.in_language(language));
        let event = loaded.story.events.get(*index)?;
        Some(event_record(event, text, loaded, language))
    };
    list(&mut listed.iter().filter_map(record).take(limit))
}

fn details_of(state: &State) -> Option<&Details> {
    match &state.details {
        DetailsPhase::Here(details) => Some(details),
        _ => None,
    }
}

fn event_record(event: &Event, text: Option<&str>, loaded: &Loaded, language: &str) -> JsValue {
    let story = &loaded.story;
    let category = story.meta.categories.get(usize::from(event.category.0));
    let areas = event.areas.iter().filter_map(|area| story.area(*area));
    Record::new()
        .text("id", &event.id)
        .text_or_null("date", event.when.as_ref().map(|when| when.text.as_str()))
        .text("title", event.title.in_language(language))
        .text_or_null("text", text)
        .text("category", category.map_or("", |category| &category.id))
        .put("areas", &list(&mut areas.map(|area| JsValue::from_str(&area.id))))
        .number_or_null("lon", event.position.map(|place| place.lon))
        .number_or_null("lat", event.position.map(|place| place.lat))
        .text("geoPrecision", event.geo_precision.name())
        .text("verification", event.verification.name())
        .put("killed", &count_record(event.casualties.killed))
        .put("injured", &count_record(event.casualties.injured))
        .put("sources", &source_records(&event.sources))
        .value()
}

fn actor_id(actor: Option<ActorIndex>, loaded: &Loaded) -> Option<&str> {
    actor.and_then(|actor| loaded.story.actor(actor)).map(|actor| actor.id.as_str())
}

/// One claim of the ledger.
fn claim_record(change: &Change, note: Option<&str>, loaded: &Loaded) -> JsValue {
    Record::new()
        .text("date", &change.date.text)
        .text_or_null("earliest", change.earliest.as_ref().map(|date| date.text.as_str()))
        .text_or_null("latest", change.latest.as_ref().map(|date| date.text.as_str()))
        .text_or_null("from", actor_id(change.from, loaded))
        .text_or_null("to", actor_id(change.to, loaded))
        .text("status", change.status.name())
        .text("confidence", change.confidence.name())
        .flag("accepted", change.accepted)
        .put("sources", &source_records(&change.sources))
        .text_or_null("note", note)
        .value()
}

/// Who says so.
fn source_records(sources: &[Source]) -> JsValue {
    list(&mut sources.iter().map(|source| {
        Record::new()
            .text("name", &source.name)
            .text("url", &source.url)
            .text("archiveUrl", &source.archive_url)
            .value()
    }))
}

/// A range of people; null is unknown.
fn count_record(count: Count) -> JsValue {
    Record::new()
        .number_or_null("low", count.low.map(f64::from))
        .number_or_null("best", count.best.map(f64::from))
        .number_or_null("high", count.high.map(f64::from))
        .value()
}
