//! Where in the story is this? A small map of everything that it has outlines of, with a frame
//! around what is seen; from near, and where there is room. Where that is in the world, the
//! globe beside it says ([`super::globe`]).

use dateline_core::geo::{Locator, LocatorFrame, LonLat};
use dateline_core::model::BaseGeometry;
use dateline_core::number::fixed;
use leptos::prelude::Get;

use crate::dom::{El, el, follow, svg};
use crate::state::{Loaded, State, Store};

/// The most room it takes, CSS pixels.
const ROOM_PX: (f64, f64) = (112.0, 92.0);
/// Width and height of the smallest map that has that room, CSS pixels.
const LEAST_MAP_PX: (f64, f64) = (560.0, 300.0);
/// How near points may lie to each other, CSS pixels.
const NEAR_PX: f64 = 0.8;

/// The small map.
pub fn locator(store: Store) -> El {
    let land = svg("path", "");
    let water = svg("path", "");
    let frame = svg("rect", "");
    let drawing = svg("svg", "").attr("aria-hidden", "true");
    let drawing = drawing.add(land.clone()).add(water.clone()).add(frame.clone());
    let place = el("div", "dl-locator")
        .attr("role", "img")
        .word_attr("aria-label", store, "map.locator")
        .add(drawing.clone());
    let classes = place.node().class_list();
    follow(Box::new(move || {
        let Some(loaded) = store.phase.get().loaded().cloned() else { return };
        let Some(locator) = of(&loaded) else { return };
        let (width, height) = (locator.view.width_px(), locator.view.height_px());
        let _ = drawing.clone().attr("width", &fixed(width, 1)).attr("height", &fixed(height, 1));
        let _ = land.clone().attr("d", &outlines(&locator, &loaded));
        let _ = water.clone().attr("d", &rivers(&locator, &loaded));
    }));
    follow(Box::new(move || {
        let seen = store.watch(frame_in);
        // Refused only for a class with a space in it.
        let _ = classes.toggle_with_force("dl-seen", seen.is_some());
        let Some(LocatorFrame { corner, size }) = seen else { return };
        for (name, px) in [("x", corner.0), ("y", corner.1), ("width", size.0), ("height", size.1)]
        {
            let _ = frame.clone().attr(name, &fixed(px, 1));
        }
    }));
    place
}

fn of(loaded: &Loaded) -> Option<Locator> {
    loaded.extent.and_then(|whole| Locator::of(whole, ROOM_PX.0, ROOM_PX.1))
}

/// The frame, if there is room for the small map and use of it.
fn frame_in(state: &State) -> Option<LocatorFrame> {
    let view = state.camera.view;
    let has_room = view.width_px() >= LEAST_MAP_PX.0 && view.height_px() >= LEAST_MAP_PX.1;
    if !has_room || state.clock.other.is_some() {
        return None;
    }
    of(state.loaded()?)?.frame_of(&view)
}

fn outlines(locator: &Locator, loaded: &Loaded) -> String {
    let rings = loaded.story.areas.iter().flat_map(|area| area.polygons.iter().flatten());
    rings.map(|ring| line(locator, ring, "Z")).collect()
}

fn rivers(locator: &Locator, loaded: &Loaded) -> String {
    let base = loaded.story.base.iter().filter(|feature| feature.kind == "river");
    let lines = base.filter_map(|feature| match &feature.geometry {
        BaseGeometry::Lines(lines) => Some(lines),
        _ => None,
    });
    lines.flatten().map(|river| line(locator, river, "")).collect()
}

/// Points on the locator's map, from one of its lines.
fn line(locator: &Locator, line: &[LonLat], end: &str) -> String {
    path(&locator.thinned(line.iter().copied(), NEAR_PX), end)
}

/// The data of a path through points, in the units of its drawing, and how it ends.
pub fn path(points: &[(f64, f64)], end: &str) -> String {
    let mut data = String::new();
    for (x, y) in points {
        data.push(if data.is_empty() { 'M' } else { 'L' });
        data += &fixed(*x, 2);
        data.push(' ');
        data += &fixed(*y, 2);
    }
    if !data.is_empty() {
        data += end;
    }
    data
}
