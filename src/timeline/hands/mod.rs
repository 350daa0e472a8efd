//! The timeline under the hand: what is dragged, pinched, turned and typed, and the keys that
//! do the same.
//!
//! Comes with the late part of the program ([`crate::late`]): until then the chart is read and
//! the clock played, and no more. Entered by [`take_hold`] only. Has no opinion on what is
//! drawn on the track, only on the time that lies there.

mod axis;
mod dates;
mod grip;
mod handle;
mod keys;
mod pointer;
mod thumbs;
mod typed;

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use dateline_core::time::{Snap, SpanHistory};
use leptos::prelude::*;

use self::handle::Held;
use self::pointer::Pointers;
pub use self::typed::unreadable;
use super::histogram::step_of_bins;
use super::track::Track;
use crate::dom::El;

/// What the parts of this module share. No signals: each kind of them is a kilobyte or two of
/// the first part of the program.
pub struct Hands {
    /// Where time lies.
    track: Track,
    /// The element of the track.
    place: El,
    /// What is being dragged.
    held: Cell<Option<Held>>,
    /// The pointers that are down.
    pointers: RefCell<Pointers>,
    /// What the axis has shown.
    history: RefCell<SpanHistory>,
    /// The buttons back and forward, the latter second.
    walkers: RefCell<Vec<El>>,
    /// The number of the gesture that changes the axis.
    gesture: Cell<u32>,
    /// When the wheel was last turned, milliseconds.
    last_turn_ms: Cell<f64>,
}

impl Hands {
    /// The steps in which things move. Tracked.
    fn snap(&self) -> Snap {
        let layout = self.track.layout();
        Snap::of(layout.scale(), step_of_bins(self.track, &layout))
    }

    /// The same, without being woken by a change.
    fn snap_now(&self) -> Snap {
        untrack(|| self.snap())
    }
}

/// Puts the handles onto `place`, the track, and listens there; puts buttons into the `room`
/// that is kept for them, and gives what the last of them opens. Only where the late part is there.
#[inline(never)]
pub fn take_hold(track: Track, place: &El, room: &El) -> Vec<El> {
    let hands = Rc::new(Hands {
        track,
        place: place.clone(),
        held: Cell::new(None),
        pointers: RefCell::default(),
        history: RefCell::default(),
        walkers: RefCell::default(),
        gesture: Cell::new(0),
        last_turn_ms: Cell::new(f64::NEG_INFINITY),
    });
    pointer::listen(&hands);
    let _ = place.clone().add_all(thumbs::thumbs(&hands));
    let (buttons, panel) = dates::dates(&hands);
    axis::follow_story(&hands);
    let _ = room.clone().add_all(buttons);
    vec![panel]
}
