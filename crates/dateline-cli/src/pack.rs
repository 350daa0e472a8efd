//! A story folder as one `.dateline` file.

use crate::folder::{ReadFolder, read_folder};
use dateline_core::pack::{PackError, decode, encode};
use dateline_ingest::Report;
use std::path::{Path, PathBuf};

/// A folder that was packed, and its file.
#[derive(Debug)]
pub struct Packed {
    /// What could not be read of the folder; it is in the file, too.
    pub report: Report,
    /// How many files the folder's story has, and how many bytes they are.
    pub read: (usize, usize),
    /// How many bytes the file is.
    pub bytes: usize,
}

/// Why there is no file.
#[derive(Debug)]
pub enum PackFailure {
    /// There is no story in the folder; the report says why.
    NoStory(Box<Report>),
    /// The file would be refused by those who read it: more of the story is alike than a
    /// pack may promise.
    Refused(PackError),
    /// The file cannot be written.
    Write(PathBuf, std::io::Error),
}

/// Packs the story in `folder` into `file`, which is replaced.
///
/// # Errors
/// A [`PackFailure`]; `file` is left as it was, unless writing broke off.
pub fn pack_folder(folder: &Path, file: &Path) -> Result<Packed, PackFailure> {
    let ReadFolder { story, report, files, bytes: bytes_read } = read_folder(folder);
    let Some(story) = story else { return Err(PackFailure::NoStory(Box::new(report))) };
    let bytes = encode(Some(&story), &(&report).into());
    decode(&bytes).map_err(PackFailure::Refused)?;
    std::fs::write(file, &bytes).map_err(|error| PackFailure::Write(file.to_owned(), error))?;
    Ok(Packed { report, read: (files, bytes_read), bytes: bytes.len() })
}
