//! How far the details of the story have come: the texts of cards, notes, methods.
//!
//! They are half of what there is to read, and nobody sees them before something is opened;
//! so where they lie in a file of their own, they are fetched when they are wanted.

use std::sync::Arc;

use dateline_core::model::Details;
use dateline_core::pack::Beside;

use super::{Panel, State, Trouble};

/// The file with the details of a story.
#[derive(Clone, Debug)]
pub struct DetailsFile {
    /// Its address in full.
    pub url: String,
    /// How it is known.
    pub known_by: Beside,
}

/// How far they have come.
#[derive(Clone, Debug, Default)]
pub enum DetailsPhase {
    /// Nobody has wanted them.
    #[default]
    Unwanted,
    /// They are on their way.
    Coming,
    /// They did not arrive, or are none that belong to the story.
    Missing(Trouble),
    /// They are there.
    Here(Arc<Details>),
}

impl PartialEq for DetailsPhase {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Unwanted, Self::Unwanted) | (Self::Coming, Self::Coming) => true,
            (Self::Missing(one), Self::Missing(other)) => one == other,
            (Self::Here(one), Self::Here(other)) => Arc::ptr_eq(one, other),
            _ => false,
        }
    }
}

impl State {
    /// Sets out to get the details, unless that has been done. Where they come with the story
    /// there is nothing to set out for.
    pub(super) fn want_details(&mut self) {
        let are_apart = self.loaded().is_some_and(|loaded| loaded.details_file.is_some());
        if are_apart && matches!(self.details, DetailsPhase::Unwanted | DetailsPhase::Missing(_)) {
            self.details = DetailsPhase::Coming;
        }
    }

    /// What is open shows details: then nobody has to ask for them.
    pub(super) fn want_details_if_shown(&mut self) {
        let is_shown = self.choice.selection.is_some()
            || matches!(self.choice.panel, Panel::About | Panel::Changes);
        if is_shown && self.details == DetailsPhase::Unwanted {
            self.want_details();
        }
    }
}
