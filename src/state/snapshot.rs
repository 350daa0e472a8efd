//! The state as hosts see it: `getState()` and `setState()` of the element.

use std::collections::BTreeMap;

use dateline_core::geo::LonLat;
use dateline_core::model::{Mode, ViewState};
use dateline_core::time::{Moment, Span, format_moment, parse_moment};
use serde::{Deserialize, Serialize};

use super::address::{
    address_of_selection, category_mask, format_start, hidden_category_ids, parse_start,
};
use super::apply::selection_from_address;
use super::{Command, Loaded, Reveal, State};
use crate::i18n::Language;

/// The camera.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ViewSnapshot {
    /// Degrees east.
    pub lon: f64,
    /// Degrees north.
    pub lat: f64,
    /// Web Mercator zoom, 2 to 20.
    pub zoom: f64,
}

/// What is hidden.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FilterSnapshot {
    /// Ids of hidden categories.
    #[serde(default, rename = "hiddenCategories")]
    pub hidden_categories: Vec<String>,
}

/// Counts of what there is and what is shown.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Counts {
    /// All events of the story that were not withdrawn.
    pub events: usize,
    /// Events listed now: in the clock's span and not hidden.
    pub in_window: usize,
    /// Of those, the ones whose place is inside the map.
    pub in_view: usize,
    /// Events without a date.
    pub undated: usize,
    /// Events without a place.
    pub unplaced: usize,
    /// Areas.
    pub areas: usize,
    /// Areas by the actor that holds them; `contested` and `unknown` are their own.
    pub by_actor: BTreeMap<String, usize>,
    /// Listed events by category.
    pub by_category: BTreeMap<String, usize>,
}

/// The state in full.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Snapshot {
    /// The moment: a bare date is the end of that day.
    pub t: String,
    /// First day or moment of the window.
    pub from: String,
    /// Last day or moment of the window, included.
    pub to: String,
    /// `moment`, `window` or `cumulative`.
    pub mode: &'static str,
    /// The camera.
    pub view: ViewSnapshot,
    /// Language tag.
    pub lang: &'static str,
    /// `event:ID`, `area:ID` or null.
    pub selection: Option<String>,
    /// What is hidden.
    pub filters: FilterSnapshot,
    /// Number of the open chapter, from 1, or null.
    pub chapter: Option<usize>,
    /// Whether the clock runs.
    pub playing: bool,
    /// What there is and what is shown.
    pub counts: Counts,
}

/// What a host asks for: any part of a [`Snapshot`]; `counts` is accepted and ignored,
/// so that a snapshot can be handed back.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PartialState {
    t: Option<String>,
    from: Option<String>,
    to: Option<String>,
    mode: Option<String>,
    view: Option<ViewSnapshot>,
    lang: Option<String>,
    #[serde(default, deserialize_with = "present")]
    selection: Option<Option<String>>,
    filters: Option<FilterSnapshot>,
    #[serde(default, deserialize_with = "present")]
    chapter: Option<Option<usize>>,
    playing: Option<bool>,
    #[serde(rename = "counts")]
    _counts: Option<serde::de::IgnoredAny>,
}

/// Tells a key that is null from a key that is not there.
fn present<'de, T, D>(deserializer: D) -> Result<Option<T>, D::Error>
where
    T: Deserialize<'de>,
    D: serde::Deserializer<'de>,
{
    T::deserialize(deserializer).map(Some)
}

/// Why a host's wish was refused: which key, and what is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StateError {
    /// Stable code.
    pub code: &'static str,
    /// The key at fault.
    pub key: &'static str,
    /// In plain English.
    pub message: String,
}

fn refused(key: &'static str, message: impl Into<String>) -> StateError {
    StateError { code: "state.value", key, message: message.into() }
}

/// The state as a host sees it; `None` while there is no story.
pub fn snapshot_of(state: &State) -> Option<Snapshot> {
    let loaded = state.loaded()?;
    let view = state.camera.view;
    let hidden = hidden_category_ids(loaded, state.choice.filter.hidden_categories);
    Some(Snapshot {
        t: format_moment(state.clock.t),
        from: format_start(state.clock.window.start),
        to: format_moment(state.clock.window.end),
        mode: state.clock.mode.name(),
        view: ViewSnapshot {
            lon: rounded(view.centre().lon, 1e7),
            lat: rounded(view.centre().lat, 1e7),
            zoom: rounded(view.zoom(), 1e4),
        },
        lang: state.look.language.tag(),
        selection: state.choice.selection.map(|selection| address_of_selection(loaded, selection)),
        filters: FilterSnapshot {
            hidden_categories: hidden.into_iter().map(str::to_owned).collect(),
        },
        chapter: state.choice.chapter.map(|index| index + 1),
        playing: state.clock.playing,
        counts: counts_of(state, loaded),
    })
}

/// `value` to the nearest part of `parts`: a centimetre on the ground, so that what was set
/// is what is told.
fn rounded(value: f64, parts: f64) -> f64 {
    (value * parts).round() / parts
}

fn counts_of(state: &State, loaded: &Loaded) -> Counts {
    let events = &loaded.story.events;
    let all = || events.iter().filter(|(_, event)| !event.withdrawn);
    let mut counts = Counts {
        events: all().count(),
        undated: all().filter(|(_, event)| event.when.is_none()).count(),
        unplaced: all().filter(|(_, event)| event.position.is_none()).count(),
        areas: loaded.story.areas.len(),
        ..Counts::default()
    };
    let extent = state.camera.view.extent();
    for index in loaded.listed(state.event_span(), &state.choice.filter) {
        let Some(event) = events.get(index) else { continue };
        counts.in_window += 1;
        counts.in_view += usize::from(event.position.is_some_and(|place| extent.contains(place)));
        if let Some(category) = loaded.story.meta.categories.get(usize::from(event.category.0)) {
            *counts.by_category.entry(category.id.clone()).or_default() += 1;
        }
    }
    for area in loaded.story.ledger.area_indices() {
        let held = loaded.story.ledger.state_at(area, state.clock.t);
        *counts.by_actor.entry(holder_name(loaded, &held)).or_default() += 1;
    }
    counts
}

/// Under which name an area's state is counted.
fn holder_name(loaded: &Loaded, state: &dateline_core::ledger::AreaState) -> String {
    use dateline_core::ledger::Status;
    match (state.status, state.actor.and_then(|actor| loaded.story.actor(actor))) {
        (Status::Contested, _) => "contested".to_owned(),
        (Status::Unknown, _) | (_, None) => "unknown".to_owned(),
        (Status::Held | Status::Besieged | Status::Claimed, Some(actor)) => actor.id.clone(),
    }
}

/// The commands that bring about what a host asks for, or why not. All or nothing.
pub fn commands_from_partial(json: &str, state: &State) -> Result<Vec<Command>, StateError> {
    let Some(loaded) = state.loaded() else {
        return Err(StateError {
            code: "state.not-ready",
            key: "",
            message: "no story is shown yet: await `ready` first".to_owned(),
        });
    };
    let wanted: PartialState = serde_json::from_str(json).map_err(|error| StateError {
        code: "state.shape",
        key: "",
        message: error.to_string(),
    })?;
    let mut commands = Vec::new();
    if let Some(tag) = &wanted.lang {
        let language = Language::from_tag(tag);
        commands.push(Command::SetLanguage(
            language.ok_or_else(|| refused("lang", "not a language of the interface"))?,
        ));
    }
    if let Some(chapter) = wanted.chapter {
        commands.push(Command::OpenChapter(chapter_index(chapter, loaded)?));
    }
    commands.extend(clock_commands(&wanted, state, loaded.story.meta.span)?);
    if let Some(filters) = &wanted.filters {
        let known = |id: &str| loaded.story.meta.categories.iter().any(|one| one.id == id);
        if let Some(id) = filters.hidden_categories.iter().find(|id| !known(id)) {
            return Err(refused("filters", format!("no category `{}`", short(id))));
        }
        let ids = filters.hidden_categories.iter().map(String::as_str);
        commands.push(Command::HideCategories(category_mask(loaded, ids)));
    }
    if let Some(selection) = &wanted.selection {
        commands.push(selection_command(selection.as_deref(), loaded)?);
    }
    if let Some(view) = wanted.view {
        commands.push(view_command(view)?);
    }
    match wanted.playing {
        Some(true) => commands.push(Command::Play),
        Some(false) => commands.push(Command::Pause),
        None => {}
    }
    Ok(commands)
}

fn chapter_index(chapter: Option<usize>, loaded: &Loaded) -> Result<Option<usize>, StateError> {
    let count = loaded.story.meta.chapters.len();
    match chapter {
        None => Ok(None),
        Some(number) if (1..=count).contains(&number) => Ok(Some(number - 1)),
        Some(number) => Err(refused("chapter", format!("{number} is not from 1 to {count}"))),
    }
}

fn clock_commands(
    wanted: &PartialState,
    state: &State,
    story: Span,
) -> Result<Vec<Command>, StateError> {
    let mut commands = Vec::new();
    let moment =
        |key, text: &String| parse_moment(text).map_err(|error| refused(key, error.to_string()));
    let inside = |key, moment: Moment| {
        let is_inside = story.start <= moment && moment <= story.end;
        let range = format!("{} to {}", format_start(story.start), format_moment(story.end));
        is_inside
            .then_some(moment)
            .ok_or_else(|| refused(key, format!("outside the story: {range}")))
    };
    if wanted.from.is_some() || wanted.to.is_some() {
        let start = match &wanted.from {
            Some(text) => parse_start(text).ok_or_else(|| refused("from", "not a date"))?,
            None => state.clock.window.start,
        };
        let end =
            wanted.to.as_ref().map_or(Ok(state.clock.window.end), |text| moment("to", text))?;
        let (start, end) = (inside("from", start)?, inside("to", end)?);
        if start >= end {
            return Err(refused("to", "the window would end before it starts"));
        }
        commands.push(Command::SetWindow(Span { start, end }));
    }
    if let Some(name) = &wanted.mode {
        let mode = Mode::from_name(name);
        commands.push(Command::SetMode(
            mode.ok_or_else(|| refused("mode", "not moment, window or cumulative"))?,
        ));
    }
    if let Some(text) = &wanted.t {
        commands.push(Command::SetMoment(inside("t", moment("t", text)?)?));
    }
    Ok(commands)
}

fn selection_command(selection: Option<&str>, loaded: &Loaded) -> Result<Command, StateError> {
    let Some(text) = selection else { return Ok(Command::Select(None, Reveal::No)) };
    selection_from_address(loaded, text)
        .map(|selection| Command::Select(Some(selection), Reveal::No))
        .ok_or_else(|| refused("selection", format!("nothing is called `{}`", short(text))))
}

fn view_command(view: ViewSnapshot) -> Result<Command, StateError> {
    let centre = LonLat::new(view.lon, view.lat)
        .ok_or_else(|| refused("view", "longitude or latitude out of range"))?;
    if !(2.0..=20.0).contains(&view.zoom) {
        return Err(refused("view", "zoom is not from 2 to 20"));
    }
    Ok(Command::SetCamera(ViewState { centre, zoom: view.zoom }))
}

/// A text cut to what an error may repeat (S20).
fn short(text: &str) -> String {
    text.chars().take(64).collect()
}
