//! What only cards and the page about the story show.

use super::meta::{needed, paragraphs};
use super::reader::Reader;
use super::taken;
use crate::model::{Correction, Details, EventDetails};

pub(super) fn read(reader: &mut Reader<'_>) -> Details {
    Details {
        events: events(reader),
        notes: paragraphs(reader),
        methods: paragraphs(reader),
        corrections: corrections(reader),
    }
}

fn events(reader: &mut Reader<'_>) -> Vec<EventDetails> {
    let texts = paragraphs(reader);
    let mut actors_texts = reader.strings(texts.len());
    let mut media_urls = reader.strings(texts.len());
    let mut media_alts = reader.texts(texts.len());
    let mut events = Vec::with_capacity(texts.len());
    for (place, text) in texts.into_iter().enumerate() {
        events.push(EventDetails {
            text,
            actors_text: taken(&mut actors_texts, place),
            media_url: taken(&mut media_urls, place),
            media_alt: taken(&mut media_alts, place),
        });
    }
    events
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
