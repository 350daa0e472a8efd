//! Seasons, quarters and other divisions of a year, by their EDTF number.
//!
//! The specification gives the numbers and leaves the bounds open. Here a season is
//! three whole months as meteorologists count them, and a season that is not tied to a
//! hemisphere is that of the northern one; winter starts in December of its year.

use crate::time::civil::{Day, MAX_YEAR};
use crate::time::moment::{Moment, Span};

/// First month (1–12) and number of months of the division with that number, or `None`
/// if there is none: 21–24 seasons, 25–28 northern, 29–32 southern seasons, 33–36
/// quarters, 37–39 thirds, 40–41 halves of the year.
fn months(number: u32) -> Option<(u32, u32)> {
    let season = |place: u32| (3 + 3 * place, 3);
    match number {
        21..=24 => Some(season(number - 21)),
        25..=28 => Some(season(number - 25)),
        29..=32 => Some(season((number - 29 + 2) % 4)),
        33..=36 => Some((1 + 3 * (number - 33), 3)),
        37..=39 => Some((1 + 4 * (number - 37), 4)),
        40..=41 => Some((1 + 6 * (number - 40), 6)),
        _ => None,
    }
}

/// From the start of the division in the first year to its end in the last one; `None`
/// for a number that names no division. What would lie after the calendar is cut off.
pub(super) fn span(first_year: i32, last_year: i32, number: u32) -> Option<Span> {
    let (month, count) = months(number)?;
    let start = Moment::start_of(Day::from_ymd(first_year, month, 1)?);
    let after = month + count;
    let (end_year, end_month) =
        if after > 12 { (last_year + 1, after - 12) } else { (last_year, after) };
    let end = if end_year > MAX_YEAR {
        Moment::LAST
    } else {
        Moment::start_of(Day::from_ymd(end_year, end_month, 1)?)
    };
    Span::new(start, end)
}
