//! Long work in pieces, so that a thread that has to answer others can do so in between.
//!
//! Has no opinion on what is done between two pieces.

/// Rows of a table that make a piece: some milliseconds of work.
/// Few in tests, so that a hundred rows are several pieces.
pub const ROWS_PER_PIECE: usize = if cfg!(test) { 32 } else { 4096 };
