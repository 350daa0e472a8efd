//! What is refused, with which code and at which place.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use super::{EdtfDate, parse_moment};
use crate::time::FixedZone;

/// Text, code, byte of the fault, and words of the message.
const REFUSED: &str = "
2016-13-40                        | date.unreadable |  5 | month 13 does not exist
2016-12-40                        | date.unreadable |  8 | day 40 does not exist
2016-00                           | date.unreadable |  5 | month 0 does not exist
2016-12-00                        | date.unreadable |  8 | day 0 does not exist
2016-42                           | date.unreadable |  5 | month 42 does not exist
2015-02-29                        | date.unreadable |  8 | February 2015 has no day 29
2016-11-31                        | date.unreadable |  8 | November 2016 has no day 31
201X-02-30                        | date.unreadable |  8 | no day of the calendar fits
XXXX-XX-32                        | date.unreadable |  8 | day 32 does not exist
2016-12-4X                        | date.unreadable |  8 | no day of the calendar fits
2016-2X                           | date.unreadable |  5 | no day of the calendar fits
2016-12-                          | date.unreadable |  8 | the text ends where two digits of the day
2016-1                            | date.unreadable |  6 | the text ends where two digits of the month
201                               | date.unreadable |  3 | a year of four digits
20161205                          | date.unreadable |  4 | a hyphen or the end of a year
+2016                             | date.unreadable |  0 | “+” stands where a year
2016-12-05 22:00                  | date.unreadable | 10 | “ ” stands where
2016-12-05T24:00                  | date.unreadable | 11 | hour 24 does not exist
2016-12-05T22:60                  | date.unreadable | 14 | minute 60 does not exist
2016-12-05T22:00:60               | date.unreadable | 17 | second 60 does not exist
2016-12-05T22                     | date.unreadable | 13 | a colon and the minutes
2016-12-05T22:00:00.              | date.unreadable | 20 | a fraction
2016-12-05T22:00+16:00            | date.unreadable | 16 | no place has this offset
2016-12-XXT22:00                  | date.unreadable | 10 | a time needs year, month and day
2016-12T22:00                     | date.unreadable |  7 | “T” stands where the end
2016-12-05~?                      | date.unreadable | 11 | “?” stands where the end
2016-12-05T22:00~                 | date.unreadable | 16 | “~” stands where the end
٢٠١٦                              | date.unreadable |  0 | “٢” stands where a year
[2016,2017]                       | date.unreadable |  0 | sets of dates are not read
Y2016                             | date.unreadable |  0 | “Y” stands where
unknown                           | date.unreadable |  0 | “u” stands where
2016-12-05/2016-12-06/2016-12-07  | date.unreadable | 21 | one slash
../..                             | date.unreadable |  0 | neither a start nor an end
/                                 | date.unreadable |  0 | neither a start nor an end
2016-12-05/2016-14                | date.unreadable | 16 | month 14 does not exist
2022/04/13                        | date.unreadable |  0 | year-month-day: 2022-04-13
13.04.2022                        | date.unreadable |  0 | year-month-day: 2022-04-13
04/13/22                          | date.unreadable |  0 | year-month-day: 2022-04-13
5-5-2022                          | date.unreadable |  0 | year-month-day: 2022-05-05
03/04/2022                        | date.ambiguous  |  0 | 3 April or 4 March: write 2022-04-03 or 2022-03-04
3.4.22                            | date.ambiguous  |  0 | write 2022-04-03 or 2022-03-04
2016-12-06/2016-12-05             | date.reversed   | 11 | ends before it starts
2016-12-05T22:00/2016-12-05T21:59 | date.reversed   | 17 | ends before it starts
2017/2016-XX                      | date.reversed   |  5 | ends before it starts
Y170000002                        | date.range      |  0 | only the years
Y-170000002                       | date.range      |  0 | only the years
-0000                             | date.range      |  0 | only the years
2016-12-05T22:00Z                 | date.zone       | 16 | time zone of the place
2016/2016-12-05T22:00+03:00       | date.zone       | 21 | time zone of the place
";

#[test]
fn what_is_not_a_date_is_refused_at_the_place_of_the_fault() {
    for line in REFUSED.lines().filter(|line| !line.is_empty()) {
        let [text, code, offset, words] =
            line.splitn(4, '|').map(str::trim).collect::<Vec<_>>().try_into().expect(line);
        let error = EdtfDate::parse(text).expect_err(text);
        let found = (error.code(), error.offset.to_string());
        assert_eq!(found, (code, offset.to_owned()), "{text}: {error}");
        assert!(error.to_string().contains(words), "{text}: {error}");
    }
}

#[test]
fn the_place_is_counted_with_the_white_space_before_the_date() {
    assert_eq!(EdtfDate::parse("  2016-13 ").unwrap_err().offset, 7);
    assert_eq!(EdtfDate::parse(" \t2016 ").unwrap().text, "2016");
    for blank in ["", "  "] {
        let error = EdtfDate::parse(blank).unwrap_err();
        assert!(error.to_string().starts_with("the date is empty"), "{error}");
    }
}

#[test]
fn the_message_counts_characters_and_shows_at_most_64_of_them() {
    let error = EdtfDate::parse("2016–12").unwrap_err();
    assert!(error.to_string().ends_with("(“2016–12”, character 5)"), "{error}");
    let long = "حلب ".repeat(100_000);
    let error = EdtfDate::parse(&long).unwrap_err();
    assert_eq!(error.text.chars().count(), 64);
    assert!(error.to_string().starts_with("the text is too long"));
}

#[test]
fn a_time_that_an_offset_moves_out_of_the_calendar_is_refused() {
    let west = FixedZone { offset_seconds: -7_200 };
    let error = EdtfDate::parse_in("-9999-01-01T00:30Z", &west).unwrap_err();
    assert_eq!(error.code(), "date.range");
    let east = FixedZone { offset_seconds: 7_200 };
    assert_eq!(EdtfDate::parse_in("9999-12-31T23:00Z", &east).unwrap_err().code(), "date.range");
}

#[test]
fn what_is_no_moment_is_refused_in_the_address() {
    for text in ["2016-12", "2016", "2016-12-XX", "2016-12-05~", "2016-21"] {
        let error = parse_moment(text).expect_err(text);
        assert!(error.to_string().starts_with("a moment is a day"), "{text}: {error}");
    }
    for text in ["2016-12-05/2016-12-06", "../2016-12-05", "<b>", ""] {
        assert_eq!(parse_moment(text).expect_err(text).code(), "date.unreadable");
    }
    assert_eq!(parse_moment("03/04/2016").unwrap_err().code(), "date.ambiguous");
    assert_eq!(parse_moment("2016-12-05T22:00Z").unwrap_err().code(), "date.zone");
}
