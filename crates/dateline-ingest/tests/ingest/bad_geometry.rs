//! Bad outlines in every file that has any: each is drawn, or is in the report with its file and
//! its place, and none takes another away.

use crate::bad_outlines::{Bad, cases};
use crate::support::{codes, place, town};
use dateline_core::model::BaseGeometry;
use dateline_core::scene::{AreaMesh, PickIndex, Shapes};

const SOUND: &str = r#"{"type":"Feature","id":"harbour","properties":{"kind":"airport"},"geometry":{"type":"Polygon","coordinates":[[[20,20],[21,20],[21,21],[20,20]]]}}"#;

fn collection(rings: &str) -> String {
    format!(
        "{{\"type\":\"FeatureCollection\",\"features\":[\n{SOUND},\n{{\"type\":\"Feature\",\"id\":\"bad\",\
         \"properties\":{{\"kind\":\"airport\",\"name\":\"bad\"}},\
         \"geometry\":{{\"type\":\"Polygon\",\"coordinates\":{rings}}}}},\n{}\n]}}",
        SOUND.replace("\"harbour\"", "\"last\"")
    )
}

/// The story goes on to be cut and asked, whatever is in it.
fn goes_through(story: &dateline_core::model::Story) {
    let shapes = Shapes::of(&story.areas, &story.base);
    AreaMesh::from_shapes(&story.areas, &shapes);
    let picks = PickIndex::new(&story.areas);
    for area in &story.areas {
        picks.pick_area(area.centre);
    }
}

#[test]
fn of_areas_each_bad_outline_is_drawn_or_told_with_its_place_and_the_others_stay() {
    for Bad { name, rings, is_drawn, codes: expected } in cases() {
        let town = town()
            .with("areas.geojson", collection(&rings))
            .with_rows("control.csv", "area,date,to,status,source", &[])
            .with_rows("events.csv", "id,date,title,source", &["E2,2020,T,S"]);
        let (story, report) = town.story();
        let ids: Vec<&str> = story.areas.iter().map(|area| area.id.as_str()).collect();
        let all: &[&str] =
            if is_drawn { &["harbour", "bad", "last"] } else { &["harbour", "last"] };
        assert_eq!(ids, all, "{name}");
        assert_eq!(codes(&report), expected, "{name}");
        for problem in &report.problems {
            let (file, row, ..) = place(problem);
            assert_eq!((file, row), ("areas.geojson", Some(3)), "{name}");
            assert!(is_drawn || !problem.detail.is_empty(), "{name}");
        }
        goes_through(&story);
    }
}

#[test]
fn of_the_base_map_too() {
    for Bad { name, rings, is_drawn, codes: expected } in cases() {
        let (story, report) = town().with("base.geojson", collection(&rings)).story();
        let polygons =
            story.base.iter().filter(|it| matches!(it.geometry, BaseGeometry::Polygons(_)));
        assert_eq!(polygons.count(), if is_drawn { 3 } else { 2 }, "{name}");
        assert_eq!(codes(&report), expected, "{name}");
        for problem in &report.problems {
            let (file, row, ..) = place(problem);
            assert_eq!((file, row), ("base.geojson", Some(3)), "{name}");
        }
        goes_through(&story);
    }
}

#[test]
fn numbers_that_json_does_not_know_are_told_with_their_line() {
    for number in ["NaN", "Infinity", "-Infinity", "0x10", "+1"] {
        let text = collection(&format!("[[[{number},0],[4,0],[4,4],[0,0]]]"));
        let (story, report) = town()
            .with("areas.geojson", text)
            .with_rows("control.csv", "area,date,to,status,source", &[])
            .with_rows("events.csv", "id,date,title,source", &["E2,2020,T,S"])
            .story();
        let first = &report.problems[0];
        assert_eq!((first.file.as_str(), first.row), ("areas.geojson", Some(3)), "{number}");
        assert!(story.areas.iter().all(|area| area.id != "bad"), "{number}");
    }
}
