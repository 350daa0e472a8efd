//! What can be taken hold of on the timeline, and where it may go.

use dateline_core::time::{Moment, Span, TimeStep};

use crate::state::{Clock, Command};

/// A handle on the track, each a slider for keys and screen readers (A28).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Handle {
    /// The moment.
    Moment,
    /// The start of the window.
    WindowStart,
    /// The window as a whole.
    Window,
    /// The end of the window.
    WindowEnd,
}

impl Handle {
    /// All of them, in the order in which Tab meets them.
    pub const ALL: [Self; 4] = [Self::Moment, Self::WindowStart, Self::Window, Self::WindowEnd];

    /// Where it stands: a whole window where it starts.
    pub fn moment(self, clock: &Clock) -> Moment {
        match self {
            Self::Moment => clock.t,
            Self::WindowStart | Self::Window => clock.window.start,
            Self::WindowEnd => clock.window.end,
        }
    }

    /// The closed range in which it may stand: a thumb never passes the other (A28), and
    /// leaves a step between them; a window stays within the story.
    pub fn range(self, clock: &Clock, story: Span, step: TimeStep) -> Span {
        let window = clock.window;
        let (start, end) = match self {
            Self::Moment => (story.start, story.end),
            // A window that is shorter than a step may stay so.
            Self::WindowStart => (story.start, step.stepped(window.end, -1).max(window.start)),
            Self::WindowEnd => (step.stepped(window.start, 1).min(window.end), story.end),
            Self::Window => (story.start, Moment(story.end.0 - window.seconds())),
        };
        Span { start: start.min(end), end: end.max(start) }
    }

    /// The command that puts it at `moment`, as near as its range allows.
    pub fn moved_to(self, moment: Moment, clock: &Clock, story: Span, step: TimeStep) -> Command {
        let moment = self.range(clock, story, step).clamp(moment);
        let window = clock.window;
        match self {
            Self::Moment => Command::SetMoment(moment),
            Self::WindowStart => Command::SetWindow(Span { start: moment, ..window }),
            Self::WindowEnd => Command::SetWindow(Span { end: moment, ..window }),
            Self::Window => Command::SetWindow(window.moved_to(moment, story)),
        }
    }
}

/// What a pointer is dragging.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Held {
    /// A handle, with how much later than the pointer it stands, seconds.
    Handle(Handle, i64),
    /// A window that is being drawn from this moment on.
    NewWindow(Moment),
    /// The axis, by the place where it was taken hold of, pixels from the left edge.
    Axis(f64),
    /// The axis between two fingers, by where they were put down.
    Pinch(f64, f64),
}
