//! A story in two files, and what is refused of the second.
#![allow(clippy::unwrap_used)]

use super::encode::file_of;
use super::refusal_tests::sections;
use super::story_for_tests::{report, story, whole};
use super::tests::{fault, sealed, section};
use super::*;
use crate::model::{EventDetails, Text};

const NAME: &str = "small.details.dateline";

fn apart() -> (Vec<u8>, Vec<u8>, Beside) {
    let Apart { pack, details } = encode_apart(&whole(), &report(), NAME).unwrap();
    let Some(Kept::Beside(beside)) = decode(&pack).unwrap().details else {
        panic!("the pack names the other file");
    };
    (pack, details, beside)
}

/// What is said of bytes that are taken for those that the pack names.
fn refusal(details: &[u8]) -> (&'static str, PackFault) {
    let error = decode_details(details, &Beside::of(NAME, details), &story()).unwrap_err();
    (error.section, error.fault)
}

#[test]
fn the_first_file_tells_the_story_and_names_the_second() {
    let (pack, details, beside) = apart();
    let opened = decode(&pack).unwrap();
    assert_eq!((opened.story, opened.report), (Some(story()), report()));
    assert_eq!(beside, Beside::of(NAME, &details));
    assert_eq!((beside.name.as_str(), beside.bytes as usize), (NAME, details.len()));
    assert_eq!(decode_details(&details, &beside, &story()), Ok(whole().details));
    let words = "It was told.".as_bytes();
    assert!(!pack.windows(words.len()).any(|window| window == words));
}

#[test]
fn the_second_file_is_what_one_file_has_within_it() {
    let (_, details, _) = apart();
    let one = encode(Some(&whole()), &report());
    let (_, within) = section(&one, DETAILS);
    assert_eq!(&one[within..within + details.len()], details.as_slice());
}

#[test]
fn other_bytes_than_the_pack_names_are_refused() {
    let (_, details, beside) = apart();
    let refused = |bytes: &[u8]| decode_details(bytes, &beside, &story()).unwrap_err();
    for length in 0..details.len() {
        assert_eq!(refused(&details[..length]).fault, PackFault::Cut, "{length} bytes");
    }
    for place in 0..details.len() {
        let mut flipped = details.clone();
        flipped[place] ^= 1;
        assert_eq!(refused(&flipped).fault, PackFault::Checksum, "byte {place}");
        if !(8..HEAD_BYTES).contains(&place) {
            assert_eq!(refused(&sealed(flipped)).fault, PackFault::Checksum, "byte {place}");
        }
    }
}

#[test]
fn a_second_file_that_was_cut_or_changed_throughout_is_survived() {
    let (_, details, _) = apart();
    for length in 0..details.len() {
        let cut = sealed(details[..length].to_vec());
        assert!(decode_details(&cut, &Beside::of(NAME, &cut), &story()).is_err(), "{length}");
    }
    for place in HEAD_BYTES..details.len() {
        for bits in [1, 0x80, 0xff] {
            let mut flipped = details.clone();
            flipped[place] ^= bits;
            let flipped = sealed(flipped);
            let read = decode_details(&flipped, &Beside::of(NAME, &flipped), &story());
            assert!(read.is_err() || read.is_ok_and(|details| details.fit(&story())));
        }
    }
}

#[test]
fn details_of_another_number_of_rows_are_those_of_another_story() {
    let mut more = whole();
    more.details.events.push(EventDetails::default());
    let told =
        |whole: &crate::model::WholeStory| encode_apart(whole, &report(), NAME).unwrap_err().fault;
    assert_eq!(told(&more), PackFault::OtherStory);
    assert_eq!(fault(&encode(Some(&more), &report())), (DETAILS, PackFault::OtherStory));
    let mut fewer = whole();
    fewer.details.notes.pop();
    assert_eq!(told(&fewer), PackFault::OtherStory);
}

#[test]
fn a_file_that_is_no_details_is_refused() {
    assert_eq!(refusal(b""), ("head", PackFault::Magic));
    assert_eq!(refusal(b"<!doctype html>"), ("head", PackFault::Magic));
    let (pack, ..) = apart();
    assert_eq!(refusal(&pack), (DETAILS, PackFault::Missing));
}

#[test]
fn a_name_with_a_path_is_not_written_and_not_read() {
    for name in ["../x.dateline", "a/b", "https://x", "..", ""] {
        let refused = encode_apart(&whole(), &report(), name).unwrap_err();
        assert_eq!((refused.section, refused.fault), (BESIDE, PackFault::Name), "{name}");
    }
    let (pack, ..) = apart();
    let place = pack.windows(6).position(|window| window == b"small.").unwrap();
    let mut other = pack;
    other[place..place + 3].copy_from_slice(b"../");
    assert_eq!(fault(&sealed(other)), (BESIDE, PackFault::Name));
}

#[test]
fn a_story_without_details_anywhere_is_refused() {
    let mut sections = sections(&encode(Some(&whole()), &report()));
    sections.retain(|(id, _)| *id != DETAILS);
    assert_eq!(fault(&file_of(&sections)), (DETAILS, PackFault::Missing));
}

#[test]
fn a_fault_within_the_details_names_its_byte_of_the_whole_file() {
    let mut bytes = encode(Some(&whole()), &report());
    let place = bytes.windows(8).position(|window| window == b"By hand.").unwrap();
    bytes[place] = 0x80;
    let (_, within) = section(&bytes, DETAILS);
    assert_eq!(fault(&sealed(bytes.clone())), (DETAILS, PackFault::Checksum));
    let (before, inner) = bytes.split_at(within);
    let (entry, _) = section(&bytes, DETAILS);
    let length = u32::from_le_bytes(bytes[entry + 8..entry + 12].try_into().unwrap()) as usize;
    let (inner, after) = inner.split_at(length);
    let all = [before, &sealed(inner.to_vec()), after].concat();
    let error = decode(&sealed(all)).unwrap_err();
    assert_eq!((error.section, error.fault), (STRINGS, PackFault::Text));
    // Behind the text that it is.
    assert_eq!(error.offset, place + "By hand.".len());
}

#[test]
fn notes_of_rows_that_are_not_packed_are_left_out_with_them() {
    let mut whole = whole();
    let mut changes = whole.story.ledger.changes().to_vec();
    let mut nowhere = changes[0].clone();
    nowhere.area = crate::model::AreaIndex(9);
    changes.insert(1, nowhere);
    whole.story.ledger = crate::ledger::Ledger::new(2, changes);
    whole.details.notes.insert(1, Text::Plain("of nowhere".into()));
    let opened = decode(&encode(Some(&whole), &report())).unwrap();
    assert_eq!(opened.details, Some(Kept::Within(super::story_for_tests::whole().details)));
}
