//! Proleptic Gregorian days.
//!
//! The day number arithmetic is the well-known shift to a year that starts in March
//! (Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms").

/// The first year that can be named.
pub const MIN_YEAR: i32 = -9999;
/// The last year that can be named.
pub const MAX_YEAR: i32 = 9999;

/// A civil day, as a count of days since 1970-01-01.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(pub i32);

/// Whether `year` has a 29 February in the proleptic Gregorian calendar.
pub const fn is_leap_year(year: i32) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

/// How many days `month` (1–12) of `year` has; 0 for a month that does not exist.
pub const fn days_in_month(year: i32, month: u32) -> u32 {
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 => 28 + is_leap_year(year) as u32,
        _ => 0,
    }
}

impl Day {
    /// The day `year-month-day`, or `None` if the calendar has no such day or the year
    /// is outside [`MIN_YEAR`]`..=`[`MAX_YEAR`].
    pub fn from_ymd(year: i32, month: u32, day: u32) -> Option<Self> {
        if !(MIN_YEAR..=MAX_YEAR).contains(&year) || day == 0 || day > days_in_month(year, month) {
            return None;
        }
        let shifted_year = if month <= 2 { year - 1 } else { year };
        let era = shifted_year.div_euclid(400);
        let year_of_era = shifted_year.rem_euclid(400);
        let month_from_march = (month as i32 + 9) % 12;
        let day_of_year = (153 * month_from_march + 2) / 5 + day as i32 - 1;
        let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
        Some(Self(era * 146_097 + day_of_era - 719_468))
    }

    /// Year, month (1–12) and day of the month (1–31).
    pub fn to_ymd(self) -> (i32, u32, u32) {
        let shifted = self.0.saturating_add(719_468);
        let era = shifted.div_euclid(146_097);
        let day_of_era = shifted.rem_euclid(146_097);
        let year_of_era =
            (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let month_from_march = (5 * day_of_year + 2) / 153;
        let day = (day_of_year - (153 * month_from_march + 2) / 5 + 1) as u32;
        let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
        let year = year_of_era + era * 400 + i32::from(month <= 2);
        (year, month as u32, day)
    }

    /// `2016-12-05`; years before 0 or after 9999 never occur, negative years keep the sign.
    pub fn to_iso(self) -> String {
        let (year, month, day) = self.to_ymd();
        if year < 0 {
            format!("-{:04}-{month:02}-{day:02}", -year)
        } else {
            format!("{year:04}-{month:02}-{day:02}")
        }
    }

    /// Day of the week, 0 = Monday … 6 = Sunday.
    pub fn weekday_from_monday(self) -> u32 {
        (i64::from(self.0) + 3).rem_euclid(7) as u32
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn every_day_of_the_range_comes_back_from_its_year_month_and_day() {
        let first = Day::from_ymd(MIN_YEAR, 1, 1).unwrap();
        let last = Day::from_ymd(MAX_YEAR, 12, 31).unwrap();
        for number in (first.0..=last.0).step_by(37) {
            let (year, month, day) = Day(number).to_ymd();
            assert_eq!(Day::from_ymd(year, month, day), Some(Day(number)));
        }
    }

    #[test]
    fn a_calendar_that_counts_day_by_day_agrees_over_the_whole_range() {
        let mut number = Day::from_ymd(MIN_YEAR, 1, 1).unwrap().0;
        for year in MIN_YEAR..=MAX_YEAR {
            for month in 1..=12 {
                for day in 1..=days_in_month(year, month) {
                    assert_eq!(Day::from_ymd(year, month, day), Some(Day(number)));
                    assert_eq!(Day(number).to_ymd(), (year, month, day));
                    number += 1;
                }
            }
        }
        assert_eq!(Day(number - 1).to_iso(), "9999-12-31");
    }

    #[test]
    fn a_number_that_is_no_day_of_the_calendar_makes_nothing_overflow() {
        for number in [i32::MIN, i32::MIN + 1, i32::MAX] {
            let (_, month, day) = Day(number).to_ymd();
            assert!((1..=12).contains(&month) && (1..=31).contains(&day));
            assert!(Day(number).weekday_from_monday() < 7);
        }
        assert_eq!(Day::from_ymd(i32::MIN, 1, 1), None);
        assert_eq!(Day::from_ymd(i32::MAX, u32::MAX, u32::MAX), None);
    }

    #[test]
    fn days_that_the_calendar_lacks_are_refused() {
        assert_eq!(Day::from_ymd(2016, 13, 40), None);
        assert_eq!(Day::from_ymd(2015, 2, 29), None);
        assert_eq!(Day::from_ymd(1900, 2, 29), None);
        assert_eq!(Day::from_ymd(10_000, 1, 1), None);
        assert!(Day::from_ymd(2016, 2, 29).is_some());
    }

    #[test]
    fn the_sixth_of_december_2016_was_a_tuesday() {
        let day = Day::from_ymd(2016, 12, 6).unwrap();
        assert_eq!(day.weekday_from_monday(), 1);
        assert_eq!(day.to_iso(), "2016-12-06");
    }
}
