//! What the clock shows, and how it moves.

use dateline_core::model::Mode;
use dateline_core::time::{Moment, SECONDS_PER_DAY, Span};

use super::Clock;

/// How long the window takes to play at speed 1, seconds (T3).
const PLAY_SECONDS: f64 = 10.0;
/// The longest step of one frame, so that a tab that slept does not leap.
const LONGEST_TICK_S: f64 = 0.1;
/// How long the clock rests between two steps where it does not glide, seconds.
const REST_S: f64 = 0.5;

impl Clock {
    /// The stretch whose events are shown.
    pub fn event_span(&self, fade_days: u32) -> Span {
        let start = match self.mode {
            Mode::Window => return self.window,
            Mode::Moment => Moment(self.t.0 - i64::from(fade_days) * SECONDS_PER_DAY),
            Mode::Cumulative => self.window.start.min(self.t),
        };
        Span { start, end: self.t }
    }

    /// The clock `dt_s` seconds of watching later. It stops at the end of the window,
    /// on the midnight there (T4). With `in_steps` it rests and leaps in turn instead of
    /// gliding, in the same time.
    #[must_use]
    pub fn ticked(self, dt_s: f64, in_steps: bool) -> Self {
        if !self.playing {
            return self;
        }
        let waited_s = self.waited_s + dt_s.clamp(0.0, LONGEST_TICK_S);
        if in_steps && waited_s < REST_S {
            return Self { waited_s, ..self };
        }
        let rate = self.window.seconds() as f64 / PLAY_SECONDS * self.speed;
        let seconds = rate * waited_s;
        if seconds < 1.0 {
            // Within a short window a frame may be less than a second of the clock.
            return Self { waited_s, ..self };
        }
        let t = Moment(self.t.0 + seconds.round() as i64);
        if t >= self.window.end {
            return Self { t: self.window.end, playing: false, waited_s: 0.0, ..self };
        }
        Self { t, waited_s: waited_s - seconds.round() / rate, ..self }
    }

    /// The clock started: from where it stands, or from the start of the window if it
    /// stands outside or at its end.
    #[must_use]
    pub fn started(self) -> Self {
        let inside = self.window.contains(self.t);
        let t = if inside { self.t } else { self.window.start };
        Self { t, playing: true, waited_s: 0.0, ..self }
    }

    /// The clock stopped, on the end of the day it was in, or where it stands if the window ends
    /// within that day.
    #[must_use]
    pub fn stopped(self) -> Self {
        if !self.playing {
            return self;
        }
        let end = Moment::end_of(self.t.day());
        let t = if self.t.is_midnight() || end > self.window.end { self.t } else { end };
        Self { t, playing: false, waited_s: 0.0, ..self }
    }

    /// What the window begins with: the end of its first day.
    pub fn window_first(&self) -> Moment {
        let first = Moment::end_of(self.window.start.day());
        if first < self.window.end { first } else { self.window.start }
    }

    /// What to compare with where nobody names a moment: what the window begins with, or
    /// ends with where the beginning is shown already.
    pub fn first_other(&self) -> Moment {
        let first = self.window_first();
        if self.t > first { first } else { self.window.end }
    }

    /// The clock with the moment moved, and the axis moved along if the moment would
    /// leave it.
    #[must_use]
    pub fn at(self, t: Moment, story: Span) -> Self {
        let t = story.clamp(t);
        Self { t, axis: following(self.axis, t, story), ..self }
    }
}

/// The axis, shifted as little as needed to show `t`.
fn following(axis: Span, t: Moment, story: Span) -> Span {
    if axis.start <= t && t <= axis.end {
        return axis;
    }
    let length = axis.seconds().min(story.seconds());
    let margin = length / 20;
    let start = if t < axis.start { t.0 - margin } else { t.0 + margin - length };
    let start = start.clamp(story.start.0, (story.end.0 - length).max(story.start.0));
    Span { start: Moment(start), end: Moment(start + length) }
}
