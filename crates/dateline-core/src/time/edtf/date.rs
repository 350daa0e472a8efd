//! One date, without the slash of an interval: what it says and what it bounds.

use super::clock;
use super::cursor::Cursor;
use super::mask::{Mask, YearMask, first_and_last_day};
use super::season;
use crate::time::error::{DateErrorKind, Fault};
use crate::time::moment::Span;
use crate::time::{Moment, Precision, Zone, days_in_month};

/// What one date says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Bounds {
    pub span: Span,
    pub precision: Precision,
    pub approximate: bool,
    pub uncertain: bool,
}

impl Bounds {
    fn plain(span: Span, precision: Precision) -> Self {
        Self { span, precision, approximate: false, uncertain: false }
    }
}

/// Reads one date to the end of the cursor's text.
pub(super) fn read(cursor: &mut Cursor<'_>, zone: Option<&dyn Zone>) -> Result<Bounds, Fault> {
    let mut bounds = read_unqualified(cursor, zone)?;
    cursor.finish()?;
    (bounds.approximate, bounds.uncertain) = (cursor.approximate, cursor.uncertain);
    Ok(bounds)
}

fn read_unqualified(cursor: &mut Cursor<'_>, zone: Option<&dyn Zone>) -> Result<Bounds, Fault> {
    let start_offset = cursor.offset();
    cursor.eat_qualifier();
    let year = read_year(cursor)?;
    cursor.eat_qualifier();
    if !cursor.eat(b'-') {
        return days(year, Mask::ANY, Mask::ANY, start_offset)
            .map(|span| Bounds::plain(span, year_precision(year)));
    }
    cursor.eat_qualifier();
    let month_offset = cursor.offset();
    let month = Mask(cursor.places::<2>(true, "two digits of the month")?);
    cursor.eat_qualifier();
    let (first_year, last_year) = year.first_and_last();
    if let Some(number) = month.exact().filter(|number| !(1..=12).contains(number)) {
        let kind = DateErrorKind::NoSuchMonth { month: number };
        let span = season::span(first_year, last_year, number)
            .ok_or(Fault { kind, offset: month_offset })?;
        return Ok(Bounds::plain(span, precision_in(year, Precision::Season)));
    }
    if !cursor.eat(b'-') {
        return days(year, month, Mask::ANY, month_offset)
            .map(|span| Bounds::plain(span, month_precision(year, month)));
    }
    cursor.eat_qualifier();
    let day_offset = cursor.offset();
    let day = Mask(cursor.places::<2>(true, "two digits of the day")?);
    cursor.eat_qualifier();
    let span = days(year, month, day, day_offset)?;
    let exact = year.places.is_exact() && month.is_exact() && day.is_exact();
    let precision = if exact { Precision::Day } else { month_precision(year, month) };
    let time_offset = cursor.offset();
    // A time of day is stated to the minute: a doubtful date has none.
    if cursor.approximate || cursor.uncertain || !cursor.eat(b'T') {
        return Ok(Bounds::plain(span, precision));
    }
    if !exact {
        return Err(Fault { kind: DateErrorKind::TimeWithoutDay, offset: time_offset });
    }
    let (span, precision) = clock::read(cursor, span.start.day(), zone)?;
    Ok(Bounds::plain(span, precision))
}

fn read_year(cursor: &mut Cursor<'_>) -> Result<YearMask, Fault> {
    const WANTED: &str = "a year of four digits";
    let offset = cursor.offset();
    if matches!(cursor.peek(), Some(b'[' | b'{')) {
        return Err(Fault { kind: DateErrorKind::Set, offset });
    }
    if cursor.eat(b'Y') {
        return Err(Fault { kind: long_year(cursor, WANTED), offset });
    }
    let negative = cursor.eat(b'-');
    let places = Mask(cursor.places::<4>(true, WANTED)?);
    if matches!(cursor.peek(), Some(b'0'..=b'9' | b'X')) {
        return Err(cursor.missing("a hyphen or the end of a year of four digits"));
    }
    if cursor.peek() == Some(b'S') {
        return Err(Fault { kind: DateErrorKind::SignificantDigits, offset: cursor.offset() });
    }
    if negative && places.exact() == Some(0) {
        return Err(Fault { kind: DateErrorKind::OutOfRange, offset });
    }
    Ok(YearMask { places, negative })
}

/// Why a year with the prefix `Y` is not read: every year of more than four digits lies
/// outside the calendar, and fewer digits must not have the prefix.
fn long_year(cursor: &mut Cursor<'_>, wanted: &'static str) -> DateErrorKind {
    let _ = cursor.eat(b'-');
    let digits = cursor.digits().trim_start_matches('0').len();
    let exponent = if cursor.eat(b'E') { cursor.digits() } else { "" };
    // An exponent of two digits or more is out of range whatever it is.
    let zeros = match exponent.trim_start_matches('0').as_bytes() {
        [] => 0,
        [digit] => usize::from(digit - b'0'),
        _ => 10,
    };
    if digits > 0 && digits + zeros > 4 {
        DateErrorKind::OutOfRange
    } else {
        DateErrorKind::Unexpected { found: 'Y', wanted }
    }
}

/// From the first to the last day that fit.
fn days(year: YearMask, month: Mask<2>, day: Mask<2>, offset: usize) -> Result<Span, Fault> {
    if let Some((first, last)) = first_and_last_day(year, month, day) {
        return Ok(Span { start: Moment::start_of(first), end: Moment::end_of(last) });
    }
    let kind = match (year.places.exact(), month.exact(), day.exact()) {
        (Some(_), Some(month), Some(day)) => {
            DateErrorKind::NoSuchDay { year: year.first_and_last().0, month, day }
        }
        // In every year and month that fits: name a day that no month has.
        (_, _, Some(day)) if day == 0 || day > days_in_month(2000, 1) => {
            DateErrorKind::NoSuchDay { year: 2000, month: 1, day }
        }
        _ => DateErrorKind::NoDayFits,
    };
    Err(Fault { kind, offset })
}

fn year_precision(year: YearMask) -> Precision {
    match year.places.0 {
        [Some(_), Some(_), Some(_), Some(_)] => Precision::Year,
        [Some(_), Some(_), Some(_), None] => Precision::Decade,
        _ => Precision::Century,
    }
}

fn month_precision(year: YearMask, month: Mask<2>) -> Precision {
    let within_year = if month.is_exact() { Precision::Month } else { Precision::Year };
    precision_in(year, within_year)
}

/// `within_year` where the year is given in full, else what the year allows.
fn precision_in(year: YearMask, within_year: Precision) -> Precision {
    if year.places.is_exact() { within_year } else { year_precision(year) }
}
