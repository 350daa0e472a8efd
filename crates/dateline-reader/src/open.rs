//! Files that people have already → the bytes of a pack.

use dateline_ingest::{Limits, OpenOptions, OpenedFile, Progress, Step, read_files as read};
use js_sys::{Array, Function, Uint8Array};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::folder::packed;
use crate::zones::BrowserZones;

/// Bytes of one file that are read; of a longer one no more need be handed over than one
/// beyond these.
#[wasm_bindgen]
pub fn max_file_bytes() -> f64 {
    Limits::DEFAULT.bytes as f64
}

/// Reads files of any kind together, by their names and contents in the same order, and packs
/// what they tell. `language` is the one that the reader's files are most likely in. Calls
/// `tell(step, done, total, rows)` as it goes on. The answer is the pack, which may hold no
/// more than a report, and the names of the kinds of file with commas between.
#[wasm_bindgen]
pub fn read_files(
    names: Vec<String>,
    contents: Vec<Uint8Array>,
    language: String,
    tell: &Function,
) -> Array {
    let files: Vec<(String, Vec<u8>)> =
        names.into_iter().zip(contents.iter().map(Uint8Array::to_vec)).collect();
    drop(contents);
    let progress = |progress: Progress| {
        let step = match progress.step {
            Step::Opening => 0.0,
            Step::Reading => 1.0,
            Step::Building => 2.0,
        };
        let told = [step, progress.done as f64, progress.total as f64, progress.rows as f64];
        let told: Array = told.into_iter().map(JsValue::from_f64).collect();
        // Whoever is told may fail at it; that is no reason to stop.
        let _ = tell.apply(&JsValue::NULL, &told);
        // Whoever wants it to stop ends the worker.
        true
    };
    let options = OpenOptions {
        zones: Some(&BrowserZones),
        language: Some(language),
        progress: Some(&progress),
        ..OpenOptions::default()
    };
    let reading = read(&files, &options);
    let pack = packed(reading.whole.as_ref(), &reading.report);
    Array::of2(&pack, &JsValue::from_str(&kinds(&reading.files)))
}

/// The kinds of file, each once, in the order in which they were met.
fn kinds(files: &[OpenedFile]) -> String {
    let mut kinds: Vec<&str> = Vec::new();
    for file in files {
        let kind = file.preset.map_or(file.format.name(), |preset| preset.name());
        if !kinds.contains(&kind) {
            kinds.push(kind);
        }
    }
    kinds.join(",")
}
