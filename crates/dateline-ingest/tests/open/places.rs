//! Events without positions: placed by the names of areas and of tables of places.

use crate::support::{Reading, codes, event, ids, only, open, open_one, open_with, place};
use dateline_core::model::GeoPrecision;
use dateline_ingest::{Limits, OpenOptions, Progress, Step, keep};
use proptest::prelude::*;
use std::cell::Cell;

/// Two quarters, one with an Arabic name, and two areas of one name.
const AREAS: &str = r#"{"type":"FeatureCollection","features":[
 {"type":"Feature","id":"shaar","properties":{"name":"Ash-Shaʿār","name:ar":"الشعّار"},"geometry":{"type":"Polygon","coordinates":[[[37,36],[37.2,36],[37.2,36.2],[37,36.2],[37,36]]]}},
 {"type":"Feature","id":"q-12","properties":{"name":"Bustan al-Qasr","name:ar":"بستان القصر"},"geometry":{"type":"Polygon","coordinates":[[[38,36],[38.2,36],[38.2,36.2],[38,36.2],[38,36]]]}},
 {"type":"Feature","id":"north","properties":{"name":"Market"},"geometry":{"type":"Polygon","coordinates":[[[39,36],[39.2,36],[39.2,36.2],[39,36.2],[39,36]]]}},
 {"type":"Feature","id":"south","properties":{"name":"market"},"geometry":{"type":"Polygon","coordinates":[[[39,35],[39.2,35],[39.2,35.2],[39,35.2],[39,35]]]}}
]}"#;

const PLACES: &str = "name,name_ar,alternatenames,latitude,longitude,population\n\
    Al-Bab,الباب,\"Bab, El Bab\",36.37,37.52,60000\n\
    A'zaz,أعزاز,Azaz,36.58,37.04,30000\n\
    Salem,,,44.94,-123.03,1\n\
    Salem,,,11.66,78.14,1\n\
    Ash Shaar,,,1.0,1.0,1\n";

fn events(places: &[&str]) -> String {
    let row = |(number, place): (usize, &&str)| format!("E{number},2016-12-05,T,\"{place}\",S\n");
    let rows: String = places.iter().enumerate().map(row).collect();
    format!("id,date,title,place,source\n{rows}")
}

fn read(places: &[&str]) -> Reading {
    let events = events(places);
    open(&[
        ("areas.geojson", AREAS.as_bytes()),
        ("places.csv", PLACES.as_bytes()),
        ("events.csv", events.as_bytes()),
    ])
}

#[test]
fn a_position_that_is_none_is_told_by_what_the_file_calls_its_column() {
    let text = "Date,Title,Breite,Länge,Source\n2022-12-05,A,95.5,37.1,S\n2022-12-06,B,36.1,37.1,S\n2022-12-06,C,36.1,37.1,S\n2022-12-06,D,36.1,37.1,S\n";
    let (_, reading) = open_one("a.csv", text);
    let told = reading.report.problems.iter().find(|it| it.code.as_str() == "coord.range");
    assert_eq!(told.and_then(|it| it.column.as_deref()), Some("Breite"));
}

#[test]
fn letters_of_directions_are_believed_before_the_names_of_columns() {
    let text = "Date,Title,Latitude,Longitude,Source\n2022-12-05,A,38.0012 E,48.5921 N,S\n2022-12-06,B,48.6 N,38.01 E,S\n2022-12-07,C,48.6 N,38.01 N,S\n";
    let (story, reading) = open_one("a.csv", text);
    let place = |id: &str| event(&story, id).position.map(|it| (it.lat, it.lon));
    assert_eq!(place("row-1"), Some((48.5921, 38.0012)));
    assert_eq!(place("row-2"), Some((48.6, 38.01)));
    assert_eq!(place("row-3"), None);
    assert!(codes(&reading).contains(&"coord.unreadable"));
}

#[test]
fn a_place_is_the_area_or_the_listed_place_that_is_called_so() {
    let bab = Some((36.37, 37.52));
    let azaz = Some((36.58, 37.04));
    let cases = [
        // Areas, by id and by names in both languages.
        ("shaar", Ok("shaar")),
        ("ASH-SHAAR", Ok("shaar")),
        ("ash Sha'ar", Ok("shaar")),
        ("al-Sha'ar", Ok("shaar")),
        ("الشعار", Ok("shaar")),
        ("شعار", Ok("shaar")),
        ("Bustan Al Qasr", Ok("q-12")),
        ("Bustan al-Qasr, south", Ok("q-12")),
        ("بُستان القَصر", Ok("q-12")),
        ("Q12", Ok("q-12")),
        // Listed places.
        ("Al-Bab", Err(bab)),
        ("al bab (Aleppo)", Err(bab)),
        ("Bab", Err(bab)),
        ("el-Bab", Err(bab)),
        ("الباب", Err(bab)),
        ("Aʿzāz", Err(azaz)),
        ("اعزاز", Err(azaz)),
        // Several, and none.
        ("Salem", Err(None)),
        ("Market", Err(None)),
        ("Karm", Err(None)),
        ("Bustan", Err(None)),
    ];
    let reading = read(&cases.map(|(name, _)| name));
    let story = reading.whole.as_ref().unwrap();
    for (number, (name, wanted)) in cases.iter().enumerate() {
        let event = event(story, &format!("E{number}"));
        let area = event.areas.first().map(|area| story.story.areas[area.0 as usize].id.as_str());
        match wanted {
            Ok(id) => assert_eq!(area, Some(*id), "{name}"),
            Err(at) => assert_eq!((area, place(event)), (None, *at), "{name}"),
        }
        let is_placed = event.position.is_some();
        let precision = if is_placed { GeoPrecision::Area } else { GeoPrecision::Unknown };
        assert_eq!(event.geo_precision, precision, "{name}");
        assert_eq!(event.place.in_language("en"), *name);
    }
    let named = only(&reading, "place.named");
    let told = (named.value.as_str(), named.file.as_str(), named.detail.as_str());
    assert_eq!(told, ("17", "events.csv", "10 in areas, 7 by a list of places"));
    assert_eq!(reading.report.counts.unplaced, 4);
    let of = |code: &str| -> Vec<(Option<u32>, String)> {
        let all = reading.report.problems.iter().filter(|it| it.code.as_str() == code);
        all.map(|it| (it.row, it.value.clone())).collect()
    };
    assert_eq!(
        of("place.ambiguous"),
        [(Some(19), "Salem".to_owned()), (Some(20), "Market".to_owned())]
    );
    assert_eq!(
        of("place.unknown"),
        [(Some(21), "Karm".to_owned()), (Some(22), "Bustan".to_owned())]
    );
}

#[test]
fn a_name_that_says_nothing_is_told_once_with_the_number_of_its_rows() {
    let reading = read(&["Karm", "Bab", "Karm", "Karm"]);
    let problem = only(&reading, "place.unknown");
    assert_eq!((problem.row, problem.detail.as_str()), (Some(2), "3 rows have it"));
    assert_eq!(reading.report.counts.unplaced, 3);
}

#[test]
fn a_position_in_the_row_is_never_replaced_by_that_of_a_name() {
    let events = "id,date,title,place,lat,lon,source\nA,2016-12-05,T,Bab,36.2,37.15,S\nB,2016-12-05,T,Bab,,,S\n";
    let reading = open(&[("p.csv", PLACES.as_bytes()), ("e.csv", events.as_bytes())]);
    let story = reading.whole.as_ref().unwrap();
    assert_eq!(place(event(story, "A")), Some((36.2, 37.15)));
    assert_eq!(event(story, "A").geo_precision, GeoPrecision::Unknown);
    assert_eq!(place(event(story, "B")), Some((36.37, 37.52)));
    assert_eq!(only(&reading, "place.named").value, "1");
}

#[test]
fn a_row_that_only_names_its_area_is_counted_among_those_placed_by_name_unless_it_has_its_id() {
    let events = "id,date,title,area,lat,lon,source\nA,2016-12-05,T,Bustan-al-Qasr,,,S\nB,2016-12-05,T,q-12,,,S\nC,2016-12-05,T,Bustan-al-Qasr,36.1,38.1,S\n";
    let reading = open(&[("a.geojson", AREAS.as_bytes()), ("e.csv", events.as_bytes())]);
    assert_eq!(reading.report.counts.unplaced, 0);
    let told = only(&reading, "place.named");
    assert_eq!((&*told.value, &*told.detail), ("1", "1 in areas, 0 by a list of places"));
}

#[test]
fn a_list_of_places_tells_how_far_it_is_can_be_stopped_and_counts_what_lies_beyond_the_limit() {
    let places: String = (0..12_000).map(|n| format!("P{n},36.5,37.5\n")).collect();
    let places = format!("name,lat,lon\n{places}");
    let events = events(&["P7"]);
    let files = [("p.csv", places.as_bytes()), ("e.csv", events.as_bytes())];
    let most = Cell::new(0);
    let tell = |progress: Progress| {
        if progress.step == Step::Building {
            most.set(progress.rows.max(most.get()));
        }
        true
    };
    let options = OpenOptions { progress: Some(&tell), ..OpenOptions::default() };
    assert_eq!(open_with(&files, &options).report.counts.unplaced, 0);
    assert!(most.get() > 1000, "told of {} rows", most.get());
    let stop = |progress: Progress| progress.step != Step::Building || progress.rows == 0;
    let options = OpenOptions { progress: Some(&stop), ..OpenOptions::default() };
    assert!(open_with(&files, &options).is_cancelled);
    let limits = Limits { rows: 1000, ..Limits::DEFAULT };
    let reading = open_with(&files, &OpenOptions { limits, ..OpenOptions::default() });
    let tally = reading.report.tallies.iter().find(|it| it.file == "p.csv").unwrap();
    assert_eq!((tally.rows, tally.read, tally.skipped), (12_000, 1000, 11_000));
    only(&reading, "file.too-large");
}

#[test]
fn rows_of_a_list_of_places_are_looked_up_and_are_no_events() {
    let reading = read(&["Bab"]);
    assert_eq!(ids(reading.whole.as_ref().unwrap()), ["E0"]);
    // Four areas and one event.
    assert_eq!((reading.report.counts.rows, reading.report.counts.skipped), (5, 0));
    let tally = reading.report.tallies.iter().find(|it| it.file == "places.csv").unwrap();
    assert_eq!((tally.rows, tally.read, tally.skipped), (5, 5, 0));
    // Where nothing asks for places they are what they were: events that are only placed.
    let (story, reading) = open_one("places.csv", PLACES);
    assert_eq!((story.story.events.len(), reading.report.counts.undated), (5, 5));
    assert!(!codes(&reading).contains(&"place.named"));
}

#[test]
fn a_listed_place_without_a_position_is_told_and_the_others_are_used() {
    let places = "name,lat,lon\nBab,36.37,37.52\nKarm,north,37\n";
    let reading =
        open(&[("p.csv", places.as_bytes()), ("e.csv", events(&["Karm", "Bab"]).as_bytes())]);
    let problem = only(&reading, "coord.unreadable");
    assert_eq!((problem.file.as_str(), problem.row, &*problem.value), ("p.csv", Some(3), "Karm"));
    assert_eq!(only(&reading, "place.unknown").value, "Karm");
    assert_eq!(reading.report.counts.unplaced, 1);
}

#[test]
fn geonames_without_a_header_and_points_of_geojson_are_lists_of_places() {
    let row = |id: u32, name: &str, others: &str, lat: &str, lon: &str, class: &str| {
        format!(
            "{id}\t{name}\t{name}\t{others}\t{lat}\t{lon}\t{class}\tPPL\tSY\t\t09\t\t\t\t0\t\t400\tAsia/Damascus\t2016-02-03\n"
        )
    };
    let town = row(170_063, "Aleppo", "Haleb,حلب", "36.20124", "37.16117", "P");
    // The other name is that of the land around too, and so of several places.
    let geonames =
        town.clone() + &row(170_062, "Aleppo Governorate", "Aleppo,Haleb", "36.0", "37.8", "A");
    let points = r#"{"type":"FeatureCollection","features":[
        {"type":"Feature","properties":{"name":"Aleppo","name:ar":"حلب"},"geometry":{"type":"Point","coordinates":[37.16117,36.20124]}}]}"#;
    let events = events(&["aleppo", "حَلَب", "Haleb"]);
    for (name, list, is_haleb_known) in [
        ("town.txt", &*town, true),
        ("SY.txt", &geonames, false),
        ("points.geojson", points, false),
    ] {
        let reading = open(&[(name, list.as_bytes()), ("events.csv", events.as_bytes())]);
        let story = reading.whole.as_ref().unwrap();
        for id in ["E0", "E1"] {
            assert_eq!(place(event(story, id)), Some((36.20124, 37.16117)), "{name} {id}");
        }
        let haleb = is_haleb_known.then_some((36.20124, 37.16117));
        assert_eq!(place(event(story, "E2")), haleb, "{name}");
        assert_eq!(story.story.events.len(), 3);
    }
}

#[test]
fn what_was_placed_by_name_is_placed_so_again_when_it_was_kept() {
    let events = events(&["Bab", "Market", "shaar"]);
    let files: Vec<(String, Vec<u8>)> =
        [("areas.geojson", AREAS), ("places.csv", PLACES), ("events.csv", &events)]
            .map(|(name, text)| (name.to_owned(), text.as_bytes().to_vec()))
            .to_vec();
    let named: Vec<(&str, &[u8])> =
        files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    let first = open(&named);
    let kept = keep(files.clone(), &first, Limits::DEFAULT).unwrap();
    let again: Vec<(&str, &[u8])> =
        kept.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    let again = open(&again);
    let placed = |reading: &Reading| {
        let story = reading.whole.as_ref().unwrap();
        ["E0", "E1", "E2"].map(|id| (place(event(story, id)), event(story, id).areas.clone()))
    };
    assert_eq!(placed(&again), placed(&first));
    assert_eq!(only(&again, "place.named").value, "2");
}

proptest! {
    #[test]
    fn a_name_finds_its_place_however_it_is_written(
        name in "[A-Z][a-zéüş]{2,6}( [A-Z][a-z]{2,6})?|[ء-ي]{3,8}",
        marks in any::<u32>(),
    ) {
        let places = format!("name,lat,lon\n{name},36.5,37.5\n");
        let mark = |at: usize| [None, Some('\u{0301}'), Some('\u{0651}')][(marks >> (at % 16) & 3) as usize % 3];
        let marked: String =
            name.chars().enumerate().flat_map(|(at, sign)| [Some(sign), mark(at)]).flatten().collect();
        let written = [name.to_uppercase(), name.to_lowercase(), marked, name.replace(' ', "-")];
        let events = events(&[&written[0], &written[1], &written[2], &written[3]]);
        let reading = open(&[("p.csv", places.as_bytes()), ("e.csv", events.as_bytes())]);
        prop_assert_eq!(reading.report.counts.unplaced, 0, "{:?}", written);
    }
}
