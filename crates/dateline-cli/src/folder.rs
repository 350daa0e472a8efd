//! Reads a story from a folder.

use crate::zones::TzDatabase;
use dateline_core::pack::FoldedStory;
use dateline_ingest::{
    Limits, OpenOptions, OpenedFile, Reading, Report, read_manifest, read_story_by,
};
use std::fs::File;
use std::io::Read;
use std::path::Path;

/// What was read of a folder.
pub struct ReadFolder {
    /// The story with its details, if there is one.
    pub story: Option<FoldedStory>,
    /// What could and could not be read.
    pub report: Report,
    /// How many files were read.
    pub files: usize,
    /// How many bytes they have.
    pub bytes: usize,
    /// How each file was understood that is read as it is.
    pub opened: Vec<OpenedFile>,
}

/// Reads the story in the folder `path`, or whose `story.json` is `path`.
pub fn read_folder(path: &Path) -> ReadFolder {
    read_folder_by(path, &OpenOptions { zones: Some(&TzDatabase), ..OpenOptions::default() })
}

/// The same, with what somebody says of it.
pub(crate) fn read_folder_by(path: &Path, options: &OpenOptions<'_>) -> ReadFolder {
    let story_file = if path.is_dir() { path.join("story.json") } else { path.to_owned() };
    let folder = story_file.parent().unwrap_or(Path::new(""));
    let told = |path: &Path| bytes_of(path).map_err(|error| error.to_string());
    let manifest = told(&story_file);
    let (mut files, mut bytes) = (0, 0);
    let mut weigh = |read: &Result<Vec<u8>, String>| {
        files += usize::from(read.is_ok());
        bytes += read.as_ref().map_or(0, Vec::len);
    };
    weigh(&manifest);
    let reading = match read_manifest(manifest) {
        (None, report) => Reading { report, ..Reading::default() },
        (Some(manifest), report) => {
            let names = manifest.file_names().into_iter().map(|(_, name)| name.to_owned());
            let read: Vec<_> = names
                .map(|name| {
                    let bytes = told(&folder.join(&name));
                    weigh(&bytes);
                    (name, bytes)
                })
                .collect();
            read_story_by(manifest, &read, report, (options, ""))
        }
    };
    ReadFolder { story: reading.story, report: reading.report, files, bytes, opened: reading.files }
}

/// The bytes of a file, one more at most than may be read: what is longer is refused by
/// its length.
pub(crate) fn bytes_of(path: &Path) -> Result<Vec<u8>, std::io::Error> {
    let limit = Limits::DEFAULT.table_bytes as u64 + 1;
    let mut bytes = Vec::new();
    File::open(path)?.take(limit).read_to_end(&mut bytes)?;
    Ok(bytes)
}
