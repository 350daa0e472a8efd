//! What the timeline shows beside shares, bars and axis: eras, coverage, reported shares, and
//! events on lanes.
//!
//! All of it comes late and is drawn into room that [`super::room`] keeps. Has no opinion on
//! what the clock shows.

mod behind;
mod below;
mod eras;
mod found;
mod lane;
mod lanes;
mod notes;
mod stated;
mod ways;

use dateline_core::time::Span;
use leptos::prelude::RwSignal;

use super::room::Room;
use super::track::Track;

/// What the reader has opened below the axis. It is the view's own and no part of the state.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Open {
    /// The lanes.
    lanes: bool,
    /// The lists of eras, coverage and reported shares.
    notes: bool,
    /// The lane that has the keys, and the number of its mark.
    at: Option<(usize, usize)>,
    /// The stretch of a lane whose events are listed.
    found: Option<(usize, Span)>,
    /// The stretch whose reported shares are pointed out.
    stated: Option<Span>,
}

/// Copies are the same.
type Opened = RwSignal<Open>;

/// Fills the room with what follows the track from now on.
#[inline(never)] // The way into the late part, see `crate::late`.
pub fn fill(room: &Room, track: Track) {
    // Made here, so that what is open outlives a change of language.
    let open = Opened::new(Open::default());
    room.eras.clone().live(move || eras::era_names(track));
    room.behind.clone().live(move || behind::behind(track));
    room.over_band.clone().live(move || stated::stated_shares(track, open));
    // What is never seen need not keep up with the clock.
    if room.has_below {
        room.below.clone().live(move || below::below(track, open));
    }
}
