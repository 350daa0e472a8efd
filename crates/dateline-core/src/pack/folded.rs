//! A story whose events are folded: what is read of files, and packed.

use super::Shelf;
use crate::model::{Details, Events, Story, StoryMeta, WholeStory};

/// A story with its details, the events on a [`Shelf`] in their order.
#[derive(Debug)]
pub struct FoldedStory {
    /// All but the events and their details.
    pub(super) rest: WholeStory,
    pub(super) events: Shelf,
}

impl FoldedStory {
    /// The story `rest` with these events, which are put in order. Events that it has itself are
    /// left out.
    #[must_use]
    pub fn new(rest: WholeStory, events: Shelf) -> Self {
        let WholeStory { story, details } = rest;
        let story = Story { events: Events::default(), ..story };
        let rest = WholeStory { story, details: Details { events: Vec::new(), ..details } };
        let mut events = events;
        events.sort();
        Self { rest, events }
    }

    /// What it says of itself.
    pub fn meta(&self) -> &StoryMeta {
        &self.rest.story.meta
    }

    /// Its events.
    pub fn events(&self) -> &Shelf {
        &self.events
    }

    /// The story with all its events as values: some eight times as much memory.
    #[must_use]
    pub fn unfold(&self) -> WholeStory {
        let Self { rest, events } = self;
        let WholeStory { mut story, mut details } = rest.clone();
        let all = 0..events.len();
        details.events = all.clone().filter_map(|place| events.details(place)).collect();
        let rows = all.filter_map(|place| events.event(place)).collect();
        (story.events, details.events) = Events::from_rows_with(rows, details.events);
        WholeStory { story, details }
    }
}
