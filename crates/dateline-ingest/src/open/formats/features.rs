//! GeoJSON in every form that people keep it in → features.

use super::json::Source;
use crate::code::Code;
use crate::features::{count_vertices, read_one};
use crate::json::is_too_long;
use crate::problem::Problem;
use crate::report::Report;
use crate::{Limits, tidy::cut};
use geojson::{Feature, Geometry};

pub(crate) use super::plain::PlainFeature;
use super::plain::PlainReader;

/// Features by whose properties the sides are found; they are kept whole.
pub(crate) const SAMPLE: usize = 64;

/// A feature as it is kept.
#[derive(Debug)]
pub(crate) enum Kept {
    /// With all that it says.
    Whole(Box<Feature>),
    /// A point with plain properties; none of the first [`SAMPLE`].
    Plain(PlainFeature),
}

/// The features of a file.
#[derive(Debug)]
pub(crate) struct Features {
    pub(crate) file: String,
    /// Each with the line on which it begins.
    pub(crate) features: Vec<(u32, Kept)>,
    /// Features that could not be read or lie beyond a limit; each was reported.
    pub(crate) lost: usize,
    vertices: usize,
    is_full: bool,
    plain: PlainReader,
}

impl Features {
    pub(crate) fn new(file: &str) -> Self {
        let file = file.to_owned();
        let plain = PlainReader::default();
        Self { file, features: Vec::new(), lost: 0, vertices: 0, is_full: false, plain }
    }

    /// Adds a feature, if the limits leave room for it.
    pub(crate) fn push(
        &mut self,
        line: u32,
        feature: Feature,
        limits: Limits,
        report: &mut Report,
    ) {
        let more = feature.geometry.as_ref().map_or(0, |it| count_vertices(&it.value));
        self.keep(line, Kept::Whole(Box::new(feature)), more, limits, report);
    }

    /// The features of the sample, those that are whole among the first.
    pub(crate) fn sample(&self) -> impl Iterator<Item = &Feature> + Clone {
        self.features.iter().take(SAMPLE).filter_map(|(_, kept)| match kept {
            Kept::Whole(feature) => Some(&**feature),
            Kept::Plain(_) => None,
        })
    }

    fn keep(&mut self, line: u32, kept: Kept, more: usize, limits: Limits, report: &mut Report) {
        let fits = self.features.len() < limits.rows && self.vertices + more <= limits.vertices;
        if fits {
            self.vertices += more;
            self.features.push((line, kept));
            return;
        }
        self.lose_one(line, limits, report);
    }

    /// Counts a feature for which the limits leave no room.
    pub(super) fn lose_one(&mut self, line: u32, limits: Limits, report: &mut Report) {
        self.lost += 1;
        self.tell_full(Some(line), limits, report);
    }

    /// Counts features that are not kept.
    pub(super) fn lose(&mut self, features: usize, limits: Limits, report: &mut Report) {
        self.lost += features;
        if features > 0 {
            self.tell_full(None, limits, report);
        }
    }

    fn tell_full(&mut self, line: Option<u32>, limits: Limits, report: &mut Report) {
        if std::mem::replace(&mut self.is_full, true) {
            return;
        }
        let Limits { rows, vertices, .. } = limits;
        let detail = format!("the limit is {rows} features and {vertices} positions");
        let mut problem = Problem::new(Code::FileTooLarge, &self.file).detail(detail);
        problem.row = line;
        report.push(problem);
    }
}

/// Adds what a value of GeoJSON holds: a collection, a feature, or a bare geometry.
pub(super) fn push_geojson<'t>(
    raw: &'t str,
    line: u32,
    source: &Source<'t>,
    features: &mut Features,
    report: &mut Report,
) {
    let file = source.file;
    let members = crate::json::members(raw).unwrap_or_default();
    let member = |key: &str| members.iter().rev().find(|(name, _)| name == key).map(|it| it.1);
    if let Some(list) = member("features") {
        let listed = source.list(list).unwrap_or_default();
        for (line, raw) in listed.items.into_iter().take_while(|_| source.pulse.beat()) {
            push_one(raw, line, file, source.limits, features, report);
        }
        features.lose(listed.beyond, source.limits, report);
    } else if member("type") == Some("\"Feature\"") {
        push_one(raw, line, file, source.limits, features, report);
    } else if is_too_long(raw, (file, line), source.limits, report) {
        features.lost += 1;
    } else {
        match serde_json::from_str::<Geometry>(raw) {
            Ok(geometry) => {
                let feature = Feature {
                    geometry: Some(geometry),
                    bbox: None,
                    id: None,
                    properties: None,
                    foreign_members: None,
                };
                features.push(line, feature, source.limits, report);
            }
            Err(error) => {
                features.lost += 1;
                let problem = Problem::new(Code::GeometryInvalid, file).row(line);
                report.push(problem.foreign(cut(&error.to_string(), 200)));
            }
        }
    }
}

fn push_one(
    raw: &str,
    line: u32,
    file: &str,
    limits: Limits,
    features: &mut Features,
    report: &mut Report,
) {
    let plain = (features.features.len() >= SAMPLE).then(|| features.plain.read(raw)).flatten();
    if let Some(plain) = plain {
        features.keep(line, Kept::Plain(plain), 1, limits, report);
        return;
    }
    match read_one(raw, (file, line), limits, report) {
        Some(feature) => features.push(line, feature, limits, report),
        None => features.lost += 1,
    }
}
