//! The table of codes is documented, and messages say what and what to do.

use crate::support::{only, town};
use dateline_ingest::{Code, MAX_PROBLEMS};
use std::collections::{BTreeMap, BTreeSet};

#[test]
fn the_document_of_errors_has_a_row_for_every_code_and_no_other() {
    let document = include_str!("../../../../docs/errors.md");
    let rows: Vec<&str> = document.lines().filter(|line| line.starts_with("| `")).collect();
    let wanted: Vec<String> = Code::ALL
        .iter()
        .map(|code| {
            let what = code.what().replace("{value}", "…");
            let (name, severity) = (code.as_str(), code.severity().name());
            format!("| `{name}` | {severity} | {what} | {} |", code.advice())
        })
        .collect();
    assert_eq!(rows, wanted, "the table should be:\n{}", wanted.join("\n"));
}

#[test]
fn every_code_is_worded_in_arabic_too_with_the_arguments_that_it_has() {
    let text = include_str!("../../../../locales/late/problems.ar.json");
    let words: BTreeMap<String, String> = serde_json::from_str(text).unwrap();
    let own = |code: &Code| [code.as_str().to_owned(), format!("{}.do", code.as_str())];
    let wanted: BTreeSet<String> = Code::ALL.iter().flat_map(own).collect();
    assert_eq!(words.keys().cloned().collect::<BTreeSet<_>>(), wanted);
    let names = |text: &str| -> BTreeSet<String> {
        let tails = text.split('{').skip(1).filter_map(|tail| tail.split_once('}'));
        tails.map(|(name, _)| name.to_owned()).collect()
    };
    let is_sentence = |text: &str| text.ends_with('.');
    let is_arabic = |text: &str| text.chars().any(|sign| ('ء'..='ي').contains(&sign));
    for code in Code::ALL {
        let [what, advice] = own(code).map(|key| words[&key].as_str());
        assert_eq!(names(what), names(code.what()), "{}", code.as_str());
        assert!(names(what).iter().all(|name| name == "value"), "{}", code.as_str());
        assert_eq!(names(advice), names(code.advice()), "{}", code.as_str());
        assert!(is_sentence(advice) && !is_sentence(what), "{}", code.as_str());
        assert!(is_arabic(what) && is_arabic(advice), "{}", code.as_str());
        assert!(!what.contains('<') && !advice.contains('<'), "{}", code.as_str());
        // A date or a minus would be turned around between words that run to the left.
        let outside = advice.split('\u{2066}').map(|part| part.rsplit('\u{2069}').next().unwrap());
        // After a Latin letter, as in UTF-8, it stays.
        let is_turned = |part: &str| {
            let is_one = |three: &[u8]| matches!(three, [before, b'-' | b'/', b'0'..=b'9'] if !before.is_ascii_alphabetic());
            format!(" {part}").as_bytes().windows(3).any(is_one)
        };
        assert!(!outside.into_iter().any(is_turned), "{}: {advice}", code.as_str());
    }
}

#[test]
fn names_of_codes_are_unique_and_are_found_again() {
    let names: BTreeSet<&str> = Code::ALL.iter().map(|code| code.as_str()).collect();
    assert_eq!(names.len(), Code::ALL.len());
    for code in Code::ALL {
        assert_eq!(Code::from_name(code.as_str()), Some(*code));
    }
    assert_eq!(Code::from_name("date"), None);
}

#[test]
fn every_code_of_a_date_is_a_code_here() {
    let texts = ["", "x", "2016-13-40", "03/04/2022", "2017/2016", "Y12345", "2016-01-01T10:00Z"];
    for text in texts {
        let error = dateline_core::time::EdtfDate::parse(text).unwrap_err();
        assert!(Code::from_name(error.code()).is_some(), "{}", error.code());
    }
}

#[test]
fn a_message_says_what_is_wrong_and_what_to_do() {
    let town = town().replacing("events.csv", "E1,2020-03-02", "E1,2016-13-40");
    let (_, report) = town.story();
    let problem = only(&report, Code::DateUnreadable);
    assert_eq!(
        problem.message(),
        "“2016-13-40” cannot be read as a date: month 13 does not exist, character 6. Write \
         year-month-day: 2016-12-05, 2016-12, 2016-12-05/2016-12-06 or 2016-12-05T22:00."
    );
    let args = problem.args();
    assert_eq!(args[1], ("row", "3".to_owned()));
    assert_eq!(args[3], ("value", "2016-13-40".to_owned()));
}

#[test]
fn a_value_is_cut_after_80_characters_and_loses_its_controls_of_direction() {
    let long = format!("\u{202E}{}", "ب".repeat(200));
    let town = town().replacing("events.csv", "E1,2020-03-02", &format!("E1,{long}"));
    let (_, report) = town.story();
    assert_eq!(only(&report, Code::DateUnreadable).value, "ب".repeat(80));
}

#[test]
fn problems_beyond_the_thousandth_are_counted() {
    let header = "id,date,title,source";
    let rows: Vec<String> = (0..1500).map(|n| format!("E{n},someday,T,S")).collect();
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    let (story, report) = town().with_rows("events.csv", header, &rows).story();
    assert_eq!(report.problems.len(), MAX_PROBLEMS);
    assert_eq!(report.unlisted, 500);
    assert_eq!(report.errors, 1500);
    assert_eq!((story.events.len(), report.counts.undated), (1500, 1500));
}
