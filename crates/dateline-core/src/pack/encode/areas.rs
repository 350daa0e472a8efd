//! Outlines: the areas, and the base map under them.

use super::writer::Writer;
use crate::geo::LonLat;
use crate::model::{Area, BaseFeature, BaseGeometry, Polygon};
use crate::scene::open_ring;

pub(super) fn write_areas(areas: &[Area], writer: &mut Writer<'_>) {
    writer.count(areas.len());
    writer.strings(areas.iter().map(|area| &area.id));
    writer.texts(areas.iter().map(|area| &area.name));
    let polygons: Vec<&[Polygon]> = areas.iter().map(|area| area.polygons.as_slice()).collect();
    write_polygons(&polygons, writer);
    writer.positions(areas.iter().map(|area| &area.centre));
    let properties = || areas.iter().flat_map(|area| &area.properties);
    writer.numbers(areas.iter().map(|area| area.properties.len() as u32));
    writer.strings(properties().map(|(key, _)| key));
    writer.strings(properties().map(|(_, value)| value));
}

pub(super) fn write_base(base: &[BaseFeature], writer: &mut Writer<'_>) {
    writer.count(base.len());
    writer.strings(base.iter().map(|feature| &feature.kind));
    writer.texts(base.iter().map(|feature| &feature.name));
    let (mut points, mut lines, mut polygons) = (Vec::new(), Vec::new(), Vec::new());
    for feature in base {
        let kind = match &feature.geometry {
            BaseGeometry::Point(point) => {
                points.push(point);
                0
            }
            BaseGeometry::Lines(all) => {
                lines.push(all.iter().map(Vec::as_slice).collect());
                1
            }
            BaseGeometry::Polygons(all) => {
                polygons.push(all.as_slice());
                2
            }
        };
        writer.varint(kind);
    }
    writer.positions(points);
    write_lines(&lines, writer);
    write_polygons(&polygons, writer);
}

/// How many lines each list has, how many positions each line has, then all positions.
fn write_lines(lists: &[Vec<&[LonLat]>], writer: &mut Writer<'_>) {
    writer.numbers(lists.iter().map(|list| list.len() as u32));
    writer.numbers(lists.iter().flatten().map(|line| line.len() as u32));
    writer.positions(lists.iter().flatten().copied().flatten());
}

/// How many polygons each list has, then each polygon as a list of lines: its rings
/// without the position that closes them.
fn write_polygons(lists: &[&[Polygon]], writer: &mut Writer<'_>) {
    writer.numbers(lists.iter().map(|list| list.len() as u32));
    let rings =
        |polygon: &'_ Polygon| polygon.iter().map(|ring| open_ring(ring).to_vec()).collect();
    let owned: Vec<Vec<Vec<LonLat>>> =
        lists.iter().flat_map(|list| list.iter()).map(rings).collect();
    let all: Vec<Vec<&[LonLat]>> =
        owned.iter().map(|polygon| polygon.iter().map(Vec::as_slice).collect()).collect();
    write_lines(&all, writer);
}
