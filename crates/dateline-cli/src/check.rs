//! Reads a story from a folder.

use dateline_ingest::{Limits, Report, read_manifest, read_story};
use std::fs::File;
use std::io::Read;
use std::path::Path;

/// What can and cannot be read of the story in the folder `path`, or whose `story.json`
/// is `path`.
pub fn check(path: &Path) -> Report {
    let story_file = if path.is_dir() { path.join("story.json") } else { path.to_owned() };
    let folder = story_file.parent().unwrap_or(Path::new(""));
    let (manifest, report) = read_manifest(bytes_of(&story_file));
    let Some(manifest) = manifest else { return report };
    let names = manifest.file_names().into_iter().map(|(_, name)| name.to_owned());
    let files: Vec<_> = names
        .map(|name| {
            let bytes = bytes_of(&folder.join(&name));
            (name, bytes)
        })
        .collect();
    read_story(manifest, &files, report).1
}

/// The bytes of a file, one more at most than may be read: what is longer is refused by
/// its length.
fn bytes_of(path: &Path) -> Result<Vec<u8>, String> {
    let read = || {
        let limit = Limits::DEFAULT.bytes as u64 + 1;
        let mut bytes = Vec::new();
        File::open(path)?.take(limit).read_to_end(&mut bytes)?;
        Ok(bytes)
    };
    read().map_err(|error: std::io::Error| error.to_string())
}
