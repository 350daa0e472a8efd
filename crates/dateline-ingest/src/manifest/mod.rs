//! `story.json`: what the story says of itself, and which files it is made of.
//!
//! Has no opinion on those files; see [`crate::read_story`].

mod base_map;
mod chosen;
pub(crate) mod dates;
pub(crate) mod forms;
mod lists;
pub(crate) mod opened;
pub(crate) mod sides;
mod state;
pub(crate) mod timeline;
mod week;

use crate::code::{Code, Severity};
use crate::decode::decode;
use crate::forms::Roles;
use crate::json::{JsonReader, Object};
use crate::limits::Limits;
use crate::problem::Problem;
use crate::report::Report;
use dateline_core::model::{Correction, StoryMeta, Text};
use dateline_core::time::EdtfDate;

/// The one name that is fixed.
pub(crate) const STORY_FILE: &str = "story.json";
/// The version of the format that this reads.
const VERSION: f64 = 1.0;
/// How long an event stays visible where the story does not say, days.
pub(crate) const DEFAULT_FADE_DAYS: u32 = 3;
/// The longest fading that makes sense, days.
const MAX_FADE_DAYS: f64 = 36_500.0;

/// What a file of a story is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FileRole {
    /// Outlines of the areas that change hands.
    Areas,
    /// Who holds what on one date; there may be many.
    Snapshot,
    /// What happened.
    Events,
    /// Who held what when.
    Control,
    /// What lies under it.
    Base,
    /// Any of these, read as it is; there may be many.
    Opened,
}

impl FileRole {
    /// Every role, in the order in which files are read.
    pub const ALL: [Self; 6] =
        [Self::Areas, Self::Snapshot, Self::Events, Self::Control, Self::Base, Self::Opened];
    /// Those that one file has.
    const SINGLE: [Self; 4] = [Self::Areas, Self::Events, Self::Control, Self::Base];

    /// The key under `files` in `story.json`.
    pub fn key(self) -> &'static str {
        match self {
            Self::Areas => "areas",
            Self::Snapshot => "snapshots",
            Self::Events => "events",
            Self::Control => "control",
            Self::Base => "base",
            Self::Opened => "open",
        }
    }
}

/// What `story.json` says, before its files are read.
#[derive(Clone, Debug)]
pub struct Manifest {
    /// What the story says of itself. Where `span` is not stated it is empty here and is
    /// set by what the files say.
    pub meta: StoryMeta,
    pub(crate) methods: Vec<Text>,
    pub(crate) corrections: Vec<Correction>,
    pub(crate) files: Vec<(FileRole, String)>,
    /// The snapshots, each with its date if story.json or the file's name tells it.
    pub(crate) snapshots: Vec<(String, Option<EdtfDate>)>,
    /// Files that are read as they are.
    pub(crate) opened: Vec<opened::OpenFile>,
    /// How many days may lie between two snapshots.
    pub(crate) snapshot_gap_days: Option<f64>,
    /// What properties and columns are called.
    pub(crate) roles: Roles,
    /// No sides are named, or may stand elsewhere, so that they are made of what the files say.
    pub(crate) makes_actors: bool,
    /// To be reported if the areas say nothing of time themselves.
    pub(crate) problem_without_control: Option<Problem>,
    pub(crate) span_is_stated: bool,
    pub(crate) selections: Vec<Selection>,
    /// What to report if nobody knows the zone.
    pub(crate) unknown_zone: Option<Problem>,
    /// Dates may lie elsewhere than when the span was stated.
    pub(crate) widens: bool,
}

/// A selection that `story.json` makes, to be checked when the files are there.
#[derive(Clone, Debug)]
pub(crate) struct Selection {
    pub(crate) problem_if_unknown: Problem,
    pub(crate) value: String,
}

impl Manifest {
    /// The files to fetch, in the order in which they are read, with names relative to
    /// the folder of `story.json`.
    pub fn file_names(&self) -> Vec<(FileRole, &str)> {
        let single = self.files.iter().map(|(role, name)| (*role, name.as_str()));
        let snapshots = self.snapshots.iter().map(|(name, _)| (FileRole::Snapshot, name.as_str()));
        let opened = self.opened.iter().map(|it| (FileRole::Opened, it.file.as_str()));
        let mut names: Vec<_> = single.chain(snapshots).chain(opened).collect();
        names.sort_by_key(|(role, _)| *role);
        // Several parts of one file are fetched once.
        names.dedup();
        names
    }

    /// The name of the file of that role.
    pub(crate) fn file(&self, role: FileRole) -> Option<&str> {
        self.files.iter().find(|(of, _)| *of == role).map(|(_, name)| name.as_str())
    }
}

/// Reads `story.json`, or says why it could not be fetched. There is no manifest only
/// where the file is missing or is not a JSON object.
pub fn read_manifest(fetched: Result<Vec<u8>, String>) -> (Option<Manifest>, Report) {
    let mut report = Report::default();
    let manifest = match fetched {
        Ok(bytes) => read(&bytes, &mut report),
        Err(why) => {
            report.push(Problem::new(Code::FileMissing, STORY_FILE).foreign(why));
            None
        }
    };
    (manifest, report)
}

fn read(bytes: &[u8], report: &mut Report) -> Option<Manifest> {
    let limits = Limits::DEFAULT;
    let text = decode(bytes, STORY_FILE, &limits, report)?;
    let (mut json, top) = JsonReader::open(&text, STORY_FILE, limits.text_chars, report);
    let top = top?;
    if !top.raw().starts_with('{') {
        json.refuse(Code::StorySchema, &top, "an object { … } is wanted");
        return None;
    }
    let mut top = json.object(top)?;
    read_version(&mut json, &mut top);
    let mut selections = Vec::new();
    let title = json.needed(&mut top, "title");
    let title = json.text(title);
    let languages = lists::languages(&mut json, &mut top);
    let (time_zone, unknown_zone) = read_time_zone(&mut json, &mut top);
    let span = json.needed(&mut top, "span");
    let span = dates::interval(&mut json, span);
    let timeline = timeline::read(&mut json, &mut top, &time_zone, span);
    let fade_days = read_fade_days(&mut json, &mut top);
    let (actors, makes_actors) = sides::actors(&mut json, &mut top);
    let categories = sides::categories(&mut json, &mut top);
    let files = read_files(&mut json, &mut top);
    let roles = forms::columns(&mut json, &mut top);
    let snapshot_gap_days = forms::gap_days(&mut json, &mut top);
    let start = top.take("start").and_then(|node| json.object(node));
    let start = start.map(|start| state::read(&mut json, start, (&mut selections, span)));
    let (claims_title, claims) = lists::claims(&mut json, &mut top);
    let meta = StoryMeta {
        title,
        standfirst: json.text(top.take("standfirst")),
        languages,
        time_zone,
        span: span.unwrap_or(dates::EMPTY_SPAN),
        timeline,
        start: start.unwrap_or_default(),
        fade_days,
        actors,
        categories,
        chapters: state::chapters(&mut json, &mut top, (&mut selections, span)),
        claims_title,
        claims,
        sources: lists::sources(&mut json, top.take("sources")),
        credits: lists::credits(&mut json, &mut top),
        base_map: base_map::read(&mut json, &mut top),
        version: lists::version(&mut json, &mut top),
        updated: dates::date(&mut json, top.take("updated")),
    };
    let methods = lists::texts(&mut json, top.take("methods"));
    let corrections = lists::corrections(&mut json, &mut top);
    json.finish(top);
    Some(Manifest {
        meta,
        methods,
        corrections,
        files: files.single,
        snapshots: files.snapshots,
        opened: files.opened,
        snapshot_gap_days,
        roles,
        makes_actors,
        problem_without_control: files.problem_without_control,
        span_is_stated: span.is_some(),
        selections,
        unknown_zone,
        widens: false,
    })
}

impl<'a> JsonReader<'a, '_> {
    /// The value of a key that must be there.
    fn needed(&mut self, object: &mut Object<'a>, key: &str) -> Option<crate::json::Node<'a>> {
        let found = object.take(key);
        if found.is_none() {
            let problem = self.missing(object, key);
            self.report.push(problem);
        }
        found
    }

    /// The problem of a key that is not there.
    fn missing(&self, object: &Object<'a>, key: &str) -> Problem {
        let mut problem =
            Problem::new(Code::StoryKey, self.file).detail(format!("“{key}” is missing"));
        problem.row = Some(self.line(&object.node));
        let dot = if object.node.path.is_empty() { "" } else { "." };
        problem.column(format!("{}{dot}{key}", object.node.path))
    }
}

fn read_version<'a>(json: &mut JsonReader<'a, '_>, top: &mut Object<'a>) {
    let Some(node) = json.needed(top, "dateline") else {
        return;
    };
    if json.number(Some(node.clone())).is_some_and(|version| version != VERSION) {
        json.refuse(Code::StorySchema, &node, "this reads version 1 of the format");
    }
}

/// The name of the zone, and what to report if there is no such zone.
fn read_time_zone<'a>(
    json: &mut JsonReader<'a, '_>,
    top: &mut Object<'a>,
) -> (String, Option<Problem>) {
    let Some(node) = json.needed(top, "timeZone") else {
        return ("UTC".to_owned(), None);
    };
    let name = json.string(Some(node.clone()));
    let is_part = |part: &str| {
        !part.is_empty()
            && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_+-".contains(&byte))
    };
    if name.split('/').all(is_part) {
        let problem = json.problem(Code::StoryZone, &node);
        return (name, Some(problem));
    }
    json.refuse(Code::StoryKey, &node, "the IANA name of a zone is wanted, such as Asia/Damascus");
    ("UTC".to_owned(), None)
}

fn read_fade_days<'a>(json: &mut JsonReader<'a, '_>, top: &mut Object<'a>) -> u32 {
    let Some(node) = top.take("fadeDays") else {
        return DEFAULT_FADE_DAYS;
    };
    let Some(days) = json.number(Some(node.clone())) else {
        return DEFAULT_FADE_DAYS;
    };
    if !(0.0..=MAX_FADE_DAYS).contains(&days) || days.fract() != 0.0 {
        json.refuse(Code::NumberUnreadable, &node, "a whole number of days is wanted");
        return DEFAULT_FADE_DAYS;
    }
    days as u32
}

/// What `files` says.
#[derive(Default)]
struct Files {
    /// The files of one role each.
    single: Vec<(FileRole, String)>,
    snapshots: Vec<(String, Option<EdtfDate>)>,
    opened: Vec<opened::OpenFile>,
    /// What to say if nobody holds anything.
    problem_without_control: Option<Problem>,
}

fn read_files<'a>(json: &mut JsonReader<'a, '_>, top: &mut Object<'a>) -> Files {
    let node = json.needed(top, "files");
    let Some(mut object) = node.and_then(|node| json.object(node)) else {
        return Files::default();
    };
    let missing = |json: &JsonReader<'a, '_>, role: FileRole| json.missing(&object, role.key());
    let problems = [FileRole::Areas, FileRole::Control].map(|role| missing(json, role));
    let [without_areas, without_control] = problems;
    let snapshots = forms::snapshots(json, object.take(FileRole::Snapshot.key()));
    let opened = opened::files(json, object.take(FileRole::Opened.key()));
    let mut files = Vec::new();
    let mut named = Vec::new();
    for role in FileRole::SINGLE {
        let Some(node) = object.take(role.key()) else { continue };
        named.push(role);
        files.extend(file_name(json, node).map(|name| (role, name)));
    }
    json.finish(object);
    // Snapshots and features of control may bring their own outlines.
    let brings_outlines = |(role, name): &(FileRole, String)| {
        *role == FileRole::Control && (name.ends_with(".geojson") || name.ends_with(".json"))
    };
    let brings = !snapshots.is_empty() || !opened.is_empty();
    let has_outlines = brings || files.iter().any(brings_outlines);
    if !named.contains(&FileRole::Areas) && !has_outlines {
        json.report.push(without_areas);
    }
    let is_told = named.contains(&FileRole::Control) || brings;
    let problem_without_control = (!is_told).then_some(without_control);
    Files { single: files, snapshots, opened, problem_without_control }
}

/// The name of a file in the story's folder.
fn file_name<'a>(json: &mut JsonReader<'a, '_>, node: crate::json::Node<'a>) -> Option<String> {
    let name = json.string(Some(node.clone()));
    if !is_in_folder(&name) {
        if !name.is_empty() {
            json.refuse(Code::StoryKey, &node, "a file in the folder of the story is wanted");
        }
        return None;
    }
    Some(name)
}

/// Whether a name can only mean a file in the story's folder or in a folder of it.
fn is_in_folder(name: &str) -> bool {
    !name.contains([':', '\\', '?', '#', '%'])
        && name.split('/').all(|part| !matches!(part, "" | "." | ".."))
}

/// A problem that takes nothing away.
fn warn<'a>(json: &mut JsonReader<'a, '_>, code: Code, node: &crate::json::Node<'a>, detail: &str) {
    let problem = json.problem(code, node).detail(detail).severity(Severity::Warning);
    json.report.push(problem);
}
