//! Numbers of which some digits are not specified (`201X`, `1X`), and the days they fit.

use crate::time::civil::{Day, days_in_month};

/// Decimal places, `None` where the digit is not specified.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Mask<const COUNT: usize>(pub [Option<u8>; COUNT]);

impl<const COUNT: usize> Mask<COUNT> {
    /// Every place unspecified.
    pub const ANY: Self = Self([None; COUNT]);

    /// Whether `value` has these digits.
    pub fn fits(&self, value: u32) -> bool {
        let mut rest = value;
        let places_fit = self.0.iter().rev().all(|place| {
            let digit = rest % 10;
            rest /= 10;
            place.is_none_or(|wanted| u32::from(wanted) == digit)
        });
        places_fit && rest == 0
    }

    /// The number, if every digit is specified.
    pub fn exact(&self) -> Option<u32> {
        self.is_exact().then(|| self.filled_with(0))
    }

    pub fn is_exact(&self) -> bool {
        self.0.iter().all(Option::is_some)
    }

    /// The number with `digit` in every unspecified place.
    pub fn filled_with(&self, digit: u8) -> u32 {
        self.0.iter().fold(0, |value, place| value * 10 + u32::from(place.unwrap_or(digit)))
    }
}

/// A year with its sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct YearMask {
    pub places: Mask<4>,
    pub negative: bool,
}

impl YearMask {
    /// The years that fit, first to last.
    pub fn years(self) -> impl DoubleEndedIterator<Item = i32> {
        let (first, last) = self.first_and_last();
        (first..=last).filter(move |year| self.places.fits(year.unsigned_abs()))
    }

    /// First and last year that fit; the year 0 has no sign.
    pub fn first_and_last(self) -> (i32, i32) {
        let (least, most) = (self.places.filled_with(0) as i32, self.places.filled_with(9) as i32);
        if self.negative { (-most, -least.max(1)) } else { (least, most) }
    }
}

/// The first and the last day of the calendar that fit, or `None` if there is none.
pub(super) fn first_and_last_day(
    year: YearMask,
    month: Mask<2>,
    day: Mask<2>,
) -> Option<(Day, Day)> {
    // 2000 is a leap year: what does not fit there fits nowhere, and the search over
    // thousands of years is spared.
    days_of_year(2000, month, day).next()?;
    let first = year.years().find_map(|year| days_of_year(year, month, day).next())?;
    let last = year.years().rev().find_map(|year| days_of_year(year, month, day).next_back())?;
    Some((first, last))
}

fn days_of_year(year: i32, month: Mask<2>, day: Mask<2>) -> impl DoubleEndedIterator<Item = Day> {
    (1..=12).filter(move |number| month.fits(*number)).flat_map(move |month| {
        (1..=days_in_month(year, month))
            .filter(move |number| day.fits(*number))
            .filter_map(move |day| Day::from_ymd(year, month, day))
    })
}
