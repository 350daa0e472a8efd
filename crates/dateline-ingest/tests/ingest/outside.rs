//! What lies outside the span of the story is named, whatever file it is in.

use crate::support::{Town, codes, only, place, town};
use dateline_ingest::{Code, Report, Severity};

/// Rows and values of what is told as outside; nothing else is told.
fn outside(report: &Report) -> Vec<(&str, Option<u32>, &str)> {
    assert!(report.problems.iter().all(|it| it.code == Code::TimeOutside), "{report:#?}");
    assert!(report.problems.iter().all(|it| it.severity == Severity::Warning));
    report.problems.iter().map(|it| (it.file.as_str(), it.row, it.value.as_str())).collect()
}

const EVENTS: &str = "id,date,end,title,source";

#[test]
fn an_event_is_named_that_no_window_can_show() {
    let rows = [
        "E2,2020-02-29,,The day before,S",
        "E1,2020-03-01,,The first day,S",
        "E3,2020-02,,The month before,S",
        "E4,2020-02-20,2020-03-01,Into the first day,S",
        "E5,2020-03-31T23:59,,The last minute,S",
        "E6,2020-04-01,,The day after,S",
        "E7,2020-04-01/..,,From then on,S",
        "E8,,,No known day,S",
    ];
    let (story, report) = town().with_rows("events.csv", EVENTS, &rows).story();
    let rows = [(2, "2020-02-29"), (4, "2020-02"), (7, "2020-04-01"), (8, "2020-04-01/..")];
    assert_eq!(outside(&report), rows.map(|(row, date)| ("events.csv", Some(row), date)));
    assert_eq!(report.problems[0].column.as_deref(), Some("date"));
    assert_eq!(story.events.iter().count(), 8, "all are kept");
}

#[test]
fn a_change_is_named_that_never_takes_force_and_none_with_which_the_story_begins() {
    let rows = [
        "harbour,2019-01-01,south,held,,S",
        "harbour,2020-03-31,north,held,,S",
        "mill,2020-04,south,held,,S",
        "mill,2020,south,held,,S",
        "7,2021,south,held,no,S",
    ];
    let header = "area,date,to,status,accepted,source";
    let (_, report) = town().with_rows("control.csv", header, &rows).story();
    let told = [(4, "2020-04"), (5, "2020")];
    assert_eq!(outside(&report), told.map(|(row, date)| ("control.csv", Some(row), date)));
    assert_eq!(report.problems[0].column.as_deref(), Some("date"));
}

const ACTORS: &str = r#""actors":[{"id":"red"}]"#;

fn story(span: &str, files: &str) -> Town {
    let text = format!(
        r#"{{"dateline":1,"title":"T","timeZone":"UTC",{span}{ACTORS},"files":{{{files}}}}}"#
    );
    Town { files: Default::default(), ..town() }.with("story.json", text)
}

fn feature(id: &str, dates: &str) -> String {
    format!(
        r#"{{"type":"Feature","id":"{id}","properties":{{"owner":"red","source":"S"{dates}}},"geometry":{{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,0]]]}}}}"#
    )
}

fn collection(features: &[String]) -> String {
    format!("{{\"type\":\"FeatureCollection\",\"features\":[\n{}]}}", features.join(",\n"))
}

const SPAN: &str = r#""span":"2020-03","#;

#[test]
fn control_in_other_shapes_is_named_too() {
    let features = [
        feature("a", r#","start":"2020-01-01","end":"2020-05-01""#),
        feature("b", r#","start":"2020-04-01","end":"2020-05-01""#),
    ];
    let timed = story(SPAN, r#""areas":"a.geojson""#).with("a.geojson", collection(&features));
    let (_, report) = timed.story();
    assert_eq!(outside(&report), [("a.geojson", Some(3), "2020-04-01")]);
    assert_eq!(report.problems[0].column.as_deref(), Some("start"));

    let days = story(SPAN, r#""snapshots":["2020-03-05.geojson","2020-04-02.geojson"]"#)
        .with("2020-03-05.geojson", collection(&[feature("a", ""), feature("b", "")]))
        .with("2020-04-02.geojson", collection(&[feature("a", ""), feature("b", "")]));
    let (_, report) = days.story();
    let told = only(&report, Code::TimeOutside);
    assert_eq!(place(told), ("2020-04-02.geojson", None, None, "2020-04-02"), "once for the file");

    let cells = story(SPAN, r#""areas":"a.geojson","control":"c.csv""#)
        .with("a.geojson", collection(&[feature("a", "")]))
        .with("c.csv", "area,source,control\na,S,2020-01-01;red|2020-04-01;?\n");
    let (_, report) = cells.story();
    assert_eq!(outside(&report), [("c.csv", Some(2), "2020-04-01;?")]);
}

#[test]
fn rows_of_a_file_that_is_read_as_it_is_are_named_by_its_own_columns() {
    let rows = "Datum,Titel,Quelle\n2020-03-02,Shells,S\n2020-04-01,Talks,S\n";
    let read = story(SPAN, r#""areas":"a.geojson","control":"c.csv","open":["list.csv"]"#)
        .with("a.geojson", collection(&[feature("a", "")]))
        .with("c.csv", "area,date,to,status,source\na,2020-03-01,red,held,S\n")
        .with("list.csv", rows);
    let (_, report) = read.story();
    assert_eq!(outside(&report), [("list.csv", Some(3), "2020-04-01")]);
    assert_eq!(report.problems[0].column.as_deref(), Some("Datum"));
}

#[test]
fn where_no_span_is_stated_nothing_lies_outside() {
    let rows = "id,date,title,source\nE,2030-04-01/..,Later,S\n";
    let read = story("", r#""areas":"a.geojson","control":"c.csv","events":"e.csv""#)
        .with("a.geojson", collection(&[feature("a", "")]))
        .with("c.csv", "area,date,to,status,source\na,2020-03-01,red,held,S\n")
        .with("e.csv", rows);
    let (_, report) = read.story();
    assert_eq!(codes(&report), ["story.key"], "the span is missing");
}
