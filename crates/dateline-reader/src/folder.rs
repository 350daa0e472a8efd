//! A folder of plain files → the bytes of a pack.

use dateline_core::model::WholeStory;
use dateline_core::pack::encode_or_tell;
use dateline_ingest::{Problem, ReadOptions, Report, read_manifest, read_story_with};
use futures_util::future::join_all;
use js_sys::Uint8Array;
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
pub(crate) fn packed(story: Option<WholeStory>, report: &Report) -> Uint8Array {
    let bytes = encode_or_tell(story, &report.into(), |refusal| {
        let why = format!("packed, the story would be refused ({refusal})");
        (&Problem::story_too_large(&why)).into()
    });
    Uint8Array::from(bytes.as_slice())
}
