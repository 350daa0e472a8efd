//! Positions of the model as world points.

use crate::geo::{LonLat, WorldPoint};

/// The points of a line without immediate repetitions.
pub(super) fn distinct_points(line: &[LonLat]) -> Vec<WorldPoint> {
    let mut points: Vec<WorldPoint> = line.iter().copied().map(WorldPoint::from_lonlat).collect();
    points.dedup();
    points
}

/// The corners of a ring without immediate repetitions, the first not repeated at the end.
pub(super) fn ring_points(ring: &[LonLat]) -> Vec<WorldPoint> {
    let mut points = distinct_points(ring);
    while points.len() > 1 && points.first() == points.last() {
        points.pop();
    }
    points
}
