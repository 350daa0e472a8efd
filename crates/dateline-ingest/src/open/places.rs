//! Places without an outline → areas: a small round one about each.
//!
//! Ledgers of who holds which town know a point and no border. A circle says as little as is
//! known: it never reaches the next place.

use dateline_core::geo::LonLat;
use dateline_core::model::{Area, Text};

/// Largest and smallest radius of a place, metres.
const MAX_RADIUS_M: f64 = 4000.0;
const MIN_RADIUS_M: f64 = 100.0;
/// How much of the way to its nearest neighbour a place reaches.
const REACH: f64 = 0.4;
/// Corners of a circle.
const CORNERS: u32 = 24;
const METRES_PER_DEGREE: f64 = 111_320.0;
/// Beyond so many places the nearest is not looked for.
const MAX_COMPARED: usize = 4000;

/// An area about each place.
pub(crate) fn areas(places: Vec<(String, String, LonLat)>) -> Vec<Area> {
    let positions: Vec<LonLat> = places.iter().map(|(_, _, position)| *position).collect();
    let area = |(id, name, centre): (String, String, LonLat)| {
        let radius_m = radius_m(centre, &positions);
        let kind = ("kind".to_owned(), "place".to_owned());
        let polygons = vec![vec![circle(centre, radius_m)]];
        Area { id, name: Text::Plain(name), polygons, centre, properties: vec![kind] }
    };
    places.into_iter().map(area).collect()
}

fn radius_m(centre: LonLat, others: &[LonLat]) -> f64 {
    if others.len() > MAX_COMPARED {
        return MIN_RADIUS_M * 10.0;
    }
    let shrink = centre.lat.to_radians().cos();
    let distance_m = |other: &LonLat| {
        let (east, north) = ((other.lon - centre.lon) * shrink, other.lat - centre.lat);
        east.hypot(north) * METRES_PER_DEGREE
    };
    let nearest = others.iter().map(distance_m).filter(|it| *it > 1.0).fold(f64::MAX, f64::min);
    (nearest * REACH).clamp(MIN_RADIUS_M, MAX_RADIUS_M)
}

/// A ring, counter-clockwise and closed.
fn circle(centre: LonLat, radius_m: f64) -> Vec<LonLat> {
    let shrink = centre.lat.to_radians().cos().max(0.01);
    let radius = radius_m / METRES_PER_DEGREE;
    let corner = |number: u32| {
        let angle = f64::from(number % CORNERS) / f64::from(CORNERS) * std::f64::consts::TAU;
        let lon = centre.lon + radius * angle.cos() / shrink;
        let lat = centre.lat + radius * angle.sin();
        LonLat { lon: lon.clamp(-180.0, 180.0), lat: lat.clamp(-90.0, 90.0) }
    };
    (0..=CORNERS).map(corner).collect()
}
