//! The examples of the specification with their bounds.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use super::mask::{Mask, YearMask, first_and_last_day};
use super::{EdtfDate, Precision, format_moment, parse_moment};
use crate::time::{Day, FixedZone, Moment, Span, Zone};
use proptest::prelude::*;

fn day(text: &str) -> Day {
    let (rest, sign) = text.strip_prefix('-').map_or((text, 1), |rest| (rest, -1));
    let mut parts = rest.split('-').map(|part| part.parse::<i32>().unwrap());
    let (year, month, day) = (parts.next().unwrap(), parts.next().unwrap(), parts.next().unwrap());
    Day::from_ymd(sign * year, month as u32, day as u32).unwrap()
}

/// From the start of the first to the end of the last day.
fn days(first: &str, last: &str) -> Span {
    Span { start: Moment::start_of(day(first)), end: Moment::end_of(day(last)) }
}

/// Text, first and last day that it can mean, precision.
const LEVEL_0: &str = "
1985-04-12             | 1985-04-12  | 1985-04-12  | Day
1985-04                | 1985-04-01  | 1985-04-30  | Month
1985                   | 1985-01-01  | 1985-12-31  | Year
2016-02                | 2016-02-01  | 2016-02-29  | Month
0000                   | 0000-01-01  | 0000-12-31  | Year
9999-12-31             | 9999-12-31  | 9999-12-31  | Day
1964/2008              | 1964-01-01  | 2008-12-31  | Year
2004-06/2006-08        | 2004-06-01  | 2006-08-31  | Month
2004-02-01/2005-02-08  | 2004-02-01  | 2005-02-08  | Day
2004-02-01/2005-02     | 2004-02-01  | 2005-02-28  | Month
2004-02-01/2005        | 2004-02-01  | 2005-12-31  | Year
2005/2006-02           | 2005-01-01  | 2006-02-28  | Year
";

/// The same for level 1 and what is read of level 2.
const LEVEL_1: &str = "
-1985                  | -1985-01-01 | -1985-12-31 | Year
2001-21                | 2001-03-01  | 2001-05-31  | Season
2001-22                | 2001-06-01  | 2001-08-31  | Season
2001-23                | 2001-09-01  | 2001-11-30  | Season
2001-24                | 2001-12-01  | 2002-02-28  | Season
9999-24                | 9999-12-01  | 9999-12-31  | Season
2001-29                | 2001-09-01  | 2001-11-30  | Season
2001-32                | 2001-06-01  | 2001-08-31  | Season
2001-33                | 2001-01-01  | 2001-03-31  | Season
2001-36                | 2001-10-01  | 2001-12-31  | Season
2001-39                | 2001-09-01  | 2001-12-31  | Season
2001-41                | 2001-07-01  | 2001-12-31  | Season
201X                   | 2010-01-01  | 2019-12-31  | Decade
20XX                   | 2000-01-01  | 2099-12-31  | Century
-20XX                  | -2099-01-01 | -2000-12-31 | Century
-000X                  | -0009-01-01 | -0001-12-31 | Decade
-00XX                  | -0099-01-01 | -0001-12-31 | Century
-000X-12               | -0009-12-01 | -0001-12-31 | Decade
-000X-21               | -0009-03-01 | -0001-05-31 | Decade
000X                   | 0000-01-01  | 0009-12-31  | Decade
2004-XX                | 2004-01-01  | 2004-12-31  | Year
1985-04-XX             | 1985-04-01  | 1985-04-30  | Month
1985-XX-XX             | 1985-01-01  | 1985-12-31  | Year
2016-1X                | 2016-10-01  | 2016-12-31  | Year
2016-12-1X             | 2016-12-10  | 2016-12-19  | Month
201X-02-29             | 2012-02-29  | 2016-02-29  | Decade
2004-06-XX/2004-07-03  | 2004-06-01  | 2004-07-03  | Month
";

fn rows(table: &str) -> impl Iterator<Item = (&str, &str, &str, Precision)> {
    let row = |line| {
        let mut cells = str::split(line, '|').map(str::trim);
        let mut cell = || cells.next().expect(line);
        let (text, first, last, precision) = (cell(), cell(), cell(), cell());
        let precision = match precision {
            "Century" => Precision::Century,
            "Decade" => Precision::Decade,
            "Year" => Precision::Year,
            "Season" => Precision::Season,
            "Month" => Precision::Month,
            "Day" => Precision::Day,
            other => panic!("{other} is no precision of the table"),
        };
        (text, first, last, precision)
    };
    table.lines().filter(|line| !line.is_empty()).map(row)
}

#[test]
fn dates_of_level_0_bound_the_whole_of_what_they_name() {
    for (text, first, last, precision) in rows(LEVEL_0) {
        let date = EdtfDate::parse(text).unwrap();
        assert_eq!((date.span, date.precision), (days(first, last), precision), "{text}");
        assert_eq!(date.text, text);
        assert!(!date.approximate && !date.uncertain && !date.open_start && !date.open_end);
    }
}

#[test]
fn dates_of_level_1_bound_the_earliest_and_the_latest_that_they_can_mean() {
    for (text, first, last, precision) in rows(LEVEL_1) {
        let date = EdtfDate::parse(text).unwrap();
        assert_eq!((date.span, date.precision), (days(first, last), precision), "{text}");
    }
}

#[test]
fn qualifiers_say_whether_a_date_is_uncertain_or_approximate() {
    for (text, uncertain, approximate) in [
        ("1984?", true, false),
        ("2004-06~", false, true),
        ("2004-06-11%", true, true),
        ("1984~/2004-06", false, true),
        ("1984/2004-06~", false, true),
        ("1984?/2004%", true, true),
        ("1984~/2004~", false, true),
        ("1984-06-02?/2004-08-08~", true, true),
        ("1984-06-02?/..", true, false),
        ("1984-06-02?/", true, false),
        ("2003/2004-06-11%", true, true),
    ] {
        let date = EdtfDate::parse(text).unwrap();
        assert_eq!((date.uncertain, date.approximate), (uncertain, approximate), "{text}");
    }
}

#[test]
fn an_open_or_unknown_end_reaches_to_the_end_of_the_calendar() {
    for text in ["1985-04-12/..", "1985-04-12/"] {
        let date = EdtfDate::parse(text).unwrap();
        assert_eq!(date.span.start, Moment::start_of(day("1985-04-12")), "{text}");
        assert_eq!(date.span.end, Moment::LAST);
        assert!(date.open_end && !date.open_start);
        assert_eq!(date.precision, Precision::Day);
    }
    for text in ["../1985-04", "/1985-04"] {
        let date = EdtfDate::parse(text).unwrap();
        assert_eq!(date.span.start, Moment::FIRST, "{text}");
        assert_eq!(date.span.end, Moment::end_of(day("1985-04-30")));
        assert!(date.open_start && !date.open_end);
        assert_eq!(date.precision, Precision::Month);
    }
}

#[test]
fn a_time_spans_the_minute_or_the_second_that_it_names() {
    let start = Moment::start_of(day("2016-12-05")).0 + 22 * 3600;
    for (text, length) in [
        ("2016-12-05T22:00", 60),
        ("2016-12-05T22:00:00", 1),
        ("2016-12-05T22:00:00.250", 1),
        ("2016-12-05T22:00:00,5", 1),
    ] {
        let date = EdtfDate::parse(text).unwrap();
        assert_eq!(date.span, Span { start: Moment(start), end: Moment(start + length) }, "{text}");
    }
    let interval = EdtfDate::parse("2016-12-05T22:00/2016-12-06T04:30").unwrap();
    assert_eq!(interval.span.seconds(), 6 * 3600 + 30 * 60 + 60);
    assert_eq!(interval.precision, Precision::Minute);
    let mixed = EdtfDate::parse("2016-12-05/2016-12-06T04:30").unwrap();
    assert_eq!(mixed.precision, Precision::Day);
}

/// A place whose clocks go from +02:00 to +03:00 at 2022-03-24T22:00Z.
struct Damascus;

impl Zone for Damascus {
    fn offset_seconds_at_utc(&self, utc_seconds: i64) -> i32 {
        if utc_seconds < Moment::start_of(day("2022-03-24")).0 + 22 * 3600 { 7_200 } else { 10_800 }
    }
}

#[test]
fn a_time_with_an_offset_is_brought_to_the_clock_of_the_place() {
    for (text, shown) in [
        ("1985-04-12T23:20:30Z", "1985-04-13T01:20:30"),
        ("1985-04-12T23:20:30-04", "1985-04-13T05:20:30"),
        ("1985-04-12T23:20:30+04:30", "1985-04-12T20:50:30"),
        ("2022-03-24T21:59Z", "2022-03-24T23:59"),
        ("2022-03-24T22:00Z", "2022-03-25T01:00"),
        ("2022-03-24T22:00-00:00", "2022-03-25T01:00"),
    ] {
        let date = EdtfDate::parse_in(text, &Damascus).unwrap();
        assert_eq!(format_moment(date.span.start), shown, "{text}");
    }
    let in_utc = EdtfDate::parse_in("2016-12-05T22:00Z", &FixedZone::UTC).unwrap();
    assert_eq!(in_utc.span, EdtfDate::parse("2016-12-05T22:00").unwrap().span);
    // Without an offset the zone has no say.
    let plain = EdtfDate::parse_in("2022-03-25T00:30", &Damascus).unwrap();
    assert_eq!(format_moment(plain.span.start), "2022-03-25T00:30");
}

#[test]
fn a_bare_date_in_the_address_is_the_end_of_its_day() {
    assert_eq!(parse_moment("2016-12-06").unwrap(), Moment::end_of(day("2016-12-06")));
    let evening = Moment(Moment::start_of(day("2016-12-05")).0 + 22 * 3600);
    assert_eq!(parse_moment("2016-12-05T22:00").unwrap(), evening);
    assert_eq!(format_moment(evening), "2016-12-05T22:00");
    let midnight = parse_moment("2016-12-06T00:00").unwrap();
    assert_eq!(format_moment(midnight), "2016-12-05");
    assert_eq!(format_moment(Moment::FIRST), "-9999-01-01T00:00");
    assert_eq!(format_moment(Moment(i64::MAX)), "9999-12-31");
}

/// Two places of a mask, mostly given.
fn mask() -> impl Strategy<Value = Mask<2>> {
    let place = |highest: u8| prop_oneof![3 => (0..=highest).prop_map(Some), 1 => Just(None)];
    (place(3), place(9)).prop_map(|(tens, ones)| Mask([tens, ones]))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn no_text_makes_it_panic_and_the_fault_lies_in_the_text(text in "\\PC{0,40}") {
        if let Err(error) = EdtfDate::parse_in(&text, &Damascus) {
            prop_assert!(error.offset <= text.len());
            prop_assert!(text.is_char_boundary(error.offset));
            prop_assert!(!error.to_string().is_empty());
        }
        let _ = parse_moment(&text);
    }

    #[test]
    fn no_text_that_looks_like_a_date_makes_it_panic(text in "[-0-9XYTZ:+./~?% ]{0,24}") {
        match EdtfDate::parse_in(&text, &Damascus) {
            Ok(date) => {
                prop_assert!(date.span.start < date.span.end);
                prop_assert!(Moment::FIRST <= date.span.start && date.span.end <= Moment::LAST);
                let again = EdtfDate::parse_in(&date.text, &Damascus).unwrap();
                prop_assert_eq!(again, date);
            }
            Err(error) => prop_assert!(text.is_char_boundary(error.offset)),
        }
    }

    #[test]
    fn every_moment_is_read_back_from_the_address(
        seconds in Moment::FIRST.0..=Moment::LAST.0,
        to_midnight in any::<bool>(),
    ) {
        let seconds = if to_midnight { seconds.div_euclid(86_400) * 86_400 } else { seconds };
        let text = format_moment(Moment(seconds));
        prop_assert_eq!(parse_moment(&text).unwrap(), Moment(seconds), "{}", text);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn unspecified_digits_reach_from_the_first_to_the_last_day_that_fits(
        tens in proptest::option::of(0..=9_u8),
        ones in proptest::option::of(0..=9_u8),
        century in prop_oneof![Just(0_i32), Just(19)],
        negative in any::<bool>(),
        month in mask(),
        day in mask(),
    ) {
        let digit = |number: i32| Some(number as u8);
        let places = Mask([digit(century / 10), digit(century % 10), tens, ones]);
        // Nobody means the year 0 by a sign.
        let years = || (century * 100..=century * 100 + 99).filter(|year| !negative || *year > 0);
        let all_fitting = || years().flat_map(|year| {
            let signed = if negative { -year } else { year };
            (1..=12).flat_map(move |month| (1..=31).map(move |day| (year, signed, month, day)))
        }).filter(|(year, _, m, d)| {
            places.fits(*year as u32) && month.fits(*m) && day.fits(*d)
        }).filter_map(|(_, signed, month, day)| Day::from_ymd(signed, month, day));
        let expected = all_fitting().min().zip(all_fitting().max());
        prop_assert_eq!(first_and_last_day(YearMask { places, negative }, month, day), expected);
    }
}
