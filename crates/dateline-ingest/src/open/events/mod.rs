//! A table whose columns are known → the rows of `events.csv`.
//!
//! Whatever a cell says in another way is put into the words of the story format, so that one
//! reader reads them all; a cell of which nothing can be made stays as it is, and that reader
//! says what is wrong with it. Rows keep their lines, and columns the names of the file.

mod apart;
mod canon;
mod named;
mod people;
mod quick;
mod straight;
mod when;
mod r#where;
mod words;

pub(super) use apart::number_apart;
use canon::header;
pub(super) use canon::{Canon, Column};
use dateline_core::hash::KeyedMap;
use named::NamedPlaces;
use when::When;
pub(super) use when::of_parts;
pub(super) use r#where::Where;
pub(super) use words::without_markup;

use super::dates::{DateColumn, DateOrder};
use super::gazetteer::Gazetteer;
use super::mapping::{ColumnRole, Mapping};
use super::presets::Names;
use super::reading::Pulse;
use super::rows::Rows;
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
    pub(crate) rows: Rows,
    /// Ids of rows, by their place, that are others than in `rows`.
    pub(crate) apart: KeyedMap<usize, String>,
    /// Whether its ids are those of a known kind of table, the same in every file.
    pub(crate) has_known_ids: bool,
}

impl EventTable {
    /// The cells of a column in order.
    pub(crate) fn cells(&self, column: Column) -> impl Iterator<Item = &str> {
        self.rows.iter().map(move |row| row.whole_cell(column as usize))
    }
}

/// What a row is read by.
struct Reader<'a, 'c> {
    opened: &'a Opened<'a>,
    file: &'a str,
    mapping: &'a Mapping,
    when: When,
    place: Where,
    listed: &'a Gazetteer,
    named: NamedPlaces,
    context: &'a mut Context<'c>,
    known_sources: &'a KnownSources,
    without_source: usize,
    names: Names,
    /// Ids that are like those that are made, and where there are such, the made ones.
    ids: BTreeSet<String>,
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

/// A table of events whose columns are known, with its rows as the file has them.
pub(crate) struct Opened<'m> {
    file: String,
    header_line: u32,
    columns: Vec<String>,
    rows: Rows,
    mapping: &'m Mapping,
    /// Names of the columns, those of `events.csv`, and what the file calls each of them.
    names: StringRecord,
    told: Vec<String>,
    /// Columns that are read under their own names.
    own: Vec<(usize, String)>,
    sources: SourceColumns,
    when: When,
    place: Where,
    /// Before the numbers of rows without an id, and ids of rows that are like such.
    id_prefix: String,
    like_made: BTreeSet<String>,
}

/// What rows are read by beside what is known of their table.
#[derive(Clone, Copy)]
pub(crate) struct How<'h> {
    pub(crate) listed: &'h Gazetteer,
    pub(crate) known_sources: &'h KnownSources,
    pub(crate) pulse: &'h Pulse<'h>,
}

impl<'m> Opened<'m> {
    /// Judges the columns of a table. Rows without an id are called by `id_prefix` and their
    /// numbers.
    pub(crate) fn of(
        sheet: Sheet,
        mapping: &'m mut Mapping,
        id_prefix: &str,
        context: &mut Context<'_>,
    ) -> Self {
        let own = mapping.take_own(&OWN);
        let (mut names, mut told) = (header(), told(&sheet, mapping));
        for (place, name) in &own {
            names.push_field(name);
            told.push(sheet.columns.get(*place).cloned().unwrap_or_default());
        }
        let mapping: &Mapping = mapping;
        let sources = SourceColumns::of(&sheet, mapping);
        let when = When::judge(&sheet, mapping, context);
        let place = Where::judge(&sheet, mapping, context);
        let Sheet { file, columns, header_line, rows, .. } = sheet;
        let made = format!("{id_prefix}row-");
        let given = mapping.column(ColumnRole::Id).into_iter();
        let given = given.flat_map(|column| rows.iter().map(move |row| row.cell(column)));
        let like_made = given.filter(|id| id.starts_with(&made)).map(str::to_owned).collect();
        let id_prefix = id_prefix.to_owned();
        Self {
            file,
            header_line,
            columns,
            rows,
            mapping,
            names,
            told,
            own,
            sources,
            when,
            place,
            id_prefix,
            like_made,
        }
    }

    /// Whether the rows can be read without being put into the shape of `events.csv` first: no
    /// known kind of table says kinds and sides in its own way.
    pub(crate) fn is_straight(&self) -> bool {
        self.mapping.preset.is_none()
    }

    /// In which order day and month are read where they are numbers.
    pub(crate) fn date_order(&self) -> Option<DateOrder> {
        DateColumn::order_of([self.when.date, self.when.end])
    }

    /// The names of kinds in the order of the rows, as they will be read.
    pub(crate) fn kinds(&self) -> impl Iterator<Item = &str> {
        let column = self.mapping.column(ColumnRole::Category).into_iter();
        let cells = column.flat_map(|column| self.rows.iter().map(move |row| row.cell(column)));
        cells.map(kind_in)
    }

    /// The names of sides in the order of the rows, as they will be read.
    pub(crate) fn sides(&self) -> impl Iterator<Item = &str> {
        let has_sides = self.mapping.column(ColumnRole::Actors).is_some();
        let rows = has_sides.then(|| self.rows.iter()).into_iter().flatten();
        rows.flat_map(|row| people::names(&row, self.mapping))
    }

    /// The rows in the shape of `events.csv`; `None` if somebody said stop.
    pub(crate) fn table(self, how: How<'_>, context: &mut Context<'_>) -> Option<EventTable> {
        let mut opened = self;
        let rows = std::mem::take(&mut opened.rows);
        let count = rows.len();
        let (mut read, mut canon) = (Rows::default(), Canon::default());
        let mut reader = Reader::of(&opened, how, context);
        let (mut rows, mut numbers) = (rows.drain(), 1..);
        while let (Some(row), Some(number)) = (rows.next(), numbers.next()) {
            if !how.pulse.beat() {
                return None;
            }
            reader.row(&row, number, &mut canon);
            let own = opened.own.iter().map(|(place, _)| row.cell(*place));
            read.push(row.line, canon.cells(own));
        }
        reader.end(count);
        let Self { file, header_line, names, told, mapping, .. } = opened;
        let has_known_ids = mapping.preset.is_some();
        let apart = KeyedMap::default();
        Some(EventTable { file, header_line, names, told, rows: read, apart, has_known_ids })
    }
}

impl<'a, 'c> Reader<'a, 'c> {
    fn of(opened: &'a Opened<'_>, how: How<'a>, context: &'a mut Context<'c>) -> Self {
        Self {
            opened,
            file: &opened.file,
            mapping: opened.mapping,
            when: opened.when,
            place: opened.place,
            listed: how.listed,
            named: NamedPlaces::default(),
            context,
            known_sources: how.known_sources,
            without_source: 0,
            names: Names::of(&opened.columns),
            ids: opened.like_made.clone(),
        }
    }

    /// Tells what is told once of all rows, of which there are so many.
    fn end(self, count: usize) {
        if self.without_source > 0 {
            let detail = format!("{} of {count} rows", self.without_source);
            let problem = Problem::new(Code::SourceMissing, self.file);
            self.context.report.push(problem.detail(detail));
        }
        self.named.tell(self.file, self.context);
    }

    /// Puts a row into one of `events.csv`.
    fn row(&mut self, row: &SheetRow<'_>, number: usize, canon: &mut Canon) {
        canon.clear();
        self.fill(row, number, canon);
        // An id that was made must be no other row's. Nothing but one that is like it can be.
        if !canon.has_made_id || self.ids.is_empty() {
            return;
        }
        while self.ids.contains(canon.get(Column::Id)) {
            let longer = format!("{}'", canon.get(Column::Id));
            canon.set(Column::Id, &longer);
        }
        self.ids.insert(canon.get(Column::Id).to_owned());
    }

    /// Puts a row into an empty one of `events.csv`.
    fn fill(&mut self, row: &SheetRow<'_>, number: usize, canon: &mut Canon) {
        use ColumnRole as R;
        let columns = self.opened.columns.as_slice();
        self.when(row, canon);
        self.position(row, canon);
        for (role, column) in [(R::Id, Column::Id), (R::Place, Column::Place)] {
            canon.set(column, self.cell(row, role));
        }
        self.join(row, (R::Title, " · "), Column::Title, canon);
        self.join(row, (R::Text, "\n\n"), Column::Text, canon);
        let category = self.cell(row, R::Category);
        canon.set(Column::Category, kind_in(category));
        if first_of(category) != category {
            self.tell(row, R::Category, canon);
        }
        self.people(row, canon);
        canon.sources = self.opened.sources.read(row, self.known_sources);
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
        self.closed_words(row, canon);
        for column in self.mapping.columns(R::Told) {
            let name = columns.get(column).map_or("", String::as_str);
            canon.tell_column(name, row.written(column));
        }
        if let Some(preset) = self.mapping.preset {
            preset.adjust(&self.names, row, canon);
        }
        self.areas(row, canon);
        let mut own = self.opened.own.iter().filter(|(_, name)| name.starts_with("title:"));
        let is_called = own.any(|(place, _)| !row.cell(*place).is_empty());
        finish(canon, is_called, || format!("{}row-{number}", self.opened.id_prefix));
    }

    fn cell<'r>(&self, row: &SheetRow<'r>, role: ColumnRole) -> &'r str {
        self.mapping.column(role).map_or("", |column| row.cell(column))
    }

    /// Puts together what the columns of a role say, without markup.
    fn join(
        &self,
        row: &SheetRow<'_>,
        (role, between): (ColumnRole, &str),
        column: Column,
        canon: &mut Canon,
    ) {
        // Most often there is one of them, and none where there is no first.
        if self.mapping.column(role).is_none() {
            return;
        }
        for place in self.mapping.columns(role) {
            canon.add(column, between, &without_markup(row.cell(place)));
        }
    }

    /// Keeps a cell for readers, under the name of its column.
    fn tell(&self, row: &SheetRow<'_>, role: ColumnRole, canon: &mut Canon) {
        if let Some(column) = self.mapping.column(role) {
            let name = self.mapping.guesses.get(column).map_or("", |it| it.column.as_str());
            canon.tell(name, row.cell(column));
        }
    }

    /// Reports a cell; the row is shown without what it says.
    fn report(&mut self, row: &SheetRow<'_>, column: usize, code: Code, detail: String) {
        let name = self.mapping.guesses.get(column).map_or("", |it| it.column.as_str());
        let problem = Problem::new(code, self.file).row(row.line).column(name);
        self.context.report.push(problem.value(row.cell(column)).detail(detail));
    }

    /// Words of which the format has a closed list; others are told as they are.
    fn closed_words(&self, row: &SheetRow<'_>, canon: &mut Canon) {
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

/// What a cell of kinds names first.
fn first_of(cell: &str) -> &str {
    cell.split([';', '|']).next().unwrap_or_default().trim()
}

/// The kind that a cell names.
fn kind_in(cell: &str) -> &str {
    cut(first_of(cell), MAX_CATEGORY_CHARS)
}

/// What every event has: an id, and a headline unless it is called in some language already.
fn finish(canon: &mut Canon, is_called: bool, made_id: impl FnOnce() -> String) {
    if canon.get(Column::Id).is_empty() {
        canon.set(Column::Id, &made_id());
        canon.has_made_id = true;
    }
    if canon.get(Column::Title).is_empty() && !is_called {
        let [id, text, category, place] =
            [Column::Id, Column::Text, Column::Category, Column::Place].map(|it| canon.get(it));
        let title = made_title(id, text, category, place);
        canon.set(Column::Title, &title);
    }
}

/// A headline for an event that has none.
fn made_title(id: &str, text: &str, category: &str, place: &str) -> String {
    let text = text.lines().next().unwrap_or_default();
    let place = place.lines().next().unwrap_or_default();
    let short = cut(text, MAX_TITLE_CHARS);
    match (text.is_empty(), category, place) {
        (false, _, _) if short.len() < text.len() => format!("{}…", short.trim_end()),
        (false, _, _) => text.to_owned(),
        (true, "", "") => id.to_owned(),
        (true, "", place) => place.to_owned(),
        (true, category, "") => category.to_owned(),
        (true, category, place) => format!("{category} · {place}"),
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
