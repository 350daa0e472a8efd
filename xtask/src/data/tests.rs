//! The committed outlines, as a reader of the files finds them.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use super::areas::{self, Area, Map};
use super::plane::{Point, Vertex};
use super::tables::Tables;
use super::{DataError, base, check, coasts, label, rings, run};

static TABLES: LazyLock<Tables> =
    LazyLock::new(|| Tables::read(&super::root().join("data/tables/aleppo")).unwrap());
static MAP: LazyLock<Map> = LazyLock::new(|| areas::draw(&TABLES).unwrap());

fn area(id: &str) -> &'static Area {
    MAP.areas.iter().find(|area| area.place.id == id).unwrap_or_else(|| panic!("no area `{id}`"))
}

fn rings(area: &Area) -> impl Iterator<Item = &rings::Ring> {
    area.polygons.iter().flatten()
}

fn holds(area: &Area, point: Vertex) -> bool {
    rings(area).filter(|ring| rings::holds(ring, point)).count() % 2 == 1
}

/// Directed edges of all rings with the area on their left.
fn edges() -> BTreeMap<(Vertex, Vertex), Vec<&'static str>> {
    let mut edges: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for area in &MAP.areas {
        for ring in rings(area) {
            for pair in ring.windows(2) {
                edges.entry((pair[0], pair[1])).or_default().push(area.place.id.as_str());
            }
        }
    }
    edges
}

fn neighbours(id: &str) -> BTreeSet<&'static str> {
    let edges = edges();
    let own = edges.iter().filter(|(_, ids)| ids.contains(&id));
    own.filter_map(|((a, b), _)| edges.get(&(*b, *a))).flatten().copied().collect()
}

fn committed(name: &str) -> String {
    std::fs::read_to_string(super::root().join("data/aleppo").join(name)).unwrap()
}

#[test]
fn the_committed_coasts_are_what_their_table_gives_and_are_read_back() {
    let text = coasts::text(&super::root().join("data/tables/world")).unwrap();
    let path = super::root().join("crates/dateline-core/src/geo/coasts.txt");
    assert!(std::fs::read_to_string(path).unwrap() == text, "run `cargo xtask data`");
    let table =
        std::fs::read_to_string(super::root().join("data/tables/world/coasts.csv")).unwrap();
    let mut rings: Vec<(&str, Vec<(f64, f64)>)> = Vec::new();
    for row in table.lines().skip(1) {
        let cells: Vec<&str> = row.split(',').collect();
        // The antimeridian has two names.
        let lon: f64 = cells[1].parse().unwrap();
        let at = (if lon == 180.0 { -180.0 } else { lon }, cells[2].parse().unwrap());
        match rings.last_mut() {
            Some((name, ring)) if *name == cells[0] => ring.push(at),
            _ => rings.push((cells[0], vec![at])),
        }
    }
    let read: Vec<_> = dateline_core::geo::coasts(&text).collect();
    assert_eq!(read.len(), rings.len());
    for (read, (name, told)) in read.iter().zip(&rings) {
        let mut read = read.iter().map(|at| (at.lon, at.lat));
        // Between two that are far from each other there are more of them.
        let is_there = |at: &(f64, f64)| read.any(|one| one == *at);
        assert!(told.iter().all(is_there), "{name}");
    }
}

#[test]
fn coasts_that_cannot_be_written_are_named() {
    let folder = std::env::temp_dir().join(format!("dateline-coasts-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let told = |rows: &str| {
        std::fs::write(folder.join("coasts.csv"), format!("ring,lon,lat,near\n{rows}")).unwrap();
        coasts::text(&folder).map_err(|error| error.to_string())
    };
    assert_eq!(told("isle,0,0,\nisle,1,0,\nisle,0,1,\n").unwrap().lines().count(), 1);
    assert!(told("isle,0,0,\nisle,1,0,\n").unwrap_err().contains("three points"));
    assert!(told("isle,0,0,\nisle,1.1,0,\nisle,0,1,\n").unwrap_err().contains("isle 1.1 0"));
    assert!(told("isle,0,0,\nisle,1,91,\nisle,0,1,\n").is_err());
    std::fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn the_committed_files_are_what_the_tables_give() {
    let stale = "out of date: run `cargo xtask data`";
    assert!(committed("areas.geojson") == areas::text(&MAP.areas), "areas.geojson is {stale}");
    assert!(
        committed("base.geojson") == base::text(&TABLES, &MAP.built_up),
        "base.geojson is {stale}"
    );
}

#[test]
fn the_files_stay_small() {
    assert!(committed("areas.geojson").len() < 100_000);
    assert!(committed("base.geojson").len() < 25_000);
}

#[test]
fn an_argument_that_nobody_knows_is_refused_before_anything_is_written() {
    let error = run(&["--chekc".to_owned()]).unwrap_err();
    assert!(matches!(error, DataError::Argument(text) if text == "--chekc"));
}

#[test]
fn every_neighbourhood_is_an_area_and_there_are_at_least_ninety() {
    let drawn: BTreeSet<_> = MAP.areas.iter().map(|area| area.place.id.as_str()).collect();
    assert_eq!(drawn.len(), MAP.areas.len(), "an id is used twice");
    assert!(drawn.len() >= 90);
    let quarters = TABLES.places.iter().filter(|place| place.kind == "neighbourhood");
    for place in quarters {
        assert!(drawn.contains(place.id.as_str()), "{} has no outline", place.id);
    }
}

#[test]
fn every_place_with_a_state_is_an_area_except_points() {
    let points = ["karaj-al-hajez", "ramouseh-crossing", "saadallah-square", "umayyad-mosque"];
    let without: Vec<_> = TABLES
        .places
        .iter()
        .filter(|place| place.control == "yes")
        .filter(|place| !MAP.areas.iter().any(|area| area.place.id == place.id))
        .map(|place| place.id.as_str())
        .collect();
    let without: BTreeSet<_> = without.into_iter().collect();
    assert_eq!(without, BTreeSet::from(points));
}

#[test]
fn rings_close_and_wind_as_rfc_7946_says() {
    for area in &MAP.areas {
        for polygon in &area.polygons {
            for (index, ring) in polygon.iter().enumerate() {
                let id = &area.place.id;
                assert!(ring.len() >= 4 && ring.first() == ring.last(), "{id} does not close");
                let outer = index == 0;
                assert_eq!(check::doubled_area(ring) > 0, outer, "{id} winds the wrong way");
                let places: BTreeSet<_> = ring.iter().collect();
                assert_eq!(places.len(), ring.len() - 1, "{id} passes a place twice");
            }
        }
    }
}

#[test]
fn no_border_crosses_another_or_itself() {
    // Every border once, as a line of two positions: those of one area and of two.
    let lines: Vec<Vec<Vertex>> = edges()
        .into_keys()
        .map(|(a, b)| if a < b { vec![a, b] } else { vec![b, a] })
        .collect::<BTreeSet<_>>()
        .into_iter()
        .collect();
    assert_eq!(check::crossings(&lines), []);
}

#[test]
fn neighbours_share_every_vertex_of_their_border() {
    let edges = edges();
    let mut shared = 0;
    for ((a, b), ids) in &edges {
        assert_eq!(ids.len(), 1, "{ids:?} lie on the same side of {a:?} {b:?}");
        shared += usize::from(edges.contains_key(&(*b, *a)));
    }
    // With no crossing and no edge used twice in one direction, areas can only overlap if
    // one lies inside another; the test on the lattice rules that out.
    assert!(shared * 2 > edges.len(), "most borders part two areas");
}

#[test]
fn no_place_lies_in_two_areas() {
    for column in 0..170 {
        for row in 0..112 {
            let point =
                Point { x: f64::from(column) * 200.0 + 3.7, y: f64::from(row) * 200.0 + 1.3 };
            let found: Vec<_> = MAP
                .areas
                .iter()
                .filter(|area| holds(area, point.into()))
                .map(|a| &a.place.id)
                .collect();
            assert!(found.len() <= 1, "{found:?}");
        }
    }
}

#[test]
fn names_stand_inside_their_own_area_only() {
    for area in &MAP.areas {
        let found: Vec<_> = MAP
            .areas
            .iter()
            .filter(|other| holds(other, area.label))
            .map(|a| &a.place.id)
            .collect();
        assert_eq!(found, [&area.place.id]);
        let margin_m = label::inset_m(&area.polygons[0], area.label.into());
        assert!(margin_m > 40.0, "{}: {margin_m} m from the border", area.place.id);
    }
}

#[test]
fn areas_come_near_their_known_size() {
    for row in TABLES.extents.iter().filter(|row| row.area_ha > 0.0) {
        let ratio = area(&row.id).area_ha / row.area_ha;
        assert!((0.65..1.5).contains(&ratio), "{}: {ratio:.2} of {} ha", row.id, row.area_ha);
    }
}

#[test]
fn most_known_neighbours_touch() {
    let (mut known, mut touching) = (0, 0);
    for row in &TABLES.extents {
        let touched = neighbours(&row.id);
        for id in row.neighbours.split(';').filter(|id| !id.is_empty()) {
            known += 1;
            touching += usize::from(touched.contains(id));
        }
    }
    assert!(touching * 100 >= known * 80, "{touching} of {known}");
}

#[test]
fn qadi_askar_is_small_and_lies_between_the_wall_and_karm_al_qaterji() {
    let qadi_askar = area("qadi-askar");
    assert!((12.0..26.0).contains(&qadi_askar.area_ha), "{} ha", qadi_askar.area_ha);
    let touched = neighbours("qadi-askar");
    assert!(touched.contains("karm-al-qaterji") && touched.contains("karaz-dada"), "{touched:?}");
    let wall = TABLES.waypoints.iter().filter(|point| point.kind == "wall");
    let wall: Vec<Point> = wall.map(|p| Point::from_degrees(p.lon, p.lat)).collect();
    let western = rings(qadi_askar).flatten().min().unwrap();
    let to_wall_m = wall
        .windows(2)
        .map(|pair| Point::from(*western).distance_to_segment_m(pair[0], pair[1]))
        .fold(f64::INFINITY, f64::min);
    assert!(to_wall_m < 200.0, "{to_wall_m} m from the wall");
    assert!(qadi_askar.label.lon_e5 < area("karm-al-qaterji").label.lon_e5);
}

#[test]
fn shaar_is_large_and_lies_north_east_of_qadi_askar() {
    let (shaar, qadi_askar) = (area("shaar"), area("qadi-askar"));
    assert!((65.0..95.0).contains(&shaar.area_ha), "{} ha", shaar.area_ha);
    assert!(shaar.label.lon_e5 > qadi_askar.label.lon_e5);
    assert!(shaar.label.lat_e5 > qadi_askar.label.lat_e5);
}

#[test]
fn the_base_map_has_all_kinds_and_no_front_line() {
    let file: serde_json::Value = serde_json::from_str(&committed("base.geojson")).unwrap();
    let kinds: BTreeSet<&str> = file["features"]
        .as_array()
        .unwrap()
        .iter()
        .map(|feature| feature["properties"]["kind"].as_str().unwrap())
        .collect();
    let expected = [
        "airport",
        "built-up",
        "citadel",
        "crossing",
        "industrial",
        "landmark",
        "rail",
        "ring-road",
        "river",
        "road",
        "wall",
    ];
    assert_eq!(kinds, BTreeSet::from(expected));
}

#[test]
fn written_areas_are_the_drawn_ones() {
    let file: serde_json::Value = serde_json::from_str(&committed("areas.geojson")).unwrap();
    let features = file["features"].as_array().unwrap();
    for (feature, area) in features.iter().zip(&MAP.areas) {
        assert_eq!(feature["id"], area.place.id.as_str());
        assert_eq!(feature["properties"]["name:ar"], area.place.name_ar.as_str());
        let geometry = &feature["geometry"];
        let first = match geometry["type"].as_str().unwrap() {
            "Polygon" => &geometry["coordinates"][0][0],
            _ => &geometry["coordinates"][0][0][0],
        };
        let vertex = area.polygons[0][0][0];
        assert_eq!(first[0].as_f64().unwrap(), vertex.lon_e5 as f64 / 1e5);
        assert_eq!(first[1].as_f64().unwrap(), vertex.lat_e5 as f64 / 1e5);
    }
    assert_eq!(features.len(), MAP.areas.len());
}
