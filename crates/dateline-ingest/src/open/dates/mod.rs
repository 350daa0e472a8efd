//! Dates as spreadsheets and people write them → EDTF.
//!
//! Which number is the day and which the month is decided by a whole column, never by a
//! row (I23); where the column does not say, both readings are told and neither is taken.
//! Has no opinion on which column holds dates; see [`super::mapping`].

mod clock;
mod column;
mod months;
mod parts;
mod range;
#[cfg(test)]
mod tests;

pub(crate) use clock::time as time_of_day;
pub(crate) use column::{DateColumn, Numbers, Outcome};
pub(crate) use parts::{number_of_month, parse};

use dateline_core::time::{Day, EdtfDate};

/// In which order day, month and year stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DateOrder {
    /// 5/12/2016 is the fifth of December.
    DayMonthYear,
    /// 12/5/2016 is the fifth of December.
    MonthDayYear,
}

impl DateOrder {
    /// The name used in `story.json`.
    pub fn name(self) -> &'static str {
        match self {
            Self::DayMonthYear => "dmy",
            Self::MonthDayYear => "mdy",
        }
    }

    /// The order of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        match name.trim().to_ascii_lowercase().as_str() {
            "dmy" => Some(Self::DayMonthYear),
            "mdy" => Some(Self::MonthDayYear),
            _ => None,
        }
    }
}

/// What a cell says, before anybody has decided on the order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Said {
    /// It can be read in one way: as EDTF.
    Date(String),
    /// Two numbers that are day and month in some order, a year, and what follows of time.
    Unordered {
        /// The number that stands first.
        first: u32,
        /// The one that stands second.
        second: u32,
        year: i32,
        /// Whether first and year have two digits, so that either may be the year.
        is_short: bool,
        /// `T22:00`, or nothing.
        time: String,
    },
}

impl Said {
    /// `T22:00` and what follows, if there is a time.
    fn time(&self) -> Option<&str> {
        match self {
            Self::Date(text) => time_in(text),
            Self::Unordered { time, .. } => Some(time.as_str()).filter(|time| !time.is_empty()),
        }
    }

    /// The date in that order; `None` if there is no such day.
    pub(crate) fn in_order(&self, order: DateOrder) -> Option<String> {
        match self {
            Self::Date(text) => Some(text.clone()),
            Self::Unordered { first, second, year, time, .. } => {
                let (day, month) = match order {
                    DateOrder::DayMonthYear => (*first, *second),
                    DateOrder::MonthDayYear => (*second, *first),
                };
                Day::from_ymd(*year, month, day).map(|day| at_time(day, time))
            }
        }
    }

    /// The date if the first number is the year and the last the day; `None` if it cannot be so.
    fn year_first(&self) -> Option<String> {
        let Self::Unordered { first, second, year, is_short: true, time } = self else {
            return None;
        };
        let day = Day::from_ymd(parts::full_year(*first, 2)?, *second, two_digits(*year))?;
        Some(at_time(day, time))
    }
}

/// A day with a time, or with two, of which the second is on the next day where it is the earlier.
fn at_time(day: Day, time: &str) -> String {
    match time.split_once('/') {
        None => format!("{}{time}", day.to_iso()),
        Some((start, end)) => {
            let last = if end <= start { Day(day.0 + 1) } else { day };
            format!("{}{start}/{}{end}", day.to_iso(), last.to_iso())
        }
    }
}

/// A day in EDTF with what [`time_of_day`] says.
pub(crate) fn day_at(day: &str, time: &str) -> String {
    let read = EdtfDate::parse(day).ok().filter(|_| time.contains('/'));
    read.map_or_else(|| [day, time].concat(), |read| at_time(read.span.start.day(), time))
}

/// How a year is written with two digits.
fn two_digits(year: i32) -> u32 {
    year.rem_euclid(100).unsigned_abs()
}

/// The time of a date in EDTF, with what follows.
fn time_in(date: &str) -> Option<&str> {
    date.find('T').and_then(|at| date.get(at..))
}
