//! Outlines, lines and places that cannot be drawn as they stand.

use crate::support::{Town, codes, only, place, town};
use dateline_core::model::{BaseGeometry, Story};
use dateline_ingest::{Code, Report};

/// The town with one area, called `harbour`, of that geometry.
fn with_geometry(properties: &str, geometry: &str) -> (Story, Report) {
    let feature = format!(
        "{{\"type\": \"Feature\", \"id\": \"harbour\", \"properties\": {properties}, \"geometry\": {geometry}}}"
    );
    with_features(&[&feature]).story()
}

fn with_features(features: &[&str]) -> Town {
    let text = format!(
        "{{\"type\": \"FeatureCollection\", \"features\": [\n{}\n]}}",
        features.join(",\n")
    );
    town()
        .with("areas.geojson", text)
        .with_rows("control.csv", "area,date,to,status,source", &[])
        .with_rows("events.csv", "id,date,title,source", &["E2,2020,T,S"])
}

fn polygon(rings: &str) -> String {
    format!("{{\"type\": \"Polygon\", \"coordinates\": {rings}}}")
}

const SQUARE: &str = "[[0, 0], [4, 0], [4, 4], [0, 4], [0, 0]]";

#[test]
fn an_open_ring_is_closed_with_a_warning() {
    let (story, report) = with_geometry("{}", &polygon("[[[0, 0], [4, 0], [4, 4], [0, 4]]]"));
    assert_eq!(
        place(only(&report, Code::GeometryOpen)),
        ("areas.geojson", Some(2), Some("geometry"), "harbour")
    );
    let ring = &story.areas[0].polygons[0][0];
    assert_eq!((ring.len(), ring.first()), (5, ring.last()));
}

#[test]
fn rings_are_wound_rightly_without_a_word() {
    let clockwise = "[[0, 0], [0, 4], [4, 4], [4, 0], [0, 0]]";
    let hole = "[[1, 1], [2, 1], [2, 2], [1, 1]]";
    let (story, report) = with_geometry("{}", &polygon(&format!("[{clockwise}, {hole}]")));
    assert_eq!(codes(&report), Vec::<&str>::new());
    let signed = |ring: &[dateline_core::geo::LonLat]| -> f64 {
        ring.windows(2).map(|it| it[0].lon * it[1].lat - it[1].lon * it[0].lat).sum()
    };
    let [outer, inner] = story.areas[0].polygons[0].as_slice() else { panic!("two rings") };
    assert!(signed(outer) > 0.0 && signed(inner) < 0.0);
}

#[test]
fn a_position_that_is_not_on_earth_takes_its_ring_away_and_nothing_else() {
    let two = format!(
        "{{\"type\": \"MultiPolygon\", \"coordinates\": [[{SQUARE}], [[[5, 5], [200, 5], [6, 6], [5, 5]]]]}}"
    );
    let (story, report) = with_geometry("{}", &two);
    assert_eq!(
        place(only(&report, Code::CoordRange)),
        ("areas.geojson", Some(2), Some("geometry"), "200, 5")
    );
    assert_eq!(story.areas[0].polygons.len(), 1);
}

#[test]
fn rings_of_too_few_corners_or_without_area_cannot_be_drawn() {
    for ring in [
        "[]",
        "[[0, 0], [1, 1], [0, 0]]",
        "[[0, 0], [1, 1], [2, 2], [0, 0]]",
        "[[0, 0], [0, 0], [0, 0], [0, 0]]",
    ] {
        let (story, report) = with_geometry("{}", &polygon(&format!("[{ring}]")));
        assert_eq!(codes(&report)[0], "geometry.invalid", "{ring}");
        assert!(story.areas.is_empty());
        assert_eq!(report.counts.skipped, 1);
    }
}

#[test]
fn a_hole_that_cannot_be_drawn_is_left_out() {
    let (story, report) = with_geometry("{}", &polygon(&format!("[{SQUARE}, [[1, 1], [2, 2]]]")));
    assert_eq!(only(&report, Code::GeometryInvalid).value, "harbour");
    assert_eq!(story.areas[0].polygons[0].len(), 1);
}

#[test]
fn a_feature_of_another_kind_is_named_by_its_line_and_the_others_are_read() {
    let good = format!(
        "{{\"type\": \"Feature\", \"id\": \"mill\", \"properties\": null, \"geometry\": {}}}",
        polygon(&format!("[{SQUARE}]"))
    );
    let others = [
        "{\"type\": \"Feature\", \"id\": \"x\", \"properties\": {}, \"geometry\": null}",
        "{\"type\": \"Feature\", \"id\": \"x\", \"properties\": {}, \"geometry\": {\"type\": \"Point\", \"coordinates\": [1, 2]}}",
        "{\"type\": \"Feature\", \"id\": \"x\", \"properties\": {}, \"geometry\": {\"type\": \"Polygon\", \"coordinates\": [[[\"1\", 2]]]}}",
        "{\"type\": \"Feature\", \"id\": \"x\", \"properties\": {}, \"geometry\": {\"type\": \"Polygon\", \"coordinates\": [[[1]]]}}",
        "{\"type\": \"Feature\", \"id\": \"x\", \"properties\": {}, \"geometry\": {\"type\": \"Curve\"}}",
        "{\"type\": \"Polygon\"}",
        "7",
    ];
    for other in others {
        let (story, report) = with_features(&[&good, other]).story();
        let problem = only(&report, Code::GeometryInvalid);
        assert_eq!(problem.row, Some(3), "{other}");
        assert!(!problem.detail.is_empty());
        assert_eq!((story.areas.len(), report.counts.skipped), (1, 1));
    }
}

#[test]
fn of_two_areas_with_one_id_the_first_is_shown_and_one_without_gets_its_own() {
    let feature = |id: &str| {
        format!(
            "{{\"type\": \"Feature\", {id} \"properties\": {{}}, \"geometry\": {}}}",
            polygon(&format!("[{SQUARE}]"))
        )
    };
    let (named, unnamed) = (feature("\"id\": \"harbour\","), feature(""));
    let (story, report) = with_features(&[&named, &named, &unnamed]).story();
    assert_eq!(
        place(only(&report, Code::AreaDuplicate)),
        ("areas.geojson", Some(3), Some("id"), "harbour")
    );
    assert_eq!(only(&report, Code::ValueMissing).row, Some(4));
    let ids: Vec<&str> = story.areas.iter().map(|area| area.id.as_str()).collect();
    assert_eq!(ids, ["harbour", "area-3"]);
}

#[test]
fn a_place_for_the_name_outside_the_area_is_replaced_by_one_inside() {
    for properties in
        ["{\"lon\": 9, \"lat\": 1}", "{\"lon\": \"east\", \"lat\": 1}", "{\"lon\": 1}"]
    {
        let (story, report) = with_geometry(properties, &polygon(&format!("[{SQUARE}]")));
        assert_eq!(codes(&report), ["coord.outside"], "{properties}");
        assert_eq!((story.areas[0].centre.lon, story.areas[0].centre.lat), (2.0, 2.0));
    }
}

#[test]
fn the_place_for_the_name_of_a_bent_area_lies_in_it() {
    // A horseshoe that is open to the east: its middle lies outside.
    let horseshoe =
        "[[[0, 0], [10, 0], [10, 1], [1, 1], [1, 9], [10, 9], [10, 10], [0, 10], [0, 0]]]";
    let (story, report) = with_geometry("{}", &polygon(horseshoe));
    assert!(codes(&report).is_empty());
    let centre = story.areas[0].centre;
    let in_arm = (0.0..10.0).contains(&centre.lon)
        && ((0.0..1.0).contains(&centre.lat) || (9.0..10.0).contains(&centre.lat));
    let in_back = (0.0..1.0).contains(&centre.lon) && (0.0..10.0).contains(&centre.lat);
    assert!(in_arm || in_back, "{centre:?}");
}

#[test]
fn a_number_that_json_does_not_know_is_a_fault_of_syntax() {
    let (story, report) = with_geometry("{}", &polygon("[[[0, NaN], [4, 0], [4, 4], [0, NaN]]]"));
    assert_eq!(only(&report, Code::JsonSyntax).row, Some(2));
    assert!(story.areas.is_empty());
}

#[test]
fn base_features_that_cannot_be_drawn_are_skipped_and_unknown_kinds_are_drawn_plainly() {
    let town = town().replacing("base.geojson", "\"river\"", "\"canal\"").replacing(
        "base.geojson",
        "[30.02, 40.02, 310.0]",
        "[30.02, 140.02]",
    );
    let (story, report) = town.story();
    assert_eq!(codes(&report), ["value.unknown", "coord.range"]);
    assert_eq!((report.errors, report.warnings), (1, 1));
    assert_eq!((story.base.len(), report.counts.skipped), (2, 1));
    assert_eq!(story.base[0].kind, "canal");
    assert!(matches!(story.base[0].geometry, BaseGeometry::Lines(_)));
}

#[test]
fn of_a_feature_with_very_many_bad_parts_the_first_are_told_and_the_others_counted() {
    let sound = "[[[0,0],[1,0],[1,1],[0,0]]]";
    let bad = vec!["[[[0,0],[1,0],[0,0]]]"; 5_000].join(",");
    let areas = format!(
        r#"{{"type":"FeatureCollection","features":[{{"type":"Feature","id":"north","properties":{{"name":"North"}},"geometry":{{"type":"MultiPolygon","coordinates":[{sound},{bad}]}}}}]}}"#
    );
    let (story, report) = town().with("areas.geojson", areas).story();
    assert_eq!(story.areas.len(), 1, "what is sound of it is drawn");
    let told: Vec<&str> = report
        .problems
        .iter()
        .filter(|it| it.code == Code::GeometryInvalid)
        .map(|it| it.detail.as_str())
        .collect();
    assert_eq!(told.len(), 4, "{told:?}");
    assert_eq!(told[3], "and 4997 more in this feature");
}
