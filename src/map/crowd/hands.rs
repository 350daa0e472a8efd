//! What a tap does where there are groups: one that can be taken apart is shown from near, one
//! that cannot is listed.

use std::sync::Arc;

use dateline_core::geo::{Extent, LonLat, Padding, View, WorldPoint};
use dateline_core::index::EventSet;
use dateline_core::model::EventIndex;
use dateline_core::scene::{Disc, DrawnMarks, Group, Groups, pick_event};
use dateline_core::time::Moment;

use super::crowds_of;
use crate::state::{
    Command, Loaded, PICK_RADIUS_PX, Reveal, Selection, State, Store, mark_size_px,
};

/// How near a tap has to come to the middle of a group at least, CSS pixels.
const TAP_PX: f64 = 22.0;
/// The zoom beyond which a group is listed: what lies apart by less is one place to readers.
const NEAREST_ZOOM: f64 = 18.0;
/// How long going near takes, seconds.
const NEARER_S: f64 = 0.6;
/// Room around the marks of a group that is shown from near, CSS pixels.
const MARGIN_PX: f64 = 72.0;

/// Does what a tap at that point of the map does while there are groups; false if there are
/// none.
#[inline(never)] // A way into the late part, see `crate::late`.
pub fn tapped(store: Store, at: (f64, f64)) -> bool {
    let wishes = store.peek(|state| wishes_at(state, at));
    let is_taken = wishes.is_some();
    store.send_all(wishes.unwrap_or_default());
    is_taken
}

fn wishes_at(state: &State, at: (f64, f64)) -> Option<Vec<Command>> {
    let loaded = state.loaded()?;
    let (t, pane) = state.pane_at(at.0);
    let place = state.panes().iter().position(|(one, _)| *one == t)?;
    let crowds = crowds_of(state);
    let crowd = crowds.get(place)?;
    let groups = crowd.groups.as_ref()?;
    let (view, pixel) = (state.camera.view, pane.in_camera(at));
    let far = |disc: &Disc| (disc.x_px - pixel.0).hypot(disc.y_px - pixel.1);
    let discs = Disc::all(groups, &view).into_iter().map(|disc| (far(&disc), disc));
    let discs: Vec<(f64, Disc)> = discs.collect();
    // What is hit comes before what a finger may have meant, and of both what is nearest.
    let nearest = |reach_px: fn(&Disc) -> f64| {
        let within = discs.iter().filter(|(far_px, disc)| *far_px <= reach_px(disc));
        within.min_by(|(one, _), (other, _)| one.total_cmp(other))
    };
    if let Some((_, disc)) = nearest(|disc| disc.radius_px) {
        return Some(opening(state, t, groups, &disc.group));
    }
    let symbols = &state.symbols(loaded);
    let marks = DrawnMarks { symbols, ranges: &crowd.marks, size_px: mark_size_px(&view) };
    let found = pick_event(&view, pixel, PICK_RADIUS_PX, &marks, |_| true).map(Selection::Event);
    if let Some((_, disc)) = nearest(|_| TAP_PX).filter(|_| found.is_none()) {
        return Some(opening(state, t, groups, &disc.group));
    }
    let area = || loaded.pick.pick_area(view.lonlat_from_screen(pixel)).map(Selection::Area);
    Some(vec![Command::Select(found.or_else(area), Reveal::No)])
}

/// What opens a group: going near, or its list. The list is of the clock's own moment: of two
/// pictures the one with the group becomes that one, and the other what it is compared with.
pub fn opening(state: &State, t: Moment, groups: &Groups, group: &Group) -> Vec<Command> {
    match nearer(&state.pane_view(), group) {
        Some(view) => {
            let now = state.camera.view;
            vec![Command::MoveTo(view.with_size(now.width_px(), now.height_px()), NEARER_S)]
        }
        None => {
            let now = state.clock.t;
            let mut wishes = Vec::new();
            if t != now {
                wishes.extend([Command::SetMoment(t), Command::Compare(Some(now))]);
            }
            wishes.push(Command::ShowOnly(Arc::new(events_of(state, t, groups, group))));
            wishes
        }
    }
}

/// A view of nothing but the group's marks; `None` where they would not come apart.
pub fn nearer(view: &View, group: &Group) -> Option<View> {
    let [north_west, south_east] = group.corners;
    let is_one_spot = north_west == south_east;
    if is_one_spot || view.zoom() >= NEAREST_ZOOM {
        return None;
    }
    let [LonLat { lon: west, lat: north }, LonLat { lon: east, lat: south }] =
        [north_west, south_east].map(WorldPoint::to_lonlat);
    let fitted = view.fitted(Extent { west, south, east, north }, Padding::even(MARGIN_PX));
    let zoom = fitted.zoom().max(view.zoom() + 1.0).min(NEAREST_ZOOM);
    Some(fitted.with_zoom(zoom))
}

fn events_of(state: &State, t: Moment, groups: &Groups, group: &Group) -> EventSet {
    let mut found = EventSet::default();
    let mut add = |_, point, event: EventIndex| {
        if groups.group_of(point) == Some(group.cell) {
            found.insert(event);
        }
        true
    };
    if let Some(loaded) = state.loaded() {
        Loaded::marks_in(loaded, state.event_span_at(t), &state.choice.filter, &mut add);
    }
    found
}
