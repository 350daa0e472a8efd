//! The stories of the tests as packs, served to the element under the names that they
//! would have on a site. The runner of these tests serves nothing that was built; how the
//! reader reads plain folders is seen by the end-to-end tests.

use dateline_core::pack::encode;
use dateline_ingest::{read_manifest, read_story};
use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen(module = "/tests/browser/page.js")]
extern "C" {
    /// From now on the file at `path` is there.
    pub fn serve(path: &str, pack: &[u8]);
}

type Files = &'static [(&'static str, &'static [u8])];

const ALEPPO: Files = &[
    ("story.json", include_bytes!("../../data/aleppo/story.json")),
    ("areas.geojson", include_bytes!("../../data/aleppo/areas.geojson")),
    ("control.csv", include_bytes!("../../data/aleppo/control.csv")),
    ("events.csv", include_bytes!("../../data/aleppo/events.csv")),
    ("base.geojson", include_bytes!("../../data/aleppo/base.geojson")),
];
const BROKEN: Files = &[
    ("story.json", include_bytes!("../fixtures/broken/story.json")),
    ("areas.geojson", include_bytes!("../fixtures/broken/areas.geojson")),
    ("control.csv", include_bytes!("../fixtures/broken/control.csv")),
    ("events.csv", include_bytes!("../fixtures/broken/events.csv")),
];
const UNREADABLE: Files = &[("story.json", include_bytes!("../fixtures/unreadable/story.json"))];

/// The pack of a folder of this project, as the reader makes it.
pub fn pack_of(folder: &str) -> Option<Vec<u8>> {
    let files = match folder {
        "/data/aleppo/" => ALEPPO,
        "/tests/fixtures/broken/" => BROKEN,
        "/tests/fixtures/unreadable/" => UNREADABLE,
        _ => return None,
    };
    Some(packed(files))
}

/// The pack of files, as the reader makes it.
pub fn packed(files: &[(&str, &[u8])]) -> Vec<u8> {
    let bytes_of = |name: &str| {
        let found = files.iter().find(|(file, _)| *file == name);
        found.map(|(_, bytes)| bytes.to_vec()).ok_or_else(|| "the server answered 404".to_owned())
    };
    let (manifest, report) = read_manifest(bytes_of("story.json"));
    let Some(manifest) = manifest else { return encode(None, &(&report).into()) };
    let names = manifest.file_names().into_iter().map(|(_, name)| name.to_owned());
    let read: Vec<_> = names
        .map(|name| {
            let bytes = bytes_of(&name);
            (name, bytes)
        })
        .collect();
    let (story, report) = read_story(manifest, &read, report);
    encode(story.map(|story| story.unfold()).as_ref(), &(&report).into())
}
