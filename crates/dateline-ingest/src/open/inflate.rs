//! Deflate, held to what it may become (S13).
//!
//! Has no opinion on what wraps it; see [`super::archive`].

use miniz_oxide::inflate::TINFLStatus;
use miniz_oxide::inflate::core::{DecompressorOxide, decompress, inflate_flags};

/// First size of the output, bytes.
const FIRST_BYTES: usize = 64 << 10;

/// What a compressed stream became.
pub(super) struct Inflated {
    pub(super) bytes: Vec<u8>,
    /// How many bytes of the input it took.
    pub(super) taken: usize,
    pub(super) end: End,
}

/// How a compressed stream ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// As it should.
    Whole,
    /// It is damaged or cut off; what came before can be used.
    Damaged,
    /// It would become more than it may.
    TooLarge,
}

/// Inflates raw deflate data to at most `max_bytes`.
pub(super) fn inflate(input: &[u8], max_bytes: usize) -> Inflated {
    let mut state = Box::new(DecompressorOxide::new());
    let mut bytes = vec![0; FIRST_BYTES.min(max_bytes)];
    let (mut taken, mut written) = (0, 0);
    let end = loop {
        let rest = input.get(taken..).unwrap_or_default();
        let flags = inflate_flags::TINFL_FLAG_USING_NON_WRAPPING_OUTPUT_BUF;
        let (status, read, wrote) = decompress(&mut state, rest, &mut bytes, written, flags);
        taken += read;
        written += wrote;
        match status {
            TINFLStatus::Done => break End::Whole,
            TINFLStatus::HasMoreOutput if bytes.len() < max_bytes => {
                let longer = bytes.len().saturating_mul(2).clamp(1, max_bytes);
                bytes.resize(longer, 0);
            }
            TINFLStatus::HasMoreOutput => break End::TooLarge,
            _ => break End::Damaged,
        }
    };
    bytes.truncate(written);
    Inflated { bytes, taken, end }
}
