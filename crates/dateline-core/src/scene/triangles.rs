//! The triangles of polygons, as a painter takes them.
//!
//! Has no opinion on how a polygon is cut: see [`super::Shapes`].

#[cfg(feature = "shapes")]
use super::cut::cut;
use super::points::open_ring;
use super::{AreaVertex, Shapes};
use crate::geo::WorldPoint;
use crate::model::{Area, AreaIndex, BaseFeature, BaseGeometry, Polygon};

/// What is wrong with a polygon. It is drawn as far as it can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
pub enum MeshProblem {
    /// Fewer than three different corners, or no area.
    #[error("a ring has fewer than three corners or no area")]
    Degenerate,
    /// The triangles do not cover what the outline says: it crosses itself, or a hole
    /// lies outside.
    #[error("an outline crosses itself or a hole lies outside it")]
    CrossesItself,
    /// It has more corners than are cut, and without some of them it is filled roughly.
    #[error("an outline has too many corners to be filled exactly")]
    TooFine,
}

/// The triangles of areas; [`AreaVertex::area`] is the area's index.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AreaMesh {
    /// Corners.
    pub vertices: Vec<AreaVertex>,
    /// Three per triangle.
    pub indices: Vec<u32>,
    /// Areas that cannot be filled as they stand; only known where they were cut.
    pub problems: Vec<(AreaIndex, MeshProblem)>,
}

impl AreaMesh {
    /// Cuts every area.
    #[cfg(feature = "shapes")]
    pub fn build(areas: &[Area]) -> Self {
        let mut mesh = Self::default();
        for (area, row) in areas.iter().zip(0_u32..) {
            for polygon in &area.polygons {
                let cut = cut(polygon);
                push(&mut mesh.vertices, &mut mesh.indices, polygon, &cut.triangles(), row);
                mesh.problems.extend(cut.problem().map(|problem| (AreaIndex(row), problem)));
            }
        }
        mesh
    }

    /// The triangles as they were cut before.
    pub fn from_shapes(areas: &[Area], shapes: &Shapes) -> Self {
        let mut mesh = Self::default();
        let mut cut = shapes.areas.iter();
        for (area, row) in areas.iter().zip(0_u32..) {
            for polygon in &area.polygons {
                let Some(triangles) = cut.next() else { return mesh };
                push(&mut mesh.vertices, &mut mesh.indices, polygon, triangles, row);
            }
        }
        mesh
    }
}

/// The triangles of the base map's polygons; [`AreaVertex::area`] is the row of the style
/// table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FillMesh {
    /// Corners.
    pub vertices: Vec<AreaVertex>,
    /// Three per triangle.
    pub indices: Vec<u32>,
    /// Features, by place, that cannot be filled as they stand; only known where they were
    /// cut.
    pub problems: Vec<(usize, MeshProblem)>,
}

impl FillMesh {
    /// Cuts the polygons for which `style_of` gives a row, in the features' order, which
    /// is the order of painting.
    #[cfg(feature = "shapes")]
    pub fn from_base(
        features: &[BaseFeature],
        style_of: impl Fn(&BaseFeature) -> Option<u16>,
    ) -> Self {
        let mut mesh = Self::default();
        for (place, feature) in features.iter().enumerate() {
            let BaseGeometry::Polygons(polygons) = &feature.geometry else { continue };
            let Some(style) = style_of(feature) else { continue };
            for polygon in polygons {
                let cut = cut(polygon);
                let triangles = cut.triangles();
                push(&mut mesh.vertices, &mut mesh.indices, polygon, &triangles, style.into());
                mesh.problems.extend(cut.problem().map(|problem| (place, problem)));
            }
        }
        mesh
    }

    /// Like `from_base`, with the triangles as they were cut before.
    pub fn from_shapes(
        features: &[BaseFeature],
        shapes: &Shapes,
        style_of: impl Fn(&BaseFeature) -> Option<u16>,
    ) -> Self {
        let mut mesh = Self::default();
        let mut cut = shapes.base.iter();
        for feature in features {
            let BaseGeometry::Polygons(polygons) = &feature.geometry else { continue };
            let style = style_of(feature);
            for polygon in polygons {
                let Some(triangles) = cut.next() else { return mesh };
                let Some(style) = style else { continue };
                push(&mut mesh.vertices, &mut mesh.indices, polygon, triangles, style.into());
            }
        }
        mesh
    }
}

/// Adds the triangles of a polygon. A number that none of its positions has is the first.
fn push(
    vertices: &mut Vec<AreaVertex>,
    indices: &mut Vec<u32>,
    polygon: &Polygon,
    triangles: &[u32],
    row: u32,
) {
    let first = vertices.len() as u32;
    for ring in polygon {
        for position in open_ring(ring) {
            let corner = WorldPoint::from_lonlat(*position);
            vertices.push(AreaVertex { x: corner.x, y: corner.y, area: row });
        }
    }
    let count = vertices.len() as u32 - first;
    for place in triangles.iter().filter(|_| count > 0) {
        indices.push(first + if *place < count { *place } else { 0 });
    }
}

#[cfg(all(test, feature = "shapes"))]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::scene::testing::{area, ring};
    use proptest::prelude::*;

    /// Twice the area in square world units, as exact whole numbers.
    fn doubled_area(mesh: &AreaMesh, row: u32) -> i128 {
        mesh.indices
            .chunks_exact(3)
            .map(|corners| [0, 1, 2].map(|corner| mesh.vertices[corners[corner] as usize]))
            .filter(|corners| corners[0].area == row)
            .map(|[a, b, c]| {
                let side = |p: AreaVertex| {
                    (i128::from(p.x) - i128::from(a.x), i128::from(p.y) - i128::from(a.y))
                };
                let ((bx, by), (cx, cy)) = (side(b), side(c));
                (bx * cy - by * cx).abs()
            })
            .sum()
    }

    fn doubled_ring_area(ring: &[WorldPoint]) -> i128 {
        let pairs = ring.iter().zip(ring.iter().cycle().skip(1));
        let cross = |(a, b): (&WorldPoint, &WorldPoint)| {
            i128::from(a.x) * i128::from(b.y) - i128::from(b.x) * i128::from(a.y)
        };
        pairs.map(cross).sum::<i128>().abs()
    }

    #[test]
    fn a_square_with_a_hole_covers_the_square_less_the_hole() {
        let outer = ring(&[(37.0, 36.0), (37.4, 36.0), (37.4, 36.4), (37.0, 36.4)]);
        let hole = ring(&[(37.1, 36.1), (37.1, 36.2), (37.2, 36.2), (37.2, 36.1)]);
        let expected = doubled_ring_area(&super::super::ring_points(&outer))
            - doubled_ring_area(&super::super::ring_points(&hole));
        let mesh = AreaMesh::build(&[area("a", vec![vec![outer, hole]])]);
        assert_eq!(mesh.problems, []);
        assert_eq!(mesh.vertices.len(), 8);
        assert_eq!(doubled_area(&mesh, 0), expected);
    }

    #[test]
    fn every_triangle_carries_the_row_of_its_area_and_its_own_corners() {
        let a = area("a", vec![vec![ring(&[(0.0, 0.0), (1.0, 0.0), (1.0, 1.0)])]]);
        let b = area(
            "b",
            vec![
                vec![ring(&[(2.0, 0.0), (3.0, 0.0), (3.0, 1.0)])],
                vec![ring(&[(4.0, 0.0), (5.0, 0.0), (5.0, 1.0), (4.0, 1.0)])],
            ],
        );
        let mesh = AreaMesh::build(&[a, b]);
        let rows: Vec<u32> =
            mesh.indices.iter().map(|index| mesh.vertices[*index as usize].area).collect();
        assert_eq!(rows, [0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1]);
    }

    #[test]
    fn a_line_that_goes_back_is_reported_and_a_bow_tie_too() {
        let line = area("line", vec![vec![ring(&[(0.0, 0.0), (1.0, 0.0)])]]);
        let flat = area("flat", vec![vec![ring(&[(0.0, 0.0), (1.0, 0.0), (2.0, 0.0)])]]);
        let empty = area("empty", vec![vec![]]);
        let bow_tie =
            area("tie", vec![vec![ring(&[(0.0, 0.0), (1.0, 1.0), (1.0, 0.0), (0.0, 0.5)])]]);
        let mesh = AreaMesh::build(&[line, flat, empty, bow_tie]);
        assert_eq!(
            mesh.problems,
            [
                (AreaIndex(0), MeshProblem::Degenerate),
                (AreaIndex(1), MeshProblem::Degenerate),
                (AreaIndex(2), MeshProblem::Degenerate),
                (AreaIndex(3), MeshProblem::CrossesItself),
            ]
        );
    }

    #[test]
    fn triangles_that_were_cut_before_are_the_same_triangles() {
        let twice = ring(&[(0.0, 0.0), (1.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.2, 0.7)]);
        let hole = ring(&[(0.5, 0.3), (0.5, 0.4), (0.6, 0.4)]);
        let areas =
            [area("a", vec![vec![twice.clone(), hole]]), area("b", vec![vec![twice.clone()]])];
        let base = ["park", "airport"].map(|kind| BaseFeature {
            kind: kind.to_owned(),
            name: Default::default(),
            geometry: BaseGeometry::Polygons(vec![vec![twice.clone()]]),
        });
        let shapes = Shapes::of(&areas, &base);
        assert_eq!(AreaMesh::from_shapes(&areas, &shapes), AreaMesh::build(&areas));
        let airports = |feature: &BaseFeature| (feature.kind == "airport").then_some(3);
        assert_eq!(
            FillMesh::from_shapes(&base, &shapes, airports),
            FillMesh::from_base(&base, airports)
        );
    }

    #[test]
    fn base_polygons_carry_their_style_and_unstyled_kinds_are_left_out() {
        let feature = |kind: &str| BaseFeature {
            kind: kind.to_owned(),
            name: Default::default(),
            geometry: BaseGeometry::Polygons(vec![vec![ring(&[
                (0.0, 0.0),
                (1.0, 0.0),
                (1.0, 1.0),
            ])]]),
        };
        let mesh = FillMesh::from_base(&[feature("airport"), feature("park")], |feature| {
            (feature.kind == "airport").then_some(7)
        });
        assert_eq!(mesh.indices.len(), 3);
        assert!(mesh.vertices.iter().all(|vertex| vertex.area == 7));
    }

    proptest! {
        #[test]
        fn a_star_shaped_outline_is_covered_exactly(
            radii in proptest::collection::vec(0.001..0.01_f64, 3..40),
        ) {
            let step = std::f64::consts::TAU / radii.len() as f64;
            let corners: Vec<(f64, f64)> = radii
                .iter()
                .enumerate()
                .map(|(corner, radius)| {
                    let angle = step * corner as f64;
                    (37.16 + radius * angle.cos(), 36.2 + radius * angle.sin())
                })
                .collect();
            let outline = ring(&corners);
            let expected = doubled_ring_area(&super::super::ring_points(&outline));
            let mesh = AreaMesh::build(&[area("star", vec![vec![outline]])]);
            prop_assert!(mesh.problems.is_empty());
            prop_assert_eq!(doubled_area(&mesh, 0), expected);
        }
    }
}
