//! Files of features → areas, changes and lines; what happened goes on as a table.

use super::dates::{DateColumn, DateOrder, Outcome};
use super::formats::features::{Features, PlainFeature};
use super::mapping::{ColumnRole, FileMapping, role_of_name};
use super::sheet::{Sheet, plain};
use super::split::{Parts, split};
use crate::areas::{read_area, report_faults};
use crate::code::Code;
use crate::context::Context;
use crate::features::{FeatureRow, take_features};
use crate::forms::{Forms, Role, Roles};
use crate::geometry::line;
use crate::manifest::forms::date_in;
use crate::noted::Noted;
use crate::problem::Problem;
use dateline_core::model::{Area, BaseFeature, BaseGeometry};
use dateline_core::time::EdtfDate;
use geojson::{Feature, GeometryValue, JsonValue, Position, feature::Id};
use std::borrow::Cow;
use std::collections::BTreeSet;

/// A file of features, taken apart.
pub(super) struct FeatureFile {
    pub(super) parts: Parts,
    roles: Roles,
    /// The date of the whole file, if it is a snapshot.
    date: Option<EdtfDate>,
    /// In which order day and month are read.
    pub(super) date_order: Option<DateOrder>,
    chosen: FileMapping,
}

/// What the features of all files give.
#[derive(Default)]
pub(crate) struct Outlines {
    pub(crate) areas: Vec<Area>,
    pub(crate) changes: Vec<Noted>,
    pub(crate) base: Vec<BaseFeature>,
}

/// Takes a file of features apart. `dated_files` says how many have a date in their name: one
/// alone is no row of snapshots unless it says who holds what.
pub(super) fn take_apart(
    features: Features,
    chosen: FileMapping,
    dated_files: usize,
    context: &mut Context<'_>,
) -> FeatureFile {
    let mut features = features;
    let roles = roles_of(&features, &chosen);
    let has_role = |role| features.sample().any(|feature| roles.property(feature, role).is_some());
    let is_dated = [Role::Start, Role::Date].into_iter().any(has_role);
    let may_be_snapshot = !is_dated && (dated_files > 1 || has_role(Role::Holder));
    let date = date_in(&features.file).filter(|_| may_be_snapshot);
    let dates = judge_dates(&mut features, &roles, &chosen);
    let how = (&roles, dates.as_slice(), date.is_some());
    let parts = split(features, how, context.limits, context.report);
    let found = DateColumn::order_of(dates.iter().map(|(_, column)| Some(*column)));
    let date_order = chosen.date_order.or(found);
    FeatureFile { parts, roles, date, date_order, chosen }
}

/// Reads the outlines of all files: areas first, then who held them. `known` are there already.
pub(super) fn read(
    files: &mut [FeatureFile],
    known: Vec<Area>,
    context: &mut Context<'_>,
) -> Outlines {
    let (known_areas, counted_base) = (known.len(), context.report.counts.base);
    let mut taken: BTreeSet<String> = known.iter().map(|area| area.id.clone()).collect();
    let mut out = Outlines { areas: known, ..Outlines::default() };
    for file in files.iter_mut() {
        let name = file.parts.file.clone();
        let lost = std::mem::take(&mut file.parts.lost);
        context.report.counts.rows += lost;
        context.report.counts.skipped += lost;
        let areas = std::mem::take(&mut file.parts.areas);
        take_features(rows(areas, &name), context, |row, context| {
            let area = read_area(row, &mut taken, context);
            let is_read = area.is_some();
            out.areas.extend(area);
            is_read
        });
        let base = std::mem::take(&mut file.parts.base);
        take_features(rows(base, &name), context, |row, context| {
            let feature = base_feature(row, context);
            let is_read = feature.is_some();
            out.base.extend(feature);
            is_read
        });
    }
    context.report.counts.areas += out.areas.len() - known_areas;
    context.report.counts.base = counted_base + out.base.len();
    let usual = Roles::default();
    let mut forms = Forms::new(std::mem::take(&mut out.areas), &usual, context.report);
    for file in files.iter_mut() {
        let control = std::mem::take(&mut file.parts.control);
        if !control.is_empty() {
            let name = &file.parts.file;
            let mut rows = rows(control, name);
            name_sides(&mut rows, name, &file.roles, context);
            forms.take(rows, name, file.date.as_ref(), &file.roles, context);
        }
    }
    let read = forms.finish(None, context.report);
    context.names.set_areas(&read.areas);
    context.names.add_versions(read.versions);
    (out.areas, out.changes) = (read.areas, read.changes);
    out
}

impl FeatureFile {
    /// What happened, and what is chosen for the file.
    pub(super) fn into_events(self) -> (Sheet, FileMapping) {
        (self.parts.events, self.chosen)
    }
}

/// Features with a name to be told by: an id, else their name, else their number.
fn rows(features: Vec<(u32, usize, Feature)>, file: &str) -> Vec<FeatureRow<'_>> {
    let row = |(line, number, feature)| FeatureRow { file, line, number, feature };
    let named = features.into_iter().map(row).map(|mut row| {
        if row.id().is_empty() && row.feature.geometry.is_some() {
            let name = row.name("en").in_language("en").to_owned();
            let id = if name.is_empty() { format!("area-{}", row.number) } else { name };
            row.feature.id = Some(Id::String(id));
        }
        row
    });
    named.collect()
}

/// Outlines of which no property names a side are those of one side: they are called by their
/// names, or by that of the file.
fn name_sides(rows: &mut [FeatureRow<'_>], file: &str, roles: &Roles, context: &mut Context<'_>) {
    let has_side = |row: &FeatureRow<'_>| roles.property(&row.feature, Role::Holder).is_some();
    if roles.is_named(Role::Holder) || rows.iter().any(has_side) {
        return;
    }
    let last = file.rsplit('/').next().unwrap_or(file);
    let stem = last.split('.').next().unwrap_or(last);
    let is_of_date = |sign: char| sign.is_ascii_digit() || "-_ ".contains(sign);
    let without_date = stem.trim_end_matches(is_of_date);
    let by_file = if without_date.is_empty() { stem } else { without_date };
    for row in rows {
        let name = row.name("en").in_language("en").to_owned();
        let side = if name.is_empty() { by_file.to_owned() } else { name };
        let properties = row.feature.properties.get_or_insert_default();
        properties.insert("controller".to_owned(), JsonValue::String(side));
    }
    let problem = Problem::new(Code::ColumnGuessed, file).value("controller");
    let detail = "no property names a side; outlines are held by what they are called";
    context.report.push(problem.detail(detail));
}

/// What the properties are called: as chosen, else as usual, else as the words of other
/// languages have it. The folder of a KML file is often the side.
fn roles_of(features: &Features, chosen: &FileMapping) -> Roles {
    let mut roles = Roles::default();
    let role_of = |role| match role {
        ColumnRole::Area => Some(Role::Area),
        ColumnRole::Holder => Some(Role::Holder),
        ColumnRole::Rival => Some(Role::Rival),
        ColumnRole::Status => Some(Role::Status),
        ColumnRole::Confidence => Some(Role::Confidence),
        ColumnRole::Date => Some(Role::Start),
        ColumnRole::End => Some(Role::End),
        ColumnRole::Source => Some(Role::Source),
        ColumnRole::SourceUrl => Some(Role::SourceUrl),
        ColumnRole::Text => Some(Role::Note),
        _ => None,
    };
    for (name, role) in &chosen.columns {
        if let Some(role) = role_of(*role) {
            roles.name(role, name);
        }
    }
    let some = || features.sample();
    for wanted in [ColumnRole::Holder, ColumnRole::Date, ColumnRole::End] {
        let Some(role) = role_of(wanted) else { continue };
        let has = |role| some().any(|feature| roles.property(feature, role).is_some());
        let is_dated = wanted == ColumnRole::Date && has(Role::Date);
        if roles.is_named(role) || has(role) || is_dated {
            continue;
        }
        let keys = || some().flat_map(|it| it.properties.iter().flatten()).map(|(key, _)| key);
        let by_word = keys().find(|key| role_of_name(&plain(key)) == Some(wanted));
        let folder = || keys().find(|key| wanted == ColumnRole::Holder && *key == "folder");
        if let Some(key) = by_word.or_else(folder).cloned() {
            roles.name(role, &key);
        }
    }
    roles
}

/// How the dates of properties are read, file by file: numbers of milliseconds, other orders.
/// Features that are kept whole are brought to EDTF here, plain ones when they are taken apart. Of
/// a property with two roles the second is judged by what the first made of it.
fn judge_dates(
    features: &mut Features,
    roles: &Roles,
    chosen: &FileMapping,
) -> Vec<(Role, DateColumn)> {
    let mut dates = Vec::new();
    let mut earlier: Vec<(Vec<Vec<usize>>, DateColumn)> = Vec::new();
    for role in [Role::Start, Role::End, Role::Date] {
        let ranked = ranked(features, roles, role);
        let whole = features.whole().filter_map(|it| text_of(roles.property(it, role)?.1));
        // None of a million is looked at where no name can be it.
        let has_plain = ranked.iter().any(|places| !places.is_empty());
        let plain = has_plain.then(|| features.plain()).into_iter().flatten();
        let plain = plain.filter_map(|it| Some(text_after(&earlier, &it, it.best(&ranked)?)));
        let texts = whole.map(Cow::Owned).chain(plain);
        if texts.clone().next().is_none() {
            continue;
        }
        let column = DateColumn::judge(texts, chosen.date_order);
        // The midnight at which an outline ends is the one at which the next begins.
        let column = DateColumn { has_times: true, ..column };
        for feature in features.whole_mut() {
            let Some((key, value)) = roles.property(feature, role) else { continue };
            let read = text_of(value).map(|text| column.read(&text));
            let key = key.to_owned();
            if let (Some(Outcome::Date(date)), Some(properties)) = (read, &mut feature.properties) {
                properties.insert(key, JsonValue::String(date));
            }
        }
        earlier.push((ranked, column));
        dates.push((role, column));
    }
    dates
}

/// What a plain feature says at a place once the columns before have read it.
fn text_after<'f>(
    earlier: &[(Vec<Vec<usize>>, DateColumn)],
    feature: &PlainFeature<'f>,
    place: usize,
) -> Cow<'f, str> {
    let mut text = Cow::Borrowed(feature.text(place));
    for (_, column) in earlier.iter().filter(|(ranked, _)| feature.best(ranked) == Some(place)) {
        if let Outcome::Date(date) = column.read(&text) {
            text = Cow::Owned(date);
        }
    }
    text
}

/// Of each list of names of plain features the places of those that can have a role.
pub(super) fn ranked(features: &Features, roles: &Roles, role: Role) -> Vec<Vec<usize>> {
    features.lists().iter().map(|names| roles.ranked(role, names)).collect()
}

fn text_of(value: &JsonValue) -> Option<String> {
    match value {
        JsonValue::String(text) if !text.trim().is_empty() => Some(text.trim().to_owned()),
        JsonValue::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// A line that lies under the story.
fn base_feature(row: &FeatureRow<'_>, context: &mut Context<'_>) -> Option<BaseFeature> {
    let mut lines = Vec::new();
    let mut faults = Vec::new();
    let mut add = |positions: &[Position]| match line(positions) {
        Ok(read) => lines.push(read),
        Err(fault) => faults.push(fault),
    };
    match &row.feature.geometry.as_ref()?.value {
        GeometryValue::LineString { coordinates } => add(coordinates),
        GeometryValue::MultiLineString { coordinates } => {
            coordinates.iter().for_each(|positions| add(positions));
        }
        GeometryValue::GeometryCollection { geometries } => {
            for part in geometries {
                if let GeometryValue::LineString { coordinates } = &part.value {
                    add(coordinates);
                }
            }
        }
        _ => {}
    }
    let name = row.name(&context.language);
    report_faults(row, name.in_language("en"), &faults, context);
    if lines.is_empty() && faults.is_empty() {
        let problem = row.problem(Code::GeometryInvalid).column("geometry");
        context.report.push(problem.detail("there is no line in it"));
    }
    let kind = row.property_text("kind");
    let kind = if kind.is_empty() { "line".to_owned() } else { kind };
    (!lines.is_empty()).then_some(BaseFeature { kind, name, geometry: BaseGeometry::Lines(lines) })
}
