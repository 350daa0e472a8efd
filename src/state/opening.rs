//! Files that a reader or a host opens: how far that has come, and the story before them.

use std::sync::Arc;

use dateline_core::report::Report;

use super::{DetailsPhase, Loaded};
use crate::platform::{Files, FilesProgress};

/// How far the opening of files has come.
#[derive(Clone, Debug, Default)]
pub enum Opening {
    /// Nobody has opened any.
    #[default]
    Idle,
    /// A reader has chosen these.
    Wanted(Files),
    /// They are being read.
    Reading(FilesProgress),
    /// A reader has said stop.
    Stopped,
    /// They have been read.
    Told(Arc<Opened>),
}

impl PartialEq for Opening {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Idle, Self::Idle) | (Self::Stopped, Self::Stopped) => true,
            (Self::Wanted(one), Self::Wanted(other)) => one == other,
            (Self::Reading(one), Self::Reading(other)) => one == other,
            (Self::Told(one), Self::Told(other)) => Arc::ptr_eq(one, other),
            _ => false,
        }
    }
}

/// What came of files that were opened.
#[derive(Debug)]
pub struct Opened {
    /// What could not be read, and how much could.
    pub report: Arc<Report>,
    /// The names of the kinds of file, with commas between.
    pub kinds: String,
    /// Whether there was something to show, which is then shown.
    pub is_shown: bool,
}

/// The story that was shown before files were opened.
#[derive(Clone, Debug)]
pub struct Former {
    /// The story.
    pub loaded: Arc<Loaded>,
    /// What of it could not be read.
    pub report: Arc<Report>,
    /// How far its details had come.
    pub details: DetailsPhase,
}

impl PartialEq for Former {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.loaded, &other.loaded)
    }
}

/// A wish about files of one's own. Only late code has any.
#[derive(Clone, Debug)]
pub enum Own {
    /// Open these files of the reader's, and turn the panel to what becomes of them.
    Open(Files),
    /// The opening of files has come so far.
    Tell(Opening),
    /// A story of opened files has arrived.
    Show(Arc<Loaded>, Arc<Report>),
    /// Back to the story that was shown before files were opened.
    Back,
}
