//! GeoJSON in every form that people keep it in → features.

use super::json::Source;
use crate::code::Code;
use crate::features::{count_vertices, from_geojson, read_one};
use crate::json::is_too_long;
use crate::open::rows::Rows;
use crate::problem::Problem;
use crate::report::Report;
use crate::{Limits, tidy::cut};
use geojson::{Feature, Geometry};
use serde_json::Value;
use std::borrow::Cow;

pub(crate) use super::plain::PlainFeature;
use super::plain::{PlainReader, PlainText};

/// Features by whose properties the sides are found; they are kept whole.
pub(crate) const SAMPLE: usize = 64;

/// Where uMap keeps how layers and features are called and look.
const UMAP_OPTIONS: &str = "_umap_options";

/// A feature that is given away.
#[derive(Debug)]
pub(crate) enum Given<'f> {
    /// With the line on which it begins.
    Whole(u32, Box<Feature>),
    /// A point with plain properties.
    Plain(PlainFeature<'f>),
}

/// The features of a file.
#[derive(Debug)]
pub(crate) struct Features {
    pub(crate) file: String,
    /// What the file calls itself.
    pub(crate) title: Option<String>,
    /// Those that are whole, each with the line on which it begins.
    whole: Vec<(u32, Box<Feature>)>,
    /// Those that are plain, in rows of what their properties say.
    plain: Rows,
    /// How features of the one kind and the other follow each other.
    runs: Vec<Run>,
    count: usize,
    /// Features that could not be read or lie beyond a limit; each was reported.
    pub(crate) lost: usize,
    vertices: usize,
    is_full: bool,
    /// Whether there are several collections, each a layer of a map.
    pub(super) are_layers: bool,
    /// What the layer is called that is being read.
    layer: Option<String>,
    pub(super) reader: PlainReader,
}

/// Features that follow each other: whole ones, or plain ones with the same list of names.
#[derive(Clone, Copy, Debug)]
struct Run {
    keys: Option<usize>,
    count: usize,
}

impl Features {
    pub(crate) fn new(file: &str) -> Self {
        Self {
            file: file.to_owned(),
            title: None,
            whole: Vec::new(),
            plain: Rows::default(),
            runs: Vec::new(),
            count: 0,
            lost: 0,
            vertices: 0,
            is_full: false,
            are_layers: false,
            layer: None,
            reader: PlainReader::default(),
        }
    }

    /// Whether there is none, not even one that could not be read.
    pub(crate) fn is_empty(&self) -> bool {
        self.count + self.lost == 0
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.count
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
        if self.has_room((line, more), None, limits, report) {
            self.whole.push((line, Box::new(feature)));
        }
    }

    /// Adds a plain feature, if the limits leave room for it.
    pub(super) fn push_plain(
        &mut self,
        line: u32,
        feature: &PlainText<'_>,
        limits: Limits,
        report: &mut Report,
    ) {
        if self.has_room((line, 1), Some(feature.keys), limits, report) {
            self.plain.push_point(line, feature.cells.iter().map(Cow::as_ref), feature.point);
        }
    }

    /// The features of the sample, those that are whole among the first.
    pub(crate) fn sample(&self) -> impl Iterator<Item = &Feature> + Clone {
        // None of the first is plain, and where one is there were as many before it.
        self.whole.iter().take(SAMPLE).map(|(_, feature)| &**feature)
    }

    /// Those that are whole, to be changed.
    pub(crate) fn whole_mut(&mut self) -> impl Iterator<Item = &mut Feature> {
        self.whole.iter_mut().map(|(_, feature)| &mut **feature)
    }

    /// Lists of names of properties by their numbers.
    pub(crate) fn lists(&self) -> &[Vec<String>] {
        self.reader.lists()
    }

    /// Names of all properties, which may come again and again.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        let of_whole = self.whole().flat_map(|it| it.properties.iter().flatten()).map(|it| it.0);
        self.lists().iter().flatten().chain(of_whole).map(String::as_str)
    }

    /// Those that are whole.
    pub(crate) fn whole(&self) -> impl Iterator<Item = &Feature> + Clone {
        self.whole.iter().map(|(_, feature)| &**feature)
    }

    /// Those that are plain.
    pub(crate) fn plain(&self) -> impl Iterator<Item = PlainFeature<'_>> + Clone {
        let lists = self.runs.iter().filter_map(|run| Some((run.keys?, run.count)));
        let lists = lists.flat_map(|(list, count)| std::iter::repeat_n(list, count));
        lists
            .zip(self.plain.iter())
            .filter_map(|(list, row)| PlainFeature::of(list, self.reader.keys(list), row))
    }

    /// All features in their order, told for tests.
    #[cfg(test)]
    pub(super) fn told(&self) -> Vec<String> {
        let (mut whole, mut plain) = (self.whole(), self.plain());
        let kinds = self.runs.iter().flat_map(|run| std::iter::repeat_n(run.keys, run.count));
        let each = kinds.map(|keys| match keys {
            None => format!("{:?}", whole.next()),
            Some(_) => format!("{:?}", plain.next()),
        });
        each.collect()
    }

    /// Gives all features away in their order, each with its number, the first being 1.
    pub(crate) fn give(self, mut each: impl FnMut(usize, Given<'_>)) {
        let (mut whole, mut plain) = (self.whole.into_iter(), self.plain.drain());
        let kinds = self.runs.iter().flat_map(|run| std::iter::repeat_n(run.keys, run.count));
        for (number, list) in (1..).zip(kinds) {
            match list {
                None => whole
                    .next()
                    .into_iter()
                    .for_each(|(line, feature)| each(number, Given::Whole(line, feature))),
                Some(list) => {
                    let keys = self.reader.keys(list);
                    let feature = plain.next().and_then(|row| PlainFeature::of(list, keys, row));
                    feature.into_iter().for_each(|it| each(number, Given::Plain(it)));
                }
            }
        }
    }

    /// Whether the limits leave room for a feature with so many positions, which is counted.
    fn has_room(
        &mut self,
        (line, more): (u32, usize),
        keys: Option<usize>,
        limits: Limits,
        report: &mut Report,
    ) -> bool {
        if self.count >= limits.rows || self.vertices + more > limits.vertices {
            self.lose_one(line, limits, report);
            return false;
        }
        self.vertices += more;
        self.count += 1;
        match self.runs.last_mut().filter(|run| run.keys == keys) {
            Some(run) => run.count += 1,
            None => self.runs.push(Run { keys, count: 1 }),
        }
        true
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

    /// Counts features whose positions are in a projection that is not read.
    pub(super) fn refuse(&mut self, projection: &str, features: usize, report: &mut Report) {
        self.lost += features;
        report.push(Problem::new(Code::FileProjection, &self.file).value(projection));
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

/// What longitude and latitude are called: by WGS 84, and by systems that are within a few metres of
/// it all over their part of the world (ETRS89, NAD83, SIRGAS 2000, GDA94, GDA2020, CGCS2000, JGD2011).
const LON_LAT: [&str; 15] = [
    "4326",
    "4979",
    "84",
    "CRS84",
    "CRS84h",
    "WGS84",
    "WGS 84",
    "GCS_WGS_1984",
    "4258",
    "4269",
    "4674",
    "4283",
    "7844",
    "4490",
    "6668",
];

/// Whether what positions are in is longitude and latitude, by its name or code:
/// `urn:ogc:def:crs:OGC:1.3:CRS84`, `EPSG:4326`, `http://www.opengis.net/def/crs/EPSG/0/4326`.
pub(super) fn is_lon_lat(name: &str) -> bool {
    let last = name.rsplit([':', '/', '#']).next().unwrap_or(name);
    LON_LAT.iter().any(|known| last.eq_ignore_ascii_case(known))
}

/// What a `crs` says that positions are in, by its name; `None` if that is longitude and latitude,
/// or nothing that has a name.
pub(super) fn projection(crs: &str) -> Option<String> {
    let crs: Value = serde_json::from_str(crs).ok()?;
    let name = ["/properties/name", "/properties/code"].iter().find_map(|at| crs.pointer(at))?;
    let name = name.as_str().map_or_else(|| name.to_string(), str::to_owned);
    (!is_lon_lat(name.trim())).then_some(name)
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
    let options = member(UMAP_OPTIONS).and_then(crate::json::members).unwrap_or_default();
    let of_options = options.iter().find(|(key, _)| key == "name").map(|it| it.1);
    let called = of_options.or_else(|| member("name")).filter(|_| features.are_layers);
    let called = called.filter(|_| member("features").is_some());
    features.layer = called.and_then(|raw| serde_json::from_str(raw).ok());
    let title =
        ["title", "name"].iter().find_map(|key| member(key)).filter(|_| !features.are_layers);
    features.title = title.and_then(|raw| serde_json::from_str(raw).ok());
    if let Some(name) = member("crs").and_then(projection) {
        let listed = member("features").and_then(|list| source.list(list));
        features.refuse(&name, listed.map_or(1, |it| it.items.len() + it.beyond), report);
    } else if let Some(list) = member("features") {
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
        match from_geojson::<Geometry>(raw) {
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
    let may_be_plain = features.len() >= SAMPLE && features.layer.is_none();
    let plain = may_be_plain.then(|| features.reader.read(raw)).flatten();
    if let Some(plain) = plain {
        features.push_plain(line, &plain, limits, report);
        return;
    }
    push_whole(raw, line, file, limits, features, report);
}

/// Adds a feature with all that it says.
pub(super) fn push_whole(
    raw: &str,
    line: u32,
    file: &str,
    limits: Limits,
    features: &mut Features,
    report: &mut Report,
) {
    let Some(mut feature) = read_one(raw, (file, line), from_geojson, limits, report) else {
        features.lost += 1;
        return;
    };
    if let Some(properties) = &mut feature.properties {
        // How a mark looks is no news.
        properties.remove(UMAP_OPTIONS);
    }
    if let Some(layer) = &features.layer {
        // As the folders of KML are.
        let properties = feature.properties.get_or_insert_default();
        properties.entry("folder").or_insert_with(|| layer.as_str().into());
    }
    features.push(line, feature, limits, report);
}
