//! Reading and writing in the built folder, with errors that name the file.

use std::fs;
use std::path::Path;

use crate::error::{Error, Result};

/// The names of what lies at the top of `folder`.
pub fn names(folder: &Path) -> Result<Vec<String>> {
    let entries = fs::read_dir(folder).map_err(Error::io(folder))?;
    Ok(entries
        .filter_map(std::result::Result::ok)
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect())
}

/// The bytes of the file `name`.
pub fn read(folder: &Path, name: &str) -> Result<Vec<u8>> {
    let path = folder.join(name);
    fs::read(&path).map_err(Error::io(path))
}

/// The text of the file `name`.
pub fn read_text(folder: &Path, name: &str) -> Result<String> {
    let path = folder.join(name);
    fs::read_to_string(&path).map_err(Error::io(path))
}

/// Writes the file `name`.
pub fn write(folder: &Path, name: &str, content: &[u8]) -> Result<()> {
    let path = folder.join(name);
    fs::write(&path, content).map_err(Error::io(path))
}

/// Gives the file `from` the name `to`.
pub fn rename(folder: &Path, from: &str, to: &str) -> Result<()> {
    let path = folder.join(from);
    fs::rename(&path, folder.join(to)).map_err(Error::io(path))
}
