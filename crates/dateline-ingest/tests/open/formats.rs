//! Each kind of file, recognised by what stands in it.

use crate::support::{all, codes, date, event, gzip, ids, only, open, open_one, place, zip};
use dateline_core::model::{BaseGeometry, Mode};
use dateline_ingest::{Encoding, Format};

const CSV: &str = "id,date,title,lat,lon,source\nA,2016-12-05,Shells,36.2,37.15,Gazette\nB,2016-12-06,Talks,36.3,37.2,Radio\n";
const POINT: &str = r#"{ "type": "Feature", "id": "A", "properties": { "name": "Shells", "date": "2016-12-05", "source": "Gazette" }, "geometry": { "type": "Point", "coordinates": [37.15, 36.2, 400] } }"#;

#[test]
fn a_table_is_read_whatever_stands_between_its_cells_and_whatever_it_is_called() {
    for (sign, name) in [(",", "a.csv"), (";", "a.txt"), ("\t", "table"), ("|", "a.json")] {
        let (story, reading) = open_one(name, &CSV.replace(',', sign));
        assert_eq!(ids(&story), ["A", "B"], "{sign:?}");
        assert_eq!(place(event(&story, "A")), Some((36.2, 37.15)));
        assert_eq!(reading.files[0].format, Format::Table);
        assert_eq!(codes(&reading), Vec::<&str>::new());
        assert_eq!((reading.files[0].tally.rows, reading.files[0].tally.read), (2, 2));
    }
}

#[test]
fn events_alone_are_shown_all_at_once_and_beside_control_as_of_a_moment() {
    let story = open_one("a.csv", CSV).0.story;
    assert_eq!(story.meta.start.mode, Some(Mode::Window));
    let held = "area,date,holder\nnorth,2016-12-01,Rebels\n";
    let north = r#"{ "type": "Feature", "id": "north", "properties": {}, "geometry": { "type": "Polygon", "coordinates": [[[37.1, 36.1], [37.2, 36.1], [37.2, 36.2], [37.1, 36.1]]] } }"#;
    let files = [("a.csv", CSV), ("areas.geojson", north), ("control.csv", held)];
    let story = open(&files.map(|(name, text)| (name, text.as_bytes()))).whole.unwrap().story;
    assert_eq!((story.ledger.changes().len(), story.meta.start.mode), (1, None));
}

#[test]
fn decimal_commas_go_with_semicolons_and_titles_stand_above_headers() {
    let text = "sep=;\r\nEvents of the week\r\n\r\nid;Datum;Titel;Breite;Länge;Quelle\r\nA;05.12.2016;\"Shells;\r\nat night\";36,2;37,15;Gazette\r\n";
    let (story, reading) = open_one("a.csv", text);
    let shells = event(&story, "A");
    assert_eq!((date(shells), place(shells)), ("2016-12-05", Some((36.2, 37.15))));
    assert_eq!(shells.title.in_language("de"), "Shells;\r\nat night");
    assert_eq!((shells.row, codes(&reading).len()), (5, 0));
}

#[test]
fn ragged_rows_double_headers_and_open_quotes_are_reported_and_the_rest_is_read() {
    let text = "id,date,title,title,lat,lon,source\nA,2016-12-05,T,U,36.2,37.15\nB,2016-12-06,T,U,36.2,37.15,S,more\nC,2016-12-07,\"T,U,36.2,37.15,S\n";
    let (story, reading) = open_one("a.csv", text);
    assert_eq!(ids(&story), ["A", "B", "C"]);
    let rows: Vec<_> =
        reading.report.problems.iter().map(|it| (it.code.as_str(), it.row)).collect();
    assert!(rows.contains(&("row.ragged", Some(2))) && rows.contains(&("row.ragged", Some(3))));
    assert!(rows.contains(&("row.quote", Some(4))), "{rows:?}");
    let first = event(&story, "A");
    assert_eq!(first.title.in_language("en"), "T");
    assert!(first.text.in_language("en").contains("title (column 4): U"));
}

#[test]
fn rows_that_a_quotation_mark_has_made_one_are_told_of_and_honest_cells_are_not() {
    let text = "id,place,lat,lon\n1,\"Old city,36.2,37.1\n2,Bab,36.3,37.2\n3,\"New\" market,36.4,37.3\n4,Sakhur,36.5,37.4\n";
    let reading = open(&[("a.csv", text.as_bytes())]);
    assert_eq!(only(&reading, "row.quote").row, Some(2));
    assert_eq!(ids(reading.whole.as_ref().unwrap()), ["1", "4"]);
    let honest = "id,place,lat,lon\n1,\"Old city,\nthe \"\"New\"\" market, too\",36.2,37.1\n4,a 5\" gun,36.5,37.4\n5,\"two\nlines\",36.5,37.4\n";
    assert!(!codes(&open(&[("a.csv", honest.as_bytes())])).contains(&"row.quote"));
}

#[test]
fn every_form_of_geojson_gives_the_same_event() {
    let bare = POINT.replace('\n', " ");
    let forms = [
        POINT.to_owned(),
        format!(
            r#"{{ "type": "FeatureCollection", "bbox": [37, 36, 38, 37], "features": [{POINT}] }}"#
        ),
        format!("[{POINT}]"),
        format!("{bare}\n{}\n", bare.replace("\"A\"", "\"B\"")),
        format!("\u{1E}{bare}\n\u{1E}{}\n", bare.replace("\"A\"", "\"B\"")),
    ];
    for text in &forms {
        for bytes in [text.as_bytes().to_vec(), gzip(text.as_bytes())] {
            let reading = open(&[("data", &bytes)]);
            let story = reading.whole.as_ref().unwrap();
            let shells = event(story, "A");
            assert_eq!(
                (date(shells), place(shells)),
                ("2016-12-05", Some((36.2, 37.15))),
                "{text}"
            );
            assert_eq!(shells.title.in_language("en"), "Shells");
            assert_eq!(reading.files[0].format, Format::GeoJson);
            assert_eq!(codes(&reading), Vec::<&str>::new());
        }
    }
    let (story, reading) = open_one("bare.json", r#"{"type":"Point","coordinates":[37.15,36.2]}"#);
    assert_eq!((story.story.events.len(), reading.report.counts.undated), (1, 1));
}

#[test]
fn a_broken_line_of_many_takes_no_other_away() {
    let line = POINT.replace('\n', " ");
    let text = format!("{line}\n{{\"type\": broken\n{}\n", line.replace("\"A\"", "\"B\""));
    let (story, reading) = open_one("a.ndjson", &text);
    assert_eq!(ids(&story), ["A", "B"]);
    assert_eq!(only(&reading, "json.syntax").row, Some(2));
}

#[test]
fn features_without_a_geometry_are_features_however_they_are_listed() {
    let bare = r#"{"type":"Feature","properties":{"title":"T","date":"2016-12-05"}}"#;
    for text in [format!("[{bare}]"), format!("{bare}\n{bare}"), format!("[{bare},3]")] {
        let (story, reading) = open_one("a.json", &text);
        assert_eq!(date(all(&story)[0]), "2016-12-05");
        assert_eq!(reading.files[0].format, Format::GeoJson, "{text}");
    }
}

#[test]
fn points_lines_outlines_and_collections_each_become_what_they_are() {
    let text = r#"{ "type": "FeatureCollection", "features": [
      { "type": "Feature", "properties": { "title": "Camp", "marker-color": "7e7e7e", "marker-size": "large" }, "geometry": { "type": "Point", "coordinates": [37.15, 36.2] } },
      { "type": "Feature", "properties": { "name": "Old road" }, "geometry": { "type": "LineString", "coordinates": [[37, 36], [37.1, 36.1]] } },
      { "type": "Feature", "id": "mill", "properties": { "name": "Mill", "stroke": "555555" }, "geometry": { "type": "Polygon", "coordinates": [[[37, 36], [37.2, 36], [37.2, 36.3], [37, 36.3], [37, 36]]] } },
      { "type": "Feature", "properties": { "title": "Fighting", "date": "2016-12-05" }, "geometry": { "type": "Polygon", "coordinates": [[[37, 36], [37.2, 36], [37.2, 36.3], [37, 36]]] } },
      { "type": "Feature", "properties": { "title": "Two camps" }, "geometry": { "type": "GeometryCollection", "geometries": [ { "type": "Point", "coordinates": [37.1, 36.1] }, { "type": "Point", "coordinates": [37.2, 36.2] } ] } },
      { "type": "Feature", "properties": { "title": "Nowhere" }, "geometry": null } ] }"#;
    let (story, reading) = open_one("map.geojson", text);
    assert_eq!(
        (story.story.areas.len(), story.story.base.len(), story.story.events.len()),
        (1, 1, 4)
    );
    assert_eq!(story.story.areas[0].id, "mill");
    assert!(
        matches!(&story.story.base[0].geometry, BaseGeometry::Lines(lines) if lines[0].len() == 2)
    );
    let camp = all(&story).into_iter().find(|it| it.title.in_language("en") == "Camp").unwrap();
    assert!(camp.text.is_empty(), "how a mark looks is no news: {:?}", camp.text);
    let fighting = story.story.events.iter().find(|(_, it)| date(*it) == "2016-12-05").unwrap().1;
    assert_eq!(fighting.geo_precision, dateline_core::model::GeoPrecision::Area);
    assert_eq!((reading.report.counts.undated, reading.report.counts.unplaced), (3, 1));
}

#[test]
fn times_of_features_are_read_under_the_names_that_people_give_them() {
    let cases = [
        (r#""start": "2016-12-05", "end": "2016-12-07""#, "2016-12-05/2016-12-07"),
        (r#""start": 1480896000000, "end": 1481068800000"#, "2016-12-05/2016-12-07"),
        (
            r#""start": 1480896000000, "end": 1480975500000"#,
            "2016-12-05T00:00:00Z/2016-12-05T22:05:00Z",
        ),
        (r#""time": "2016-12-05T22:05:00Z""#, "2016-12-05T22:05:00Z"),
        (r#""timestamp": 1480975500"#, "2016-12-05T22:05:00Z"),
        (r#""timespan": { "begin": "2016-12-05", "end": "2016-12-07" }"#, "2016-12-05/2016-12-07"),
        (r#""verifiedDate": "2016-12-05T00:00:00.000Z""#, "2016-12-05"),
        (r#""start_date": "2016-12", "end_date": "2017""#, "2016-12/2017"),
        (r#""date": "5/12/2016 22:05", "x": "25/12/2016""#, ""),
    ];
    for (properties, wanted) in cases {
        let text = format!(
            r#"{{"type":"Feature","id":"A","properties":{{{properties}, "name": "N"}},"geometry":{{"type":"Point","coordinates":[37.1,36.2]}}}}"#
        );
        let (story, _) = open_one("a.geojson", &text);
        assert_eq!(date(event(&story, "A")), wanted, "{properties}");
    }
    let when = r#"{"type":"Feature","@id":"https://example.org/p","properties":{"title":"P"},"when":{"timespans":[{"start":{"in":"2016-12-05"},"end":{"in":"2016-12-07"}}],"certainty":"less-certain"},"names":[{"toponym":"Mill"}],"geometry":{"type":"Point","coordinates":[37.1,36.2]}}"#;
    let (story, _) = open_one("lpf.json", when);
    let (_, first) = story.story.events.iter().next().unwrap();
    assert_eq!(
        (date(first), first.sources[0].url.as_str()),
        ("2016-12-05?/2016-12-07?", "https://example.org/p")
    );
}

#[test]
fn topojson_gives_back_the_outlines_that_were_rounded_into_it() {
    let text = r#"{ "type": "Topology", "transform": { "scale": [0.01, 0.01], "translate": [37, 36] },
      "objects": { "quarters": { "type": "GeometryCollection", "geometries": [
        { "type": "Polygon", "id": "west", "properties": { "name": "West" }, "arcs": [[0, 1]] },
        { "type": "Polygon", "id": "east", "properties": { "name": "East" }, "arcs": [[-1, 2]] },
        { "type": "Point", "properties": { "name": "Gate", "date": "2016-12-05" }, "coordinates": [10, 5] } ] } },
      "arcs": [ [[10, 0], [0, 10]], [[10, 10], [-10, 0], [0, -10], [10, 0]], [[10, 0], [10, 0], [0, 10], [-10, 0]] ] }"#;
    let (story, reading) = open_one("map.topojson", text);
    assert_eq!(reading.files[0].format, Format::TopoJson);
    let outlines: Vec<_> =
        story.story.areas.iter().map(|it| (it.id.as_str(), it.polygons[0][0].len())).collect();
    assert_eq!(outlines, [("west", 5), ("east", 5)]);
    let east = &story.story.areas[1].polygons[0][0];
    assert!(east.iter().any(|it| (it.lon - 37.2).abs() < 1e-9 && (it.lat - 36.1).abs() < 1e-9));
    let (_, gate) = story.story.events.iter().next().unwrap();
    assert_eq!(place(gate), Some((36.05, 37.1)));
}

const KML: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<kml xmlns="http://www.opengis.net/kml/2.2" xmlns:gx="http://www.google.com/kml/ext/2.2"><Document><name>Map</name>
  <Folder><name>Strikes</name>
    <Placemark id="A"><name>Shells &amp; rockets</name><description><![CDATA[<p>On a <b>street</b></p>]]></description>
      <TimeStamp><when>2016-12-05T22:05:00Z</when></TimeStamp>
      <ExtendedData><Data name="source"><value>Gazette</value></Data><SchemaData><SimpleData name="killed">3</SimpleData></SchemaData></ExtendedData>
      <Point><coordinates>37.15,36.2,400</coordinates></Point></Placemark>
  </Folder>
  <Folder><name>North Militia</name>
    <Placemark><name>Mill</name><TimeSpan><begin>2016-12-01</begin><end>2016-12-05</end></TimeSpan>
      <MultiGeometry><Polygon><outerBoundaryIs><LinearRing><coordinates>37,36 37.2,36 37.2,36.3 37,36</coordinates></LinearRing></outerBoundaryIs></Polygon></MultiGeometry></Placemark>
  </Folder>
  <Placemark><name>Road</name><LineString><coordinates>37,36 37.1,36.1</coordinates></LineString></Placemark>
</Document></kml>"#;

#[test]
fn kml_gives_places_lines_and_outlines_with_their_times_and_data() {
    let pictures: [(&str, &[u8]); 4] = [
        ("images/icon.png", b"\x89PNG"),
        ("images/photo.jpg", b"\xFF\xD8\xFF"),
        ("images/dot.gif", b"GIF89a"),
        ("images/star.svg", b"<?xml version=\"1.0\"?>\n<svg></svg>"),
    ];
    let packed = zip(&[&pictures[..], &[("doc.kml", KML.as_bytes())]].concat(), true);
    for bytes in [KML.as_bytes(), packed.as_slice()] {
        let reading = open(&[("a/Map of May.kmz", bytes)]);
        let story = reading.whole.as_ref().unwrap();
        assert_eq!(
            (story.story.areas.len(), story.story.base.len(), story.story.events.len()),
            (1, 1, 1)
        );
        let shells = event(story, "A");
        assert_eq!((date(shells), place(shells)), ("2016-12-05T22:05:00Z", Some((36.2, 37.15))));
        assert_eq!(shells.title.in_language("en"), "Shells & rockets");
        assert_eq!(shells.text.in_language("en"), "On a street");
        assert_eq!(
            (shells.casualties.killed.best, shells.sources[0].name.as_str()),
            (Some(3), "Gazette")
        );
        assert_eq!(shells.row, 4);
        // Held by the folder from the end of the first to the end of the fifth.
        assert_eq!(
            (story.story.ledger.changes().len(), story.story.meta.actors[0].id.as_str()),
            (2, "North Militia")
        );
        // The pictures are not data, and nothing is said of them.
        assert!(!codes(&reading).contains(&"file.unknown"), "{:?}", codes(&reading));
        assert_eq!(story.story.meta.title.in_language("en"), "Map of May");
        assert_eq!(reading.files.len(), 1);
    }
    // Beside anything else a picture is a file like any other.
    let other = zip(&[("a.csv", CSV.as_bytes()), pictures[2]], true);
    assert_eq!(only(&open(&[("a.zip", &other)]), "file.unknown").detail, "it is a picture");
}

#[test]
fn a_track_of_kml_is_an_event_as_long_as_its_times_say() {
    let text = r#"<kml xmlns:gx="x"><Placemark><name>Walk</name><gx:Track><when>2016-12-05T08:00:00Z</when><when>2016-12-05T09:00:00Z</when><gx:coord>37 36 0</gx:coord><gx:coord>37.1 36.1 0</gx:coord></gx:Track></Placemark></kml>"#;
    let (story, _) = open_one("walk.kml", text);
    assert_eq!(date(all(&story)[0]), "2016-12-05T08:00:00Z/2016-12-05T09:00:00Z");
    assert_eq!(place(all(&story)[0]), Some((36.1, 37.1)));
}

#[test]
fn gpx_gives_waypoints_and_tracks() {
    let text = r#"<gpx version="1.1" creator="T" xmlns="http://www.topografix.com/GPX/1/1">
  <wpt lat="36.2" lon="37.15"><time>2016-12-05T22:05:00Z</time><name>Gate</name><desc>Closed</desc><link href="https://example.org/1"/></wpt>
  <rte><name>Route</name><rtept lat="36" lon="37"/><rtept lat="36.1" lon="37.1"/></rte>
  <trk><name>Walk</name><trkseg><trkpt lat="36" lon="37"><time>2016-12-05T08:00:00Z</time></trkpt><trkpt lat="36.1" lon="37.1"><time>2016-12-05T09:00:00Z</time></trkpt></trkseg></trk>
</gpx>"#;
    let (story, reading) = open_one("walk.gpx", text);
    assert_eq!(reading.files[0].format, Format::Gpx);
    assert_eq!((story.story.base.len(), story.story.events.len()), (1, 2));
    let dates: Vec<&str> = story.story.events.iter().map(|(_, it)| date(it)).collect();
    assert_eq!(dates, ["2016-12-05T08:00:00Z/2016-12-05T09:00:00Z", "2016-12-05T22:05:00Z"]);
    let (_, gate) = story.story.events.iter().nth(1).unwrap();
    assert_eq!(
        (gate.title.in_language("en"), gate.sources[0].url.as_str()),
        ("Gate", "https://example.org/1")
    );
}

#[test]
fn the_encoding_of_a_table_is_found_and_told() {
    let text = "id,التاريخ,العنوان,خط العرض,خط الطول,المصدر\nA,2016-12-05,قصف على حي الشعار,36.2,37.15,وكالة\n";
    // Letters of the Arabic block in the order of Windows-1256, where they stand together.
    let byte = |sign: char| match sign {
        'ا' => 0xC7,
        'ب' => 0xC8,
        'ة' => 0xC9,
        'ت' => 0xCA,
        'ح' => 0xCD,
        'خ' => 0xCE,
        'د' => 0xCF,
        'ر' => 0xD1,
        'ش' => 0xD4,
        'ص' => 0xD5,
        'ط' => 0xD8,
        'ع' => 0xDA,
        'ف' => 0xDD,
        'ق' => 0xDE,
        'ك' => 0xDF,
        'ل' => 0xE1,
        'م' => 0xE3,
        'ن' => 0xE4,
        'و' => 0xE6,
        'ى' => 0xEC,
        'ي' => 0xED,
        'ض' => 0xD6,
        other => u8::try_from(u32::from(other)).unwrap(),
    };
    let arabic: Vec<u8> = text.chars().map(byte).collect();
    let utf16: Vec<u8> =
        format!("\u{FEFF}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    for (bytes, encoding, guessed) in [
        (text.as_bytes(), Encoding::Utf8, false),
        (&arabic, Encoding::Windows1256, true),
        (utf16.as_slice(), Encoding::Utf16Le, false),
    ] {
        let reading = open(&[("a.csv", bytes)]);
        let shells = event(reading.whole.as_ref().unwrap(), "A");
        assert_eq!(shells.title.in_language("ar"), "قصف على حي الشعار");
        assert_eq!((date(shells), place(shells)), ("2016-12-05", Some((36.2, 37.15))));
        assert_eq!(reading.files[0].encoding, Some(encoding));
        assert_eq!(codes(&reading) == ["file.encoding"], guessed);
    }
}

#[test]
fn what_nobody_can_read_is_named_for_what_it_is() {
    let cases: [(&[u8], &str); 13] = [
        (b"\x8DDTL\x01\0", "packed story"),
        (b"\xD0\xCF\x11\xE0\xA1\xB1", "XLS"),
        (b"%PDF-1.7", "PDF"),
        (b"PAR1....", "Parquet"),
        (b"fgb\x03fgb\x01", "FlatGeobuf"),
        (b"<!DOCTYPE html><html></html>", "web page"),
        (b"<rss version=\"2.0\"></rss>", "neither KML nor GPX"),
        (b"", "empty"),
        (b" \n ", "empty"),
        (b"\x89PNG\r\n\x1a\n", "picture"),
        (b"\xFF\xD8\xFF\xE0", "picture"),
        (b"SQLite format 3\0", "GeoPackage"),
        (b"\x00\x00\x27\x0A", "shapefile"),
    ];
    for (bytes, word) in cases {
        let reading = open(&[("data.csv", bytes)]);
        let problem = only(&reading, "file.unknown");
        assert!(problem.detail.contains(word), "{word}: {}", problem.detail);
        assert!(reading.whole.is_none());
    }
    let reading = open(&[("notes.csv", b"name,colour\nmill,red\n")]);
    let bare = open(&[("notes.csv", b"id,date,title\n")]);
    assert!(only(&bare, "file.unknown").detail.contains("no row"));
    let left = only(&reading, "column.guessed");
    assert_eq!((left.value.as_str(), left.severity.name()), ("name, colour", "error"));
    assert_eq!(left.detail, "no column says when or where");
    assert_eq!((reading.report.counts.rows, reading.report.counts.skipped), (1, 1));
    assert_eq!(reading.files[0].tally.skipped, 1);
}

#[test]
fn of_json_no_row_is_lost_and_no_cell_is_cut_unsaid() {
    // A number that nobody can hold makes a row of objects by their ids unreadable.
    let text = r#"{"a":{"date":"2016-12-05","lat":36.2,"lon":37.15},"b":{"date":"2016-12-06","lat":1e999,"lon":37.15}}"#;
    let (_, reading) = open_one("a.json", text);
    assert_eq!((reading.report.counts.rows, reading.report.counts.skipped), (2, 1));
    assert_eq!(only(&reading, "value.unknown").row, Some(1));
    let people: Vec<String> = (0..40).map(|n| format!("{{\"name\":\"P{n}\"}}")).collect();
    let text =
        format!("[{{\"id\":\"A\",\"date\":\"2016-12-05\",\"victims\":[{}]}}]", people.join(","));
    let (story, _) = open_one("a.json", &text);
    assert!(event(&story, "A").text.in_language("en").contains("P39"));
    let text =
        format!("[{{\"id\":\"A\",\"date\":\"2016-12-05\",\"text\":\"{}\"}}]", "x".repeat(10_001));
    let (_, reading) = open_one("a.json", &text);
    only(&reading, "text.too-long");
}

#[test]
fn lists_beside_the_one_that_is_read_are_counted_and_told() {
    let text = r#"{"events":[{"id":"A","date":"2016-12-05"}],"sites":[{"name":"Mill"},{"name":"Harbour"}],"tags":["x"]}"#;
    let (_, reading) = open_one("a.json", text);
    assert_eq!((reading.report.counts.rows, reading.report.counts.skipped), (3, 2));
    assert_eq!(only(&reading, "file.unused").value, "sites");
}

#[test]
fn a_title_of_two_cells_and_many_notes_may_stand_above_the_header_of_a_table() {
    let title = "Incidents in the old town,\"Updated: 2 Jan 2017\",,,,\n";
    let groups = "Location,,Casualties,,,\n";
    for above in [title, groups, &"A note\n".repeat(12), &format!("{title}\n{title}")] {
        let (story, reading) = open_one("a.csv", &format!("{above}{CSV}"));
        assert_eq!(ids(&story), ["A", "B"], "{above}");
        assert_eq!(codes(&reading), Vec::<&str>::new());
        assert_eq!(event(&story, "A").row as usize, above.lines().count() + 2);
    }
}

#[test]
fn the_columns_of_a_table_that_says_nothing_are_named_whole() {
    let names: Vec<String> = (10..40).map(|number| format!("colour {number}")).collect();
    let text = format!("{}\n{}\n", names.join(","), vec!["red"; 30].join(","));
    let reading = open(&[("a.csv", text.as_bytes())]);
    let left = reading.report.problems.iter().find(|it| it.severity.name() == "error").unwrap();
    assert!(left.value.ends_with("colour 16, …"), "{}", left.value);
    assert!(left.message().starts_with("It is not certain what stands under “colour 10, "));
}

#[test]
fn a_position_of_gpx_or_kml_with_decimal_commas_is_told_with_its_row() {
    let gpx = "<gpx>\n<wpt lat=\"36,2\" lon=\"37.15\"><name>Crater</name></wpt>\n<wpt lat=\"36.2\" lon=\"37.15\"><name>Gate</name></wpt>\n<trk><name>Walk</name><trkseg><trkpt lat=\"36\" lon=\"37\"/>\n<trkpt lat=\"36.1\" lon=\"37,1\"/><trkpt lat=\"36.2\" lon=\"37.2\"/></trkseg></trk>\n</gpx>";
    let (_, reading) = open_one("a.gpx", gpx);
    let told = |reading: &crate::support::Reading| -> Vec<_> {
        let all =
            reading.report.problems.iter().filter(|it| it.code.as_str() == "geometry.invalid");
        all.map(|it| (it.row, it.column.clone().unwrap(), it.value.clone())).collect()
    };
    let wanted = [(Some(2), "lat", "36,2"), (Some(5), "lon", "37,1")];
    assert_eq!(told(&reading), wanted.map(|(row, name, value)| (row, name.into(), value.into())));
    assert_eq!(reading.report.counts.unplaced, 1);
    let kml = |text: &str| {
        format!(
            "<kml><Document>\n<Placemark><name>A</name><TimeStamp><when>2016-12-05</when></TimeStamp><Point><coordinates>{text}</coordinates></Point></Placemark></Document></kml>"
        )
    };
    let (story, reading) = open_one("a.kml", &kml("37,2 36,1"));
    assert_eq!(told(&reading), [(Some(2), "coordinates".into(), "37,2 36,1".into())]);
    assert_eq!(all(&story).into_iter().map(place).next(), Some(None));
    // One position said twice is one.
    let (story, reading) = open_one("a.kml", &kml("37.2,36.1,0 37.2,36.1,0"));
    assert_eq!(told(&reading), []);
    assert_eq!(all(&story).into_iter().map(place).next(), Some(Some((36.1, 37.2))));
}
