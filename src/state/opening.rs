//! Files that a reader or a host opens: how far that has come, and the story before them.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use dateline_core::report::Report;
use js_sys::Array;
use send_wrapper::SendWrapper;

use super::{DetailsPhase, Loaded};
use crate::i18n::Language;
use crate::platform::{Files, FilesProgress};

/// How far the opening of files has come.
#[derive(Debug, Default)]
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

/// How far it has come, shared; two are equal only if they are the same.
#[derive(Clone, Debug, Default)]
pub struct SharedOpening(Arc<Opening>);

impl From<Opening> for SharedOpening {
    fn from(opening: Opening) -> Self {
        Self(Arc::new(opening))
    }
}

impl std::ops::Deref for SharedOpening {
    type Target = Opening;

    fn deref(&self) -> &Opening {
        &self.0
    }
}

impl PartialEq for SharedOpening {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
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
    /// Whether its heading has had the focus.
    pub was_heard: AtomicBool,
    /// The files.
    pub files: Files,
    /// The language in which they were read.
    pub language: Language,
    /// How each was understood, if they were read.
    pub understood: SendWrapper<Array>,
    /// How many problems there are of each kind, listed or not.
    pub alike: SendWrapper<Array>,
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
    Tell(SharedOpening),
    /// A story of opened files has arrived.
    Show(Arc<Loaded>, Arc<Report>),
    /// Back to the story that was shown before files were opened.
    Back,
}
