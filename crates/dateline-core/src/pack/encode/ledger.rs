//! Who held what when.

use super::writer::Writer;
use crate::ledger::{Change, Ledger};

/// Whether a row is packed: one about an area that is not there answers no query, and has no
/// number to tell.
pub(super) fn is_packed(ledger: &Ledger, change: &Change) -> bool {
    (change.area.0 as usize) < ledger.area_count()
}

pub(super) fn write(ledger: &Ledger, writer: &mut Writer<'_>) {
    let changes = ledger.changes().iter().filter(|change| is_packed(ledger, change));
    let changes: Vec<&Change> = changes.collect();
    let changes = changes.as_slice();
    let each = || changes.iter();
    writer.count(changes.len());
    writer.steps(each().map(|change| change.area.0));
    writer.dates(each().map(|change| Some(&change.date)));
    writer.dates(each().map(|change| change.earliest.as_ref()));
    writer.dates(each().map(|change| change.latest.as_ref()));
    writer.optional_numbers(each().map(|change| change.from.map(|actor| actor.0.into())));
    writer.optional_numbers(each().map(|change| change.to.map(|actor| actor.0.into())));
    writer.numbers(each().map(|change| {
        let accepted = u32::from(change.accepted) << 5;
        change.status as u32 | (change.confidence as u32) << 3 | accepted
    }));
    writer.optional_numbers(each().map(|change| change.event.map(|event| event.0)));
    writer.source_lists(each().map(|change| &change.sources));
    writer.steps(each().map(|change| change.row));
}
