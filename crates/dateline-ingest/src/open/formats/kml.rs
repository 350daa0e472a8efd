//! KML → features: places, lines and outlines with their times and data.
//!
//! Source: OGC 12-007r2, "OGC KML 2.3". Has no opinion on styles, and follows no link.

use super::Parsed;
use super::features::Features;
use super::xml::{self, Element};
use crate::limits::Limits;
use crate::open::reading::Pulse;
use crate::report::Report;
use geojson::{Feature, Geometry, GeometryValue, JsonObject, JsonValue, Position, feature::Id};

/// Reads a KML document.
pub(super) fn read(
    text: &str,
    file: &str,
    (limits, pulse): (Limits, &Pulse<'_>),
    report: &mut Report,
) -> Parsed {
    let root = xml::read(text, file, (limits, pulse), report);
    let mut features = Features::new(file);
    push_all(&root, &[], (limits, pulse), &mut features, report);
    Parsed::Features(features)
}

/// The placemarks of a folder, with the names of the folders that they lie in and the time
/// of the nearest that has one.
fn push_all(
    element: &Element,
    outer: &[&Element],
    (limits, pulse): (Limits, &Pulse<'_>),
    features: &mut Features,
    report: &mut Report,
) {
    let inner: Vec<&Element> = outer.iter().copied().chain([element]).collect();
    for child in element.children.iter().take_while(|_| !pulse.is_stopped()) {
        match child.name.as_str() {
            "Placemark" => {
                features.push(child.line, placemark(child, &inner), limits, report);
                pulse.beat();
            }
            "Document" | "Folder" => push_all(child, &inner, (limits, pulse), features, report),
            _ => {}
        }
    }
}

fn placemark(element: &Element, folders: &[&Element]) -> Feature {
    let mut properties = JsonObject::new();
    let mut put = |name: &str, text: &str| {
        let text = text.trim();
        if !text.is_empty() && !name.is_empty() {
            properties.insert(name.to_owned(), JsonValue::String(text.to_owned()));
        }
    };
    let folder = folders.iter().rev().find(|it| it.name == "Folder");
    put("folder", folder.map_or("", |folder| folder.text_of("name")));
    put("name", element.text_of("name"));
    put("description", element.text_of("description"));
    put("address", element.text_of("address"));
    let mut data = Vec::new();
    if let Some(extended) = element.child("ExtendedData") {
        extended.all("Data", &mut data);
        extended.all("SimpleData", &mut data);
    }
    for item in data {
        let value = if item.name == "Data" { item.text_of("value") } else { &item.text };
        put(item.attribute("name"), value);
    }
    // A folder's time is that of what is in it.
    let timed = [element].into_iter().chain(folders.iter().rev().copied());
    let mut times = timed.flat_map(|it| [it.child("TimeSpan"), it.child("TimeStamp")]).flatten();
    if let Some(time) = times.next() {
        put("begin", time.text_of("begin"));
        put("end", time.text_of("end"));
        put("date", time.text_of("when"));
    }
    // A track was walked from its first time to its last.
    let mut tracks = Vec::new();
    element.all("Track", &mut tracks);
    let whens = || tracks.iter().flat_map(|it| &it.children).filter(|it| it.name == "when");
    if let (Some(first), Some(last)) = (whens().next(), whens().next_back()) {
        put("begin", &first.text);
        put("end", &last.text);
    }
    let id = Some(element.attribute("id")).filter(|id| !id.is_empty());
    let geometry = element.children.iter().find_map(|child| geometry(child, 0)).map(Geometry::new);
    let id = id.map(|id| Id::String(id.to_owned()));
    Feature { bbox: None, geometry, id, properties: Some(properties), foreign_members: None }
}

fn geometry(element: &Element, depth: usize) -> Option<GeometryValue> {
    let line = |element: &Element| positions(element.text_of("coordinates"));
    Some(match element.name.as_str() {
        "Point" => GeometryValue::Point { coordinates: line(element).into_iter().next()? },
        "LineString" | "LinearRing" => GeometryValue::LineString { coordinates: line(element) },
        "Polygon" => {
            let mut rings = Vec::new();
            for boundary in ["outerBoundaryIs", "innerBoundaryIs"] {
                let mut found = Vec::new();
                element.all(boundary, &mut found);
                let ring = |it: &&Element| it.child("LinearRing").map(&line);
                rings.extend(found.iter().filter_map(ring));
            }
            GeometryValue::Polygon { coordinates: rings }
        }
        "MultiGeometry" | "MultiTrack" if depth < 8 => {
            let parts = element.children.iter().filter_map(|child| geometry(child, depth + 1));
            let parts: Vec<GeometryValue> = parts.collect();
            joined(parts)?
        }
        "Track" => GeometryValue::LineString { coordinates: track(element) },
        _ => return None,
    })
}

/// Parts of one kind are one geometry of many parts.
fn joined(parts: Vec<GeometryValue>) -> Option<GeometryValue> {
    let polygons: Option<Vec<_>> = parts
        .iter()
        .map(|part| match part {
            GeometryValue::Polygon { coordinates } => Some(coordinates.clone()),
            _ => None,
        })
        .collect();
    if let Some(coordinates) = polygons.filter(|it| !it.is_empty()) {
        return Some(GeometryValue::MultiPolygon { coordinates });
    }
    let geometries: Vec<Geometry> = parts.into_iter().map(Geometry::new).collect();
    (!geometries.is_empty()).then_some(GeometryValue::GeometryCollection { geometries })
}

/// `lon,lat,height` tuples with white space between; a tuple that cannot be read is left out.
fn positions(text: &str) -> Vec<Position> {
    text.split_whitespace().filter_map(|tuple| position(tuple.split(','))).collect()
}

/// `gx:coord` elements, whose numbers have white space between.
fn track(element: &Element) -> Vec<Position> {
    let coords = element.children.iter().filter(|child| child.name == "coord");
    coords.filter_map(|coord| position(coord.text.split_whitespace())).collect()
}

fn position<'t>(mut numbers: impl Iterator<Item = &'t str>) -> Option<Position> {
    let mut next = || numbers.next()?.trim().parse::<f64>().ok();
    let (lon, lat) = (next()?, next()?);
    Some(Position::from([lon, lat]))
}
