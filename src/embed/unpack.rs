//! From the bytes of a pack to a story, in pieces of some milliseconds: there may be a million
//! events, and the page is to answer meanwhile.

use dateline_core::pack::{Decoding, Kept, Note, PackError};
use dateline_core::report::Report;
use js_sys::Uint8Array;

use crate::platform::rest;
use crate::state::{Loaded, Loading};

/// Bytes that are copied in one piece.
const BYTES_PER_PIECE: u32 = 4 << 20;

/// What was in a pack.
pub struct Unpacked {
    /// The story, if there is one and it is still wanted.
    pub story: Option<Loaded>,
    /// What of it could not be read.
    pub report: Report,
    /// Its details, or where they are.
    pub details: Option<Kept>,
}

/// Reads a pack and builds the indices of its story; stops early where `is_wanted` says no.
///
/// # Errors
/// As [`dateline_core::pack::decode`].
pub async fn unpacked(
    pack: Uint8Array,
    is_wanted: &dyn Fn() -> bool,
) -> Result<Unpacked, PackError> {
    let length = pack.length();
    let mut bytes = Vec::with_capacity(length as usize);
    let note = Note::default();
    while is_wanted() && (bytes.len() as u32) < length {
        let from = bytes.len() as u32;
        bytes.extend(pack.subarray(from, length.min(from + BYTES_PER_PIECE)).to_vec());
        rest().await;
    }
    let mut decoding = Decoding::new(&bytes, &note);
    while is_wanted() && decoding.step() {
        rest().await;
    }
    let opened = decoding.end()?;
    // There is to be room for the indices.
    drop(bytes);
    let mut story = None;
    if let Some(read) = opened.story {
        let mut loading = Loading::new(read);
        while is_wanted() && loading.step() {
            rest().await;
        }
        if is_wanted() {
            story = Some(loading.end(opened.shapes, pack));
        } else {
            loading.give_up();
        }
        rest().await;
    }
    Ok(Unpacked { story, report: opened.report, details: opened.details })
}
