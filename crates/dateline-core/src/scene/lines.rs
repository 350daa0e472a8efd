//! Which lines there are: outlines of areas, each border once, and the base map's lines.

use super::stroke::{LineMesh, Stroke};
use super::{distinct_points, ring_points};
use crate::geo::WorldPoint;
use crate::model::{Area, BaseFeature, BaseGeometry};
use std::collections::HashMap;

/// No area on that side.
const NOBODY: u16 = u16::MAX;

impl LineMesh {
    /// The outlines of areas. A border that two areas share, corner by corner, is drawn
    /// once and names both, the one with the lower index in `area`; elsewhere
    /// `other_area` is `u16::MAX`. An edge between two parts of one area is left out.
    ///
    /// Areas from the 65 536th on have no number in a vertex and are outlined as nobody's.
    pub fn outline_areas(areas: &[Area], style: u16) -> Self {
        let mut mesh = Self::default();
        for border in borders(areas) {
            let stroke = Stroke { style, area: border.area, other_area: border.other_area };
            mesh.push_line(&border.points, border.closed, stroke);
        }
        mesh
    }

    /// The base map's lines, and the outlines of its polygons, for which `style_of` gives
    /// a row, in the features' order, which is the order of painting.
    pub fn from_base(
        features: &[BaseFeature],
        style_of: impl Fn(&BaseFeature) -> Option<u16>,
    ) -> Self {
        let mut mesh = Self::default();
        for feature in features {
            let Some(style) = style_of(feature) else { continue };
            let stroke = Stroke { style, area: NOBODY, other_area: NOBODY };
            match &feature.geometry {
                BaseGeometry::Point(_) => {}
                BaseGeometry::Lines(lines) => {
                    for line in lines {
                        mesh.push_line(&distinct_points(line), false, stroke);
                    }
                }
                BaseGeometry::Polygons(polygons) => {
                    for ring in polygons.iter().flatten() {
                        mesh.push_line(&ring_points(ring), true, stroke);
                    }
                }
            }
        }
        mesh
    }
}

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
}

/// The outlines of areas, each stretch once: see [`LineMesh::outline_areas`].
pub(crate) fn borders(areas: &[Area]) -> Vec<Border> {
    let rings: Vec<(u16, Vec<WorldPoint>)> = areas
        .iter()
        .enumerate()
        .flat_map(|(place, area)| {
            let number = u16::try_from(place).unwrap_or(NOBODY);
            area.polygons.iter().flatten().map(move |ring| (number, ring_points(ring)))
        })
        .filter(|(_, ring)| ring.len() > 1)
        .collect();
    let sides = Sides::of(&rings);
    rings.iter().flat_map(|(owner, ring)| chains(*owner, ring, &sides)).collect()
}

/// An edge whichever way it is told.
type Edge = [(u32, u32); 2];

fn edge(a: WorldPoint, b: WorldPoint) -> Edge {
    let mut ends = [(a.x, a.y), (b.x, b.y)];
    ends.sort_unstable();
    ends
}

/// Per edge, the areas along it, in order; the first two count.
struct Sides(HashMap<Edge, Vec<u16>>);

impl Sides {
    fn of(rings: &[(u16, Vec<WorldPoint>)]) -> Self {
        let mut sides: HashMap<Edge, Vec<u16>> = HashMap::new();
        for (owner, ring) in rings {
            for (a, b) in around(ring) {
                sides.entry(edge(a, b)).or_default().push(*owner);
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

fn around(ring: &[WorldPoint]) -> impl Iterator<Item = (WorldPoint, WorldPoint)> + '_ {
    ring.iter().copied().zip(ring.iter().copied().cycle().skip(1))
}

/// The stretches of a ring with one neighbour each; the whole ring where that is all.
fn chains(owner: u16, ring: &[WorldPoint], sides: &Sides) -> Vec<Border> {
    let edges: Vec<(WorldPoint, WorldPoint, Option<u16>)> =
        around(ring).map(|(a, b)| (a, b, sides.other(owner, a, b))).collect();
    let Some((.., last)) = edges.last() else { return Vec::new() };
    // Start where the neighbour changes, so that no stretch is cut by the ring's start.
    let befores = std::iter::once(last).chain(edges.iter().map(|(.., other)| other));
    let start = edges.iter().zip(befores).position(|((.., other), before)| other != before);
    let Some(start) = start else {
        let whole =
            |other_area| Border { area: owner, other_area, points: ring.to_vec(), closed: true };
        return last.map(whole).into_iter().collect();
    };
    let mut chains: Vec<Border> = Vec::new();
    let mut open: Option<u16> = None;
    for (a, b, other) in edges.iter().cycle().skip(start).take(edges.len()) {
        match (other, chains.last_mut()) {
            (Some(_), Some(chain)) if open == *other => chain.points.push(*b),
            (Some(other), _) => {
                chains.push(Border {
                    area: owner,
                    other_area: *other,
                    points: vec![*a, *b],
                    closed: false,
                });
            }
            (None, _) => {}
        }
        open = *other;
    }
    chains
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geo::LonLat;
    use crate::scene::LineVertex;
    use crate::scene::testing::{area, rectangle, ring};
    use std::collections::BTreeMap;

    /// Length of line per pair of areas, world units.
    fn lengths(mesh: &LineMesh) -> BTreeMap<(u16, u16), u32> {
        let mut lengths = BTreeMap::new();
        for quad in mesh.indices.chunks_exact(6) {
            let ends: Vec<LineVertex> =
                [quad[0], quad[2]].map(|index| mesh.vertices[index as usize]).to_vec();
            let length = ends[0].along.abs_diff(ends[1].along);
            *lengths.entry((ends[0].area, ends[0].other_area)).or_insert(0) += length;
        }
        lengths
    }

    #[test]
    fn the_border_of_two_areas_is_drawn_once_and_names_both() {
        let west = area("west", vec![vec![rectangle(0.0, 0.0, 1.0, 1.0)]]);
        let east = area("east", vec![vec![rectangle(1.0, 0.0, 2.0, 1.0)]]);
        let mesh = LineMesh::outline_areas(&[west, east], 4);
        let lengths = lengths(&mesh);
        assert_eq!(lengths.keys().collect::<Vec<_>>(), [&(0, 1), &(0, NOBODY), &(1, NOBODY)]);
        let degree = (1_u64 << 32) as f64 / 360.0;
        assert!((f64::from(lengths[&(0, 1)]) - degree).abs() / degree < 1e-3);
        assert!((f64::from(lengths[&(0, NOBODY)]) - 3.0 * degree).abs() / degree < 1e-3);
        assert!((f64::from(lengths[&(1, NOBODY)]) - 3.0 * degree).abs() / degree < 1e-3);
        assert!(mesh.vertices.iter().all(|vertex| vertex.style == 4));
    }

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
        let rings: Vec<_> = [&west, &east]
            .iter()
            .zip(0_u16..)
            .map(|(area, number)| (number, ring_points(&area.polygons[0][0])))
            .collect();
        let sides = Sides::of(&rings);
        let found: Vec<(u16, usize)> = chains(0, &rings[0].1, &sides)
            .iter()
            .map(|chain| (chain.other_area, chain.points.len()))
            .collect();
        assert_eq!(found, [(NOBODY, 4), (1, 3)]);
    }

    #[test]
    fn an_island_is_one_closed_line_and_a_hole_belongs_to_the_area_around_it() {
        let hole = rectangle(0.4, 0.4, 0.6, 0.6);
        let land = area("land", vec![vec![rectangle(0.0, 0.0, 1.0, 1.0), hole.clone()]]);
        let enclave = area("enclave", vec![vec![hole]]);
        let mesh = LineMesh::outline_areas(&[land, enclave], 0);
        // Eight corners, all mitred, two vertices each: no caps.
        let first_ring = mesh.vertices.iter().filter(|vertex| vertex.other_area == NOBODY).count();
        assert_eq!(first_ring, 10);
        assert_eq!(lengths(&mesh).keys().collect::<Vec<_>>(), [&(0, 1), &(0, NOBODY)]);
    }

    #[test]
    fn the_seam_between_two_parts_of_one_area_is_no_border() {
        let parts = vec![vec![rectangle(0.0, 0.0, 1.0, 1.0)], vec![rectangle(1.0, 0.0, 2.0, 1.0)]];
        let mesh = LineMesh::outline_areas(&[area("both", parts)], 0);
        let degree = (1_u64 << 32) as f64 / 360.0;
        let total = f64::from(lengths(&mesh)[&(0, NOBODY)]) / degree;
        assert!((total - 6.0).abs() < 1e-2, "{total}");
    }

    #[test]
    fn base_lines_and_rings_are_drawn_in_their_style_and_points_are_not() {
        let feature = |kind: &str, geometry| BaseFeature {
            kind: kind.to_owned(),
            name: Default::default(),
            geometry,
        };
        let river = BaseGeometry::Lines(vec![ring(&[(0.0, 0.0), (1.0, 1.0), (2.0, 0.0)])]);
        let spot = BaseGeometry::Point(LonLat { lon: 0.0, lat: 0.0 });
        let airport = BaseGeometry::Polygons(vec![vec![rectangle(3.0, 0.0, 4.0, 1.0)]]);
        let base =
            [feature("river", river), feature("landmark", spot), feature("airport", airport)];
        let mesh = LineMesh::from_base(&base, |feature| match feature.kind.as_str() {
            "river" => Some(0),
            "airport" => Some(1),
            _ => Some(2),
        });
        let styles: Vec<u16> = mesh.vertices.iter().map(|vertex| vertex.style).collect();
        assert!(styles.contains(&0) && styles.contains(&1) && !styles.contains(&2));
        assert!(mesh.vertices.iter().all(|vertex| vertex.area == NOBODY));
    }
}
