//! What a host asks for by `setState()`: any part of what `getState()` gives, as commands.
//!
//! Comes late: the element asks until it is there.

use dateline_core::geo::LonLat;
use dateline_core::model::{Mode, ViewState};
use dateline_core::time::{Moment, Span, format_moment, parse_moment};
use js_sys::Array;
use wasm_bindgen::JsValue;

use super::address::{category_mask, format_start, parse_start};
use super::apply::selection_from_address;
use super::snapshot::listed_group;
use super::{Beside, Command, Loaded, Reveal, State};
use crate::i18n::Language;
use crate::platform::{member, member_names};

/// The keys that may be there. `counts` is accepted and ignored, so that what was got can
/// be handed back.
const KEYS: [&str; 14] = [
    "t",
    "compare",
    "beside",
    "curtain",
    "from",
    "to",
    "mode",
    "view",
    "lang",
    "selection",
    "filters",
    "chapter",
    "playing",
    "counts",
];
const VIEW_KEYS: [&str; 3] = ["lon", "lat", "zoom"];
const FILTER_KEYS: [&str; 3] = ["hiddenCategories", "exactDates", "group"];

/// Why a host's wish was refused: which key, and what is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StateError {
    /// Stable code.
    pub code: &'static str,
    /// The key at fault.
    pub key: &'static str,
    /// In plain English.
    pub message: String,
}

fn refused(key: &'static str, message: &str) -> StateError {
    StateError { code: "state.value", key, message: message.to_owned() }
}

/// The commands that bring about what a host asks for, or why not. All or nothing.
#[inline(never)] // A way into the late part, see `crate::late`.
pub fn commands_from_partial(wanted: &JsValue, state: &State) -> Result<Vec<Command>, StateError> {
    // Whoever asks has looked whether there is a story.
    let Some(loaded) = state.loaded() else { return Ok(Vec::new()) };
    has_only(wanted, &KEYS)?;
    let mut commands = Vec::new();
    if let Some(tag) = text(wanted, "lang")? {
        let language = Language::from_tag(&tag);
        let language = language.ok_or_else(|| refused("lang", "not a language of the interface"));
        commands.push(Command::SetLanguage(language?));
    }
    commands.extend(chapter_command(wanted, loaded)?);
    commands.extend(clock_commands(wanted, state, loaded.story.meta.span)?);
    commands.extend(filter_commands(wanted, state, loaded)?);
    commands.extend(selection_command(wanted, loaded)?);
    commands.extend(view_command(wanted)?);
    let playing = given(wanted, "playing");
    match playing.as_bool() {
        Some(true) => commands.push(Command::Play),
        Some(false) => commands.push(Command::Pause),
        None if playing.is_undefined() => {}
        None => return Err(refused("playing", "not true or false")),
    }
    Ok(commands)
}

/// Refuses what is no object, or has a key that means nothing.
fn has_only(value: &JsValue, keys: &[&str]) -> Result<(), StateError> {
    let shape = |message: String| StateError { code: "state.shape", key: "", message };
    let names = member_names(value).ok_or_else(|| shape("not an object".to_owned()))?;
    match names.iter().find(|name| !keys.contains(&name.as_str())) {
        Some(name) => Err(shape(["no key is called `", &short(name), "`"].concat())),
        None => Ok(()),
    }
}

/// What stands under a key; null is as if it were not there.
fn given(object: &JsValue, key: &str) -> JsValue {
    let value = member(object, key);
    if value.is_null() { JsValue::UNDEFINED } else { value }
}

fn text(object: &JsValue, key: &'static str) -> Result<Option<String>, StateError> {
    let value = given(object, key);
    match value.as_string() {
        None if !value.is_undefined() => Err(refused(key, "not a text")),
        text => Ok(text),
    }
}

fn chapter_command(wanted: &JsValue, loaded: &Loaded) -> Result<Option<Command>, StateError> {
    let count = loaded.story.meta.chapters.len();
    let value = member(wanted, "chapter");
    if value.is_undefined() || value.is_null() {
        return Ok(value.is_null().then_some(Command::OpenChapter(None)));
    }
    let number = value.as_f64().filter(|number| number.fract() == 0.0);
    match number.filter(|number| (1.0..=count as f64).contains(number)) {
        Some(number) => Ok(Some(Command::OpenChapter(Some(number as usize - 1)))),
        None => Err(refused("chapter", &format!("not a number from 1 to {count}"))),
    }
}

fn clock_commands(
    wanted: &JsValue,
    state: &State,
    story: Span,
) -> Result<Vec<Command>, StateError> {
    let mut commands = Vec::new();
    let (from, to) = (text(wanted, "from")?, text(wanted, "to")?);
    if from.is_some() || to.is_some() {
        let window = state.clock.window;
        let start = match from {
            Some(text) => parse_start(&text).ok_or_else(|| refused("from", "not a date"))?,
            None => window.start,
        };
        let end = match to {
            Some(text) => moment("to", &text)?,
            None => window.end,
        };
        let (start, end) = (inside("from", start, story)?, inside("to", end, story)?);
        if start >= end {
            return Err(refused("to", "the window would end before it starts"));
        }
        commands.push(Command::SetWindow(Span { start, end }));
    }
    if let Some(name) = text(wanted, "mode")? {
        let mode = Mode::from_name(&name);
        let mode = mode.ok_or_else(|| refused("mode", "not moment, window or cumulative"))?;
        commands.push(Command::SetMode(mode));
    }
    if let Some(text) = text(wanted, "t")? {
        commands.push(Command::SetMoment(inside("t", moment("t", &text)?, story)?));
    }
    if member(wanted, "compare").is_null() {
        commands.push(Command::Compare(None));
    } else if let Some(text) = text(wanted, "compare")? {
        let other = inside("compare", moment("compare", &text)?, story)?;
        commands.push(Command::Compare(Some(other)));
    }
    commands.extend(beside_commands(wanted)?);
    Ok(commands)
}

/// How two moments stand on the map.
fn beside_commands(wanted: &JsValue) -> Result<Vec<Command>, StateError> {
    let mut commands = Vec::new();
    if let Some(name) = text(wanted, "beside")? {
        let beside = Beside::from_name(&name);
        let beside = beside.ok_or_else(|| refused("beside", "not halves or swipe"))?;
        commands.push(Command::SetBeside(beside));
    }
    let curtain = given(wanted, "curtain");
    if !curtain.is_undefined() {
        let share = curtain.as_f64().filter(|share| (0.0..=1_000.0).contains(share));
        let share = share.ok_or_else(|| refused("curtain", "not a number from 0 to 1000"))?;
        commands.push(Command::SetCurtain(share as u16));
    }
    Ok(commands)
}

fn moment(key: &'static str, text: &str) -> Result<Moment, StateError> {
    let moment = parse_moment(text).ok();
    moment
        .ok_or_else(|| refused(key, "not a day, or a day with a time of day, as YYYY-MM-DDThh:mm"))
}

fn inside(key: &'static str, moment: Moment, story: Span) -> Result<Moment, StateError> {
    if story.start <= moment && moment <= story.end {
        return Ok(moment);
    }
    let range = [&format_start(story.start), " to ", &format_moment(story.end)].concat();
    Err(refused(key, &["outside the story: ", &range].concat()))
}

/// All filters are set by those that are named: one that is not is off.
fn filter_commands(
    wanted: &JsValue,
    state: &State,
    loaded: &Loaded,
) -> Result<Vec<Command>, StateError> {
    let filters = given(wanted, "filters");
    if filters.is_undefined() {
        return Ok(Vec::new());
    }
    has_only(&filters, &FILTER_KEYS)?;
    let hidden = given(&filters, "hiddenCategories");
    if !hidden.is_undefined() && !Array::is_array(&hidden) {
        return Err(refused("filters", "`hiddenCategories` is not a list"));
    }
    let exact = given(&filters, "exactDates");
    let is_exact = exact.as_bool().or(exact.is_undefined().then_some(false));
    let is_exact =
        is_exact.ok_or_else(|| refused("filters", "`exactDates` is not true or false"))?;
    let mut mask = 0;
    let hidden = if hidden.is_undefined() { Array::new() } else { Array::from(&hidden) };
    for id in hidden.iter() {
        let id = id.as_string().unwrap_or_default();
        let bit = category_mask(loaded, [id.as_str()]);
        if bit == 0 {
            return Err(refused("filters", &["no category `", &short(&id), "`"].concat()));
        }
        mask |= bit;
    }
    // `ShowAll` lifts what is not named below.
    let mut commands = vec![Command::ShowAll];
    let group = given(&filters, "group");
    if !group.is_undefined() {
        let events = group.as_f64();
        let events = events.ok_or_else(|| refused("filters", "`group` is not a number"))?;
        // No host can name another one: that what was got can be handed back is all.
        let listed = listed_group(state).is_some_and(|listed| listed as f64 == events);
        let kept = state.choice.filter.only.clone().filter(|_| listed);
        commands.extend(kept.map(Command::KeepOnly));
    }
    commands.extend([Command::HideCategories(mask), Command::ShowExactOnly(is_exact)]);
    Ok(commands)
}

fn selection_command(wanted: &JsValue, loaded: &Loaded) -> Result<Option<Command>, StateError> {
    if member(wanted, "selection").is_null() {
        return Ok(Some(Command::Select(None, Reveal::No)));
    }
    let Some(text) = text(wanted, "selection")? else { return Ok(None) };
    match selection_from_address(loaded, &text) {
        Some(selection) => Ok(Some(Command::Select(Some(selection), Reveal::No))),
        None => Err(refused("selection", &["nothing is called `", &short(&text), "`"].concat())),
    }
}

fn view_command(wanted: &JsValue) -> Result<Option<Command>, StateError> {
    let view = given(wanted, "view");
    if view.is_undefined() {
        return Ok(None);
    }
    has_only(&view, &VIEW_KEYS)?;
    let number = |name: &str| {
        member(&view, name).as_f64().ok_or_else(|| refused("view", "lon, lat and zoom are numbers"))
    };
    let zoom = number("zoom")?;
    let centre = LonLat::new(number("lon")?, number("lat")?)
        .ok_or_else(|| refused("view", "longitude or latitude out of range"))?;
    if !(2.0..=20.0).contains(&zoom) {
        return Err(refused("view", "zoom is not from 2 to 20"));
    }
    Ok(Some(Command::SetCamera(ViewState { centre, zoom })))
}

/// A text cut to what an error may repeat (S20).
fn short(text: &str) -> String {
    text.chars().take(64).collect()
}
