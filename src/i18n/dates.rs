//! Dates in words, through `Intl` with calendar, digits and zone pinned.
//!
//! Civil seconds are handed to `Intl` as if they were UTC, and the formatter's zone is
//! UTC: what comes out is the clock on the wall at the place, for every reader.

use std::cell::RefCell;

use dateline_core::time::{EdtfDate, Moment, Precision, Span};
use js_sys::{Date, Intl};
use wasm_bindgen::JsValue;

use super::strings::{kept, locales};
use super::{Language, t_with};
use crate::platform::Record;

/// When the year 1 begins.
const FIRST_YEAR: Moment = Moment(-62_135_596_800);

/// How much of a date is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DateStyle {
    /// Tuesday 6 December 2016
    WeekdayLong,
    /// 6 December 2016
    Long,
    /// 6 Dec 2016
    Medium,
    /// 6 Dec
    Short,
    /// 6
    DayOfMonth,
    /// December 2016
    Month,
    /// Dec
    MonthShort,
    /// 2016
    Year,
    /// 22:00
    Time,
    /// 5 December 2016, 22:00
    LongTime,
}

impl DateStyle {
    fn options(self) -> &'static [(&'static str, &'static str)] {
        match self {
            Self::WeekdayLong => {
                &[("weekday", "long"), ("day", "numeric"), ("month", "long"), ("year", "numeric")]
            }
            Self::Long => &[("day", "numeric"), ("month", "long"), ("year", "numeric")],
            Self::Medium => &[("day", "numeric"), ("month", "short"), ("year", "numeric")],
            Self::Short => &[("day", "numeric"), ("month", "short")],
            Self::DayOfMonth => &[("day", "numeric")],
            Self::Month => &[("month", "long"), ("year", "numeric")],
            Self::MonthShort => &[("month", "short")],
            Self::Year => &[("year", "numeric")],
            Self::Time => &[("hour", "2-digit"), ("minute", "2-digit"), ("hourCycle", "h23")],
            Self::LongTime => &[
                ("day", "numeric"),
                ("month", "long"),
                ("year", "numeric"),
                ("hour", "2-digit"),
                ("minute", "2-digit"),
                ("hourCycle", "h23"),
            ],
        }
    }
}

/// A language, a style, and whether years are written with their era.
type FormatKey = (Language, DateStyle, bool);

thread_local! {
    static FORMATS: RefCell<Vec<(FormatKey, Intl::DateTimeFormat)>> =
        const { RefCell::new(Vec::new()) };
}

/// The format for a date, or for a stretch that begins with it.
fn format_for(language: Language, first: Moment, style: DateStyle) -> Intl::DateTimeFormat {
    // Without its era `Intl` writes a year before 1 as if it were after.
    let has_era = first < FIRST_YEAR;
    FORMATS.with_borrow_mut(|formats| {
        kept(formats, (language, style, has_era), || {
            let mut options = Record::new().text("timeZone", "UTC");
            for (name, value) in style.options() {
                options = options.text(name, value);
                if has_era && *name == "year" {
                    options = options.text("era", "short");
                }
            }
            Intl::DateTimeFormat::new(&locales(language), &options.object())
        })
    })
}

fn js_date(moment: Moment) -> Date {
    Date::new(&JsValue::from_f64(moment.0 as f64 * 1000.0))
}

/// The date or time of the very second, with no regard to what a midnight stands for.
pub fn format_seconds(language: Language, moment: Moment, style: DateStyle) -> String {
    let format = format_for(language, moment, style).format();
    let text = format.call1(&JsValue::UNDEFINED, &js_date(moment));
    text.ok().and_then(|text| text.as_string()).unwrap_or_default()
}

/// The moment as the clock shows it: a midnight is the day that it ends, any other
/// moment has its time of day.
pub fn format_moment_shown(language: Language, moment: Moment, day_style: DateStyle) -> String {
    if moment.is_midnight() {
        format_seconds(language, Moment(moment.0 - 1), day_style)
    } else {
        format_seconds(language, moment, DateStyle::LongTime)
    }
}

/// A span in the language's own form of a range (I10); both days are included.
pub fn format_range(language: Language, span: Span, style: DateStyle) -> String {
    let last = Moment((span.end.0 - 1).max(span.start.0));
    // A range within a day is that day, and a date is written many times as fast.
    let has_time = matches!(style, DateStyle::Time | DateStyle::LongTime);
    if !has_time && span.start.day() == last.day() {
        return format_seconds(language, span.start, style);
    }
    let format = format_for(language, span.start, style);
    let range = format.format_range(&js_date(span.start), &js_date(last));
    range.map_or_else(|_| format_seconds(language, span.start, style), String::from)
}

/// A date as written in a row, in words: never more exact than the row says (I22).
pub fn edtf_in_words(language: Language, date: &EdtfDate) -> String {
    let style = match date.precision {
        Precision::Century | Precision::Decade | Precision::Year => DateStyle::Year,
        Precision::Season | Precision::Month => DateStyle::Month,
        Precision::Day => DateStyle::Long,
        Precision::Minute | Precision::Second => DateStyle::LongTime,
    };
    let words = if date.open_start {
        let last = format_seconds(language, Moment(date.span.end.0 - 1), style);
        t_with(language, "event.precision.before", &[("date", &last)])
    } else if date.open_end {
        let first = format_seconds(language, date.span.start, style);
        t_with(language, "event.precision.after", &[("date", &first)])
    } else {
        format_range(language, date.span, style)
    };
    // `%` is both: “about 2016, not certain”.
    let words = if date.approximate {
        t_with(language, "event.precision.approximate", &[("date", &words)])
    } else {
        words
    };
    if date.uncertain {
        t_with(language, "event.precision.uncertain", &[("date", &words)])
    } else {
        words
    }
}
