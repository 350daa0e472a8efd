//! The state in a signal, and what is derived from it by memos.

use std::sync::Arc;

use dateline_core::index::Filter;
use dateline_core::ledger::AreaState;
use dateline_core::model::{AreaIndex, AxisDirection, Details, EventIndex};
use dateline_core::time::{Moment, Span};
use leptos::prelude::*;

use super::{
    Camera, Choice, Clock, Command, DetailsPhase, Loaded, Look, Phase, Response, State, apply,
};
use crate::i18n::Language;

/// A group of events that no place on the map or no moment of the clock shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Apart {
    /// With a date and without a place.
    Unplaced,
    /// Without a date.
    Undated,
}

/// The app's state as the views see it. Copies point at the same state.
#[derive(Clone, Copy)]
pub struct Store {
    state: RwSignal<State>,
    outbox: RwSignal<(u64, Response)>,
    filter: Memo<Filter>,
    /// How far the story has come.
    pub phase: Memo<Phase>,
    /// How far its details have come.
    pub details: Memo<DetailsPhase>,
    /// The clock and the window.
    pub clock: Memo<Clock>,
    /// The camera.
    pub camera: Memo<Camera>,
    /// What the reader has chosen.
    pub choice: Memo<Choice>,
    /// How it looks.
    pub look: Memo<Look>,
    /// The language.
    pub language: Memo<Language>,
    /// Whether the dark theme is shown.
    pub is_dark: Memo<bool>,
    /// The stretch whose events are shown, by the clock's mode.
    pub span: Memo<Span>,
    /// Since when nothing has changed hands at the clock's moment: while that is the same, so
    /// is the state of every area.
    pub control: Memo<Moment>,
}

impl Store {
    /// A store in the current reactive owner.
    pub fn new(look: Look) -> Self {
        let state = RwSignal::new(State::new(look));
        let phase = Memo::new(move |_| state.with(|state| state.phase.clone()));
        let clock = Memo::new(move |_| state.with(|state| state.clock));
        let choice = Memo::new(move |_| state.with(|state| state.choice.clone()));
        let look = Memo::new(move |_| state.with(|state| state.look));
        let loaded = move || phase.with(|phase| phase.loaded().cloned());
        let filter = Memo::new(move |_| choice.with(|choice| choice.filter.clone()));
        let span = Memo::new(move |_| state.with(State::event_span));
        let t = Memo::new(move |_| clock.with(|clock| clock.t));
        let control = Memo::new(move |_| {
            loaded().map_or(Moment::FIRST, |loaded| loaded.story.ledger.unchanged_since(t.get()))
        });
        Self {
            state,
            outbox: RwSignal::new((0, Response::default())),
            filter,
            phase,
            details: Memo::new(move |_| state.with(|state| state.details.clone())),
            clock,
            camera: Memo::new(move |_| state.with(|state| state.camera)),
            choice,
            look,
            language: Memo::new(move |_| look.with(|look| look.language)),
            is_dark: Memo::new(move |_| look.get().is_dark()),
            span,
            control,
        }
    }

    /// Carries out a command.
    pub fn send(&self, command: Command) {
        self.send_all([command]);
    }

    /// Carries out several commands as one change.
    pub fn send_all(&self, commands: impl IntoIterator<Item = Command>) {
        let mut response = Response::default();
        // A command that changes nothing wakes nobody: the memos compare.
        self.state.update(|state| {
            for command in commands {
                let one = apply(state, command);
                response.address |= one.address;
                response.announce |= one.announce;
            }
        });
        if response != Response::default() {
            self.outbox.update(|(count, last)| {
                *count += 1;
                *last = response;
            });
        }
    }

    /// What has to happen outside after the last command, with a running number.
    pub fn outbox(&self) -> (u64, Response) {
        self.outbox.get()
    }

    /// The story, once there is one. Tracked.
    pub fn loaded(&self) -> Option<Arc<Loaded>> {
        self.phase.with(|phase| phase.loaded().cloned())
    }

    /// In which direction time runs on the page, as in `dir` attributes (I12). Tracked.
    pub fn time_dir(&self) -> &'static str {
        let axis = self.loaded().map(|loaded| loaded.story.meta.timeline.axis);
        match axis.unwrap_or_default() {
            AxisDirection::Text => self.language.get().dir(),
            axis => axis.name(),
        }
    }

    /// The details of the story, once they are there. Tracked.
    pub fn details(&self) -> Option<Arc<Details>> {
        self.details.with(|phase| match phase {
            DetailsPhase::Here(details) => Some(Arc::clone(details)),
            _ => None,
        })
    }

    /// Those of the listed events that have no place, or the events without a date that are
    /// not hidden, which no clock lists (T11). Tracked.
    pub fn apart(&self, group: Apart) -> Vec<EventIndex> {
        let Some(loaded) = self.loaded() else { return Vec::new() };
        self.filter.with(|filter| match group {
            Apart::Unplaced => loaded.unplaced_in(self.span.get(), filter),
            Apart::Undated => loaded.undated(filter),
        })
    }

    /// The state of an area at the clock's moment. Tracked.
    pub fn state_of(&self, area: AreaIndex) -> AreaState {
        self.control.with(|_| ());
        let state = |loaded: Arc<Loaded>| {
            loaded.story.ledger.state_at(area, self.clock.with_untracked(|clock| clock.t))
        };
        self.loaded().map_or(AreaState::UNKNOWN, state)
    }

    /// Reads the whole state without being woken by it.
    pub fn peek<R>(&self, read: impl FnOnce(&State) -> R) -> R {
        self.state.with_untracked(read)
    }

    /// Reads the whole state and is woken by every change of it.
    pub fn watch<R>(&self, read: impl FnOnce(&State) -> R) -> R {
        self.state.with(read)
    }

    /// What is hidden. Tracked.
    pub fn filter(&self) -> Filter {
        self.filter.get()
    }
}
