//! The state as hosts see it: what `getState()` of the element gives.

use dateline_core::ledger::SharePart;
use dateline_core::time::format_moment;
use wasm_bindgen::JsValue;

use super::address::{format_start, hidden_category_ids, selection_address};
use super::{Beside, Loaded, State};
use crate::platform::{Record, counts_by_name, list};

/// The state as a host sees it; null while there is no story.
pub fn snapshot_of(state: &State) -> JsValue {
    let Some(loaded) = state.loaded() else { return JsValue::NULL };
    let view = state.camera.view;
    let selection = selection_address(state);
    let hidden = hidden_category_ids(loaded, state.choice.filter.hidden_categories);
    let hidden = list(&mut hidden.into_iter().map(JsValue::from_str));
    let filters = Record::new()
        .put("hiddenCategories", &hidden)
        .flag("exactDates", state.choice.filter.hides_imprecise)
        .number_or_null("group", listed_group(state).map(|events| events as f64));
    let view = Record::new()
        .number("lon", rounded(view.centre().lon, 1e7))
        .number("lat", rounded(view.centre().lat, 1e7))
        .number("zoom", rounded(view.zoom(), 1e4));
    Record::new()
        .text("t", &format_moment(state.clock.t))
        .text_or_null("compare", state.clock.other.map(format_moment).as_deref())
        .text_or_null("beside", state.look.beside.map(Beside::name))
        .number("curtain", f64::from(state.look.curtain))
        .text("from", &format_start(state.clock.window.start))
        .text("to", &format_moment(state.clock.window.end))
        .text("mode", state.clock.mode.name())
        .put("view", &view.value())
        .text("lang", state.look.language.tag())
        .text_or_null("selection", selection.as_deref())
        .put("filters", &filters.value())
        .number_or_null("chapter", state.choice.chapter.map(|index| (index + 1) as f64))
        .flag("playing", state.clock.playing)
        .put("counts", &counts_of(state, loaded))
        .value()
}

/// How many events the group has that is listed and drawn by itself.
pub fn listed_group(state: &State) -> Option<usize> {
    state.choice.filter.only.as_ref().map(|group| group.len())
}

/// `value` to the nearest part of `parts`: a centimetre on the ground, so that what was set
/// is what is told.
fn rounded(value: f64, parts: f64) -> f64 {
    (value * parts).round() / parts
}

/// What there is and what is shown. `events` leaves out withdrawn ones; `inWindow` is what
/// is listed now, `inView` what of it has its place inside the map.
fn counts_of(state: &State, loaded: &Loaded) -> JsValue {
    let story = &loaded.story;
    let categories = &story.meta.categories;
    let counted = loaded.counted;
    let (seen, mut in_view) = (state.pane_view().seen(), 0_u32);
    let (span, filter) = (state.event_span(), &state.choice.filter);
    loaded.marks_in(span, filter, &mut |_, point, _| {
        in_view += u32::from(seen.has(point));
        true
    });
    let by_category = loaded.index.count_by_category(span, filter);
    let in_window: u32 = by_category.iter().sum();
    let by_category: Vec<(&str, u32)> = categories
        .iter()
        .zip(by_category)
        .filter(|(_, count)| *count > 0)
        .map(|(category, count)| (category.id.as_str(), count))
        .collect();
    Record::new()
        .number("events", f64::from(counted.events))
        .number("inWindow", f64::from(in_window))
        .number("inView", f64::from(in_view))
        .number("undated", f64::from(counted.undated))
        .number("unplaced", f64::from(counted.unplaced))
        .number("areas", story.areas.len() as f64)
        .put("byActor", &counts_by_name(&areas_by_holder(state, loaded)))
        .put("byCategory", &counts_by_name(&by_category))
        .value()
}

/// Areas by the actor that holds them; `contested` and `unknown` are their own.
fn areas_by_holder<'a>(state: &State, loaded: &'a Loaded) -> Vec<(&'a str, u32)> {
    let mut counts: Vec<(&str, u32)> = Vec::new();
    for (part, areas) in loaded.story.ledger.areas_by_part(state.clock.t) {
        let name = holder_name(loaded, part);
        match counts.iter_mut().find(|(one, _)| *one == name) {
            Some((_, count)) => *count += areas,
            None => counts.push((name, areas)),
        }
    }
    counts
}

/// Under which name the areas of a part are counted.
fn holder_name(loaded: &Loaded, part: SharePart) -> &str {
    match part {
        SharePart::Contested => "contested",
        SharePart::Unknown => "unknown",
        SharePart::Actor(actor, _) => {
            loaded.story.actor(actor).map_or("unknown", |actor| &actor.id)
        }
    }
}
