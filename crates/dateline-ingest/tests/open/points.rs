//! Points that are read in one go become what they would be if each were read as a tree.

use crate::support::{Reading, all, open};

const POINTS: usize = 200;

/// Points of several kinds in turn; with a `bbox` each is read as a tree.
fn points(more: &str) -> String {
    let point = |number: usize| {
        let day = 1 + number % 28;
        let properties = match number % 5 {
            0 => format!(r#""date":"{day:02}.04.2016","title":"T{number}","killed":{number}"#),
            1 => format!(r#""title":"T{number}","date":"{day:02}.04.2016""#),
            2 => format!(r#""date":"{day:02}.04.2016","title":"T{number}","x":true"#),
            3 => format!(r#""date":"{day:02}.04.2016","place":"P{number}","source":"Gazette""#),
            _ => format!(r#""date":"{day:02}.04.2016","title":" T{number} ","killed":null"#),
        };
        let id =
            if number.is_multiple_of(3) { format!(r#""id":"E{number}","#) } else { String::new() };
        format!(
            r#"{{"type":"Feature",{more}{id}"properties":{{{properties}}},"geometry":{{"type":"Point","coordinates":[37.{number:03},36.5]}}}}"#
        )
    };
    let points: Vec<String> = (0..POINTS).map(point).collect();
    format!("{{\"type\":\"FeatureCollection\",\"features\":[\n{}\n]}}", points.join(",\n"))
}

fn read(more: &str) -> Reading {
    open(&[("points.geojson", points(more).as_bytes())])
}

#[test]
fn points_of_several_kinds_are_read_in_one_go_as_they_are_read_as_trees() {
    let (in_one_go, as_trees) = (read(""), read(r#""bbox":[37,36,38,37],"#));
    let story = in_one_go.whole.as_ref().unwrap();
    assert_eq!(all(story).len(), POINTS);
    assert_eq!(in_one_go.whole, as_trees.whole);
    assert_eq!(in_one_go.files, as_trees.files);
    assert_eq!(in_one_go.report.problems, as_trees.report.problems);
    assert_eq!(in_one_go.report.counts, as_trees.report.counts);
}
