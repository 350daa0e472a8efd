//! Rules for whole columns and files where two of them meet: ordinary files that one rule alone
//! would read otherwise.

use crate::support::{codes, date, event, ids, open, open_one, open_with, place};
use dateline_ingest::{DateOrder, FileMapping, OpenOptions};

fn outline(west: f64, properties: &str) -> String {
    let east = west + 0.1;
    format!(
        r#"{{"type":"Feature","properties":{{{properties}}},"geometry":{{"type":"Polygon","coordinates":[[[{west},36],[{east},36],[{east},36.1],[{west},36]]]}}}}"#
    )
}

fn collection(crs: &str, features: &[String]) -> String {
    format!(r#"{{"type":"FeatureCollection",{crs}"features":[{}]}}"#, features.join(","))
}

#[test]
fn longitude_and_latitude_of_a_system_near_to_wgs_84_are_read_as_they_are() {
    for name in ["urn:ogc:def:crs:EPSG::4269", "EPSG:4258", "urn:ogc:def:crs:OGC:2:84"] {
        let crs = format!(r#""crs":{{"type":"name","properties":{{"name":"{name}"}}}},"#);
        let text = collection(&crs, &[outline(37.0, r#""id":"a","name":"North""#)]);
        let (story, reading) = open_one("a.geojson", &text);
        assert_eq!((story.story.areas.len(), codes(&reading)), (1, vec![]), "{name}");
    }
}

#[test]
fn days_of_who_held_what_are_such_days_however_many_outlines_each_has() {
    let first = collection("", &[outline(37.0, r#""date":"2022-03-01""#)]);
    let second = [37.0, 37.3].map(|west| outline(west, r#""date":"2022-03-02""#));
    let second = collection("", &second);
    let files = [("a.geojson", first.as_bytes()), ("b.geojson", second.as_bytes())];
    let reading = open(&files);
    assert!(reading.report.problems.iter().all(|it| !it.detail.contains("told")));
    assert!(reading.report.counts.changes >= 3, "{:?}", reading.report.counts);
}

#[test]
fn years_that_may_stand_first_are_undecided_and_no_order_is_told_of_them() {
    let text = "date,title,lat,lon\n16-12-05,A,36,37\n16-12-31,B,36,37\n17-01-17,C,36,37\n";
    let (_, reading) = open_one("a.csv", text);
    // The last is one day either way.
    assert_eq!(reading.report.counts.undated, 2);
    assert_eq!(reading.files[0].date_order, None);
    // With slashes the year stands last.
    let text = text.replace('-', "/").replace("16/12/05", "15/03/03");
    let (story, reading) = open_one("a.csv", &text);
    assert_eq!(reading.report.counts.undated, 0);
    assert_eq!(reading.files[0].date_order, Some(DateOrder::DayMonthYear));
    let all: Vec<&str> = ids(&story).iter().map(|id| date(event(&story, id))).collect();
    assert!(all.contains(&"2003-03-15"), "{all:?}");
}

#[test]
fn an_area_that_is_called_as_people_write_nothing_is_that_area() {
    let areas = collection("", &[outline(37.0, r#""id":"NA","name":"Naples""#)]);
    let control = "area,date,holder\nNA,2022-03-01,Red\n";
    let reading = open(&[("areas.geojson", areas.as_bytes()), ("control.csv", control.as_bytes())]);
    let story = &reading.whole.as_ref().unwrap().story;
    assert_eq!((story.areas.len(), reading.report.counts.changes), (1, 1));
}

#[test]
fn a_slip_in_the_ids_takes_them_from_no_other_row_and_a_list_of_sources_is_one() {
    let row =
        |n: usize| format!("X{},2016-12-05,Event {n},36.2,37.1\n", if n == 99 { 98 } else { n });
    let rows: String = (0..100).map(row).collect();
    let (story, reading) = open_one("a.csv", &format!("id,date,title,lat,lon\n{rows}"));
    assert!(ids(&story).contains(&"X7"));
    assert_eq!(
        (story.story.events.len(), codes(&reading)),
        (99, vec!["source.missing", "event.duplicate"])
    );

    let events = "id,date,title,lat,lon,source1\na,2016-12-05,A,36.2,37.1,s1\n";
    let sources = "id,title,path\ns1,Gazette,https://one.example\ns1,Gazette,https://two.example\n";
    let reading = open(&[("events.csv", events.as_bytes()), ("sources.csv", sources.as_bytes())]);
    assert!(!codes(&reading).contains(&"column.guessed"), "{:?}", codes(&reading));
}

#[test]
fn cells_say_what_a_name_of_two_numbers_cannot_mean() {
    let place_of = |name: &str, cell: &str| {
        let text = format!("date,title,\"{name}\"\n2016-12-05,A,\"{cell}\"\n");
        let (story, _) = open_one("a.csv", &text);
        place(event(&story, ids(&story)[0]))
    };
    assert_eq!(place_of("Longitude, Latitude", "37.1, 36.2"), Some((36.2, 37.1)));
    assert_eq!(place_of("Longitude, Latitude", "14.5, 120.9"), Some((14.5, 120.9)));
    assert_eq!(place_of("Colony (lat,lng)", "36.2, 37.1"), Some((36.2, 37.1)));
}

#[test]
fn an_order_that_is_stated_is_that_of_years_that_may_stand_first_too() {
    let text = "date,title,lat,lon\n16-12-05,A,36,37\n16-12-31,B,36,37\n17-01-17,C,36,37\n";
    let mapping = FileMapping { date_order: Some(DateOrder::DayMonthYear), ..Default::default() };
    let options =
        OpenOptions { mappings: vec![("a.csv".to_owned(), mapping)], ..Default::default() };
    let reading = open_with(&[("a.csv", text.as_bytes())], &options);
    assert_eq!(reading.report.counts.undated, 0);
}
