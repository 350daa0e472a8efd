//! `base.geojson`: lines, outlines and labels under the areas.

use crate::areas::report_faults;
use crate::code::{Code, Severity};
use crate::context::Context;
use crate::features::{FeatureRow, read_features};
use crate::geometry::{Fault, fill_faults, line, polygons, position};
use dateline_core::model::{BaseFeature, BaseGeometry};
use geojson::GeometryValue;

/// The kinds that have a look of their own.
const KINDS: [&str; 13] = [
    "river",
    "road",
    "ring-road",
    "rail",
    "wall",
    "citadel",
    "airport",
    "built-up",
    "industrial",
    "front-line",
    "landmark",
    "crossing",
    "label",
];

/// Reads the base map; a feature that cannot be drawn is skipped.
pub(crate) fn read_base(text: &str, file: &str, context: &mut Context<'_>) -> Vec<BaseFeature> {
    let mut base = Vec::new();
    read_features(text, file, context, |row, context| {
        let feature = read_feature(row, context);
        let is_read = feature.is_some();
        base.extend(feature);
        is_read
    });
    context.report.counts.base += base.len();
    base
}

fn read_feature(row: &FeatureRow<'_>, context: &mut Context<'_>) -> Option<BaseFeature> {
    let kind = row.property_text("kind");
    let name = row.name(&context.language);
    let mut faults = Vec::new();
    let geometry = match row.feature.geometry.as_ref() {
        Some(geometry) => read_geometry(&geometry.value, &mut faults),
        None => {
            let problem = row.problem(Code::GeometryInvalid).column("geometry");
            context.report.push(problem.detail("it is missing"));
            None
        }
    };
    let called = if name.is_empty() { kind.as_str() } else { name.in_language("en") };
    report_faults(row, called, &faults, context);
    if kind.is_empty() {
        context.report.push(row.problem(Code::ValueMissing).column("kind"));
    } else if !KINDS.contains(&kind.as_str()) {
        let problem = row.problem(Code::ValueUnknown).column("kind").value(&kind);
        let problem = problem.severity(Severity::Warning);
        context.report.push(problem.detail("it is drawn as a plain line"));
    }
    Some(BaseFeature { kind, name, geometry: geometry? })
}

fn read_geometry(geometry: &GeometryValue, faults: &mut Vec<Fault>) -> Option<BaseGeometry> {
    match geometry {
        GeometryValue::Point { coordinates } => match position(coordinates) {
            Ok(position) => Some(BaseGeometry::Point(position)),
            Err(fault) => {
                faults.push(fault);
                None
            }
        },
        GeometryValue::LineString { coordinates } => {
            lines(std::slice::from_ref(coordinates), faults)
        }
        GeometryValue::MultiLineString { coordinates } => lines(coordinates, faults),
        other => {
            let polygons = polygons(other, faults);
            faults.extend(fill_faults(&polygons));
            (!polygons.is_empty()).then_some(BaseGeometry::Polygons(polygons))
        }
    }
}

fn lines(coordinates: &[Vec<geojson::Position>], faults: &mut Vec<Fault>) -> Option<BaseGeometry> {
    let mut lines = Vec::new();
    for positions in coordinates {
        match line(positions) {
            Ok(line) => lines.push(line),
            Err(fault) => faults.push(fault),
        }
    }
    (!lines.is_empty()).then_some(BaseGeometry::Lines(lines))
}
