//! Who held what when.

use super::meta::needed;
use super::reader::Reader;
use super::{Counts, taken};
use crate::ledger::{Change, Confidence, Status};
use crate::model::{ActorIndex, AreaIndex, EventIndex};

/// What the flags are below: three bits for the status, two for the confidence, one for
/// whether it is accepted.
const FLAGS: usize = 1 << 6;

pub(super) fn read(reader: &mut Reader<'_>, counts: Counts, event_count: usize) -> Vec<Change> {
    let count = reader.cursor.count();
    let areas = reader.steps(count);
    let mut dates = reader.dates(count);
    let mut earliest = reader.dates(count);
    let mut latest = reader.dates(count);
    let mut froms = reader.optional_numbers(count);
    let mut tos = reader.optional_numbers(count);
    let mut flags = reader.indices(count, FLAGS);
    let mut events = reader.optional_numbers(count);
    let mut sources = reader.source_lists(count);
    let mut rows = reader.steps(count);
    let mut changes = Vec::with_capacity(count);
    for (place, area) in areas.into_iter().enumerate() {
        let flags = taken(&mut flags, place);
        let mut known =
            |number: Option<u32>, limit| number.map(|number| reader.cursor.checked(number, limit));
        let actor = |number: u32| ActorIndex(number as u16);
        let area = known(Some(area), counts.areas).unwrap_or(0);
        let from = known(taken(&mut froms, place), counts.actors).map(actor);
        let to = known(taken(&mut tos, place), counts.actors).map(actor);
        let event = known(taken(&mut events, place), event_count).map(EventIndex);
        let status = reader.cursor.checked(flags & 7, Status::ALL.len());
        let status = Status::ALL.get(status as usize).copied();
        let confidence = Confidence::ALL.get((flags >> 3 & 3) as usize).copied();
        changes.push(Change {
            area: AreaIndex(area),
            date: needed(reader, taken(&mut dates, place)),
            earliest: taken(&mut earliest, place),
            latest: taken(&mut latest, place),
            from,
            to,
            status: status.unwrap_or(Status::Unknown),
            confidence: confidence.unwrap_or(Confidence::Unknown),
            accepted: flags >> 5 & 1 == 1,
            sources: taken(&mut sources, place),
            event,
            row: taken(&mut rows, place),
        });
    }
    changes
}
