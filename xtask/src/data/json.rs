//! GeoJSON as text: one feature a line, coordinates with at most five decimals.
//! Has no opinion on what the features are.

use super::plane::Vertex;
use super::rings::{Polygon, Ring};

/// A JSON string.
pub fn string(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// A hundred-thousandth count as a decimal number, without trailing zeros.
pub fn degrees(value_e5: i64) -> String {
    let sign = if value_e5 < 0 { "-" } else { "" };
    let (whole, part) = (value_e5.abs() / 100_000, value_e5.abs() % 100_000);
    let text = format!("{sign}{whole}.{part:05}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// `[lon,lat]`
pub fn position(vertex: Vertex) -> String {
    format!("[{},{}]", degrees(vertex.lon_e5), degrees(vertex.lat_e5))
}

fn list(parts: impl Iterator<Item = String>) -> String {
    format!("[{}]", parts.collect::<Vec<_>>().join(","))
}

/// `[[lon,lat],…]`
pub fn line(line: &Ring) -> String {
    list(line.iter().map(|vertex| position(*vertex)))
}

/// A Polygon or MultiPolygon geometry.
pub fn polygons(polygons: &[Polygon]) -> String {
    let rings = |polygon: &Polygon| list(polygon.iter().map(line));
    match polygons {
        [one] => format!(r#"{{"type":"Polygon","coordinates":{}}}"#, rings(one)),
        many => {
            format!(r#"{{"type":"MultiPolygon","coordinates":{}}}"#, list(many.iter().map(rings)))
        }
    }
}

/// A FeatureCollection of ready features.
pub fn collection(features: &[String]) -> String {
    format!("{{\"type\":\"FeatureCollection\",\"features\":[\n{}\n]}}\n", features.join(",\n"))
}
