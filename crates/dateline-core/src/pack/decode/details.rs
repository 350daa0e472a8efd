//! What only cards and the page about the story show.

use super::meta::{needed, paragraphs};
use super::reader::Reader;
use super::taken;
use crate::model::{Correction, Details, EventDetails};

/// Of no event there are fewer bytes: there is one in each column.
pub(super) const LEAST_BYTES: usize = 4;

/// Reads what follows the details of the events.
pub(super) fn read_rest(reader: &mut Reader<'_>, events: Vec<EventDetails>) -> Details {
    Details {
        events,
        notes: paragraphs(reader),
        methods: paragraphs(reader),
        corrections: corrections(reader),
    }
}

/// Reads those of the next `count` events: all columns of some stand before those of the next.
pub(super) fn read_some(reader: &mut Reader<'_>, count: usize, events: &mut Vec<EventDetails>) {
    let texts = reader.texts(count);
    let mut actors_texts = reader.strings(texts.len());
    let mut media_urls = reader.strings(texts.len());
    let mut media_alts = reader.texts(texts.len());
    for (place, text) in texts.into_iter().enumerate() {
        events.push(EventDetails {
            text,
            actors_text: taken(&mut actors_texts, place),
            media_url: taken(&mut media_urls, place),
            media_alt: taken(&mut media_alts, place),
        });
    }
}

fn corrections(reader: &mut Reader<'_>) -> Vec<Correction> {
    let texts = paragraphs(reader);
    let mut dates = reader.dates(texts.len());
    let mut corrections = Vec::with_capacity(texts.len());
    for (place, text) in texts.into_iter().enumerate() {
        let date = needed(reader, taken(&mut dates, place));
        corrections.push(Correction { date, id: reader.string(), text });
    }
    corrections
}
