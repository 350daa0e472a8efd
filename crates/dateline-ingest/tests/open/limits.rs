//! What lies beyond a limit is told, and what lies within is read.

use crate::support::{Reading, only, open, open_with};
use dateline_ingest::{Limits, OpenOptions};

fn rows(count: usize) -> String {
    let rows: Vec<String> =
        (0..count).map(|n| format!("E{n},2016-12-05,T{n},36.2,37.15,S")).collect();
    format!("id,date,title,lat,lon,source\n{}\n", rows.join("\n"))
}

fn with(limits: Limits, name: &str, text: &str) -> Reading {
    open_with(&[(name, text.as_bytes())], &OpenOptions { limits, ..OpenOptions::default() })
}

#[test]
fn rows_at_the_limit_are_read_and_the_next_is_counted_as_skipped() {
    let limits = Limits { rows: 10, ..Limits::DEFAULT };
    for count in 9..=11 {
        let reading = with(limits, "a.csv", &rows(count));
        assert_eq!(
            (reading.report.counts.events, reading.report.counts.skipped),
            (count.min(10), count.saturating_sub(10))
        );
        assert_eq!(reading.report.problems.len(), usize::from(count > 10));
    }
}

#[test]
fn cells_at_the_limit_are_read_and_the_next_row_is_skipped() {
    for cells in [59, 60, 61] {
        let reading = with(Limits { cells, ..Limits::DEFAULT }, "a.csv", &rows(10));
        assert_eq!(reading.report.counts.events, if cells < 60 { 9 } else { 10 });
    }
}

#[test]
fn columns_at_the_limit_are_read_and_the_next_is_told_to_be_left_out() {
    for columns in 5..=7 {
        let reading = with(Limits { columns, ..Limits::DEFAULT }, "a.csv", &rows(3));
        assert_eq!(reading.report.counts.events, 3);
        let is_cut = columns < 6;
        assert_eq!(
            reading.report.problems.iter().any(|it| it.code.as_str() == "file.too-large"),
            is_cut
        );
    }
    let members: Vec<String> = (0..9).map(|n| format!("\"k{n}\":\"v\"")).collect();
    let json = format!("[{{\"date\":\"2016-12-05\",{}}}]", members.join(","));
    let reading = with(Limits { columns: 5, ..Limits::DEFAULT }, "a.json", &json);
    assert!(only(&reading, "file.too-large").detail.contains("5 columns"));
}

#[test]
fn features_and_positions_at_the_limit_are_read() {
    let feature = r#"{"type":"Feature","properties":{},"geometry":{"type":"LineString","coordinates":[[37,36],[38,36]]}}"#;
    let text =
        format!("{{\"type\":\"FeatureCollection\",\"features\":[{}]}}", [feature; 4].join(","));
    for (limits, read) in [
        (Limits { rows: 4, ..Limits::DEFAULT }, 4),
        (Limits { rows: 3, ..Limits::DEFAULT }, 3),
        (Limits { vertices: 8, ..Limits::DEFAULT }, 4),
        (Limits { vertices: 7, ..Limits::DEFAULT }, 3),
    ] {
        let reading = with(limits, "a.geojson", &text);
        assert_eq!((reading.report.counts.base, reading.report.counts.skipped), (read, 4 - read));
        assert_eq!(reading.report.problems.len(), usize::from(read < 4));
    }
}

#[test]
fn bytes_at_the_limit_are_read_and_one_more_is_not() {
    let text = rows(3);
    for more in [0, 1] {
        let reading = with(
            Limits { bytes: 20, table_bytes: text.len() - more, ..Limits::DEFAULT },
            "a.csv",
            &text,
        );
        assert_eq!(reading.whole.is_some(), more == 0);
    }
}

#[test]
fn an_arc_that_is_asked_for_a_million_times_is_not_put_together() {
    let arc: Vec<String> = (0..1000).map(|n| format!("[{n},1]")).collect();
    let asked = vec!["0"; 100_000].join(",");
    let text = format!(
        r#"{{"type":"Topology","objects":{{"o":{{"type":"LineString","arcs":[{asked}]}}}},"arcs":[[{}]]}}"#,
        arc.join(",")
    );
    let reading = open(&[("bomb.json", text.as_bytes())]);
    assert_eq!(only(&reading, "geometry.invalid").detail, "its arcs cannot be put together");
}

#[test]
fn nesting_has_a_floor() {
    for (open_sign, close) in [("[", "]"), ("{\"a\":", "}"), ("<a>", "</a>")] {
        let text = format!("{}1{}", open_sign.repeat(50_000), close.repeat(50_000));
        let reading = open(&[("deep", text.as_bytes())]);
        assert!(reading.report.has_errors(), "{open_sign}");
    }
    let kml = format!("<kml>{}{}</kml>", "<Folder>".repeat(50_000), "</Folder>".repeat(50_000));
    assert!(open(&[("deep.kml", kml.as_bytes())]).report.has_errors());
    let wkt = format!(
        "id,date,geom\nA,2016-12-05,{}POINT (1 2){}\n",
        "GEOMETRYCOLLECTION (".repeat(50),
        ")".repeat(50)
    );
    assert!(open(&[("deep.csv", wkt.as_bytes())]).whole.is_some());
}

#[test]
fn a_sheet_of_a_million_empty_rows_and_a_row_of_a_million_cells_are_read_in_bounds() {
    let text = format!("id,date,title{}\nA,2016-12-05,T\n", ",".repeat(1_000_000));
    let reading = open(&[("wide.csv", text.as_bytes())]);
    assert_eq!(reading.report.counts.events, 1);
    assert_eq!(only(&reading, "file.too-large").detail, "the limit is 512 columns");
    let text = format!("id,date,title\n{}A,2016-12-05,T\n", ",,\n".repeat(1_000_000));
    assert_eq!(open(&[("long.csv", text.as_bytes())]).report.counts.events, 1);
}

#[test]
fn lists_and_elements_of_a_few_bytes_each_are_not_all_kept() {
    let limits = Limits { rows: 1000, ..Limits::DEFAULT };
    let text = format!("[{}{{}}]", "{},".repeat(500_000));
    let reading = with(limits, "a.json", &text);
    assert_eq!((reading.report.counts.rows, reading.report.counts.skipped), (500_001, 500_001));
    let feature = r#"{"type":"Feature","properties":{"title":"T","date":"2016"},"geometry":null}"#;
    let text = format!(
        "{{\"type\":\"FeatureCollection\",\"features\":[{}]}}",
        vec![feature; 1500].join(",")
    );
    let reading = with(limits, "a.geojson", &text);
    assert_eq!((reading.report.counts.events, reading.report.counts.skipped), (1000, 500));
    let reading = with(limits, "a.ndjson", &format!("{feature}\n").repeat(1500));
    assert_eq!((reading.report.counts.events, reading.report.counts.skipped), (1000, 500));
    let text = format!("<kml>{}</kml>", "<a/>".repeat(500_000));
    let limits = Limits { elements: 16_000, ..Limits::DEFAULT };
    let reading = with(limits, "a.kml", &text);
    assert_eq!(only(&reading, "file.unknown").detail, "the limit is 16000 elements");
}

#[test]
fn a_value_of_json_at_the_limit_is_read_and_a_longer_one_is_told_by_its_line() {
    let feature = |title: &str| {
        format!(
            r#"{{"type":"Feature","properties":{{"title":"{title}","date":"2016"}},"geometry":null}}"#
        )
    };
    let row = |title: &str| format!(r#"{{"title":"{title}","date":"2016-12-05"}}"#);
    let topology = |title: &str| {
        let one = format!(
            r#"{{"type":"Point","coordinates":[1,2],"properties":{{"title":"{title}","date":"2016"}}}}"#
        );
        (
            one.len(),
            format!(
                "{{\"type\":\"Topology\",\"arcs\":[],\"objects\":{{\"o\":{{\"geometries\":[\n{one}]}}}}}}"
            ),
        )
    };
    let long = "T".repeat(200);
    let (one_long, as_topology) = topology(&long);
    let cases = [
        (feature(&long).len(), format!("{}\n{}", feature("T"), feature(&long))),
        (
            feature(&long).len(),
            format!("{{\"type\":\"FeatureCollection\",\"features\":[\n{}]}}", feature(&long)),
        ),
        (row(&long).len(), format!("[{},\n{}]", row("T"), row(&long))),
        (one_long, as_topology),
    ];
    for (bytes, text) in cases {
        for value_bytes in [bytes, bytes - 1] {
            let limits = Limits { value_bytes, ..Limits::DEFAULT };
            let reading = with(limits, "a.json", &text);
            let is_read = value_bytes == bytes;
            assert_eq!(reading.report.counts.skipped, usize::from(!is_read), "{text}");
            if !is_read {
                let told = only(&reading, "file.too-large");
                let detail = format!("a value of {bytes} bytes, the limit is {value_bytes}");
                assert_eq!((told.row, told.detail.as_str()), (Some(2), detail.as_str()));
            }
        }
    }
}

#[test]
fn tags_that_never_end_and_rows_that_repeat_for_ever_take_no_time() {
    let text = format!("id,date,title,text\nA,2016-12-05,T,{}\n", "<a< ".repeat(200_000));
    assert_eq!(open(&[("tags.csv", text.as_bytes())]).report.counts.events, 1);
    let row = "<table:table-row table:number-rows-repeated=\"9999\"><table:table-cell><text:p>2016</text:p></table:table-cell></table:table-row>";
    let content =
        format!("<c><table:table table:name=\"A\">{}</table:table></c>", row.repeat(11_000));
    let bytes = crate::support::zip(&[("content.xml", content.as_bytes())], false);
    let limits = Limits { rows: 1000, ..Limits::DEFAULT };
    let reading =
        open_with(&[("a.ods", &bytes)], &OpenOptions { limits, ..OpenOptions::default() });
    assert!(reading.report.counts.rows > 100_000_000, "{:?}", reading.report.counts);
    let places: Vec<String> =
        (0..20_000).map(|n| format!("P{n},\"36.{n:05},37.1\",2016-12-05;A")).collect();
    let text = format!("Town,Position,Control\n{}\n", places.join("\n"));
    assert_eq!(open(&[("ledger.csv", text.as_bytes())]).report.counts.areas, 20_000);
}
