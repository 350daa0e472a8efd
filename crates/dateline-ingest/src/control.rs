//! `control.csv`: dated claims of who held what.

use crate::code::Code;
use crate::context::Context;
use crate::noted::Noted;
use crate::problem::Problem;
use crate::row::Row;
use crate::table::{Columns, Head, read_rows, read_table};
use csv::StringRecord;
use dateline_core::ledger::{Change, Confidence, Status};
use dateline_core::model::{ActorIndex, AreaIndex, EventIndex};
use dateline_core::time::Moment;
use std::collections::BTreeMap;

const COLUMNS: Columns<'_> = Columns {
    needed: &["area", "date"],
    expected: &["to", "status"],
    optional: &["earliest", "latest", "from", "confidence", "accepted", "event"],
    texts: &["note"],
};

/// Reads the changes; a row about no known area, or without a date, is skipped. `find_event`
/// knows the events by their ids.
pub(crate) fn read_control(
    text: &str,
    file: &str,
    find_event: impl Fn(&str) -> Option<EventIndex>,
    context: &mut Context<'_>,
) -> Vec<Noted> {
    let mut changes = Vec::new();
    let mut turns = Turns::default();
    read_table(text, file, &COLUMNS, context, |row| {
        let change = read_change(row, &find_event);
        let change = change.filter(|it| !turns.repeats(it, &changes, row));
        take(change, &mut changes)
    });
    context.report.counts.changes += changes.len();
    changes
}

/// Reads the changes of rows whose columns have been put in place.
pub(crate) fn read_control_rows(
    head: &Head<'_>,
    context: &mut Context<'_>,
    next: impl FnMut(&mut StringRecord) -> Option<u32>,
) -> Vec<Noted> {
    let mut changes = Vec::new();
    read_rows(head, &COLUMNS, context, next, |row| take(read_change(row, |_| None), &mut changes));
    context.report.counts.changes += changes.len();
    changes
}

fn take(change: Option<Noted>, changes: &mut Vec<Noted>) -> bool {
    let is_read = change.is_some();
    changes.extend(change);
    is_read
}

/// The row by which the map turns last, by area and moment.
#[derive(Default)]
struct Turns(BTreeMap<(AreaIndex, Moment), usize>);

impl Turns {
    /// Whether the row before it that turns the area at that moment says the very same, which is
    /// reported; so is one that says another state, which the map will not show.
    fn repeats(&mut self, new: &Noted, changes: &[Noted], row: &mut Row<'_, '_>) -> bool {
        if !new.change.accepted || new.change.date.open_end {
            return false;
        }
        let key = (new.change.area, new.change.date.span.end);
        let Some(old) = self.0.insert(key, changes.len()).and_then(|place| changes.get(place))
        else {
            return false;
        };
        let is_same = old.note == new.note
            && Change { row: new.change.row, ..old.change.clone() } == new.change;
        if is_same {
            self.0.insert(key, changes.len() - 1);
            row.refuse(Code::RowDuplicate, "date", "");
        } else if state(&old.change) != state(&new.change) {
            let (line, file) = (old.change.row, row.header.file);
            let detail = format!("line {line} of {file} has {}", old.change.date.text);
            row.refuse(Code::ControlOverlap, "date", detail);
        }
        is_same
    }
}

/// What an area is painted by.
fn state(change: &Change) -> (Status, Option<ActorIndex>, Option<ActorIndex>) {
    let is_between = matches!(change.status, Status::Contested | Status::Besieged);
    let is_known = change.status != Status::Unknown;
    (change.status, change.to.filter(|_| is_known), change.from.filter(|_| is_between))
}

fn read_change(
    row: &mut Row<'_, '_>,
    find_event: impl Fn(&str) -> Option<EventIndex>,
) -> Option<Noted> {
    let area = row.context.names.area(row.cell("area"));
    if row.cell("area").is_empty() {
        row.refuse_missing("area");
    } else if area.is_none() {
        row.refuse(Code::AreaUnknown, "area", "");
    }
    let date = row.date("date");
    if row.cell("date").is_empty() {
        row.refuse_missing("date");
    }
    let (earliest, latest) = (row.date("earliest"), row.date("latest"));
    let (from, to) = (actor(row, "from"), actor(row, "to"));
    let status = status(row);
    let (area, date) = (area?, date?);
    if date.open_end {
        row.refuse(Code::DateOpen, "date", "");
    }
    // The map follows a row only if it is clear that it should.
    let accepted = row.flag("accepted", true, false);
    // Where a table is opened, the end of what is beyond may be made of it and is no loss.
    let is_end = row.header.is_mapped() && status == Status::Unknown;
    if accepted && !is_end && !date.open_end && row.context.is_beyond(date.span.end) {
        row.warn(Code::TimeOutside, "date", "");
    }
    let is_after = earliest.as_ref().is_some_and(|earliest| date.span.end <= earliest.span.start);
    let is_before = latest.as_ref().is_some_and(|latest| latest.span.end <= date.span.start);
    if is_after {
        row.warn(Code::DateReversed, "earliest", "it lies after the date");
    }
    if is_before {
        row.warn(Code::DateReversed, "latest", "it lies before the date");
    }
    let confidence = row.one_of("confidence", Confidence::from_name, "high medium low");
    let event_id = row.cell("event");
    let event = find_event(event_id);
    if event.is_none() && !event_id.is_empty() {
        row.refuse(Code::EventUnknown, "event", "");
    }
    let change = Change {
        area,
        date,
        earliest: earliest.filter(|_| !is_after),
        latest: latest.filter(|_| !is_before),
        from,
        to,
        status,
        confidence: confidence.unwrap_or(Confidence::Unknown),
        accepted,
        sources: row.sources(),
        event,
        row: row.line,
    };
    Some(Noted { change, note: row.text("note") })
}

/// The side in a cell; one that the story does not name is nobody.
fn actor(row: &mut Row<'_, '_>, column: &str) -> Option<ActorIndex> {
    let name = row.cell(column);
    let actor = row.context.names.side(name);
    if actor.is_none() && !name.is_empty() {
        row.refuse(Code::ActorUnknown, column, "");
    }
    actor
}

/// The status; where the row states none, a side that is named holds the area.
fn status(row: &mut Row<'_, '_>) -> Status {
    let status = row.one_of("status", Status::from_name, "held contested claimed besieged unknown");
    let status = match status {
        Some(status) => status,
        None if row.cell("status").is_empty() && !row.cell("to").is_empty() => Status::Held,
        None => Status::Unknown,
    };
    if status != Status::Unknown && row.cell("to").is_empty() {
        row.refuse(Code::ValueMissing, "to", "nobody is named who has the area");
    }
    if status == Status::Contested && row.cell("from").is_empty() {
        row.refuse(Code::ValueMissing, "from", "the side that is pushed back is not named");
    }
    status
}

impl Row<'_, '_> {
    /// Reports an empty cell for which the row is skipped.
    fn refuse_missing(&mut self, column: &str) {
        let problem: Problem = self.problem(Code::ValueMissing, column);
        let problem = problem.severity(crate::Severity::Error);
        self.report(problem.detail("the row is left out"));
    }
}
