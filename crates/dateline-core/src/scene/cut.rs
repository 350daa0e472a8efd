//! Cuts polygons into triangles.
//!
//! The ears are cut on coordinates relative to the polygon's first corner, which are
//! small whole numbers and lose nothing as floats.

use super::points::{open_ring, ring_corners};
use super::{MeshProblem, Shapes, borders};
use crate::geo::WorldPoint;
use crate::model::{Area, BaseFeature, BaseGeometry, Polygon};
use earcut::{Earcut, deviation};

/// The most corners of a polygon that are cut. Cutting ears takes, of a comb or a scribble, a
/// time that grows with the square of their number.
pub(super) const MOST_CORNERS: usize = 16_384;

/// How far the area of the triangles may differ from the polygon's, as a part of it.
const MAX_DEVIATION: f64 = 1e-3;

impl Shapes {
    /// Finds the triangles and borders of a story's outlines.
    pub fn of(areas: &[Area], base: &[BaseFeature]) -> Self {
        let polygons = areas.iter().flat_map(|area| &area.polygons);
        let fills = base.iter().flat_map(|feature| match &feature.geometry {
            BaseGeometry::Polygons(polygons) => polygons.as_slice(),
            BaseGeometry::Point(_) | BaseGeometry::Lines(_) => &[],
        });
        Self {
            areas: polygons.map(|polygon| cut(polygon).0).collect(),
            base: fills.map(|polygon| cut(polygon).0).collect(),
            borders: borders::stretches(areas),
        }
    }
}

/// The triangles of a polygon, as far as they can be cut, and what is wrong with it.
/// Three numbers each, of positions as [`Shapes::areas`] counts them.
pub(super) fn cut(polygon: &Polygon) -> (Vec<u32>, Option<MeshProblem>) {
    let mut corners: Vec<(u32, WorldPoint)> = Vec::new();
    let mut holes: Vec<u32> = Vec::new();
    let mut first_place = 0_u32;
    for (number, ring) in polygon.iter().enumerate() {
        let of_ring = ring_corners(ring);
        if of_ring.len() >= 3 {
            if number > 0 {
                holes.push(corners.len() as u32);
            }
            corners.extend(of_ring.iter().map(|(place, point)| (first_place + place, *point)));
        } else if number == 0 {
            return (Vec::new(), Some(MeshProblem::Degenerate));
        }
        // A hole without an area takes nothing away, but its positions count.
        first_place += open_ring(ring).len() as u32;
    }
    let Some((_, origin)) = corners.first().copied() else {
        return (Vec::new(), Some(MeshProblem::Degenerate));
    };
    let local: Vec<[f64; 2]> = corners
        .iter()
        .map(|(_, corner)| {
            let (east, south) = corner.offset_from(origin);
            [f64::from(east), south as f64]
        })
        .collect();
    let (kept, kept_holes) = thinned(&corners, &holes);
    let of_kept = |place: &u32| local.get(*place as usize).copied().unwrap_or_default();
    let mut triangles: Vec<u32> = Vec::new();
    Earcut::new().earcut(kept.iter().map(of_kept), &kept_holes, &mut triangles);
    for corner in &mut triangles {
        *corner = kept.get(*corner as usize).copied().unwrap_or(0);
    }
    let is_rough = deviation(local.iter().copied(), &holes, &triangles) > MAX_DEVIATION;
    let problem = match (triangles.is_empty(), is_rough, kept.len() < corners.len()) {
        (true, ..) => Some(MeshProblem::Degenerate),
        (_, true, true) => Some(MeshProblem::TooFine),
        (_, true, false) => Some(MeshProblem::CrossesItself),
        (_, false, _) => None,
    };
    let place_of = |corner: &u32| corners.get(*corner as usize).map_or(0, |(place, _)| *place);
    (triangles.iter().map(place_of).collect(), problem)
}

/// The corners that are cut, and at which of them holes begin: all, or of more than
/// [`MOST_CORNERS`] every so many along each ring. Each corner is looked at once.
pub(super) fn thinned(corners: &[(u32, WorldPoint)], holes: &[u32]) -> (Vec<u32>, Vec<u32>) {
    let stride = corners.len().div_ceil(MOST_CORNERS).max(1);
    let (mut kept, mut kept_holes): (Vec<u32>, Vec<u32>) = (Vec::new(), Vec::new());
    let starts = std::iter::once(0).chain(holes.iter().copied());
    let ends = holes.iter().copied().chain(std::iter::once(corners.len() as u32));
    for (start, end) in starts.zip(ends) {
        let first = kept.len();
        // Whole strides only, so that no ring adds a corner to its share.
        let whole = (end - start) / stride as u32 * stride as u32;
        kept.extend((start..start + whole).step_by(stride));
        // What is left of a hole has no area any more.
        if kept.len() - first < 3 {
            kept.truncate(first);
        } else if start > 0 {
            kept_holes.push(first as u32);
        }
    }
    (kept, kept_holes)
}

#[cfg(test)]
#[path = "cut_tests.rs"]
mod tests;
