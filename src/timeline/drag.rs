//! What dragging on the timeline means, as pure steps from a press to commands.

use dateline_core::time::{Moment, SECONDS_PER_DAY, Span};

use crate::state::{Clock, Command};

/// What is being dragged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Handle {
    /// The moment.
    Moment,
    /// The start of the window.
    WindowStart,
    /// The end of the window.
    WindowEnd,
}

impl Handle {
    /// Where it stands.
    pub fn moment(self, clock: &Clock) -> Moment {
        match self {
            Self::Moment => clock.t,
            Self::WindowStart => clock.window.start,
            Self::WindowEnd => clock.window.end,
        }
    }

    /// The closed range in which it may stand: a thumb never passes the other (A28).
    pub fn range(self, clock: &Clock, story: Span) -> Span {
        let (start, end) = match self {
            Self::Moment => (story.start, story.end),
            Self::WindowStart => (story.start, Moment(clock.window.end.0 - SECONDS_PER_DAY)),
            Self::WindowEnd => (Moment(clock.window.start.0 + SECONDS_PER_DAY), story.end),
        };
        Span { start, end: end.max(start) }
    }

    /// The command that puts it at `moment`, as near as its range allows.
    pub fn moved_to(self, moment: Moment, clock: &Clock, story: Span) -> Command {
        let moment = self.range(clock, story).clamp(moment);
        match self {
            Self::Moment => Command::SetMoment(moment),
            Self::WindowStart => Command::SetWindow(Span { start: moment, ..clock.window }),
            Self::WindowEnd => Command::SetWindow(Span { end: moment, ..clock.window }),
        }
    }
}

/// The nearest midnight; with `fine` the nearest minute (T8).
pub fn snapped(moment: Moment, fine: bool) -> Moment {
    let step = if fine { 60 } else { SECONDS_PER_DAY };
    Moment((moment.0 + step / 2).div_euclid(step) * step)
}

/// What a key does to a handle: the moment it asks for, or `None` for a key that means
/// nothing here. As with a native slider, the right arrow goes towards the inline end's
/// visual side: later in English, earlier in Arabic (I13).
pub fn moment_for_key(
    key: &str,
    fine: bool,
    is_rtl: bool,
    now: Moment,
    range: Span,
) -> Option<Moment> {
    let forward = if is_rtl { "ArrowLeft" } else { "ArrowRight" };
    let back = if is_rtl { "ArrowRight" } else { "ArrowLeft" };
    let step = if fine { 3600 } else { SECONDS_PER_DAY };
    let by = |steps: i64| Some(stepped(now, step, steps));
    match key {
        "ArrowUp" => by(1),
        "ArrowDown" => by(-1),
        "PageUp" => by(7),
        "PageDown" => by(-7),
        "Home" => Some(range.start),
        "End" => Some(range.end),
        key if key == forward => by(1),
        key if key == back => by(-1),
        _ => None,
    }
}

/// `steps` boundaries on or back, from wherever `now` is between two.
fn stepped(now: Moment, step: i64, steps: i64) -> Moment {
    let floor = now.0.div_euclid(step);
    let is_between = now.0.rem_euclid(step) != 0;
    let from = if is_between && steps < 0 { floor + 1 } else { floor };
    Moment((from + steps) * step)
}
