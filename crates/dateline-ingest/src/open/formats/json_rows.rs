//! JSON objects → rows: nested members become columns with dotted names, and
//! geometries cells.
//!
//! Has no opinion on what the members mean.

use crate::open::coords;
use crate::open::sheet::{SheetBuilder, plain};
use crate::tidy::without_bidi_controls;
use dateline_core::geo::LonLat;
use serde_json::{Map, Value};

/// Deepest nesting that is told apart; what lies deeper is one cell of JSON.
const MAX_DEPTH: usize = 8;
/// Objects of one list that are told apart; all beyond are one cell of JSON.
const MAX_LISTED: usize = 32;

/// Members that make an object a geometry.
const GEOMETRY: [&str; 3] = ["type", "coordinates", "geometries"];

/// Names below which two or three numbers are a position, longitude first. Source: RFC 7946, 3.1.1;
/// MongoDB and Elasticsearch keep them so.
const POSITIONS: [&str; 7] =
    ["coordinates", "location", "geo", "geometry", "position", "point", "loc"];

/// Members of a value of SPARQL's results.
const OF_SPARQL: [&str; 4] = ["type", "value", "xml:lang", "datatype"];

/// Adds an object as a row.
pub(crate) fn push(value: &Value, line: u32, builder: &mut SheetBuilder) {
    builder.push(line, cells(value), None);
}

/// The cells of an object, by dotted names; lists of plain values are one cell.
pub(crate) fn cells(value: &Value) -> Vec<(String, String)> {
    let mut cells = Vec::new();
    flatten("", value, 0, &mut cells);
    cells
}

fn flatten(name: &str, value: &Value, depth: usize, out: &mut Vec<(String, String)>) {
    let dot = if name.is_empty() { "" } else { "." };
    match value {
        Value::Object(members) if depth < MAX_DEPTH => {
            if let Some(text) = value_of_sparql(members).filter(|_| !name.is_empty()) {
                out.push((name.to_owned(), tidy(text)));
                return;
            }
            let geometry = geometry(members);
            let is_geometry = geometry.is_some();
            let own_name = if name.is_empty() { "geometry" } else { name };
            out.extend(geometry.map(|text| (own_name.to_owned(), text)));
            let is_in_it = |key: &str| is_geometry && GEOMETRY.contains(&key);
            for (key, value) in members.iter().filter(|(key, _)| !is_in_it(key)) {
                flatten(&format!("{name}{dot}{key}"), value, depth + 1, out);
            }
        }
        Value::Array(items) if depth < MAX_DEPTH && items.iter().any(Value::is_object) => {
            let (listed, rest) = items.split_at(items.len().min(MAX_LISTED));
            for (place, item) in listed.iter().enumerate() {
                flatten(&format!("{name}{dot}{}", place + 1), item, depth + 1, out);
            }
            if !rest.is_empty() {
                let texts: Vec<String> = rest.iter().map(plain_text).collect();
                out.push((format!("{name}{dot}{}", MAX_LISTED + 1), tidy(&texts.join("; "))));
            }
        }
        Value::Array(items) if items.iter().all(|item| !item.is_array()) => {
            if let Some(point) = point(name, items) {
                out.push((name.to_owned(), point));
                return;
            }
            let texts: Vec<String> = items.iter().map(plain_text).collect();
            out.push((name.to_owned(), tidy(&texts.join("; "))));
        }
        other => {
            let text = plain_text(other);
            if !text.is_empty() {
                out.push((name.to_owned(), tidy(&text)));
            }
        }
    }
}

/// What of an object is a geometry, as a cell has it; its two numbers, one after the other, would
/// be taken for latitude and longitude.
fn geometry(members: &Map<String, Value>) -> Option<String> {
    members.get("type")?.as_str()?;
    members.get("coordinates").or_else(|| members.get("geometries"))?.as_array()?;
    let own = members.iter().filter(|(key, _)| GEOMETRY.contains(&key.as_str()));
    let own = own.map(|(key, value)| (key.clone(), value.clone()));
    let text = Value::Object(own.collect()).to_string();
    coords::geometry(&text).map(|_| text)
}

/// A list of numbers that is a position, as a cell has it.
fn point(name: &str, items: &[Value]) -> Option<String> {
    let (2 | 3, [lon, lat, ..]) = (items.len(), items) else { return None };
    let last = plain(name.rsplit('.').next().unwrap_or_default());
    let is_position = POSITIONS.contains(&last.as_str()) && items.iter().all(Value::is_number);
    // What cannot be one in this order is left to be judged with the whole column.
    LonLat::new(lon.as_f64()?, lat.as_f64()?).filter(|_| is_position)?;
    let texts: Vec<String> = items.iter().map(plain_text).collect();
    Some(format!("POINT{} ({})", if items.len() == 3 { " Z" } else { "" }, texts.join(" ")))
}

/// What a query of SPARQL has found: `{"type": "literal", "value": "…"}`. Source: W3C, "SPARQL 1.1
/// Query Results JSON Format", 3.2.2.
fn value_of_sparql(members: &Map<String, Value>) -> Option<&str> {
    let kind = members.get("type")?.as_str()?;
    let is_kind = matches!(kind, "uri" | "literal" | "typed-literal" | "bnode");
    let is_bare = members.keys().all(|key| OF_SPARQL.contains(&key.as_str()));
    members.get("value")?.as_str().map(str::trim).filter(|_| is_kind && is_bare)
}

fn plain_text(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.trim().to_owned(),
        other => other.to_string(),
    }
}

fn tidy(text: &str) -> String {
    without_bidi_controls(text).into_owned()
}
