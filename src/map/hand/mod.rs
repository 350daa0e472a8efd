//! The map under the hand: throws, double taps, boxes, taps of two fingers; and what the
//! device does meanwhile to a map that is there already.
//!
//! Comes with the late part of the program ([`crate::late`]): until then the map is dragged,
//! pinched and turned by the wheel ([`super::gestures`]). Entered by [`take_hold`] only. What a
//! touch means is core's ([`dateline_core::hand`]).

mod berth;
mod boxing;
mod device;
mod globe;
mod listen;
mod locator;

use std::cell::RefCell;
use std::rc::Rc;

use dateline_core::hand::Hand;

use leptos::prelude::*;
use web_sys::Element;

use self::boxing::Boxing;
use super::manners::Manners;
use super::pointers::SharedGestures;
use super::stage::Drawn;
use crate::dom::{El, el};
use crate::platform::NearObserver;
use crate::state::Store;

/// What the parts of this module share.
struct Held {
    store: Store,
    /// The box that is touched.
    place: El,
    /// What drags and pinches.
    gestures: SharedGestures,
    manners: Manners,
    hand: RefCell<Hand>,
    /// The box that is being drawn.
    boxing: RefCell<Option<Boxing>>,
    /// What lives as long as the listeners.
    _kept: (device::Device, Option<berth::Kept>, NearObserver),
}

/// Listens on `place`, before the gestures do, and keeps the context of its canvas where it is
/// needed; lets nothing play while all of `around` is out of sight; gives what is to stand on the
/// map. Only where the late part is there.
#[inline(never)]
pub fn take_hold(
    store: Store,
    (place, around): (&El, &Element),
    (gestures, manners): (SharedGestures, Manners),
    drawn: &Drawn,
) -> Vec<El> {
    let held = Rc::new(Held {
        store,
        place: place.clone(),
        gestures,
        manners,
        hand: RefCell::default(),
        boxing: RefCell::default(),
        _kept: (device::follow(store), berth::keep(place, drawn), berth::watch(around, drawn)),
    });
    listen::listen(&held);
    device::follow_pad(&held);
    vec![globe::globe(store), locator::locator(store), chosen(store)]
}

/// Says what was chosen on the map or on a lane, where the focus stays (A10).
fn chosen(store: Store) -> El {
    let name = move || {
        let (selection, language) =
            (store.choice.with(|choice| choice.selection), store.language.get());
        let loaded = store.loaded()?;
        loaded.name_of(selection?, language).map(str::to_owned)
    };
    let said = el("p", "dl-hidden dl-chosen").attr("aria-live", "polite");
    said.live_text(move || name().unwrap_or_default())
}
