//! What every reader of a file needs beside the file.

use crate::limits::Limits;
use crate::names::Names;
use crate::report::Report;
use dateline_core::time::{DateError, EdtfDate, Moment, Span, Zone};

/// Where problems go, how much is read, and what ids mean.
pub(crate) struct Context<'c> {
    pub(crate) report: &'c mut Report,
    pub(crate) limits: Limits,
    pub(crate) zone: Option<&'c dyn Zone>,
    /// BCP 47 tag of columns that name none.
    pub(crate) language: String,
    pub(crate) names: Names,
    /// The time of the story, where it is stated whatever the rows say.
    pub(crate) story: Option<Span>,
}

impl Context<'_> {
    /// Whether nothing of it lies within the story, so that no window can show it.
    pub(crate) fn is_outside(&self, told: Span) -> bool {
        self.story.is_some_and(|story| told.end <= story.start || story.end <= told.start)
    }

    /// Whether the story has ended before, so that what changes then never takes force.
    pub(crate) fn is_beyond(&self, moment: Moment) -> bool {
        self.story.is_some_and(|story| story.end < moment)
    }

    /// Reads a date of a table; times with an offset only where the zone is known.
    pub(crate) fn parse_date(&self, text: &str) -> Result<EdtfDate, DateError> {
        match self.zone {
            Some(zone) => EdtfDate::parse_in(text, zone),
            None => EdtfDate::parse(text),
        }
    }
}
