//! Which area is under a point.
//!
//! Exact: corners are whole numbers and so is the arithmetic, hence of areas that share a
//! border every point belongs to exactly one, the border itself included.

use super::ring_points;
use crate::geo::{LonLat, WorldPoint};
use crate::model::{Area, AreaIndex};

/// Horizontal bands of the index.
const BANDS: usize = 256;

/// Outlines of areas, ready to be asked.
#[derive(Clone, Debug, Default)]
pub struct PickIndex {
    shapes: Vec<PickShape>,
    /// First row and height of a band, world units.
    top: u32,
    band_height: u32,
    /// Per band, the shapes that reach into it, the topmost first.
    bands: Vec<Vec<u32>>,
}

#[derive(Clone, Debug)]
struct PickShape {
    area: AreaIndex,
    /// By how many units its corners are turned to the east, and a point has to be.
    turn: u32,
    min: WorldPoint,
    max: WorldPoint,
    rings: Vec<Vec<WorldPoint>>,
}

impl PickIndex {
    /// Prepares the areas. Edges are straight on the map, as they are painted. Outlines may touch
    /// the antimeridian; across it only those that are less than half of the world wide are read
    /// as meant.
    pub fn new(areas: &[Area]) -> Self {
        let shapes: Vec<PickShape> = areas
            .iter()
            .zip(0_u32..)
            .flat_map(|(area, index)| {
                area.polygons.iter().filter_map(move |rings| {
                    let rings = rings.iter().map(|ring| ring_points(ring)).collect();
                    PickShape::new(AreaIndex(index), rings)
                })
            })
            .collect();
        let top = shapes.iter().map(|shape| shape.min.y).min().unwrap_or(0);
        let bottom = shapes.iter().map(|shape| shape.max.y).max().unwrap_or(0);
        let band_height = (bottom - top) / BANDS as u32 + 1;
        let mut bands = vec![Vec::new(); BANDS];
        // What is painted last lies on top and is found first.
        for (number, shape) in shapes.iter().enumerate().rev() {
            let first = ((shape.min.y - top) / band_height) as usize;
            let last = ((shape.max.y - top) / band_height) as usize;
            for band in bands.iter_mut().take(last + 1).skip(first) {
                band.push(number as u32);
            }
        }
        Self { shapes, top, band_height, bands }
    }

    /// The area at a position; where areas overlap, the one painted on top.
    pub fn pick_area(&self, position: LonLat) -> Option<AreaIndex> {
        self.pick_world(WorldPoint::from_lonlat(position))
    }

    /// Like [`PickIndex::pick_area`], by world position.
    pub fn pick_world(&self, point: WorldPoint) -> Option<AreaIndex> {
        let row = point.y.checked_sub(self.top)?;
        let band = self.bands.get((row / self.band_height.max(1)) as usize)?;
        band.iter()
            .filter_map(|number| self.shapes.get(*number as usize))
            .find(|shape| shape.contains(point))
            .map(|shape| shape.area)
    }
}

impl PickShape {
    fn new(area: AreaIndex, mut rings: Vec<Vec<WorldPoint>>) -> Option<Self> {
        let (mut min, mut max) = bounds(&rings, 0)?;
        let mut turn = 0;
        // The antimeridian is where the world begins and ends: what touches it from the west seems
        // to reach all around the world, and does not half a turn further.
        if max.x - min.x > HALF_TURN {
            let (west, east) = bounds(&rings, HALF_TURN)?;
            if east.x - west.x < HALF_TURN {
                (min, max, turn) = (west, east, HALF_TURN);
                rings.iter_mut().flatten().for_each(|corner| *corner = turned(*corner, turn));
            }
        }
        Some(Self { area, turn, min, max, rings })
    }

    fn contains(&self, point: WorldPoint) -> bool {
        let point = turned(point, self.turn);
        let in_box = (self.min.x..=self.max.x).contains(&point.x)
            && (self.min.y..=self.max.y).contains(&point.y);
        // A point in a hole crosses an even number of edges, like one outside.
        in_box && self.rings.iter().map(|ring| crossings(ring, point)).sum::<usize>() % 2 == 1
    }
}

/// Half of the world, units.
const HALF_TURN: u32 = 1 << 31;

fn turned(point: WorldPoint, turn: u32) -> WorldPoint {
    WorldPoint { x: point.x.wrapping_add(turn), ..point }
}

/// The corners of the box around the outermost ring, turned.
fn bounds(rings: &[Vec<WorldPoint>], turn: u32) -> Option<(WorldPoint, WorldPoint)> {
    let corners = || rings.first().into_iter().flatten().map(|corner| turned(*corner, turn));
    let min = WorldPoint { x: corners().map(|c| c.x).min()?, y: corners().map(|c| c.y).min()? };
    let max = WorldPoint { x: corners().map(|c| c.x).max()?, y: corners().map(|c| c.y).max()? };
    Some((min, max))
}

/// How many edges of the ring a ray from the point to the east crosses. An edge owns its
/// upper end and not its lower one; a point on an edge counts as west of it, whichever
/// way the edge is told.
pub(super) fn crossings(ring: &[WorldPoint], point: WorldPoint) -> usize {
    let next = ring.iter().cycle().skip(1);
    ring.iter()
        .zip(next)
        .filter(|(a, b)| (a.y > point.y) != (b.y > point.y))
        .filter(|(a, b)| {
            let (upper, lower) = if a.y < b.y { (a, b) } else { (b, a) };
            let across = |p: &WorldPoint| i128::from(p.x) - i128::from(upper.x);
            let down = |p: &WorldPoint| i128::from(p.y) - i128::from(upper.y);
            across(&point) * down(lower) <= across(lower) * down(&point)
        })
        .count()
}

#[cfg(test)]
#[path = "pick_area_tests.rs"]
mod tests;
