//! Outlines: the areas, and the base map under them.

use super::reader::Reader;
use super::taken;
use crate::geo::LonLat;
use crate::model::{Area, BaseFeature, BaseGeometry, Polygon};

const NOWHERE: LonLat = LonLat { lon: 0.0, lat: 0.0 };

pub(super) fn read_areas(reader: &mut Reader<'_>) -> Vec<Area> {
    let count = reader.cursor.count();
    let mut ids = reader.strings(count);
    let mut names = reader.texts(count);
    let polygon_counts = reader.numbers(count);
    let mut polygons = polygons(reader, &polygon_counts);
    let centres = reader.positions(count);
    let property_counts = reader.numbers(count);
    let total = reader.total(&property_counts).unwrap_or(0);
    let keys = reader.strings(total);
    let values = reader.strings(total);
    let mut properties = keys.into_iter().zip(values);
    let mut areas = Vec::with_capacity(count);
    for (place, count) in property_counts.into_iter().enumerate() {
        areas.push(Area {
            id: taken(&mut ids, place),
            name: taken(&mut names, place),
            polygons: taken(&mut polygons, place),
            centre: centres.get(place).copied().unwrap_or(NOWHERE),
            properties: properties.by_ref().take(count as usize).collect(),
        });
    }
    areas
}

pub(super) fn read_base(reader: &mut Reader<'_>) -> Vec<BaseFeature> {
    let count = reader.cursor.count();
    let mut kinds = reader.strings(count);
    let mut names = reader.texts(count);
    let geometries = reader.indices(count, 3);
    let mut counts = [0; 3];
    for geometry in &geometries {
        if let Some(count) = counts.get_mut(*geometry as usize) {
            *count += 1;
        }
    }
    let [points, lines, polygons_] = counts;
    let mut points = reader.positions(points).into_iter();
    let line_counts = reader.numbers(lines);
    let mut lines = self::lines(reader, &line_counts).into_iter();
    let polygon_counts = reader.numbers(polygons_);
    let mut polygons = polygons(reader, &polygon_counts).into_iter();
    let mut base = Vec::with_capacity(count);
    for (place, geometry) in geometries.into_iter().enumerate() {
        base.push(BaseFeature {
            kind: taken(&mut kinds, place),
            name: taken(&mut names, place),
            geometry: match geometry {
                0 => BaseGeometry::Point(points.next().unwrap_or(NOWHERE)),
                1 => BaseGeometry::Lines(lines.next().unwrap_or_default()),
                _ => BaseGeometry::Polygons(polygons.next().unwrap_or_default()),
            },
        });
    }
    base
}

/// Lists of lines: how many positions each line has, then all positions.
fn lines(reader: &mut Reader<'_>, counts: &[u32]) -> Vec<Vec<Vec<LonLat>>> {
    let total = reader.total(counts).unwrap_or(0);
    let lengths = reader.numbers(total);
    let total = reader.total(&lengths).unwrap_or(0);
    let positions = reader.positions(total);
    let mut rest = positions.as_slice();
    let mut lengths = lengths.into_iter();
    let mut lists = Vec::with_capacity(counts.len());
    for count in counts {
        let mut list = Vec::new();
        for length in lengths.by_ref().take(*count as usize) {
            let (line, after) = rest.split_at_checked(length as usize).unwrap_or((&[], &[]));
            list.push(line.to_vec());
            rest = after;
        }
        lists.push(list);
    }
    lists
}

/// Lists of polygons: how many rings each polygon has, then the rings as lines without the
/// position that closes them.
fn polygons(reader: &mut Reader<'_>, counts: &[u32]) -> Vec<Vec<Polygon>> {
    let total = reader.total(counts).unwrap_or(0);
    let ring_counts = reader.numbers(total);
    let mut all = lines(reader, &ring_counts).into_iter();
    let mut lists = Vec::with_capacity(counts.len());
    for count in counts {
        let mut list: Vec<Polygon> = Vec::new();
        for mut polygon in all.by_ref().take(*count as usize) {
            for ring in &mut polygon {
                ring.extend(ring.first().copied());
            }
            list.push(polygon);
        }
        lists.push(list);
    }
    lists
}
