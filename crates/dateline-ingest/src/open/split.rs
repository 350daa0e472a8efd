//! Features of a file → areas, who held them when, events, and what lies under it.
//!
//! Outlines with sides and dates are control; outlines without a date are areas; what has a
//! date and no side happened; a line without a date lies under it. Has no opinion on what the
//! properties say beyond that.

use super::dates::{DateColumn, Outcome};
use super::features::ranked;
use super::formats::features::{Features, Given, PlainFeature};
use super::formats::json_rows;
use super::sheet::{Sheet, SheetBuilder};
use crate::features::FeatureRow;
use crate::forms::{Role, Roles, is_timed_feature};
use crate::limits::Limits;
use crate::report::Report;
use geojson::{Feature, GeometryValue, JsonValue};
use serde_json::Value;

/// The features of a file by what they are.
pub(crate) struct Parts {
    pub(crate) file: String,
    /// Outlines that say who holds them when.
    pub(crate) control: Vec<(u32, usize, Feature)>,
    /// Outlines alone.
    pub(crate) areas: Vec<(u32, usize, Feature)>,
    /// Lines without a date.
    pub(crate) base: Vec<(u32, usize, Feature)>,
    /// What happened.
    pub(crate) events: Sheet,
    /// Features that could not be read.
    pub(crate) lost: usize,
}

/// Where the time of outlines is from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Dating {
    /// Each says its own.
    Own,
    /// The whole file has a date.
    Snapshot,
    /// All have one date, and none a side: it says nothing of who held them.
    Boundaries,
}

/// Takes the features of a file apart. `dates` says how the dates of plain ones are read.
pub(crate) fn split(
    features: Features,
    (roles, dates, dating): (&Roles, &[(Role, DateColumn)], Dating),
    limits: Limits,
    report: &mut Report,
) -> Parts {
    let (file, lost) = (features.file.clone(), features.lost);
    let mut builder = SheetBuilder::new(&file, limits);
    let mut parts = Parts {
        file: file.clone(),
        control: Vec::new(),
        areas: Vec::new(),
        base: Vec::new(),
        events: Sheet::default(),
        lost,
    };
    let name = name_of_dates(&features, roles, dates);
    let dates = dates.iter().map(|(role, column)| (ranked(&features, roles, *role), *column));
    let dates = dates.collect();
    let one_column = name.as_deref().and_then(|name| builder.place(name));
    let ranks = [Role::Date, Role::Start].map(|role| ranked(&features, roles, role));
    let mut columns = PlainColumns { dates, places: Vec::new(), ranks, one_column };
    features.give(|number, given| {
        let (line, feature) = match given {
            Given::Whole(line, feature) => (line, *feature),
            // A point with a position happened, whatever else it says.
            Given::Plain(plain) => {
                columns.push(&plain, &mut builder);
                return;
            }
        };
        let row = FeatureRow { file: &file, line, number, feature };
        let kind = kind_of(&row, roles, dating);
        let feature = row.feature;
        match kind {
            Kind::Control => parts.control.push((line, number, feature)),
            Kind::Area => parts.areas.push((line, number, feature)),
            Kind::Base => parts.base.push((line, number, feature)),
            Kind::Event => {
                let (cells, geometry) = cells_of(under_one_name(feature, roles, name.as_deref()));
                builder.push(line, cells, geometry);
            }
        }
    });
    parts.events = builder.finish(report);
    parts
}

/// The columns of plain features.
struct PlainColumns {
    /// Of each list of names the places of those that can be a date, and how that is read.
    dates: Vec<(Vec<Vec<usize>>, DateColumn)>,
    /// By the lists of names.
    places: Vec<Vec<Column>>,
    /// Of each list of names the places of those that can be a date, and a start.
    ranks: [Vec<Vec<usize>>; 2],
    /// Where the start stands of what has no date, if that is not under its own name.
    one_column: Option<usize>,
}

/// What features call their date, where others of the file have a start: a table has one column
/// of dates.
fn name_of_dates(
    features: &Features,
    roles: &Roles,
    dates: &[(Role, DateColumn)],
) -> Option<String> {
    // Whoever went from one place to another did not start by that.
    let is_start = |(role, it): &(Role, DateColumn)| *role == Role::Start && it.read * 2 > it.said;
    dates.iter().find(|column| is_start(column))?;
    let mut whole = features.whole();
    let of_whole = whole.find_map(|feature| roles.property(feature, Role::Date));
    let of_list =
        |names: &Vec<String>| names.get(*roles.ranked(Role::Date, names).first()?).cloned();
    let of_plain = || features.lists().iter().find_map(of_list);
    of_whole.map(|(key, _)| key.to_owned()).or_else(of_plain)
}

/// A feature whose start is called as the dates of others are, if it has no date itself.
fn under_one_name(mut feature: Feature, roles: &Roles, name: Option<&str>) -> Feature {
    let start = roles.property(&feature, Role::Start).map(|(key, _)| key.to_owned());
    if let (Some(name), Some(start)) = (name, start)
        && roles.property(&feature, Role::Date).is_none()
        && let Some(properties) = &mut feature.properties
        && let Some(value) = properties.remove(&start)
    {
        properties.insert(name.to_owned(), value);
    }
    feature
}

/// Where what a property says stands in the table, once that is known; `None` in it where the
/// table has no room for it.
type Column = Option<Option<usize>>;

impl PlainColumns {
    /// Adds a plain feature to a table.
    fn push(&mut self, feature: &PlainFeature<'_>, builder: &mut SheetBuilder) {
        let mut read: Vec<(usize, String)> = Vec::new();
        for (ranked, column) in &self.dates {
            let Some(place) = feature.best(ranked) else { continue };
            let earlier = read.iter().rev().find(|(at, _)| *at == place);
            let text = earlier.map_or(feature.text(place), |(_, text)| text);
            if column.leaves(text) {
                continue;
            }
            if let Outcome::Date(date) = column.read(text) {
                read.push((place, date));
            }
        }
        let list = feature.list;
        if self.places.len() <= list {
            self.places.resize_with(list + 1, Vec::new);
        }
        let [dates, starts] = &self.ranks;
        let has_date = self.one_column.is_none() || feature.best(dates).is_some();
        let start = if has_date { None } else { feature.best(starts) };
        let mut cells: Vec<&str> = Vec::new();
        for (place, key, text) in feature.cells() {
            let date = read.iter().rev().find(|(at, _)| *at == place);
            let text = date.map_or(text, |(_, date)| date.as_str());
            let one_column = self.one_column.filter(|_| start == Some(place));
            let own_column = || self.column(list, place, key, builder);
            let Some(column) = one_column.or_else(own_column) else {
                builder.lose_cell();
                continue;
            };
            if cells.len() <= column {
                cells.resize(column + 1, "");
            }
            if let Some(cell) = cells.get_mut(column) {
                *cell = text;
            }
        }
        builder.push_point(feature.line(), &cells, feature.point);
    }

    fn column(
        &mut self,
        list: usize,
        place: usize,
        key: &str,
        builder: &mut SheetBuilder,
    ) -> Option<usize> {
        let columns = self.places.get_mut(list)?;
        if columns.len() <= place {
            columns.resize(place + 1, None);
        }
        let column = columns.get_mut(place)?;
        *column.get_or_insert_with(|| builder.place(key))
    }
}

enum Kind {
    Control,
    Area,
    Base,
    Event,
}

fn kind_of(row: &FeatureRow<'_>, roles: &Roles, dating: Dating) -> Kind {
    let geometry = row.feature.geometry.as_ref().map(|it| &it.value);
    let shape = geometry.map_or(Shape::Point, shape_of);
    let side = roles.property(&row.feature, Role::Holder);
    let has_side = side.is_some();
    // The folder in which something lies is the side of outlines at most.
    let is_told = side.is_some_and(|(key, _)| key != "folder");
    let is_snapshot = dating == Dating::Snapshot;
    let is_timed = is_snapshot || is_timed_feature(row, roles) || has_own_when(geometry);
    match (shape, is_timed) {
        (Shape::Outline, true) if dating == Dating::Boundaries && says_nothing_else(row) => {
            Kind::Area
        }
        // A snapshot without sides still says what is inside its outline.
        (Shape::Outline, true) if has_side || is_snapshot || says_nothing_else(row) => {
            Kind::Control
        }
        // An area that is named before tells of one without its outline.
        (Shape::Point, true) if is_told && geometry.is_none() => Kind::Control,
        (Shape::Outline, true) => Kind::Event,
        (Shape::Outline, false) => Kind::Area,
        (Shape::Line, false) => Kind::Base,
        (Shape::Line, true) | (Shape::Point, _) => Kind::Event,
    }
}

/// Whether an outline with a date has no words that would make an event of it.
fn says_nothing_else(row: &FeatureRow<'_>) -> bool {
    let words = ["title", "description", "headline", "text", "notes", "category", "event_type"];
    !words.iter().any(|word| !row.property_text(word).is_empty())
}

fn has_own_when(geometry: Option<&GeometryValue>) -> bool {
    let Some(GeometryValue::GeometryCollection { geometries }) = geometry else { return false };
    let has = |part: &geojson::Geometry| {
        part.foreign_members.as_ref().is_some_and(|it| it.contains_key("when"))
    };
    geometries.iter().any(has)
}

/// Whether a feature is an outline, or has one.
pub(super) fn is_outline(feature: &Feature) -> bool {
    feature.geometry.as_ref().is_some_and(|it| matches!(shape_of(&it.value), Shape::Outline))
}

enum Shape {
    Point,
    Line,
    Outline,
}

fn shape_of(geometry: &GeometryValue) -> Shape {
    match geometry {
        GeometryValue::Point { .. } | GeometryValue::MultiPoint { .. } => Shape::Point,
        GeometryValue::LineString { .. } | GeometryValue::MultiLineString { .. } => Shape::Line,
        GeometryValue::Polygon { .. } | GeometryValue::MultiPolygon { .. } => Shape::Outline,
        GeometryValue::GeometryCollection { geometries } => {
            let shapes = geometries.iter().map(|part| shape_of(&part.value));
            // The largest of its parts says what it is.
            shapes.fold(Shape::Point, |one, other| match (one, other) {
                (Shape::Outline, _) | (_, Shape::Outline) => Shape::Outline,
                (Shape::Line, _) | (_, Shape::Line) => Shape::Line,
                _ => Shape::Point,
            })
        }
    }
}

/// The properties of a feature as cells, with its id, its time and its names where they stand
/// beside the properties.
pub(super) fn cells_of(feature: Feature) -> (Vec<(String, String)>, Option<GeometryValue>) {
    let properties = feature.properties.map_or(Value::Null, Value::Object);
    let mut cells = json_rows::cells(&properties);
    let has = |cells: &[(String, String)], name: &str| cells.iter().any(|(key, _)| key == name);
    let mut put = |name: &str, text: String| {
        if !text.is_empty() && !has(&cells, name) {
            cells.push((name.to_owned(), text));
        }
    };
    match feature.id {
        Some(geojson::feature::Id::String(id)) => put("id", id),
        Some(geojson::feature::Id::Number(id)) => put("id", id.to_string()),
        None => {}
    }
    let members = feature.foreign_members.unwrap_or_default();
    let at = |pointer: &str| -> String {
        let root = pointer.get(1..).unwrap_or_default();
        let (key, rest) = root.split_once('/').unwrap_or((root, ""));
        let value = members.get(key);
        let value = if rest.is_empty() {
            value
        } else {
            value.and_then(|it| it.pointer(&format!("/{rest}")))
        };
        value.and_then(JsonValue::as_str).unwrap_or_default().to_owned()
    };
    if let Some(when) = members.get("when") {
        put("when", date_of_when(when).unwrap_or_default());
        // An event has one date; what else is known of its times is told below its text.
        put("timespans", later_spans(when));
    }
    put("title", at("/names/0/toponym"));
    put("description", at("/descriptions/0/value"));
    put("url", at("/@id"));
    (cells, feature.geometry.map(|geometry| geometry.value))
}

/// The spans of a `when` after the first, as EDTF.
fn later_spans(when: &Value) -> String {
    let spans = when.get("timespans").and_then(Value::as_array);
    let later = spans.into_iter().flatten().skip(1).filter_map(|span| date_of_span(when, span));
    later.collect::<Vec<_>>().join("; ")
}

/// The first span of a `when` of GeoJSON-T or Linked Places, as EDTF.
fn date_of_when(when: &Value) -> Option<String> {
    date_of_span(when, when.pointer("/timespans/0").unwrap_or(when))
}

/// A span of a `when`, as EDTF.
fn date_of_span(when: &Value, span: &Value) -> Option<String> {
    let end_of = |key: &str, first: &str, second: &str| -> Option<String> {
        let end = span.get(key)?;
        let text = |name: &str| end.get(name).and_then(Value::as_str).filter(|it| !it.is_empty());
        let whole = end.as_str().filter(|it| !it.is_empty());
        whole
            .or_else(|| text("in"))
            .or_else(|| text(first))
            .or_else(|| text(second))
            .map(str::to_owned)
    };
    let certainty = when.get("certainty").and_then(Value::as_str).unwrap_or_default();
    let doubt = if matches!(certainty, "less-certain" | "uncertain") { "?" } else { "" };
    let marked = |date: String| if date.ends_with(['?', '~', '%']) { date } else { date + doubt };
    let start = end_of("start", "earliest", "latest").map(&marked);
    let end = end_of("end", "latest", "earliest").map(&marked);
    match (start, end) {
        (Some(start), Some(end)) => Some(format!("{start}/{end}")),
        (Some(start), None) => {
            // Without an end the time is what the start names.
            let latest = span.pointer("/start/latest").and_then(Value::as_str).map(str::to_owned);
            let earliest =
                span.pointer("/start/earliest").and_then(Value::as_str).map(str::to_owned);
            match (earliest, latest) {
                (Some(earliest), Some(latest)) if span.pointer("/start/in").is_none() => {
                    Some(format!("{}/{}", marked(earliest), marked(latest)))
                }
                _ => Some(start),
            }
        }
        (None, Some(end)) => Some(format!("../{end}")),
        (None, None) => None,
    }
}
