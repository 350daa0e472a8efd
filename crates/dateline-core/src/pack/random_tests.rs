//! Stories of any kind come back, and bytes of any kind are survived.
#![allow(clippy::unwrap_used)]

use super::encode::file_of;
use super::refusal_tests::sections;
use super::story_for_tests::{date, folded, report, whole};
use super::tests::sealed;
use super::*;
use crate::geo::LonLat;
use crate::ledger::Ledger;
use crate::model::{AreaIndex, EventDetails, EventIndex, Events, Text, WholeStory};
use crate::report::Problem;
use crate::time::{Moment, Span};
use proptest::collection::vec;
use proptest::prelude::*;

fn text() -> impl Strategy<Value = Text> {
    let tagged = vec(("[a-z]{2}", "\\PC{0,12}"), 0..4);
    prop_oneof!["\\PC{0,12}".prop_map(Text::Plain), tagged.prop_map(Text::PerLanguage)]
}

fn position() -> impl Strategy<Value = LonLat> {
    let whole = (-1_800_000_000..=1_800_000_000_i64, -900_000_000..=900_000_000_i64);
    whole.prop_map(|(lon, lat)| LonLat { lon: lon as f64 / 1e7, lat: lat as f64 / 1e7 })
}

/// The small story with other texts, places, dates and numbers of rows.
fn any_story() -> impl Strategy<Value = WholeStory> {
    let place = proptest::option::of(position());
    let details = (text(), "\\PC{0,12}");
    let events = vec((text(), place, 0..200_i64, any::<u32>(), details), 0..20);
    let rings = vec(vec(position(), 3..12), 1..6);
    (events, rings, vec(text(), 0..20)).prop_map(|(events, rings, texts)| {
        let WholeStory { mut story, mut details } = whole();
        let full = story.events.get(EventIndex(0)).unwrap().clone();
        let rows = events.into_iter().map(|(title, position, start, row, (text, media_url))| {
            let more = EventDetails { text, media_url, ..details.events[1].clone() };
            let mut when = date("2016-12-05");
            when.span = Span { start: Moment(start), end: Moment(start + 86_400) };
            let when = Some(when).filter(|_| start % 3 > 0);
            let id = row.to_string();
            (crate::model::Event { title, position, when, row, id, ..full.clone() }, more)
        });
        (story.events, details.events) = {
            let (rows, more): (Vec<_>, Vec<_>) = rows.unzip();
            Events::from_rows_with(rows, more)
        };
        for (place, mut ring) in rings.into_iter().enumerate() {
            ring.dedup();
            ring.extend_from_within(..1);
            story.areas[place % 2].polygons.push(vec![ring]);
        }
        let change = story.ledger.changes()[0].clone();
        let changes = (0..texts.len() as u32).map(|number| crate::ledger::Change {
            area: AreaIndex(number % 2),
            event: None,
            ..change.clone()
        });
        story.ledger = Ledger::new(2, changes.collect());
        details.notes = texts.clone();
        details.methods = texts;
        WholeStory { story, details }
    })
}

/// Bytes as they are in columns: small numbers, mostly.
fn byte() -> impl Strategy<Value = u8> {
    prop_oneof![4 => 0..4_u8, 2 => 0..40_u8, 1 => any::<u8>()]
}

/// What was read can be drawn and packed again.
fn used(opened: &Opened) -> Result<(), TestCaseError> {
    let (Some(story), Some(Kept::Within(details))) = (&opened.story, &opened.details) else {
        return Ok(());
    };
    let _ = crate::scene::AreaMesh::from_shapes(&story.areas, &opened.shapes);
    let _ = crate::scene::LineMesh::from_stretches(&story.areas, &opened.shapes.borders);
    let whole = WholeStory { story: story.clone(), details: details.clone() };
    let again = decode(&encode(Some(&whole), &opened.report));
    prop_assert!(again.is_ok(), "{:?}", again.err());
    Ok(())
}

proptest! {
    #[test]
    fn any_story_comes_back_as_it_was(whole in any_story()) {
        let opened = decode(&encode(Some(&whole), &report()));
        let opened = opened.map_err(|error| TestCaseError::fail(error.to_string()))?;
        prop_assert_eq!(opened.story, Some(whole.story));
        prop_assert_eq!(opened.details, Some(Kept::Within(whole.details)));
    }

    #[test]
    fn a_folded_story_is_packed_as_the_one_that_it_unfolds_to(whole in any_story()) {
        prop_assert_eq!(&folded(&whole).unfold(), &whole);
        prop_assert!(encode_folded(folded(&whole), &report()) == encode(Some(&whole), &report()));
    }

    #[test]
    fn any_story_comes_back_from_two_files(whole in any_story()) {
        let Apart { pack, details } = encode_apart(&whole, &report(), "x.details.dateline").unwrap();
        let opened = decode(&pack).unwrap();
        let story = opened.story.unwrap();
        let Some(Kept::Beside(beside)) = opened.details else { panic!("they lie beside it") };
        prop_assert_eq!(&beside, &Beside::of("x.details.dateline", &details));
        prop_assert_eq!(decode_details(&details, &beside, &story), Ok(whole.details));
        prop_assert_eq!(story, whole.story);
    }

    #[test]
    fn a_position_is_rounded_once(lon in -180.0..180.0_f64, lat in -90.0..90.0_f64) {
        let mut whole = whole();
        whole.story.areas[0].centre = LonLat { lon, lat };
        whole.story = decode(&encode(Some(&whole), &report())).unwrap().story.unwrap();
        let centre = whole.story.areas[0].centre;
        prop_assert!((centre.lon - lon).abs() < 6e-8 && (centre.lat - lat).abs() < 6e-8);
        let twice = decode(&encode(Some(&whole), &report())).unwrap().story.unwrap();
        prop_assert_eq!(twice.areas[0].centre, centre);
    }

    #[test]
    fn any_problem_comes_back(
        row in proptest::option::of(any::<u32>()),
        column in proptest::option::of("\\PC{0,8}"),
        is_error: bool,
        message in "\\PC{0,40}",
        detail in text(),
    ) {
        let problem = Problem { row, column, is_error, message, detail, ..Problem::default() };
        let report = Report { problems: vec![problem], ..Report::default() };
        prop_assert_eq!(decode(&encode(None, &report)).unwrap().report, report);
    }

    #[test]
    fn bytes_that_were_changed_are_read_or_refused_and_nothing_else(
        changes in vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
        cut in proptest::option::of(any::<prop::sample::Index>()),
    ) {
        let mut bytes = encode(Some(&whole()), &report());
        for (place, byte) in changes {
            let place = place.index(bytes.len());
            bytes[place] = byte;
        }
        if let Some(cut) = cut {
            bytes.truncate(cut.index(bytes.len()));
        }
        // With the right sum and with the wrong one.
        let _ = decode(&bytes);
        if let Ok(opened) = decode(&sealed(bytes)) {
            used(&opened)?;
        }
    }

    #[test]
    fn any_bytes_in_any_section_are_survived(
        bytes in vec(vec(byte(), 0..60), SECTIONS.len()),
        is_random in vec(any::<bool>(), SECTIONS.len()),
    ) {
        let written = encode(Some(&whole()), &report());
        // What others refer to is mostly there, so that it is not all over at the first row.
        let sections: Vec<(&str, Vec<u8>)> = sections(&written)
            .into_iter()
            .zip(bytes.into_iter().zip(is_random))
            .map(|((id, kept), (bytes, is_random))| (id, if is_random { bytes } else { kept }))
            .collect();
        match decode(&file_of(&sections)) {
            Ok(opened) => used(&opened)?,
            Err(error) => prop_assert_ne!(error.section, "head"),
        }
    }

    #[test]
    fn a_section_of_any_bytes_is_survived_at_any_place_and_length(
        bytes in vec(byte(), 0..200),
        entries in vec((0..260_u32, 0..260_u32), SECTIONS.len()),
    ) {
        let mut pack = file_of(&SECTIONS.map(|id| (id, Vec::new())));
        for (entry, (offset, length)) in pack[HEAD_BYTES..].chunks_exact_mut(ENTRY_BYTES).zip(entries) {
            entry[4..8].copy_from_slice(&offset.to_le_bytes());
            entry[8..].copy_from_slice(&length.to_le_bytes());
        }
        pack.extend_from_slice(&bytes);
        match decode(&sealed(pack)) {
            Ok(opened) => used(&opened)?,
            Err(error) => prop_assert_ne!(error.section, "head"),
        }
    }
}
