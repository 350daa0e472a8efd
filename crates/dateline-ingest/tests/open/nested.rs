//! JSON whose rows stand deeper than at its top, and where they are.

use crate::support::{codes, date, event, ids, only, open_one, place};
use dateline_ingest::Format;

const ROWS: &str = r#"[{"id":"A","date":"2016-12-05","title":"Shells","lat":36.2,"lon":37.15,"source":"Gazette"},{"id":"B","date":"2016-12-06","title":"Talks","lat":36.3,"lon":37.2,"source":"Radio"}]"#;
const FEATURES: &str = r#"{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"title":"Shells","date":"2016-12-05"},"geometry":{"type":"Point","coordinates":[37.15,36.2]}},{"type":"Feature","properties":{"title":"Talks","date":"2016-12-06"},"geometry":{"type":"Point","coordinates":[37.2,36.3]}}]}"#;

#[test]
fn a_list_of_objects_is_found_one_or_two_objects_deeper() {
    for text in [
        format!(r#"{{"status":"ok","data":{{"events":{ROWS}}}}}"#),
        format!(r#"{{"data":{{"page":1,"found":{{"hits":{ROWS}}}}},"took":3}}"#),
        format!(r#"{{"title":"Strikes","date":"2017-01-01","response":{{"items":{ROWS}}}}}"#),
    ] {
        let (story, reading) = open_one("a.json", &text);
        assert_eq!(ids(&story), ["A", "B"], "{text}");
        assert_eq!(reading.files[0].tally.rows, 2);
        assert_eq!(codes(&reading), Vec::<&str>::new());
        assert_eq!(place(event(&story, "B")), Some((36.3, 37.2)));
    }
}

#[test]
fn of_lists_that_lie_deeper_the_likeliest_is_read_and_the_others_are_told() {
    let more = r#"[{"name":"a"},{"name":"b"},{"name":"c"}]"#;
    let text = format!(r#"{{"meta":{{"links":{more}}},"data":{{"events":{ROWS}}}}}"#);
    let (story, reading) = open_one("a.json", &text);
    assert_eq!(ids(&story), ["A", "B"]);
    assert_eq!((reading.report.counts.rows, reading.report.counts.skipped), (5, 3));
    let problem = only(&reading, "file.unused");
    assert_eq!(problem.value, "meta.links");
    assert_eq!(problem.detail, "3 rows; those of “data.events” are read");
}

#[test]
fn a_collection_of_features_is_found_deeper_too() {
    for text in [
        format!(r#"{{"id":17,"datetime":"05.01.2024","map":{FEATURES}}}"#),
        format!(r#"{{"result":{{"map":{FEATURES}}}}}"#),
    ] {
        let (story, reading) = open_one("a.json", &text);
        assert_eq!(reading.files[0].format, Format::GeoJson);
        assert_eq!((story.story.events.len(), reading.files[0].tally.rows), (2, 2));
    }
    let topology = r#"{"map":{"type":"Topology","objects":{"all":{"type":"GeometryCollection","geometries":[{"type":"Point","properties":{"name":"Gate","date":"2016-12-05"},"coordinates":[37.15,36.2]}]}},"arcs":[]}}"#;
    let (story, reading) = open_one("a.json", topology);
    assert_eq!(reading.files[0].format, Format::TopoJson);
    assert_eq!(
        story.story.events.iter().map(|(_, it)| place(it)).next(),
        Some(Some((36.2, 37.15)))
    );
}

#[test]
fn what_a_query_of_sparql_has_found_is_rows_of_plain_values() {
    let text = r#"{"head":{"vars":["item","itemLabel","coord","date"]},"results":{"bindings":[{"item":{"type":"uri","value":"http://www.wikidata.org/entity/Q1"},"itemLabel":{"xml:lang":"en","type":"literal","value":"Battle of the Mill"},"coord":{"datatype":"http://www.opengis.net/ont/geosparql#wktLiteral","type":"literal","value":"Point(37.1543 36.2021)"},"date":{"datatype":"http://www.w3.org/2001/XMLSchema#dateTime","type":"literal","value":"2016-12-06T00:00:00Z"}},{"item":{"type":"uri","value":"http://www.wikidata.org/entity/Q2"},"itemLabel":{"xml:lang":"en","type":"literal","value":"Siege"},"coord":{"type":"literal","value":"Point(37.16 36.21)"},"date":{"type":"literal","value":"2016-12-07T00:00:00Z"}}]}}"#;
    let (story, reading) = open_one("query.json", text);
    assert_eq!(reading.files[0].tally.rows, 2);
    let events: Vec<_> = story.story.events.iter().map(|(_, it)| it).collect();
    assert_eq!((place(events[0]), date(events[0])), (Some((36.2021, 37.1543)), "2016-12-06"));
    assert_eq!(events[1].title.in_language("en"), "Siege");
    // What else has a type and a value loses neither.
    let other = r#"[{"id":"A","date":"2016-12-05","loss":{"type":"house","value":"3"}}]"#;
    let (story, _) = open_one("a.json", other);
    assert!(event(&story, "A").text.in_language("en").contains("loss.value: 3"));
}

#[test]
fn the_lists_that_a_row_has_for_itself_are_no_rows() {
    let hurt = r#"{"list":[{"name":"P"},{"name":"Q"}]}"#;
    let row =
        format!(r#"{{"date":"2016-12-05","title":"Shells","lat":36.2,"lon":37.15,"hurt":{hurt}}}"#);
    let (story, _) = open_one("a.json", &row);
    assert_eq!(story.story.events.len(), 1);
    let by_ids = format!(r#"{{"A":{row},"B":{}}}"#, row.replace("12-05", "12-06"));
    let (story, _) = open_one("a.json", &by_ids);
    assert_eq!(ids(&story), ["A", "B"]);
}

#[test]
fn numbers_in_a_list_that_is_a_position_have_the_longitude_first_and_a_text_the_latitude() {
    for written in [
        r#""coordinates":[37.1543,36.2021]"#,
        r#""coordinates":[37.1543,36.2021,400.5]"#,
        r#""location":[37.1543,36.2021]"#,
        r#""geo":{"coordinates":[37.1543,36.2021]}"#,
        r#""event":{"Loc":[37.1543,36.2021]}"#,
        r#""coordinates":"36.2021,37.1543""#,
        r#""geo":"36.2021, 37.1543""#,
        r#""latlng":[36.2021,37.1543]"#,
    ] {
        let text = format!(
            r#"[{{"id":"A","date":"2016-12-05","title":"Shells",{written}}},{{"id":"B","date":"2016-12-06","title":"Talks",{written}}}]"#
        );
        let (story, _) = open_one("a.json", &text);
        assert_eq!(place(event(&story, "A")), Some((36.2021, 37.1543)), "{written}");
    }
    // What can be no latitude is none, and lists of other names are none either.
    let text = r#"[{"id":"A","date":"2016-12-05","title":"Shells","coordinates":[35.6,139.7],"streets":[3,4]}]"#;
    let (story, _) = open_one("a.json", text);
    assert_eq!(place(event(&story, "A")), Some((35.6, 139.7)));
    assert!(event(&story, "A").text.in_language("en").contains("streets: 3; 4"));
}
