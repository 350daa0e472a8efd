//! FlatGeobuf: files that the format's own crate wrote (`tests/fixtures/flatgeobuf`), and others
//! by a small writer.

use crate::support::{all, codes, date, only, open, open_with, place};
use dateline_ingest::{Format, Limits, OpenOptions};
use proptest::prelude::*;

const QUARTERS: &[u8] = include_bytes!("../fixtures/flatgeobuf/quarters.fgb");
const EVENTS: &[u8] = include_bytes!("../fixtures/flatgeobuf/events.fgb");

/// A field of a table of FlatBuffers.
#[derive(Clone)]
enum Field {
    None,
    Bytes(Vec<u8>),
    Text(&'static str),
    Values(usize, Vec<u8>),
    Table(Vec<Field>),
    Tables(Vec<Vec<Field>>),
}
use Field::{Bytes, None as Empty, Table, Tables, Text, Values};

fn push_u32(out: &mut Vec<u8>, number: usize) {
    out.extend((number as u32).to_le_bytes());
}

/// Writes a table and what it points to; where it stands.
fn table(out: &mut Vec<u8>, fields: &[Field]) -> usize {
    let vtable = out.len();
    let size = |field: &Field| match field {
        Empty => 0,
        Bytes(bytes) => bytes.len(),
        _ => 4,
    };
    let inline: usize = fields.iter().map(size).sum();
    out.extend((4 + 2 * fields.len() as u16).to_le_bytes());
    out.extend((4 + inline as u16).to_le_bytes());
    let mut offset = 4_u16;
    for field in fields {
        out.extend(if size(field) == 0 { 0 } else { offset }.to_le_bytes());
        offset += size(field) as u16;
    }
    let at = out.len();
    out.extend(((at - vtable) as i32).to_le_bytes());
    let mut places = Vec::new();
    for field in fields {
        places.push(out.len());
        match field {
            Empty => {}
            Bytes(bytes) => out.extend(bytes),
            _ => out.extend([0; 4]),
        }
    }
    for (field, place) in fields.iter().zip(places) {
        let target = match field {
            Empty | Bytes(_) => continue,
            Text(text) => vector(out, text.len(), text.as_bytes()),
            Values(count, bytes) => vector(out, *count, bytes),
            Table(fields) => table(out, fields),
            Tables(tables) => {
                let start = out.len();
                push_u32(out, tables.len());
                out.extend(vec![0; tables.len() * 4]);
                for (number, fields) in tables.iter().enumerate() {
                    let slot = start + 4 + number * 4;
                    let target = table(out, fields);
                    out[slot..slot + 4].copy_from_slice(&((target - slot) as u32).to_le_bytes());
                }
                start
            }
        };
        out[place..place + 4].copy_from_slice(&((target - place) as u32).to_le_bytes());
    }
    at
}

fn vector(out: &mut Vec<u8>, count: usize, bytes: &[u8]) -> usize {
    let at = out.len();
    push_u32(out, count);
    out.extend(bytes);
    at
}

fn root(fields: &[Field]) -> Vec<u8> {
    let mut out = vec![0; 4];
    let at = table(&mut out, fields);
    out[..4].copy_from_slice(&(at as u32).to_le_bytes());
    out
}

fn doubles(numbers: &[f64]) -> Field {
    Values(numbers.len(), numbers.iter().flat_map(|it| it.to_le_bytes()).collect())
}

fn ends(numbers: &[u32]) -> Field {
    Values(numbers.len(), numbers.iter().flat_map(|it| it.to_le_bytes()).collect())
}

/// A geometry that says what it is.
fn geometry(kind: u8, xy: &[f64], at: &[u32], parts: Vec<Vec<Field>>) -> Vec<Field> {
    let ends = if at.is_empty() { Empty } else { ends(at) };
    let heights = vec![7.0; xy.len() / 2];
    let parts = if parts.is_empty() { Empty } else { Tables(parts) };
    vec![ends, doubles(xy), doubles(&heights), Empty, Empty, Empty, Bytes(vec![kind]), parts]
}

/// A property: the number of its column and its bytes.
fn property(column: u16, bytes: &[u8]) -> Vec<u8> {
    [&column.to_le_bytes()[..], bytes].concat()
}

fn text(text: &str) -> Vec<u8> {
    [&(text.len() as u32).to_le_bytes()[..], text.as_bytes()].concat()
}

/// A file of features, each a geometry and properties.
fn file(columns: &[(&'static str, u8)], crs: Field, features: &[(Field, Vec<u8>)]) -> Vec<u8> {
    let column = |(name, kind): &(&'static str, u8)| vec![Text(name), Bytes(vec![*kind])];
    let count = Bytes((features.len() as u64).to_le_bytes().to_vec());
    let columns = Tables(columns.iter().map(column).collect());
    let no_index = Bytes(vec![0, 0]);
    let header =
        root(&[Empty, Empty, Empty, Empty, Empty, Empty, Empty, columns, count, no_index, crs]);
    let mut out = b"fgb\x03fgb\x01".to_vec();
    push_u32(&mut out, header.len());
    out.extend(header);
    for (geometry, properties) in features {
        let properties = Values(properties.len(), properties.clone());
        let feature = root(&[geometry.clone(), properties]);
        push_u32(&mut out, feature.len());
        out.extend(feature);
    }
    out
}

/// A file of so many events in one place.
pub fn points(count: usize) -> Vec<u8> {
    let properties = |number: usize| {
        [property(0, &text("2016-12-05")), property(1, &text(&format!("T{number}")))].concat()
    };
    let point = || Table(geometry(1, &[37.0, 36.0], &[], vec![]));
    let features: Vec<_> = (0..count).map(|number| (point(), properties(number))).collect();
    file(&[("date", 11), ("title", 11)], Empty, &features)
}

const SQUARE: [f64; 10] = [37.0, 36.0, 37.2, 36.0, 37.2, 36.2, 37.0, 36.2, 37.0, 36.0];

fn moved(by: f64) -> [f64; 10] {
    SQUARE.map(|it| it + by)
}

#[test]
fn outlines_with_their_index_and_events_without_are_one_story() {
    let reading = open(&[("a.bin", QUARTERS), ("b.bin", EVENTS)]);
    assert!(reading.files.iter().all(|file| file.format == Format::FlatGeobuf));
    let story = reading.whole.as_ref().unwrap();
    let areas: Vec<_> =
        story.story.areas.iter().map(|it| (it.id.as_str(), it.polygons.len())).collect();
    // Its index has put them in the order of a curve.
    assert_eq!(areas, [("Gate", 2), ("Mill", 1)]);
    assert_eq!(story.story.areas[1].polygons[0].len(), 2, "with its hole");
    assert_eq!(reading.report.counts.changes, 2);
    let events = all(story);
    let told: Vec<_> = events.iter().map(|it| (date(*it), place(*it))).collect();
    assert_eq!(told, [("2016-12-05", Some((36.1, 37.1))), ("2016-12-06", Some((36.2, 37.2)))]);
    assert_eq!(events[0].casualties.killed.best, Some(3));
    assert_eq!(codes(&reading).iter().filter(|code| **code != "source.missing").count(), 0);
}

#[test]
fn every_kind_of_geometry_is_read_and_heights_are_passed_over() {
    let line = || geometry(2, &SQUARE, &[], vec![]);
    let polygon = |by| geometry(3, &moved(by), &[], vec![]);
    let triangle = || geometry(17, &SQUARE[..6], &[], vec![]);
    let two = [SQUARE, moved(1.0)].concat();
    let point = || geometry(1, &[37.0, 36.0], &[], vec![]);
    // What becomes of each: areas, lines of the base map, events.
    let cases = [
        (point(), (0, 0, 1)),
        (geometry(4, &SQUARE, &[], vec![]), (0, 0, 1)),
        (line(), (0, 1, 0)),
        (geometry(5, &two, &[5, 10], vec![]), (0, 1, 0)),
        (polygon(0.0), (1, 0, 0)),
        (geometry(3, &two, &[5, 10], vec![]), (1, 0, 0)),
        (geometry(6, &[], &[], vec![polygon(0.0), polygon(1.0)]), (1, 0, 0)),
        (geometry(7, &[], &[], vec![point(), point()]), (0, 0, 1)),
        (geometry(9, &[], &[], vec![line(), line()]), (0, 1, 0)),
        (geometry(10, &[], &[], vec![line()]), (1, 0, 0)),
        (geometry(11, &[], &[], vec![line(), line()]), (0, 1, 0)),
        (geometry(12, &[], &[], vec![polygon(0.0), polygon(1.0)]), (1, 0, 0)),
        (geometry(15, &[], &[], vec![polygon(0.0), polygon(1.0)]), (1, 0, 0)),
        (geometry(16, &[], &[], vec![triangle(), triangle()]), (1, 0, 0)),
        (triangle(), (1, 0, 0)),
    ];
    for (number, (geometry, wanted)) in cases.into_iter().enumerate() {
        let bytes = file(&[], Empty, &[(Table(geometry), vec![])]);
        let counts = open(&[("a.fgb", &bytes)]).report.counts;
        assert_eq!((counts.areas, counts.base, counts.events), wanted, "case {number}: {counts:?}");
        assert_eq!(counts.skipped, 0, "case {number}");
    }
    let curved = geometry(8, &SQUARE, &[], vec![]);
    let bytes = file(&[], Empty, &[(Table(curved), vec![]), (Table(point()), vec![])]);
    let reading = open(&[("a.fgb", &bytes)]);
    let problem = only(&reading, "geometry.invalid");
    assert_eq!((problem.row, reading.report.counts.events), (Some(1), 1));
    assert!(problem.detail.contains("straight lines"));
}

#[test]
fn every_kind_of_column_is_read() {
    let columns = [
        ("a", 0),
        ("b", 1),
        ("c", 2),
        ("d", 3),
        ("e", 4),
        ("f", 5),
        ("g", 6),
        ("h", 7),
        ("i", 8),
        ("j", 9),
        ("k", 10),
        ("l", 11),
        ("m", 12),
        ("date", 13),
        ("n", 14),
        ("title", 11),
    ];
    let values: [Vec<u8>; 16] = [
        vec![255],
        vec![200],
        vec![1],
        (-300_i16).to_le_bytes().to_vec(),
        60_000_u16.to_le_bytes().to_vec(),
        (-70_000_i32).to_le_bytes().to_vec(),
        4_000_000_000_u32.to_le_bytes().to_vec(),
        (-5_000_000_000_i64).to_le_bytes().to_vec(),
        18_000_000_000_000_000_000_u64.to_le_bytes().to_vec(),
        1234.7_f32.to_le_bytes().to_vec(),
        5000.25_f64.to_le_bytes().to_vec(),
        text("حلب"),
        text("{\"zz\":1}"),
        text("2016-12-05T10:00:00"),
        text("\u{1}\u{2}"),
        text("Shells"),
    ];
    let properties: Vec<u8> =
        (0..).zip(&values).flat_map(|(number, bytes)| property(number, bytes)).collect();
    let point = geometry(1, &[37.0, 36.0], &[], vec![]);
    let reading = open(&[("a.fgb", &file(&columns, Empty, &[(Table(point), properties)]))]);
    let story = reading.whole.as_ref().unwrap();
    let event = all(story)[0];
    assert_eq!((date(event), event.title.in_language("en")), ("2016-12-05T10:00:00", "Shells"));
    let told = event.text.in_language("en");
    for line in [
        "a: -1",
        "b: 200",
        "c: true",
        "d: -300",
        "e: 60000",
        "f: -70000",
        "g: 4000000000",
        "h: -5000000000",
        "i: 18000000000000000000",
        "j: 1234.7",
        "k: 5000.25",
        "l: حلب",
        "m.zz: 1",
    ] {
        assert!(told.lines().any(|it| it == line), "{line} in {told}");
    }
}

#[test]
fn positions_in_another_projection_are_refused_by_its_name() {
    let point = || (Table(geometry(1, &[4_130_000.0, 4_320_000.0], &[], vec![])), vec![]);
    let crs = |org, code: i32, name, wkt| {
        let code = Bytes(code.to_le_bytes().to_vec());
        Table(vec![Text(org), code, Text(name), Empty, Text(wkt)])
    };
    let cases = [
        (crs("EPSG", 3857, "WGS 84 / Pseudo-Mercator", ""), "EPSG:3857 WGS 84 / Pseudo-Mercator"),
        (crs("", 32637, "", ""), "EPSG:32637"),
        (crs("", 0, "", "PROJCS[\"Deir ez Zor\",GEOGCS[]]"), "Deir ez Zor"),
    ];
    for (crs, name) in cases {
        let reading = open(&[("a.fgb", &file(&[], crs, &[point(), point()]))]);
        assert_eq!(only(&reading, "file.projection").value, name);
        assert_eq!((reading.report.counts.rows, reading.report.counts.skipped), (2, 2));
    }
    let plain = [
        Empty,
        crs("EPSG", 4326, "WGS 84", ""),
        crs("", 4326, "", ""),
        crs("", 0, "", ""),
        crs("", 0, "", "GEOGCS[\"WGS 84\",DATUM[]]"),
        Table(vec![Text("OGC"), Empty, Empty, Empty, Empty, Text("CRS84")]),
    ];
    let near = || (Table(geometry(1, &[37.0, 36.0], &[], vec![])), vec![]);
    for (number, crs) in plain.into_iter().enumerate() {
        let reading = open(&[("a.fgb", &file(&[], crs, &[near()]))]);
        assert!(!codes(&reading).contains(&"file.projection"), "case {number}");
        assert_eq!(reading.report.counts.events, 1, "case {number}");
    }
}

/// A collection whose parts are all one and the same, and so on for some levels.
fn fan(levels: usize, parts: usize) -> Vec<u8> {
    let mut out = vec![0; 4];
    // Feature with a geometry alone; each table is followed by what it points to.
    out.extend([6_u8, 0, 8, 0, 4, 0]);
    let feature = out.len();
    out[..4].copy_from_slice(&(feature as u32).to_le_bytes());
    out.extend(6_i32.to_le_bytes());
    push_u32(&mut out, 4 + 20);
    for level in 0..levels {
        // A vtable of eight fields: the kind and the parts.
        for number in [20_u16, 9, 0, 0, 0, 0, 0, 0, 8, 4] {
            out.extend(number.to_le_bytes());
        }
        out.extend(20_i32.to_le_bytes());
        let is_last = level + 1 == levels;
        push_u32(&mut out, 5);
        out.push(7);
        push_u32(&mut out, if is_last { 0 } else { parts });
        for number in 0..parts {
            // From here to the next table, whose vtable lies before it.
            push_u32(&mut out, (parts - number) * 4 + 20);
        }
    }
    out
}

#[test]
fn a_geometry_that_names_one_part_a_million_times_is_held_to_the_limit() {
    let feature = fan(7, 64);
    let mut bytes = file(&[], Empty, &[]);
    for _ in 0..2 {
        push_u32(&mut bytes, feature.len());
        bytes.extend(&feature);
    }
    let limits = Limits { vertices: 20_000, ..Limits::DEFAULT };
    let options = OpenOptions { limits, ..OpenOptions::default() };
    let reading = open_with(&[("a.fgb", &bytes)], &options);
    // The limit is told once, however many features lie beyond it.
    let problem = only(&reading, "file.too-large");
    assert_eq!(problem.detail, "the limit is 1000000 features and 20000 positions");
    assert_eq!((problem.row, reading.report.counts.skipped), (Some(1), 2));
    assert!(!codes(&reading).contains(&"geometry.invalid"));
}

#[test]
fn as_many_points_are_read_as_there_may_be_positions() {
    let bytes = points(10);
    for vertices in 9..=11 {
        let limits = Limits { rows: 10, vertices, ..Limits::DEFAULT };
        let options = OpenOptions { limits, ..OpenOptions::default() };
        let counts = open_with(&[("a.fgb", &bytes)], &options).report.counts;
        assert_eq!(counts.events, vertices.min(10));
    }
}

#[test]
fn a_long_name_of_a_column_is_cut_between_characters() {
    let long: &'static str = Box::leak(format!("a{}", "𐤀".repeat(300)).into_boxed_str());
    let properties =
        [property(0, &text("2016-12-05")), property(1, &text("T")), property(2, &text("x"))];
    let point = Table(geometry(1, &[37.0, 36.0], &[], vec![]));
    let columns = [("date", 11), ("title", 11), (long, 11)];
    let bytes = file(&columns, Empty, &[(point, properties.concat())]);
    let reading = open(&[("a.fgb", &bytes)]);
    let name = format!("a{}", "𐤀".repeat(199));
    let told: Vec<_> = reading.files[0].columns.iter().map(|it| it.column.as_str()).collect();
    assert!(told.contains(&name.as_str()), "{told:?}");
}

#[test]
fn a_feature_may_have_columns_of_its_own_beside_those_of_the_file() {
    let column = |name: &'static str| vec![Text(name), Bytes(vec![11])];
    let point = || Table(geometry(1, &[37.0, 36.0], &[], vec![]));
    let told = |title: &str| [property(0, &text("2016-12-05")), property(1, &text(title))].concat();
    let mut bytes = file(&[("date", 11), ("title", 11)], Empty, &[(point(), told("Shells"))]);
    let properties = told("Bridge");
    let own = Tables(vec![column("date"), column("place")]);
    let feature = root(&[point(), Values(properties.len(), properties), own]);
    push_u32(&mut bytes, feature.len());
    bytes.extend(feature);
    let reading = open(&[("a.fgb", &bytes)]);
    let story = reading.whole.as_ref().unwrap();
    let told: Vec<_> = all(story)
        .iter()
        .map(|it| (it.title.in_language("en").to_owned(), it.place.in_language("en").to_owned()))
        .collect();
    assert_eq!(told[0].0, "Shells");
    assert_eq!(told[1].1, "Bridge", "{told:?}");
}

#[test]
fn a_file_cut_at_any_byte_is_told_and_keeps_the_features_before() {
    for bytes in [QUARTERS, EVENTS] {
        for length in 0..bytes.len() {
            let reading = open(&[("a.fgb", &bytes[..length])]);
            assert!(
                codes(&reading).contains(&"file.unknown"),
                "at {length}: {:?}",
                codes(&reading)
            );
        }
    }
    let reading = open(&[("a.fgb", &EVENTS[..EVENTS.len() - 3])]);
    assert_eq!((reading.report.counts.events, reading.report.counts.skipped), (1, 1));
    assert_eq!(only(&reading, "file.unknown").row, Some(2));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]
    #[test]
    fn damaged_files_are_read_as_far_as_they_go(
        is_first: bool,
        damage in proptest::collection::vec((any::<usize>(), any::<u8>()), 1..6),
    ) {
        let mut bytes = if is_first { QUARTERS.to_vec() } else { EVENTS.to_vec() };
        for (at, byte) in damage {
            let at = 8 + at % (bytes.len() - 8);
            bytes[at] = byte;
        }
        open(&[("a.fgb", &bytes)]);
    }

    #[test]
    fn bits_that_are_turned_in_places_and_lengths_panic_nothing(
        is_first: bool,
        at in any::<usize>(),
        bit in 0..8_u32,
    ) {
        let mut bytes = if is_first { QUARTERS.to_vec() } else { EVENTS.to_vec() };
        let at = at % bytes.len();
        bytes[at] ^= 1_u8 << bit;
        open(&[("a.fgb", &bytes)]);
    }
}
