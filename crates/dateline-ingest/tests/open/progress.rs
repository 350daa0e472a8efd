//! What takes long within one file is told of as it goes on, and can be stopped in the middle.

use crate::flatgeobuf::points;
use crate::support::{open_with, zip};
use dateline_ingest::{OpenOptions, Progress, Step};
use std::cell::Cell;
use std::fmt::Write;

const COUNT: usize = 12_000;

/// What `each` writes of every row, one after the other.
fn rows(each: impl Fn(usize) -> String) -> String {
    (0..COUNT).fold(String::new(), |mut all, number| {
        all.write_str(&each(number)).unwrap();
        all
    })
}

fn xlsx() -> Vec<u8> {
    let cell = |text: &str| format!("<c t=\"inlineStr\"><is><t>{text}</t></is></c>");
    let row = |cells: &[&str]| {
        format!("<row>{}</row>", cells.iter().map(|it| cell(it)).collect::<String>())
    };
    let head = row(&["date", "title", "lat", "lon"]);
    let sheet = rows(|n| row(&["2016-12-05", &format!("T{n}"), "36.2", "37.15"]));
    let sheet = format!("<worksheet><sheetData>{head}{sheet}</sheetData></worksheet>");
    let book = r#"<workbook><sheets><sheet name="A" r:id="r1"/></sheets></workbook>"#;
    let links =
        r#"<Relationships><Relationship Id="r1" Target="worksheets/a.xml"/></Relationships>"#;
    let parts: [(&str, &[u8]); 3] = [
        ("xl/workbook.xml", book.as_bytes()),
        ("xl/_rels/workbook.xml.rels", links.as_bytes()),
        ("xl/worksheets/a.xml", sheet.as_bytes()),
    ];
    zip(&parts, false)
}

fn ods() -> Vec<u8> {
    let cell = |text: &str| format!("<table:table-cell><text:p>{text}</text:p></table:table-cell>");
    let row = |cells: &[&str]| {
        let cells: String = cells.iter().map(|it| cell(it)).collect();
        format!("<table:table-row>{cells}</table:table-row>")
    };
    let head = row(&["date", "title", "lat", "lon"]);
    let sheet = rows(|n| row(&["2016-12-05", &format!("T{n}"), "36.2", "37.15"]));
    let sheet = format!("<x><table:table table:name=\"A\">{head}{sheet}</table:table></x>");
    zip(&[("content.xml", sheet.as_bytes())], false)
}

fn files() -> Vec<(&'static str, Vec<u8>)> {
    let kml = rows(|n| {
        format!(
            "<Placemark><name>T{n}</name><TimeStamp><when>2016-12-05</when></TimeStamp><Point><coordinates>37,36</coordinates></Point></Placemark>"
        )
    });
    let gpx = rows(|n| {
        format!("<wpt lat=\"36\" lon=\"37\"><time>2016-12-05</time><name>T{n}</name></wpt>")
    });
    let topology = rows(|n| {
        let comma = if n == 0 { "" } else { "," };
        format!(
            "{comma}{{\"type\":\"Point\",\"coordinates\":[37,36],\"properties\":{{\"title\":\"T{n}\",\"date\":\"2016-12-05\"}}}}"
        )
    });
    vec![
        ("a.kml", format!("<kml><Document>{kml}</Document></kml>").into_bytes()),
        ("a.gpx", format!("<gpx>{gpx}</gpx>").into_bytes()),
        (
            "a.topojson",
            format!("{{\"type\":\"Topology\",\"arcs\":[],\"objects\":{{\"o\":{{\"type\":\"GeometryCollection\",\"geometries\":[{topology}]}}}}}}").into_bytes(),
        ),
        ("a.fgb", points(COUNT)),
        ("a.xlsx", xlsx()),
        ("a.ods", ods()),
    ]
}

#[test]
fn every_kind_of_long_file_is_told_of_as_it_is_read_and_can_be_stopped_within() {
    for (name, bytes) in files() {
        let most = Cell::new(0);
        let tell = |progress: Progress| {
            if progress.step == Step::Reading {
                most.set(progress.rows.max(most.get()));
            }
            true
        };
        let options = OpenOptions { progress: Some(&tell), ..OpenOptions::default() };
        let reading = open_with(&[(name, &bytes)], &options);
        assert_eq!(reading.report.counts.events, COUNT, "{name}: {:#?}", reading.report.groups);
        assert!(most.get() >= COUNT / 2, "{name}: told of {} rows", most.get());

        let told = Cell::new(0);
        let stop = |progress: Progress| {
            told.set(told.get() + 1);
            progress.step != Step::Reading || progress.rows == 0
        };
        let options = OpenOptions { progress: Some(&stop), ..OpenOptions::default() };
        let reading = open_with(&[(name, &bytes)], &options);
        assert!(reading.is_cancelled && reading.whole.is_none(), "{name}");
        let after = told.get();
        assert!(after < 100, "{name}: told {after} times");
    }
}

#[test]
fn a_tree_of_elements_can_be_stopped_before_its_first_row_is_there() {
    let (_, kml) = files().remove(0);
    let told = Cell::new(0);
    let stop = |progress: Progress| {
        told.set(told.get() + 1);
        assert_eq!(progress.rows, 0, "no row is done while the tree grows");
        told.get() < 4
    };
    let options = OpenOptions { progress: Some(&stop), ..OpenOptions::default() };
    let reading = open_with(&[("a.kml", &kml)], &options);
    assert!(reading.is_cancelled);
    assert_eq!((told.get(), reading.report.counts.rows), (4, 0));
}
