//! What every reader of a file needs beside the file.

use crate::limits::Limits;
use crate::names::Names;
use crate::report::Report;
use dateline_core::time::{DateError, EdtfDate, Zone};

/// Where problems go, how much is read, and what ids mean.
pub(crate) struct Context<'c> {
    pub(crate) report: &'c mut Report,
    pub(crate) limits: Limits,
    pub(crate) zone: Option<&'c dyn Zone>,
    /// BCP 47 tag of columns that name none.
    pub(crate) language: String,
    pub(crate) names: Names,
}

impl Context<'_> {
    /// Reads a date of a table; times with an offset only where the zone is known.
    pub(crate) fn parse_date(&self, text: &str) -> Result<EdtfDate, DateError> {
        match self.zone {
            Some(zone) => EdtfDate::parse_in(text, zone),
            None => EdtfDate::parse(text),
        }
    }
}
