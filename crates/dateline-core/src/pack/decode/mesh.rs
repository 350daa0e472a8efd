//! Triangles and borders.

use super::reader::Reader;
use super::taken;
use crate::model::{Area, BaseFeature, BaseGeometry, Polygon};
use crate::scene::{Shapes, Stretch, open_ring};

pub(super) fn read(reader: &mut Reader<'_>, areas: &[Area], base: &[BaseFeature]) -> Shapes {
    let mut rings = Vec::new();
    let mut polygons = Vec::new();
    for area in areas {
        for polygon in &area.polygons {
            polygons.push(position_count(polygon));
            rings.extend(polygon.iter().map(|ring| open_ring(ring).len() as u32));
        }
    }
    let of_areas = polygons.len();
    for feature in base {
        if let BaseGeometry::Polygons(of_feature) = &feature.geometry {
            polygons.extend(of_feature.iter().map(position_count));
        }
    }
    let mut areas = triangles(reader, &polygons);
    let base = areas.split_off(of_areas.min(areas.len()));
    Shapes { areas, base, borders: borders(reader, &rings) }
}

fn position_count(polygon: &Polygon) -> u32 {
    polygon.iter().map(|ring| open_ring(ring).len() as u32).sum()
}

/// Per polygon, given how many positions each has: 0 where its triangles are told by
/// folding, else how many there are and one. Then the folded ones, then the others.
fn triangles(reader: &mut Reader<'_>, polygons: &[u32]) -> Vec<Vec<u32>> {
    let counts = reader.numbers(polygons.len());
    let mut all = vec![Vec::new(); counts.len()];
    for (place, found) in all.iter_mut().enumerate() {
        if counts.get(place) == Some(&0) {
            *found = folded(reader, polygons.get(place).copied().unwrap_or(0));
        }
    }
    for (place, found) in all.iter_mut().enumerate() {
        if let Some(count @ 1..) = counts.get(place) {
            *found = reader.steps((*count as usize - 1).saturating_mul(3));
            let positions = polygons.get(place).copied().unwrap_or(0);
            if found.iter().any(|corner| *corner >= positions) {
                reader.cursor.fail_range();
            }
        }
    }
    all
}

/// The triangles of a ring, walked corner by corner: 0 passes a position over, any other
/// number keeps it, and one less is how many triangles it closes with the two corners kept
/// last, of which the nearer is then done with.
fn folded(reader: &mut Reader<'_>, positions: u32) -> Vec<u32> {
    let mut kept: Vec<u32> = Vec::new();
    let mut triangles = Vec::new();
    for place in 0..positions {
        let number = reader.cursor.number();
        for _ in 1..number {
            let near = kept.pop();
            let (Some(far), Some(near)) = (kept.last(), near) else {
                reader.cursor.fail_range();
                return triangles;
            };
            triangles.extend_from_slice(&[*far, near, place]);
        }
        if number > 0 {
            kept.push(place);
        }
    }
    triangles
}

/// The stretches of outline, given how many positions each ring has.
fn borders(reader: &mut Reader<'_>, rings: &[u32]) -> Vec<Stretch> {
    let count = reader.cursor.count();
    let numbers = reader.steps(count);
    let mut starts = reader.numbers(count);
    let mut steps = reader.numbers(count);
    let mut others = reader.indices(count, usize::from(u16::MAX) + 1);
    // No outline is drawn twice.
    let mut left: u64 = rings.iter().map(|count| u64::from(*count)).sum();
    let mut borders = Vec::with_capacity(count);
    for (place, ring) in numbers.into_iter().enumerate() {
        let positions = rings.get(ring as usize).copied().unwrap_or(0);
        let (start, steps) = (taken(&mut starts, place), taken(&mut steps, place));
        // 0 is nobody, which the model has as the last number.
        let other_area = (taken(&mut others, place) as u16).wrapping_sub(1);
        if start >= positions || steps > positions || steps == 0 || u64::from(steps) > left {
            reader.cursor.fail_range();
            return borders;
        }
        left -= u64::from(steps);
        borders.push(Stretch { ring, start, steps, other_area });
    }
    borders
}
