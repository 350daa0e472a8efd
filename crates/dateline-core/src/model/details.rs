//! What of a story nobody sees on map, timeline and list: the texts of events, notes of the
//! ledger, how the story was made.
//!
//! They are as much to download as all the rest, so a page may get them later. Has no opinion
//! on where they lie: see [`crate::pack`].

use super::{EventIndex, Story, Text};
use crate::ledger::ChangeIndex;
use crate::time::EdtfDate;

/// What only the card of an event shows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct EventDetails {
    /// What happened.
    pub text: Text,
    /// Actors as the row writes them, known to the story or not.
    pub actors_text: String,
    /// Address of a picture or film, shown only after a click.
    pub media_url: String,
    /// What the picture shows.
    pub media_alt: Text,
}

/// One entry of the corrections log.
#[derive(Clone, Debug, PartialEq)]
pub struct Correction {
    /// When it was made.
    pub date: EdtfDate,
    /// What it concerns: an id of an event, area or chapter, or empty for the whole.
    pub id: String,
    /// What was changed and why.
    pub text: Text,
}

/// The details of one story.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Details {
    /// Of each event, in the order of [`super::Events`].
    pub events: Vec<EventDetails>,
    /// What to know about each change, in the order of [`crate::ledger::Ledger::changes`].
    pub notes: Vec<Text>,
    /// How the story was made, paragraph by paragraph.
    pub methods: Vec<Text>,
    /// What was corrected, newest first.
    pub corrections: Vec<Correction>,
}

impl Details {
    /// Those of an event, or `None` outside the range.
    pub fn event(&self, index: EventIndex) -> Option<&EventDetails> {
        self.events.get(index.0 as usize)
    }

    /// What to know about a change; `None` outside the range or where there is nothing.
    pub fn note(&self, index: ChangeIndex) -> Option<&Text> {
        self.notes.get(index.0 as usize).filter(|note| !note.is_empty())
    }

    /// Whether they are of as many events and changes as the story has.
    pub fn fit(&self, story: &Story) -> bool {
        self.events.len() == story.events.len() && self.notes.len() == story.ledger.changes().len()
    }
}

/// A story with its details: what files say, and what is packed.
#[derive(Clone, Debug, PartialEq)]
pub struct WholeStory {
    /// What is shown at once.
    pub story: Story,
    /// What is shown when it is asked for; of this very story.
    pub details: Details,
}
