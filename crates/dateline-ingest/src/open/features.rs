//! Files of features → areas, changes and lines; what happened goes on as a table.

use super::dates::{DateColumn, DateOrder, Outcome};
use super::formats::features::{Features, PlainFeature};
use super::mapping::{ColumnGuess, ColumnRole, FileMapping};
use super::properties;
use super::sheet::Sheet;
use super::split::{Dating, Parts, is_outline, split};
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

/// A file of features before it is known what lies beside it.
pub(super) struct Looked {
    features: Features,
    roles: Roles,
    chosen: FileMapping,
    /// The property and the date that all outlines have, of which none has a side.
    one_date: Option<(String, String)>,
    /// Whether it has outlines with a date otherwise: one alone, or of several days.
    has_own_dates: bool,
}

/// What is known of the times of all files of features.
#[derive(Default)]
pub(super) struct Times {
    /// How many have a date in their name: one alone is no row of snapshots unless it says who
    /// holds what.
    named: usize,
    /// The dates that all outlines of a file have.
    dates: BTreeSet<String>,
    /// Whether outlines of another file have dates of their own.
    are_own: bool,
}

impl Times {
    pub(super) fn of(files: &[Looked]) -> Self {
        let named = files.iter().filter(|it| date_in(&it.features.file).is_some()).count();
        let dates = files.iter().filter_map(|it| it.one_date.as_ref());
        let dates = dates.map(|(_, date)| date.clone()).collect();
        Self { named, dates, are_own: files.iter().any(|it| it.has_own_dates) }
    }
}

/// A file of features, taken apart.
pub(super) struct FeatureFile {
    pub(super) parts: Parts,
    /// The properties of its outlines, as columns, and what each was taken for.
    pub(super) columns: (Sheet, Vec<ColumnGuess>),
    roles: Roles,
    /// The date of the whole file, if it is a snapshot.
    date: Option<EdtfDate>,
    /// In which order day and month are read.
    pub(super) date_order: Option<DateOrder>,
    pub(super) chosen: FileMapping,
}

/// What the features of all files give.
#[derive(Default)]
pub(crate) struct Outlines {
    pub(crate) areas: Vec<Area>,
    pub(crate) changes: Vec<Noted>,
    pub(crate) base: Vec<BaseFeature>,
}

/// Looks at what the features of a file are called by.
pub(super) fn look(features: Features, chosen: FileMapping) -> Looked {
    let roles = properties::roles_of(&features, &chosen);
    let is_chosen = chosen.columns.iter().any(|(_, role)| *role == ColumnRole::Date);
    let one_date = if is_chosen { None } else { one_date(&features, &roles) };
    let is_dated = |role| {
        features
            .whole()
            .find(|it| is_outline(it))
            .is_some_and(|it| roles.property(it, role).is_some())
    };
    let has_own_dates = one_date.is_none() && [Role::Start, Role::Date].into_iter().any(is_dated);
    Looked { features, roles, chosen, one_date, has_own_dates }
}

/// The property with the date that is the same for all of several outlines without a side, such
/// as when boundaries were published. What has a start and an end lasts.
fn one_date(features: &Features, roles: &Roles) -> Option<(String, String)> {
    let outlines = || features.whole().filter(|feature| is_outline(feature));
    // Most files have none: the first outline tells, and the others are not looked at.
    let first = outlines().next()?;
    let of_first = |role| Some((role, roles.property(first, role)?));
    let (role, (key, date)) = of_first(Role::Start).or_else(|| of_first(Role::Date))?;
    let is_same = |feature| roles.property(feature, role).is_some_and(|it| it.1 == date);
    let has = |role| features.whole().any(|feature| roles.property(feature, role).is_some());
    let lasts = match role {
        Role::Start => has(Role::Date) || has(Role::End),
        _ => has(Role::Start),
    };
    let is_one = outlines().nth(1).is_some() && outlines().all(is_same);
    let is_publication = is_one && !lasts && !has(Role::Holder);
    is_publication.then(|| Some((key.to_owned(), text_of(date)?))).flatten()
}

/// Takes a file of features apart.
pub(super) fn take_apart(looked: Looked, times: &Times, context: &mut Context<'_>) -> FeatureFile {
    let Looked { mut features, roles, chosen, one_date, .. } = looked;
    let has_role = |roles: &Roles, role| {
        features.sample().any(|feature| roles.property(feature, role).is_some())
    };
    // Where somebody takes the date from outlines, the name of the file gives them none.
    let is_dated =
        |roles: &Roles| [Role::Start, Role::Date].into_iter().any(|it| has_role(roles, it));
    let is_dated = is_dated(&roles) || is_dated(&Roles::default());
    let may_be_snapshot = !is_dated && (times.named > 1 || has_role(&roles, Role::Holder));
    let date = date_in(&features.file).filter(|_| may_be_snapshot);
    // Files of several days are who held what, day by day.
    let publication = one_date.filter(|_| times.dates.len() == 1 && !times.are_own);
    let publication = publication.map(|(key, _)| key);
    let dating = match (&date, &publication) {
        (Some(_), _) => Dating::Snapshot,
        (None, Some(_)) => Dating::Boundaries,
        (None, None) => Dating::Own,
    };
    let dates = judge_dates(&mut features, &roles, &chosen);
    let how = (&roles, dates.as_slice(), dating);
    let mut parts = split(features, how, context.limits, context.report);
    let publication = publication.filter(|_| !parts.areas.is_empty());
    if let Some(key) = &publication {
        let problem = Problem::new(Code::ColumnGuessed, &parts.file).column(&**key).value(key);
        context
            .report
            .push(problem.detail(format!("it was read as “{}”", ColumnRole::Told.name())));
    }
    let columns = properties::columns(&parts, &roles, &chosen, publication.as_deref(), context);
    properties::obey(&mut parts, &chosen);
    let found = DateColumn::order_of(dates.iter().map(|(_, column)| Some(*column)));
    let date_order = chosen.date_order.or(found);
    FeatureFile { parts, columns, roles, date, date_order, chosen }
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
