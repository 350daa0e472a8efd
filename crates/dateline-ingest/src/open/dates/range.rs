//! Two days in one cell: `5-8 December 2016`, `28 Dec 2016 - 3 Jan 2017`.
//!
//! Has no opinion on single days; see [`super::parts`].

use super::parts::parse_one;
use super::{Said, months};

/// What stands between two dates, in our signs; a hyphen alone may stand within each of them too.
const BETWEEN: [&str; 7] = [" - ", "—", " to ", " until ", " bis ", " au ", " до "];

/// The interval that a text names; `None` if it names none, or one whose days can be several.
pub(super) fn read(text: &str) -> Option<Said> {
    let (first, last) = two_days(text).or_else(|| two_dates(text))?;
    (first < last).then(|| Said::Date(format!("{first}/{last}")))
}

/// A day, in EDTF.
fn day(text: &str) -> Option<String> {
    match parse_one(text)? {
        Said::Date(date) if date.len() == "2016-12-05".len() => Some(date),
        _ => None,
    }
}

/// Two days of one month: `5-8 December 2016`, `December 5 – 8, 2016`.
fn two_days(text: &str) -> Option<(String, String)> {
    let is_sign = |sign: char| matches!(sign, '-' | '—');
    let has_month = text
        .split(|it: char| !(it.is_alphabetic() || it == '_'))
        .any(|it| months::number(it).is_some());
    let (at, sign) = text.char_indices().find(|(_, sign)| is_sign(*sign)).filter(|_| has_month)?;
    let (before, after) =
        (text.get(..at)?.trim_end(), text.get(at + sign.len_utf8()..)?.trim_start());
    let is_digit = |it: char| it.is_ascii_digit();
    let start = before.trim_end_matches(is_digit);
    let end = after.trim_start_matches(is_digit);
    let [first, last] = [before.get(start.len()..)?, after.get(..after.len() - end.len())?];
    if ![first, last].iter().all(|number| (1..=2).contains(&number.len())) {
        return None;
    }
    let of = |number: &str| day(&[start, number, end].concat());
    let (first, last) = (of(first)?, of(last)?);
    // Else the number before it was no day.
    (first.get(..7) == last.get(..7)).then_some((first, last))
}

/// Two dates, of which the first may lack its year.
fn two_dates(text: &str) -> Option<(String, String)> {
    let by_hyphen = || text.split_once('-').filter(|(_, after)| !after.contains('-'));
    let between = BETWEEN.iter().find_map(|between| text.split_once(between));
    let (before, after) = between.or_else(by_hyphen)?;
    let (before, last) = (before.trim(), day(after.trim())?);
    let of_year = |year: i32| day(&format!("{before} {year:04}"));
    let year: i32 = last.get(..4)?.parse().ok()?;
    let in_year = || of_year(year).filter(|first| *first < last).or_else(|| of_year(year - 1));
    let first = day(before).or_else(in_year)?;
    Some((first, last))
}
