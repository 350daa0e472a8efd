//! All problems of a story, and what was read.

use crate::code::Severity;
use crate::problem::Problem;

/// Problems kept; the rest are counted.
pub const MAX_PROBLEMS: usize = 1000;

/// How much was read. Every row and feature is either among what is shown or skipped:
/// `rows = areas + changes + events + base + skipped`.
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
    /// The first problems, in the order in which the files are read.
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
    pub(crate) fn push(&mut self, problem: Problem) {
        match problem.severity {
            Severity::Error => self.errors += 1,
            Severity::Warning => self.warnings += 1,
        }
        if self.problems.len() < MAX_PROBLEMS {
            self.problems.push(problem);
        } else {
            self.unlisted += 1;
        }
    }

    /// Whether anything is not shown as the files mean it.
    pub fn has_errors(&self) -> bool {
        self.errors > 0
    }
}
