//! A bare day, read in one go: nearly all that tables of a million rows have, each read several
//! times on its way into a pack. What only shows a packed story does without.

use super::{EdtfDate, Precision};
use crate::time::{Day, Span};

/// `YYYY-MM-DD` of a day that the calendar has; `None` for whatever else it is.
pub(super) fn day(text: &str) -> Option<Day> {
    let &[a, b, c, d, b'-', e, f, b'-', g, h] = text.as_bytes() else { return None };
    let number = |digits: &[u8]| {
        digits.iter().try_fold(0, |number, digit| {
            digit.is_ascii_digit().then(|| number * 10 + u32::from(digit - b'0'))
        })
    };
    let (year, month, day) = (number(&[a, b, c, d])?, number(&[e, f])?, number(&[g, h])?);
    Day::from_ymd(i32::try_from(year).ok()?, month, day)
}

/// The date that is such a day.
pub(super) fn read(text: &str) -> Option<EdtfDate> {
    read_into(text, String::new())
}

/// The same, with its text in `room`.
pub(super) fn read_into(text: &str, room: String) -> Option<EdtfDate> {
    let span = Span::of_day(day(text)?);
    let mut room = room;
    text.clone_into(&mut room);
    Some(EdtfDate {
        span,
        text: room,
        precision: Precision::Day,
        approximate: false,
        uncertain: false,
        open_start: false,
        open_end: false,
    })
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::time::edtf::{Cursor, EdtfDate, date};
    use proptest::prelude::*;

    proptest! {
        /// The slow twin reads part by part.
        #[test]
        fn a_day_read_in_one_go_is_the_day_that_is_read_part_by_part(
            text in "[0-9]{4}-(0[0-9]|1[0-3])-([0-2][0-9]|3[0-2])|[0-9X]{4}-[0-9]{2}-[0-9]{2}",
        ) {
            let slow = date::read(&mut Cursor::new(&text, 0), None).ok().map(|bounds| EdtfDate {
                text: text.clone(),
                span: bounds.span,
                precision: bounds.precision,
                approximate: bounds.approximate,
                uncertain: bounds.uncertain,
                open_start: false,
                open_end: false,
            });
            let slow = slow.filter(|_| !text.contains('X'));
            prop_assert_eq!(read(&text), slow);
        }
    }
}
