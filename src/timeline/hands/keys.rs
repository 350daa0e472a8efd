//! What keys do on a handle of the timeline (T5, T6, I13).

use dateline_core::time::{Moment, Span, TimeStep};
use web_sys::KeyboardEvent;

use super::axis::NEARER;
use super::handle::Handle;
use super::{Hands, pointer};
use crate::state::{Command, State};

/// Carries out a key on a handle; false if it means nothing here.
#[inline(never)]
pub fn press(event: &KeyboardEvent, hands: &Hands, handle: Handle) -> bool {
    if event.alt_key() {
        return false;
    }
    let (key, code) = (event.key(), event.code());
    if event.ctrl_key() || event.meta_key() {
        let walks = code == "KeyZ";
        if walks {
            hands.walk(!event.shift_key());
        }
        return walks;
    }
    // By their place on the keyboard: an Arabic one has other letters there.
    let step = match code.as_str() {
        "KeyN" => 1,
        "KeyP" => -1,
        _ => 0,
    };
    let store = hands.track.store;
    if step != 0 {
        store.send(Command::Step(step));
        return true;
    }
    match key.as_str() {
        "+" | "=" => hands.magnify(NEARER),
        "-" => hands.magnify(1.0 / NEARER),
        "0" => hands.fit_all(),
        "Escape" => return pointer::let_go(hands, true),
        _ => return moved(&key, event.shift_key(), hands, handle),
    }
    true
}

fn moved(key: &str, is_fine: bool, hands: &Hands, handle: Handle) -> bool {
    let store = hands.track.store;
    let (step, is_rtl) = (hands.snap_now().step(is_fine), hands.track.layout_now().is_rtl());
    let wanted = store.peek(|state| command(state, key, step, is_rtl, handle));
    let Some(command) = wanted else { return false };
    let is_along = matches!(command, Command::SetWindow(_) | Command::SetMoment(_));
    store.send(command);
    if is_along {
        hands.begin();
        hands.keep_in_sight(store.peek(|state| handle.moment(&state.clock)));
    }
    true
}

fn command(
    state: &State,
    key: &str,
    step: TimeStep,
    is_rtl: bool,
    handle: Handle,
) -> Option<Command> {
    let (story, clock) = (state.loaded()?.story.meta.span, &state.clock);
    if key == " " && handle == Handle::Moment {
        return Some(if clock.playing { Command::Pause } else { Command::Play });
    }
    // Home and End of the moment are those of the window: that is where it plays.
    let range = match handle {
        Handle::Moment => clock.window,
        _ => handle.range(clock, story, step),
    };
    let now = handle.moment(clock);
    let moment = moment_for_key(key, step, is_rtl, now, range)?;
    Some(handle.moved_to(moment, clock, story, step))
}

/// The moment that a key asks for, or `None` for a key that means nothing here. As with a
/// native slider, the right arrow goes towards the inline end's visual side: later in
/// English, earlier in Arabic (I13).
fn moment_for_key(
    key: &str,
    step: TimeStep,
    is_rtl: bool,
    now: Moment,
    range: Span,
) -> Option<Moment> {
    let forward = if is_rtl { "ArrowLeft" } else { "ArrowRight" };
    let back = if is_rtl { "ArrowRight" } else { "ArrowLeft" };
    let by = |steps: i32| Some(step.stepped(now, steps));
    match key {
        "ArrowUp" => by(1),
        "ArrowDown" => by(-1),
        "PageUp" => by(step.leap()),
        "PageDown" => by(-step.leap()),
        "Home" => Some(range.start),
        "End" => Some(range.end),
        key if key == forward => by(1),
        key if key == back => by(-1),
        _ => None,
    }
}
