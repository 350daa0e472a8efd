//! Features where people's files say little, or say it in another way: positions in no degrees,
//! times under several names, folders of nothing.

use crate::support::{all, codes, date, event, only, open, open_one, place};
use dateline_core::model::BaseGeometry;
use dateline_ingest::Severity;

/// A point of GeoJSON that is a day old.
fn point(x: f64, y: f64) -> String {
    format!(
        r#"{{"type":"Feature","properties":{{"date":"2016-12-05","source":"S"}},"geometry":{{"type":"Point","coordinates":[{x},{y}]}}}}"#
    )
}

fn collection(more: &str, features: &[String]) -> String {
    format!(r#"{{"type":"FeatureCollection",{more}"features":[{}]}}"#, features.join(",\n"))
}

#[test]
fn geojson_in_another_projection_is_refused_by_its_name_in_both_ways_of_reading() {
    let crs = |name: &str| format!(r#""crs":{{"type":"name","properties":{{"name":{name}}}}},"#);
    let features = [point(4_135_000.0, 4_330_000.0), point(37.0, 36.0)];
    let name = "urn:ogc:def:crs:EPSG::3857";
    let stream = collection(&crs(&format!("\"{name}\"")), &features);
    // A member that is there twice is read value by value.
    let by_value = stream.replacen("\"type\"", "\"type\":\"FeatureCollection\",\"type\"", 1);
    let lines = format!("{stream}\n{}", stream.replace('\n', " "));
    for (text, count) in [(stream, 1), (by_value, 1), (lines, 2)] {
        let reading = open(&[("a.geojson", text.as_bytes())]);
        assert_eq!(codes(&reading), vec!["file.projection"; count], "{text}");
        assert_eq!(reading.report.problems[0].value, name);
        let counts = reading.report.counts;
        assert_eq!((counts.rows, counts.skipped), (2 * count, 2 * count));
    }
    for plain in [
        "\"urn:ogc:def:crs:OGC:1.3:CRS84\"",
        "\"EPSG:4326\"",
        "\"urn:ogc:def:crs:EPSG:6.9:4326\"",
        "\"http://www.opengis.net/def/crs/OGC/1.3/CRS84\"",
        "4326",
    ] {
        let (story, reading) = open_one("a.geojson", &collection(&crs(plain), &features[1..]));
        assert_eq!((place(all(&story)[0]), codes(&reading).len()), (Some((36.0, 37.0)), 0));
    }
    let nothing = collection(r#""crs":null,"#, &features[1..]);
    assert_eq!(codes(&open(&[("a.geojson", nothing.as_bytes())])), Vec::<&str>::new());
}

#[test]
fn a_point_or_shape_that_is_not_on_earth_is_told_of_row_by_row() {
    let shape = |geometry: &str| {
        format!(
            r#"{{"type":"Feature","properties":{{"date":"2016-12-05","title":"T","source":"S"}},"geometry":{geometry}}}"#
        )
    };
    let features = [
        point(37.0, 36.0),
        point(4_135_000.0, 4_330_000.0),
        shape(r#"{"type":"LineString","coordinates":[[37,36],[370,36]]}"#),
        shape(r#"{"type":"Polygon","coordinates":[[[370,36],[371,36],[371,37],[370,36]]]}"#),
        shape("null"),
        point(37.0, 36.0),
    ];
    let reading = open(&[("a.geojson", collection("", &features).as_bytes())]);
    let told: Vec<_> = reading
        .report
        .problems
        .iter()
        .map(|it| (it.code.as_str(), it.row, it.value.as_str()))
        .collect();
    let range = "coord.range";
    assert_eq!(
        told,
        [
            (range, Some(2), "4135000, 4330000"),
            (range, Some(3), "370, 36"),
            (range, Some(4), "370, 36")
        ]
    );
    assert_eq!((reading.report.counts.events, reading.report.counts.unplaced), (6, 4));
    let gpx = r#"<gpx><wpt lat="36" lon="200"><name>A</name></wpt></gpx>"#;
    assert_eq!(
        only(&open(&[("a.gpx", gpx.as_bytes())]), range).column.as_deref(),
        Some("geometry")
    );
    let cell = "date,title,geometry,source\n2016-12-05,T,POINT (4135000 4330000),S\n2016-12-05,T,POINT (37 36),S\n";
    let reading = open(&[("a.csv", cell.as_bytes())]);
    assert_eq!(only(&reading, range).value, "4135000, 4330000");
}

#[test]
fn points_whose_two_numbers_are_plainly_exchanged_are_put_right_and_told_once() {
    // Enough of them to be read in one go as well.
    let features: Vec<String> =
        (0..200).map(|number| point(36.2, 120.5 + f64::from(number) / 100.0)).collect();
    let (story, reading) = open_one("a.geojson", &collection("", &features));
    assert_eq!(codes(&reading), ["coord.swapped"]);
    let told = &reading.report.problems[0];
    assert_eq!(
        (told.row, told.column.as_deref(), told.value.as_str()),
        (Some(1), Some("geometry"), "36.2, 120.5")
    );
    assert_eq!(
        (place(event(&story, "row-1")), place(event(&story, "row-200"))),
        (Some((36.2, 120.5)), Some((36.2, 122.49)))
    );
    let features = [point(36.2, 120.5), point(37.0, 36.0), point(38.0, 36.0)];
    let (_, reading) = open_one("a.geojson", &collection("", &features));
    assert_eq!(codes(&reading), ["coord.range"]);
}

#[test]
fn a_geometry_within_a_row_of_json_is_one_and_its_longitude_stands_first() {
    let row = |more: &str, name: &str| {
        format!(
            r#"{{"date":"2016-12-05","title":"T","source":"S","{name}":{{"type":"Point","coordinates":[37.16,36.2]{more}}}}}"#
        )
    };
    for name in ["location", "point", "geo", "area", "coordinates", "the_geom"] {
        let text = format!("[{}]", row("", name));
        let (story, reading) = open_one("a.json", &text);
        let shells = all(&story)[0];
        assert_eq!((place(shells), codes(&reading)), (Some((36.2, 37.16)), vec![]), "{name}");
        assert!(shells.text.is_empty() && shells.place.is_empty(), "{name}: {:?}", shells.text);
        assert_eq!(story.story.meta.categories[0].id, "event");
    }
    let (story, _) = open_one("a.json", &format!("[{}]", row(r#","address":"Mill""#, "location")));
    assert_eq!(all(&story)[0].place.in_language("en"), "Mill");
    let top = r#"[{"type":"Point","coordinates":[37.16,36.2],"date":"2016-12-05","title":"T"}]"#;
    let (story, _) = open_one("a.json", top);
    assert_eq!(
        (place(all(&story)[0]), all(&story)[0].text.is_empty()),
        (Some((36.2, 37.16)), true)
    );
    // What only looks like one is told as before.
    let other = r#"[{"date":"2016-12-05","lat":36.2,"lon":37.16,"x":{"type":"Strike","coordinates":["a"]}}]"#;
    let (story, _) = open_one("a.json", other);
    let text = all(&story)[0].text.in_language("en");
    assert!(text.contains("x.coordinates: a"), "{text}");
}

#[test]
fn layers_of_a_map_are_features_and_the_kind_of_what_is_in_them() {
    let feature = |properties: &str, x: u8| {
        format!(
            r#"{{"type":"Feature","properties":{{"date":"2016-12-05","source":"S","_umap_options":{{"color":"Red"}}{properties}}},"geometry":{{"type":"Point","coordinates":[{x},36]}}}}"#
        )
    };
    let layer = |name: &str, more: &str| {
        let features: Vec<String> =
            (0..70).map(|x| feature(&format!(r#"{more},"name":"{name} {x}""#), x)).collect();
        collection(&format!(r#""_umap_options":{{"name":"{name}","color":"Blue"}},"#), &features)
    };
    let layers = |more: &str| format!("[{},\n{}]", layer("Shelling", more), layer("Camps", more));
    let umap = |more: &str| {
        let layers = layers(more);
        format!(
            r#"{{"type":"umap","uri":"https://example.org","properties":{{"name":"Map"}},"geometry":{{"type":"Point","coordinates":[37,36]}},"layers":{layers}}}"#
        )
    };
    let named = layers("")
        .replace(r#""_umap_options":{"name":"Camps","color":"Blue"}"#, r#""name":"Camps""#);
    for text in [umap(""), layers(""), named] {
        let (story, reading) = open_one("a.umap", &text);
        let counts = reading.report.counts;
        assert_eq!((counts.events, counts.unplaced, counts.undated), (140, 0, 0));
        let kinds: Vec<&str> =
            story.story.meta.categories.iter().map(|it| it.id.as_str()).collect();
        assert_eq!((kinds, codes(&reading).len()), (vec!["Camps", "Shelling"], 0));
        assert!(all(&story).iter().all(|it| it.text.is_empty()), "{:?}", all(&story)[0].text);
    }
    let (story, _) = open_one("a.umap", &umap(r#","type":"Clash""#));
    assert_eq!(story.story.meta.categories[0].id, "Clash");
    // What one collection is called is no kind.
    let (story, _) = open_one("a.geojson", &collection(r#""name":"layer","#, &[feature("", 37)]));
    assert_eq!(story.story.meta.categories[0].id, "event");
}

#[test]
fn features_with_a_date_and_features_with_a_start_and_an_end_are_both_dated() {
    let placemark = |name: &str, time: &str| {
        format!(
            "<Placemark id=\"{name}\"><name>{name}</name>{time}<Point><coordinates>37,36</coordinates></Point></Placemark>"
        )
    };
    let span = "<TimeSpan><begin>2016-12-01</begin><end>2016-12-07</end></TimeSpan>";
    let stamp = "<TimeStamp><when>2016-12-05</when></TimeStamp>";
    let until = "<TimeSpan><end>2016-12-07</end></TimeSpan>";
    let (a, b, c) = (placemark("A", span), placemark("B", stamp), placemark("C", until));
    let (story, _) = open_one("a.kml", &format!("<kml><Document>{a}{b}{c}</Document></kml>"));
    let dates = ["A", "B", "C"].map(|id| date(event(&story, id)));
    assert_eq!(dates, ["2016-12-01/2016-12-07", "2016-12-05", ""]);
    assert_eq!(event(&story, "C").text.in_language("en"), "end: 2016-12-07");
    assert!(event(&story, "A").text.is_empty() && event(&story, "B").text.is_empty());
    // Enough of them to be read in one go as well.
    let feature = |number: usize| {
        let time = match number % 3 {
            0 => r#""date":"2016-12-05""#,
            1 => r#""start":1480550400000,"end":"2016-12-07","date":null"#,
            _ => r#""start":1480896000000"#,
        };
        format!(
            r#"{{"type":"Feature","id":"E{number}","properties":{{{time},"source":"S"}},"geometry":{{"type":"Point","coordinates":[37,36]}}}}"#
        )
    };
    let features: Vec<String> = (0..300).map(feature).collect();
    let (story, reading) = open_one("a.geojson", &collection("", &features));
    assert_eq!((codes(&reading), reading.report.counts.undated), (vec![], 0));
    for number in [0, 150] {
        let dates = [number, number + 1, number + 2]
            .map(|it| date(event(&story, &format!("E{it}"))).to_owned());
        assert_eq!(dates, ["2016-12-05", "2016-12-01/2016-12-07", "2016-12-05"]);
    }
    let moved = point(37.0, 36.0).replace(r#""date":"2016-12-05""#, r#""from":"Azaz","to":"Homs""#);
    let (story, reading) = open_one("a.geojson", &collection("", &[point(37.0, 36.0), moved]));
    assert_eq!((codes(&reading), reading.report.counts.undated), (vec![], 1));
    let text = event(&story, "row-2").text.in_language("en");
    assert!(text.contains("from: Azaz") && text.contains("to: Homs"), "{text}");
}

#[test]
fn positions_of_kml_are_read_with_white_space_around_their_commas_and_told_where_they_cannot_be() {
    let placemark = |coordinates: &str| {
        format!(
            "<kml><Placemark><name>A</name><Point><coordinates>{coordinates}</coordinates></Point></Placemark></kml>"
        )
    };
    for text in [
        "37.16,36.2",
        "37.16, 36.2,0",
        " 37.16 ,36.2, 0 ",
        "37.16 , 36.2 , 0",
        "37.16,36.2,",
        "37.16,\n36.2,high",
    ] {
        let (story, reading) = open_one("a.kml", &placemark(text));
        assert_eq!(place(all(&story)[0]), Some((36.2, 37.16)), "{text}");
        assert!(!codes(&reading).contains(&"geometry.invalid"), "{text}");
    }
    for (text, first) in [
        ("37,16,36,2", "37"),
        ("37.16", "37.16"),
        ("37.16 36.2", "37.16"),
        ("E37.16,36.2", "E37.16"),
        ("37.16,,36.2", "37.16"),
    ] {
        let reading = open(&[("a.kml", placemark(text).as_bytes())]);
        assert!(reading.whole.is_none(), "{text}");
        let told = only(&reading, "geometry.invalid");
        assert_eq!(
            (told.row, told.column.as_deref(), told.value.as_str()),
            (Some(1), Some("coordinates"), first)
        );
    }
    let line = |coordinates: &str| {
        let text = format!(
            "<kml><Placemark><name>Road</name><LineString><coordinates>{coordinates}</coordinates></LineString></Placemark></kml>"
        );
        let (story, reading) = open_one("a.kml", &text);
        let BaseGeometry::Lines(lines) = &story.story.base[0].geometry else { panic!() };
        (lines[0].len(), codes(&reading).contains(&"geometry.invalid"))
    };
    assert_eq!(line("37, 36 38, 37 39, 38"), (3, false));
    assert_eq!(line("37,36, 38,37, 39,38"), (3, false));
    assert_eq!(line("37,36,0, 38,37, 0 39,38,0"), (3, false));
    assert_eq!(line("37,36 38;37 39,38"), (2, true));
}

#[test]
fn a_file_of_features_without_any_says_so_and_what_it_links_to() {
    for (name, text) in [
        ("a.geojson", collection("", &[])),
        ("a.json", format!("[{}]", collection("", &[]))),
        ("a.kml", "<kml><Document><name>Map</name></Document></kml>".to_owned()),
        ("a.gpx", "<gpx></gpx>".to_owned()),
        ("a.topojson", r#"{"type":"Topology","objects":{},"arcs":[]}"#.to_owned()),
    ] {
        let reading = open(&[(name, text.as_bytes())]);
        assert_eq!(codes(&reading), ["file.unknown"], "{name}");
        assert_eq!(reading.report.problems[0].detail, "there is no feature in it");
    }
    let link = |address: &str, more: &str| {
        let text = format!(
            "<kml><Document><name>Map</name>\n<NetworkLink><name>Map</name><Link><href>{address}</href></Link></NetworkLink>{more}</Document></kml>"
        );
        open(&[("a.kml", text.as_bytes())])
    };
    let address = "https://example.org/maps/d/kml?mid=1";
    let beside =
        "<Placemark><name>A</name><Point><coordinates>37,36</coordinates></Point></Placemark>";
    for (more, events) in [("", 0), (beside, 1)] {
        let reading = link(address, more);
        let told = only(&reading, "file.unknown");
        assert_eq!(
            (told.row, told.value.as_str(), told.severity),
            (Some(2), address, Severity::Error)
        );
        assert!(told.detail.contains("without the network link"));
        assert_eq!(reading.report.counts.events, events);
    }
    assert_eq!(only(&link("files/b.kml", ""), "file.unknown").severity, Severity::Warning);
}

#[test]
fn positions_that_are_written_as_texts_are_numbers_and_others_are_told() {
    let texts = point(37.125, 36.25).replace("[37.125,36.25]", r#"["37.125"," 36.25 "]"#);
    // Enough of them to be read in one go as well.
    for features in [vec![texts.clone()], vec![point(37.125, 36.25); 100], vec![texts; 100]] {
        let (story, reading) = open_one("a.geojson", &collection("", &features));
        assert!(all(&story).iter().all(|it| place(*it) == Some((36.25, 37.125))));
        assert_eq!((codes(&reading), all(&story).len()), (vec![], features.len()));
    }
    let geometry = r#"{"type":"Point","coordinates":["37.125","36.25"]}"#;
    let row =
        format!(r#"[{{"date":"2016-12-05","title":"T","source":"S","location":{geometry}}}]"#);
    for text in [row.as_str(), geometry] {
        let (story, _) = open_one("a.json", text);
        assert_eq!(place(all(&story)[0]), Some((36.25, 37.125)), "{text}");
    }
    let ring = r#"{"type":"Feature","id":"a","properties":{"name":"A"},"geometry":{"type":"GeometryCollection","geometries":[{"type":"Polygon","coordinates":[[["37","36"],["38","36"],["38","37"],["37","36"]]]}]}}"#;
    let (story, _) = open_one("a.geojson", ring);
    assert_eq!(story.story.areas.len(), 1);
    let bad = point(37.0, 36.0).replace("[37,36]", r#"["37,1","36"]"#);
    let reading = open(&[("a.geojson", collection("", &[bad]).as_bytes())]);
    assert_eq!(codes(&reading), ["geometry.invalid"]);
}

#[test]
fn a_story_of_one_file_is_called_as_that_calls_itself_unless_it_says_nothing() {
    let called = |name: &str, text: &str| {
        open_one(name, text).0.story.meta.title.in_language("en").to_owned()
    };
    let one = [point(37.0, 36.0)];
    let named = |more: &str| collection(more, &one);
    // One that is written in another way is read value by value.
    let by_value = named(r#""name":"A week","#).replacen(
        "\"type\"",
        "\"type\":\"FeatureCollection\",\"type\"",
        1,
    );
    assert_eq!(called("a.geojson", &by_value), "A week");
    assert_eq!(
        called("a.geojson", &named(r#""name":"a","title":"A week in May","#)),
        "A week in May"
    );
    let kml = |name: &str| {
        format!(
            "<kml><Document><name>{name}</name><Placemark><name>P</name><Point><coordinates>37,36</coordinates></Point></Placemark></Document></kml>"
        )
    };
    assert_eq!(called("a.kml", &kml("A week")), "A week");
    let umap = |name: &str| {
        format!(
            r#"{{"type":"umap","properties":{{"name":"{name}"}},"geometry":{{"type":"Point","coordinates":[37,36]}},"layers":[{}]}}"#,
            named(r#""_umap_options":{"name":"Layer 1"},"#)
        )
    };
    assert_eq!(called("a.umap", &umap("A week")), "A week");
    for usual in ["a", "A.kml", "Untitled map", "untitled", "OGRGeoJSON", " "] {
        assert_eq!(called("b/a.kml", &kml(usual)), "a", "{usual}");
        assert_eq!(called("a.geojson", &named(&format!(r#""name":"{usual}","#))), "a", "{usual}");
        assert_eq!(called("a.umap", &umap(usual)), "a", "{usual}");
    }
    assert_eq!(called("a.geojson", &named(r#""name":{"en":"A"},"#)), "a");
    // Of several files none speaks for all.
    let reading = open(&[("a.kml", kml("A week").as_bytes()), ("b.kml", kml("B").as_bytes())]);
    assert_eq!(reading.whole.as_ref().unwrap().story.meta.title.in_language("en"), "a");
}
