//! Who held what when, in the shapes that people keep it in.

use crate::support::{codes, only, open, open_one};
use dateline_core::ledger::Status;
use dateline_core::model::WholeStory;
use dateline_core::time::parse_moment;

/// Who holds an area on a day, and its status.
fn holder<'s>(story: &'s WholeStory, area: &str, day: &str) -> (&'s str, Status) {
    let area = story.story.find_area(area).unwrap_or_else(|| panic!("no area {area}"));
    let state = story.story.ledger.state_at(area, parse_moment(day).unwrap());
    let actor =
        state.actor.and_then(|actor| story.story.actor(actor)).map_or("", |it| it.id.as_str());
    (actor, state.status)
}

fn square(id: &str, west: f64, more: &str) -> String {
    let east = west + 0.1;
    format!(
        r#"{{"type":"Feature","id":"{id}","properties":{{{more}}},"geometry":{{"type":"Polygon","coordinates":[[[{west},36],[{east},36],[{east},36.1],[{west},36.1],[{west},36]]]}}}}"#
    )
}

fn collection(features: &[String]) -> String {
    format!(r#"{{"type":"FeatureCollection","features":[{}]}}"#, features.join(","))
}

#[test]
fn a_ledger_of_places_with_pairs_in_one_cell_paints_each_place() {
    let text = "Town,Lat Long / MGRS Grid,Controlled By,Source\n\
                Mill,\"36.2, 37.15\",\"March 3, 2016;Government,June 5, 2016;North Militia\",Gazette\n\
                Harbour,37SCA3366607708,\"January 1, 2016;?\",Gazette\n";
    let (story, reading) = open_one("places.csv", text);
    assert_eq!(codes(&reading), Vec::<&str>::new());
    assert_eq!((story.story.areas.len(), story.story.ledger.changes().len()), (2, 3));
    assert_eq!(holder(&story, "Mill", "2016-03-02"), ("", Status::Unknown));
    assert_eq!(holder(&story, "Mill", "2016-03-04"), ("Government", Status::Held));
    assert_eq!(holder(&story, "Mill", "2016-06-06"), ("North Militia", Status::Held));
    assert_eq!(story.story.areas[0].property("kind"), Some("place"));
    // The two lie some hundred metres apart, and neither reaches the other.
    let widths: Vec<f64> = story
        .story
        .areas
        .iter()
        .map(|area| {
            let ring = &area.polygons[0][0];
            ring.iter().map(|it| it.lon).fold(f64::MIN, f64::max) - area.centre.lon
        })
        .collect();
    assert!(widths.iter().all(|width| *width < 0.05), "{widths:?}");
}

#[test]
fn a_table_of_changes_finds_its_areas_by_id_and_by_name() {
    let areas = collection(&[
        square("mill", 37.0, r#""name": "Old Mill""#),
        square("harbour", 37.2, r#""name": "Harbour""#),
    ]);
    let control = "district,since,controlled by,source\nOld Mill,5/12/2016,North,Gazette\nharbour,25/12/2016,South,Gazette\nCastle,25/12/2016,South,Gazette\nharbour,,South,Gazette\n";
    let reading = open(&[("control.csv", control.as_bytes()), ("a.geojson", areas.as_bytes())]);
    let story = reading.whole.as_ref().unwrap();
    assert_eq!(holder(story, "mill", "2016-12-06"), ("North", Status::Held));
    assert_eq!(holder(story, "harbour", "2016-12-26"), ("South", Status::Held));
    let problem = only(&reading, "area.unknown");
    assert_eq!(
        (problem.row, problem.column.as_deref(), problem.value.as_str()),
        (Some(4), Some("district"), "Castle")
    );
    assert_eq!(reading.report.counts.skipped, 2);
}

#[test]
fn an_area_that_is_spelt_otherwise_is_told_once_in_every_kind_of_table_of_control() {
    let areas = collection(&[square("mill", 37.0, r#""name": "Old Mill""#)]);
    let rows = "area,date,holder,source\nOld-Mill,2016-12-05,North,S\nOLD MILL,2016-12-06,South,S\nOld-Mill,2016-12-07,North,S\n";
    let wide = "area,2016-12-05,2016-12-06,source\nOLD MILL,North,South,S\nÖld Mill,,North,S\nÖld Mill,North,,S\n";
    for (table, row, value) in [(rows, 2, "Old-Mill"), (wide, 3, "Öld Mill")] {
        let reading = open(&[("c.csv", table.as_bytes()), ("a.geojson", areas.as_bytes())]);
        let story = reading.whole.as_ref().unwrap();
        assert_eq!(holder(story, "mill", "2016-12-08").1, Status::Held);
        let told = only(&reading, "area.spelt");
        let place = (told.row, told.column.as_deref(), told.value.as_str(), told.detail.as_str());
        assert_eq!(place, (Some(row), Some("area"), value, "it was read as “mill”"));
    }
}

#[test]
fn rows_of_one_place_are_one_area_however_its_name_is_spelt() {
    let table = "Town,Lat Long / MGRS Grid,Controlled By,Source\nAl-Bab,\"36.37, 37.52\",\"2016-12-05;North\",S\nal bab,\"36.37, 37.52\",\"2016-12-06;South\",S\nAzaz,\"36.58, 37.04\",\"2016-12-06;South\",S\n";
    let (story, reading) = open_one("c.csv", table);
    assert_eq!(story.story.areas.len(), 2);
    assert_eq!(holder(&story, "Al-Bab", "2016-12-07").0, "South");
    let told = only(&reading, "area.spelt");
    assert_eq!((told.row, told.value.as_str()), (Some(3), "al bab"));
    assert_eq!(told.detail, "it was read as “Al-Bab”");
}

#[test]
fn places_whose_names_differ_in_signs_alone_are_two_if_they_lie_apart() {
    let row = |name: &str, place: &str, side: &str| {
        format!("{name},\"{place}\",\"2016-12-05;{side}\",S\n")
    };
    let rows = [
        row("Sector 1-2", "36.20, 37.10", "North"),
        row("Sector 12", "36.30, 37.20", "South"),
        row("C1/2", "36.40, 37.30", "North"),
        row("C12", "36.50, 37.40", "South"),
        // A third spelling of the second, some metres off.
        row("C-12", "36.5001, 37.4001", "South"),
        row("A+", "36.60, 37.50", "North"),
        row("A-", "36.70, 37.60", "South"),
    ];
    let table = format!("Town,Lat Long / MGRS Grid,Controlled By,Source\n{}", rows.concat());
    let (story, reading) = open_one("c.csv", &table);
    let ids: Vec<&str> = story.story.areas.iter().map(|area| area.id.as_str()).collect();
    assert_eq!(ids, ["Sector 1-2", "Sector 12", "C1/2", "C12", "A+", "A-"]);
    let sides: Vec<&str> = ids.iter().map(|id| holder(&story, id, "2016-12-07").0).collect();
    assert_eq!(sides, ["North", "South", "North", "South", "North", "South"]);
    let told = only(&reading, "area.spelt");
    assert_eq!((told.row, told.detail.as_str()), (Some(6), "it was read as “C12”"));
}

#[test]
fn what_a_row_says_ends_where_it_says_so_unless_another_goes_on() {
    let areas = collection(&[square("mill", 37.0, ""), square("hill", 38.0, "")]);
    let table = "area,date,end,holder\nmill,2016-01-01,2016-02-29,North\nmill,2016-03-01,2016-04-30,South\nhill,2016-01-01,2016-02-29,North\nhill,2016-05-01,,South\n";
    let reading = open(&[("a.csv", table.as_bytes()), ("b.geojson", areas.as_bytes())]);
    let story = reading.whole.as_ref().unwrap();
    let days = ["2016-02-01", "2016-03-10", "2016-05-10"];
    assert_eq!(days.map(|day| holder(story, "mill", day).0), ["North", "South", ""]);
    assert_eq!(days.map(|day| holder(story, "hill", day).0), ["North", "", "South"]);
}

#[test]
fn an_end_that_is_not_yet_is_none_and_one_that_cannot_be_read_is_told_in_its_own_column() {
    let areas = collection(&[square("mill", 37.0, ""), square("hill", 38.0, "")]);
    let table = "Area;Side;From;To\nmill;North;01.01.2016;31.01.2016\nmill;South;13.03.2016;present\nhill;South;01.01.2016;some day\n";
    let reading = open(&[("a.csv", table.as_bytes()), ("b.geojson", areas.as_bytes())]);
    let story = reading.whole.as_ref().unwrap();
    assert_eq!(holder(story, "mill", "2016-02-10").0, "");
    assert_eq!(holder(story, "mill", "2020-01-01").0, "South");
    assert_eq!(holder(story, "hill", "2020-01-01").0, "South");
    let dates = reading.report.problems.iter().filter(|it| it.code.as_str() == "date.unreadable");
    let told: Vec<_> = dates.map(|it| (it.row, it.column.as_deref(), it.value.as_str())).collect();
    assert_eq!(told, [(Some(4), Some("To"), "some day")]);
    let tally = reading.report.tallies.iter().find(|it| it.file == "a.csv").unwrap();
    assert_eq!((tally.rows, tally.skipped), (3, 0));
}

#[test]
fn dates_of_control_that_can_be_two_days_are_told_once_and_what_they_date_is_skipped() {
    let areas = collection(&[square("mill", 37.0, "")]);
    let with = |table: &str| open(&[("a.csv", table.as_bytes()), ("b.geojson", areas.as_bytes())]);
    let reading = with("Area,Date,Controlled by\nmill,3/4/2016,North\nmill,7/7/2016,South\n");
    let told = reading.report.problems.iter().filter(|it| it.row == Some(2));
    let told: Vec<&str> = told.map(|it| it.code.as_str()).collect();
    assert_eq!(told, ["date.ambiguous"]);
    let tally = |reading: &crate::support::Reading| {
        let tally = reading.report.tallies.iter().find(|it| it.file == "a.csv").unwrap();
        (tally.rows, tally.read, tally.skipped)
    };
    assert_eq!(tally(&reading), (2, 1, 1));
    let reading =
        with("Area,10/1/2023,11/1/2023,1/1/2024,2/2/2024\nmill,North,North,South,North\n");
    let told = reading.report.problems.iter().filter(|it| it.code.as_str() == "date.ambiguous");
    let told: Vec<_> = told.map(|it| (it.row, it.column.as_deref().unwrap())).collect();
    assert_eq!(told, [(Some(1), "10/1/2023"), (Some(1), "11/1/2023")]);
    assert_eq!(tally(&reading), (4, 2, 2));
}

#[test]
fn a_side_of_which_nothing_is_known_holds_nothing() {
    let areas = collection(&[square("mill", 37.0, "")]);
    let table = "Area,Date,Controlled by\nmill,2016-01-01,North\nmill,2016-02-01,?\nmill,2016-03-01,unknown\nmill,2016-04-01,South\n";
    let reading = open(&[("a.csv", table.as_bytes()), ("b.geojson", areas.as_bytes())]);
    let story = reading.whole.as_ref().unwrap();
    assert_eq!(holder(story, "mill", "2016-02-10"), ("", Status::Unknown));
    assert_eq!(holder(story, "mill", "2016-03-10"), ("", Status::Unknown));
    let sides: Vec<&str> = story.story.meta.actors.iter().map(|it| it.id.as_str()).collect();
    assert_eq!(sides, ["North", "South"]);
}

#[test]
fn a_list_of_what_happened_is_no_table_of_who_held_what_and_one_with_positions_is() {
    let areas = collection(&[square("Mill", 37.0, ""), square("Bridge", 38.0, "")]);
    let counts = |table: &str| {
        let reading = open(&[("a.csv", table.as_bytes()), ("b.geojson", areas.as_bytes())]);
        (reading.report.counts.events, reading.report.counts.changes)
    };
    let shelling = "Date,Town,Side,Event,Source\n2022-12-05,Mill,North,Shelling of the market,S\n2022-12-06,Bridge,South,Missile strike,S\n";
    let moved = "Date,District,From,To,Families\n2016-12-15,Mill,Old town,Field,950\n2016-12-16,Bridge,Market,Field,1200\n";
    let hit = "Date,District,Owner,Description\n2016-12-15,Mill,MSF,Hospital hit by shell\n2016-12-16,Bridge,Ministry,Clinic hit by rocket\n";
    for table in [shelling, moved, hit] {
        assert_eq!(counts(table), (2, 0), "{table}");
    }
    let held = "Date,Town,Side,Notes\n2022-12-05,Mill,North,as reported\n2022-12-06,Bridge,South,as reported\n";
    let with_places = "Town,Lat,Lon,Date,Controlled by,Source\nMill,36.2,37.15,2016-01-01,North,S\nBridge,36.3,37.25,2016-01-01,South,S\n";
    let with_state = "State,Locality,Date,Control,Source\nNorth Field,Mill,2023-05-01,North,S\nNorth Field,Bridge,2023-06-01,South,S\n";
    for table in [held, with_places, with_state] {
        assert_eq!(counts(table), (0, 2), "{table}");
    }
}

#[test]
fn who_held_what_may_be_told_by_years_and_rows_that_tell_nothing_are_counted() {
    let areas = collection(&[square("mill", 37.0, "")]);
    let table = "area,year,holder\nmill,2014,North\nmill,2015,South\n";
    let reading = open(&[("a.csv", table.as_bytes()), ("b.geojson", areas.as_bytes())]);
    let story = reading.whole.as_ref().unwrap();
    assert_eq!(holder(story, "mill", "2015-06-01").0, "North");
    assert_eq!(holder(story, "mill", "2016-06-01").0, "South");
    let wide = "area,2016-01-01,2016-02-01\nmill,North,South\nmill,,\n";
    let reading = open(&[("a.csv", wide.as_bytes()), ("b.geojson", areas.as_bytes())]);
    let tally = reading.report.tallies.iter().find(|it| it.file == "a.csv").unwrap();
    assert_eq!((tally.rows, tally.read, tally.skipped), (3, 2, 1));
}

#[test]
fn a_table_with_a_column_for_each_date_is_control() {
    let areas = collection(&[square("mill", 37.0, r#""name": "Old Mill""#)]);
    let table = "quarter,1 December 2016,15/12/2016,source\nOld Mill,North,South,Gazette\n";
    let reading = open(&[("a.csv", table.as_bytes()), ("b.geojson", areas.as_bytes())]);
    let story = reading.whole.as_ref().unwrap();
    assert_eq!(holder(story, "mill", "2016-12-02"), ("North", Status::Held));
    assert_eq!(holder(story, "mill", "2016-12-16"), ("South", Status::Held));
    assert_eq!(reading.report.counts.changes, 2);
}

#[test]
fn outlines_with_sides_and_dates_are_control_under_other_names_and_as_numbers() {
    let features = [
        square("a", 37.0, r#""contrôle": "North", "start": 1480896000000, "end": 1481068800000"#),
        square("a", 37.0, r#""contrôle": "South", "start": 1481068800000, "end": null"#),
    ];
    let (story, _) = open_one("a.geojson", &collection(&features));
    assert_eq!(story.story.areas.len(), 1);
    assert_eq!(holder(&story, "a", "2016-12-06").0, "North");
    assert_eq!(holder(&story, "a", "2016-12-08").0, "South");
}

#[test]
fn snapshots_are_one_for_each_dated_file_or_each_dated_feature() {
    let first = collection(&[square("a", 37.0, r#""name": "Occupied""#)]);
    let second = collection(&[square("b", 37.0, r#""name": "Occupied""#)]);
    let reading = open(&[
        ("map_20161205.geojson", first.as_bytes()),
        ("map_20161206.geojson", second.as_bytes()),
    ]);
    let story = reading.whole.as_ref().unwrap();
    assert_eq!(story.story.areas.len(), 2);
    // Nobody is named: the outline is held by what it is called.
    assert_eq!(holder(story, "a", "2016-12-05"), ("Occupied", Status::Held));
    assert_eq!(holder(story, "a", "2016-12-06"), ("", Status::Unknown));
    assert_eq!(holder(story, "b", "2016-12-06"), ("Occupied", Status::Held));
    assert!(codes(&reading).contains(&"column.guessed"));
    let bare = collection(&[square("a", 37.0, r#""date": "2016-12-05""#)]);
    let (bare, _) = open_one("front_data_20161205.geojson", &bare);
    assert_eq!(holder(&bare, "a", "2016-12-05"), ("front_data", Status::Held));
    let dated = collection(&[
        square("a", 37.0, r#""date": "2016-12-05", "controller": "North""#),
        square("a", 37.0, r#""date": "2016-12-06", "controller": "South""#),
    ]);
    let (story, reading) = open_one("all.geojson", &dated);
    assert_eq!(holder(&story, "a", "2016-12-05").0, "North");
    assert_eq!(holder(&story, "a", "2016-12-06").0, "South");
    assert_eq!(reading.files[0].tally.rows, 2);
}

#[test]
fn linked_places_with_a_when_on_each_geometry_are_control() {
    let text = r#"{"type":"FeatureCollection","features":[{"type":"Feature","@id":"p1","properties":{"title":"North field","controller":"North"},"geometry":{"type":"GeometryCollection","geometries":[
      {"type":"Polygon","coordinates":[[[37,36],[37.1,36],[37.1,36.1],[37,36]]],"when":{"timespans":[{"start":{"in":"2016-12-05"},"end":{"in":"2016-12-10"}}]}},
      {"type":"Polygon","coordinates":[[[37,36],[37.2,36],[37.2,36.2],[37,36]]],"when":{"timespans":[{"start":{"in":"2016-12-10"},"end":{"in":"2016-12-20"}}]}}]}}]}"#;
    let (story, _) = open_one("places.json", text);
    assert_eq!((story.story.areas.len(), story.story.ledger.changes().len() >= 3), (2, true));
}

#[test]
fn events_areas_and_control_from_several_files_are_one_story() {
    let areas = collection(&[square("mill", 37.0, r#""name": "Old Mill""#)]);
    let control = b"area,date,to,status,source\nmill,2016-12-05,North,held,Gazette\n";
    let events = b"id,date,title,area,actors,source\nA,2016-12-05,Shells,mill,North,Gazette\n";
    let reading = open(&[
        ("events.csv", events),
        ("control.csv", control),
        ("areas.geojson", areas.as_bytes()),
    ]);
    let story = reading.whole.as_ref().unwrap();
    assert_eq!(codes(&reading), Vec::<&str>::new());
    assert_eq!(
        (story.story.areas.len(), story.story.ledger.changes().len(), story.story.events.len()),
        (1, 1, 1)
    );
    let (_, shells) = story.story.events.iter().next().unwrap();
    assert_eq!((shells.areas.len(), shells.actors.len(), story.story.meta.actors.len()), (1, 1, 1));
    assert_eq!(reading.report.counts.rows, 3);
}

#[test]
fn a_bad_outline_with_a_date_is_an_event_or_told_and_takes_no_other_away() {
    for case in crate::bad_outlines::cases() {
        let feature = |title: &str, rings: &str| {
            format!(
                "{{\"type\":\"Feature\",\"properties\":{{\"title\":\"{title}\",\"date\":\"2016-12-05\",\"source\":\"S\"}},\
                 \"geometry\":{{\"type\":\"Polygon\",\"coordinates\":{rings}}}}}"
            )
        };
        let sound = "[[[20,20],[21,20],[21,21],[20,20]]]";
        let features =
            [feature("Before", sound), feature("Bad", &case.rings), feature("After", sound)];
        let text =
            format!("{{\"type\":\"FeatureCollection\",\"features\":[{}]}}", features.join(",\n"));
        let reading = open(&[("events.geojson", text.as_bytes())]);
        let counts = reading.report.counts;
        let shown = counts.events + counts.areas;
        // The two that are sound, and the other unless the report says that it is not.
        assert!(shown >= 2, "{}: {:#?}", case.name, reading.report);
        let is_told = !reading.report.problems.is_empty();
        assert!(shown == 3 || is_told, "{}: {:?}", case.name, (case.is_drawn, case.codes));
    }
}
