//! Numbers that no reader may take for something else, and what becomes of a story that
//! cannot be packed.
#![allow(clippy::unwrap_used)]

use super::encode::file_of;
use super::story_for_tests::{both, folded, report, story, whole};
use super::tests::{fault, sealed, section};
use super::*;
use crate::ledger::{Change, Ledger, Status};
use crate::model::{
    Event, Events, GeoPrecision, MAX_ACTORS, MAX_CATEGORIES, Mode, Text, Verification, WholeStory,
};
use crate::report::Problem;
use crate::time::{Moment, Span};

fn packed(change: impl Fn(&mut Story)) -> Vec<u8> {
    let mut whole = whole();
    change(&mut whole.story);
    encode(Some(&whole), &report())
}

fn with_event(story: &mut Story, change: impl Fn(&mut Event)) {
    let mut rows: Vec<Event> = story.events.iter().map(|(_, event)| event.clone()).collect();
    rows.iter_mut().filter(|event| event.id == "ALP-079").for_each(change);
    story.events = Events::from_rows(rows);
}

fn with_change(story: &mut Story, change: impl Fn(&mut Change)) {
    let mut changes = story.ledger.changes().to_vec();
    change(&mut changes[0]);
    story.ledger = Ledger::new(2, changes);
}

/// The small story with another byte where it tells what `change` changes.
fn with_byte(change: impl Fn(&mut Story), byte: impl Fn(u8) -> u8) -> Vec<u8> {
    let (mut bytes, other) = (packed(|_| {}), packed(change));
    let mut pairs = bytes.iter().zip(&other).skip(HEAD_BYTES);
    let at = HEAD_BYTES + pairs.position(|(a, b)| a != b).unwrap();
    bytes[at] = byte(bytes[at]);
    sealed(bytes)
}

/// The sections of a pack that has its details in it.
pub fn sections(bytes: &[u8]) -> Vec<(&'static str, Vec<u8>)> {
    let one = |id: &&'static str| {
        let (entry, offset) = section(bytes, id);
        let length = u32::from_le_bytes(bytes[entry + 8..entry + 12].try_into().unwrap());
        (*id, bytes[offset..offset + length as usize].to_vec())
    };
    SECTIONS.iter().filter(|id| **id != BESIDE).map(one).collect()
}

#[test]
fn no_more_categories_are_read_than_a_filter_has_bits() {
    let with = |count: usize| {
        packed(|story| {
            let category = story.meta.categories[0].clone();
            story.meta.categories.resize(count, category);
        })
    };
    assert!(decode(&with(MAX_CATEGORIES)).is_ok());
    assert_eq!(fault(&with(MAX_CATEGORIES + 1)), (META, PackFault::Range));
    assert_eq!(fault(&with(300)), (META, PackFault::Range));
}

#[test]
fn no_more_actors_are_read_than_their_numbers_tell_apart() {
    let with = |count: usize| {
        packed(|story| {
            let actor = story.meta.actors[0].clone();
            story.meta.actors.resize(count, actor);
        })
    };
    assert!(decode(&with(MAX_ACTORS)).is_ok());
    assert_eq!(fault(&with(MAX_ACTORS + 1)), (META, PackFault::Range));
}

#[test]
fn a_status_that_is_not_known_is_not_told_as_another() {
    let held = |story: &mut Story| with_change(story, |change| change.status = Status::Held);
    for status in [5, 6, 7] {
        let bytes = with_byte(held, |flags| flags & !7 | status);
        assert_eq!(fault(&bytes), (LEDGER, PackFault::Range), "status {status}");
    }
    let unknown = with_byte(held, |flags| flags & !7 | Status::Unknown as u8);
    let story = decode(&unknown).unwrap().story.unwrap();
    assert_eq!(story.ledger.changes()[0].status, Status::Unknown);
    assert_eq!(fault(&with_byte(held, |flags| flags | 0x40)), (LEDGER, PackFault::Range));
}

#[test]
fn a_precision_or_verification_that_is_not_known_is_not_told_as_another() {
    let region = |story: &mut Story| {
        with_event(story, |event| event.geo_precision = GeoPrecision::Region);
    };
    for precision in [4, 5, 6, 7] {
        let bytes = with_byte(region, |flags| flags & !7 | precision);
        assert_eq!(fault(&bytes), (EVENTS, PackFault::Range), "precision {precision}");
    }
    assert_eq!(fault(&with_byte(region, |flags| flags | 0x40)), (EVENTS, PackFault::Range));
    let likely = |story: &mut Story| {
        with_event(story, |event| event.verification = Verification::Likely);
    };
    let count = Verification::ALL.len() as u8;
    assert_eq!(fault(&with_byte(likely, |_| count)), (EVENTS, PackFault::Range));
}

#[test]
fn a_flag_that_has_no_name_is_refused() {
    let mode = |story: &mut Story| story.meta.start.mode = Some(Mode::Moment);
    // The number goes on in the next byte then, and is more than all flags together.
    assert_eq!(fault(&with_byte(mode, |flags| flags | 0x80)), (META, PackFault::Range));
    let mut bytes = packed(|_| {});
    let (_, at) = section(&bytes, REPORT);
    // Behind the two numbers of its head, eleven counts and the number of problems.
    assert_eq!(bytes[at + 14..at + 16], [3, 0]);
    bytes[at + 15] = 4;
    assert_eq!(fault(&sealed(bytes)), (REPORT, PackFault::Range));
    // The kinds of the three dates, the first of two bytes now: 130.
    let mut bytes = packed(|_| {});
    let (_, at) = section(&bytes, EVENTS);
    bytes[at + 3..at + 5].copy_from_slice(&[0x82, 0x01]);
    assert_eq!(fault(&sealed(bytes)), (EVENTS, PackFault::Range));
}

#[test]
fn more_at_the_end_of_a_section_is_passed_over() {
    let mut sections = sections(&packed(|_| {}));
    // The details are a file, whose checksum is of all of it.
    let open = sections.iter_mut().filter(|(id, _)| *id != DETAILS);
    open.for_each(|(_, bytes)| bytes.extend_from_slice(&[0xff, 7, 0]));
    assert_eq!(decode(&file_of(&sections)).unwrap().story, Some(story()));
}

#[test]
fn moments_outside_the_calendar_are_no_dates() {
    let at = |moment: Moment| packed(move |story| story.meta.start.t = Some(moment));
    for moment in [Moment::FIRST, Moment::LAST] {
        assert!(decode(&at(moment)).is_ok());
    }
    for seconds in [i64::MIN, Moment::FIRST.0 - 1, Moment::LAST.0 + 1, i64::MAX] {
        assert_eq!(fault(&at(Moment(seconds))), (META, PackFault::Date), "{seconds}");
    }
    let late = Span { start: Moment(0), end: Moment(Moment::LAST.0 + 1) };
    assert_eq!(fault(&packed(|story| story.meta.span = late)), (META, PackFault::Date));
    for end in [0, i64::MAX] {
        let span = Span { start: Moment(0), end: Moment(end) };
        let bytes = packed(|story| {
            with_event(story, |event| event.when.iter_mut().for_each(|when| when.span = span));
        });
        assert_eq!(fault(&bytes), (EVENTS, PackFault::Date), "until {end}");
    }
}

#[test]
fn a_week_has_seven_days_and_an_era_lies_in_the_calendar() {
    let sunday = |story: &mut Story| story.meta.timeline.week_start = 6;
    assert!(decode(&with_byte(sunday, |_| 6)).is_ok());
    // Seven days for each of three directions of time.
    assert_eq!(fault(&with_byte(sunday, |_| 21)), (TIME, PackFault::Range));
    let late = Span { start: Moment(0), end: Moment(Moment::LAST.0 + 1) };
    let bytes = packed(|story| story.meta.timeline.eras[0].span = late);
    assert_eq!(fault(&bytes), (TIME, PackFault::Date));
    let bytes = packed(|story| story.meta.timeline.coverage[0].span = late);
    assert_eq!(fault(&bytes), (TIME, PackFault::Date));
}

#[test]
fn texts_that_promise_more_strings_than_there_are_bytes_are_refused_before_they_are_read() {
    let mut sections = sections(&packed(|_| {}));
    // Title, standfirst and title of the claims in two languages each, and one string.
    let meta = sections.iter_mut().find(|(id, _)| *id == META).unwrap();
    meta.1 = vec![0, 0, 2, 2, 2, 1];
    let bytes = file_of(&sections);
    let error = decode(&bytes).unwrap_err();
    assert_eq!((error.section, error.fault), (META, PackFault::Cut));
    assert_eq!(error.offset, section(&bytes, META).1 + 5);
}

#[test]
fn rows_in_more_and_in_fewer_languages_come_back_in_one_column() {
    let many = (0..9).map(|tag| (format!("x{tag}"), format!("word {tag}"))).collect();
    let few = vec![("ar".to_owned(), String::new())];
    let mut whole = whole();
    let all = [Text::PerLanguage(many), Text::default(), Text::PerLanguage(few)];
    whole.details.methods = all.into();
    whole.details.methods.extend([both("a", "b"), Text::Plain("plain".into())]);
    whole.details.methods.push(Text::PerLanguage(Vec::new()));
    let opened = decode(&encode(Some(&whole), &report())).unwrap();
    assert_eq!(opened.details, Some(Kept::Within(whole.details)));
}

#[test]
fn a_story_that_would_be_refused_is_packed_as_a_report_that_says_so() {
    let told = |refusal: PackError| Problem {
        message: refusal.to_string(),
        code: "file.too-large".into(),
        ..Problem::default()
    };
    let mut whole = whole();
    let packed =
        |whole: &WholeStory| -> Vec<u8> { encode_or_tell(Some(folded(whole)), &report(), told) };
    assert_eq!(packed(&whole), encode(Some(&whole), &report()));
    assert_eq!(encode_or_tell::<Vec<u8>>(None, &report(), told), encode(None, &report()));
    whole.details.methods = vec![Text::Plain("x".repeat(4_000)); 20_000];
    let opened = decode(&packed(&whole)).unwrap();
    assert_eq!((opened.story, opened.report.errors), (None, 1));
    let problem = &opened.report.problems[0];
    assert_eq!((problem.code.as_str(), problem.is_error), ("file.too-large", true));
    assert!(problem.message.ends_with("the content is too large for its bytes"), "{problem:?}");
}
