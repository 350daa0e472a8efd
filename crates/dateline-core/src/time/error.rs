//! What can be wrong with a date, and where in the text.

use super::civil::{MAX_YEAR, MIN_YEAR, days_in_month};
use std::fmt;

/// Longest part of a refused text that is kept, in characters.
const KEPT_CHARS: usize = 64;

const MONTH_NAMES: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A text that is not a date, with the place of the fault.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{kind} (“{}”, character {})", .text.escape_debug(), self.character())]
pub struct DateError {
    /// What is wrong.
    pub kind: DateErrorKind,
    /// Where it is wrong: byte in the text as it was given.
    pub offset: usize,
    /// The text as it was given, cut after 64 characters.
    pub text: String,
}

impl DateError {
    pub(super) fn new(fault: Fault, text: &str) -> Self {
        let text = text.chars().take(KEPT_CHARS).collect();
        Self { kind: fault.kind, offset: fault.offset, text }
    }

    /// The stable code for messages and documents: `date.unreadable`, `date.ambiguous`,
    /// `date.reversed`, `date.range` or `date.zone`.
    pub fn code(&self) -> &'static str {
        match self.kind {
            DateErrorKind::Ambiguous { .. } => "date.ambiguous",
            DateErrorKind::Reversed => "date.reversed",
            DateErrorKind::OutOfRange => "date.range",
            DateErrorKind::ZoneMissing => "date.zone",
            _ => "date.unreadable",
        }
    }

    /// Which character is wrong, the first being 1.
    pub fn character(&self) -> usize {
        self.text.char_indices().filter(|(byte, _)| *byte < self.offset).count() + 1
    }
}

/// What is wrong with a date. Numbers are those of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum DateErrorKind {
    /// Nothing but white space.
    Empty,
    /// Longer than any date can be.
    TooLong,
    /// The text ends where something must follow.
    Unfinished {
        /// What must follow.
        wanted: &'static str,
    },
    /// Something else was needed here.
    Unexpected {
        /// What stands there.
        found: char,
        /// What may stand there.
        wanted: &'static str,
    },
    /// Year, month and day in another order or with other signs between them.
    OtherOrder {
        /// The year it seems to mean.
        year: i32,
        /// The month it seems to mean, 1–12.
        month: u32,
        /// The day it seems to mean, 1–31.
        day: u32,
    },
    /// `03/04/2022`: day first or month first.
    Ambiguous {
        /// The year.
        year: i32,
        /// The first number, 1–12.
        first: u32,
        /// The second number, 1–12.
        second: u32,
    },
    /// No month, season or quarter has this number.
    NoSuchMonth {
        /// The number.
        month: u32,
    },
    /// The month has no such day.
    NoSuchDay {
        /// The year.
        year: i32,
        /// The month, 1–12.
        month: u32,
        /// The number.
        day: u32,
    },
    /// No day of the calendar fits the digits that are given.
    NoDayFits,
    /// An hour after 23.
    NoSuchHour {
        /// The number.
        hour: u32,
    },
    /// A minute after 59.
    NoSuchMinute {
        /// The number.
        minute: u32,
    },
    /// A second after 59.
    NoSuchSecond {
        /// The number.
        second: u32,
    },
    /// An offset from UTC that no place has.
    NoSuchOffset,
    /// A time of a day that is not fully given.
    TimeWithoutDay,
    /// More than one slash.
    TooManySlashes,
    /// Neither a start nor an end.
    NoEnds,
    /// A moment must be a day, or a day and a time.
    NotAMoment,
    /// The end lies before the start.
    Reversed,
    /// Outside the years that can be named.
    OutOfRange,
    /// An offset from UTC, and no time zone of the place to bring it to.
    ZoneMissing,
    /// `[…]` or `{…}`: one of several dates, or all of them (EDTF level 2).
    Set,
    /// `1950S2`: a year of which some digits count (EDTF level 2).
    SignificantDigits,
}

impl fmt::Display for DateErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Empty => f.write_str("the date is empty"),
            Self::TooLong => f.write_str("the text is too long for a date"),
            Self::Unfinished { wanted } => write!(f, "the text ends where {wanted} must follow"),
            Self::Unexpected { found, wanted } => {
                write!(f, "“{}” stands where {wanted} must stand", found.escape_debug())
            }
            Self::OtherOrder { year, month, day } => {
                write!(f, "a date is written year-month-day: {}", iso(year, month, day))
            }
            Self::Ambiguous { year, first, second } => write!(
                f,
                "the date can be {first} {} or {second} {}: write {} or {}",
                month_name(second),
                month_name(first),
                iso(year, second, first),
                iso(year, first, second),
            ),
            Self::NoSuchMonth { month } => write!(f, "month {month} does not exist"),
            Self::NoSuchDay { year, month, day } => match days_in_month(year, month) {
                last if (1..=31).contains(&day) && day > last => {
                    write!(f, "{} {year} has no day {day}", month_name(month))
                }
                _ => write!(f, "day {day} does not exist"),
            },
            Self::NoDayFits => f.write_str("no day of the calendar fits these digits"),
            Self::NoSuchHour { hour: 24 } => {
                f.write_str("hour 24 does not exist: write 00:00 of the next day")
            }
            Self::NoSuchHour { hour } => write!(f, "hour {hour} does not exist"),
            Self::NoSuchMinute { minute } => write!(f, "minute {minute} does not exist"),
            Self::NoSuchSecond { second } => write!(f, "second {second} does not exist"),
            Self::NoSuchOffset => f.write_str("no place has this offset from UTC"),
            Self::TimeWithoutDay => f.write_str("a time needs year, month and day in full"),
            Self::TooManySlashes => f.write_str("an interval has one slash, between two dates"),
            Self::NoEnds => f.write_str("the interval has neither a start nor an end"),
            Self::NotAMoment => {
                f.write_str("a moment is a day or a day and a time: 2016-12-06, 2016-12-05T22:00")
            }
            Self::Reversed => f.write_str("the interval ends before it starts"),
            Self::OutOfRange => write!(f, "only the years {MIN_YEAR} to {MAX_YEAR} can be named"),
            Self::Set => f.write_str("sets of dates are not read: write an interval, 2016/2017"),
            Self::SignificantDigits => {
                f.write_str("significant digits are not read: write X for those that are unknown")
            }
            Self::ZoneMissing => {
                f.write_str("an offset from UTC can be read only with the time zone of the place")
            }
        }
    }
}

/// A fault found while reading; becomes a [`DateError`] with the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Fault {
    pub kind: DateErrorKind,
    pub offset: usize,
}

fn month_name(month: u32) -> &'static str {
    let place = month.checked_sub(1).and_then(|zero_based| usize::try_from(zero_based).ok());
    place.and_then(|place| MONTH_NAMES.get(place)).copied().unwrap_or("?")
}

fn iso(year: i32, month: u32, day: u32) -> String {
    format!("{year:04}-{month:02}-{day:02}")
}
