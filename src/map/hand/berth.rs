//! Who has a WebGL context on a page with many maps: those that are seen.
//!
//! Browsers keep some sixteen and take the oldest for one more, which is the first map of the
//! page. So on a page with many maps, one that is out of sight gives its context back and asks
//! for it again when it comes near. With more maps in sight than there are contexts the rest
//! are shown as pictures.
//!
//! On any page, nothing plays while all that shows the clock is out of sight: on a narrow screen
//! somebody may read the list below the map, which follows it.

use std::cell::Cell;
use std::rc::Rc;

use dateline_gl::Lease;
use gloo_events::EventListener;
use gloo_timers::callback::Timeout;
use leptos::prelude::{RwSignal, Set};
use web_sys::Element;

use crate::dom::El;
use crate::map::stage::Drawn;
use crate::platform::NearObserver;

/// Up to so many maps on a page all keep their contexts, seen or not.
const FEW_MAPS: u32 = 8;
/// So many maps may have a context at once.
const MOST_CONTEXTS: u32 = 14;
/// How long maps out of sight have to give their contexts back, milliseconds.
const WAIT_MS: u32 = 400;
/// How long a browser has to give a lost context back before the map is a picture, milliseconds.
const PATIENCE_MS: u32 = 4_000;
/// How far from the screen a map counts as seen, so that it is there when it comes.
const MARGIN: &str = "50%";

thread_local! {
    /// The maps that are on the page.
    static MAPS: Cell<u32> = const { Cell::new(0) };
    /// Those of them that have a context or have asked for one.
    static AWAKE: Cell<u32> = const { Cell::new(0) };
}

fn count(counter: &'static std::thread::LocalKey<Cell<u32>>, by: i32) -> u32 {
    counter.with(|counter| {
        counter.set(counter.get().saturating_add_signed(by));
        counter.get()
    })
}

/// One map's place at the card.
struct Berth {
    lease: Lease,
    has_webgl: RwSignal<bool>,
    is_awake: Cell<bool>,
    is_near: Cell<bool>,
}

/// Keeps the context while the map is seen, for as long as the answer lives; `None` for a map
/// without one.
pub fn keep(place: &El, drawn: &Drawn) -> Option<Kept> {
    let lease = drawn.lease.clone()?;
    let canvas = place.node().query_selector("canvas.dl-gl").ok().flatten()?;
    // Another map may have taken it before this came.
    let is_awake = !lease.is_lost();
    let berth = Rc::new(Berth {
        lease,
        has_webgl: drawn.has_webgl,
        is_awake: Cell::new(is_awake),
        is_near: Cell::new(true),
    });
    count(&MAPS, 1);
    count(&AWAKE, i32::from(is_awake));
    let moved = Rc::clone(&berth);
    let observer = NearObserver::new(place.node(), MARGIN, move |is_near| moved.moved(is_near));
    let (lost, back) = (Rc::clone(&berth), drawn.has_webgl);
    let listeners = [
        EventListener::new(&canvas, "webglcontextlost", move |_| lost.lost()),
        // Whatever stood in its place meanwhile. Where no painter is left, the next frame says so.
        EventListener::new(&canvas, "webglcontextrestored", move |_| back.set(true)),
    ];
    Some(Kept { berth, _watches: (observer, listeners) })
}

/// Tells what draws whether anything of `around`, the whole element, is in sight, for as long as the
/// answer lives.
pub fn watch(around: &Element, drawn: &Drawn) -> NearObserver {
    let is_seen = drawn.is_near;
    // The map may have gone meanwhile, and the signal with it.
    NearObserver::new(around, MARGIN, move |is_near| {
        let _ = is_seen.try_set(is_near);
    })
}

/// A berth with what watches its map.
pub struct Kept {
    berth: Rc<Berth>,
    _watches: (NearObserver, [EventListener; 2]),
}

impl Drop for Kept {
    fn drop(&mut self) {
        count(&MAPS, -1);
        self.berth.sleep();
    }
}

impl Berth {
    fn moved(self: &Rc<Self>, is_near: bool) {
        self.is_near.set(is_near);
        if is_near {
            self.wake_or_wait();
        } else if count(&MAPS, 0) > FEW_MAPS {
            self.sleep();
            self.lease.give_back();
        }
    }

    /// The context is gone. On a page with many maps somebody else has it, and who is seen asks
    /// for it again; otherwise the browser gives it back by itself, or does not for long.
    fn lost(self: &Rc<Self>) {
        if !self.is_awake.get() {
            return;
        }
        if count(&MAPS, 0) > FEW_MAPS {
            self.sleep();
            if self.is_near.get() {
                self.wake_or_wait();
            }
            return;
        }
        let again = Rc::downgrade(self);
        let look_again = move || {
            let Some(berth) = again.upgrade() else { return };
            if berth.lease.is_lost() {
                // The map may have gone meanwhile, and the signal with it.
                let _ = berth.has_webgl.try_set(false);
            }
        };
        Timeout::new(PATIENCE_MS, look_again).forget();
    }

    fn sleep(&self) {
        if self.is_awake.replace(false) {
            count(&AWAKE, -1);
        }
    }

    /// Asks for the context again. If too many have one, those that are out of sight get time
    /// to give theirs back, and if none does it is a picture.
    fn wake_or_wait(self: &Rc<Self>) {
        if self.wakes() {
            return;
        }
        let again = Rc::downgrade(self);
        let look_again = move || {
            let Some(berth) = again.upgrade() else { return };
            if berth.is_near.get() && !berth.wakes() {
                // The map may have gone meanwhile, and the signal with it.
                let _ = berth.has_webgl.try_set(false);
            }
        };
        Timeout::new(WAIT_MS, look_again).forget();
    }

    /// Asks for the context unless too many have one; whether it is awake now.
    fn wakes(&self) -> bool {
        if !self.is_awake.get() && count(&AWAKE, 0) < MOST_CONTEXTS {
            self.is_awake.set(true);
            count(&AWAKE, 1);
            self.lease.ask_again();
        }
        self.is_awake.get()
    }
}
