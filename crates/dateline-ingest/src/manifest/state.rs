//! Where the story starts, and what each chapter shows.

use super::{Selection, dates, lists, sides};
use crate::code::Code;
use crate::json::{JsonReader, Object};
use dateline_core::geo::LonLat;
use dateline_core::model::{Chapter, ChapterState, Mode, ViewState};
use dateline_core::time::{Moment, Span};
use std::collections::BTreeSet;

/// Zoom levels that a view can have.
const ZOOM: std::ops::RangeInclusive<f64> = 2.0..=20.0;

/// Reads a state; what it selects is noted for later. `story` is the span of the story if it is
/// stated, which times are held to.
pub(super) fn read<'a>(
    json: &mut JsonReader<'a, '_>,
    mut object: Object<'a>,
    (selections, story): (&mut Vec<Selection>, Option<Span>),
) -> ChapterState {
    let moment = |at: Moment| Span { start: at, end: at };
    let [t, compare] = ["t", "compare"].map(|key| {
        let node = object.take(key);
        let read = dates::moment(json, node.clone());
        dates::tell_outside(json, node.as_ref(), read.map(moment), story);
        read
    });
    let node = object.take("window");
    let window = dates::interval(json, node.clone());
    dates::tell_outside(json, node.as_ref(), window, story);
    let state = ChapterState {
        t,
        compare,
        window,
        mode: mode(json, &mut object),
        view: object.take("view").and_then(|node| json.object(node)).and_then(|it| view(json, it)),
        select: select(json, &mut object, selections),
    };
    json.finish(object);
    state
}

/// Reads the told steps.
pub(super) fn chapters<'a>(
    json: &mut JsonReader<'a, '_>,
    top: &mut Object<'a>,
    (selections, story): (&mut Vec<Selection>, Option<Span>),
) -> Vec<Chapter> {
    let mut taken = BTreeSet::new();
    let mut chapters = Vec::new();
    let list = json.objects(top.take("chapters"));
    for (place, mut object) in list.into_iter().enumerate() {
        let id = sides::id_of(json, &mut object, &mut taken);
        let state = object.take("state").and_then(|node| json.object(node));
        chapters.push(Chapter {
            id: id.unwrap_or_else(|| format!("chapter-{}", place + 1)),
            title: json.text(object.take("title")),
            text: lists::texts(json, object.take("text")),
            state: state.map(|state| read(json, state, (selections, story))).unwrap_or_default(),
            sources: lists::sources(json, object.take("sources")),
        });
        json.finish(object);
    }
    chapters
}

fn mode<'a>(json: &mut JsonReader<'a, '_>, object: &mut Object<'a>) -> Option<Mode> {
    let node = object.take("mode")?;
    let mode = Mode::from_name(&json.string(Some(node.clone())));
    if mode.is_none() {
        json.refuse(Code::ValueUnknown, &node, "one of moment window cumulative");
    }
    mode
}

fn view<'a>(json: &mut JsonReader<'a, '_>, mut object: Object<'a>) -> Option<ViewState> {
    let lon = json.needed(&mut object, "lon");
    let lat = json.needed(&mut object, "lat");
    let zoom = json.needed(&mut object, "zoom");
    let (lon, lat, level) = (json.number(lon), json.number(lat), json.number(zoom.clone()));
    let (lon, lat, level) = (lon?, lat?, level?);
    let centre = LonLat::new(lon, lat);
    if centre.is_none() {
        json.refuse(Code::CoordRange, &object.node, "");
    }
    if let Some(zoom) = zoom.filter(|_| !ZOOM.contains(&level)) {
        super::warn(json, Code::NumberRange, &zoom, "a zoom lies between 2 and 20");
    }
    json.finish(object);
    Some(ViewState { centre: centre?, zoom: level.clamp(*ZOOM.start(), *ZOOM.end()) })
}

fn select<'a>(
    json: &mut JsonReader<'a, '_>,
    object: &mut Object<'a>,
    selections: &mut Vec<Selection>,
) -> Option<String> {
    let node = object.take("select")?;
    let value = json.string(Some(node.clone()));
    let code = match value.split_once(':') {
        Some(("area", _)) => Code::AreaUnknown,
        Some(("event", _)) => Code::EventUnknown,
        _ if value.is_empty() => return None,
        _ => {
            json.refuse(Code::ValueUnknown, &node, "area:ID or event:ID is wanted");
            return None;
        }
    };
    selections
        .push(Selection { problem_if_unknown: json.problem(code, &node), value: value.clone() });
    Some(value)
}
