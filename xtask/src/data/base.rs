//! `base.geojson`: what lies under the areas: river, roads, railway, walls, outlines,
//! landmarks and crossings. The front line is left out: the ledger tells it.
//! The built-up land is the outline of what was drawn, so that it has the areas' borders.

use super::check;
use super::json;
use super::plane::{Point, Vertex};
use super::rings::{Polygon, Ring};
use super::tables::{Place, Tables, Waypoint};

/// How far from a way-point its corner is rounded, at most.
const ROUND_M: f64 = 260.0;

/// The file.
pub fn text(tables: &Tables, built_up: &[Polygon]) -> String {
    let land = feature("built-up", "", "", &json::polygons(built_up));
    let mut features = vec![(layer("built-up"), land)];
    let same =
        |a: &Waypoint, b: &Waypoint| a.kind == b.kind && a.name == b.name && a.part == b.part;
    for points in tables.waypoints.chunk_by(same) {
        let left_out = |first: &&Waypoint| matches!(first.kind.as_str(), "front-line" | "built-up");
        if let Some(first) = points.first().filter(|first| !left_out(first)) {
            features.push((layer(&first.kind), way(first, points)));
        }
    }
    for place in tables.places.iter().filter(|place| !place.mark.is_empty()) {
        features.push((layer(&place.mark), mark(place)));
    }
    // Land under lines under points, in the order of the tables within each.
    features.sort_by_key(|feature| feature.0);
    json::collection(&features.into_iter().map(|feature| feature.1).collect::<Vec<_>>())
}

fn layer(kind: &str) -> usize {
    let order = [
        "built-up",
        "industrial",
        "airport",
        "river",
        "road",
        "ring-road",
        "rail",
        "wall",
        "citadel",
    ];
    order.iter().position(|known| *known == kind).unwrap_or(order.len())
}

fn feature(kind: &str, name: &str, name_ar: &str, geometry: &str) -> String {
    let mut properties = vec![format!(r#""kind":{}"#, json::string(kind))];
    if !name.is_empty() {
        properties.push(format!(r#""name":{}"#, json::string(name)));
    }
    if !name_ar.is_empty() {
        properties.push(format!(r#""name:ar":{}"#, json::string(name_ar)));
    }
    let properties = properties.join(",");
    format!(r#"{{"type":"Feature","properties":{{{properties}}},"geometry":{geometry}}}"#)
}

fn mark(place: &Place) -> String {
    let at = json::position(Point::from_degrees(place.lon, place.lat).into());
    let geometry = format!(r#"{{"type":"Point","coordinates":{at}}}"#);
    feature(&place.mark, &place.name, &place.name_ar, &geometry)
}

fn way(first: &Waypoint, points: &[Waypoint]) -> String {
    let corners: Vec<Point> = points.iter().map(|p| Point::from_degrees(p.lon, p.lat)).collect();
    let closed = corners.len() > 3 && corners.first() == corners.last();
    let mut line: Ring = rounded(&corners, closed).into_iter().map(Vertex::from).collect();
    line.dedup();
    let area = matches!(first.kind.as_str(), "industrial" | "airport" | "citadel");
    let geometry = if closed && area {
        if check::doubled_area(&line) < 0 {
            line.reverse();
        }
        json::polygons(&[vec![line]])
    } else {
        format!(r#"{{"type":"LineString","coordinates":{}}}"#, json::line(&line))
    };
    feature(&first.kind, &first.name, &first.name_ar, &geometry)
}

/// Corners rounded by a curve through three points each; straight stretches stay straight.
fn rounded(corners: &[Point], closed: bool) -> Vec<Point> {
    let open = if closed { corners.split_last().map_or(corners, |split| split.1) } else { corners };
    let count = open.len();
    let at = |index: usize| open.get(index % count.max(1)).copied().unwrap_or_default();
    let mut line = Vec::new();
    for (index, corner) in open.iter().enumerate() {
        let is_end = !closed && (index == 0 || index + 1 == count);
        if is_end {
            line.push(*corner);
            continue;
        }
        let (before, after) = (at(index + count - 1), at(index + 1));
        let reach = |other: Point| (ROUND_M / corner.distance_m(other).max(1.0)).min(0.4);
        let start = corner.towards(before, reach(before));
        let end = corner.towards(after, reach(after));
        for share in [0.0, 0.5, 1.0] {
            let near = start.towards(*corner, share);
            line.push(near.towards(corner.towards(end, share), share));
        }
    }
    if closed {
        line.extend(line.first().copied());
    }
    line
}
