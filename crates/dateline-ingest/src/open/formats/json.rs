//! JSON of any shape → features, rows, or parts of a story.
//!
//! One value or several, one below the other or after record separators (RFC 7464). What is
//! wrong with one value takes no other away.

use super::features::{Features, push_geojson};
use super::{Parsed, collection, json_rows, json_within, topojson};
use crate::code::Code;
use crate::lines::Lines;
use crate::open::reading::Pulse;
use crate::open::sheet::SheetBuilder;
use crate::problem::Problem;
use crate::report::Report;
use crate::{Limits, tidy::cut};
use serde_json::Value;
use serde_json::value::RawValue;

/// Keys under which lists of rows are found, the likeliest first.
pub(super) const LISTS: [&str; 10] = [
    "events",
    "data",
    "records",
    "results",
    "items",
    "rows",
    "venues",
    "incidents",
    "features",
    "bindings",
];

/// What TimelineJS keeps beside its events.
const BESIDE: [(&str, &str); 2] = [("eras", "era"), ("title", "title")];

/// A value of the file and the line on which it begins.
pub(super) type Raw<'t> = (u32, &'t str);

/// Reads a JSON file; whether it is a topology is told with what stands in it.
pub(crate) fn read(
    text: &str,
    file: &str,
    (limits, pulse): (Limits, &Pulse<'_>),
    report: &mut Report,
) -> (bool, Parsed) {
    // Record separators are white space to everybody else.
    let spaced = text.contains('\u{1E}').then(|| text.replace('\u{1E}', " "));
    let text = spaced.as_deref().unwrap_or(text);
    let mut source = Source { text, file, lines: &Lines::default(), limits, pulse };
    let collection = collection::read(&source, report);
    if pulse.is_stopped() {
        return (false, Parsed::Nothing);
    }
    if let Some(features) = collection {
        return (false, Parsed::Features(features));
    }
    let lines = Lines::of(text);
    source.lines = &lines;
    let values = values(&source, report);
    match values.items.as_slice() {
        [] => {
            // Nothing but separators: whatever is broken has been told.
            if text.trim().is_empty() {
                report.push(Problem::new(Code::FileUnknown, file).detail("it is empty"));
            }
            (false, Parsed::Nothing)
        }
        [value] => whole(*value, &source, report),
        _ => (false, many(&values, &source, report)),
    }
}

/// The values of a list.
#[derive(Default)]
pub(super) struct List<'t> {
    pub(super) items: Vec<Raw<'t>>,
    /// Those beyond the limit, which are counted and not kept.
    pub(super) beyond: usize,
}

/// A file and how much may be read of it.
pub(super) struct Source<'t> {
    pub(super) text: &'t str,
    pub(super) file: &'t str,
    pub(super) lines: &'t Lines,
    pub(super) limits: Limits,
    pub(super) pulse: &'t Pulse<'t>,
}

impl<'t> Source<'t> {
    /// The line of a part of the text.
    pub(super) fn line(&self, part: &str) -> u32 {
        // Every part is one of the text, so the distance of the addresses is its place.
        let byte = (part.as_ptr() as usize).saturating_sub(self.text.as_ptr() as usize);
        self.lines.line_at(byte)
    }

    /// The values of a list with their lines, as many as may be read.
    pub(super) fn list(&self, raw: &'t str) -> Option<List<'t>> {
        let (items, beyond) = crate::json::items(raw, self.limits.rows)?;
        let items = items.into_iter().map(|item| (self.line(item), item)).collect();
        Some(List { items, beyond })
    }

    /// A member of an object as it stands in the file.
    pub(super) fn member(&self, raw: &'t str, key: &str) -> Option<&'t str> {
        crate::json::members(raw)?.into_iter().rev().find(|(name, _)| name == key).map(|it| it.1)
    }
}

/// The values of a file, one after the other. After one that is broken it goes on with the line
/// after the fault; where values stand on lines, with the line after its first, and from there on
/// each ends with its line: what is broken would swallow those after it else.
fn values<'t>(source: &Source<'t>, report: &mut Report) -> List<'t> {
    let Source { text, file, lines, .. } = *source;
    let mut values = List::default();
    // Asked once: the first line may be most of the file.
    let is_lined = is_line_value(text);
    let (mut at, mut is_by_line) = (0, false);
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let end = rest.find('\n').filter(|_| is_by_line).map_or(rest.len(), |end| end + 1);
        let rest = rest.get(..end).unwrap_or_default().trim_end();
        let mut stream = serde_json::Deserializer::from_str(rest).into_iter::<&'t RawValue>();
        let (mut read, mut failed) = (0, None);
        while let Some(value) = stream.next() {
            match value {
                Ok(raw) => {
                    if values.items.len() < source.limits.rows {
                        values.items.push((source.line(raw.get()), raw.get()));
                    } else {
                        values.beyond += 1;
                    }
                    read = stream.byte_offset();
                }
                Err(error) => failed = Some(error),
            }
        }
        let Some(error) = failed else {
            at += end;
            continue;
        };
        // The line that the error names counts from where the stream began.
        let line = lines.line_at(at) + u32::try_from(error.line()).unwrap_or(1).saturating_sub(1);
        let detail = error.to_string();
        let words = detail.split(" at line ").next().unwrap_or_default();
        report.push(Problem::new(Code::JsonSyntax, file).row(line).foreign(cut(words, 200)));
        if !values.items.is_empty() {
            report.counts.rows += 1;
            report.counts.skipped += 1;
        }
        is_by_line = is_lined;
        // A file of one value has nothing more to give.
        if !is_by_line && values.items.is_empty() {
            break;
        }
        let from = at + if is_by_line { read } else { stream.byte_offset() };
        let Some(next) = next_line(text, from) else { break };
        at = next;
    }
    values
}

/// Where the line begins after the one on which something stands at or behind `from`.
fn next_line(text: &str, from: usize) -> Option<usize> {
    let rest = text.get(from..)?;
    let said = rest.trim_start();
    Some(from + rest.len() - said.len() + said.find('\n')? + 1)
}

/// Whether the first line could be a whole value.
fn is_line_value(text: &str) -> bool {
    let first = text.trim_start().lines().next().unwrap_or_default().trim_end();
    first.len() > 2 && first.starts_with('{') && first.ends_with('}')
}

/// What an object says that it is, by its members.
pub(super) fn kind_of(members: &[(String, &str)]) -> Option<String> {
    let (_, raw) = members.iter().rev().find(|(name, _)| name == "type")?;
    serde_json::from_str(raw).ok()
}

/// The one value of a file, and whether it is a topology.
fn whole<'t>((line, raw): Raw<'t>, source: &Source<'t>, report: &mut Report) -> (bool, Parsed) {
    if raw.starts_with('[') {
        let items = source.list(raw).unwrap_or_default();
        return (false, rows(&items, source, report));
    }
    let members = crate::json::members(raw).unwrap_or_default();
    match kind_of(&members).as_deref() {
        Some("Topology") => return (true, topojson::read(raw, source, report)),
        Some(
            "FeatureCollection" | "Feature" | "Point" | "MultiPoint" | "LineString"
            | "MultiLineString" | "Polygon" | "MultiPolygon" | "GeometryCollection",
        ) => {
            let mut features = Features::new(source.file);
            push_geojson(raw, line, source, &mut features, report);
            return (false, titled(Parsed::Features(features), raw, source));
        }
        _ => {}
    }
    if let Some(listed) = listed(&members, source, report) {
        return (false, titled(listed, raw, source));
    }
    if let Some(within) = json_within::find(&members, source) {
        for (name, rows) in &within.others {
            tell_unused(name, *rows, &within.name, source, report);
        }
        return whole((source.line(within.raw), within.raw), source, report);
    }
    let by_ids = by_ids(&members, source, report);
    let one = |report| rows(&List { items: vec![(line, raw)], beyond: 0 }, source, report);
    (false, by_ids.unwrap_or_else(|| one(report)))
}

/// The rows of the list of objects among the members of an object, if there is one.
fn listed<'t>(
    members: &[(String, &'t str)],
    source: &Source<'t>,
    report: &mut Report,
) -> Option<Parsed> {
    // There may be a million members: each is looked at once, and found by its name seldom.
    let is_list = |raw: &&str| raw.starts_with('[');
    let list_of = |key: &str| {
        let found = members.iter().find(|(name, raw)| name == key && is_list(raw));
        found.and_then(|(_, raw)| source.list(raw))
    };
    let objects_in = |raw: &'t str| source.list(raw).filter(has_objects);
    let lists = || members.iter().filter(|(_, raw)| is_list(raw));
    let objects_of =
        |key: &str| lists().find(|(name, _)| name == key).and_then(|it| objects_in(it.1));
    let listed = LISTS.iter().find_map(|key| Some(((*key).to_owned(), objects_of(key)?)));
    // Else the longest list of objects there is.
    let longest = || {
        let lists = lists().filter_map(|(key, raw)| Some((key.clone(), objects_in(raw)?)));
        lists.max_by_key(|(_, list)| list.items.len())
    };
    let (key, items) = listed.or_else(longest)?;
    let is_other = |name: &String| *name != key && !BESIDE.iter().any(|(it, _)| it == name);
    for (name, raw) in lists().filter(|(name, _)| is_other(name)) {
        let Some(list) = objects_in(raw) else { continue };
        tell_unused(name, list.items.len() + list.beyond, &key, source, report);
    }
    let mut beside: Vec<(&'static str, Raw<'t>)> = Vec::new();
    for (key, kind) in BESIDE {
        let found = members.iter().find(|(name, _)| name == key).map(|(_, raw)| *raw);
        let one = found.filter(|raw| raw.starts_with('{')).map(|raw| (source.line(raw), raw));
        let several = list_of(key).unwrap_or_default().items;
        beside.extend(several.into_iter().chain(one).map(|raw| (kind, raw)));
    }
    Some(rows_and(&items, &beside, source, report))
}

/// Tells of a list that is not read, and counts what is in it.
fn tell_unused(name: &str, rows: usize, read: &str, source: &Source<'_>, report: &mut Report) {
    report.counts.rows += rows;
    report.counts.skipped += rows;
    let problem = Problem::new(Code::FileUnused, source.file).value(name);
    report.push(problem.detail(format!("{rows} rows; those of “{read}” are read")));
}

/// The rows of an object of objects, which are called by their ids.
fn by_ids<'t>(
    members: &[(String, &'t str)],
    source: &Source<'t>,
    report: &mut Report,
) -> Option<Parsed> {
    if members.len() < 2 || !members.iter().all(|(_, raw)| raw.starts_with('{')) {
        return None;
    }
    let mut builder = SheetBuilder::new(source.file, source.limits);
    for (key, raw) in members {
        if let Some(value) = object(raw, source.line(raw), source, report) {
            let mut cells = json_rows::cells(&value);
            if !cells.iter().any(|(name, _)| name == "id") {
                cells.push(("id".to_owned(), key.clone()));
            }
            builder.push(source.line(raw), cells, None);
        }
    }
    Some(Parsed::Sheet(builder.finish(report)))
}

/// Features with what the whole is called in its properties, as a backup of uMap is.
fn titled<'t>(parsed: Parsed, raw: &'t str, source: &Source<'t>) -> Parsed {
    let mut parsed = parsed;
    if let Parsed::Features(features) = &mut parsed
        && features.are_layers
        && let Some(properties) = source.member(raw, "properties")
    {
        let name = source.member(properties, "name");
        features.title = name.and_then(|raw| serde_json::from_str(raw).ok());
    }
    parsed
}

fn has_objects(list: &List<'_>) -> bool {
    list.items.iter().any(|(_, raw)| raw.starts_with('{'))
}

/// Several values: features, or else rows.
fn many<'t>(values: &List<'t>, source: &Source<'t>, report: &mut Report) -> Parsed {
    let is_geojson = |raw: &'t str| {
        source.member(raw, "type").is_some()
            && (source.member(raw, "geometry").is_some()
                || source.member(raw, "coordinates").is_some()
                || source.member(raw, "features").is_some())
    };
    if !values.items.iter().take(8).any(|(_, raw)| is_geojson(raw)) {
        return rows(values, source, report);
    }
    features(values, source, report)
}

fn features<'t>(values: &List<'t>, source: &Source<'t>, report: &mut Report) -> Parsed {
    let mut features = Features::new(source.file);
    features.are_layers = true;
    for (line, raw) in &values.items {
        push_geojson(raw, *line, source, &mut features, report);
    }
    features.lose(values.beyond, source.limits, report);
    Parsed::Features(features)
}

fn rows<'t>(items: &List<'t>, source: &Source<'t>, report: &mut Report) -> Parsed {
    rows_and(items, &[], source, report)
}

/// Rows, and others with a `type` of their own.
fn rows_and<'t>(
    list: &List<'t>,
    beside: &[(&'static str, Raw<'t>)],
    source: &Source<'t>,
    report: &mut Report,
) -> Parsed {
    let is_feature = |(_, raw): &Raw<'t>| {
        let kind = source.member(raw, "type").unwrap_or_default();
        matches!(kind, "\"Feature\"" | "\"FeatureCollection\"")
    };
    if list.items.first().is_some_and(is_feature) {
        return features(list, source, report);
    }
    let mut builder = SheetBuilder::new(source.file, source.limits);
    for (line, raw) in list.items.iter().take_while(|_| source.pulse.beat()) {
        if let Some(value) = object(raw, *line, source, report) {
            json_rows::push(&value, *line, &mut builder);
        }
    }
    builder.lose(list.beyond);
    for (kind, (line, raw)) in beside {
        if let Some(value) = object(raw, *line, source, report) {
            let mut cells = json_rows::cells(&value);
            cells.push(("type".to_owned(), (*kind).to_owned()));
            builder.push(*line, cells, None);
        }
    }
    Parsed::Sheet(builder.finish(report))
}

/// The object of a row; another value is reported, and counted as a row that is skipped.
fn object(raw: &str, line: u32, source: &Source<'_>, report: &mut Report) -> Option<Value> {
    if crate::json::is_too_long(raw, (source.file, line), source.limits, report) {
        report.counts.rows += 1;
        report.counts.skipped += 1;
        return None;
    }
    let value = serde_json::from_str::<Value>(raw).ok().filter(Value::is_object);
    if value.is_none() {
        report.counts.rows += 1;
        report.counts.skipped += 1;
        let problem = Problem::new(Code::ValueUnknown, source.file).row(line);
        report.push(problem.value(raw).detail("an object { … } is wanted"));
    }
    value
}
