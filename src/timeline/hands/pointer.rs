//! Mouse, finger and pen on the track, and the wheel.
//!
//! A finger takes hold only once it has moved along the track or is lifted: until then it may
//! be about to scroll the page, and then the browser takes it away.

use std::rc::Rc;

use dateline_core::time::{Moment, Span, TimeScale};
use wasm_bindgen::JsCast;
use web_sys::{Event, FocusOptions, HtmlElement, MouseEvent, PointerEvent, WheelEvent};

use super::Hands;
use super::grip::{Press, held_by};
use super::handle::{Handle, Held};
use super::thumbs::class_of;
use crate::dom::position;
use crate::state::{Clock, Command};

/// How far a pointer moves before it drags what a tap means something else to, CSS pixels.
const SLACK_PX: f64 = 5.0;
/// From the chart to the middle of the bar of the window, CSS pixels.
const ABOVE_BAR_PX: f64 = 4.0;
/// A line that a wheel turns by, CSS pixels.
const LINE_PX: f64 = 16.0;
/// How far a wheel turns to go twice as near, CSS pixels.
const TWICE_PX: f64 = 200.0;

/// The pointers that are down, and what was there when they came.
#[derive(Default)]
pub struct Pointers {
    /// By their number, with the place of each from the left edge.
    down: Vec<(i32, f64)>,
    /// What the first would take hold of, until it does.
    wanted: Option<(Held, Press)>,
    /// The scale that a pan or pinch starts from.
    scale: Option<TimeScale>,
    /// What to go back to.
    before: Option<Clock>,
}

/// Listens on the track.
pub fn listen(hands: &Rc<Hands>) {
    let on = |name: &'static str, act: fn(&Hands, &Event)| {
        let hands = Rc::clone(hands);
        let _ = hands.place.clone().on(name, move |event| act(&hands, event));
    };
    on("pointerdown", |hands, event| press(hands, event.unchecked_ref()));
    on("pointermove", |hands, event| go_on(hands, event.unchecked_ref()));
    on("pointerup", |hands, event| lift(hands, event.unchecked_ref()));
    on("pointercancel", |hands, event| {
        forget(hands, event.unchecked_ref());
        let_go(hands, true);
    });
    // Else the page would take the focus from the handle again.
    on("mousedown", |hands, event| {
        if hands.held.get().is_some() {
            event.prevent_default();
        }
    });
    on("wheel", |hands, event| turn(hands, event.unchecked_ref()));
}

fn press(hands: &Hands, event: &PointerEvent) {
    if event.button() != 0 {
        return;
    }
    let (id, left_px, layout) =
        (event.pointer_id(), left_of(hands, event), hands.track.layout_now());
    let count = {
        let down = &mut hands.pointers.borrow_mut().down;
        down.retain(|(one, _)| *one != id);
        down.push((id, left_px));
        down.len()
    };
    if count == 2 {
        let_go(hands, true);
        pinch(hands);
    }
    if count != 1 {
        return;
    }
    let place = hands.place.node();
    // Refused for a pointer that is gone already: then there is nothing to follow.
    let _ = place.set_pointer_capture(id);
    let bar = place.query_selector(".dl-thumb-window").ok().flatten();
    // The handle is higher than the bar in its middle, which lies close under the chart.
    let bar_top = bar.map_or(f64::INFINITY, |bar| {
        let rect = bar.get_bounding_client_rect();
        (rect.top() + rect.bottom()) / 2.0 - ABOVE_BAR_PX
    });
    let press = Press {
        left_px,
        below_px: f64::from(event.client_y()) - bar_top,
        is_finger: event.pointer_type() != "mouse",
    };
    let clock = hands.track.store.peek(|state| state.clock);
    let held = held_by(press, &layout, &clock);
    {
        let mut pointers = hands.pointers.borrow_mut();
        pointers.wanted = Some((held, press));
        pointers.before = Some(clock);
        pointers.scale = Some(*layout.scale());
    }
    if matches!(held, Held::Handle(..)) && !press.is_finger {
        take(hands, held);
        // The moment jumps to where it is pressed; a window stays until it is dragged.
        if matches!(held, Held::Handle(Handle::Moment, _)) {
            drag(hands, event, left_px);
        }
    }
}

/// Takes hold of what was wanted.
fn take(hands: &Hands, held: Held) {
    hands.pointers.borrow_mut().wanted = None;
    hands.begin();
    hold(hands, Some(held));
    let Held::Handle(handle, _) = held else { return };
    let thumb = hands.place.node().query_selector(&[".", class_of(handle)].concat());
    if let Some(thumb) = thumb.ok().flatten() {
        let options = FocusOptions::new();
        options.set_prevent_scroll(true);
        // An element that cannot take the focus leaves it where it is.
        let _ = thumb.unchecked_ref::<HtmlElement>().focus_with_options(&options);
    }
}

/// Holds something, or nothing.
fn hold(hands: &Hands, held: Option<Held>) {
    hands.held.set(held);
    let classes = hands.place.node().class_list();
    // Refused only for a class with a space in it.
    let _ = classes.toggle_with_force("dl-dragging", held.is_some());
}

fn go_on(hands: &Hands, event: &PointerEvent) {
    let (id, left_px) = (event.pointer_id(), left_of(hands, event));
    let wanted = {
        let mut pointers = hands.pointers.borrow_mut();
        let Some(found) = pointers.down.iter_mut().find(|(one, _)| *one == id) else { return };
        found.1 = left_px;
        pointers.wanted
    };
    // Where Ctrl and a press open a menu, nobody hears of its end.
    if event.buttons() == 0 {
        forget(hands, event);
        let_go(hands, false);
        return;
    }
    if let Some((held, press)) = wanted
        && (left_px - press.left_px).abs() > SLACK_PX
    {
        take(hands, held);
    }
    drag(hands, event, left_px);
}

/// Moves what is held to where the pointers are.
fn drag(hands: &Hands, event: &PointerEvent, left_px: f64) {
    let Some(held) = hands.held.get() else { return };
    let (store, layout) = (hands.track.store, hands.track.layout_now());
    let step = hands.snap_now().step(event.shift_key() || event.alt_key());
    let at = layout.moment_from_left(left_px);
    match held {
        Held::Handle(handle, ahead_s) => {
            let moment = step.nearest(Moment(at.0.saturating_add(ahead_s)));
            let command = store.peek(|state| {
                let story = state.loaded()?.story.meta.span;
                Some(handle.moved_to(moment, &state.clock, story, step))
            });
            if let Some(command) = command {
                store.send(command);
            }
        }
        Held::NewWindow(from) => {
            let (from, to) = (step.nearest(from), step.nearest(at));
            if from != to {
                store.send(Command::SetWindow(Span { start: from.min(to), end: from.max(to) }));
            }
        }
        Held::Axis(from_px) => {
            let Some(scale) = hands.pointers.borrow().scale else { return };
            let by_px = layout.left_px(left_px, 0.0) - from_px;
            hands.change(|_, story| scale.panned(by_px, story));
        }
        Held::Pinch(first_px, second_px) => {
            let fingers = two_fingers(&hands.pointers.borrow());
            let Some((scale, (first, second))) = fingers else { return };
            let to_px = (layout.left_px(first, 0.0), layout.left_px(second, 0.0));
            hands.change(|_, story| scale.pinched((first_px, second_px), to_px, story));
        }
    }
}

/// Where two fingers are, with the scale that they started on.
fn two_fingers(pointers: &Pointers) -> Option<(TimeScale, (f64, f64))> {
    let [(_, first), (_, second)] = pointers.down[..] else { return None };
    Some((pointers.scale?, (first, second)))
}

/// Starts to pinch with the two pointers that are down.
fn pinch(hands: &Hands) {
    let layout = hands.track.layout_now();
    hands.pointers.borrow_mut().scale = Some(*layout.scale());
    let fingers = two_fingers(&hands.pointers.borrow());
    if let Some((_, (first, second))) = fingers {
        hands.begin();
        hold(hands, Some(Held::Pinch(layout.left_px(first, 0.0), layout.left_px(second, 0.0))));
    }
}

/// A tap, or the end of a drag.
fn lift(hands: &Hands, event: &PointerEvent) {
    let wanted = hands.pointers.borrow().wanted;
    forget(hands, event);
    let_go(hands, false);
    let Some((held, press)) = wanted else { return };
    // On an end of the window, or the whole, a tap only takes the focus there.
    let handle = match held {
        Held::Handle(..) => held,
        Held::NewWindow(_) | Held::Axis(_) | Held::Pinch(..) => Held::Handle(Handle::Moment, 0),
    };
    take(hands, handle);
    if matches!(handle, Held::Handle(Handle::Moment, _)) {
        drag(hands, event, press.left_px);
    }
    let_go(hands, false);
}

fn forget(hands: &Hands, event: &PointerEvent) {
    let (id, mut pointers) = (event.pointer_id(), hands.pointers.borrow_mut());
    pointers.down.retain(|(one, _)| *one != id);
    pointers.wanted = None;
}

/// Lets go of what is held, with `undoes` as if it had not been; false if nothing is held.
pub fn let_go(hands: &Hands, undoes: bool) -> bool {
    hands.pointers.borrow_mut().wanted = None;
    let before = hands.pointers.borrow().before;
    let (Some(_), Some(before)) = (hands.held.get(), before) else { return false };
    hold(hands, None);
    if undoes {
        hands.track.store.send_all([
            Command::SetMoment(before.t),
            Command::SetWindow(before.window),
            Command::SetAxis(before.axis),
        ]);
    }
    true
}

/// The wheel magnifies the axis about the pointer with Ctrl, and moves it along where it
/// turns sideways; any other turn scrolls the page (E29).
fn turn(hands: &Hands, event: &WheelEvent) {
    let layout = hands.track.layout_now();
    let px = if event.delta_mode() == WheelEvent::DOM_DELTA_LINE { LINE_PX } else { 1.0 };
    let is_sideways = event.delta_x().abs() > event.delta_y().abs();
    if !event.ctrl_key() && !is_sideways {
        return;
    }
    event.prevent_default();
    hands.begin_turn(event.time_stamp());
    if event.ctrl_key() {
        let about_px = layout.left_px(left_of(hands, event), 0.0);
        let factor = (-event.delta_y() * px / TWICE_PX).exp2();
        hands.change(|scale, story| scale.zoomed_about(about_px, factor, story));
    } else {
        let direction = if layout.is_rtl() { px } else { -px };
        hands.change(|scale, story| scale.panned(direction * event.delta_x(), story));
    }
}

/// How far from the left edge of the track an event happened, CSS pixels.
fn left_of(hands: &Hands, event: &MouseEvent) -> f64 {
    position(Some(hands.place.node().clone().into()), event.client_x(), event.client_y()).0
}
