//! A story as the bytes of one `.dateline` file, or of two, and back.
//!
//! The format is told byte by byte in `docs/pack-format.md`. [`decode`] is a part of the
//! program that a reader waits for: it is written for little code, reads each byte once,
//! and trusts none. [`encode`] may take its time. Has no opinion on where bytes come from
//! and how a story was read.

#[cfg(all(test, feature = "shapes"))]
mod apart_tests;
mod beside;
#[cfg(feature = "shapes")]
mod chunks;
mod decode;
#[cfg(feature = "shapes")]
mod encode;
mod error;
#[cfg(feature = "shapes")]
mod folded;
#[cfg(feature = "shapes")]
#[cfg(all(test, feature = "shapes"))]
mod random_tests;
#[cfg(all(test, feature = "shapes"))]
mod refusal_tests;
#[cfg(feature = "shapes")]
mod shelf;
#[cfg(all(test, feature = "shapes"))]
mod story_for_tests;
#[cfg(all(test, feature = "shapes"))]
mod tests;
#[cfg(feature = "shapes")]
mod varint;

pub use beside::Beside;
#[cfg(feature = "shapes")]
pub use decode::check;
pub use decode::{Decoding, Note, decode, decode_details};
#[cfg(feature = "shapes")]
pub use encode::{Apart, Shipped, encode, encode_apart, encode_folded, encode_or_tell};
pub use error::{PackError, PackFault};
#[cfg(feature = "shapes")]
pub use folded::FoldedStory;
#[cfg(feature = "shapes")]
#[cfg(feature = "shapes")]
pub use shelf::Shelf;
#[cfg(feature = "shapes")]
pub use varint::{put_varint, take_varint};

use crate::model::{Details, Story};
use crate::report::Report;
use crate::scene::Shapes;
use crate::time::Precision;

/// Rows of events whose columns stand together: a part of the format, whatever a piece of work
/// is.
const ROWS_PER_BLOCK: usize = 4096;

/// What a pack holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Opened {
    /// The story; `None` where the files gave none, and only the report says why.
    pub story: Option<Story>,
    /// Where its details are; `None` exactly where there is no story.
    pub details: Option<Kept>,
    /// Triangles and borders of the story's outlines.
    pub shapes: Shapes,
    /// What could not be read of the files.
    pub report: Report,
}

/// Where the details of a story are.
#[derive(Clone, Debug, PartialEq)]
pub enum Kept {
    /// In the pack itself.
    Within(Details),
    /// In another file, which [`decode_details`] reads.
    Beside(Beside),
}

/// The first four bytes. The first is no text in any encoding in use, so that whatever
/// takes the file for text and changes it is noticed.
pub const MAGIC: [u8; 4] = [0x8D, b'D', b'T', b'L'];
/// The version that is written and read.
pub const VERSION: u16 = 1;

/// Bytes before the table of sections: magic, version, count of sections, checksum.
const HEAD_BYTES: usize = 12;
/// Bytes of one entry of the table: id, offset, length.
const ENTRY_BYTES: usize = 12;
/// Positions are whole numbers of this part of a degree, about 1 cm.
const UNITS_PER_DEGREE: f64 = 1e7;
/// The precisions of dates by their numbers.
const PRECISIONS: [Precision; 8] = [
    Precision::Century,
    Precision::Decade,
    Precision::Year,
    Precision::Season,
    Precision::Month,
    Precision::Day,
    Precision::Minute,
    Precision::Second,
];
/// Ends a string: no byte of UTF-8 has this value.
const STRING_END: u8 = 0xff;
/// Languages of one text; more are not packed.
const MAX_LANGUAGES: usize = 255;

/// The sections by id, in the order in which they are written.
#[cfg(feature = "shapes")]
const SECTIONS: [&str; 13] = [
    REPORT, META, TIME, TILES, SOURCES, AREAS, BASE, LEDGER, EVENTS, MESH, BESIDE, DETAILS, STRINGS,
];
/// Days of a week, which stand in one number with the direction of time.
const WEEK: u32 = 7;
const REPORT: &str = "rprt";
const META: &str = "meta";
const TIME: &str = "time";
const TILES: &str = "tile";
const SOURCES: &str = "srcs";
const AREAS: &str = "area";
const BASE: &str = "base";
const LEDGER: &str = "ldgr";
const EVENTS: &str = "evnt";
const MESH: &str = "mesh";
const DETAILS: &str = "dtls";
const BESIDE: &str = "side";
const STRINGS: &str = "text";

/// Characters that embed or override the direction of writing: text that has them could
/// turn around what stands beside it, so a pack holds none.
fn turns_text(character: char) -> bool {
    matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// FNV-1a, 32 bits (Fowler, Noll, Vo; draft-eastlake-fnv). It finds accidents, not
/// forgeries.
fn checksum(bytes: &[u8]) -> u32 {
    checksum_on(0x811c_9dc5, bytes)
}

/// The checksum of all that `hash` is of and the bytes after that.
fn checksum_on(hash: u32, bytes: &[u8]) -> u32 {
    let mut hash = hash;
    for byte in bytes {
        hash = (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193);
    }
    hash
}
