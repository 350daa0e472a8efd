//! What only cards and the page about the story show.

use super::ledger::is_packed;
use super::writer::Writer;
use crate::ledger::Ledger;
use crate::model::{Details, Text};
use crate::pack::ROWS_PER_BLOCK;

/// Writes the details; `ledger` says which changes are packed.
pub(super) fn write(details: &Details, ledger: &Ledger, writer: &mut Writer<'_>) {
    let events = &details.events;
    writer.count(events.len());
    for rows in events.chunks(ROWS_PER_BLOCK) {
        writer.texts(rows.iter().map(|event| &event.text));
        writer.strings(rows.iter().map(|event| &event.actors_text));
        writer.strings(rows.iter().map(|event| &event.media_url));
        writer.texts(rows.iter().map(|event| &event.media_alt));
    }
    let of_changes = ledger.changes().iter().zip(&details.notes);
    let notes = of_changes.filter(|(change, _)| is_packed(ledger, change)).map(|(_, note)| note);
    let notes: Vec<&Text> = notes.collect();
    writer.count(notes.len());
    writer.texts(notes);
    writer.count(details.methods.len());
    writer.texts(&details.methods);
    let corrections = &details.corrections;
    writer.count(corrections.len());
    writer.texts(corrections.iter().map(|correction| &correction.text));
    writer.dates(corrections.iter().map(|correction| Some(&correction.date)));
    writer.strings(corrections.iter().map(|correction| &correction.id));
}
