//! Finding tiles in a PMTiles archive, one stretch of the file at a time.
//!
//! Whoever fetches asks for a tile, is told which bytes are needed next, hands them over
//! unpacked, and asks again.

use crate::directory::Directory;
use crate::error::TileError;
use crate::header::{ArchiveHeader, Compression, Stretch};
use crate::hilbert::tile_id;
use crate::tile::Tile;

/// Directories in one another; the specification knows two, and asks for no more than four.
const MAX_DEPTH: usize = 4;
/// The most bytes of a directory, as it lies in the file.
const MAX_DIRECTORY_BYTES: u64 = 4 << 20;
/// The most bytes of a tile, as it lies in the file.
const MAX_TILE_BYTES: u64 = 8 << 20;
/// How many directories are kept, the root not counted.
const MAX_KEPT: usize = 64;
/// How many entries these have together, of 32 bytes each; but the last that came is kept however
/// many it has.
const MAX_KEPT_ENTRIES: usize = 1 << 19;

/// What has to be done to find a tile.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// This directory has to be fetched and given to [`Archive::add`].
    Directory(Stretch),
    /// The tile is here.
    Tile(Stretch),
    /// The archive has no such tile.
    Absent,
}

/// An archive with the directories that were fetched so far.
#[derive(Debug)]
pub struct Archive {
    header: ArchiveHeader,
    root: Directory,
    /// With their places in the file; the one that was used last stands last.
    leaves: Vec<(Stretch, Directory)>,
}

impl Archive {
    /// An archive with its first directory, unpacked.
    ///
    /// # Errors
    /// What is wrong with that.
    pub fn new(header: ArchiveHeader, root: &[u8]) -> Result<Self, TileError> {
        Ok(Self { header, root: Directory::read(root)?, leaves: Vec::new() })
    }

    /// What its head says.
    pub fn header(&self) -> &ArchiveHeader {
        &self.header
    }

    /// How directories are packed.
    pub fn directory_compression(&self) -> Compression {
        self.header.inner
    }

    /// The next step on the way to a tile.
    ///
    /// # Errors
    /// [`TileError::Depth`] where directories name each other, [`TileError::TooLarge`] and
    /// [`TileError::Number`] where an entry cannot be meant.
    pub fn step(&mut self, tile: Tile) -> Result<Step, TileError> {
        let zooms = self.header.zooms;
        if !(zooms.least..=zooms.greatest).contains(&tile.zoom) {
            return Ok(Step::Absent);
        }
        let wanted = tile_id(tile);
        let mut found = self.root.find(wanted);
        for _ in 0..MAX_DEPTH {
            let Some(entry) = found else { return Ok(Step::Absent) };
            if entry.run > 0 {
                let stretch = part(self.header.tiles, entry.offset, entry.length)?;
                return at_most(MAX_TILE_BYTES, stretch).map(Step::Tile);
            }
            let stretch = part(self.header.leaves, entry.offset, entry.length)?;
            let at_most = at_most(MAX_DIRECTORY_BYTES, stretch)?;
            let Some(place) = self.leaves.iter().position(|(at, _)| *at == at_most) else {
                return Ok(Step::Directory(at_most));
            };
            let leaf = self.leaves.remove(place);
            found = leaf.1.find(wanted);
            self.leaves.push(leaf);
        }
        Err(TileError::Depth)
    }

    /// Keeps the unpacked directory of a stretch that [`Step::Directory`] named.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn add(&mut self, stretch: Stretch, unpacked: &[u8]) -> Result<(), TileError> {
        let directory = Directory::read(unpacked)?;
        self.leaves.retain(|(at, _)| *at != stretch);
        self.leaves.push((stretch, directory));
        let mut entries: usize = self.leaves.iter().map(|(_, leaf)| leaf.len()).sum();
        while self.leaves.len() > MAX_KEPT || entries > MAX_KEPT_ENTRIES && self.leaves.len() > 1 {
            let (_, oldest) = self.leaves.remove(0);
            entries -= oldest.len();
        }
        Ok(())
    }
}

/// A stretch of the file that lies in another.
fn part(whole: Stretch, offset: u64, length: u64) -> Result<Stretch, TileError> {
    let end = offset.checked_add(length).filter(|end| *end <= whole.length);
    end.ok_or(TileError::Number)?;
    // The whole has an end, so a part of it has a start.
    Ok(Stretch { offset: whole.offset + offset, length })
}

fn at_most(bytes: u64, stretch: Stretch) -> Result<Stretch, TileError> {
    if stretch.length > bytes { Err(TileError::TooLarge) } else { Ok(stretch) }
}

#[cfg(test)]
#[path = "archive_tests.rs"]
mod tests;
