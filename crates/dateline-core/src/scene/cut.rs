//! Cuts polygons into triangles.
//!
//! The ears are cut on coordinates relative to the polygon's first corner, which are
//! small whole numbers and lose nothing as floats.

use super::pick_area::crossings;
use super::points::{open_ring, ring_corners};
use super::{MeshProblem, Shapes, borders};
use crate::geo::WorldPoint;
use crate::model::{Area, BaseFeature, BaseGeometry, Polygon};
use crate::order::in_order;
use earcut::{Earcut, deviation};

/// The most corners of a polygon that are cut. Cutting ears takes, of a comb or a scribble, a
/// time that grows with the square of their number.
pub(super) const MOST_CORNERS: usize = 16_384;

/// How far the area of the triangles may differ from the polygon's, as a part of it.
const MAX_DEVIATION: f64 = 1e-3;
/// Triangles that are asked whether they lie within the outline.
const MOST_ASKED: usize = 64;
/// Pairs of edges that are asked whether they cross.
const MOST_COMPARED: usize = 1 << 22;

/// What is wrong with a polygon, as far as its triangles tell. Takes as long as cutting it.
pub fn polygon_problem(polygon: &Polygon) -> Option<MeshProblem> {
    cut(polygon).problem()
}

impl Shapes {
    /// Finds the triangles and borders of a story's outlines.
    pub fn of(areas: &[Area], base: &[BaseFeature]) -> Self {
        let polygons = areas.iter().flat_map(|area| &area.polygons);
        let fills = base.iter().flat_map(|feature| match &feature.geometry {
            BaseGeometry::Polygons(polygons) => polygons.as_slice(),
            BaseGeometry::Point(_) | BaseGeometry::Lines(_) => &[],
        });
        Self {
            areas: polygons.map(|polygon| cut(polygon).triangles()).collect(),
            base: fills.map(|polygon| cut(polygon).triangles()).collect(),
            borders: borders::stretches(areas),
        }
    }
}

/// A polygon that was cut, as far as it can be.
#[derive(Default)]
pub(super) struct Cut {
    /// The corners of its rings, each with its place among the positions of [`open_ring`].
    corners: Vec<(u32, WorldPoint)>,
    /// At which of them holes begin.
    holes: Vec<u32>,
    /// Those that were cut, and at which of these holes begin.
    kept: Vec<u32>,
    kept_holes: Vec<u32>,
    /// Three numbers of kept corners each.
    triangles: Vec<u32>,
}

/// Cuts a polygon.
pub(super) fn cut(polygon: &Polygon) -> Cut {
    let mut cut = Cut::default();
    let mut first_place = 0_u32;
    for (number, ring) in polygon.iter().enumerate() {
        let of_ring = ring_corners(ring);
        if of_ring.len() >= 3 {
            if number > 0 {
                cut.holes.push(cut.corners.len() as u32);
            }
            cut.corners.extend(of_ring.iter().map(|(place, point)| (first_place + place, *point)));
        } else if number == 0 {
            return cut;
        }
        // A hole without an area takes nothing away, but its positions count.
        first_place += open_ring(ring).len() as u32;
    }
    (cut.kept, cut.kept_holes) = thinned(&cut.corners, &cut.holes);
    let local = cut.local();
    let of_kept = |place: &u32| local.get(*place as usize).copied().unwrap_or_default();
    Earcut::new().earcut(cut.kept.iter().map(of_kept), &cut.kept_holes, &mut cut.triangles);
    cut
}

impl Cut {
    /// The corners from the first one on, as floats that lose nothing.
    fn local(&self) -> Vec<[f64; 2]> {
        let origin = self.corners.first().map(|(_, corner)| *corner).unwrap_or_default();
        let local = |(_, corner): &(u32, WorldPoint)| {
            let (east, south) = corner.offset_from(origin);
            [f64::from(east), south as f64]
        };
        self.corners.iter().map(local).collect()
    }

    /// The numbers of the triangles' corners.
    fn numbers(&self) -> impl Iterator<Item = u32> + '_ {
        self.triangles.iter().map(|place| self.kept.get(*place as usize).copied().unwrap_or(0))
    }

    /// The triangles: three numbers each, of positions as [`Shapes::areas`] counts them.
    pub fn triangles(&self) -> Vec<u32> {
        let place_of = |corner| self.corners.get(corner as usize).map_or(0, |(place, _)| *place);
        self.numbers().map(place_of).collect()
    }

    /// What is wrong with the polygon.
    pub fn problem(&self) -> Option<MeshProblem> {
        if self.triangles.is_empty() {
            return Some(MeshProblem::Degenerate);
        }
        let numbers: Vec<u32> = self.numbers().collect();
        let is_rough =
            self.is_crossed() || deviation(self.local(), &self.holes, &numbers) > MAX_DEVIATION;
        let is_thinned = self.kept.len() < self.corners.len();
        is_rough.then_some(if is_thinned {
            MeshProblem::TooFine
        } else {
            MeshProblem::CrossesItself
        })
    }

    /// Whether the outlines that were cut cross, or run around the same ground twice, as the
    /// triangles then do too: their size does not tell.
    fn is_crossed(&self) -> bool {
        let point = |place: &u32| self.corners.get(*place as usize).map(|(_, point)| *point);
        let starts = std::iter::once(0).chain(self.kept_holes.iter().copied());
        let ends = self.kept_holes.iter().copied().chain(std::iter::once(self.kept.len() as u32));
        let rings = starts.zip(ends);
        let rings = rings.filter_map(|(start, end)| self.kept.get(start as usize..end as usize));
        let rings: Vec<Vec<WorldPoint>> =
            rings.map(|ring| ring.iter().filter_map(point).collect()).collect();
        let corner =
            |place: &u32| self.kept.get(*place as usize).and_then(point).unwrap_or_default();
        let (triangles, _) = self.triangles.as_chunks::<3>();
        let triangles: Vec<[WorldPoint; 3]> =
            triangles.iter().map(|triangle| triangle.each_ref().map(corner)).collect();
        has_crossing(&rings) || has_strays(&rings, &triangles)
    }
}

/// Whether triangles lie outside of the outlines, by the even-odd rule, which is that of
/// picking. Of many triangles some are asked, so that this takes no longer than the outlines'
/// length allows.
fn has_strays(rings: &[Vec<WorldPoint>], triangles: &[[WorldPoint; 3]]) -> bool {
    triangles.iter().step_by(triangles.len().div_ceil(MOST_ASKED).max(1)).any(|[a, b, c]| {
        let third = |of: fn(&WorldPoint) -> u32| {
            ((u64::from(of(a)) + u64::from(of(b)) + u64::from(of(c))) / 3) as u32
        };
        let middle = WorldPoint { x: third(|p| p.x), y: third(|p| p.y) };
        // What is hardly more than a line has no middle that is surely inside.
        side(*a, *b, *c).abs() > 64
            && rings.iter().map(|ring| crossings(ring, middle)).sum::<usize>() % 2 == 0
    })
}

/// Whether two edges cross each other, as far as can be found by comparing so many: those that
/// only touch do not.
fn has_crossing(rings: &[Vec<WorldPoint>]) -> bool {
    let edges = |ring: &Vec<WorldPoint>| -> Vec<(WorldPoint, WorldPoint)> {
        let next = ring.iter().cycle().skip(1);
        let downwards =
            |(a, b): (&WorldPoint, &WorldPoint)| if a.y < b.y { (*a, *b) } else { (*b, *a) };
        ring.iter().zip(next).map(downwards).collect()
    };
    let edges: Vec<(WorldPoint, WorldPoint)> = rings.iter().flat_map(edges).collect();
    let edges = in_order(&edges, |a, b| a.0.y.cmp(&b.0.y));
    let mut compared = 0;
    for (place, (a, b)) in edges.iter().enumerate() {
        for (c, d) in edges.iter().skip(place + 1).take_while(|(c, _)| c.y < b.y) {
            compared += 1;
            if compared > MOST_COMPARED {
                return false;
            }
            let is_parted = |line: (WorldPoint, WorldPoint), one: WorldPoint, other: WorldPoint| {
                side(line.0, line.1, one).signum() * side(line.0, line.1, other).signum() < 0
            };
            if is_parted((*a, *b), *c, *d) && is_parted((*c, *d), *a, *b) {
                return true;
            }
        }
    }
    false
}

/// Twice the area of a triangle, with the sign of the side of the line on which its last corner
/// lies.
fn side(a: WorldPoint, b: WorldPoint, c: WorldPoint) -> i128 {
    let from_a =
        |p: WorldPoint| (i128::from(p.x) - i128::from(a.x), i128::from(p.y) - i128::from(a.y));
    let ((bx, by), (cx, cy)) = (from_a(b), from_a(c));
    bx * cy - by * cx
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
