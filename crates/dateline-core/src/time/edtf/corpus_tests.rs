//! The specification's examples and what is no date, from the two tables beside this file.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use super::EdtfDate;
use crate::time::{Day, FixedZone, Moment, Span};
use proptest::prelude::*;
use std::sync::LazyLock;

/// Every day of the years 1000 to 1999.
static MILLENNIUM: LazyLock<Vec<String>> = LazyLock::new(|| {
    let start = |year| Day::from_ymd(year, 1, 1).unwrap().0;
    (start(1000)..start(2000)).map(|number| Day(number).to_iso()).collect()
});

fn rows(table: &'static str) -> impl Iterator<Item = &'static str> {
    table.lines().filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// What a date bounds, as in the table.
fn told(date: &EdtfDate) -> [String; 3] {
    let open = || "..".to_owned();
    let first = if date.open_start { open() } else { date.span.start.day().to_iso() };
    let last = if date.open_end { open() } else { date.span.end.day_shown().to_iso() };
    let qualifier = match (date.uncertain, date.approximate) {
        (true, true) => "%",
        (true, false) => "?",
        (false, true) => "~",
        (false, false) => "",
    };
    [first, last, qualifier.to_owned()]
}

#[test]
fn every_example_of_the_specification_is_read_as_declared_or_refused_with_a_reason() {
    for line in rows(include_str!("corpus.txt")) {
        let [text, first, last, qualifier] =
            line.split('|').map(str::trim).collect::<Vec<_>>().try_into().expect(line);
        match EdtfDate::parse(text) {
            Ok(date) => assert_eq!(told(&date), [first, last, qualifier], "{text}"),
            Err(error) => {
                assert_eq!(error.code(), first, "{text}: {error}");
                assert!(error.to_string().contains(last), "{text}: {error}");
            }
        }
    }
}

#[test]
fn what_is_no_date_is_refused_at_its_character_with_a_reason() {
    let mut wrong = Vec::new();
    let mut count = 0;
    for line in rows(include_str!("refused.txt")) {
        let (text, character) = line.rsplit_once(' ').expect(line);
        // With a zone, so that an offset alone is no reason.
        match EdtfDate::parse_in(text, &FixedZone::UTC) {
            Ok(date) => wrong.push(format!("{text} is read as {date:?}")),
            Err(error) if error.character().to_string() != character => {
                wrong.push(format!("{text} {character}: {error}"));
            }
            Err(error) => assert!(!error.kind.to_string().is_empty()),
        }
        count += 1;
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(count >= 60);
}

#[test]
fn what_lies_around_or_within_a_date_unseen_is_refused_too() {
    for (text, character) in
        [("", 1), ("   ", 1), ("2016-12-06\0", 11), ("2016\u{200f}-12", 5), ("\u{feff}2016", 1)]
    {
        assert_eq!(EdtfDate::parse(text).expect_err(text).character(), character, "{text:?}");
    }
    let long = "2016-12-06/".repeat(20_000);
    assert!(EdtfDate::parse(&long).unwrap_err().to_string().starts_with("the text is too long"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_text_with_unspecified_digits_bounds_what_a_scan_over_all_days_finds(
        text in "1[0-9X][0-9X][0-9X]-[01X][0-9X]-[0-3X][0-9X]",
    ) {
        let fits = |shown: &&String| {
            text.bytes().zip(shown.bytes()).all(|(mask, it)| mask == b'X' || mask == it)
        };
        let expected = MILLENNIUM.iter().find(fits).zip(MILLENNIUM.iter().rev().find(fits));
        let expected = expected.map(|(first, last)| (first.clone(), last.clone()));
        let read = EdtfDate::parse(&text).ok();
        let iso = |moment: Moment| moment.day_shown().to_iso();
        let found = read.map(|date| (date.span.start.day().to_iso(), iso(date.span.end)));
        prop_assert_eq!(found, expected, "{}", text);
    }

    #[test]
    fn a_day_is_read_as_it_is_written(number in -4_371_587..=2_932_896_i32) {
        let date = EdtfDate::parse(&Day(number).to_iso()).unwrap();
        prop_assert_eq!(date.span, Span::of_day(Day(number)));
    }
}
