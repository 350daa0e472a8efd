//! Coordinates of a file → lines and polygons that can be drawn.
//!
//! Rings are closed and wound as RFC 7946 §3.1.6 wants them. Whether a polygon can be filled is
//! for whoever fills it to say.

use crate::code::Code;
use dateline_core::geo::LonLat;
use dateline_core::model::{Polygon, Ring};
use dateline_core::scene::{MeshProblem, polygon_problem};
use geojson::{GeometryValue, Position};

/// What is wrong with a part of a geometry.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Fault {
    pub(crate) code: Code,
    /// The position, if it is one that is wrong.
    pub(crate) value: String,
    pub(crate) detail: String,
}

impl Fault {
    fn new(code: Code, detail: impl Into<String>) -> Self {
        Self { code, value: String::new(), detail: detail.into() }
    }
}

/// What cannot be filled of polygons that are drawn.
pub(crate) fn fill_faults(polygons: &[Polygon]) -> impl Iterator<Item = Fault> {
    polygons.iter().filter_map(polygon_problem).map(|problem| {
        let code = match problem {
            MeshProblem::Degenerate => Code::GeometryInvalid,
            MeshProblem::CrossesItself => Code::GeometryCrossing,
            MeshProblem::TooFine => Code::GeometryFine,
        };
        let detail =
            if code == Code::GeometryInvalid { problem.to_string() } else { String::new() };
        Fault::new(code, detail)
    })
}

/// The position, if it is one on Earth.
pub(crate) fn position(position: &Position) -> Result<LonLat, Fault> {
    let (lon, lat) = match position.as_slice() {
        [lon, lat, ..] => (*lon, *lat),
        _ => {
            return Err(Fault::new(Code::GeometryInvalid, "a position has fewer than two numbers"));
        }
    };
    LonLat::new(lon, lat).ok_or_else(|| {
        let detail = "longitude stands before latitude";
        Fault { value: format!("{lon}, {lat}"), ..Fault::new(Code::CoordRange, detail) }
    })
}

/// A line of at least two different positions.
pub(crate) fn line(positions: &[Position]) -> Result<Vec<LonLat>, Fault> {
    let line = distinct(positions)?;
    if line.len() < 2 {
        return Err(Fault::new(Code::GeometryInvalid, "a line needs two different positions"));
    }
    Ok(line)
}

/// The polygons of a Polygon, a MultiPolygon, or a collection of them. Parts that cannot
/// be drawn are left out and added to `faults`.
pub(crate) fn polygons(geometry: &GeometryValue, faults: &mut Vec<Fault>) -> Vec<Polygon> {
    match geometry {
        GeometryValue::Polygon { coordinates } => {
            polygon(coordinates, faults).into_iter().collect()
        }
        GeometryValue::MultiPolygon { coordinates } => {
            coordinates.iter().filter_map(|rings| polygon(rings, faults)).collect()
        }
        GeometryValue::GeometryCollection { geometries } => {
            geometries.iter().flat_map(|geometry| polygons(&geometry.value, faults)).collect()
        }
        other => {
            let detail =
                format!("a Polygon or MultiPolygon is wanted, it is a {}", other.type_name());
            faults.push(Fault::new(Code::GeometryInvalid, detail));
            Vec::new()
        }
    }
}

/// The polygon, without holes that cannot be drawn; `None` if its outline cannot be.
pub(crate) fn polygon(rings: &[Vec<Position>], faults: &mut Vec<Fault>) -> Option<Polygon> {
    if rings.is_empty() {
        faults.push(Fault::new(Code::GeometryInvalid, "a polygon has no ring"));
    }
    let mut polygon = Polygon::new();
    for (place, positions) in rings.iter().enumerate() {
        match ring(positions, place == 0, faults) {
            Ok(ring) => polygon.push(ring),
            Err(fault) => {
                faults.push(fault);
                if place == 0 {
                    return None;
                }
            }
        }
    }
    (!polygon.is_empty()).then_some(polygon)
}

fn ring(positions: &[Position], is_outer: bool, faults: &mut Vec<Fault>) -> Result<Ring, Fault> {
    let mut ring = distinct(positions)?;
    let is_closed = ring.len() > 1 && ring.first() == ring.last();
    if is_closed {
        ring.pop();
    }
    if ring.len() < 3 {
        let detail = "a ring needs three different positions";
        return Err(Fault::new(Code::GeometryInvalid, detail));
    }
    ring.extend(ring.first().copied());
    let twice_area = twice_signed_area(&ring);
    if twice_area == 0.0 {
        return Err(Fault::new(Code::GeometryInvalid, "a ring encloses nothing"));
    }
    if !is_closed {
        faults.push(Fault::new(Code::GeometryOpen, ""));
    }
    if ring.windows(2).any(jumps) {
        faults.push(Fault::new(Code::GeometryMeridian, ""));
    }
    // Outer rings run counter-clockwise, holes clockwise.
    if (twice_area > 0.0) != is_outer {
        ring.reverse();
    }
    Ok(ring)
}

/// Whether an edge is longer than half of the way around the Earth: it is meant to go the other
/// way, and the map's numbers go around with it.
fn jumps(edge: &[LonLat]) -> bool {
    matches!(edge, [a, b] if (a.lon - b.lon).abs() > 180.0)
}

/// The positions without those that repeat the one before.
fn distinct(positions: &[Position]) -> Result<Vec<LonLat>, Fault> {
    let mut distinct: Vec<LonLat> = positions.iter().map(position).collect::<Result<_, _>>()?;
    distinct.dedup();
    Ok(distinct)
}

/// Twice the area of a closed ring in square degrees, positive if it runs
/// counter-clockwise. Taken from its first position, so that small rings far from zero
/// lose no digits.
pub(crate) fn twice_signed_area(ring: &[LonLat]) -> f64 {
    let Some(origin) = ring.first() else {
        return 0.0;
    };
    let edge = |pair: &[LonLat]| match pair {
        [a, b] => {
            (a.lon - origin.lon) * (b.lat - origin.lat)
                - (b.lon - origin.lon) * (a.lat - origin.lat)
        }
        _ => 0.0,
    };
    ring.windows(2).map(edge).sum()
}
