//! Triangles and borders.

use super::fold::fold;
use super::writer::Writer;
use crate::model::{Area, BaseFeature, BaseGeometry, Polygon};
use crate::scene::{Shapes, open_ring};

pub(super) fn write(
    areas: &[Area],
    base: &[BaseFeature],
    shapes: &Shapes,
    writer: &mut Writer<'_>,
) {
    let of_areas = areas.iter().flat_map(|area| &area.polygons);
    let of_base = base.iter().flat_map(|feature| match &feature.geometry {
        BaseGeometry::Polygons(polygons) => polygons.as_slice(),
        BaseGeometry::Point(_) | BaseGeometry::Lines(_) => &[],
    });
    let polygons = of_areas.chain(of_base);
    let triangles: Vec<&Vec<u32>> = shapes.areas.iter().chain(&shapes.base).collect();
    let folded: Vec<Option<Vec<u32>>> = polygons
        .zip(&triangles)
        .map(|(polygon, triangles)| fold_polygon(polygon, triangles))
        .collect();
    let count = |triangles: &Vec<u32>| (triangles.len() / 3) as u32 + 1;
    writer.numbers(
        folded
            .iter()
            .zip(&triangles)
            .map(|(folded, triangles)| if folded.is_some() { 0 } else { count(triangles) }),
    );
    writer.numbers(folded.iter().flatten().flatten().copied());
    for (_, triangles) in folded.iter().zip(&triangles).filter(|(folded, _)| folded.is_none()) {
        writer.steps(triangles.iter().copied());
    }
    let borders = &shapes.borders;
    writer.count(borders.len());
    writer.steps(borders.iter().map(|border| border.ring));
    writer.numbers(borders.iter().map(|border| border.start));
    writer.numbers(borders.iter().map(|border| border.steps));
    writer.numbers(borders.iter().map(|border| border.other_area.wrapping_add(1).into()));
}

fn fold_polygon(polygon: &Polygon, triangles: &[u32]) -> Option<Vec<u32>> {
    match polygon.as_slice() {
        [ring] => fold(open_ring(ring).len() as u32, triangles),
        _ => None,
    }
}
