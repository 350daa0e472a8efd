//! Files that are no story → a story.
//!
//! In order: outlines and who held them where features say so, tables of who held what, and
//! then what happened, since each names what comes before.

use super::archive::Opened;
use super::encoding::Encoding;
use super::features::{self, FeatureFile, Outlines, Times};
use super::formats::{self, Parsed};
use super::gazetteer;
use super::mapping::{FileMapping, Mapping};
use super::presets::Preset;
use super::reading::{OpenOptions, OpenedFile, Pulse, Reading, Step};
use super::sheet::{Sheet, plain};
use super::{meta, tables};
use crate::code::Code;
use crate::context::Context;
use crate::events::{EventRows, count_events};
use crate::names::Names;
use crate::problem::Problem;
use crate::report::Report;
use crate::story::span_of;
use crate::tidy::{cut, without_bidi_controls};
use crate::zones::zone_of;
use dateline_core::hash::KeyedSet;
use dateline_core::ledger::{Change, Ledger};
use dateline_core::model::{Area, Category, Details, Events, Mode, Story, Text, WholeStory};
use dateline_core::pack::FoldedStory;

/// Longest headline that a file gives itself, characters.
const MAX_TITLE_CHARS: usize = 200;

/// A table of a file and what it is taken for.
pub(super) struct TableFile {
    pub(super) sheet: Sheet,
    pub(super) mapping: Mapping,
    /// Place of the file among the opened ones.
    pub(super) file: usize,
}

/// Reads the files and builds a story of them.
pub(super) fn read(files: Vec<Opened<'_>>, report: Report, options: &OpenOptions<'_>) -> Reading {
    let mut report = report;
    let time_zone = options.time_zone.clone().unwrap_or_else(|| "UTC".to_owned());
    let zone = zone_of(&time_zone, options.zones);
    if zone.is_none() {
        report.push(Problem::new(Code::StoryZone, "").value(&time_zone));
    }
    let title = files.first().map_or("", |(name, _)| stem(name)).to_owned();
    let mut context = Context {
        report: &mut report,
        limits: options.limits,
        zone: zone.as_deref(),
        language: options.language.clone().unwrap_or_else(|| "en".to_owned()),
        names: Names::default(),
        story: None,
    };
    context.names.make_sides();
    let gathered = gather(files, Known::default(), options, &mut context);
    let (opened, gathered) = match gathered {
        (opened, Some(gathered)) => (opened, gathered),
        (opened, None) => return Reading { files: opened, ..Reading::cancelled(report) },
    };
    let Gathered { outlines, rows, categories } = gathered;
    let own = if let [file] = opened.as_slice() { own_title(file) } else { None };
    let title = options.title.clone().or(own).unwrap_or(title);
    let mut meta = meta::empty(&title, &context.language, &time_zone);
    meta.categories = categories;
    meta.credits = meta::credits_of(&opened);
    let events = rows.into_shelf();
    count_events(&events, &mut context);
    meta.actors = context.names.take_made();
    let Outlines { areas, changes, base } = outlines;
    let (changes, notes): (Vec<Change>, Vec<Text>) =
        changes.into_iter().map(|row| (row.change, row.note)).unzip();
    meta.span = span_of(&changes, &events);
    if changes.is_empty() {
        // Nothing holds at a moment then: what there is to see is all that happened.
        meta.start.mode = Some(Mode::Window);
    }
    let is_something = !(areas.is_empty() && events.is_empty() && base.is_empty());
    let opened = with_tallies(opened, &report);
    let story = is_something.then(|| {
        let ledger = Ledger::new(areas.len(), changes);
        let details = Details { notes, ..Details::default() };
        let story = Story { meta, areas, ledger, events: Events::default(), base };
        FoldedStory::new(WholeStory { story, details }, events)
    });
    Reading { story, report, files: opened, ..Reading::default() }
}

/// What a story has already that files are added to.
#[derive(Default)]
pub(crate) struct Known {
    pub(crate) areas: Vec<Area>,
    pub(crate) categories: Vec<Category>,
}

/// What files give, with what was known before.
pub(crate) struct Gathered {
    pub(crate) outlines: Outlines,
    pub(crate) rows: EventRows,
    pub(crate) categories: Vec<Category>,
}

/// Reads files into what is known already; nothing but how they were understood if somebody
/// said stop.
pub(crate) fn gather(
    files: Vec<Opened<'_>>,
    known: Known,
    options: &OpenOptions<'_>,
    context: &mut Context<'_>,
) -> (Vec<OpenedFile>, Option<Gathered>) {
    let Some((mut opened, parsed)) = parse(files, options, context) else {
        return (Vec::new(), None);
    };
    if !options.goes_on(Step::Building, 0, opened.len()) {
        return (opened, None);
    }
    let Known { areas, categories } = known;
    let (tables, mut outlines) = sort_out(parsed, areas, &mut opened, options, context);
    let how = (options, opened.as_mut_slice());
    let read = tables::read(tables, &mut outlines, categories, how, context);
    let gathered = read.map(|(rows, categories)| Gathered { outlines, rows, categories });
    (opened, gathered)
}

/// Outlines and what features tell of them, read; and all tables with what their columns are.
fn sort_out(
    parsed: Vec<(usize, Parsed)>,
    areas: Vec<Area>,
    opened: &mut [OpenedFile],
    options: &OpenOptions<'_>,
    context: &mut Context<'_>,
) -> (Vec<TableFile>, Outlines) {
    let name_of = |file: usize| opened.get(file).map_or("", |it| it.name.as_str());
    let (mut places, mut looked) = (Vec::new(), Vec::new());
    let mut sheets: Vec<(usize, Sheet, FileMapping)> = Vec::new();
    let mut missing = Missing::of(options);
    for (file, parsed) in parsed {
        match parsed {
            Parsed::Sheet(sheet) if sheet.rows.is_empty() && sheet.beyond == 0 => {
                let detail = "there is no row in it, or none below the header";
                context.report.push(Problem::new(Code::FileUnknown, &sheet.file).detail(detail));
            }
            Parsed::Sheet(sheet) => {
                let names = [&sheet.file, name_of(file)];
                missing.look(names, sheet.columns.iter().map(String::as_str));
                let chosen = options.mapping_of(&names);
                sheets.push((file, sheet, chosen));
            }
            Parsed::Features(it) => {
                let is_of_it =
                    |told: &Problem| told.file == it.file && told.code != Code::FileEncoding;
                if it.is_empty() && !context.report.problems.iter().any(is_of_it) {
                    let detail = "there is no feature in it";
                    context.report.push(Problem::new(Code::FileUnknown, &it.file).detail(detail));
                }
                let chosen = options.mapping(name_of(file));
                missing.look([name_of(file); 2], it.names());
                places.push(file);
                looked.push(features::look(it, chosen));
            }
            Parsed::Nothing => {}
        }
    }
    let times = Times::of(&looked);
    let apart = looked.into_iter().map(|it| features::take_apart(it, &times, context));
    let mut features: Vec<FeatureFile> = apart.collect();
    let outlines = features::read(&mut features, areas, context);
    for (file, part) in places.into_iter().zip(features) {
        let (sheet, guesses) = &part.columns;
        let mut name = "";
        if let Some(it) = opened.get_mut(file) {
            it.tell(sheet, guesses);
            it.find_order(part.date_order);
            name = &it.name;
        }
        let (events, chosen) = part.into_events();
        missing.look([name; 2], events.columns.iter().map(String::as_str));
        if !events.rows.is_empty() || events.beyond > 0 {
            sheets.push((file, events, chosen));
        }
    }
    missing.tell(context);
    let table = |(file, sheet, chosen): (usize, Sheet, FileMapping)| {
        let mapping = Mapping::of(&sheet, &chosen);
        if let Some(it) = opened.get_mut(file) {
            it.tell(&sheet, &mapping.guesses);
            it.preset = mapping.preset;
            it.find_order(mapping.date_order);
        }
        TableFile { sheet, mapping, file }
    };
    (sheets.into_iter().map(table).collect(), outlines)
}

/// Columns of which somebody says what they are, file by file, until one of the name is found.
struct Missing<'o>(Vec<(&'o str, Vec<&'o str>, bool)>);

impl<'o> Missing<'o> {
    fn of(options: &'o OpenOptions<'_>) -> Self {
        let of_file = |(file, mapping): &'o (String, FileMapping)| {
            let names: Vec<&str> = mapping.columns.iter().map(|(name, _)| name.as_str()).collect();
            (!names.is_empty()).then_some((file.as_str(), names, false))
        };
        Self(options.mappings.iter().filter_map(of_file).collect())
    }

    /// Takes out what a file has, and a part of it.
    fn look<'n>(&mut self, of: [&str; 2], names: impl Iterator<Item = &'n str>) {
        if self.0.is_empty() {
            return;
        }
        // A million features have the same few.
        let names: KeyedSet<&str> = names.collect();
        let names: KeyedSet<String> = names.into_iter().map(plain).collect();
        for (file, columns, is_there) in &mut self.0 {
            if file.is_empty() || of.contains(file) {
                columns.retain(|name| !names.contains(&plain(name)));
                *is_there = true;
            }
        }
    }

    /// Tells of what no file has for which it is said.
    fn tell(self, context: &mut Context<'_>) {
        for (file, columns, _) in self.0.into_iter().filter(|(.., is_there)| *is_there) {
            for name in columns {
                let problem = Problem::new(Code::ColumnMissing, file).column(name).value(name);
                context.report.push(problem);
            }
        }
    }
}

/// The files one by one, and what each holds by its place; `None` if somebody said stop.
#[allow(clippy::type_complexity)] // A pair of lists, taken apart at once.
fn parse(
    files: Vec<Opened<'_>>,
    options: &OpenOptions<'_>,
    context: &mut Context<'_>,
) -> Option<(Vec<OpenedFile>, Vec<(usize, Parsed)>)> {
    let (mut opened, mut all) = (Vec::new(), Vec::new());
    let total = files.len();
    for (place, (name, body)) in files.into_iter().enumerate() {
        if !options.goes_on(Step::Reading, place, total) {
            return None;
        }
        let chosen = options.mapping(&name);
        let pulse = Pulse::new(options, Step::Reading, place, total);
        let how = (context.limits, &pulse);
        let names_of = |first: &_| {
            Preset::names_of_bare_row(first).or_else(|| gazetteer::names_of_bare_row(first))
        };
        // Only what is in UTF-8 stays in pieces.
        let is_other = chosen.encoding.is_some_and(|it| it != Encoding::Utf8);
        let body = if is_other { body.into_whole() } else { body };
        let file = formats::read(&name, &body, chosen.encoding, names_of, how, context.report);
        if pulse.is_stopped() {
            return None;
        }
        let several = file.parsed.len() > 1;
        if file.parsed.is_empty() {
            opened.push(OpenedFile::new(&file.name, file.format, file.encoding));
        }
        for mut parsed in file.parsed {
            let (name, title) = match &mut parsed {
                Parsed::Sheet(sheet) if several => (&sheet.file, None),
                Parsed::Features(features) => (&file.name, features.title.take()),
                _ => (&file.name, None),
            };
            let it = OpenedFile::new(name, file.format, file.encoding);
            opened.push(OpenedFile { title, ..it });
            all.push((opened.len() - 1, parsed));
        }
    }
    Some((opened, all))
}

/// The name of a file without folders and ending; what is in a KMZ is called as that is.
fn stem(name: &str) -> &str {
    let is_map = |part: &&str| part.to_ascii_lowercase().ends_with(".kmz");
    let file = name.split('/').find(is_map).or(name.rsplit('/').next()).unwrap_or(name);
    file.split_once('.').map_or(file, |(stem, _)| stem)
}

/// What a file calls itself, if that is more than its name and what programs write there.
fn own_title(file: &OpenedFile) -> Option<String> {
    let title = file.title.as_deref()?.trim();
    let lower = title.to_lowercase();
    let is_usual =
        lower.starts_with("untitled") || ["document", "map", "ogrgeojson"].contains(&&*lower);
    let is_name = stem(title).eq_ignore_ascii_case(stem(&file.name));
    let is_own = !(title.is_empty() || is_usual || is_name);
    is_own.then(|| without_bidi_controls(cut(title, MAX_TITLE_CHARS)).into_owned())
}

/// The files with what the report says of the rows of each.
pub(crate) fn with_tallies(mut opened: Vec<OpenedFile>, report: &Report) -> Vec<OpenedFile> {
    for file in &mut opened {
        for tally in report.tallies.iter().filter(|tally| tally.file == file.name) {
            file.tally.rows += tally.rows;
            file.tally.read += tally.read;
            file.tally.skipped += tally.skipped;
        }
    }
    opened
}
