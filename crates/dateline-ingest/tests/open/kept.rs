//! What was opened is kept as a story folder and opened again, and nothing is lost.

use crate::support::{Reading, check, codes, open_with, read_files, zip};
use dateline_ingest::{ColumnRole, DateOrder, FileMapping, Limits, OpenOptions, keep, zip as pack};

const EVENTS: &str = "Datum;Titel;Art;Breite;Länge;Beteiligte;Quelle;Anmerkung\n3/4/2022;Shells;Strike;36,2;37,15;North;Gazette;at night\n5/6/2022 22:05;Talks;Meeting;36,3;37,2;North;South;Radio\n;Nothing;;;;;;\n";
const AREAS: &str = r#"{"type":"FeatureCollection","features":[{"type":"Feature","id":"mill","properties":{"name":"Old Mill"},"geometry":{"type":"Polygon","coordinates":[[[37,36],[37.2,36],[37.2,36.3],[37,36.3],[37,36]]]}},{"type":"Feature","properties":{"title":"Camp","date":"2022-04-01"},"geometry":{"type":"Point","coordinates":[37.1,36.1]}}]}"#;
const CONTROL: &str = "area,since,controlled by,source\nOld Mill,2022-04-01,North,Gazette\nOld Mill,2022-05-01,South,Gazette\n";

/// Keeps what was read and reads it again.
fn again(files: &[(&str, &[u8])], reading: &Reading) -> (Vec<(String, Vec<u8>)>, Reading) {
    let files: Vec<(String, Vec<u8>)> =
        files.iter().map(|(name, bytes)| ((*name).to_owned(), bytes.to_vec())).collect();
    let folder = keep(files, reading, Limits::DEFAULT).unwrap();
    let second = read_files(&folder, &OpenOptions::default());
    check(&second);
    (folder, second)
}

#[test]
fn files_that_were_opened_come_back_from_their_folder_without_a_difference() {
    let mapping =
        FileMapping { date_order: Some(DateOrder::DayMonthYear), ..FileMapping::default() };
    let options = OpenOptions {
        mappings: vec![("w/events.csv".into(), mapping)],
        title: Some("A week".into()),
        ..OpenOptions::default()
    };
    let files: [(&str, &[u8]); 3] = [
        ("w/events.csv", EVENTS.as_bytes()),
        ("areas.geojson", AREAS.as_bytes()),
        ("more/control.csv", CONTROL.as_bytes()),
    ];
    let first = open_with(&files, &options);
    assert_eq!(first.report.counts.changes, 2);
    let (folder, second) = again(&files, &first);
    let names: Vec<&str> = folder.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["story.json", "events.csv", "areas.geojson", "control.csv"]);
    assert_eq!(first.whole, second.whole);
    assert_eq!(first.report.counts, second.report.counts);
    assert_eq!(codes(&first), codes(&second));
    // And what is a folder already stays as it is.
    let third = keep(folder.clone(), &second, Limits::DEFAULT).unwrap();
    assert_eq!(third.len(), folder.len());
    assert!(folder.iter().all(|file| third.contains(file)));
}

#[test]
fn weeks_begin_as_usual_at_the_place_in_files_that_are_opened_and_in_those_that_are_kept() {
    for (zone, place) in [("Asia/Damascus", 5), ("America/Bogota", 6), ("UTC", 0)] {
        let options = OpenOptions { time_zone: Some(zone.into()), ..OpenOptions::default() };
        let files: [(&str, &[u8]); 1] = [("events.csv", EVENTS.as_bytes())];
        let first = open_with(&files, &options);
        let (_, second) = again(&files, &first);
        for reading in [first, second] {
            assert_eq!(reading.whole.unwrap().story.meta.timeline.week_start, place, "{zone}");
        }
    }
}

#[test]
fn archives_workbooks_and_names_that_no_address_may_have_are_kept_too() {
    let inner = "date,title,lat,lon,source\n2016-12-05T22:05,T,36.2,37.15,S\n";
    let packed = zip(&[("one/a?b.csv", inner.as_bytes()), ("two/a?b.csv", inner.as_bytes())], true);
    let files: [(&str, &[u8]); 1] = [("all.zip", &packed)];
    let first = open_with(&files, &OpenOptions::default());
    let (folder, second) = again(&files, &first);
    let names: Vec<&str> = folder.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["story.json", "a_b.csv", "a_b_.csv"]);
    assert_eq!(first.whole, second.whole);
    assert_eq!(second.whole.unwrap().story.events.len(), 2);
}

#[test]
fn snapshots_that_are_dated_by_their_folder_or_archive_come_back_with_date_and_side() {
    let outline = |west: u8| {
        let rings = format!("[[[{west},36],[39,36],[39,37],[{west},36]]]");
        format!(
            r#"{{"type":"FeatureCollection","features":[{{"type":"Feature","properties":{{}},"geometry":{{"type":"Polygon","coordinates":{rings}}}}}]}}"#
        )
    };
    let (one, two, three) = (outline(36), outline(37), outline(38));
    let daily: [(&str, &[u8]); 4] = [
        ("2022-05-01/occupied.geojson", one.as_bytes()),
        ("2022-05-02/occupied.geojson", two.as_bytes()),
        ("2022-05-02/north/occupied.geojson", three.as_bytes()),
        ("held_20220503.geojson", one.as_bytes()),
    ];
    let packed = zip(&daily, true);
    let kml = |west: u8| {
        format!(
            "<kml><Placemark><Polygon><outerBoundaryIs><LinearRing><coordinates>{west},36 39,36 39,37 {west},36</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark></kml>"
        )
    };
    let maps = [36, 37].map(|west| zip(&[("doc.kml", kml(west).as_bytes())], true));
    let files: [(&str, &[u8]); 3] =
        [("daily.zip", &packed), ("2022-05-01.kmz", &maps[0]), ("2022-05-02.kmz", &maps[1])];
    let first = open_with(&files, &OpenOptions::default());
    let actors = |reading: &Reading| -> Vec<String> {
        let story = &reading.whole.as_ref().unwrap().story;
        story.meta.actors.iter().map(|actor| actor.id.clone()).collect()
    };
    assert_eq!(actors(&first), ["occupied", "held", "doc"]);
    let (folder, second) = again(&files, &first);
    let names: Vec<&str> = folder.iter().skip(1).map(|(name, _)| name.as_str()).collect();
    assert_eq!(
        names,
        [
            "occupied_2022-05-01.geojson",
            "occupied_2022-05-02.geojson",
            "occupied_2022-05-02_.geojson",
            "held_20220503.geojson",
            "doc_2022-05-01.kml",
            "doc_2022-05-02.kml"
        ]
    );
    assert!(first.report.counts.changes > 2);
    assert_eq!(first.whole, second.whole);
    assert_eq!(first.report.counts, second.report.counts);
}

#[test]
fn a_story_says_what_it_knows_of_files_that_are_read_as_they_are() {
    let story = r#"{ "dateline": 1, "title": "T", "timeZone": "UTC", "span": "2022", "actors": [ { "id": "North" } ],
        "categories": [ { "id": "Strike", "shape": "star" } ],
        "files": { "events": "own.csv", "open": [ "areas.geojson",
          { "file": "list.csv", "dateOrder": "mdy", "columns": { "reported": "date", "Datum": "told" } } ] } }"#;
    let own = "id,date,title,category,area,source\nE1,2022-01-01,Own,strike,mill,S\n";
    let list = "Datum,reported,title,category,place,source\nx,3/4/2022,Shells,Strike,Old Mill,S\nx,3/5/2022,Fire,Other,Old Mill,S\n";
    let files: [(&str, &[u8]); 4] = [
        ("story.json", story.as_bytes()),
        ("own.csv", own.as_bytes()),
        ("areas.geojson", AREAS.as_bytes()),
        ("list.csv", list.as_bytes()),
    ];
    let reading = open_with(&files, &OpenOptions::default());
    let whole = reading.whole.as_ref().unwrap();
    let events: Vec<_> = whole
        .story
        .events
        .iter()
        .map(|(_, it)| (it.when.as_ref().unwrap().text.as_str(), it.category.0, it.areas.len()))
        .collect();
    let wanted =
        [("2022-01-01", 0, 1), ("2022-03-04", 0, 1), ("2022-03-05", 1, 1), ("2022-04-01", 1, 0)];
    assert_eq!(events, wanted);
    // Two rows name their area, and the camp names no source.
    assert_eq!(codes(&reading), ["place.named", "source.missing"]);
}

#[test]
fn the_order_of_dates_that_the_cells_decide_is_told_and_kept() {
    let order = |name: &str, text: &str| {
        let files = [(name, text.as_bytes())];
        let first = open_with(&files, &OpenOptions::default());
        let order = first.files[0].date_order;
        let (_, kept) = again(&files, &first);
        assert_eq!(first.whole, kept.whole, "{text}");
        // Said by hand the same order gives the same.
        let mapping = FileMapping { date_order: order, ..FileMapping::default() };
        let mappings = vec![(String::new(), mapping)];
        let stated = open_with(&files, &OpenOptions { mappings, ..OpenOptions::default() });
        assert_eq!((&first.whole, order), (&stated.whole, stated.files[0].date_order), "{text}");
        order.map(DateOrder::name)
    };
    let events = |dates: &[&str]| {
        let row = |date: &&str| format!("{date},T,36.2,37.1\n");
        format!("date,end,title,lat,lon\n{}", dates.iter().map(row).collect::<String>())
    };
    for (dates, wanted) in [
        (["3/4/2022,", "25/4/2022,"], Some("dmy")),
        (["3/4/2022,", "4/25/2022,"], Some("mdy")),
        (["3/4/2022,5/4/2022", "3/4/2022,25/4/2022"], Some("dmy")),
        // Of these no one order says how they are read.
        (["25/3/2022,4/25/2022", "3/4/2022,4/5/2022"], None),
        (["3/4/2022,", "5/4/2022,"], None),
        (["25/4/2022,", "4/25/2022,"], None),
        (["2022-04-03,", "2022-04-25,"], None),
        (["3 April 2022,", "25 April 2022,"], None),
    ] {
        assert_eq!(order("a.csv", &events(&dates)), wanted, "{dates:?}");
    }
    let control = "place,position,control\nMill,\"36.2, 37.1\",3/4/2022;North|25/4/2022;South\n";
    assert_eq!(order("a.csv", control), Some("dmy"));
    let point = |date: &str| {
        format!(
            r#"{{"type":"Feature","properties":{{"date":"{date}"}},"geometry":{{"type":"Point","coordinates":[37,36]}}}}"#
        )
    };
    let lines = [point("3/4/2022"), point("4/25/2022")].join("\n");
    assert_eq!(order("a.geojson", &lines), Some("mdy"));
}

#[test]
fn what_cannot_stand_in_a_story_is_named_by_its_key() {
    let story = r#"{ "dateline": 1, "title": "T", "timeZone": "UTC", "span": "2022", "actors": [],
        "files": { "open": [ { "file": "a.csv", "preset": "acledd", "dateOrder": "ymd", "columns": { "x": "day month" }, "sheet": 1 }, { "part": "x" }, "../b.csv" ] } }"#;
    let reading = open_with(&[("story.json", story.as_bytes())], &OpenOptions::default());
    let columns: Vec<_> =
        reading.report.problems.iter().filter_map(|it| it.column.clone()).collect();
    for key in [
        "files.open[0].preset",
        "files.open[0].dateOrder",
        "files.open[0].columns.x",
        "files.open[0].sheet",
        "files.open[1].file",
        "files.open[2]",
    ] {
        assert!(columns.iter().any(|it| it == key), "{key} in {columns:?}");
    }
}

#[test]
fn tables_of_a_story_lose_nothing_without_their_story() {
    let files: [(&str, &[u8]); 3] = [
        ("a.csv", include_bytes!("../fixtures/town/events.csv")),
        ("b.csv", include_bytes!("../fixtures/town/control.csv")),
        ("c.geojson", include_bytes!("../fixtures/town/areas.geojson")),
    ];
    let loose = open_with(&files, &OpenOptions::default());
    let town: [(&str, &[u8]); 5] = [
        ("story.json", include_bytes!("../fixtures/town/story.json")),
        ("events.csv", files[0].1),
        ("control.csv", files[1].1),
        ("areas.geojson", files[2].1),
        ("base.geojson", include_bytes!("../fixtures/town/base.geojson")),
    ];
    let story = open_with(&town, &OpenOptions::default());
    let (loose, story) = (loose.whole.unwrap(), story.whole.unwrap());
    assert_eq!(loose.story.areas, story.story.areas);
    assert_eq!(loose.story.events.len(), story.story.events.len());
    for ((_, one), (_, other)) in loose.story.events.iter().zip(story.story.events.iter()) {
        assert_eq!((&one.id, &one.title, &one.place), (&other.id, &other.title, &other.place));
        assert_eq!(
            (&one.when, one.position, one.geo_precision),
            (&other.when, other.position, other.geo_precision)
        );
        assert_eq!(
            (&one.areas, one.casualties, &one.sources),
            (&other.areas, other.casualties, &other.sources)
        );
        assert_eq!(
            (one.verification, one.graphic, one.withdrawn),
            (other.verification, other.graphic, other.withdrawn)
        );
    }
    for (one, other) in loose.details.events.iter().zip(&story.details.events) {
        assert_eq!((&one.media_url, &one.media_alt), (&other.media_url, &other.media_alt));
        assert_eq!(one.actors_text, other.actors_text);
        let text = other.text.in_language("ar");
        assert!(one.text.in_language("ar").starts_with(text), "{:?}", one.text);
    }
    assert_eq!(loose.details.notes, story.details.notes);
    let changes = loose.story.ledger.changes().iter().zip(story.story.ledger.changes());
    for (one, other) in changes {
        assert_eq!(
            (one.area, &one.date, &one.earliest, &one.latest),
            (other.area, &other.date, &other.earliest, &other.latest)
        );
        assert_eq!(
            (one.status, one.confidence, one.accepted),
            (other.status, other.confidence, other.accepted)
        );
        assert_eq!((&one.sources, one.row), (&other.sources, other.row));
    }
    assert_eq!(loose.story.ledger.changes().len(), 4);
}

#[test]
fn a_folder_comes_back_from_its_archive_with_what_was_chosen_by_hand() {
    let text = "when,what,remark,lat,lon\n3/4/2022,Shells,Mill,36.2,37.1\n";
    let mapping = FileMapping {
        columns: vec![("remark".into(), ColumnRole::Category)],
        date_order: Some(DateOrder::DayMonthYear),
        ..FileMapping::default()
    };
    let options = OpenOptions {
        mappings: vec![("a.csv".into(), mapping)],
        time_zone: Some("UTC".into()),
        ..OpenOptions::default()
    };
    let first = open_with(&[("a.csv", text.as_bytes())], &options);
    assert_eq!(first.files[0].samples, ["3/4/2022", "Shells", "Mill", "36.2", "37.1"]);
    let (folder, _) = again(&[("a.csv", text.as_bytes())], &first);
    let archive = pack(&folder).unwrap();
    let second = read_files(&[("story.zip".into(), archive)], &OpenOptions::default());
    check(&second);
    assert_eq!(first.whole, second.whole);
    assert_eq!(second.whole.unwrap().story.meta.categories[0].id, "Mill");
}

#[test]
fn what_is_chosen_for_files_of_a_folder_comes_before_what_is_written_there() {
    let text = "when,what,side,remark,lat,lon,source\n3/4/2022,Shells,North,South,36.2,37.1,S\n5/6/2022,Fire,North,South,36.2,37.1,S\n";
    let mapping = |columns: &[(&str, ColumnRole)], date_order| {
        let columns = columns.iter().map(|(name, role)| ((*name).to_owned(), *role)).collect();
        FileMapping { columns, date_order: Some(date_order), ..FileMapping::default() }
    };
    let options = |name: &str, mapping| OpenOptions {
        mappings: vec![(name.into(), mapping)],
        ..OpenOptions::default()
    };
    let chosen = mapping(&[("side", ColumnRole::Actors)], DateOrder::MonthDayYear);
    let first = open_with(&[("a.csv", text.as_bytes())], &options("a.csv", chosen));
    let (folder, second) = again(&[("a.csv", text.as_bytes())], &first);
    let table = |reading: &Reading| reading.files.iter().find(|it| it.name == "a.csv").cloned();
    let (given, found) = (table(&first).unwrap(), table(&second).unwrap());
    let roles = |file: &dateline_ingest::OpenedFile| {
        file.columns.iter().map(|it| (it.column.clone(), it.role)).collect::<Vec<_>>()
    };
    assert_eq!((roles(&found), &found.samples), (roles(&given), &given.samples));
    assert_eq!((found.date_order, &found.tally), (given.date_order, &given.tally));
    let archive = pack(&folder).unwrap();
    let chosen = mapping(
        &[("remark", ColumnRole::Actors), ("side", ColumnRole::Told)],
        DateOrder::DayMonthYear,
    );
    // By its name in the folder, as it is told, by its whole name, and for every file.
    for name in ["a.csv", "story.zip/a.csv", ""] {
        let options = OpenOptions {
            title: Some("Two fires".into()),
            time_zone: Some("Etc/UTC".into()),
            ..options(name, chosen.clone())
        };
        let third = read_files(&[("story.zip".into(), archive.clone())], &options);
        check(&third);
        let story = &third.whole.as_ref().unwrap().story;
        let days = story.events.iter().map(|(_, it)| it.when.as_ref().unwrap().text.as_str());
        assert_eq!(days.collect::<Vec<_>>(), ["2022-04-03", "2022-06-05"], "{name}");
        let actors: Vec<&str> = story.meta.actors.iter().map(|it| it.id.as_str()).collect();
        assert_eq!(actors, ["North", "South"]);
        assert_eq!(story.meta.title.in_language("en"), "Two fires");
        assert_eq!(story.meta.time_zone, "Etc/UTC");
        // It was kept with the days of the other order, and grows.
        let last = story.events.iter().map(|(_, it)| it.when.as_ref().unwrap().span.end).max();
        assert!(last.is_some_and(|last| story.meta.span.end >= last), "{:?}", story.meta.span);
        let files = vec![("story.zip".into(), archive.clone())];
        let kept = keep(files, &third, Limits::DEFAULT).unwrap();
        assert_eq!(kept.len(), folder.len());
        // It is kept as it was chosen, and what else its story says stays.
        let fourth = read_files(&kept, &OpenOptions::default());
        check(&fourth);
        assert_eq!(fourth.whole, third.whole);
        assert!(!fourth.is_chosen);
        assert_eq!(keep(kept.clone(), &fourth, Limits::DEFAULT), Some(kept));
    }
}

#[test]
fn a_folder_of_finished_tables_says_that_its_columns_cannot_be_chosen() {
    let files: [(&str, &[u8]); 5] = [
        ("story.json", include_bytes!("../fixtures/town/story.json")),
        ("events.csv", include_bytes!("../fixtures/town/events.csv")),
        ("control.csv", include_bytes!("../fixtures/town/control.csv")),
        ("areas.geojson", include_bytes!("../fixtures/town/areas.geojson")),
        ("base.geojson", include_bytes!("../fixtures/town/base.geojson")),
    ];
    let mapping =
        FileMapping { date_order: Some(DateOrder::DayMonthYear), ..FileMapping::default() };
    let options =
        OpenOptions { mappings: vec![(String::new(), mapping)], ..OpenOptions::default() };
    let reading = open_with(&files, &options);
    let told = reading.report.problems.iter().find(|it| it.code.as_str() == "story.key").unwrap();
    assert_eq!(told.column.as_deref(), Some("files.open"));
    assert_eq!(told.detail, "“open” is missing");
    assert!(!codes(&open_with(&files, &OpenOptions::default())).contains(&"story.key"));
}
