//! `events.csv`: what happened.

mod ids;
mod place;
mod when;

use crate::code::Code;
use crate::context::Context;
use crate::row::{Row, add_below};
use crate::table::{Columns, Head, RowReading, read_table};
use csv::StringRecord;
use dateline_core::geo::Extent;
use dateline_core::model::{
    Casualties, CategoryIndex, Count, Event, EventDetails, Text, Verification,
};
use dateline_core::pack::Shelf;
pub(crate) use ids::Ids;
use place::Place;
use std::collections::BTreeSet;
use std::sync::LazyLock;

const COLUMNS: Columns<'_> = Columns {
    needed: &[],
    expected: &["id", "date", "title"],
    optional: &[
        "end",
        "time",
        "area",
        "lat",
        "lon",
        "geo_precision",
        "category",
        "actors",
        "killed_low",
        "killed_best",
        "killed_high",
        "injured_low",
        "injured_high",
        "verification",
        "graphic",
        "media_url",
        "chapter",
        "withdrawn",
        "injured_best",
    ],
    texts: &["title", "text", "place", "media_alt"],
};

/// The column by which positions are told of.
const LATITUDE: &str = "lat";

/// Columns of people, from the lowest figure to the highest.
const KILLED: [&str; 3] = ["killed_low", "killed_best", "killed_high"];
const INJURED: [&str; 3] = ["injured_low", "injured_best", "injured_high"];

/// What a cell for verification may say, for messages.
static VERIFICATIONS: LazyLock<String> =
    LazyLock::new(|| Verification::ALL.map(Verification::name).join(" "));

/// Events with what their cards show, and which ids they have.
#[derive(Default)]
pub(crate) struct EventRows {
    shelf: Shelf,
    ids: Ids,
}

impl EventRows {
    /// The events alone, in the order in which they were read.
    pub(crate) fn into_shelf(self) -> Shelf {
        self.shelf
    }

    /// Whether an event that was read as the one with this number or later has a category.
    pub(crate) fn has_category(&self, first: usize, category: CategoryIndex) -> bool {
        (first..self.shelf.len()).any(|place| self.shelf.category(place) == Some(category))
    }

    /// Makes room for so many more: lists that grow are there twice while they do.
    fn reserve(&mut self, count: usize) {
        self.shelf.reserve(count);
        self.ids.reserve(count, &self.shelf);
    }
}

/// Reads the events into `rows`; one whose id is taken there is skipped. `general` is the
/// category of events whose own is not known. The answer says whether some event has it.
pub(crate) fn read_events(
    text: &str,
    file: &str,
    general: CategoryIndex,
    (areas_extent, rows): (Option<Extent>, &mut EventRows),
    context: &mut Context<'_>,
) -> bool {
    let first = rows.shelf.len();
    let mut read = Found::after(rows);
    read_table(text, file, &COLUMNS, context, |row| read.take(row, general));
    read.place((file, LATITUDE), areas_extent, context);
    rows.has_category(first, general)
}

/// The events of a table whose columns have been put in place, while they are read into
/// [`EventRows`]; one whose id is taken there is skipped.
pub(crate) struct EventReading<'r, 'h> {
    rows: RowReading<'h>,
    found: Found<'r>,
    file: &'h str,
    general: CategoryIndex,
}

impl<'r, 'h> EventReading<'r, 'h> {
    /// Reads the header. There are no more rows than `count`; `general` is the category of events
    /// whose own is not known.
    pub(crate) fn begin(
        (head, count): (&Head<'h>, usize),
        general: CategoryIndex,
        rows: &'r mut EventRows,
        context: &mut Context<'_>,
    ) -> Self {
        rows.reserve(count);
        let mut found = Found::after(rows);
        found.are_written.reserve_exact(count);
        let rows = RowReading::begin(head, &COLUMNS, context);
        Self { rows, found, file: head.file, general }
    }

    /// Reads a row.
    pub(crate) fn row(&mut self, record: &StringRecord, line: u32, context: &mut Context<'_>) {
        let Self { rows, found, general, .. } = self;
        rows.row(record, line, context, |row| found.take(row, *general));
    }

    /// Takes an event in that is read already, of which nothing is to be told; false, and nothing
    /// is done, where something is, its id is taken or there is no room for it.
    pub(crate) fn event(
        &mut self,
        event: &Event,
        details: &EventDetails,
        context: &mut Context<'_>,
    ) -> bool {
        let is_outside = event.when.as_ref().is_some_and(|when| context.is_outside(when.span));
        let is_read = !is_outside
            && self.rows.has_room(context)
            && self.found.push(event, details, event.position.is_some());
        if is_read {
            self.rows.count(context);
        }
        is_read
    }

    /// Decides on the positions, now that the whole file is known.
    pub(crate) fn end(self, areas_extent: Option<Extent>, context: &mut Context<'_>) {
        let Self { rows, found, file, .. } = self;
        found.place((file, rows.told(LATITUDE)), areas_extent, context);
        rows.end(context);
    }
}

/// Events of one file while it is read.
struct Found<'r> {
    rows: &'r mut EventRows,
    /// Where the first of them stands.
    first: usize,
    /// Of each whether it has a position as the row writes it, which the whole file decides on.
    are_written: Vec<bool>,
}

impl<'r> Found<'r> {
    /// None yet, to be put behind those of other files.
    fn after(rows: &'r mut EventRows) -> Self {
        let first = rows.shelf.len();
        Self { rows, first, are_written: Vec::new() }
    }

    /// Takes a row in, unless its id is taken.
    fn take(&mut self, row: &mut Row<'_, '_>, general: CategoryIndex) -> bool {
        let EventRows { shelf, ids } = &*self.rows;
        let Some(id) = id(row, |id| ids.find(id, shelf).is_some()) else {
            return false;
        };
        let category = category(row, general);
        let place = Place::read(row);
        let (event, details) = event(row, id, category, &place);
        let is_taken = self.push(&event, &details, place.is_written());
        if !is_taken {
            row.refuse(Code::FileTooLarge, "id", "");
        }
        is_taken
    }

    /// Puts an event behind the others; false, and nothing is done, where its id is taken or there
    /// is no room for it.
    fn push(&mut self, event: &Event, details: &EventDetails, is_written: bool) -> bool {
        let EventRows { shelf, ids } = &mut *self.rows;
        let Some(free) = ids.free(&event.id, shelf) else { return false };
        let number = shelf.len();
        let is_pushed = shelf.push(event, details);
        if is_pushed {
            ids.take(free, number);
            self.are_written.push(is_written);
        }
        is_pushed
    }

    /// Decides on the positions, now that the whole file is known. `told` is what the file is called
    /// and what it calls its column of latitudes.
    fn place(self, told: (&str, &str), areas_extent: Option<Extent>, context: &mut Context<'_>) {
        let Self { rows, first, are_written } = self;
        let written = (first..).zip(&are_written).filter(|(_, is_written)| **is_written);
        let written = written.map(|(place, _)| place);
        place::settle(&mut rows.shelf, written, told, areas_extent, context);
    }
}

/// Counts the events, and those without a date or a place.
pub(crate) fn count_events(events: &Shelf, context: &mut Context<'_>) {
    let counts = &mut context.report.counts;
    let all = || 0..events.len();
    counts.events = events.len();
    counts.undated = all().filter(|place| !events.is_dated(*place)).count();
    counts.unplaced = all().filter(|place| events.position(*place).is_none()).count();
}

/// The id, or one made of the line where there is none; `None` if it is taken.
fn id(row: &mut Row<'_, '_>, is_taken: impl Fn(&str) -> bool) -> Option<String> {
    let mut id = row.string("id");
    if id.is_empty() {
        // Where the whole column is missing, that was said once.
        if row.header.place("id").is_some() {
            row.refuse(Code::ValueMissing, "id", "");
        }
        id = format!("row-{}", row.line);
    }
    if !is_taken(&id) {
        return Some(id);
    }
    row.refuse(Code::EventDuplicate, "id", "");
    None
}

fn event(
    row: &mut Row<'_, '_>,
    id: String,
    category: CategoryIndex,
    place: &Place,
) -> (Event, EventDetails) {
    let text = row.text("text");
    let title = title(row, &text, &id);
    let text = with_left(row, text);
    let verification = row.one_of("verification", Verification::from_name, &VERIFICATIONS);
    let when = when::read(row);
    let mut areas = Vec::new();
    for part in row.parts("area") {
        let named = row.context.names.areas(part);
        if named.is_empty() {
            let problem = row.problem(Code::AreaUnknown, "area").value(part);
            row.report(problem);
        }
        for area in named {
            if !areas.contains(&area) {
                areas.push(area);
            }
        }
    }
    let mut actors: Vec<_> =
        row.parts("actors").filter_map(|name| row.context.names.actor(name)).collect();
    let mut seen = BTreeSet::new();
    actors.retain(|actor| seen.insert(*actor));
    let chapter = row.string("chapter");
    if !chapter.is_empty() && !row.context.names.has_chapter(&chapter) {
        row.warn(Code::ValueUnknown, "chapter", "no chapter has this id");
    }
    let details = EventDetails {
        text,
        actors_text: row.string("actors"),
        media_url: row.string("media_url"),
        media_alt: row.text("media_alt"),
    };
    let event = Event {
        id,
        title,
        when,
        areas,
        place: row.text("place"),
        position: place.position,
        geo_precision: place.precision,
        category,
        actors,
        casualties: Casualties { killed: count(row, KILLED), injured: count(row, INJURED) },
        verification: verification.unwrap_or(Verification::Unknown),
        // What cannot be told apart is not shown unasked.
        graphic: row.flag("graphic", false, true),
        sources: row.sources(),
        chapter,
        withdrawn: row.flag("withdrawn", false, false),
        row: row.line,
    };
    (event, details)
}

/// The text with what else is said without a language, below the one in the story's own.
fn with_left(row: &Row<'_, '_>, text: Text) -> Text {
    let left: Vec<String> =
        ["title", "place", "media_alt"].iter().filter_map(|column| row.left(column)).collect();
    if left.is_empty() {
        return text;
    }
    let (mut text, language) = (text, &row.context.language);
    let add = |text: &mut String| {
        add_below(text, &left.join("\n"), row.context.limits.text_chars);
    };
    match &mut text {
        Text::Plain(text) => add(text),
        Text::PerLanguage(pairs) => {
            if !pairs.iter().any(|(tag, _)| tag.eq_ignore_ascii_case(language)) {
                pairs.push((language.clone(), String::new()));
            }
            let own = pairs.iter_mut().find(|(tag, _)| tag.eq_ignore_ascii_case(language));
            own.into_iter().for_each(|(_, text)| add(text));
        }
    }
    text
}

/// The headline; an event without one is called by its text or its id.
fn title(row: &mut Row<'_, '_>, text: &Text, id: &str) -> Text {
    let title = row.text("title");
    if !title.is_empty() {
        return title;
    }
    if row.header.place("title").is_some() {
        row.refuse(Code::ValueMissing, "title", "");
    }
    if text.is_empty() { Text::Plain(id.to_owned()) } else { text.clone() }
}

fn category(row: &mut Row<'_, '_>, general: CategoryIndex) -> CategoryIndex {
    let id = row.cell("category");
    let category = row.context.names.category(id);
    if category.is_none() && !id.is_empty() {
        row.refuse(Code::CategoryUnknown, "category", "");
    }
    category.unwrap_or(general)
}

fn count(row: &mut Row<'_, '_>, [low, best, high]: [&str; 3]) -> Count {
    let count = Count { low: row.count(low), best: row.count(best), high: row.count(high) };
    if ![count.low, count.best, count.high].into_iter().flatten().is_sorted() {
        row.refuse(Code::NumberRange, low, "low, best and high are not in this order");
    }
    count
}
