//! Directories of a PMTiles archive: which tile is where.
//!
//! Source: PMTiles version 3, §"Directories".

use crate::error::TileError;
use crate::protobuf::Wire;

/// The most entries of one directory.
const MAX_ENTRIES: u64 = 1 << 20;

/// Where some tiles or another directory are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// The first tile that it is about.
    pub tile_id: u64,
    /// Bytes from the start of the tiles, or of the leaves.
    pub offset: u64,
    /// How many bytes.
    pub length: u64,
    /// For how many tiles in a row it holds; 0 names a directory.
    pub run: u64,
}

/// A directory, in the order of its tiles.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Directory {
    entries: Vec<Entry>,
}

impl Directory {
    /// Reads a directory, already unpacked.
    ///
    /// # Errors
    /// [`TileError::Cut`], or [`TileError::Number`] where its numbers contradict each other.
    pub fn read(bytes: &[u8]) -> Result<Self, TileError> {
        let mut wire = Wire::new(bytes);
        let count = wire.varint()?;
        // Each entry takes four bytes at least.
        if count > MAX_ENTRIES || count > bytes.len() as u64 / 4 {
            return Err(if count > MAX_ENTRIES { TileError::TooLarge } else { TileError::Cut });
        }
        let mut entries = vec![Entry::default(); count as usize];
        let mut tile_id = 0_u64;
        for (place, entry) in entries.iter_mut().enumerate() {
            let step = wire.varint()?;
            if step == 0 && place > 0 {
                return Err(TileError::Number);
            }
            tile_id = tile_id.checked_add(step).ok_or(TileError::Number)?;
            entry.tile_id = tile_id;
        }
        for entry in &mut entries {
            entry.run = wire.varint()?;
        }
        for entry in &mut entries {
            entry.length = wire.varint()?;
            if entry.length == 0 {
                return Err(TileError::Number);
            }
        }
        let mut follows: Option<u64> = None;
        for entry in &mut entries {
            entry.offset = match (wire.varint()?, follows) {
                (0, Some(end)) => end,
                (0, None) => return Err(TileError::Number),
                (number, _) => number - 1,
            };
            follows = Some(entry.offset.checked_add(entry.length).ok_or(TileError::Number)?);
        }
        Ok(Self { entries })
    }

    /// The entry that is about a tile, or that names the directory which would be.
    pub fn find(&self, tile_id: u64) -> Option<Entry> {
        let after = self.entries.partition_point(|entry| entry.tile_id <= tile_id);
        let entry = self.entries.get(after.checked_sub(1)?)?;
        let is_about = entry.run == 0 || tile_id - entry.tile_id < entry.run;
        is_about.then_some(*entry)
    }

    /// How many entries it has.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}
