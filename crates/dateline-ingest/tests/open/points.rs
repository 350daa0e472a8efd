//! Points that are read in one go become what they would be if each were read as a tree.

use crate::support::{Reading, all, codes, ids, open, open_with};
use dateline_ingest::{ColumnRole, FileMapping, OpenOptions};

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

#[test]
fn a_date_with_two_roles_that_leaves_the_order_open_leaves_it_open_in_one_go_too() {
    let read = |more: &str| {
        let point = |(number, date): (usize, &str)| {
            format!(
                r#"{{"type":"Feature",{more}"id":"E{number}","properties":{{"date":"{date}"}},"geometry":{{"type":"Point","coordinates":[37,36]}}}}"#
            )
        };
        let days = ["25/12/2016", "26/12/2016"].repeat(40);
        let later = ["12/25/2016", "05/12/2016", "12/26/2016"];
        let all = days.into_iter().chain(later).enumerate().map(point).collect::<Vec<_>>();
        let text = format!("{{\"type\":\"FeatureCollection\",\"features\":[{}]}}", all.join(","));
        let columns = vec![("date".to_owned(), ColumnRole::Date)];
        let mapping = FileMapping { columns, ..FileMapping::default() };
        let mappings = vec![("a.geojson".to_owned(), mapping)];
        open_with(
            &[("a.geojson", text.as_bytes())],
            &OpenOptions { mappings, ..OpenOptions::default() },
        )
    };
    let (in_one_go, as_trees) = (read(""), read(r#""bbox":[37,36,38,37],"#));
    assert_eq!(codes(&in_one_go), codes(&as_trees));
    assert_eq!(in_one_go.whole, as_trees.whole);
}

#[test]
fn a_property_without_a_name_is_told_from_none_at_all() {
    let ordinary = || (0..70).map(|number| (format!("E{number}"), r#""title":"T""#.to_owned()));
    let kinds = ["", r#""":"note""#];
    for [first, then] in [kinds, [kinds[1], kinds[0]]] {
        let odd = [("A", first), ("B", then), ("C", then), ("D", first)];
        let odd = odd.into_iter().map(|(id, properties)| (id.to_owned(), properties.to_owned()));
        let point = |(id, properties): (String, String)| {
            format!(
                r#"{{"type":"Feature","id":"{id}","properties":{{{properties}}},"geometry":{{"type":"Point","coordinates":[37,36]}}}}"#
            )
        };
        let all: Vec<String> = ordinary().chain(odd).map(point).collect();
        let text = format!("{{\"type\":\"FeatureCollection\",\"features\":[{}]}}", all.join(","));
        let reading = open(&[("a.geojson", text.as_bytes())]);
        let story = reading.whole.as_ref().unwrap();
        let odd: Vec<&str> = ids(story).into_iter().filter(|id| !id.starts_with('E')).collect();
        assert_eq!(odd, ["A", "B", "C", "D"]);
    }
}
