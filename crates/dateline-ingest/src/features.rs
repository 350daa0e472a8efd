//! GeoJSON (RFC 7946) → features, with the physical line of each.
//!
//! Has no opinion on what a feature is for. One that cannot be read takes no other away.

use crate::code::Code;
use crate::context::Context;
use crate::json::{JsonReader, Node, is_too_long};
use crate::limits::Limits;
use crate::problem::Problem;
use crate::report::Report;
use crate::tidy::{cut, without_bidi_controls};
use dateline_core::model::Text;
use geojson::{Feature, GeometryValue, JsonValue, feature};
use serde::de::DeserializeOwned;
use serde_json::Number;

/// A feature and where it stands.
pub(crate) struct FeatureRow<'t> {
    pub(crate) file: &'t str,
    /// Line on which it begins.
    pub(crate) line: u32,
    /// Its place in the collection, the first being 1.
    pub(crate) number: usize,
    pub(crate) feature: Feature,
}

/// Reads the features one by one; those that `each` does not take in count as skipped. The
/// answer says whether the text is a collection of features.
pub(crate) fn read_features<'t>(
    text: &'t str,
    file: &'t str,
    context: &mut Context<'_>,
    mut each: impl FnMut(&FeatureRow<'t>, &mut Context<'_>) -> bool,
) -> bool {
    let Some(raws) = raw_features(text, file, context) else {
        return false;
    };
    context.report.counts.rows += raws.len();
    if raws.len() > context.limits.rows {
        let detail = format!("{} features, the limit is {}", raws.len(), context.limits.rows);
        context.report.push(Problem::new(Code::FileTooLarge, file).detail(detail));
    }
    let mut vertices = 0;
    for (place, (line, raw)) in raws.into_iter().enumerate() {
        let is_read = place < context.limits.rows
            && vertices <= context.limits.vertices
            && read_one(
                raw,
                (file, line),
                |raw| serde_json::from_str(raw),
                context.limits,
                context.report,
            )
            .is_some_and(|feature| {
                vertices += feature.geometry.as_ref().map_or(0, |it| count_vertices(&it.value));
                if vertices > context.limits.vertices {
                    let detail = format!("more than {} positions", context.limits.vertices);
                    let problem = Problem::new(Code::FileTooLarge, file).row(line);
                    context.report.push(problem.detail(detail));
                    return false;
                }
                each(&FeatureRow { file, line, number: place + 1, feature }, context)
            });
        if !is_read {
            context.report.counts.skipped += 1;
        }
    }
    true
}

/// The text of each feature with its line; `None` if the file holds no features.
fn raw_features<'t>(
    text: &'t str,
    file: &'t str,
    context: &mut Context<'_>,
) -> Option<Vec<(u32, &'t str)>> {
    let (mut json, top) = JsonReader::open(text, file, context.limits.text_chars, context.report);
    let top = top?;
    let mut object = json.quiet_object(&top);
    let mut take = |key: &str| object.as_mut().and_then(|object| object.take(key));
    let kind = take("type").and_then(|node| node.string()).unwrap_or_default();
    let features = take("features").filter(Node::is_list);
    let detail = match (kind.as_str(), &features) {
        ("FeatureCollection", Some(_)) => {
            let nodes = json.list(features);
            return Some(nodes.into_iter().map(|node| (json.line(&node), node.raw())).collect());
        }
        ("FeatureCollection", None) => "the collection has no list “features”".to_owned(),
        ("", _) => "a GeoJSON FeatureCollection is wanted".to_owned(),
        ("Topology", _) => "it is TopoJSON; a GeoJSON FeatureCollection is wanted".to_owned(),
        (other, _) => format!("a FeatureCollection is wanted, it is a “{}”", cut(other, 40)),
    };
    json.report.push(Problem::new(Code::FileUnknown, file).row(1).detail(detail));
    None
}

/// Takes in features that are read already; those that `each` does not are skipped.
pub(crate) fn take_features<'t>(
    rows: impl IntoIterator<Item = FeatureRow<'t>>,
    context: &mut Context<'_>,
    mut each: impl FnMut(&FeatureRow<'t>, &mut Context<'_>) -> bool,
) {
    for row in rows {
        context.report.counts.rows += 1;
        if !each(&row, context) {
            context.report.counts.skipped += 1;
        }
    }
}

/// Reads one feature by `parse`; what is wrong with it is reported.
pub(crate) fn read_one(
    raw: &str,
    (file, line): (&str, u32),
    parse: fn(&str) -> serde_json::Result<Feature>,
    limits: Limits,
    report: &mut Report,
) -> Option<Feature> {
    if is_too_long(raw, (file, line), limits, report) {
        return None;
    }
    match parse(raw) {
        Ok(feature) => Some(feature),
        Err(error) => {
            // The line that the error names counts from the feature, not from the file.
            let words = error.to_string();
            let words = words.split(" at line ").next().unwrap_or_default();
            let problem = Problem::new(Code::GeometryInvalid, file).row(line);
            report.push(problem.foreign(cut(words, 200)));
            None
        }
    }
}

/// Reads a feature or a geometry, also where its positions are texts.
pub(crate) fn from_geojson<T: DeserializeOwned>(raw: &str) -> serde_json::Result<T> {
    serde_json::from_str(raw).or_else(|error| {
        let Ok(mut value) = serde_json::from_str::<JsonValue>(raw) else { return Err(error) };
        let is_other = read_numbers(&mut value, false);
        let read = is_other.then(|| serde_json::from_str(&value.to_string()).ok());
        read.flatten().ok_or(error)
    })
}

/// Puts numbers in the place of texts in the positions of a geometry, or of what has one; the
/// answer says whether there were such.
fn read_numbers(value: &mut JsonValue, is_position: bool) -> bool {
    match value {
        JsonValue::Object(members) => {
            let keys = ["geometry", "geometries", "coordinates"];
            let parts = members.iter_mut().filter(|(key, _)| keys.contains(&key.as_str()));
            parts.fold(false, |is, (key, it)| read_numbers(it, key == "coordinates") || is)
        }
        JsonValue::Array(items) => {
            let mut is_other = false;
            for item in items {
                is_other |= read_numbers(item, is_position);
            }
            is_other
        }
        JsonValue::String(text) if is_position => {
            let number = text.trim().parse().ok().and_then(Number::from_f64);
            let is_one = number.is_some();
            *value = number.map_or(JsonValue::Null, JsonValue::Number);
            is_one
        }
        _ => false,
    }
}

/// How many positions a geometry has.
pub(crate) fn count_vertices(geometry: &GeometryValue) -> usize {
    match geometry {
        GeometryValue::Point { .. } => 1,
        GeometryValue::MultiPoint { coordinates } => coordinates.len(),
        GeometryValue::LineString { coordinates } => coordinates.len(),
        GeometryValue::MultiLineString { coordinates } | GeometryValue::Polygon { coordinates } => {
            coordinates.iter().map(Vec::len).sum()
        }
        GeometryValue::MultiPolygon { coordinates } => {
            coordinates.iter().flatten().map(Vec::len).sum()
        }
        GeometryValue::GeometryCollection { geometries } => {
            geometries.iter().map(|geometry| count_vertices(&geometry.value)).sum()
        }
    }
}

impl FeatureRow<'_> {
    /// The id, as member of the feature or as property; empty if there is none.
    pub(crate) fn id(&self) -> String {
        let id = match &self.feature.id {
            Some(feature::Id::String(id)) => id.clone(),
            Some(feature::Id::Number(id)) => id.to_string(),
            None => self.property_text("id"),
        };
        without_bidi_controls(id.trim()).into_owned()
    }

    /// A property as text; empty if there is none.
    pub(crate) fn property_text(&self, key: &str) -> String {
        self.feature.property(key).map(as_text).unwrap_or_default()
    }

    /// A property as a number, also if it is written as a text.
    pub(crate) fn property_number(&self, key: &str) -> Option<f64> {
        let number = match self.feature.property(key)? {
            JsonValue::String(text) => text.trim().parse().ok()?,
            value => value.as_f64()?,
        };
        Some(number).filter(|number: &f64| number.is_finite())
    }

    /// The name, in one language or several; `language` is that of the plain `name`. What
    /// has no `name` goes by its `title`, or by the first of its names in Linked Places.
    pub(crate) fn name(&self, language: &str) -> Text {
        let plain = [self.property_text("name"), self.property_text("title"), self.toponym()];
        let plain = plain.into_iter().find(|name| !name.is_empty()).unwrap_or_default();
        let mut pairs = Vec::new();
        for (key, value) in self.feature.properties.iter().flatten() {
            let text = as_text(value);
            if let Some(tag) = key.strip_prefix("name:").filter(|_| !text.is_empty()) {
                pairs.push((tag.to_owned(), text));
            }
        }
        if pairs.is_empty() {
            return Text::Plain(plain);
        }
        if !plain.is_empty() && !pairs.iter().any(|(tag, _)| tag.eq_ignore_ascii_case(language)) {
            pairs.insert(0, (language.to_owned(), plain));
        }
        Text::PerLanguage(pairs)
    }

    /// `names[0].toponym`, as Linked Places have it.
    fn toponym(&self) -> String {
        let names = self.feature.foreign_members.as_ref().and_then(|members| members.get("names"));
        let first = names.and_then(|names| names.get(0));
        first.and_then(|name| name.get("toponym")).map(as_text).unwrap_or_default()
    }

    /// A problem with the feature, to be added to.
    pub(crate) fn problem(&self, code: Code) -> Problem {
        Problem::new(code, self.file).row(self.line)
    }
}

/// A value of a property as text; nothing for `null`.
pub(crate) fn as_text(value: &JsonValue) -> String {
    let text = match value {
        JsonValue::Null => String::new(),
        JsonValue::String(text) => text.trim().to_owned(),
        other => other.to_string(),
    };
    let text = cut(&text, crate::limits::Limits::DEFAULT.text_chars);
    without_bidi_controls(text).into_owned()
}
