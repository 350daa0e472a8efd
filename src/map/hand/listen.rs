//! Pointers on the map, as touches; and what comes of their meaning.

use std::rc::Rc;

use dateline_core::geo::View;
use dateline_core::hand::{Glide, Kind, Marked, Meaning, Point, Touch};
use gloo_events::{EventListener, EventListenerOptions};
use leptos::prelude::{GetUntracked, StoredValue, UpdateValue};
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlElement, KeyboardEvent, PointerEvent, WheelEvent};

use super::Held;
use super::boxing::Boxing;
use crate::dom::position;
use crate::map::gestures::wheeled;
use crate::map::pointers::pointer_position;
use crate::state::{Command, Flight, Way};

/// How long a step nearer or farther takes, seconds.
const STEP_S: f64 = 0.4;
/// How long the way to what is in a box takes, seconds.
const BOX_S: f64 = 0.5;

/// Listens, before whoever drags, pinches and selects.
pub fn listen(held: &Rc<Held>) {
    let on = |name: &'static str, act: fn(&Held, &Event)| {
        let held = Rc::clone(held);
        let _ = held.place.clone().on_capture(name, move |event| act(&held, event));
    };
    on("pointerdown", |held, event| feel(held, event.unchecked_ref(), Kind::Down));
    on("pointermove", |held, event| feel(held, event.unchecked_ref(), Kind::Move));
    on("pointerup", |held, event| feel(held, event.unchecked_ref(), Kind::Up));
    on("pointercancel", |held, event| feel(held, event.unchecked_ref(), Kind::Cancel));
    on("keydown", |held, event| {
        let is_escape = event.unchecked_ref::<KeyboardEvent>().key() == "Escape";
        if is_escape && held.boxing.borrow().is_some() {
            let meaning = held.hand.borrow_mut().give_up();
            carry_out(held, meaning, true);
            event.stop_immediate_propagation();
        }
    });
    pinch_beside(held);
    let again = Rc::clone(held);
    // Not in the page's hands any more once it is in the map's.
    let _ = held.place.clone().on("touchmove", move |event| {
        if event.cancelable() && again.hand.borrow().holds() {
            event.prevent_default();
        }
    });
}

/// What stands on the map is no part of what is turned by the wheel; a pinch of a touch pad is
/// meant for the map there too, and would magnify the whole page.
fn pinch_beside(held: &Rc<Held>) {
    let Some(map) = held.place.node().parent_element() else { return };
    let held = Rc::clone(held);
    let options = EventListenerOptions::enable_prevent_default();
    let listener = EventListener::new_with_options(&map, "wheel", options, move |event| {
        let event: &WheelEvent = event.unchecked_ref();
        if event.ctrl_key() && !event.default_prevented() {
            event.prevent_default();
            let place = held.place.node().clone();
            let at = position(Some(place.into()), event.client_x(), event.client_y());
            let command =
                held.store.peek(|state| wheeled(event, state.in_camera(at), &state.camera));
            held.store.send(command);
        }
    });
    // Dropped, and so removed, with the current owner.
    StoredValue::new_local(listener);
}

/// Where Ctrl and a press open a menu, nobody hears of its end.
fn is_over(held: &Held, event: &PointerEvent, kind: Kind) -> bool {
    kind == Kind::Move && event.buttons() == 0 && held.hand.borrow().has(event.pointer_id())
}

fn feel(held: &Held, event: &PointerEvent, kind: Kind) {
    if is_over(held, event, kind) {
        held.gestures.try_update_value(|gestures| gestures.pointer_cancel(event));
        return feel(held, event, Kind::Cancel);
    }
    let is_mouse = event.pointer_type() == "mouse";
    let is_down = kind == Kind::Down;
    if is_down && event.button() != 0 {
        return;
    }
    let touch = Touch {
        id: event.pointer_id(),
        kind,
        at: pointer_position(event),
        time_ms: event.time_stamp(),
        is_mouse,
        with_shift: event.shift_key(),
        stops: is_down && stop(held),
    };
    let meaning = held.hand.borrow_mut().feel(touch);
    if meaning.is_taken() {
        event.stop_immediate_propagation();
        held.gestures.try_update_value(|gestures| gestures.pointer_cancel(event));
    }
    if is_down && meaning.is_taken() {
        let place: &HtmlElement = held.place.node().unchecked_ref();
        // Refused for a pointer that is gone already: then there is nothing to follow.
        let _ = place.set_pointer_capture(touch.id);
    }
    carry_out(held, meaning, is_mouse);
}

/// Stops the map where it is; whether it was on a way of its own, and not on one that the last
/// turn of a wheel or press of a key has begun.
fn stop(held: &Held) -> bool {
    let (view, flight) = held.store.peek(|state| (state.camera.view, state.camera.flight));
    let Some(Flight { from, to, way, .. }) = flight else { return false };
    held.store.send(Command::SetView(view));
    way == Way::Arc || from.zoom() == to.zoom()
}

fn carry_out(held: &Held, meaning: Meaning, is_mouse: bool) {
    let (view, is_calm) = held.store.peek(|state| (state.camera.view, state.look.reduced_motion));
    if !matches!(meaning, Meaning::Boxing(_)) {
        held.boxing.borrow_mut().take();
    }
    let command = match meaning {
        // Where one finger belongs to the page it has thrown nothing.
        Meaning::Thrown(speed)
            if !is_calm && (is_mouse || !held.manners.yields.get_untracked()) =>
        {
            let Glide { way_px, lasts_s } = Glide::of(speed);
            Command::MoveTo(view.panned(way_px.0, way_px.1), lasts_s)
        }
        Meaning::Nearer(at) => step(held, &view, at, 1.0),
        Meaning::Farther(at) => step(held, &view, at, -1.0),
        Meaning::Drawn(at, by) => Command::SetView(zoomed(held, &view, at, by)),
        Meaning::Boxed(marked) => show(held, &view, marked),
        Meaning::Boxing(marked) => {
            let mut boxing = held.boxing.borrow_mut();
            boxing.get_or_insert_with(|| Boxing::over(&held.place)).draw(marked);
            return;
        }
        _ => return,
    };
    held.store.send(command);
}

fn step(held: &Held, view: &View, at: Point, by: f64) -> Command {
    Command::MoveTo(zoomed(held, view, at, by), STEP_S)
}

/// The view that much nearer about a point of the map.
fn zoomed(held: &Held, view: &View, at: Point, by: f64) -> View {
    let about = held.store.peek(|state| state.in_camera(at));
    view.zoomed_about(about, view.zoom() + by)
}

/// The way to what is in a box, seen in the part of the map that it was drawn on.
fn show(held: &Held, view: &View, marked: Marked) -> Command {
    let (pane, room) = held.store.peek(|state| (state.pane_at(marked.from.0).1, state.pane_view()));
    let marked = marked.shifted(-pane.shift_px);
    let to = view.boxed(marked.corner(), marked.size(), (room.width_px(), room.height_px()));
    Command::MoveTo(to, BOX_S)
}
