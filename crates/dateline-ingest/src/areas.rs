//! `areas.geojson`: the outlines of what changes hands.

use crate::code::Code;
use crate::context::Context;
use crate::features::{FeatureRow, as_text, read_features};
use crate::geometry::{Fault, fill_faults, polygons};
use crate::interior::{contains, place_inside};
use dateline_core::geo::LonLat;
use dateline_core::model::{Area, Polygon, Text};
use geojson::GeometryValue;
use std::collections::{BTreeMap, BTreeSet};

/// Faults of one kind that are told of one feature; the others are counted.
const MAX_FAULTS_TOLD: usize = 3;

/// Reads the areas; one that cannot be drawn, or whose id is taken, is skipped.
pub(crate) fn read_areas(text: &str, file: &str, context: &mut Context<'_>) -> Vec<Area> {
    let mut taken = BTreeSet::new();
    let mut areas = Vec::new();
    read_features(text, file, context, |row, context| {
        let area = read_area(row, &mut taken, context);
        let is_read = area.is_some();
        areas.extend(area);
        is_read
    });
    context.report.counts.areas = areas.len();
    areas
}

/// Reads one area; `taken` are the ids of others.
pub(crate) fn read_area(
    row: &FeatureRow<'_>,
    taken: &mut BTreeSet<String>,
    context: &mut Context<'_>,
) -> Option<Area> {
    let mut id = row.id();
    if id.is_empty() {
        context.report.push(row.problem(Code::ValueMissing).column("id"));
        id = format!("area-{}", row.number);
    }
    if taken.contains(&id) {
        context.report.push(row.problem(Code::AreaDuplicate).column("id").value(&id));
        return None;
    }
    let geometry = row.feature.geometry.as_ref().map(|geometry| &geometry.value);
    let polygons = read_polygons(row, geometry, &id, context);
    let area = area_of(row, id, polygons, context, |_| true)?;
    taken.insert(area.id.clone());
    Some(area)
}

/// The area with those outlines; `None` without any. Properties that `is_free` keeps are
/// for cards.
pub(crate) fn area_of(
    row: &FeatureRow<'_>,
    id: String,
    polygons: Vec<Polygon>,
    context: &mut Context<'_>,
    is_free: impl Fn(&str) -> bool,
) -> Option<Area> {
    let inside = place_inside(&polygons)?;
    let name = row.name(&context.language);
    let name = if name.is_empty() { Text::Plain(id.clone()) } else { name };
    let centre = label_place(row, &polygons, context).unwrap_or(inside);
    let properties = free_properties(row, &name, is_free);
    Some(Area { id, name, polygons, centre, properties })
}

/// The polygons of a geometry; what cannot be drawn of it is reported.
pub(crate) fn read_polygons(
    row: &FeatureRow<'_>,
    geometry: Option<&GeometryValue>,
    id: &str,
    context: &mut Context<'_>,
) -> Vec<Polygon> {
    let mut faults = Vec::new();
    let read = geometry.map(|geometry| polygons(geometry, &mut faults)).unwrap_or_default();
    if read.is_empty() && faults.is_empty() {
        let problem = row.problem(Code::GeometryInvalid).value(id);
        context.report.push(problem.detail(format!("“{id}” has no outline")));
    }
    faults.extend(fill_faults(&read));
    report_faults(row, id, &faults, context);
    read
}

/// Reports what is wrong with a geometry; `id` says whose it is. A feature may have a million
/// bad parts, so that of each kind only the first are told and the others counted.
pub(crate) fn report_faults(
    row: &FeatureRow<'_>,
    id: &str,
    faults: &[Fault],
    context: &mut Context<'_>,
) {
    let mut counted: BTreeMap<Code, usize> = BTreeMap::new();
    for fault in faults {
        let count = counted.entry(fault.code).or_default();
        *count += 1;
        if *count <= MAX_FAULTS_TOLD {
            report_fault(row, id, fault, context);
        }
    }
    for (code, count) in counted.into_iter().filter(|(_, count)| *count > MAX_FAULTS_TOLD) {
        let problem = row.problem(code).column("geometry").value(id);
        let more = count - MAX_FAULTS_TOLD;
        context.report.push(problem.detail(format!("and {more} more in this feature")));
    }
}

fn report_fault(row: &FeatureRow<'_>, id: &str, fault: &Fault, context: &mut Context<'_>) {
    let value = if fault.value.is_empty() { id } else { &fault.value };
    let problem = row.problem(fault.code).column("geometry").value(value);
    let detail = match (fault.detail.as_str(), id) {
        (detail, "") => detail.to_owned(),
        ("", id) => format!("in {id}"),
        (detail, id) => format!("{detail}; in {id}"),
    };
    context.report.push(problem.detail(detail));
}

/// Where the file wants the name, if that lies inside.
fn label_place(
    row: &FeatureRow<'_>,
    polygons: &[Polygon],
    context: &mut Context<'_>,
) -> Option<LonLat> {
    let written = [row.property_text("lon"), row.property_text("lat")];
    if written.iter().all(String::is_empty) {
        return None;
    }
    let place = row.property_number("lon").zip(row.property_number("lat"));
    let place = place.and_then(|(lon, lat)| LonLat::new(lon, lat));
    let inside = place.filter(|place| contains(polygons, *place));
    if inside.is_none() {
        let problem = row.problem(Code::CoordOutside).column("lon");
        context.report.push(problem.value(&written.join(", ")));
    }
    inside
}

/// Properties that have no meaning here and are kept for cards. So is a name without a language
/// that stands beside one of the story's own.
fn free_properties(
    row: &FeatureRow<'_>,
    name: &Text,
    is_free: impl Fn(&str) -> bool,
) -> Vec<(String, String)> {
    let is_called = |key: &str| name.all().any(|text| text == row.property_text(key));
    let has_meaning = |key: &str| {
        matches!(key, "id" | "lon" | "lat")
            || key == "name" && is_called(key)
            || key.starts_with("name:")
    };
    let properties = row.feature.properties.iter().flatten();
    let free = properties.filter(|(key, _)| !has_meaning(key) && is_free(key));
    let texts = free.map(|(key, value)| (key.clone(), as_text(value)));
    texts.filter(|(_, text)| !text.is_empty()).collect()
}
