//! Time of day: `22:00`, `22:00:15.250`, with `Z`, `+03` or `+03:00`.
//!
//! Source: ISO 8601-1, extended format.

use super::cursor::Cursor;
use crate::time::error::{DateErrorKind, Fault};
use crate::time::moment::Span;
use crate::time::{Day, Moment, Precision, Zone};

/// Digits of a fraction of a second that make sense; it is read and left out.
const MAX_FRACTION_DIGITS: usize = 9;
/// The largest offset that clocks have ever been set to in whole minutes.
const MAX_OFFSET_MINUTES: u32 = 15 * 60 + 59;

/// Reads what follows the `T` after `day`: the minute or the second that it names.
pub(super) fn read(
    cursor: &mut Cursor<'_>,
    day: Day,
    zone: Option<&dyn Zone>,
) -> Result<(Span, Precision), Fault> {
    let hour =
        bounded(cursor, "two digits of the hour", 23, |hour| DateErrorKind::NoSuchHour { hour })?;
    cursor.expect(b':', "a colon and the minutes")?;
    let minute = bounded(cursor, "two digits of the minute", 59, |minute| {
        DateErrorKind::NoSuchMinute { minute }
    })?;
    let mut second = None;
    if cursor.eat(b':') {
        second = Some(bounded(cursor, "two digits of the second", 59, |second| {
            DateErrorKind::NoSuchSecond { second }
        })?);
        if cursor.eat(b'.') || cursor.eat(b',') {
            fraction(cursor)?;
        }
    }
    let seconds = i64::from(hour * 3600 + minute * 60 + second.unwrap_or(0));
    let shown = Moment::start_of(day).0 + seconds;
    let offset_at = cursor.offset();
    let start = match offset_seconds(cursor)? {
        None => shown,
        Some(offset_seconds) => {
            let missing = Fault { kind: DateErrorKind::ZoneMissing, offset: offset_at };
            let utc_seconds = shown - i64::from(offset_seconds);
            utc_seconds + i64::from(zone.ok_or(missing)?.offset_seconds_at_utc(utc_seconds))
        }
    };
    let (length, precision) =
        if second.is_some() { (1, Precision::Second) } else { (60, Precision::Minute) };
    let span = Span { start: Moment(start), end: Moment(start + length) };
    if span.start < Moment::FIRST || span.end > Moment::LAST {
        return Err(Fault { kind: DateErrorKind::OutOfRange, offset: offset_at });
    }
    Ok((span, precision))
}

fn bounded(
    cursor: &mut Cursor<'_>,
    wanted: &'static str,
    last: u32,
    kind: impl Fn(u32) -> DateErrorKind,
) -> Result<u32, Fault> {
    let offset = cursor.offset();
    let value = cursor.two_digits(wanted)?;
    if value > last { Err(Fault { kind: kind(value), offset }) } else { Ok(value) }
}

fn fraction(cursor: &mut Cursor<'_>) -> Result<(), Fault> {
    let before = cursor.clone();
    match cursor.digits().len() {
        1..=MAX_FRACTION_DIGITS => Ok(()),
        _ => Err(before.missing("one to nine digits of a fraction")),
    }
}

/// The offset from UTC in seconds, or `None` if none is written.
fn offset_seconds(cursor: &mut Cursor<'_>) -> Result<Option<i32>, Fault> {
    if cursor.eat(b'Z') {
        return Ok(Some(0));
    }
    let offset = cursor.offset();
    let sign = if cursor.eat(b'+') {
        1
    } else if cursor.eat(b'-') {
        -1
    } else {
        return Ok(None);
    };
    let hours = cursor.two_digits("two digits of the offset's hours")?;
    let mut minutes = 0;
    if cursor.eat(b':') {
        minutes = bounded(cursor, "two digits of the offset's minutes", 59, |_| {
            DateErrorKind::NoSuchOffset
        })?;
    }
    let total_minutes = hours * 60 + minutes;
    if total_minutes > MAX_OFFSET_MINUTES {
        return Err(Fault { kind: DateErrorKind::NoSuchOffset, offset });
    }
    Ok(Some(sign * total_minutes as i32 * 60))
}
