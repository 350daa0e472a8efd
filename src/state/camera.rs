//! Where the camera stands and how it moves.
//!
//! A zoom written in a story is meant for a map of [`STORY_WIDTH_PX`] ×
//! [`STORY_HEIGHT_PX`]; on another size the zoom is changed so that as much ground is
//! seen. A zoom in the address or from a host is taken as it is.

use dateline_core::geo::{Padding, View};
use dateline_core::hand::eased;
use dateline_core::model::ViewState;

use super::{Camera, Flight, Loaded, Way};

/// Width of the map that a story's zoom is meant for, CSS pixels.
pub const STORY_WIDTH_PX: f64 = 900.0;
/// Height of the map that a story's zoom is meant for, CSS pixels.
pub const STORY_HEIGHT_PX: f64 = 640.0;
/// How long a flight takes, seconds.
const FLIGHT_S: f64 = 0.9;

/// Diameter of an event's mark on a map of that size, CSS pixels.
pub fn mark_size_px(view: &View) -> f64 {
    if view.width_px() < 560.0 { 11.0 } else { 12.0 }
}

/// The view of a story's state on a map of the size of `now`.
pub fn story_view(wanted: ViewState, now: &View) -> View {
    let area = now.width_px() / STORY_WIDTH_PX * now.height_px() / STORY_HEIGHT_PX;
    // One that is not laid out will be of some ordinary size.
    let scale = if now.width_px() > 1.0 { area.sqrt().max(0.05) } else { 1.0 };
    now.with_centre(wanted.centre).with_zoom(wanted.zoom + scale.log2())
}

/// How near the start view of events without areas comes: one alone has no size.
const NEAREST_TO_EVENTS: f64 = 14.0;

/// The start view: the story's, or one that shows every area, or every event where there are
/// no areas.
pub fn home(loaded: &Loaded, now: &View) -> View {
    if let Some(wanted) = loaded.story.meta.start.view {
        return story_view(wanted, now);
    }
    match loaded.extent {
        Some(extent) => {
            let all = now.fitted(extent, Padding::even(24.0));
            let is_too_near = loaded.story.areas.is_empty() && all.zoom() > NEAREST_TO_EVENTS;
            if is_too_near { all.with_zoom(NEAREST_TO_EVENTS) } else { all }
        }
        None => *now,
    }
}

impl Camera {
    /// The camera sent to `to`: at once if nothing should move on its own.
    #[must_use]
    pub fn sent(self, to: View, at_once: bool) -> Self {
        self.under_way(to, Way::Arc, if at_once { 0.0 } else { FLIGHT_S })
    }

    /// The camera pushed straight to `to`, there in so many seconds.
    #[must_use]
    pub fn pushed(self, to: View, lasts_s: f64) -> Self {
        self.under_way(to, Way::Straight, lasts_s)
    }

    fn under_way(self, to: View, way: Way, lasts_s: f64) -> Self {
        if lasts_s <= 0.0 || to == self.view {
            return Self { view: to, flight: None, moved: true };
        }
        let flight = Flight { from: self.view, to, way, lasts_s, elapsed_s: 0.0 };
        Self { flight: Some(flight), moved: true, ..self }
    }

    /// The camera `dt_s` seconds later.
    #[must_use]
    pub fn ticked(self, dt_s: f64) -> Self {
        let Some(flight) = self.flight else { return self };
        let elapsed_s = flight.elapsed_s + dt_s;
        if elapsed_s >= flight.lasts_s {
            return Self { view: flight.to, flight: None, ..self };
        }
        let x = elapsed_s / flight.lasts_s;
        let view = match flight.way {
            Way::Arc => flight.from.interpolated(&flight.to, x * x * (3.0 - 2.0 * x)),
            Way::Straight => flight.from.straight_to(&flight.to, eased(x)),
        };
        Self { view, flight: Some(Flight { elapsed_s, ..flight }), ..self }
    }

    /// The camera on a map of another size.
    #[must_use]
    pub fn resized(self, width_px: f64, height_px: f64) -> Self {
        let view = self.view.with_size(width_px, height_px);
        let flight = self.flight.map(|flight| Flight {
            from: flight.from.with_size(width_px, height_px),
            to: flight.to.with_size(width_px, height_px),
            ..flight
        });
        Self { view, flight, ..self }
    }
}
