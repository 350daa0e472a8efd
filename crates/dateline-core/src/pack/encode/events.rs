//! What happened.

use super::rows::Rows;
use super::writer::Writer;
use crate::model::{Count, Event};

/// All columns of so many rows, then those of the next, so that they can be read in pieces.
pub(super) fn write(rows: Rows<'_>, writer: &mut Writer<'_>) {
    writer.count(rows.events_len());
    rows.each_block(&mut |rows| {
        write_rows(rows, writer);
        writer.end_piece();
    });
}

fn write_rows(rows: &[Event], writer: &mut Writer<'_>) {
    let each = || rows.iter();
    writer.dates(each().map(|event| event.when.as_ref()));
    writer.numbers(each().map(|event| event.category.0.into()));
    writer.numbers(each().map(|event| event.verification as u32));
    writer.numbers(each().map(flags));
    writer.positions(each().filter_map(|event| event.position.as_ref()));
    writer.steps(each().map(|event| event.row));
    let numbers = |event: &Event| event.areas.iter().map(|area| area.0).collect();
    writer.number_lists(&each().map(numbers).collect::<Vec<Vec<u32>>>());
    let numbers = |event: &Event| event.actors.iter().map(|actor| actor.0.into()).collect();
    writer.number_lists(&each().map(numbers).collect::<Vec<Vec<u32>>>());
    for of in [|event: &Event| event.casualties.killed, |event: &Event| event.casualties.injured] {
        for figure in
            [|count: Count| count.low, |count: Count| count.best, |count: Count| count.high]
        {
            writer.optional_numbers(each().map(|event| figure(of(event))));
        }
    }
    writer.source_lists(each().map(|event| &event.sources).collect::<Vec<_>>());
    writer.strings_alone(each().map(|event| &event.id));
    writer.texts(each().map(|event| &event.title));
    writer.texts(each().map(|event| &event.place));
    writer.strings(each().map(|event| &event.chapter));
}

fn flags(event: &Event) -> u32 {
    let flags = [event.graphic, event.withdrawn, event.position.is_some()];
    let flags = flags.iter().zip(3..).map(|(is_set, bit)| u32::from(*is_set) << bit);
    event.geo_precision as u32 | flags.sum::<u32>()
}
