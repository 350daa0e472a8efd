//! The stretch that the timeline shows: nearer, wider, along, and back (T12).

use std::rc::Rc;

use dateline_core::time::{Moment, Span, TimeScale};
use leptos::prelude::With;

use super::Hands;
use crate::dom::follow;
use crate::state::{Clock, Command};

/// How much nearer one press of a button goes.
pub const NEARER: f64 = 2.0;
/// Turns of the wheel that follow each other sooner belong together, milliseconds.
const TOGETHER_MS: f64 = 700.0;

/// Another story has another past; and the buttons know where there is something to walk to.
pub fn follow_story(hands: &Rc<Hands>) {
    let (here, store) = (Rc::clone(hands), hands.track.store);
    follow(Box::new(move || {
        store.phase.with(|_| ());
        here.history.take();
        here.tell_walkers();
    }));
    let here = Rc::clone(hands);
    follow(Box::new(move || {
        here.track.layout();
        here.tell_walkers();
    }));
}

impl Hands {
    /// Starts a gesture: what it changes of the axis is one step back.
    pub fn begin(&self) {
        self.gesture.set(self.gesture.get() + 1);
    }

    /// The same for a wheel, which does not tell where a turn begins. `time_ms` is the
    /// event's.
    pub fn begin_turn(&self, time_ms: f64) {
        if time_ms - self.last_turn_ms.replace(time_ms) > TOGETHER_MS {
            self.begin();
        }
    }

    /// Shows another stretch.
    #[inline(never)]
    pub fn show(&self, wanted: Span) {
        let before = self.shown();
        self.track.store.send(Command::SetAxis(wanted));
        if self.shown() != before {
            self.history.borrow_mut().leave(before, self.gesture.get());
            self.tell_walkers();
        }
    }

    /// Shows what `change` makes of the scale as it is, within the story.
    pub fn change(&self, change: impl FnOnce(&TimeScale, Span) -> TimeScale) {
        let Some(story) = self.story() else { return };
        let changed = change(self.track.layout_now().scale(), story);
        self.show(changed.domain);
    }

    /// Magnifies about the moment, or about the middle where the moment is not in sight.
    #[inline(never)]
    pub fn magnify(&self, factor: f64) {
        self.begin();
        let t = self.track.store.peek(|state| state.clock.t);
        self.change(|scale, story| {
            let t_px = scale.px_from_moment(t);
            let is_seen = (0.0..=scale.width_px).contains(&t_px);
            scale.zoomed_about(if is_seen { t_px } else { scale.width_px / 2.0 }, factor, story)
        });
    }

    /// Shows the whole story.
    #[inline(never)]
    pub fn fit_all(&self) {
        self.begin();
        if let Some(story) = self.story() {
            self.show(story);
        }
    }

    /// Shows the whole window.
    #[inline(never)]
    pub fn fit_window(&self) {
        self.begin();
        self.show(self.track.store.peek(|state| state.clock.window));
    }

    /// Moves along, as little as needed to show `moment`.
    pub fn keep_in_sight(&self, moment: Moment) {
        let Some(story) = self.story() else { return };
        let followed = self.track.store.peek(|state| Clock::at(state.clock, moment, story).axis);
        self.show(followed);
    }

    /// Back to what was shown before (`true`), or forward again.
    #[inline(never)]
    pub fn walk(&self, is_back: bool) {
        let (now, mut history) = (self.shown(), self.history.borrow_mut());
        let found = if is_back { history.back(now) } else { history.forward(now) };
        drop(history);
        if let Some(found) = found {
            self.track.store.send(Command::SetAxis(found));
            self.tell_walkers();
        }
    }

    /// Tells the buttons whether there is something to walk to.
    fn tell_walkers(&self) {
        let (now, history) = (self.shown(), self.history.borrow());
        let can_walk = [history.can_go_back(now), history.can_go_forward(now)];
        for (button, can_walk) in self.walkers.borrow().iter().zip(can_walk) {
            let is_off = if can_walk { "false" } else { "true" };
            let _ = button.clone().attr("aria-disabled", is_off);
        }
    }

    fn shown(&self) -> Span {
        self.track.store.peek(|state| state.clock.axis)
    }

    /// What the story spans, once there is one.
    pub fn story(&self) -> Option<Span> {
        self.track.store.peek(|state| state.loaded().map(|loaded| loaded.story.meta.span))
    }
}
