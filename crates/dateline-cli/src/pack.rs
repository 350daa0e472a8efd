//! A story as one `.dateline` file, or as two.

use crate::folder::{ReadFolder, read_folder};
use crate::open::{OpenHints, read_named};
use dateline_core::pack::{FoldedStory, PackError, check, encode_apart, encode_folded};
use dateline_ingest::Report;
use std::path::{Path, PathBuf};

/// How a packed story is called.
const ENDING: &str = ".dateline";

/// A folder that was packed, and its file.
#[derive(Debug)]
pub struct Packed {
    /// What could not be read of the folder; it is in the file, too.
    pub report: Report,
    /// How many files the folder's story has, and how many bytes they are.
    pub read: (usize, usize),
    /// How many bytes the file is.
    pub bytes: usize,
    /// Name and bytes of the file beside it, if the details are in one.
    pub details: Option<(String, usize)>,
}

/// Why there is no file.
#[derive(Debug)]
pub enum PackFailure {
    /// There is no story in the folder; the report says why.
    NoStory(Box<Report>),
    /// The file would be refused by those who read it: more of the story is alike than a
    /// pack may promise.
    Refused(PackError),
    /// A file cannot be read.
    Read(PathBuf, std::io::Error),
    /// The file cannot be written.
    Write(PathBuf, std::io::Error),
}

/// Packs the story in `folder` into `file`, which is replaced.
///
/// # Errors
/// A [`PackFailure`]; `file` is left as it was, unless writing broke off.
pub fn pack_folder(folder: &Path, file: &Path) -> Result<Packed, PackFailure> {
    whole(read_folder(folder), file)
}

/// The same in two files: what is shown when it is asked for lies beside `file`, under its
/// name with `.details` before the ending. A page may load it later.
///
/// # Errors
/// As [`pack_folder`].
pub fn pack_folder_apart(folder: &Path, file: &Path) -> Result<Packed, PackFailure> {
    apart(read_folder(folder), file)
}

/// Packs a story folder, or files of any kind that can be read, into `file`; in two files if
/// `is_apart`.
///
/// # Errors
/// As [`pack_folder`].
pub fn pack_paths(
    paths: &[&str],
    hints: &OpenHints,
    file: &Path,
    is_apart: bool,
) -> Result<Packed, PackFailure> {
    if paths.iter().any(|path| would_replace(file, Path::new(path))) {
        let error = "it is among what is to be packed, and would be written over";
        let error = std::io::Error::new(std::io::ErrorKind::AlreadyExists, error);
        return Err(PackFailure::Write(file.to_owned(), error));
    }
    let read = read_named(paths, hints);
    let (read, names) = read.map_err(|(path, error)| PackFailure::Read(path, error))?;
    let mut packed = if is_apart { apart(read, file) } else { whole(read, file) };
    match &mut packed {
        Ok(packed) => names.tell_paths(&mut packed.report, &mut []),
        Err(PackFailure::NoStory(report)) => names.tell_paths(report, &mut []),
        Err(_) => {}
    }
    packed
}

/// Whether a file that is to be written is what is given, or lies in the folder that is given; an
/// earlier pack may lie there and is replaced.
fn would_replace(file: &Path, given: &Path) -> bool {
    let (Ok(file), Ok(given)) = (file.canonicalize(), given.canonicalize()) else { return false };
    let is_pack = file.to_string_lossy().ends_with(ENDING);
    // Of a story that is given by its story.json the other files lie beside it.
    let is_story = given.file_name().is_some_and(|name| name == "story.json");
    let folder = if is_story { given.parent() } else { Some(&*given) };
    file == given || (!is_pack && folder.is_some_and(|folder| file.starts_with(folder)))
}

fn whole(read: ReadFolder, file: &Path) -> Result<Packed, PackFailure> {
    let (story, packed) = story_of(read)?;
    let bytes = encode_folded(story, &(&packed.report).into());
    check(&bytes).map_err(PackFailure::Refused)?;
    write(file, &bytes)?;
    Ok(Packed { bytes: bytes.len(), ..packed })
}

fn apart(read: ReadFolder, file: &Path) -> Result<Packed, PackFailure> {
    let (story, packed) = story_of(read)?;
    let name = details_name(file);
    let whole = story.unfold();
    drop(story);
    let apart = encode_apart(&whole, &(&packed.report).into(), &name);
    let apart = apart.map_err(PackFailure::Refused)?;
    // First what the other one names.
    write(&file.with_file_name(&name), &apart.details)?;
    write(file, &apart.pack)?;
    let details = Some((name, apart.details.len()));
    Ok(Packed { bytes: apart.pack.len(), details, ..packed })
}

/// `aleppo.details.dateline` for `aleppo.dateline`.
fn details_name(file: &Path) -> String {
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    format!("{}.details{ENDING}", name.strip_suffix(ENDING).unwrap_or(&name))
}

fn story_of(read: ReadFolder) -> Result<(FoldedStory, Packed), PackFailure> {
    let ReadFolder { story, report, files, bytes, .. } = read;
    match story {
        Some(story) => {
            Ok((story, Packed { report, read: (files, bytes), bytes: 0, details: None }))
        }
        None => Err(PackFailure::NoStory(Box::new(report))),
    }
}

fn write(file: &Path, bytes: &[u8]) -> Result<(), PackFailure> {
    std::fs::write(file, bytes).map_err(|error| PackFailure::Write(file.to_owned(), error))
}
