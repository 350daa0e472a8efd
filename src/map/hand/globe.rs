//! Where in the world is this? The Earth with a dot at the story's place, and a frame around
//! what is seen where that is large enough; as long as the map does not show it itself.
//!
//! The coasts are our own (`data/tables/world`) and come with the late part, so that nobody is
//! asked for anything. There are no borders of states and no names: some 60 degrees of coast
//! around a place say where it is, and take no side. What stands where is core's
//! ([`dateline_core::geo::Globe`]).

use std::cell::Cell;
use std::sync::Arc;

use dateline_core::geo::{Globe, OnGlobe, View, coasts, thinned};
use leptos::prelude::Get;

use super::locator::path;
use crate::dom::{El, el, follow, svg};
use crate::i18n::{Language, format_number, t, t_with};
use crate::platform::{late_text, read_late};
use crate::state::{State, Store};

const COASTS: &str = late_text!(include_str!("../../../crates/dateline-core/src/geo/coasts.txt"));

/// Width and height of the smallest map that has room for it, CSS pixels.
const LEAST_MAP_PX: (f64, f64) = (300.0, 300.0);
/// How near points may lie to each other, radii of the picture.
const NEAR: f64 = 0.008;
/// Half the side of the drawing, in its own units.
const RADIUS: f64 = 10.0;

/// What it depends on: what is the same gives the same picture.
type Cause = (View, bool, Language, usize);

/// The globe.
pub fn globe(store: Store) -> El {
    // A halo goes under whatever is to be told from land and from sea.
    let [land, frame_halo, frame, dot_halo, dot] = [(); 5].map(|()| svg("path", ""));
    let drawing = svg("svg", "").attr("viewBox", "0 0 20 20").attr("aria-hidden", "true");
    let parts = [&land, &frame_halo, &frame, &dot_halo, &dot];
    let drawing = parts.into_iter().fold(drawing, |drawing, part| drawing.add(part.clone()));
    let place = el("div", "dl-globe").attr("role", "img").add(drawing);
    let globe = place.clone();
    let last = Cell::new((None, None));
    follow(Box::new(move || {
        let language = store.language.get();
        let cause = store.watch(|state| cause_in(state, language));
        // While the clock runs it stays as it is.
        let (before, drawn) = last.get();
        if before == Some(cause) {
            return;
        }
        let found = store.peek(found_in);
        // Refused only for a class with a space in it.
        let _ = globe.node().class_list().toggle_with_force("dl-seen", found.is_some());
        last.set((Some(cause), found.as_ref().map_or(drawn, |found| Some(found.globe))));
        let Some(found) = found else { return };
        if drawn != Some(found.globe) {
            let _ = land.clone().attr("d", &outlines(&found.globe));
        }
        let around = path(&found.frame.iter().copied().map(placed).collect::<Vec<_>>(), "Z");
        let point = path(&found.mark.map(placed).into_iter().collect::<Vec<_>>(), "h0");
        for (part, data) in
            [(&frame_halo, &around), (&frame, &around), (&dot_halo, &point), (&dot, &point)]
        {
            let _ = part.clone().attr("d", data);
        }
        let _ = globe.clone().attr("aria-label", &words(language, &found));
    }));
    place
}

fn cause_in(state: &State, language: Language) -> Cause {
    let story = state.loaded().map_or(0, |loaded| Arc::as_ptr(loaded) as usize);
    (state.camera.view, state.clock.other.is_some(), language, story)
}

/// Where the view is, if there is room to show it and use of it.
fn found_in(state: &State) -> Option<OnGlobe> {
    state.loaded()?;
    let view = state.camera.view;
    let has_room = view.width_px() >= LEAST_MAP_PX.0 && view.height_px() >= LEAST_MAP_PX.1;
    if !has_room || state.clock.other.is_some() {
        return None;
    }
    Globe::finding(&view, state.home_view().as_ref())
}

/// From radii about the middle to units of the drawing.
fn placed((x, y): (f64, f64)) -> (f64, f64) {
    (RADIUS * (1.0 + x), RADIUS * (1.0 + y))
}

/// Every coast of which something is in sight.
fn outlines(globe: &Globe) -> String {
    let mut data = String::new();
    for ring in coasts(read_late(COASTS).unwrap_or_default()) {
        let points = thinned(ring.into_iter().map(|position| globe.at(position)), NEAR);
        if points.iter().any(|(x, y)| x.hypot(*y) <= 1.0) {
            data += &path(&points.into_iter().map(placed).collect::<Vec<_>>(), "Z");
        }
    }
    data
}

/// Where it is, for those who do not see it: a story names no place, so its degrees.
fn words(language: Language, found: &OnGlobe) -> String {
    let degrees = |degrees: f64| format_number(language, degrees.abs(), 0);
    let mut sides = t(language, "map.sides").split(' ');
    // North or south, then east or west.
    let mut side = |degrees: f64| {
        let (plus, minus) = (sides.next(), sides.next());
        if degrees < 0.0 { minus } else { plus }.unwrap_or_default()
    };
    let place = found.place;
    let (ns, ew) = (side(place.lat), side(place.lon));
    let (lat, lon) = (degrees(place.lat), degrees(place.lon));
    t_with(language, "map.globe", &[("lat", &lat), ("ns", ns), ("lon", &lon), ("ew", ew)])
}
