//! The `when` of GeoJSON-T and Linked Places → stretches of time.
//!
//! Source: Linked Places format 1.2 (World Historical Gazetteer), section "when". A
//! timespan without an end is the time that its start names. Periods, labels and
//! durations say nothing that a map can draw and are not read.

use super::claim::{Dated, Stretch};
use crate::code::{Code, Severity};
use crate::context::Context;
use crate::features::{FeatureRow, as_text};
use dateline_core::time::EdtfDate;
use geojson::JsonValue;

/// A date of a feature: what a cell is to a row.
pub(super) struct DateReader<'r, 'f, 'c, 'd> {
    pub(super) row: &'r FeatureRow<'f>,
    pub(super) context: &'r mut Context<'c>,
    /// Key path of what is read.
    pub(super) column: &'d str,
}

impl DateReader<'_, '_, '_, '_> {
    /// Reads a date; one that cannot be read is reported.
    pub(super) fn date(&mut self, key: &str, value: &JsonValue) -> Option<EdtfDate> {
        let text = as_text(value);
        let read = self.context.parse_date(&text);
        if let Err(error) = &read {
            let (code, detail) = crate::manifest::dates::fault(error);
            self.report(code, key, &text, detail, None);
        }
        read.ok()
    }

    /// Reports a value at `key` below the path.
    pub(super) fn report(
        &mut self,
        code: Code,
        key: &str,
        value: &str,
        detail: impl Into<String>,
        severity: Option<Severity>,
    ) {
        let dot = if self.column.is_empty() || key.is_empty() { "" } else { "." };
        let problem = self.row.problem(code).column(format!("{}{dot}{key}", self.column));
        let problem = problem.value(value).detail(detail);
        let severity = severity.unwrap_or_else(|| code.severity());
        self.context.report.push(problem.severity(severity));
    }

    /// From when something holds; an open start is the beginning of the calendar.
    pub(super) fn start(&mut self, key: &str, value: &JsonValue) -> Option<Dated> {
        if as_text(value) == ".." {
            return EdtfDate::parse("../-9999-01-01").ok().map(Dated::from);
        }
        let date = self.date(key, value)?;
        if date.open_end {
            self.report(Code::DateOpen, key, &date.text, "", None);
            return None;
        }
        Some(date.into())
    }

    /// Until when; the outer `None` if it cannot be read, the inner if it is open.
    pub(super) fn end(&mut self, key: &str, value: &JsonValue) -> Option<Option<Dated>> {
        if matches!(as_text(value).as_str(), "" | "..") {
            return Some(None);
        }
        let date = self.date(key, value)?;
        Some((!date.open_end).then(|| date.into()))
    }

    /// The stretch, if it has a length.
    pub(super) fn stretch(&mut self, start: Dated, end: Option<Dated>) -> Option<Stretch> {
        let stretch = Stretch { start, end };
        let code = match stretch.until() {
            Some(until) if until < stretch.start.moment() => Code::DateReversed,
            Some(until) if until == stretch.start.moment() => Code::DateEmpty,
            _ => return Some(stretch),
        };
        self.report(code, "", &stretch.text(), "", None);
        None
    }
}

/// The stretches that a `when` names; what cannot be read is reported.
pub(super) fn stretches(
    row: &FeatureRow<'_>,
    column: &str,
    when: &JsonValue,
    context: &mut Context<'_>,
) -> Vec<Stretch> {
    let spans = when.get("timespans").and_then(JsonValue::as_array);
    let listed = spans.into_iter().flatten().enumerate();
    let listed = listed.map(|(n, span)| (format!("{column}.timespans[{n}]"), span));
    let own = spans.is_none().then(|| (column.to_owned(), when));
    let read = |(column, span): (String, &JsonValue)| {
        stretch(&mut DateReader { row, context: &mut *context, column: &column }, span)
    };
    listed.chain(own).filter_map(read).collect()
}

fn stretch(dates: &mut DateReader<'_, '_, '_, '_>, span: &JsonValue) -> Option<Stretch> {
    if span.is_string() {
        let date = dates.date("", span)?;
        return named_by(&date.clone().into(), date.open_end);
    }
    let get = |key: &str| span.get(key).filter(|value| !value.is_null());
    let Some(start) = get("start") else {
        let detail = "nothing is claimed without it";
        dates.report(Code::ValueMissing, "start", "", detail, Some(Severity::Error));
        return None;
    };
    let start = bound(dates, "start", start, true)??;
    let Some(end) = get("end") else {
        return named_by(&start, false);
    };
    let end = bound(dates, "end", end, false)?;
    dates.stretch(start, end)
}

/// A start or an end: a date, or an object of `in`, `earliest` and `latest`. The outer
/// `None` if it cannot be read, the inner if it is open.
fn bound(
    dates: &mut DateReader<'_, '_, '_, '_>,
    key: &str,
    value: &JsonValue,
    is_start: bool,
) -> Option<Option<Dated>> {
    let mut one = |key: &str, value: &JsonValue| match is_start {
        true => dates.start(key, value).map(Some),
        false => dates.end(key, value),
    };
    if !value.is_object() {
        return one(key, value);
    }
    let mut part = |name: &str| match value.get(name).filter(|value| !value.is_null()) {
        Some(value) => one(&format!("{key}.{name}"), value).map(Some),
        None => Some(None),
    };
    let (exact, earliest, latest) = (part("in")?, part("earliest")?, part("latest")?);
    let Some(date) = exact.clone().or_else(|| latest.clone()).or_else(|| earliest.clone()) else {
        let detail = "one of in, earliest and latest is wanted";
        dates.report(Code::ValueMissing, key, "", detail, Some(Severity::Error));
        return None;
    };
    let Some(date) = date else { return Some(None) };
    let earliest = earliest.flatten().map(|it| it.date);
    let latest = latest.flatten().map(|it| it.date);
    if earliest.as_ref().is_some_and(|it| date.moment() <= it.span.start)
        || latest.as_ref().is_some_and(|it| it.span.end <= date.date.span.start)
    {
        dates.report(Code::DateReversed, key, &as_text(value), "", Some(Severity::Warning));
        return Some(Some(date.date.into()));
    }
    Some(Some(Dated { earliest, latest, ..date }))
}

/// The time that a start names, from its first to its last moment.
fn named_by(start: &Dated, is_open: bool) -> Option<Stretch> {
    let first = start.earliest.as_ref().unwrap_or(&start.date).span.start;
    let last = start.latest.as_ref().unwrap_or(&start.date).clone();
    let (earliest, latest) = (start.earliest.clone(), start.latest.clone());
    let from = Dated { latest: latest.clone(), ..Dated::ending_at(first)? };
    let until = Dated { earliest: earliest.filter(|_| latest.is_some()), ..last.into() };
    Some(Stretch { start: from, end: (!is_open).then_some(until) })
}
