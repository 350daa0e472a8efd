//! GPX → features: waypoints are places, tracks and routes are lines with their times.
//!
//! Source: Topografix, "GPX 1.1 Schema Documentation".

use super::Parsed;
use super::features::Features;
use super::xml::{self, Element};
use crate::code::Code;
use crate::limits::Limits;
use crate::open::reading::Pulse;
use crate::problem::Problem;
use crate::report::Report;
use geojson::{Feature, Geometry, GeometryValue, JsonObject, JsonValue, Position};

/// Reads a GPX document.
pub(super) fn read(
    text: &str,
    file: &str,
    (limits, pulse): (Limits, &Pulse<'_>),
    report: &mut Report,
) -> Parsed {
    let root = xml::read(text, file, (limits, pulse), report);
    let mut features = Features::new(file);
    for child in root.children.iter().take_while(|_| pulse.beat()) {
        let geometry = match child.name.as_str() {
            "wpt" => position(child).map(|coordinates| GeometryValue::Point { coordinates }),
            "rte" => Some(GeometryValue::LineString { coordinates: line(child, "rtept") }),
            "trk" => {
                let segments = child.children.iter().filter(|it| it.name == "trkseg");
                let coordinates = segments.map(|segment| line(segment, "trkpt")).collect();
                Some(GeometryValue::MultiLineString { coordinates })
            }
            _ => continue,
        };
        let feature = Feature {
            bbox: None,
            geometry: geometry.map(Geometry::new),
            id: None,
            properties: Some(properties(child)),
            foreign_members: None,
        };
        if let Some(problem) = unread(child, file) {
            report.push(problem);
        }
        features.push(child.line, feature, limits, report);
    }
    Parsed::Features(features)
}

fn properties(element: &Element) -> JsonObject {
    let mut properties = JsonObject::new();
    for name in ["name", "desc", "cmt", "time", "type", "sym", "src"] {
        let text = element.text_of(name);
        if !text.is_empty() {
            // A point's time is when it was there.
            let name = if name == "time" { "start" } else { name };
            properties.insert(name.to_owned(), JsonValue::String(text.to_owned()));
        }
    }
    let link = element.child("link").map_or("", |link| link.attribute("href"));
    if !link.is_empty() {
        properties.insert("url".to_owned(), JsonValue::String(link.to_owned()));
    }
    // A track is as long as its points say.
    let mut points = Vec::new();
    element.all("trkpt", &mut points);
    let times = || points.iter().map(|it| it.text_of("time")).filter(|time| !time.is_empty());
    if let (Some(first), Some(last)) = (times().next(), times().next_back()) {
        properties.insert("start".to_owned(), JsonValue::String(first.to_owned()));
        properties.insert("end".to_owned(), JsonValue::String(last.to_owned()));
    }
    properties
}

fn line(element: &Element, points: &str) -> Vec<Position> {
    element.children.iter().filter(|it| it.name == points).filter_map(position).collect()
}

fn position(point: &Element) -> Option<Position> {
    Some(Position::from([number(point, "lon")?, number(point, "lat")?]))
}

fn number(point: &Element, name: &str) -> Option<f64> {
    point.attribute(name).trim().parse::<f64>().ok().filter(|it| it.is_finite())
}

/// Tells of the first point of a feature whose position cannot be read.
fn unread(element: &Element, file: &str) -> Option<Problem> {
    let mut points = if element.name == "wpt" { vec![element] } else { Vec::new() };
    element.all("rtept", &mut points);
    element.all("trkpt", &mut points);
    let at = |point| ["lat", "lon"].into_iter().find(|name| number(point, name).is_none());
    let (point, name) = points.into_iter().find_map(|point| Some((point, at(point)?)))?;
    let problem = Problem::new(Code::GeometryInvalid, file).row(point.line).column(name);
    Some(problem.value(point.attribute(name)).detail("its positions cannot be read"))
}
