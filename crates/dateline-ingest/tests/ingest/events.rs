//! Rows of `events.csv` that cannot be read as they stand.

use crate::support::{Town, codes, only, place, town};
use dateline_core::model::{Event, GeoPrecision, Story, Verification};
use dateline_core::time::{FixedZone, Zone, parse_moment};
use dateline_ingest::{Code, ReadOptions, Zones, read_manifest, read_story_with};

const HEADER: &str = "id,date,end,time,title,area,lat,lon,geo_precision,category,killed_low,killed_best,killed_high,verification,graphic,withdrawn,chapter,source";

/// A row of the named cells; the others are plain and right.
fn row(cells: &[(&str, &str)]) -> String {
    let plain = [
        ("id", "A"),
        ("date", "2020-03-05"),
        ("title", "T"),
        ("category", "talks"),
        ("source", "S"),
    ];
    let cell = |column: &str| {
        let find = |list: &[(&str, &str)]| {
            list.iter().find(|(name, _)| *name == column).map(|it| it.1.to_owned())
        };
        find(cells).or_else(|| find(&plain)).unwrap_or_default()
    };
    HEADER.split(',').map(cell).collect::<Vec<_>>().join(",")
}

fn with(rows: &[String]) -> Town {
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    // Without rows that name events of the town.
    let control = "area,date,to,status,source";
    town().with_rows("events.csv", HEADER, &rows).with_rows("control.csv", control, &[]).replacing(
        "story.json",
        "event:E2",
        "area:mill",
    )
}

fn event(story: &Story, id: &str) -> Event {
    story.events.get(story.events.find(id).unwrap()).unwrap().clone()
}

/// What is read of one row, and the codes reported.
fn one(cells: &[(&str, &str)]) -> (Event, Vec<&'static str>) {
    let (story, report) = with(&[row(cells)]).story();
    (event(&story, "A"), codes(&report))
}

#[test]
fn an_event_whose_date_cannot_be_read_stays_in_the_list_without_one() {
    let (event, codes) = one(&[("date", "2016-13-40")]);
    assert_eq!((event.when, codes), (None, vec!["date.unreadable"]));
    let (event, codes) = one(&[("date", "03/04/2020")]);
    assert_eq!((event.when, codes), (None, vec!["date.ambiguous"]));
}

#[test]
fn an_end_before_the_start_is_reported_and_left_out() {
    let (event, codes) = one(&[("end", "2020-03-04")]);
    assert_eq!(codes, ["date.reversed"]);
    assert_eq!(event.when.unwrap().span.end, parse_moment("2020-03-05").unwrap());
    let (event, codes) = one(&[("end", "2020-03-40")]);
    assert_eq!((event.when.unwrap().text.as_str(), codes), ("2020-03-05", vec!["date.unreadable"]));
}

#[test]
fn time_and_end_make_one_date() {
    let (event, codes) = one(&[("time", "9:30"), ("end", "2020-03-06")]);
    assert!(codes.is_empty());
    let when = event.when.unwrap();
    assert_eq!(when.text, "2020-03-05T09:30/2020-03-06");
    assert_eq!(when.span.end, parse_moment("2020-03-06").unwrap());
    let (event, codes) = one(&[("time", "25:00")]);
    assert_eq!((event.when.unwrap().text.as_str(), codes), ("2020-03-05", vec!["date.unreadable"]));
    let (event, codes) = one(&[("date", "2020-03"), ("time", "10:00")]);
    assert_eq!((event.when.unwrap().text.as_str(), codes), ("2020-03", vec!["date.unreadable"]));
}

#[test]
fn an_end_beside_an_interval_must_say_the_same() {
    let (_, same) = one(&[("date", "2020-03-05/2020-03-06"), ("end", "2020-03-06")]);
    assert!(same.is_empty());
    let (event, other) = one(&[("date", "2020-03-05/2020-03-06"), ("end", "2020-03-07")]);
    assert_eq!(other, ["date.unreadable"]);
    assert_eq!(event.when.unwrap().text, "2020-03-05/2020-03-06");
}

/// A world with one zone.
struct OnlyDamascus;

impl Zones for OnlyDamascus {
    fn zone(&self, name: &str) -> Option<Box<dyn Zone>> {
        let is_known = name == "Asia/Damascus";
        is_known.then(|| Box::new(FixedZone { offset_seconds: 7200 }) as Box<dyn Zone>)
    }
}

#[test]
fn a_time_with_an_offset_is_read_only_where_the_zone_is_known() {
    let town = with(&[row(&[("date", "2020-03-05T22:30Z")])]);
    assert_eq!(only(&town.story().1, Code::DateZone).row, Some(2));
    let read = |town: &Town, options| {
        let (manifest, report) = read_manifest(Ok(town.files["story.json"].clone()));
        let files: Vec<_> = town
            .files
            .iter()
            .map(|(name, bytes)| ((*name).to_owned(), Ok(bytes.clone())))
            .collect();
        read_story_with(manifest.unwrap(), &files, report, options)
    };
    let with_zones = ReadOptions { zones: Some(&OnlyDamascus), ..ReadOptions::default() };
    let (story, report) = read(&town, with_zones);
    assert_eq!(codes(&report), Vec::<&str>::new());
    let start = event(&story.unwrap().unfold().story, "A").when.unwrap().span.start;
    assert_eq!(start, parse_moment("2020-03-06T00:30").unwrap());
    let elsewhere = town.clone().replacing("story.json", "Asia/Damascus", "Asia/Nowhere");
    let (_, report) = read(&elsewhere, with_zones);
    assert_eq!(codes(&report), ["story.zone", "date.zone"]);
    let problem = only(&report, Code::StoryZone);
    assert_eq!(place(problem), ("story.json", problem.row, Some("timeZone"), "Asia/Nowhere"));
    let utc = town.replacing("story.json", "Asia/Damascus", "UTC");
    let (story, report) = utc.story();
    assert!(codes(&report).is_empty());
    assert_eq!(
        event(&story, "A").when.unwrap().span.start,
        parse_moment("2020-03-05T22:30").unwrap()
    );
}

#[test]
fn coordinates_that_cannot_be_used_leave_the_event_in_its_area_or_unplaced() {
    let wrong = [
        (("95", "30.0"), "coord.range"),
        (("40.0", ""), "coord.missing"),
        (("40.0", "30°"), "number.unreadable"),
        (("NaN", "30.0"), "number.unreadable"),
        (("40.0", "Infinity"), "number.unreadable"),
        (("-inf", "30.0"), "number.unreadable"),
        (("1e999", "30.0"), "number.unreadable"),
        (("-90.001", "30.0"), "coord.range"),
        (("40.0", "180.5"), "coord.range"),
    ];
    for ((lat, lon), code) in wrong {
        let (in_area, codes) =
            one(&[("lat", lat), ("lon", lon), ("area", "harbour"), ("geo_precision", "exact")]);
        assert_eq!(codes, [code]);
        assert_eq!(in_area.geo_precision, GeoPrecision::Area);
        assert_eq!(in_area.position.map(|it| it.lon), Some(30.005));
        let (nowhere, codes) = one(&[("lat", lat), ("lon", lon)]);
        assert_eq!((nowhere.position, codes), (None, vec![code]));
    }
}

#[test]
fn latitude_and_longitude_exchanged_in_the_whole_file_are_noticed_and_not_used() {
    let swapped = row(&[("lat", "30.005"), ("lon", "40.005")]);
    let second = row(&[("id", "B"), ("lat", "30.03"), ("lon", "40.02"), ("area", "mill")]);
    // What an area alone places says nothing of it, and stays there.
    let in_area = row(&[("id", "C"), ("area", "mill")]);
    let (story, report) = with(&[in_area, swapped.clone(), second]).story();
    assert_eq!(
        place(only(&report, Code::CoordSwapped)),
        ("events.csv", Some(3), Some("lat"), "30.005, 40.005")
    );
    assert_eq!(report.counts.unplaced, 2);
    let placed = ["A", "B", "C"].map(|id| event(&story, id).position.is_some());
    assert_eq!(placed, [false, false, true]);
    // One position that is right as it stands: the others are just elsewhere.
    let right = row(&[("id", "B"), ("lat", "40.005"), ("lon", "30.005")]);
    let (_, report) = with(&[swapped, right]).story();
    assert_eq!((codes(&report), report.counts.unplaced), (Vec::<&str>::new(), 0));
}

#[test]
fn an_unknown_area_is_reported_and_the_known_ones_stay() {
    let (event, codes) = one(&[("area", "castle; mill;mill")]);
    assert_eq!((event.areas.len(), codes), (1, vec!["area.unknown"]));
    assert!(event.position.is_some());
}

#[test]
fn an_event_of_an_unknown_category_is_shown_under_a_general_one() {
    let (story, report) = with(&[row(&[("category", "parade")])]).story();
    assert_eq!(
        place(only(&report, Code::CategoryUnknown)),
        ("events.csv", Some(2), Some("category"), "parade")
    );
    let category = &story.meta.categories[usize::from(event(&story, "A").category.0)];
    assert_eq!((category.id.as_str(), story.meta.categories.len()), ("event", 3));
}

#[test]
fn of_two_events_with_one_id_the_first_is_shown() {
    let (story, report) = with(&[row(&[]), row(&[("title", "Other")])]).story();
    assert_eq!(
        place(only(&report, Code::EventDuplicate)),
        ("events.csv", Some(3), Some("id"), "A")
    );
    assert_eq!((report.counts.events, report.counts.skipped), (1, 1));
    assert_eq!(event(&story, "A").title.in_language("en"), "T");
}

#[test]
fn an_event_without_id_or_title_gets_one() {
    let (story, report) = with(&[row(&[("id", ""), ("title", "")])]).story();
    assert_eq!(codes(&report), ["value.missing", "value.missing"]);
    assert_eq!(event(&story, "row-2").title.in_language("en"), "row-2");
}

#[test]
fn counts_that_are_no_numbers_are_unknown_and_never_zero() {
    for wrong in ["some", "-3", "1.5", "99999999999"] {
        let (event, codes) = one(&[("killed_best", wrong)]);
        assert_eq!(
            (event.casualties.killed.best, codes),
            (None, vec!["number.unreadable"]),
            "{wrong}"
        );
    }
    let (event, codes) = one(&[("killed_low", "5"), ("killed_high", "4")]);
    assert_eq!((event.casualties.killed.low, codes), (Some(5), vec!["number.range"]));
}

#[test]
fn values_outside_the_closed_lists_are_reported_and_the_cautious_one_is_taken() {
    let (event, codes) = one(&[
        ("verification", "sure"),
        ("geo_precision", "roughly"),
        ("graphic", "perhaps"),
        ("withdrawn", "perhaps"),
        ("chapter", "third"),
    ]);
    assert_eq!(codes, ["value.unknown"; 5]);
    assert_eq!(event.verification, Verification::Unknown);
    assert_eq!(event.geo_precision, GeoPrecision::Unknown);
    assert!(event.graphic && !event.withdrawn);
}

#[test]
fn an_event_without_a_source_is_a_warning() {
    let (event, codes) = one(&[("source", "")]);
    assert_eq!((event.sources.len(), codes), (0, vec!["source.missing"]));
}

#[test]
fn a_table_without_ids_or_dates_says_so_once() {
    let (story, report) =
        with(&[]).with_rows("events.csv", "title,source", &["One,S", "Two,S"]).story();
    assert_eq!(codes(&report), ["column.missing", "column.missing"]);
    assert_eq!((story.events.len(), report.counts.undated), (2, 2));
    assert!(story.events.find("row-3").is_some());
}
