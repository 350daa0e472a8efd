//! Whether bytes are a pack that can be read, without keeping its rows: whoever has just packed
//! a story has it in memory once already.

use super::{Decoding, Note};
use crate::model::EventDetails;
use crate::pack::PackError;

/// Reads a pack as [`super::decode`] does, block by block, and keeps none of its events.
///
/// # Errors
/// What [`super::decode`] would say.
pub fn check(bytes: &[u8]) -> Result<(), PackError> {
    let note = Note::new(None);
    let mut decoding = Decoding::new(bytes, &note);
    decoding.has_room = false;
    let (mut events, mut details) = (0, 0);
    while decoding.step() {
        if let Some(story) = &mut decoding.opened.story {
            events += story.events.forget();
        }
        if let Some(inner) = &mut decoding.inner {
            details += inner.events.len();
            inner.events.clear();
        }
    }
    if let Some(story) = &mut decoding.opened.story {
        events += std::mem::take(&mut story.events).len();
    }
    if let Some(inner) = &mut decoding.inner {
        details += inner.events.len();
        // Where their number is another, so it is in what is looked at in the end.
        inner.events = vec![EventDetails::default(); usize::from(details != events)];
    }
    decoding.end().map(|_| ())
}
