//! The head of a PMTiles archive: 127 bytes that say where everything is.
//!
//! Source: PMTiles version 3, §"Header".

use crate::error::TileError;
use crate::tile::{MAX_TILE_ZOOM, Zooms};
use dateline_core::geo::Extent;

/// Length of the head.
pub const HEADER_BYTES: usize = 127;
/// How the file begins.
const MAGIC: &[u8; 7] = b"PMTiles";
/// The version that is read.
const VERSION: u8 = 3;
/// Positions are whole numbers of this part of a degree.
const UNITS_PER_DEGREE: f64 = 1e7;

/// How parts of an archive are packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Compression {
    /// Not at all.
    None,
    /// With gzip.
    Gzip,
}

/// What the tiles are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TileKind {
    /// Vector tiles (MVT).
    Vector,
    /// Pictures of any kind that browsers show.
    Picture,
}

/// A stretch of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// Bytes from the start of the file.
    pub offset: u64,
    /// How many bytes.
    pub length: u64,
}

/// What the head says.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ArchiveHeader {
    /// The first directory.
    pub root: Stretch,
    /// A JSON object that describes the archive.
    pub metadata: Stretch,
    /// The other directories.
    pub leaves: Stretch,
    /// The tiles.
    pub tiles: Stretch,
    /// How directories and metadata are packed.
    pub inner: Compression,
    /// How tiles are packed.
    pub outer: Compression,
    /// What the tiles are.
    pub kind: TileKind,
    /// The levels that there are.
    pub zooms: Zooms,
    /// The box that has tiles; `None` where the archive gives none that makes sense.
    pub bounds: Option<Extent>,
}

impl ArchiveHeader {
    /// Reads the head from the beginning of an archive.
    ///
    /// # Errors
    /// What is wrong with it; packings that browsers cannot undo are refused by name.
    pub fn read(bytes: &[u8]) -> Result<Self, TileError> {
        if !bytes.starts_with(MAGIC) {
            return Err(TileError::Magic);
        }
        let byte = |at: usize| bytes.get(at).copied().ok_or(TileError::Cut);
        let version = byte(7)?;
        if version != VERSION {
            return Err(TileError::Version(version));
        }
        if bytes.len() < HEADER_BYTES {
            return Err(TileError::Cut);
        }
        let stretch = |at: usize| {
            let stretch = Stretch { offset: whole(bytes, at), length: whole(bytes, at + 8) };
            // So that an end can be told without overflow.
            let end = stretch.offset.checked_add(stretch.length);
            end.map(|_| stretch).ok_or(TileError::Number)
        };
        let kind = match byte(99)? {
            1 => TileKind::Vector,
            2..=5 => TileKind::Picture,
            _ => return Err(TileError::Kind),
        };
        let zooms = Zooms { least: byte(100)?, greatest: byte(101)? };
        if zooms.least > zooms.greatest || zooms.greatest > MAX_TILE_ZOOM {
            return Err(TileError::Number);
        }
        Ok(Self {
            root: stretch(8)?,
            metadata: stretch(24)?,
            leaves: stretch(40)?,
            tiles: stretch(56)?,
            inner: compression(byte(97)?)?,
            outer: compression(byte(98)?)?,
            kind,
            zooms,
            bounds: bounds(bytes),
        })
    }
}

fn compression(number: u8) -> Result<Compression, TileError> {
    match number {
        1 => Ok(Compression::None),
        2 => Ok(Compression::Gzip),
        3 => Err(TileError::Packing("brotli")),
        4 => Err(TileError::Packing("zstd")),
        _ => Err(TileError::Packing("something unknown")),
    }
}

/// Eight bytes as a number, the lowest first; the head has been held to its length.
fn whole(bytes: &[u8], at: usize) -> u64 {
    let part = bytes.get(at..at + 8).unwrap_or(&[]);
    part.iter().rev().fold(0, |number, byte| number << 8 | u64::from(*byte))
}

fn bounds(bytes: &[u8]) -> Option<Extent> {
    let degree = |at: usize| {
        let part = bytes.get(at..at + 4)?;
        let number = part.iter().rev().fold(0_u32, |number, byte| number << 8 | u32::from(*byte));
        Some(f64::from(number as i32) / UNITS_PER_DEGREE)
    };
    sound(Extent {
        west: degree(102)?,
        south: degree(106)?,
        east: degree(110)?,
        north: degree(114)?,
    })
}

/// The box, if it is one on Earth that has a size.
pub(crate) fn sound(extent: Extent) -> Option<Extent> {
    let is_sound = -180.0 <= extent.west
        && extent.west < extent.east
        && extent.east <= 180.0
        && -90.0 <= extent.south
        && extent.south < extent.north
        && extent.north <= 90.0;
    is_sound.then_some(extent)
}
