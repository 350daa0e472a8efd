//! What is costly to find out about outlines, in code more than in time: their triangles,
//! and which stretch of them is whose border.
//!
//! It is found once, when a story is packed, and told in numbers of positions, so that a
//! program that only shows a story has neither to cut polygons nor to compare edges.

use super::points::open_ring;
use crate::geo::LonLat;
use crate::model::Area;

/// Triangles and borders of a story's outlines.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shapes {
    /// Per polygon of the areas, in their order, three numbers for each of its triangles:
    /// positions of the polygon, counted over its rings without the closing positions.
    pub areas: Vec<Vec<u32>>,
    /// The same per polygon of the base map.
    pub base: Vec<Vec<u32>>,
    /// The outlines of the areas, each stretch once.
    pub borders: Vec<Stretch>,
}

/// A stretch of a ring with the same area on its other side all along.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// Which ring, counted over all rings of all areas.
    pub ring: u32,
    /// The position of the ring at which it begins.
    pub start: u32,
    /// How many positions further it ends; the whole ring where it is as many as there are
    /// without the closing one.
    pub steps: u32,
    /// The area on the other side, or `u16::MAX`.
    pub other_area: u16,
}

/// The rings of all areas, each with the number of its area, in the order in which
/// [`Stretch::ring`] counts them. An area from the 65 536th on has no number of its own:
/// it is `u16::MAX`, nobody.
pub(super) fn numbered_rings(areas: &[Area]) -> Vec<(u16, &[LonLat])> {
    let mut rings = Vec::new();
    for (place, area) in areas.iter().enumerate() {
        let number = u16::try_from(place).unwrap_or(u16::MAX);
        for ring in area.polygons.iter().flatten() {
            rings.push((number, open_ring(ring)));
        }
    }
    rings
}

impl Stretch {
    /// Whether it is the whole of a ring with so many positions.
    pub(super) fn is_whole(&self, position_count: usize) -> bool {
        self.steps as usize == position_count
    }

    /// Its positions; the first is not repeated at the end of a whole ring.
    pub(super) fn positions(&self, ring: &[LonLat]) -> Vec<LonLat> {
        let count = self.steps as usize + usize::from(!self.is_whole(ring.len()));
        let after = ring.iter().cycle().skip(self.start as usize);
        // Never more than once around, whatever the numbers say.
        after.take(count.min(ring.len())).copied().collect()
    }
}
