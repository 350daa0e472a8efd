//! One feature → its outlines and what it claims of them.

use super::claim::{Claim, Place, Said, Stretch};
use super::roles::{Role, Roles};
use super::side::Words;
use super::snapshots::Seen;
use super::when::{self, DateReader};
use super::{Forms, Side};
use crate::Severity;
use crate::areas::{area_of, read_polygons};
use crate::code::Code;
use crate::context::Context;
use crate::features::{FeatureRow, as_text};
use dateline_core::model::{Source, Text};
use dateline_core::time::EdtfDate;
use geojson::{Geometry, GeometryValue, JsonValue};

/// When something is claimed.
enum Time {
    Stretches(Vec<Stretch>),
    Snapshot(EdtfDate),
    /// Something is said that cannot be used, and was reported.
    Unusable,
}

/// A geometry of a feature, with what it says of time itself.
type Part<'f> = (Option<&'f GeometryValue>, Option<&'f JsonValue>);

/// Whether a feature says anything of time.
pub(crate) fn is_timed(row: &FeatureRow<'_>, roles: &Roles) -> bool {
    let said = |role| roles.property(&row.feature, role).is_some();
    parts(row).iter().any(|(_, when)| when.is_some())
        || [Role::Start, Role::End, Role::Date].into_iter().any(said)
}

impl Forms<'_> {
    /// Reads a feature; the answer says whether anything of it is shown.
    pub(super) fn read_feature(
        &mut self,
        row: &FeatureRow<'_>,
        date: Option<&EdtfDate>,
        context: &mut Context<'_>,
    ) -> bool {
        let is_snapshot = date.is_some();
        let key = self.key(row, is_snapshot);
        if key.is_empty() {
            let column = self.roles.property(&row.feature, Role::Area).map_or("id", |it| it.0);
            context.report.push(row.problem(Code::ValueMissing).column(column));
        }
        let mut said = None;
        let mut is_read = false;
        for (geometry, when) in parts(row) {
            let Some(outline) = self.outline(row, &key, geometry, context) else { continue };
            is_read = true;
            let Some(time) = self.time(row, when, date, context) else {
                let problem = row.problem(Code::ValueMissing).column("start").value(&key);
                let problem = problem.severity(Severity::Error);
                self.untimed.push(problem.detail("nothing is claimed without a date"));
                continue;
            };
            let said = said.get_or_insert_with(|| self.said(row, context)).clone();
            match time {
                Time::Stretches(stretches) => {
                    for when in stretches {
                        self.tell_beyond(row, &when.start.date, context);
                        self.outlines.say(outline, when.start.moment());
                        self.claims.push(Claim { outline, when, said: said.clone() });
                    }
                }
                Time::Snapshot(date) => {
                    if !is_snapshot {
                        self.tell_beyond(row, &date, context);
                    }
                    self.outlines.say(outline, date.span.end);
                    self.snapshots.take(&date, row.file);
                    self.snapshots.see(Seen { outline, date, said });
                }
                Time::Unusable => {}
            }
        }
        is_read
    }

    /// Reports what would take force after the story has ended.
    fn tell_beyond(&self, row: &FeatureRow<'_>, date: &EdtfDate, context: &mut Context<'_>) {
        if context.is_beyond(date.span.end) {
            let property = |role| self.roles.property(&row.feature, role).map(|it| it.0);
            let column = property(Role::Start).or_else(|| property(Role::Date)).unwrap_or("when");
            let problem = row.problem(Code::TimeOutside).column(column).value(&date.text);
            context.report.push(problem);
        }
    }

    /// What the feature's area is called in this story; empty if it has no name.
    fn key(&self, row: &FeatureRow<'_>, is_snapshot: bool) -> String {
        if self.roles.is_named(Role::Area) {
            let property = self.roles.property(&row.feature, Role::Area);
            return property.map(|(_, value)| as_text(value)).unwrap_or_default();
        }
        let at_id = || row.feature.foreign_members.as_ref()?.get("@id").map(as_text);
        let by_name = || {
            let is_dated = || self.roles.property(&row.feature, Role::Date).is_some();
            (is_snapshot || row.feature.geometry.is_none() || is_dated())
                .then(|| row.property_text("name"))
        };
        let id = Some(row.id()).filter(|id| !id.is_empty());
        id.or_else(at_id).or_else(by_name).unwrap_or_default()
    }

    /// The area that the feature, or a part of it, is about.
    fn outline(
        &mut self,
        row: &FeatureRow<'_>,
        key: &str,
        geometry: Option<&GeometryValue>,
        context: &mut Context<'_>,
    ) -> Option<usize> {
        if geometry.is_none() && !key.is_empty() {
            let outline = self.outlines.called(key);
            if outline.is_none() {
                context.report.push(row.problem(Code::AreaUnknown).column("id").value(key));
            }
            return outline;
        }
        let polygons = read_polygons(row, geometry, key, context);
        if polygons.is_empty() {
            return None;
        }
        let roles = self.roles;
        let key = Some(key).filter(|key| !key.is_empty());
        self.outlines.place(key, polygons, |polygons, number| {
            let id = key.map_or_else(|| format!("area-{number}"), str::to_owned);
            area_of(row, id, polygons, context, |property| !roles.has(property))
        })
    }

    /// When the feature says that something holds; `None` if it says nothing of time.
    fn time(
        &self,
        row: &FeatureRow<'_>,
        when: Option<&JsonValue>,
        date: Option<&EdtfDate>,
        context: &mut Context<'_>,
    ) -> Option<Time> {
        if let Some(date) = date {
            return Some(Time::Snapshot(date.clone()));
        }
        if let Some(when) = when {
            return Some(Time::Stretches(when::stretches(row, "when", when, context)));
        }
        let property = |role| self.roles.property(&row.feature, role);
        let (start, end) = (property(Role::Start), property(Role::End));
        let mut dates = DateReader { row, context, column: "" };
        if start.is_none() && end.is_none() {
            let (key, value) = property(Role::Date)?;
            return Some(dates.date(key, value).map_or(Time::Unusable, |date| {
                if date.open_end {
                    dates.report(Code::DateOpen, key, &date.text, "", None);
                    return Time::Unusable;
                }
                Time::Snapshot(date)
            }));
        }
        let Some((start_key, start)) = start else {
            let detail = "nothing is claimed without it";
            dates.report(Code::ValueMissing, "start", "", detail, Some(Severity::Error));
            return Some(Time::Unusable);
        };
        let start = dates.start(start_key, start);
        let until = end.map_or(Some(None), |(key, value)| dates.end(key, value));
        // The pair is named by its end.
        let mut dates = DateReader { column: end.map_or(start_key, |it| it.0), ..dates };
        let stretch = start.zip(until).and_then(|(start, until)| dates.stretch(start, until));
        Some(Time::Stretches(stretch.into_iter().collect()))
    }

    /// Who holds the area, and who says so.
    fn said(&mut self, row: &FeatureRow<'_>, context: &mut Context<'_>) -> Said {
        let text = |role| {
            self.roles.property(&row.feature, role).map(|it| as_text(it.1)).unwrap_or_default()
        };
        let words = Words {
            holder: text(Role::Holder),
            rival: text(Role::Rival),
            status: text(Role::Status),
            confidence: text(Role::Confidence),
        };
        let mut slips = Vec::new();
        let side: Side = words.read(&mut context.names, &mut slips);
        for slip in slips {
            let usual = slip.role.usual().first().copied().unwrap_or_default();
            let column = self.roles.property(&row.feature, slip.role).map_or(usual, |it| it.0);
            let problem = row.problem(slip.code).severity(slip.severity).column(column);
            context.report.push(problem.value(&slip.value).detail(slip.detail));
        }
        let (name, url) = (text(Role::Source), text(Role::SourceUrl));
        let source = Source { name, url, archive_url: String::new() };
        let is_sourced = !(source.name.is_empty() && source.url.is_empty());
        let note = Text::Plain(text(Role::Note));
        self.without_source += usize::from(!is_sourced);
        let place = Place { file: row.file.into(), line: row.line };
        Said { place, side, sources: is_sourced.then_some(source).into_iter().collect(), note }
    }
}

/// The geometries that have a `when` of their own, or else the whole.
fn parts<'f>(row: &'f FeatureRow<'_>) -> Vec<Part<'f>> {
    let feature = &row.feature;
    let in_properties = || feature.property("when").filter(|when| !when.is_null());
    let member = feature.foreign_members.as_ref().and_then(|members| members.get("when"));
    let of_all = member.filter(|when| !when.is_null()).or_else(in_properties);
    let Some(whole) = &feature.geometry else { return vec![(None, of_all)] };
    if let GeometryValue::GeometryCollection { geometries } = &whole.value
        && geometries.iter().any(|part| when_of(part).is_some())
    {
        let part = |part: &'f Geometry| (Some(&part.value), when_of(part).or(of_all));
        return geometries.iter().map(part).collect();
    }
    vec![(Some(&whole.value), when_of(whole).or(of_all))]
}

fn when_of(geometry: &Geometry) -> Option<&JsonValue> {
    geometry.foreign_members.as_ref()?.get("when").filter(|when| !when.is_null())
}
