//! Written and read back, and refused where it is not what was written.
#![allow(clippy::unwrap_used)]

use super::story_for_tests::{folded, report, story, whole};
use super::*;
use crate::model::{Event, EventDetails, Events, Timeline};
use crate::scene::{AreaMesh, LineMesh};
use std::collections::BTreeSet;

/// The pack with the checksum that its bytes have.
pub fn sealed(mut bytes: Vec<u8>) -> Vec<u8> {
    if let Some((head, body)) = bytes.split_at_mut_checked(HEAD_BYTES) {
        head[8..12].copy_from_slice(&checksum(body).to_le_bytes());
    }
    bytes
}

/// Where a section's entry in the table is, and where its bytes begin.
pub fn section(bytes: &[u8], id: &str) -> (usize, usize) {
    let entries = bytes[HEAD_BYTES..].chunks_exact(ENTRY_BYTES);
    let place = entries.into_iter().position(|entry| entry.starts_with(id.as_bytes())).unwrap();
    let entry = HEAD_BYTES + place * ENTRY_BYTES;
    let offset = u32::from_le_bytes(bytes[entry + 4..entry + 8].try_into().unwrap());
    (entry, offset as usize)
}

pub fn fault(bytes: &[u8]) -> (&'static str, PackFault) {
    let error = decode(bytes).unwrap_err();
    (error.section, error.fault)
}

#[test]
fn a_story_with_something_in_every_field_comes_back_as_it_was() {
    let opened = decode(&encode(Some(&whole()), &report())).unwrap();
    assert_eq!(opened.report, report());
    assert_eq!(opened.story, Some(story()));
    assert_eq!(opened.details, Some(Kept::Within(whole().details)));
    assert_eq!(encode_folded(folded(&whole()), &report()), encode(Some(&whole()), &report()));
}

#[test]
fn a_base_map_of_tiles_is_a_section_of_its_own_and_comes_back() {
    let bytes = encode(Some(&whole()), &report());
    assert_eq!(decode(&bytes).unwrap().story.unwrap().meta.base_map, story().meta.base_map);
    // An older reader does not ask for the section, and shows the rest.
    let mut older = bytes.clone();
    let (entry, offset) = section(&bytes, TILES);
    older[entry..entry + 4].copy_from_slice(b"none");
    assert_eq!(decode(&sealed(older)).unwrap().story.unwrap().meta.base_map, None);
    let mut unknown = bytes;
    // Behind the two numbers that begin each section.
    let past_head = unknown[offset..].iter().enumerate().filter(|(_, byte)| **byte < 0x80);
    let form = offset + past_head.map(|(place, _)| place).nth(1).unwrap() + 1;
    unknown[form] = 9;
    assert_eq!(fault(&sealed(unknown)).0, TILES);
}

#[test]
fn without_a_story_the_report_alone_comes_back() {
    let bytes = encode(None, &report());
    assert_eq!(
        decode(&bytes),
        Ok(Opened { story: None, details: None, shapes: Shapes::default(), report: report() })
    );
}

#[test]
fn the_bytes_of_a_small_story_are_the_kept_ones() {
    let bytes = encode(Some(&whole()), &report());
    let lines: Vec<String> = bytes
        .chunks(32)
        .map(|line| line.iter().map(|byte| format!("{byte:02x}")).collect::<String>() + "\n")
        .collect();
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/src/pack/small_story.hex");
    if std::env::var_os("DATELINE_BLESS").is_some() {
        std::fs::write(path, lines.concat()).unwrap();
    }
    let kept = std::fs::read_to_string(path).unwrap_or_default();
    let differs = lines.iter().zip(kept.split_inclusive('\n')).position(|(a, b)| a != b);
    assert_eq!(differs, None, "a file that was packed before must stay readable: VERSION");
    assert_eq!(lines.len(), kept.lines().count());
}

#[test]
fn the_meshes_are_those_of_the_outlines() {
    let story = story();
    let opened = decode(&encode(Some(&whole()), &report())).unwrap();
    let corners = |mesh: &AreaMesh| -> BTreeSet<[(u32, u32); 3]> {
        let triangles = mesh.indices.chunks_exact(3).map(|triangle| {
            let mut corners = [0, 1, 2].map(|corner| {
                let vertex = mesh.vertices[triangle[corner] as usize];
                (vertex.x, vertex.y)
            });
            corners.sort_unstable();
            corners
        });
        triangles.collect()
    };
    let mesh = AreaMesh::from_shapes(&story.areas, &opened.shapes);
    assert_eq!(corners(&mesh), corners(&AreaMesh::build(&story.areas)));
    assert_eq!(
        LineMesh::from_stretches(&story.areas, &opened.shapes.borders),
        LineMesh::outline_areas(&story.areas)
    );
    assert_eq!(opened.shapes.base[0].len(), 6);
}

#[test]
fn what_is_no_pack_is_refused_by_its_first_bytes() {
    let bytes = encode(Some(&whole()), &report());
    assert_eq!(fault(b"{\"dateline\": 1}"), ("head", PackFault::Magic));
    assert_eq!(fault(b""), ("head", PackFault::Magic));
    let mut newer = bytes.clone();
    newer[4] = 2;
    assert_eq!(fault(&newer), ("head", PackFault::Version(2)));
    let mut damaged = bytes.clone();
    *damaged.last_mut().unwrap() ^= 1;
    assert_eq!(fault(&damaged), ("head", PackFault::Checksum));
    assert_eq!(fault(&bytes[..bytes.len() - 1]), ("head", PackFault::Checksum));
    assert_eq!(fault(&bytes[..7]), ("head", PackFault::Cut));
}

#[test]
fn a_section_that_nobody_knows_is_passed_over_and_one_that_is_missing_is_named() {
    let bytes = encode(Some(&whole()), &report());
    let (entry, _) = section(&bytes, EVENTS);
    let mut other = bytes.clone();
    other[entry..entry + 4].copy_from_slice(b"xxxx");
    assert_eq!(fault(&sealed(other)), (EVENTS, PackFault::Missing));
    // One more entry in the table moves what is behind it.
    let mut more = bytes[..HEAD_BYTES].to_vec();
    more[6] += 1;
    more.extend_from_slice(b"zzzz\0\0\0\0\0\0\0\0");
    for entry in bytes[HEAD_BYTES..].chunks_exact(ENTRY_BYTES).take(bytes[6].into()) {
        let offset = u32::from_le_bytes(entry[4..8].try_into().unwrap()) + ENTRY_BYTES as u32;
        more.extend_from_slice(&entry[..4]);
        more.extend_from_slice(&offset.to_le_bytes());
        more.extend_from_slice(&entry[8..]);
    }
    more.extend_from_slice(&bytes[HEAD_BYTES + usize::from(bytes[6]) * ENTRY_BYTES..]);
    assert_eq!(decode(&sealed(more)).unwrap().story, Some(story()));
}

#[test]
fn a_pack_that_says_nothing_of_its_time_is_read_and_written_without_the_section() {
    let mut older = encode(Some(&whole()), &report());
    let (entry, _) = section(&older, TIME);
    older[entry..entry + 4].copy_from_slice(b"xxxx");
    let read = decode(&sealed(older)).unwrap().story.unwrap();
    assert_eq!(read.meta.timeline, Timeline::default());
    let without = crate::model::WholeStory { story: read.clone(), ..whole() };
    let bytes = encode(Some(&without), &report());
    assert!(!bytes[HEAD_BYTES..].chunks(ENTRY_BYTES).take(10).any(|entry| &entry[..4] == b"time"));
    assert_eq!(decode(&bytes).unwrap().story, Some(read));
}

#[test]
fn a_fault_names_its_section_and_byte() {
    let bytes = encode(Some(&whole()), &report());
    let (_, events) = section(&bytes, EVENTS);
    // Behind the two numbers of its head: how many events there are.
    let mut many = bytes.clone();
    many[events + 2] = 0x7f;
    let error = decode(&sealed(many)).unwrap_err();
    assert_eq!((error.section, error.fault), (EVENTS, PackFault::Cut));
    assert_eq!(error.offset, events + 3);
    let mut cut = bytes.clone();
    let (entry, offset) = section(&bytes, LEDGER);
    cut[entry + 8..entry + 12].copy_from_slice(&(bytes.len() as u32).to_le_bytes());
    let error = decode(&sealed(cut)).unwrap_err();
    assert_eq!((error.section, error.offset, error.fault), (LEDGER, offset, PackFault::Cut));
    assert_eq!(error.to_string(), format!("ldgr, byte {offset}: the file ends too early"));
}

#[test]
fn bytes_that_are_no_text_are_refused() {
    let mut bytes = encode(Some(&whole()), &report());
    let place = bytes.windows(8).position(|window| window == b"Quarter ").unwrap();
    bytes[place] = 0x80;
    assert_eq!(fault(&sealed(bytes)), (STRINGS, PackFault::Text));
}

#[test]
fn text_that_turns_its_neighbours_around_is_not_written_and_not_read() {
    let mut turned = whole();
    turned.story.meta.version = "1\u{202e}2".into();
    let opened = decode(&encode(Some(&turned), &report())).unwrap();
    assert_eq!(opened.story.unwrap().meta.version, "12");
    let mut bytes = encode(Some(&whole()), &report());
    let place = bytes.windows(8).position(|window| window == b"Quarter ").unwrap();
    bytes[place..place + 3].copy_from_slice("\u{202e}".as_bytes());
    assert_eq!(fault(&sealed(bytes)), (STRINGS, PackFault::Text));
}

#[test]
fn a_few_bytes_cannot_ask_for_much_memory() {
    // One long string, and a report whose problems all refer to it.
    let long = "x".repeat(4_000);
    let problem = crate::report::Problem { message: long.clone(), ..Default::default() };
    let few = Report { problems: vec![problem.clone(); 100], ..Report::default() };
    assert_eq!(decode(&encode(None, &few)).unwrap().report, few);
    let many = Report { problems: vec![problem; 20_000], ..Report::default() };
    assert_eq!(fault(&encode(None, &many)), (REPORT, PackFault::Size));
}

#[test]
fn events_out_of_order_are_refused() {
    let bytes = encode(Some(&whole()), &report());
    let text = bytes.windows(11).position(|window| window == b"2016-12-05~").unwrap();
    let mut later = bytes;
    later[text..text + 11].copy_from_slice(b"2016-12-25~");
    assert_eq!(fault(&sealed(later)), (EVENTS, PackFault::Order));
}

#[test]
fn many_events_are_read_in_pieces_and_come_back_as_they_were() {
    let mut whole = whole();
    let pattern = whole.story.events.rows().to_vec();
    let rows: Vec<Event> = (0..2 * ROWS_PER_BLOCK + 1)
        .map(|number| Event {
            id: format!("event-{number}"),
            row: number as u32,
            ..pattern[number % pattern.len()].clone()
        })
        .collect();
    let texts: Vec<EventDetails> = (0..rows.len())
        .map(|number| EventDetails { actors_text: number.to_string(), ..EventDetails::default() })
        .collect();
    let ledger = story().ledger;
    (whole.story.events, whole.details.events) = Events::from_rows_with(rows, texts);
    let bytes = encode(Some(&whole), &report());
    assert!(encode_folded(folded(&whole), &report()) == bytes, "folded or not");
    let note = Note::default();
    let mut decoding = Decoding::new(&bytes, &note);
    let mut pieces = 0;
    while decoding.step() {
        pieces += 1;
    }
    let opened = decoding.end().unwrap();
    assert!(pieces >= 6, "three blocks of events and of their details, not {pieces}");
    // Larger files are in no golden file: this is the layout of all that have been written.
    assert_eq!(
        checksum(&bytes),
        2_392_925_417,
        "the layout of packs of many events is another one"
    );
    assert_eq!(opened.story.as_ref().map(|story| &story.ledger), Some(&ledger));
    assert_eq!(opened.story, Some(whole.story));
    assert_eq!(opened.details, Some(Kept::Within(whole.details)));
}
