//! KML → features: places, lines and outlines with their times and data.
//!
//! Source: OGC 12-007r2, "OGC KML 2.3". Has no opinion on styles, and follows no link.

use super::Parsed;
use super::features::Features;
use super::xml::{self, Element};
use crate::code::{Code, Severity};
use crate::limits::Limits;
use crate::open::reading::Pulse;
use crate::problem::Problem;
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
    features.title = root.child("Document").map(|it| it.text_of("name").to_owned());
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
                let (feature, unread) = placemark(child, &inner);
                if let Some(part) = unread {
                    let problem = Problem::new(Code::GeometryInvalid, &features.file);
                    let problem = problem.row(child.line).column("coordinates").value(part);
                    report.push(problem.detail("its positions cannot be read"));
                }
                features.push(child.line, feature, limits, report);
                pulse.beat();
            }
            "NetworkLink" => report.push(unfollowed(child, &features.file)),
            "Document" | "Folder" => push_all(child, &inner, (limits, pulse), features, report),
            _ => {}
        }
    }
}

/// Tells of a link to another file, which may be on any site.
fn unfollowed(link: &Element, file: &str) -> Problem {
    let target = link.child("Link").or_else(|| link.child("Url"));
    let address = target.map_or("", |target| target.text_of("href"));
    let is_remote = address.contains("://");
    let problem = Problem::new(Code::FileUnknown, file).row(link.line).column("NetworkLink");
    // What it names beside itself may lie in the same archive.
    let severity = if is_remote { Severity::Error } else { Severity::Warning };
    problem.value(address).severity(severity).detail(
        "it links to another file, which is not fetched; export the map without the network link, \
         or open that file too",
    )
}

/// A placemark, and the first of its positions that cannot be read.
fn placemark<'e>(element: &'e Element, folders: &[&Element]) -> (Feature, Option<&'e str>) {
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
    let mut unread = None;
    let geometry = element.children.iter().find_map(|child| geometry(child, 0, &mut unread));
    let geometry = geometry.map(Geometry::new);
    let id = id.map(|id| Id::String(id.to_owned()));
    let properties = Some(properties);
    (Feature { bbox: None, geometry, id, properties, foreign_members: None }, unread)
}

fn geometry<'e>(
    element: &'e Element,
    depth: usize,
    unread: &mut Option<&'e str>,
) -> Option<GeometryValue> {
    let mut line = |element: &'e Element| positions(element.text_of("coordinates"), unread);
    Some(match element.name.as_str() {
        "Point" => {
            let mut places = line(element);
            places.dedup();
            // Of several nobody knows which; commas may stand for decimal points.
            if places.len() > 1 {
                *unread = unread.or(Some(element.text_of("coordinates")));
                return None;
            }
            GeometryValue::Point { coordinates: places.pop()? }
        }
        "LineString" | "LinearRing" => GeometryValue::LineString { coordinates: line(element) },
        "Polygon" => {
            let mut rings = Vec::new();
            for boundary in ["outerBoundaryIs", "innerBoundaryIs"] {
                let mut found = Vec::new();
                element.all(boundary, &mut found);
                let found = found.into_iter().filter_map(|it| it.child("LinearRing"));
                rings.extend(found.map(&mut line));
            }
            GeometryValue::Polygon { coordinates: rings }
        }
        "MultiGeometry" | "MultiTrack" if depth < 8 => {
            let parts =
                element.children.iter().filter_map(|child| geometry(child, depth + 1, unread));
            let parts: Vec<GeometryValue> = parts.collect();
            joined(parts)?
        }
        "Track" => GeometryValue::LineString { coordinates: track(element, unread) },
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

/// `lon,lat,height` tuples with white space between; where there is some around a comma too, it is
/// passed over. The first that cannot be read is noted in `unread`.
fn positions<'e>(text: &'e str, unread: &mut Option<&'e str>) -> Vec<Position> {
    let (mut positions, mut tuple) = (Vec::new(), Tuple::default());
    let mut is_open = false;
    for part in text.split_whitespace() {
        let numbers = part.trim_matches(',');
        // What follows a comma belongs to what is before it, unless both are whole.
        let goes_on = is_open || part.starts_with(',');
        if !goes_on || (tuple.count > 1 && numbers.contains(',')) {
            std::mem::take(&mut tuple).end(&mut positions, unread);
        }
        is_open = part.ends_with(',');
        numbers.split(',').filter(|_| !numbers.is_empty()).for_each(|number| tuple.add(number));
    }
    tuple.end(&mut positions, unread);
    positions
}

/// `gx:coord` elements, whose numbers have white space between.
fn track<'e>(element: &'e Element, unread: &mut Option<&'e str>) -> Vec<Position> {
    let mut positions = Vec::new();
    for coord in element.children.iter().filter(|child| child.name == "coord") {
        let mut tuple = Tuple::default();
        coord.text.split_whitespace().for_each(|number| tuple.add(number));
        tuple.end(&mut positions, unread);
    }
    positions
}

/// Longitude, latitude and height, as far as they have been met.
#[derive(Default)]
struct Tuple<'e> {
    first: &'e str,
    numbers: [Option<f64>; 2],
    count: usize,
}

impl<'e> Tuple<'e> {
    fn add(&mut self, number: &'e str) {
        if self.count == 0 {
            self.first = number;
        }
        if let Some(slot) = self.numbers.get_mut(self.count) {
            *slot = number.parse().ok();
        }
        self.count += 1;
    }

    fn end(self, positions: &mut Vec<Position>, unread: &mut Option<&'e str>) {
        match (self.numbers, self.count) {
            (_, 0) => {}
            ([Some(lon), Some(lat)], 2 | 3) => positions.push(Position::from([lon, lat])),
            _ => *unread = unread.or(Some(self.first)),
        }
    }
}
