//! Files of any kind that can be read, as a story.

use crate::folder::{ReadFolder, read_folder_by};
use crate::names::FileNames;
use crate::zones::TzDatabase;
use dateline_ingest::{
    Content, FileMapping, Limits, OpenOptions, Pieces, Report, is_rubbish, keep, read_contents,
};
use std::fs::File;
use std::io::{ErrorKind, Read, Seek, SeekFrom};
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

/// A path that cannot be used, and why.
pub type PathError = (PathBuf, std::io::Error);

/// Reads a story folder, or files of any kind that can be read. What is told of files is told
/// by their paths.
///
/// # Errors
/// The path that cannot be read.
pub fn read_paths(paths: &[&str], hints: &OpenHints) -> Result<ReadFolder, PathError> {
    let (mut read, names) = read_named(paths, hints)?;
    names.tell_paths(&mut read.report, &mut read.opened);
    Ok(read)
}

/// The same, told by names that can be handed on.
pub(crate) fn read_named(
    paths: &[&str],
    hints: &OpenHints,
) -> Result<(ReadFolder, FileNames), PathError> {
    if let [path] = paths
        && is_story(Path::new(path))
    {
        let read = read_folder_by(Path::new(path), &options(hints));
        return Ok((read, FileNames::of(Vec::new())));
    }
    let (names, files) = files_of_paths(paths)?;
    let (count, bytes) = (files.len(), files.iter().map(Given::bytes).sum::<u64>());
    let reading = read_contents(contents(&names, &files), &options(hints));
    let read = ReadFolder {
        story: reading.story,
        report: reading.report,
        files: count,
        bytes: usize::try_from(bytes).unwrap_or(usize::MAX),
        opened: reading.files,
    };
    Ok((read, names))
}

/// Keeps files of any kind that can be read as a story folder, which must not be there yet:
/// the files as they are, and a `story.json` that says how they were understood. The answer
/// is the report, and the names of the files; none if there is no story.
///
/// # Errors
/// The path that cannot be read or written.
pub fn keep_paths(
    paths: &[&str],
    hints: &OpenHints,
    folder: &Path,
) -> Result<(Report, Vec<String>), PathError> {
    let (names, given) = files_of_paths(paths)?;
    let mut reading = read_contents(contents(&names, &given), &options(hints));
    let mut files = Vec::new();
    for ((name, path), given) in names.iter().zip(given) {
        let whole = given.whole().map_err(|error| (path.to_owned(), error))?;
        files.extend(whole.map(|bytes| (name.to_owned(), bytes)));
    }
    let kept = keep(files, &reading, Limits::DEFAULT).unwrap_or_default();
    if !kept.is_empty() {
        std::fs::create_dir(folder).map_err(|error| (folder.to_owned(), error))?;
    }
    for (name, bytes) in &kept {
        let path = folder.join(name);
        let within = path.parent().map_or(Ok(()), std::fs::create_dir_all);
        if let Err(error) = within.and_then(|()| std::fs::write(&path, bytes)) {
            // It was not there before, and half of a story is none.
            let _ = std::fs::remove_dir_all(folder);
            return Err((path, error));
        }
    }
    names.tell_paths(&mut reading.report, &mut []);
    Ok((reading.report, kept.into_iter().map(|(name, _)| name).collect()))
}

/// The folders within those that are given, of which nothing is read; a story folder alone says
/// itself what belongs to it.
pub fn folders_passed_over(paths: &[&str]) -> Vec<PathBuf> {
    let is_story = matches!(paths, [path] if is_story(Path::new(path)));
    let given = paths.iter().map(Path::new).filter(|path| !is_story && path.is_dir());
    given.flat_map(|path| within(path).unwrap_or_default()).filter(|path| path.is_dir()).collect()
}

/// What was given: a file, or what came through a pipe and cannot be had again.
enum Given {
    File(OnDisk),
    Read(Vec<u8>),
}

/// A file of which pieces are read as they are asked for. It is opened for each of them: there
/// may be more files than may be open at a time.
#[derive(Clone)]
struct OnDisk {
    path: PathBuf,
    bytes: u64,
}

impl Given {
    fn of(path: &Path) -> Result<Self, std::io::Error> {
        let mut file = File::open(path)?;
        let facts = file.metadata()?;
        if facts.is_file() && facts.len() > 0 {
            return Ok(Self::File(OnDisk { path: path.to_owned(), bytes: facts.len() }));
        }
        // A pipe, or what the system makes up as it is read.
        let mut read = Vec::new();
        file.by_ref().take(Limits::DEFAULT.table_bytes as u64 + 1).read_to_end(&mut read)?;
        Ok(Self::Read(read))
    }

    fn bytes(&self) -> u64 {
        match self {
            Self::File(file) => file.bytes,
            Self::Read(read) => read.len() as u64,
        }
    }

    fn content(&self) -> Content<'_> {
        match self {
            Self::File(file) => Content::Pieces(Box::new(file.clone())),
            Self::Read(read) => Content::Whole(read.into()),
        }
    }

    /// All bytes; `None` of a file of which nothing was read, for it is too large.
    fn whole(self) -> Result<Option<Vec<u8>>, std::io::Error> {
        match self {
            Self::File(file) if file.bytes > Limits::DEFAULT.table_bytes as u64 => Ok(None),
            Self::File(file) => std::fs::read(file.path).map(Some),
            Self::Read(read) => Ok(Some(read)),
        }
    }
}

impl Pieces for OnDisk {
    fn bytes(&self) -> u64 {
        self.bytes
    }

    fn read(&self, from: u64, count: usize) -> Option<Vec<u8>> {
        let mut file = File::open(&self.path).ok()?;
        file.seek(SeekFrom::Start(from)).ok()?;
        let mut read = vec![0; count];
        file.read_exact(&mut read).ok()?;
        Some(read)
    }
}

fn contents<'g>(names: &FileNames, files: &'g [Given]) -> Vec<(String, Content<'g>)> {
    let named = names.iter().zip(files);
    named.map(|((name, _), given)| (name.to_owned(), given.content())).collect()
}

/// Files and their names.
fn files_of_paths(paths: &[&str]) -> Result<(FileNames, Vec<Given>), PathError> {
    let (mut found, mut files) = (Vec::new(), Vec::new());
    for path in paths.iter().map(Path::new) {
        let within = files_of(path).map_err(|error| (path.to_owned(), error))?;
        if within.is_empty() {
            let error = "there is neither a story.json nor any other file in this folder";
            return Err((path.to_owned(), std::io::Error::new(ErrorKind::NotFound, error)));
        }
        for file in within {
            files.push(Given::of(&file).map_err(|error| (file.clone(), error))?);
            found.push(file);
        }
    }
    Ok((FileNames::of(found), files))
}

fn options(hints: &OpenHints) -> OpenOptions<'static> {
    OpenOptions {
        zones: Some(&TzDatabase),
        mappings: vec![(String::new(), hints.mapping.clone())],
        title: hints.title.clone(),
        language: hints.language.clone(),
        time_zone: hints.time_zone.clone(),
        ..OpenOptions::default()
    }
}

/// Whether a path is that of a story: its folder, or its `story.json`.
fn is_story(path: &Path) -> bool {
    let is_named = path.file_name().is_some_and(|name| name == "story.json");
    path.join("story.json").is_file() || (is_named && path.exists())
}

/// The file itself, or those that lie in the folder, by name.
fn files_of(path: &Path) -> Result<Vec<PathBuf>, std::io::Error> {
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    Ok(within(path)?.into_iter().filter(|path| path.is_file()).collect())
}

/// What people put into a folder, by name.
fn within(folder: &Path) -> Result<Vec<PathBuf>, std::io::Error> {
    let entries = std::fs::read_dir(folder)?.filter_map(Result::ok);
    let entries = entries.filter(|entry| !is_rubbish(&entry.file_name().to_string_lossy()));
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    paths.sort();
    Ok(paths)
}
