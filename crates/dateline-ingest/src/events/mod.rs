//! `events.csv`: what happened.

mod place;
mod when;

use crate::code::Code;
use crate::context::Context;
use crate::row::Row;
use crate::table::{Columns, Head, read_rows, read_table};
use csv::StringRecord;
use dateline_core::geo::Extent;
use dateline_core::model::{
    Casualties, CategoryIndex, Count, Event, EventDetails, Events, GeoPrecision, Text, Verification,
};
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

/// Columns of people, from the lowest figure to the highest.
const KILLED: [&str; 3] = ["killed_low", "killed_best", "killed_high"];
const INJURED: [&str; 3] = ["injured_low", "injured_best", "injured_high"];

/// What a cell for verification may say, for messages.
static VERIFICATIONS: LazyLock<String> =
    LazyLock::new(|| Verification::ALL.map(Verification::name).join(" "));

/// Events, and in the same order what their cards show.
#[derive(Default)]
pub(crate) struct EventRows {
    pub(crate) events: Vec<Event>,
    pub(crate) details: Vec<EventDetails>,
}

impl EventRows {
    /// Adds others at the end. Most often there are none before, and a million are not copied.
    pub(crate) fn append(&mut self, mut others: Self) {
        if self.events.is_empty() {
            *self = others;
        } else {
            self.events.append(&mut others.events);
            self.details.append(&mut others.details);
        }
    }
}

/// What a table of events gives.
#[derive(Default)]
pub(crate) struct ReadEvents {
    /// In the order of the file.
    pub(crate) rows: EventRows,
    /// Whether some event has the category of those whose own is not known.
    pub(crate) uses_general: bool,
}

/// Reads the events; one whose id is taken is skipped. `general` is the category of
/// events whose own is not known; `taken` are the ids of other files.
pub(crate) fn read_events(
    text: &str,
    file: &str,
    general: CategoryIndex,
    (areas_extent, taken): (Option<Extent>, BTreeSet<String>),
    context: &mut Context<'_>,
) -> ReadEvents {
    let (mut ids, mut read) = (taken, Found::default());
    read_table(text, file, &COLUMNS, context, |row| read.take(row, &mut ids, general));
    let rows = read.placed(file, areas_extent, context);
    let uses_general = rows.events.iter().any(|event| event.category == general);
    ReadEvents { rows, uses_general }
}

/// Reads the events of rows whose columns have been put in place. `ids` are those taken by
/// other files; there are no more rows than `count`.
pub(crate) fn read_event_rows(
    (head, count): (&Head<'_>, usize),
    general: CategoryIndex,
    areas_extent: Option<Extent>,
    ids: &mut BTreeSet<String>,
    context: &mut Context<'_>,
    next: impl FnMut(&mut StringRecord) -> Option<u32>,
) -> EventRows {
    let mut read = Found::with_room(count);
    read_rows(head, &COLUMNS, context, next, |row| read.take(row, ids, general));
    read.placed(head.file, areas_extent, context)
}

/// Events of one file while it is read.
#[derive(Default)]
struct Found {
    rows: EventRows,
    places: Vec<Place>,
}

impl Found {
    /// None yet, with room for so many: lists that grow are there twice while they do.
    fn with_room(count: usize) -> Self {
        let rows =
            EventRows { events: Vec::with_capacity(count), details: Vec::with_capacity(count) };
        Self { rows, places: Vec::with_capacity(count) }
    }

    /// Takes a row in, unless its id is taken.
    fn take(
        &mut self,
        row: &mut Row<'_, '_>,
        ids: &mut BTreeSet<String>,
        general: CategoryIndex,
    ) -> bool {
        let Some(id) = id(row, ids) else {
            return false;
        };
        let category = category(row, general);
        let place = Place::read(row);
        let (event, details) = event(row, id, category);
        self.rows.events.push(event);
        self.rows.details.push(details);
        self.places.push(place);
        true
    }

    /// The events with their positions, which the whole file decides on.
    fn placed(
        mut self,
        file: &str,
        areas_extent: Option<Extent>,
        context: &mut Context<'_>,
    ) -> EventRows {
        place::set_positions(&mut self.rows.events, &self.places, file, areas_extent, context);
        self.rows
    }
}

/// Counts the events, and those without a date or a place.
pub(crate) fn count_events(events: &Events, context: &mut Context<'_>) {
    let counts = &mut context.report.counts;
    counts.events = events.len();
    counts.undated = events.len() - events.dated();
    counts.unplaced = events.iter().filter(|(_, event)| event.position.is_none()).count();
}

/// The id, or one made of the line where there is none; `None` if it is taken.
fn id(row: &mut Row<'_, '_>, taken: &mut BTreeSet<String>) -> Option<String> {
    let mut id = row.string("id");
    if id.is_empty() {
        // Where the whole column is missing, that was said once.
        if row.header.place("id").is_some() {
            row.refuse(Code::ValueMissing, "id", "");
        }
        id = format!("row-{}", row.line);
    }
    if taken.insert(id.clone()) {
        return Some(id);
    }
    row.refuse(Code::EventDuplicate, "id", "");
    None
}

fn event(row: &mut Row<'_, '_>, id: String, category: CategoryIndex) -> (Event, EventDetails) {
    let text = row.text("text");
    let title = title(row, &text, &id);
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
        position: None,
        geo_precision: GeoPrecision::Unknown,
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
