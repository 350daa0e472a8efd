//! Pointers on the map's box, handed to [`Gestures`] in the box's own pixels.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, PointerEvent, TouchEvent, WheelEvent};

use super::crowd::tapped as tapped_group;
use super::gestures::{Gestures, Moved, wheeled};
use super::manners::{Advice, Manners};
use crate::dom::position;
use crate::late::Part;
use crate::state::{Command, Store};

/// The gestures of one map.
pub type SharedGestures = StoredValue<Gestures, LocalStorage>;

/// Where a pointer is, relative to the element that listens.
pub fn pointer_position(event: &PointerEvent) -> (f64, f64) {
    position(event.current_target(), event.client_x(), event.client_y())
}

/// A pointer went down: the box follows it wherever it goes.
pub fn pointer_down(gestures: SharedGestures, store: Store, event: &PointerEvent) {
    if event.button() != 0 {
        return;
    }
    let at = pointer_position(event);
    if let Some(stage) =
        event.current_target().and_then(|target| target.dyn_into::<HtmlElement>().ok())
    {
        // Refused for a pointer that is gone already: then there is nothing to follow.
        let _ = stage.set_pointer_capture(event.pointer_id());
    }
    let shift_px = store.peek(|state| state.pane_at(at.0).1.shift_px);
    gestures.update_value(|gestures| gestures.pointer_down(event, at, shift_px));
}

/// A pointer moved over the box, or is held and moved.
pub fn pointer_move(
    gestures: SharedGestures,
    store: Store,
    manners: Manners,
    event: &PointerEvent,
) {
    let at = pointer_position(event);
    let view = store.peek(|state| state.camera.view);
    let yields = manners.yields.get_untracked();
    let moved =
        gestures.try_update_value(|gestures| gestures.pointer_move(event, at, &view, yields));
    match moved {
        Some(Moved::View(view)) => store.send(Command::SetView(view)),
        Some(Moved::Yielded) => manners.advise(Advice::TwoFingers),
        Some(Moved::Nothing) | None => {}
    }
}

/// A pointer went up: a tap looks at what is there.
pub fn pointer_up(gestures: SharedGestures, store: Store, event: &PointerEvent) {
    if gestures.try_update_value(|gestures| gestures.pointer_up(event)) == Some(true) {
        tapped(store, pointer_position(event));
    }
}

/// Looks at what is at that point of the map: a group, a mark, an area, or nothing.
pub fn tapped(store: Store, at: (f64, f64)) {
    if !(Part::Common.is_here_now() && tapped_group(store, at)) {
        store.send(Command::SelectAt(at));
    }
}

/// Fingers moved: two of them move the map and not the page.
pub fn touch_moved(event: &TouchEvent) {
    if event.touches().length() > 1 && event.cancelable() {
        event.prevent_default();
    }
}

/// The wheel turned: zooms about the pointer, or scrolls the page.
pub fn wheel_turned(store: Store, manners: Manners, event: &WheelEvent) {
    if manners.yields.get_untracked() && !event.ctrl_key() && !event.meta_key() {
        manners.advise(Advice::HoldKey);
        return;
    }
    event.prevent_default();
    let at = position(event.current_target(), event.client_x(), event.client_y());
    store.send(store.peek(|state| wheeled(event, state.in_camera(at), &state.camera)));
}
