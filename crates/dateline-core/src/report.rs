//! What could not be read of a story, in words for readers.
//!
//! Plain values: they are packed with a story and unpacked where nobody knows how it was
//! read. Which kinds of problem there are, and what each means, is the business of whoever
//! reads files (`dateline-ingest`); here is only what it told.

use crate::model::Text;

/// One thing that could not be read: where, what, and what to do about it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Problem {
    /// Name of the file as the story names it.
    pub file: String,
    /// Line of the file, 1 = header or first line; `None` where the whole file is meant.
    pub row: Option<u32>,
    /// Column of a table, property of a feature, or key path in `story.json`.
    pub column: Option<String>,
    /// What stands there, cut to a line; may be empty.
    pub value: String,
    /// Stable name of the kind of problem, such as `date.unreadable`.
    pub code: String,
    /// Whether something is not shown as the file means it; else it is a warning.
    pub is_error: bool,
    /// What is wrong and what to do, in English.
    pub message: String,
    /// What of the message is about this one alone, in the languages that whoever read the
    /// files knows; may be empty. Who words the code in another language puts it in.
    pub detail: Text,
}

/// How much was read. Every row and feature is either among what is shown or skipped:
/// `rows = areas + changes + events + base + skipped`. Where one row tells several things, an
/// outline and its changes or all changes of an area, each of them is a row here.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Rows of tables and features of collections.
    pub rows: usize,
    /// Areas read.
    pub areas: usize,
    /// Changes of control read.
    pub changes: usize,
    /// Events read.
    pub events: usize,
    /// Events without a date that could be read.
    pub undated: usize,
    /// Events without a position.
    pub unplaced: usize,
    /// Base features read.
    pub base: usize,
    /// Rows and features left out.
    pub skipped: usize,
}

/// What could not be read, and how much could.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// The first problems, in the order in which the files were read.
    pub problems: Vec<Problem>,
    /// How many problems there are beyond those.
    pub unlisted: usize,
    /// How many of all problems are errors.
    pub errors: usize,
    /// How many of all problems are warnings.
    pub warnings: usize,
    /// How much was read.
    pub counts: Counts,
}

impl Report {
    /// The report of a single error, where there is nothing else to tell.
    pub fn of_error(problem: Problem) -> Self {
        let problem = Problem { is_error: true, ..problem };
        Self { problems: vec![problem], errors: 1, ..Self::default() }
    }
}
