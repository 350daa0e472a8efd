//! Dragging, pinching, taps, wheel and keys on the map, as commands: what a map needs from
//! the first moment on. The rest comes late, see [`super::hand`].

use dateline_core::geo::View;
use dateline_core::hand::{Turn, WheelUnit, wheel_zoom};
use web_sys::{KeyboardEvent, PointerEvent, WheelEvent};

use super::pointers::tapped;
use crate::state::{Camera, Command, State, Store};

/// How far a pointer may stray and still be a tap, CSS pixels.
const TAP_SLOP_PX: f64 = 6.0;
/// How far an arrow key moves the map, CSS pixels (A7).
const KEY_PAN_PX: f64 = 100.0;
/// How long the way of a notch of the wheel is shown, seconds.
const NOTCH_S: f64 = 0.2;

type Point = (f64, f64);

/// What the pointers on one map are doing.
#[derive(Debug, Default)]
pub struct Gestures {
    /// The pointers that are down, by their id.
    down: Vec<(i32, Point)>,
    /// Where the first pointer went down, while the gesture can still be a tap.
    tap: Option<Point>,
    /// How far right of its place in the camera's picture the ground is under the first
    /// pointer that went down.
    shift_px: f64,
    /// Whether there have been several pointers at once since the first of those that are down.
    were_many: bool,
}

/// What comes of a pointer that moved.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Moved {
    /// Nothing.
    Nothing,
    /// The map is seen so now.
    View(View),
    /// The page scrolls, and the map stays.
    Yielded,
}

impl Gestures {
    /// A pointer went down at `at`, where the ground is `shift_px` right of its place in the
    /// camera's picture.
    pub fn pointer_down(&mut self, event: &PointerEvent, at: Point, shift_px: f64) {
        if self.down.is_empty() {
            self.shift_px = shift_px;
        }
        self.were_many = !self.down.is_empty();
        self.tap = (!self.were_many).then_some(at);
        self.lift(event.pointer_id());
        self.down.push((event.pointer_id(), at));
    }

    /// A pointer moved. `yields`: one finger scrolls the page, two move the map.
    pub fn pointer_move(
        &mut self,
        event: &PointerEvent,
        at: Point,
        view: &View,
        yields: bool,
    ) -> Moved {
        let id = event.pointer_id();
        let known = self.down.iter_mut().find(|(one, _)| *one == id);
        let Some(before) = known.map(|(_, point)| std::mem::replace(point, at)) else {
            return Moved::Nothing;
        };
        if self.tap.is_some_and(|start| distance(start, at) > TAP_SLOP_PX) {
            self.tap = None;
        }
        let other = self.down.iter().find(|(one, _)| *one != id);
        match other.map(|(_, point)| *point) {
            None if self.tap.is_some() => Moved::Nothing,
            None if yields && event.pointer_type() != "mouse" => {
                // The last finger of a pinch wants nothing.
                if self.were_many { Moved::Nothing } else { Moved::Yielded }
            }
            None => Moved::View(view.panned(at.0 - before.0, at.1 - before.1)),
            Some(still) => {
                let [still, before, at] =
                    [still, before, at].map(|(x_px, y_px)| (x_px - self.shift_px, y_px));
                Moved::View(view.pinched(still, before, at))
            }
        }
    }

    /// A pointer went up; whether that was a tap.
    pub fn pointer_up(&mut self, event: &PointerEvent) -> bool {
        self.lift(event.pointer_id()) && self.tap.take().is_some() && self.down.is_empty()
    }

    /// A pointer was taken away, by the browser or by another gesture.
    pub fn pointer_cancel(&mut self, event: &PointerEvent) {
        self.lift(event.pointer_id());
        self.tap = None;
    }

    /// Forgets a pointer; whether it was down.
    fn lift(&mut self, id: i32) -> bool {
        let before = self.down.len();
        self.down.retain(|(one, _)| *one != id);
        self.down.len() < before
    }
}

fn distance(a: Point, b: Point) -> f64 {
    (a.0 - b.0).hypot(a.1 - b.1)
}

/// What comes of the wheel that turned at `at` of the camera's picture: one notch after the
/// other adds up, about where the pointer is by then.
pub fn wheeled(event: &WheelEvent, at: Point, camera: &Camera) -> Command {
    let unit = match event.delta_mode() {
        WheelEvent::DOM_DELTA_LINE => WheelUnit::Line,
        WheelEvent::DOM_DELTA_PAGE => WheelUnit::Page,
        _ => WheelUnit::Pixel,
    };
    let (view, with_ctrl) = (camera.view, event.ctrl_key());
    let turn = Turn { delta: event.delta_y(), unit, with_ctrl };
    let (zoom_by, is_notch) = wheel_zoom(turn, view.height_px());
    let zoom = camera.flight.map_or(view, |flight| flight.to).zoom() + zoom_by;
    Command::MoveTo(view.zoomed_about(at, zoom), if is_notch { NOTCH_S } else { 0.0 })
}

/// Carries out a key press on the map; false if the key means nothing here. Keys with
/// Ctrl, Alt or Meta are the browser's.
pub fn key_pressed(event: &KeyboardEvent, store: Store) -> bool {
    if event.ctrl_key() || event.alt_key() || event.meta_key() {
        return false;
    }
    let zoom_by = if event.shift_key() { 2.0 } else { 1.0 };
    let middle = store.peek(State::middle_px);
    let command = match event.key().as_str() {
        "ArrowLeft" => Command::PanBy(KEY_PAN_PX, 0.0),
        "ArrowRight" => Command::PanBy(-KEY_PAN_PX, 0.0),
        "ArrowUp" => Command::PanBy(0.0, KEY_PAN_PX),
        "ArrowDown" => Command::PanBy(0.0, -KEY_PAN_PX),
        "+" | "=" => Command::ZoomBy(zoom_by),
        "-" | "_" => Command::ZoomBy(-zoom_by),
        "0" => Command::Home,
        "Enter" => {
            tapped(store, middle);
            return true;
        }
        "Escape" if store.peek(|state| state.choice.selection.is_some()) => {
            Command::Select(None, crate::state::Reveal::No)
        }
        "Escape" if store.peek(|state| state.clock.other.is_some()) => Command::Compare(None),
        _ => return false,
    };
    store.send(command);
    true
}
