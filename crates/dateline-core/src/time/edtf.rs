//! Dates as people know them: Extended Date/Time Format, levels 0 and 1.
//!
//! Source: Library of Congress, "Extended Date/Time Format (EDTF) Specification", 2019.
//!
//! | feature | level | read | bounds |
//! |---|---|---|---|
//! | day, month, year, date-time, interval | 0 | yes | the whole of what is named |
//! | `~` `?` `%` after the date | 1 | yes | as without |
//! | `~` `?` `%` left or right of a part | 2 | yes; marks the whole date | as without |
//! | negative year | 1 | yes, from -9999 | the whole year |
//! | `X` for digits, in any place | 1, 2 | yes | first and last day that fit |
//! | open (`..`) or unknown (empty) end | 1 | yes, not both | to the end of the calendar |
//! | seasons 21–24 | 1 | yes | as 25–28; see [`season`] |
//! | numbers 25–41 | 2 | yes | whole months; see [`season`] |
//! | `Y170000002`, `Y17E7` | 1, 2 | no: `date.range` | – |
//! | `Y` with a year of four digits or fewer | 2 | no: written without `Y` | – |
//! | `1950S2`, `[…]`, `{…}` | 2 | no: the error says what to write | – |
//!
//! Intervals of date-times are read, too; they are ISO 8601 but not EDTF.

mod clock;
#[cfg(test)]
mod corpus_tests;
mod cursor;
mod date;
#[cfg(feature = "shapes")]
mod day;
mod foreign;
mod mask;
#[cfg(test)]
mod refusal_tests;
mod season;
#[cfg(test)]
mod tests;

use super::error::{DateError, DateErrorKind, Fault};
use super::{Moment, Span, Zone};
use cursor::Cursor;
use date::Bounds;

/// No date is longer, in bytes: two date-times with fractions and offsets are 80.
const MAX_BYTES: usize = 128;

/// The unit to which a date is stated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Precision {
    /// A century or less exact.
    Century,
    /// A decade.
    Decade,
    /// A year.
    Year,
    /// A season, quarter, third or half of a year.
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
    /// first or last moment of the calendar. Never empty.
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

impl EdtfDate {
    /// Reads a date whose times are civil time at the place. White space around it is
    /// left out.
    ///
    /// # Errors
    /// A [`DateError`] that names the place in the text; `date.zone` for a time with an
    /// offset from UTC, which needs [`EdtfDate::parse_in`].
    pub fn parse(text: &str) -> Result<Self, DateError> {
        read(text, None)
    }

    /// Like [`EdtfDate::parse`]; times with an offset from UTC are brought to the civil
    /// time of `zone`.
    ///
    /// # Errors
    /// A [`DateError`] that names the place in the text.
    pub fn parse_in(text: &str, zone: &dyn Zone) -> Result<Self, DateError> {
        read(text, Some(zone))
    }

    /// The date that is [such a day](Self::is_bare_day), with its text in `room`, which may be one
    /// that is not needed any more; `None` for any other text.
    #[cfg(feature = "shapes")]
    #[must_use]
    pub fn of_bare_day(text: &str, room: String) -> Option<Self> {
        day::read_into(text, room)
    }

    /// Whether all that it says is what [such a day](Self::is_bare_day) says, its text.
    #[cfg(feature = "shapes")]
    #[must_use]
    pub fn is_its_bare_day(&self) -> bool {
        let Self { precision, approximate, uncertain, open_start, open_end, .. } = *self;
        let is_marked = approximate || uncertain || open_start || open_end;
        let is_day = precision == Precision::Day && !is_marked;
        is_day && day::day(&self.text).is_some_and(|day| Span::of_day(day) == self.span)
    }

    /// Whether the text is `YYYY-MM-DD` of a day that the calendar has, and nothing else: seen at
    /// once, of what is most of the dates that tables have.
    #[cfg(feature = "shapes")]
    #[must_use]
    pub fn is_bare_day(text: &str) -> bool {
        day::day(text).is_some()
    }
}

/// Reads a moment as it stands in the address: a bare date is the end of that day, a
/// date with a time is that minute's or second's start. The inverse of
/// [`format_moment`].
///
/// # Errors
/// A [`DateError`] that names the place in the text.
pub fn parse_moment(text: &str) -> Result<Moment, DateError> {
    let refuse = |fault| DateError::new(fault, text);
    let (trimmed, base) = trim(text).map_err(refuse)?;
    if let Some(fault) = foreign::fault(trimmed, base) {
        return Err(refuse(fault));
    }
    let bounds = date::read(&mut Cursor::new(trimmed, base), None).map_err(refuse)?;
    match bounds {
        Bounds { precision: Precision::Minute | Precision::Second, span, .. } => Ok(span.start),
        Bounds { precision: Precision::Day, approximate: false, uncertain: false, span } => {
            Ok(span.end)
        }
        _ => Err(refuse(Fault { kind: DateErrorKind::NotAMoment, offset: base })),
    }
}

/// Writes a moment as it stands in the address: a midnight as the bare date whose end it
/// is, any other moment as date and time, with seconds only where there are some. What
/// lies outside the calendar is brought to its first or last moment.
pub fn format_moment(moment: Moment) -> String {
    let moment = Span::CALENDAR.clamp(moment);
    // The calendar's first midnight ends no day that has a name.
    if moment.is_midnight() && moment != Moment::FIRST {
        return moment.day_shown().to_iso();
    }
    let day = moment.day().to_iso();
    match moment.hms() {
        (hour, minute, 0) => format!("{day}T{hour:02}:{minute:02}"),
        (hour, minute, second) => format!("{day}T{hour:02}:{minute:02}:{second:02}"),
    }
}

fn read(text: &str, zone: Option<&dyn Zone>) -> Result<EdtfDate, DateError> {
    let read_trimmed = || {
        let (trimmed, base) = trim(text)?;
        #[cfg(feature = "shapes")]
        if let Some(date) = day::read(trimmed) {
            return Ok(date);
        }
        if let Some(fault) = foreign::fault(trimmed, base) {
            return Err(fault);
        }
        match trimmed.split_once('/') {
            Some((start, end)) => interval(trimmed, start, end, base, zone),
            None => {
                let bounds = date::read(&mut Cursor::new(trimmed, base), zone)?;
                Ok(EdtfDate {
                    text: trimmed.to_owned(),
                    span: bounds.span,
                    precision: bounds.precision,
                    approximate: bounds.approximate,
                    uncertain: bounds.uncertain,
                    open_start: false,
                    open_end: false,
                })
            }
        }
    };
    read_trimmed().map_err(|fault| DateError::new(fault, text))
}

/// The text without white space around it, and where it starts.
fn trim(text: &str) -> Result<(&str, usize), Fault> {
    let from_start = text.trim_start();
    let base = text.len() - from_start.len();
    let trimmed = from_start.trim_end();
    match trimmed.len() {
        0 => Err(Fault { kind: DateErrorKind::Empty, offset: 0 }),
        1..=MAX_BYTES => Ok((trimmed, base)),
        _ => Err(Fault { kind: DateErrorKind::TooLong, offset: base }),
    }
}

fn interval(
    text: &str,
    start: &str,
    end: &str,
    base: usize,
    zone: Option<&dyn Zone>,
) -> Result<EdtfDate, Fault> {
    let end_offset = base + start.len() + 1;
    if let Some(second_slash) = end.find('/') {
        let offset = end_offset + second_slash;
        return Err(Fault { kind: DateErrorKind::TooManySlashes, offset });
    }
    let first = interval_end(start, base, zone)?;
    let last = interval_end(end, end_offset, zone)?;
    let ends = || first.iter().chain(last.iter());
    let Some(precision) = ends().map(|bounds| bounds.precision).min() else {
        return Err(Fault { kind: DateErrorKind::NoEnds, offset: base });
    };
    let span = Span {
        start: first.map_or(Moment::FIRST, |bounds| bounds.span.start),
        end: last.map_or(Moment::LAST, |bounds| bounds.span.end),
    };
    if span.end <= span.start {
        return Err(Fault { kind: DateErrorKind::Reversed, offset: end_offset });
    }
    Ok(EdtfDate {
        text: text.to_owned(),
        span,
        precision,
        approximate: ends().any(|bounds| bounds.approximate),
        uncertain: ends().any(|bounds| bounds.uncertain),
        open_start: first.is_none(),
        open_end: last.is_none(),
    })
}

/// One end of an interval; `None` if it is open or unknown.
fn interval_end(text: &str, base: usize, zone: Option<&dyn Zone>) -> Result<Option<Bounds>, Fault> {
    if text.is_empty() || text == ".." {
        return Ok(None);
    }
    date::read(&mut Cursor::new(text, base), zone).map(Some)
}
