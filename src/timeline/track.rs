//! The track of the timeline: which stretch of time lies on how many pixels.
//!
//! Both change seldom, while the clock changes with every frame: what is laid out on the
//! track is drawn anew when the track has changed, and only then.

use dateline_core::time::Span;
use leptos::prelude::*;
use web_sys::Element;

use super::layout::Layout;
use crate::platform::SizeObserver;
use crate::state::Store;

/// The width until it is measured, CSS pixels.
const FIRST_WIDTH_PX: f64 = 320.0;

/// The track. Copies are the same track.
#[derive(Clone, Copy)]
pub struct Track {
    /// The state whose time is on it.
    pub store: Store,
    /// The window of the clock.
    pub window: Memo<Span>,
    axis: Memo<Span>,
    width_px: RwSignal<f64>,
}

impl Track {
    /// A track for the axis of the clock.
    pub fn new(store: Store) -> Self {
        let axis = Memo::new(move |_| store.clock.with(|clock| clock.axis));
        let window = Memo::new(move |_| store.clock.with(|clock| clock.window));
        Self { store, window, axis, width_px: RwSignal::new(FIRST_WIDTH_PX) }
    }

    /// Keeps to the width of `element` until the current owner is cleaned up.
    pub fn follow_width(self, element: &Element) {
        let observer = SizeObserver::new(element, move |width_px, _| {
            let width_px = width_px.max(1.0);
            if self.width_px.get_untracked() != width_px {
                self.width_px.set(width_px);
            }
        });
        StoredValue::new_local(observer);
    }

    /// How time lies on it. Tracked.
    pub fn layout(self) -> Layout {
        Layout::new(self.axis.get(), self.width_px.get(), self.store.time_dir() == "rtl")
    }

    /// The same, without being woken by a change.
    pub fn layout_now(self) -> Layout {
        untrack(|| self.layout())
    }

    /// On which day the story's weeks start, 0 = Monday. Tracked.
    pub fn week_start(self) -> u32 {
        self.store.loaded().map_or(0, |loaded| loaded.story.meta.timeline.week_start)
    }
}
