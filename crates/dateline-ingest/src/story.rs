//! The story as a whole: the manifest and its files, put together.

mod opened;
mod places;

use crate::base::read_base;
use crate::code::Code;
use crate::context::Context;
use crate::control::read_control;
use crate::decode::decode;
use crate::events::{Ids, count_events, read_events};
use crate::forms::cells::CellTable;
use crate::limits::Limits;
use crate::manifest::sides::general_category;
use crate::manifest::{FileRole, Manifest, Selection, timeline};
use crate::names::Names;
use crate::open::{OpenOptions, OpenedFile, Reading, with_tallies};
use crate::problem::Problem;
use crate::report::Report;
use crate::zones::{Zones, zone_of};
use dateline_core::geo::Extent;
use dateline_core::ledger::{Change, Ledger};
use dateline_core::model::{
    Area, CategoryIndex, Details, EventIndex, Events, MAX_CATEGORIES, Story, Text, WholeStory,
};
use dateline_core::pack::{FoldedStory, Shelf};
use dateline_core::time::{Day, EdtfDate, Span};
use opened::Parts;
use std::borrow::Cow;

/// A file as it was fetched, by its name in `story.json`: its bytes, or why there are none.
type Fetched = (String, Result<Vec<u8>, String>);

/// How to read a story.
#[derive(Clone, Copy, Default)]
pub struct ReadOptions<'z> {
    /// The zones of the world, for times with an offset from UTC; without them such times
    /// are reported, unless the story's zone is UTC itself.
    pub zones: Option<&'z dyn Zones>,
    /// How much is read.
    pub limits: Limits,
}

/// Reads the files of a story. Goes on with the report of the manifest.
pub fn read_story(
    manifest: Manifest,
    files: &[Fetched],
    report: Report,
) -> (Option<FoldedStory>, Report) {
    read_story_with(manifest, files, report, ReadOptions::default())
}

/// Like [`read_story`], with options.
pub fn read_story_with(
    manifest: Manifest,
    files: &[Fetched],
    report: Report,
    options: ReadOptions<'_>,
) -> (Option<FoldedStory>, Report) {
    let ReadOptions { zones, limits } = options;
    let options = OpenOptions { zones, limits, ..OpenOptions::default() };
    let reading = read_story_by(manifest, files, report, (&options, ""));
    (reading.story, reading.report)
}

/// Like [`read_story_with`], with what somebody says of the files that are read as they are, by
/// their names with or without the folder, and with how these were understood.
pub fn read_story_by(
    manifest: Manifest,
    files: &[Fetched],
    report: Report,
    (options, folder): (&OpenOptions<'_>, &str),
) -> Reading {
    let (mut manifest, mut report) = (manifest, report);
    let is_chosen = manifest.choose(options, folder, &mut report);
    let (story, opened) = story_of(manifest, files, &mut report, options);
    let files = with_tallies(opened, &report);
    Reading { story: Some(story), report, files, is_chosen, ..Reading::default() }
}

fn story_of(
    manifest: Manifest,
    files: &[Fetched],
    report: &mut Report,
    options: &OpenOptions<'_>,
) -> (FoldedStory, Vec<OpenedFile>) {
    let mut meta = manifest.meta.clone();
    let zone = zone_of(&meta.time_zone, options.zones);
    if zone.is_none()
        && options.zones.is_some()
        && let Some(problem) = manifest.unknown_zone.clone()
    {
        report.push(problem);
    }
    let mut context = Context {
        report,
        limits: options.limits,
        zone: zone.as_deref(),
        language: meta.languages.first().cloned().unwrap_or_else(|| "en".to_owned()),
        names: Names::of(&meta),
        story: Some(meta.span).filter(|_| manifest.span_is_stated && !manifest.widens),
    };
    if manifest.makes_actors {
        context.names.make_sides_after(std::mem::take(&mut meta.actors));
    }
    let (areas, noted) = places::read(&manifest, files, &mut context);
    let mut parts = Parts { areas, noted, ..Parts::default() };
    parts.categories = std::mem::take(&mut meta.categories);
    opened::read(&manifest, files, &mut parts, &mut context);
    meta.categories = parts.categories;
    if let Some(name) = manifest.file(FileRole::Events)
        && let Some(text) = text_of(name, files, &mut context)
    {
        let general = general_index(&context.names, meta.categories.len());
        let around = extent(&parts.areas);
        let into = (around, &mut parts.rows);
        let uses_general = read_events(&text, name, general, into, &mut context);
        if uses_general && usize::from(general.0) == meta.categories.len() {
            meta.categories.push(general_category());
        }
    }
    let mut events = parts.rows.into_shelf();
    // Changes name them by their places.
    events.sort();
    let ids = Ids::of(&events);
    let find_event = |id: &str| ids.find(id, &events).map(|place| EventIndex(place as u32));
    count_events(&events, &mut context);
    let (areas, mut noted, mut base) = (parts.areas, parts.noted, parts.base);
    if let Some(name) = manifest.file(FileRole::Control)
        && !places::has_features(name, files)
        && let Some(text) = text_of(name, files, &mut context)
    {
        match CellTable::recognise(&text, &manifest.roles) {
            Some(table) => noted.extend(table.read(&text, name, &mut context)),
            None => noted.extend(read_control(&text, name, find_event, &mut context)),
        }
    }
    if let Some(name) = manifest.file(FileRole::Base)
        && let Some(text) = text_of(name, files, &mut context)
    {
        base.extend(read_base(&text, name, &mut context));
    }
    if manifest.makes_actors {
        meta.actors = context.names.take_made();
    }
    let (changes, notes): (Vec<Change>, Vec<Text>) =
        noted.into_iter().map(|row| (row.change, row.note)).unzip();
    let Manifest { span_is_stated, widens, selections, methods, corrections, .. } = manifest;
    if !span_is_stated {
        meta.span = span_of(&changes, &events);
    } else if widens && let Some(told) = told_span(&changes, &events) {
        meta.span = meta.span.union(told);
    }
    timeline::close(&mut meta);
    check_selections(selections, find_event, &mut context);
    let ledger = Ledger::new(areas.len(), changes);
    let details = Details { events: Vec::new(), notes, methods, corrections };
    let story = Story { meta, areas, ledger, events: Events::default(), base };
    (FoldedStory::new(WholeStory { story, details }, events), parts.opened)
}

/// Reports selections of what there is not.
fn check_selections(
    selections: Vec<Selection>,
    find_event: impl Fn(&str) -> Option<EventIndex>,
    context: &mut Context<'_>,
) {
    for selection in selections {
        let is_known = match selection.value.split_once(':') {
            Some(("area", id)) => context.names.area(id).is_some(),
            Some((_, id)) => find_event(id).is_some(),
            None => false,
        };
        if !is_known {
            let id = selection.value.split_once(':').map_or("", |(_, id)| id);
            context.report.push(selection.problem_if_unknown.value(id));
        }
    }
}

/// The text of a file; what cannot be fetched or read is reported.
fn text_of<'f>(
    name: &str,
    files: &'f [Fetched],
    context: &mut Context<'_>,
) -> Option<Cow<'f, str>> {
    let bytes = fetched(name, files, context.report)?;
    let limits = context.limits;
    decode(bytes, name, &limits, context.report)
}

fn fetched<'f>(name: &str, files: &'f [Fetched], report: &mut Report) -> Option<&'f [u8]> {
    let why = match files.iter().find(|(of, _)| of == name) {
        Some((_, Ok(bytes))) => return Some(bytes),
        Some((_, Err(why))) => why.as_str(),
        None => "it was not given",
    };
    report.push(Problem::new(Code::FileMissing, name).foreign(why));
    None
}

/// The category of events whose own is not known: one that the story has for it, else
/// one more, else the last there may be.
fn general_index(names: &Names, count: usize) -> CategoryIndex {
    let own = names.category("event").or_else(|| names.category("other"));
    let next = count.min(MAX_CATEGORIES - 1);
    own.unwrap_or(CategoryIndex(u8::try_from(next).unwrap_or_default()))
}

fn extent(areas: &[Area]) -> Option<Extent> {
    Extent::around(areas.iter().flat_map(|area| area.polygons.iter().flatten().flatten().copied()))
}

/// From the first to the last moment that dates with both ends name; a single day where
/// there are none.
pub(crate) fn span_of(changes: &[Change], events: &Shelf) -> Span {
    told_span(changes, events).unwrap_or_else(|| Span::of_day(Day(0)))
}

fn told_span(changes: &[Change], events: &Shelf) -> Option<Span> {
    let is_closed = |date: &&EdtfDate| !date.open_start && !date.open_end;
    let changes = changes.iter().map(|change| &change.date).filter(is_closed);
    let events = (0..events.len()).filter_map(|place| events.closed_span(place));
    let spans = changes.map(|date| date.span).chain(events);
    spans.reduce(Span::union)
}
