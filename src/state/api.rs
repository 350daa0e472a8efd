//! Rows as hosts see them: `area(id)`, `areas()` and `events(n)` of the element.

use dateline_core::ledger::{Change, ChangeIndex};
use dateline_core::model::{ActorIndex, AreaIndex, Count, Source};
use dateline_core::time::{Moment, format_moment};
use serde::Serialize;

use super::{Loaded, State};

/// Who says so.
#[derive(Serialize)]
pub struct SourceRecord<'a> {
    name: &'a str,
    url: &'a str,
    #[serde(rename = "archiveUrl")]
    archive_url: &'a str,
}

/// One claim of the ledger.
#[derive(Serialize)]
pub struct ClaimRecord<'a> {
    date: &'a str,
    earliest: Option<&'a str>,
    latest: Option<&'a str>,
    from: Option<&'a str>,
    to: Option<&'a str>,
    status: &'static str,
    confidence: &'static str,
    accepted: bool,
    sources: Vec<SourceRecord<'a>>,
    note: &'a str,
}

/// An area at the present moment.
#[derive(Serialize)]
pub struct AreaRecord<'a> {
    id: &'a str,
    name: &'a str,
    actor: Option<&'a str>,
    rival: Option<&'a str>,
    status: &'static str,
    since: Option<String>,
    until: Option<String>,
    accepted: Option<ClaimRecord<'a>>,
    claims: Vec<ClaimRecord<'a>>,
    lon: f64,
    lat: f64,
}

/// A range of people; null is unknown.
#[derive(Serialize)]
pub struct CountRecord {
    low: Option<u32>,
    best: Option<u32>,
    high: Option<u32>,
}

/// A listed event.
#[derive(Serialize)]
pub struct EventRecord<'a> {
    id: &'a str,
    date: Option<&'a str>,
    title: &'a str,
    text: &'a str,
    category: &'a str,
    areas: Vec<&'a str>,
    lon: Option<f64>,
    lat: Option<f64>,
    #[serde(rename = "geoPrecision")]
    geo_precision: &'static str,
    verification: &'static str,
    killed: CountRecord,
    injured: CountRecord,
    sources: Vec<SourceRecord<'a>>,
}

/// The areas, or the one with that id, as the ledger has them at the clock's moment.
pub fn area_records<'a>(
    state: &State,
    loaded: &'a Loaded,
    id: Option<&str>,
) -> Vec<AreaRecord<'a>> {
    let language = state.look.language.tag();
    let areas = loaded.story.areas.iter().enumerate();
    areas
        .filter(|(_, area)| id.is_none_or(|id| area.id == id))
        .map(|(index, area)| {
            let index = AreaIndex(index as u32);
            let held = loaded.story.ledger.state_at(index, state.clock.t);
            let claim = |change: &ChangeIndex| {
                loaded
                    .story
                    .ledger
                    .change(*change)
                    .map(|change| claim_record(change, loaded, language))
            };
            AreaRecord {
                id: &area.id,
                name: area.name.in_language(language),
                actor: actor_id(held.actor, loaded),
                rival: actor_id(held.rival, loaded),
                status: held.status.name(),
                since: held.since.map(day_in_force),
                until: held.until.map(day_in_force),
                accepted: held.change.as_ref().and_then(claim),
                claims: loaded.story.ledger.history(index).iter().filter_map(claim).collect(),
                lon: area.centre.lon,
                lat: area.centre.lat,
            }
        })
        .collect()
}

/// The first `limit` of the listed events.
pub fn event_records<'a>(state: &State, loaded: &'a Loaded, limit: usize) -> Vec<EventRecord<'a>> {
    let language = state.look.language.tag();
    let story = &loaded.story;
    let listed = loaded.listed(state.event_span(), &state.choice.filter);
    let events = listed.into_iter().filter_map(|index| story.events.get(index));
    events
        .take(limit)
        .map(|event| EventRecord {
            id: &event.id,
            date: event.when.as_ref().map(|when| when.text.as_str()),
            title: event.title.in_language(language),
            text: event.text.in_language(language),
            category: story
                .meta
                .categories
                .get(usize::from(event.category.0))
                .map_or("", |category| &category.id),
            areas: event
                .areas
                .iter()
                .filter_map(|area| Some(story.area(*area)?.id.as_str()))
                .collect(),
            lon: event.position.map(|place| place.lon),
            lat: event.position.map(|place| place.lat),
            geo_precision: event.geo_precision.name(),
            verification: event.verification.name(),
            killed: count_record(event.casualties.killed),
            injured: count_record(event.casualties.injured),
            sources: event.sources.iter().map(source_record).collect(),
        })
        .collect()
}

/// The day on which a change took force, as `t` would name it.
fn day_in_force(moment: Moment) -> String {
    format_moment(moment)
}

fn actor_id(actor: Option<ActorIndex>, loaded: &Loaded) -> Option<&str> {
    actor.and_then(|actor| loaded.story.actor(actor)).map(|actor| actor.id.as_str())
}

fn claim_record<'a>(change: &'a Change, loaded: &'a Loaded, language: &str) -> ClaimRecord<'a> {
    ClaimRecord {
        date: &change.date.text,
        earliest: change.earliest.as_ref().map(|date| date.text.as_str()),
        latest: change.latest.as_ref().map(|date| date.text.as_str()),
        from: actor_id(change.from, loaded),
        to: actor_id(change.to, loaded),
        status: change.status.name(),
        confidence: change.confidence.name(),
        accepted: change.accepted,
        sources: change.sources.iter().map(source_record).collect(),
        note: change.note.in_language(language),
    }
}

fn source_record(source: &Source) -> SourceRecord<'_> {
    SourceRecord { name: &source.name, url: &source.url, archive_url: &source.archive_url }
}

fn count_record(count: Count) -> CountRecord {
    CountRecord { low: count.low, best: count.best, high: count.high }
}
