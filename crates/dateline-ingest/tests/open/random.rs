//! Whatever the bytes: a report, and every row accounted for (opening checks that).

use crate::support::{gzip, open, zip};
use proptest::prelude::*;

const SAMPLES: [(&str, &str); 6] = [
    (
        "a.csv",
        "id,date,title,lat,lon,killed,source\nA,5/12/2016,\"Shells, at night\",36.2,37.15,3,Gazette\nB,25/12/2016,Talks,36°18'N,37°12'E,1-2,Radio\n",
    ),
    (
        "a.geojson",
        r#"{"type":"FeatureCollection","features":[{"type":"Feature","id":"a","properties":{"controller":"North","start":"2016-12-05","end":1481068800000},"geometry":{"type":"Polygon","coordinates":[[[37,36],[37.1,36],[37.1,36.1],[37,36]]]}},{"type":"Feature","properties":{"title":"T","date":"2016"},"geometry":{"type":"Point","coordinates":[37,36]}}]}"#,
    ),
    (
        "a.json",
        r#"{"events":[{"start_date":{"year":"2016","month":"12"},"text":{"headline":"A","text":"<b>x</b>"},"media":{"url":"u"}},{"start_date":{"year":2012},"text":{"headline":"B"}}]}"#,
    ),
    (
        "a.kml",
        r#"<kml><Document><Placemark><name>A &amp; B</name><TimeSpan><begin>2016</begin></TimeSpan><Point><coordinates>37,36,0</coordinates></Point></Placemark></Document></kml>"#,
    ),
    (
        "a.topojson",
        r#"{"type":"Topology","transform":{"scale":[0.01,0.01],"translate":[37,36]},"objects":{"o":{"type":"Polygon","arcs":[[0,-2]]}},"arcs":[[[0,0],[10,0],[0,10]],[[0,0],[10,10]]]}"#,
    ),
    (
        "a.gpx",
        r#"<gpx><wpt lat="36" lon="37"><time>2016-12-05T00:00:00Z</time><name>A</name></wpt><trk><trkseg><trkpt lat="36" lon="37"/><trkpt lat="36.1" lon="37"/></trkseg></trk></gpx>"#,
    ),
];

#[test]
fn a_file_cut_at_any_byte_is_read_as_far_as_it_goes() {
    for (name, text) in SAMPLES {
        for length in 0..text.len() {
            let reading = open(&[(name, &text.as_bytes()[..length])]);
            assert!(
                !reading.report.problems.is_empty() || reading.whole.is_some(),
                "{name} at {length}"
            );
        }
    }
}

proptest! {
    #[test]
    fn random_bytes_give_a_report_or_a_story(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let reading = open(&[("x", &bytes)]);
        prop_assert!(!reading.report.problems.is_empty() || reading.whole.is_some());
    }

    #[test]
    fn damaged_files_are_read_as_far_as_they_go(sample in 0..SAMPLES.len(), damage in proptest::collection::vec((any::<usize>(), any::<u8>()), 1..8)) {
        let (name, text) = SAMPLES[sample];
        let mut bytes = text.as_bytes().to_vec();
        for (at, byte) in damage {
            let at = at % bytes.len();
            bytes[at] = byte;
        }
        open(&[(name, &bytes)]);
        open(&[(name, &gzip(&bytes))]);
    }

    #[test]
    fn damaged_archives_are_opened_as_far_as_they_go(sample in 0..SAMPLES.len(), damage in proptest::collection::vec((any::<usize>(), any::<u8>()), 1..6)) {
        let (name, text) = SAMPLES[sample];
        for mut bytes in [zip(&[(name, text.as_bytes()), ("b", b"x,y\n1,2\n")], true), gzip(text.as_bytes())] {
            for (at, byte) in &damage {
                let at = at % bytes.len();
                bytes[at] = *byte;
            }
            open(&[("a", &bytes)]);
        }
    }

    #[test]
    fn tables_of_any_cells_keep_every_row(rows in proptest::collection::vec(proptest::collection::vec("[a-zA-Z0-9/.:°,;|\"' -]{0,12}|2016-12-0[1-9]|[1-9]{1,2}/[1-9]{1,2}/2016|-?[0-9]{1,3}\\.[0-9]{1,4}", 1..7), 1..12), sign in "[,;\t|]", header in "(id|date|title|lat|lon|place|killed|source|area|holder|x1)([,;\t|](id|date|title|lat|lon|place|killed|source|area|holder|x1)){0,6}") {
        let lines: Vec<String> = rows.iter().map(|cells| cells.join(&sign)).collect();
        let text = format!("{header}\n{}\n", lines.join("\n"));
        open(&[("a.csv", text.as_bytes())]);
    }

    #[test]
    fn features_of_any_properties_keep_every_row(values in proptest::collection::vec("[a-z]{1,4}|[0-9]{1,13}|2016-1[0-2]|\\.\\.|", 4), keys in proptest::collection::vec("start|end|date|when|controller|name|title|id|time|folder", 4), kind in 0..4_usize) {
        let members: Vec<String> = keys.iter().zip(&values).map(|(key, value)| format!("\"{key}\":\"{value}\"")).collect();
        let geometry = ["{\"type\":\"Point\",\"coordinates\":[37,36]}", "{\"type\":\"LineString\",\"coordinates\":[[37,36],[38,36]]}", "{\"type\":\"Polygon\",\"coordinates\":[[[37,36],[38,36],[38,37],[37,36]]]}", "null"][kind];
        let feature = format!("{{\"type\":\"Feature\",\"properties\":{{{}}},\"geometry\":{geometry}}}", members.join(","));
        open(&[("a_20161205.geojson", format!("{{\"type\":\"FeatureCollection\",\"features\":[{feature},{feature}]}}").as_bytes())]);
    }
}
