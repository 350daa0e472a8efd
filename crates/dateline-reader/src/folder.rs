//! A folder of plain files → the bytes of a pack.

use dateline_core::pack::encode;
use dateline_ingest::{read_manifest, read_story};
use futures_util::future::join_all;
use js_sys::Uint8Array;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::fetch::fetch_in_folder;

/// Reads the story in the folder at `url`, an absolute address, and packs it. Never fails:
/// where there is no story, the pack holds the report that says why.
#[wasm_bindgen]
pub async fn read_folder(url: String) -> Uint8Array {
    let (manifest, report) = read_manifest(fetch_in_folder(&url, "story.json").await);
    let Some(manifest) = manifest else {
        return Uint8Array::from(encode(None, &(&report).into()).as_slice());
    };
    let names: Vec<String> =
        manifest.file_names().into_iter().map(|(_, name)| name.to_owned()).collect();
    // Asked for together, read in the order of the manifest.
    let fetched = join_all(names.iter().map(|name| fetch_in_folder(&url, name))).await;
    let files: Vec<_> = names.into_iter().zip(fetched).collect();
    let (story, report) = read_story(manifest, &files, report);
    Uint8Array::from(encode(story.as_ref(), &(&report).into()).as_slice())
}
