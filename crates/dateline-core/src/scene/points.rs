//! Positions of the model as world points.

use crate::geo::{LonLat, WorldPoint};

/// The points of a line without immediate repetitions.
pub(super) fn distinct_points(line: &[LonLat]) -> Vec<WorldPoint> {
    let mut points: Vec<WorldPoint> = line.iter().copied().map(WorldPoint::from_lonlat).collect();
    points.dedup();
    points
}

/// The positions of a ring without the last one, if that repeats the first.
pub(crate) fn open_ring(ring: &[LonLat]) -> &[LonLat] {
    match ring {
        [first, .., last] if first == last => ring.split_last().map_or(ring, |(_, open)| open),
        _ => ring,
    }
}

/// The corners of a ring without immediate repetitions, the first not repeated at the end,
/// each with its place among the positions of [`open_ring`].
pub(super) fn ring_corners(ring: &[LonLat]) -> Vec<(u32, WorldPoint)> {
    let points = open_ring(ring).iter().copied().map(WorldPoint::from_lonlat);
    let mut corners: Vec<(u32, WorldPoint)> = (0_u32..).zip(points).collect();
    corners.dedup_by_key(|(_, point)| *point);
    while corners.len() > 1 && corners.first().map(|one| one.1) == corners.last().map(|one| one.1) {
        corners.pop();
    }
    corners
}

/// Like [`ring_corners`], without the places.
pub(super) fn ring_points(ring: &[LonLat]) -> Vec<WorldPoint> {
    ring_corners(ring).into_iter().map(|(_, point)| point).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::testing::ring;

    #[test]
    fn a_corner_told_twice_is_one_corner_and_keeps_its_first_place() {
        let twice = ring(&[(0.0, 0.0), (0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 0.0)]);
        assert_eq!(open_ring(&twice).len(), 5);
        let places: Vec<u32> = ring_corners(&twice).iter().map(|(place, _)| *place).collect();
        assert_eq!(places, [0, 2, 3]);
        assert_eq!(ring_points(&twice).len(), 3);
    }
}
