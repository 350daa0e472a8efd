//! Files of any kind that can be read, as a story.

use crate::folder::{ReadFolder, bytes_of, read_folder};
use crate::zones::TzDatabase;
use dateline_ingest::{FileMapping, OpenOptions, read_files};
use std::path::{Path, PathBuf};

/// What somebody knows of files; the rest is found in them.
#[derive(Clone, Debug, Default)]
pub struct OpenHints {
    /// Headline.
    pub title: Option<String>,
    /// BCP 47 tag of the language of the files.
    pub language: Option<String>,
    /// IANA name of the zone of the place.
    pub time_zone: Option<String>,
    /// What the columns of all files are.
    pub mapping: FileMapping,
}

/// Reads a story folder, or files of any kind that can be read.
///
/// # Errors
/// The path that cannot be read, and why.
pub fn read_paths(
    paths: &[&str],
    hints: &OpenHints,
) -> Result<ReadFolder, (PathBuf, std::io::Error)> {
    if let [path] = paths
        && is_story(Path::new(path))
    {
        return Ok(read_folder(Path::new(path)));
    }
    let mut files = Vec::new();
    for path in paths.iter().map(Path::new) {
        for file in files_of(path).map_err(|error| (path.to_owned(), error))? {
            let bytes = bytes_of(&file).map_err(|error| (file.clone(), error))?;
            files.push((file.to_string_lossy().into_owned(), bytes));
        }
    }
    let options = OpenOptions {
        zones: Some(&TzDatabase),
        mappings: vec![(String::new(), hints.mapping.clone())],
        title: hints.title.clone(),
        language: hints.language.clone(),
        time_zone: hints.time_zone.clone(),
        ..OpenOptions::default()
    };
    let reading = read_files(&files, &options);
    let bytes = files.iter().map(|(_, bytes)| bytes.len()).sum();
    Ok(ReadFolder {
        whole: reading.whole,
        report: reading.report,
        files: files.len(),
        bytes,
        opened: reading.files,
    })
}

/// Whether a path is that of a story: its folder, its `story.json`, or nothing at all.
fn is_story(path: &Path) -> bool {
    path.join("story.json").is_file()
        || path.file_name().is_some_and(|name| name == "story.json")
        || !path.exists()
}

/// The file itself, or those that lie in the folder, by name.
fn files_of(path: &Path) -> Result<Vec<PathBuf>, std::io::Error> {
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let mut files: Vec<PathBuf> = std::fs::read_dir(path)?
        .filter_map(Result::ok)
        .map(|entry| entry.path())
        .filter(|path| path.is_file())
        .collect();
    files.sort();
    Ok(files)
}
