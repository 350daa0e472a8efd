//! What a device does to a map that is there: it moves to another screen, is told to be calm,
//! or has a touch pad whose pinches come as events of their own.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use dateline_core::number::fixed;
use web_sys::{Event, window};

use super::Held;
use crate::dom::position;
use crate::platform::{MediaQuery, member};
use crate::state::{Command, Store};

/// How near another density counts as the same, device pixels for one of CSS.
const SAME_DENSITY: f64 = 0.002;

type Watched = Rc<RefCell<Option<MediaQuery>>>;

/// What watches a device.
pub struct Device {
    _density: Watched,
    _calm: MediaQuery,
}

/// Follows the device for as long as the answer lives.
pub fn follow(store: Store) -> Device {
    let density = Watched::default();
    watch_density(store, &density);
    let calm = MediaQuery::watch("(prefers-reduced-motion: reduce)", move |is_calm| {
        store.send(Command::DeviceIsCalm(is_calm));
    });
    store.send(Command::DeviceIsCalm(calm.matches()));
    Device { _density: density, _calm: calm }
}

/// Has the map drawn again when its screen has other pixels, which changes no size in CSS.
fn watch_density(store: Store, watched: &Watched) {
    let ratio = window().map_or(1.0, |window| window.device_pixel_ratio());
    let bound = |by: f64| fixed(ratio + by, 3) + "dppx";
    let (least, most) = (bound(-SAME_DENSITY), bound(SAME_DENSITY));
    let query = ["(min-resolution:", &least, ") and (max-resolution:", &most, ")"].concat();
    let again = Rc::downgrade(watched);
    let media = MediaQuery::watch(&query, move |is_same| {
        let Some(watched) = again.upgrade().filter(|_| !is_same) else { return };
        let (width_px, height_px) = store.peek(|state| {
            let view = state.camera.view;
            (view.width_px(), view.height_px())
        });
        store.send(Command::Resize(width_px, height_px));
        watch_density(store, &watched);
    });
    // The one before may be the one that is calling: it goes when its call has ended.
    let before = watched.borrow_mut().replace(media);
    gloo_timers::callback::Timeout::new(0, move || drop(before)).forget();
}

/// Follows pinches on a touch pad where they do not come as a wheel, but as `gesturechange`.
pub fn follow_pad(held: &Rc<Held>) {
    let scale_before = Rc::new(Cell::new(1.0));
    for name in ["gesturestart", "gesturechange", "gestureend"] {
        let (again, before) = (Rc::clone(held), Rc::clone(&scale_before));
        let _ = held.place.clone().on(name, move |event| pinch(&again, &before, event));
    }
}

fn pinch(held: &Held, before: &Cell<f64>, event: &Event) {
    event.prevent_default();
    let number = |name: &str| member(event, name).as_f64().unwrap_or_default();
    let scale = if event.type_() == "gesturechange" { number("scale") } else { 1.0 };
    let nearer = scale / before.replace(scale);
    // Fingers on the map itself are pointers too.
    if held.hand.borrow().is_down() || !nearer.is_normal() || event.type_() == "gestureend" {
        return;
    }
    let (x_px, y_px) = (number("clientX"), number("clientY"));
    let at = position(event.current_target(), x_px as i32, y_px as i32);
    let view = held.store.peek(|state| {
        state
            .camera
            .view
            .zoomed_about(state.in_camera(at), state.camera.view.zoom() + nearer.log2())
    });
    held.store.send(Command::SetView(view));
}
