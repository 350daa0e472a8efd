//! Which lines there are: outlines of areas, each border once, and the base map's lines.

use super::borders::stretches;
use super::shapes::{Stretch, numbered_rings};
use super::size::{size_classes, smaller};
use super::stroke::{LineMesh, Stroke};
use super::{distinct_points, ring_points};
use crate::model::{Area, BaseFeature, BaseGeometry};

/// No area on that side.
const NOBODY: u16 = u16::MAX;

impl LineMesh {
    /// The outlines of areas. A border that two areas share, corner by corner, is drawn
    /// once and names both, the one with the lower index in `area`; elsewhere
    /// `other_area` is `u16::MAX`. An edge between two parts of one area is left out.
    ///
    /// Areas from the 65 536th on have no number in a vertex and are outlined as nobody's. The
    /// style of a border is how wide the smaller of its areas is: the upper bits, to a
    /// sixteenth, of a float of world units.
    pub fn outline_areas(areas: &[Area]) -> Self {
        Self::from_stretches(areas, &stretches(areas))
    }

    /// Like [`LineMesh::outline_areas`], with the stretches as they were found before.
    pub fn from_stretches(areas: &[Area], stretches: &[Stretch]) -> Self {
        let mut mesh = Self::default();
        let (rings, classes) = (numbered_rings(areas), size_classes(areas));
        for stretch in stretches {
            let Some((area, ring)) = rings.get(stretch.ring as usize) else { continue };
            let style = smaller(&classes, *area, stretch.other_area);
            let stroke = Stroke { style, area: *area, other_area: stretch.other_area };
            let points = distinct_points(&stretch.positions(ring));
            mesh.push_line(&points, stretch.is_whole(ring.len()), stroke);
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
        let mesh = LineMesh::outline_areas(&[west, east]);
        let lengths = lengths(&mesh);
        assert_eq!(lengths.keys().collect::<Vec<_>>(), [&(0, 1), &(0, NOBODY), &(1, NOBODY)]);
        let degree = (1_u64 << 32) as f64 / 360.0;
        assert!((f64::from(lengths[&(0, 1)]) - degree).abs() / degree < 1e-3);
        assert!((f64::from(lengths[&(0, NOBODY)]) - 3.0 * degree).abs() / degree < 1e-3);
        assert!((f64::from(lengths[&(1, NOBODY)]) - 3.0 * degree).abs() / degree < 1e-3);
        let width = |vertex: &LineVertex| super::super::width_of(vertex.style);
        assert!(
            mesh.vertices.iter().all(|vertex| (0.93..=1.0).contains(&(width(vertex) / degree)))
        );
    }

    #[test]
    fn an_island_is_one_closed_line_and_a_hole_belongs_to_the_area_around_it() {
        let hole = rectangle(0.4, 0.4, 0.6, 0.6);
        let land = area("land", vec![vec![rectangle(0.0, 0.0, 1.0, 1.0), hole.clone()]]);
        let enclave = area("enclave", vec![vec![hole]]);
        let mesh = LineMesh::outline_areas(&[land, enclave]);
        // Eight corners, all mitred, two vertices each: no caps.
        let first_ring = mesh.vertices.iter().filter(|vertex| vertex.other_area == NOBODY).count();
        assert_eq!(first_ring, 10);
        assert_eq!(lengths(&mesh).keys().collect::<Vec<_>>(), [&(0, 1), &(0, NOBODY)]);
    }

    #[test]
    fn the_seam_between_two_parts_of_one_area_is_no_border() {
        let parts = vec![vec![rectangle(0.0, 0.0, 1.0, 1.0)], vec![rectangle(1.0, 0.0, 2.0, 1.0)]];
        let mesh = LineMesh::outline_areas(&[area("both", parts)]);
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
