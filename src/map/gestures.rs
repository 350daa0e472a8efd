//! Pointers, wheel and keys on the map, as commands.

use dateline_core::geo::View;
use web_sys::{KeyboardEvent, PointerEvent, WheelEvent};

use crate::state::{Command, State, Store};

/// How far a pointer may stray and still be a tap, CSS pixels.
const TAP_SLOP_PX: f64 = 6.0;
/// How far an arrow key moves the map, CSS pixels (A7).
const KEY_PAN_PX: f64 = 100.0;
/// Two taps closer than this in time are a double tap, milliseconds.
const DOUBLE_TAP_MS: f64 = 320.0;
/// Wheel travel that doubles the scale, CSS pixels.
const WHEEL_PX_PER_ZOOM: f64 = 240.0;

type Point = (f64, f64);

/// What the pointers on one map are doing.
#[derive(Debug, Default)]
pub struct Gestures {
    /// The pointers that are down, by their id.
    down: Vec<(i32, Point)>,
    /// Where the first pointer went down, while the gesture can still be a tap.
    tap: Option<Point>,
    last_tap: Option<(f64, Point)>,
    /// How far right of its place in the camera's picture the ground is under the first
    /// pointer that went down.
    shift_px: f64,
    /// Whether one finger belongs to the page.
    yields: bool,
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
    /// No pointer is down. `yields`: one finger scrolls the page, two move the map.
    pub fn new(yields: bool) -> Self {
        Self { yields, ..Self::default() }
    }

    /// A pointer went down at `at`, where the ground is `shift_px` right of its place in the
    /// camera's picture.
    pub fn pointer_down(&mut self, event: &PointerEvent, at: Point, shift_px: f64) {
        if self.down.is_empty() {
            self.shift_px = shift_px;
        }
        self.tap = self.down.is_empty().then_some(at);
        self.lift(event.pointer_id());
        self.down.push((event.pointer_id(), at));
    }

    /// A pointer moved.
    pub fn pointer_move(&mut self, event: &PointerEvent, at: Point, view: &View) -> Moved {
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
            None if self.yields && event.pointer_type() == "touch" => Moved::Yielded,
            None => Moved::View(view.panned(at.0 - before.0, at.1 - before.1)),
            Some(still) => {
                let [still, before, at] =
                    [still, before, at].map(|(x_px, y_px)| (x_px - self.shift_px, y_px));
                Moved::View(pinched(view, still, before, at))
            }
        }
    }

    /// A pointer went up. Gives where, if that was a tap, and whether it was the second.
    pub fn pointer_up(&mut self, event: &PointerEvent, at: Point) -> Option<(Point, bool)> {
        if !self.lift(event.pointer_id()) {
            return None;
        }
        let is_tap = self.tap.take().is_some() && self.down.is_empty();
        if !is_tap {
            return None;
        }
        let now_ms = event.time_stamp();
        let is_second = self.last_tap.is_some_and(|(time_ms, place)| {
            now_ms - time_ms < DOUBLE_TAP_MS && distance(place, at) < 4.0 * TAP_SLOP_PX
        });
        self.last_tap = (!is_second).then_some((now_ms, at));
        Some((at, is_second))
    }

    /// A pointer was taken away.
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

/// The view after one of two fingers moved: the ground stays under both.
fn pinched(view: &View, still: Point, before: Point, now: Point) -> View {
    let middle = |a: Point, b: Point| ((a.0 + b.0) / 2.0, (a.1 + b.1) / 2.0);
    let (from, to) = (middle(still, before), middle(still, now));
    let ratio = distance(still, now).max(1.0) / distance(still, before).max(1.0);
    view.panned(to.0 - from.0, to.1 - from.1).zoomed_about(to, view.zoom() + ratio.log2())
}

/// The view after the wheel turned at `at`.
pub fn wheeled(event: &WheelEvent, at: Point, view: &View) -> View {
    let lines_px = match event.delta_mode() {
        WheelEvent::DOM_DELTA_LINE => 20.0,
        WheelEvent::DOM_DELTA_PAGE => 400.0,
        _ => 1.0,
    };
    // Pinching on a touch pad comes as a wheel with Ctrl and small steps.
    let pinch = if event.ctrl_key() { 5.0 } else { 1.0 };
    let zoom_by = -event.delta_y() * lines_px * pinch / WHEEL_PX_PER_ZOOM;
    view.zoomed_about(at, view.zoom() + zoom_by.clamp(-1.0, 1.0))
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
        "Enter" => Command::SelectAt(middle),
        "Escape" if store.peek(|state| state.choice.selection.is_some()) => {
            Command::Select(None, crate::state::Reveal::No)
        }
        "Escape" if store.peek(|state| state.clock.other.is_some()) => Command::Compare(None),
        _ => return false,
    };
    store.send(command);
    true
}
