//! Which stretch of an outline is a border of which areas: each border once.

use super::distinct_points;
use super::points::ring_corners;
use super::shapes::{Stretch, numbered_rings};
use super::size::{SizeClass, size_classes, smaller};
use crate::geo::WorldPoint;
use crate::hash::KeyedMap;
use crate::model::Area;

/// No area on that side.
const NOBODY: u16 = u16::MAX;

/// A stretch of outline with the same area on each side all along.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Border {
    /// The area whose outline it is.
    pub area: u16,
    /// The area on the other side, or `u16::MAX`.
    pub other_area: u16,
    /// Its points; the first is not repeated at the end of a closed one.
    pub points: Vec<WorldPoint>,
    /// Whether it is a whole ring.
    pub closed: bool,
    /// How wide the smaller of the two areas is.
    pub size: SizeClass,
}

/// The outlines of areas, each stretch once: see [`super::LineMesh::outline_areas`].
pub(crate) fn borders(areas: &[Area]) -> Vec<Border> {
    let (rings, classes) = (numbered_rings(areas), size_classes(areas));
    let border = |stretch: &Stretch| {
        let (area, ring) = *rings.get(stretch.ring as usize)?;
        let points = distinct_points(&stretch.positions(ring));
        let closed = stretch.is_whole(ring.len());
        let size = smaller(&classes, area, stretch.other_area);
        Some(Border { area, other_area: stretch.other_area, points, closed, size })
    };
    stretches(areas).iter().filter_map(border).collect()
}

/// The outlines of areas in numbers of positions, each stretch once.
pub(super) fn stretches(areas: &[Area]) -> Vec<Stretch> {
    let rings: Vec<Ring> = numbered_rings(areas)
        .into_iter()
        .map(|(owner, ring)| Ring { owner, positions: ring.len(), corners: ring_corners(ring) })
        .collect();
    let sides = Sides::of(&rings);
    let numbered = (0_u32..).zip(&rings).filter(|(_, ring)| ring.corners.len() > 1);
    numbered.flat_map(|(number, ring)| ring.stretches(number, &sides)).collect()
}

/// A ring with its corners, each with its place among the ring's positions.
struct Ring {
    owner: u16,
    positions: usize,
    corners: Vec<(u32, WorldPoint)>,
}

/// An edge whichever way it is told.
type Edge = [(u32, u32); 2];

fn edge(a: WorldPoint, b: WorldPoint) -> Edge {
    let mut ends = [(a.x, a.y), (b.x, b.y)];
    ends.sort_unstable();
    ends
}

/// Per edge, the areas along it, in order; the first two count.
struct Sides(KeyedMap<Edge, Vec<u16>>);

impl Sides {
    fn of(rings: &[Ring]) -> Self {
        let mut sides: KeyedMap<Edge, Vec<u16>> = KeyedMap::default();
        for ring in rings.iter().filter(|ring| ring.corners.len() > 1) {
            for (from, to) in ring.edges() {
                sides.entry(edge(from.1, to.1)).or_default().push(ring.owner);
            }
        }
        Self(sides)
    }

    /// What the ring of `owner` has to draw along this edge: `None` where another area
    /// draws it or nobody does, else who is on the other side.
    fn other(&self, owner: u16, a: WorldPoint, b: WorldPoint) -> Option<u16> {
        let owners = self.0.get(&edge(a, b)).map_or(&[][..], Vec::as_slice);
        // Rings come in the order of their areas, so the lists are in order.
        let first = *owners.first()?;
        if first != owner {
            return None;
        }
        match owners.iter().find(|other| **other != owner) {
            Some(other) => Some(*other),
            None => (owners.len() == 1 || owner == NOBODY).then_some(NOBODY),
        }
    }
}

/// A corner: its place in the ring, and where it is.
type Corner = (u32, WorldPoint);

impl Ring {
    fn edges(&self) -> impl Iterator<Item = (Corner, Corner)> + '_ {
        self.corners.iter().copied().zip(self.corners.iter().copied().cycle().skip(1))
    }

    /// The stretches with one neighbour each; the whole ring where that is all.
    fn stretches(&self, number: u32, sides: &Sides) -> Vec<Stretch> {
        let edges: Vec<(u32, u32, Option<u16>)> =
            self.edges().map(|(a, b)| (a.0, b.0, sides.other(self.owner, a.1, b.1))).collect();
        let Some((.., last)) = edges.last() else { return Vec::new() };
        let stretch = |start: u32, steps: usize, other_area: u16| Stretch {
            ring: number,
            start,
            steps: steps as u32,
            other_area,
        };
        // Start where the neighbour changes, so that no stretch is cut by the ring's start.
        let befores = std::iter::once(last).chain(edges.iter().map(|(.., other)| other));
        let start = edges.iter().zip(befores).position(|((.., other), before)| other != before);
        let Some(start) = start else {
            let whole = last.map(|other_area| stretch(0, self.positions, other_area));
            return whole.into_iter().collect();
        };
        let mut found: Vec<Stretch> = Vec::new();
        let mut open: Option<u16> = None;
        for (a, b, other) in edges.iter().cycle().skip(start).take(edges.len()) {
            let steps = (*b as usize + self.positions - *a as usize) % self.positions;
            match (other, found.last_mut()) {
                (Some(_), Some(last)) if open == *other => last.steps += steps as u32,
                (Some(other), _) => found.push(stretch(*a, steps, *other)),
                (None, _) => {}
            }
            open = *other;
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::testing::{area, rectangle, ring};

    #[test]
    fn a_stretch_that_contains_the_rings_start_is_one_line() {
        // The border x = 1 is told in two edges, and the ring starts between them.
        let west = area(
            "west",
            vec![vec![ring(&[(1.0, 0.5), (1.0, 1.0), (0.0, 1.0), (0.0, 0.0), (1.0, 0.0)])]],
        );
        let east = area(
            "east",
            vec![vec![ring(&[(1.0, 0.0), (2.0, 0.0), (2.0, 1.0), (1.0, 1.0), (1.0, 0.5)])]],
        );
        let found: Vec<(u16, usize)> = borders(&[west, east])
            .iter()
            .filter(|border| border.area == 0)
            .map(|border| (border.other_area, border.points.len()))
            .collect();
        assert_eq!(found, [(NOBODY, 4), (1, 3)]);
    }

    #[test]
    fn a_position_told_twice_counts_as_a_step_and_not_as_a_point() {
        let twice = ring(&[(0.0, 0.0), (1.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)]);
        let east = area("east", vec![vec![rectangle(1.0, 0.0, 2.0, 1.0)]]);
        let areas = [area("west", vec![vec![twice]]), east];
        let west: Vec<Stretch> =
            stretches(&areas).into_iter().filter(|stretch| stretch.ring == 0).collect();
        let shared = Stretch { ring: 0, start: 1, steps: 2, other_area: 1 };
        let own = Stretch { ring: 0, start: 3, steps: 3, other_area: NOBODY };
        assert_eq!(west, [shared, own]);
        assert_eq!(borders(&areas)[0].points.len(), 2);
    }
}
