//! Dates as people know them: Extended Date/Time Format, levels 0 and 1.
//!
//! Source: Library of Congress, "Extended Date/Time Format (EDTF) Specification", 2019.

use super::Span;

/// The unit to which a date is stated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Precision {
    /// A century or less exact.
    Century,
    /// A decade.
    Decade,
    /// A year.
    Year,
    /// A season or quarter of a year.
    Season,
    /// A month.
    Month,
    /// A day.
    Day,
    /// A minute.
    Minute,
    /// A second.
    Second,
}

/// A date as written, and what it bounds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EdtfDate {
    /// As written in the file, trimmed.
    pub text: String,
    /// From the first moment it can mean to the first moment it cannot: `2016-12` is the
    /// whole of December, `2016-12-05/2016-12-06` both days. Open ends reach to the
    /// first or last moment of the calendar.
    pub span: Span,
    /// The coarser precision of its ends.
    pub precision: Precision,
    /// `~` or `%`.
    pub approximate: bool,
    /// `?` or `%`.
    pub uncertain: bool,
    /// `../…` or `/…`: no start is known.
    pub open_start: bool,
    /// `…/..` or `…/`: no end is known.
    pub open_end: bool,
}
