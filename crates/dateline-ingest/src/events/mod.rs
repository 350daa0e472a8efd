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

/// What a table of events gives.
#[derive(Default)]
pub(crate) struct ReadEvents {
    /// Each event with what its card shows, in the order of the file.
    pub(crate) rows: Vec<(Event, EventDetails)>,
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
    let uses_general = rows.iter().any(|(event, _)| event.category == general);
    ReadEvents { rows, uses_general }
}

/// Reads the events of rows whose columns have been put in place. `ids` are those taken by
/// other files.
pub(crate) fn read_event_rows(
    head: &Head<'_>,
    general: CategoryIndex,
    areas_extent: Option<Extent>,
    ids: &mut BTreeSet<String>,
    context: &mut Context<'_>,
    next: impl FnMut(&mut StringRecord) -> Option<u32>,
) -> Vec<(Event, EventDetails)> {
    let mut read = Found::default();
    read_rows(head, &COLUMNS, context, next, |row| read.take(row, ids, general));
    read.placed(head.file, areas_extent, context)
}

/// Events of one file while it is read.
#[derive(Default)]
struct Found {
    rows: Vec<(Event, EventDetails)>,
    places: Vec<Place>,
}

impl Found {
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
        self.rows.push(event(row, id, category));
        self.places.push(place);
        true
    }

    /// The events with their positions, which the whole file decides on.
    fn placed(
        mut self,
        file: &str,
        areas_extent: Option<Extent>,
        context: &mut Context<'_>,
    ) -> Vec<(Event, EventDetails)> {
        let events = self.rows.iter_mut().map(|(event, _)| event);
        place::set_positions(events, &self.places, file, areas_extent, context);
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
    let names = Verification::ALL.map(Verification::name).join(" ");
    let verification = row.one_of("verification", Verification::from_name, &names);
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
        casualties: Casualties { killed: count(row, "killed"), injured: count(row, "injured") },
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

fn count(row: &mut Row<'_, '_>, what: &str) -> Count {
    let [low, best, high] = ["low", "best", "high"].map(|part| format!("{what}_{part}"));
    let count = Count { low: row.count(&low), best: row.count(&best), high: row.count(&high) };
    let known: Vec<u32> = [count.low, count.best, count.high].into_iter().flatten().collect();
    if !known.is_sorted() {
        row.refuse(Code::NumberRange, &low, "low, best and high are not in this order");
    }
    count
}
