//! What only cards and the page about the story show.

use super::ledger::is_packed;
use super::rows::Rows;
use super::writer::Writer;
use crate::ledger::Ledger;
use crate::model::{Details, Text};

/// Writes the details, those of events from `rows`; `ledger` says which changes are packed.
pub(super) fn write(rows: Rows<'_>, details: &Details, ledger: &Ledger, writer: &mut Writer<'_>) {
    writer.count(rows.details_len());
    rows.each_block_of_details(&mut |rows| {
        writer.texts(rows.iter().map(|event| &event.text));
        writer.strings(rows.iter().map(|event| &event.actors_text));
        writer.strings(rows.iter().map(|event| &event.media_url));
        writer.texts(rows.iter().map(|event| &event.media_alt));
        writer.end_piece();
    });
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
