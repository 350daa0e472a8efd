//! A folder of plain files → the bytes of a pack.

use dateline_core::pack::{FoldedStory, Shipped, encode_or_tell};
use dateline_ingest::{Problem, ReadOptions, Report, read_manifest, read_story_with};
use futures_util::future::join_all;
use js_sys::Uint8Array;
use std::borrow::Cow;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::fetch::fetch_in_folder;
use crate::zones::BrowserZones;

/// Files asked for at a time: a story may have a snapshot for each day of years.
const MAX_ASKED: usize = 64;

/// Reads the story in the folder at `url`, an absolute address, and packs it. Never fails:
/// where there is no story, or none that can be packed, the pack holds the report that says
/// why.
#[wasm_bindgen]
pub async fn read_folder(url: String) -> Uint8Array {
    let (manifest, report) = read_manifest(fetch_in_folder(&url, "story.json").await);
    let Some(manifest) = manifest else {
        return packed(None, &report);
    };
    let names: Vec<String> =
        manifest.file_names().into_iter().map(|(_, name)| name.to_owned()).collect();
    // Asked for together, as many as a browser keeps waiting; read as the manifest has them.
    let mut fetched = Vec::with_capacity(names.len());
    for some in names.chunks(MAX_ASKED) {
        fetched.extend(join_all(some.iter().map(|name| fetch_in_folder(&url, name))).await);
    }
    let files: Vec<_> = names.into_iter().zip(fetched).collect();
    let options = ReadOptions { zones: Some(&BrowserZones), ..ReadOptions::default() };
    let (story, report) = read_story_with(manifest, &files, report, options);
    packed(story, &report)
}

/// The bytes of a pack that the page will read.
pub(crate) fn packed(story: Option<FoldedStory>, report: &Report) -> Uint8Array {
    let Sent(pack) = encode_or_tell(story, &report.into(), |refusal| {
        let why = format!("packed, the story would be refused ({refusal})");
        (&Problem::story_too_large(&why)).into()
    });
    pack
}

/// A pack that is the page's already: the program's memory never shrinks, and has room for it
/// again once all that it was made of is gone.
struct Sent(Uint8Array);

impl Shipped for Sent {
    fn ship(pieces: Vec<Vec<u8>>) -> Self {
        let length: usize = pieces.iter().map(Vec::len).sum();
        // No pack is longer than the program's memory, which ends at 4 GiB.
        let sent = Uint8Array::new_with_length(length as u32);
        let mut start = 0;
        for piece in pieces {
            let end = start + piece.len() as u32;
            sent.subarray(start, end).copy_from(&piece);
            start = end;
        }
        Self(sent)
    }

    fn bytes(&self) -> Cow<'_, [u8]> {
        Cow::Owned(self.0.to_vec())
    }
}
