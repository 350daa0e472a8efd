//! A table whose columns are known → the rows of `events.csv`.
//!
//! Whatever a cell says in another way is put into the words of the story format, so that one
//! reader reads them all; a cell of which nothing can be made stays as it is, and that reader
//! says what is wrong with it. Rows keep their lines, and columns the names of the file.

mod apart;
mod canon;
mod named;
mod people;
mod when;
mod r#where;
mod words;

pub(super) use apart::number_apart;
use canon::header;
pub(super) use canon::{Canon, Column};
use named::NamedPlaces;
pub(super) use when::of_parts;
pub(super) use r#where::{Where, place_of};
pub(super) use words::without_markup;

use super::cells::Cells;
use super::gazetteer::Gazetteer;
use super::mapping::{ColumnRole, Mapping};
use super::presets::Names;
use super::reading::Pulse;
use super::sheet::{Sheet, SheetRow};
use super::sources::{KnownSources, MAX_SOURCES, SourceColumns};
use crate::code::Code;
use crate::context::Context;
use crate::problem::Problem;
use crate::tidy::cut;
use csv::StringRecord;
use std::collections::BTreeSet;

/// Longest headline that is made of a text, characters.
const MAX_TITLE_CHARS: usize = 100;
/// Longest name of a category, characters.
const MAX_CATEGORY_CHARS: usize = 60;

/// The rows of a table as `events.csv` has them.
pub(crate) struct EventTable {
    pub(crate) file: String,
    pub(crate) header_line: u32,
    /// Names of the columns, those of `events.csv`.
    pub(crate) names: StringRecord,
    /// What the file calls each of them.
    pub(crate) told: Vec<String>,
    pub(crate) rows: Vec<(u32, Cells)>,
    /// Whether its ids are those of a known kind of table, the same in every file.
    pub(crate) has_known_ids: bool,
}

/// What a row is read by.
struct Reader<'a, 'c> {
    file: &'a str,
    mapping: &'a Mapping,
    when: when::When,
    place: Where,
    listed: &'a Gazetteer,
    named: NamedPlaces,
    context: &'a mut Context<'c>,
    /// Before the numbers of rows without an id.
    id_prefix: &'a str,
    sources: SourceColumns,
    known_sources: &'a KnownSources,
    without_source: usize,
}

/// What is read under its own name, with its language or without.
const OWN: [&str; 5] = ["title", "text", "place", "media_alt", "withdrawn"];

/// Whether the columns of a table can tell of events at all.
pub(crate) fn is_events(mapping: &Mapping, has_geometry: bool) -> bool {
    use ColumnRole as R;
    let is_dated = mapping.has(&[R::Date, R::Year]);
    let is_placed = has_geometry
        || mapping.has(&[R::Position, R::Geometry, R::Area])
        || (mapping.has(&[R::Latitude]) && mapping.has(&[R::Longitude]))
        || (mapping.has(&[R::Easting]) && mapping.has(&[R::Northing]));
    is_dated || is_placed
}

/// Puts a table into the shape of `events.csv`.
pub(crate) fn table(
    sheet: Sheet,
    mapping: &mut Mapping,
    listed: &Gazetteer,
    (id_prefix, known_sources, pulse): (&str, &KnownSources, &Pulse<'_>),
    context: &mut Context<'_>,
) -> Option<EventTable> {
    let own = mapping.take_own(&OWN);
    let (mut header, mut told) = (header(), told(&sheet, mapping));
    for (place, name) in &own {
        header.push_field(name);
        told.push(sheet.columns.get(*place).cloned().unwrap_or_default());
    }
    let mapping: &Mapping = mapping;
    let sources = SourceColumns::of(&sheet, mapping);
    let when = when::When::judge(&sheet, mapping, context);
    let place = Where::judge(&sheet, mapping, context);
    let Sheet { file, columns, header_line, rows, .. } = sheet;
    let made = format!("{id_prefix}row-");
    let is_like_made = |id: &&str| id.starts_with(&made);
    let given = mapping.column(ColumnRole::Id).into_iter();
    let given = given.flat_map(|column| rows.iter().map(move |row| row.cell(column)));
    let mut ids: BTreeSet<String> = given.filter(is_like_made).map(str::to_owned).collect();
    let mut reader = Reader {
        file: &file,
        mapping,
        when,
        place,
        listed,
        named: NamedPlaces::default(),
        context,
        id_prefix,
        sources,
        known_sources,
        without_source: 0,
    };
    let names = Names::of(&columns);
    let count = rows.len();
    let mut read = Vec::with_capacity(count);
    for (place, row) in rows.into_iter().enumerate() {
        if !pulse.beat() {
            return None;
        }
        let mut canon = reader.row(&columns, &names, &row, place + 1);
        // An id that was made must be no other row's.
        while canon.has_made_id && ids.contains(canon.get(Column::Id)) {
            let longer = format!("{}'", canon.get(Column::Id));
            canon.set(Column::Id, &longer);
        }
        if canon.has_made_id {
            ids.insert(canon.get(Column::Id).to_owned());
        }
        let own = own.iter().map(|(place, _)| row.cell(*place));
        read.push((row.line, canon.cells(own)));
    }
    if reader.without_source > 0 {
        let detail = format!("{} of {count} rows", reader.without_source);
        reader.context.report.push(Problem::new(Code::SourceMissing, &file).detail(detail));
    }
    reader.named.tell(&file, reader.context);
    let has_known_ids = mapping.preset.is_some();
    Some(EventTable { file, header_line, names: header, told, rows: read, has_known_ids })
}

impl Reader<'_, '_> {
    fn row(&mut self, columns: &[String], names: &Names, row: &SheetRow, number: usize) -> Canon {
        use ColumnRole as R;
        let mut canon = Canon::default();
        self.when(row, &mut canon);
        self.position(row, &mut canon);
        for (role, column) in [(R::Id, Column::Id), (R::Place, Column::Place)] {
            canon.set(column, self.cell(row, role));
        }
        canon.set(Column::Title, &self.joined(row, R::Title, " · "));
        canon.set(Column::Text, &self.joined(row, R::Text, "\n\n"));
        let category = self.cell(row, R::Category);
        let first = category.split([';', '|']).next().unwrap_or_default().trim();
        canon.set(Column::Category, cut(first, MAX_CATEGORY_CHARS));
        if first != category {
            self.tell(row, R::Category, &mut canon);
        }
        self.people(row, &mut canon);
        canon.sources = self.sources.read(row, self.known_sources);
        self.without_source += usize::from(canon.sources.is_empty());
        if canon.sources.len() > MAX_SOURCES {
            for role in [R::Source, R::SourceUrl, R::ArchiveUrl] {
                for column in self.mapping.columns(role) {
                    let name = columns.get(column).map_or("", String::as_str);
                    canon.tell(name, row.cell(column));
                }
            }
        }
        canon.set(Column::MediaUrl, self.cell(row, R::Media));
        canon.set(Column::MediaAlt, &without_markup(self.cell(row, R::MediaAlt)));
        self.closed_words(row, &mut canon);
        for column in self.mapping.columns(R::Told) {
            let name = columns.get(column).map_or("", String::as_str);
            canon.tell_column(name, row.cell(column));
        }
        if let Some(preset) = self.mapping.preset {
            preset.adjust(names, row, &mut canon);
        }
        self.areas(row, &mut canon);
        finish(&mut canon, &format!("{}row-{number}", self.id_prefix));
        canon
    }

    fn cell<'r>(&self, row: &'r SheetRow, role: ColumnRole) -> &'r str {
        self.mapping.column(role).map_or("", |column| row.cell(column))
    }

    /// What the columns of a role say, without markup.
    fn joined(&self, row: &SheetRow, role: ColumnRole, between: &str) -> String {
        let cells = self.mapping.columns(role).map(|column| without_markup(row.cell(column)));
        cells.filter(|cell| !cell.is_empty()).collect::<Vec<_>>().join(between)
    }

    /// Keeps a cell for readers, under the name of its column.
    fn tell(&self, row: &SheetRow, role: ColumnRole, canon: &mut Canon) {
        if let Some(column) = self.mapping.column(role) {
            let name = self.mapping.guesses.get(column).map_or("", |it| it.column.as_str());
            canon.tell(name, row.cell(column));
        }
    }

    /// Reports a cell; the row is shown without what it says.
    fn report(&mut self, row: &SheetRow, column: usize, code: Code, detail: String) {
        let name = self.mapping.guesses.get(column).map_or("", |it| it.column.as_str());
        let problem = Problem::new(code, self.file).row(row.line).column(name);
        self.context.report.push(problem.value(row.cell(column)).detail(detail));
    }

    /// Words of which the format has a closed list; others are told as they are.
    fn closed_words(&self, row: &SheetRow, canon: &mut Canon) {
        use dateline_core::model::{GeoPrecision, Verification};
        let lower = |role| self.cell(row, role).to_lowercase();
        let verification = lower(ColumnRole::Verification);
        match Verification::from_name(&verification.replace(' ', "-")) {
            Some(known) => canon.set(Column::Verification, known.name()),
            None => self.tell(row, ColumnRole::Verification, canon),
        }
        match lower(ColumnRole::Graphic).as_str() {
            "yes" | "true" | "1" | "y" => canon.set(Column::Graphic, "yes"),
            "" | "no" | "false" | "0" | "n" => {}
            _ => self.tell(row, ColumnRole::Graphic, canon),
        }
        match GeoPrecision::from_name(&lower(ColumnRole::PlacePrecision)) {
            Some(known) => canon.set(Column::GeoPrecision, known.name()),
            // What numbers mean is a preset's to know.
            None if self.mapping.preset.is_none() => {
                self.tell(row, ColumnRole::PlacePrecision, canon);
            }
            None => {}
        }
    }
}

/// What every event has: an id, a headline, and below its text what else the row says.
fn finish(canon: &mut Canon, made_id: &str) {
    if canon.get(Column::Id).is_empty() {
        canon.set(Column::Id, made_id);
        canon.has_made_id = true;
    }
    if canon.get(Column::Title).is_empty() {
        let text = canon.get(Column::Text).lines().next().unwrap_or_default();
        let place = canon.get(Column::Place).lines().next().unwrap_or_default();
        let short = cut(text, MAX_TITLE_CHARS);
        let title = match (text.is_empty(), canon.get(Column::Category), place) {
            (false, _, _) if short.len() < text.len() => format!("{}…", short.trim_end()),
            (false, _, _) => text.to_owned(),
            (true, "", "") => canon.get(Column::Id).to_owned(),
            (true, "", place) => place.to_owned(),
            (true, category, "") => category.to_owned(),
            (true, category, place) => format!("{category} · {place}"),
        };
        canon.set(Column::Title, &title);
    }
}

/// What the file calls each of our columns: the first of its columns that says it.
fn told(sheet: &Sheet, mapping: &Mapping) -> Vec<String> {
    let name = |roles: &[ColumnRole]| {
        let place = roles.iter().find_map(|role| mapping.column(*role));
        place.and_then(|place| sheet.columns.get(place)).cloned().unwrap_or_default()
    };
    let mut told: Vec<String> = Column::ALL.iter().map(|column| name(column.roles())).collect();
    told.resize(header().len(), String::new());
    told
}
