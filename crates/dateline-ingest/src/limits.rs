//! How much is read of one story, so that no file can exhaust a browser (S12).

/// Upper limits; what lies beyond is reported and not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of one file.
    pub bytes: usize,
    /// Rows of one table, or features of one collection.
    pub rows: usize,
    /// Positions in one collection.
    pub vertices: usize,
    /// Characters of one text.
    pub text_chars: usize,
}

impl Limits {
    /// 64 MiB, 200 000 rows, 1 000 000 positions, 10 000 characters.
    pub const DEFAULT: Self =
        Self { bytes: 64 << 20, rows: 200_000, vertices: 1_000_000, text_chars: 10_000 };
}

impl Default for Limits {
    fn default() -> Self {
        Self::DEFAULT
    }
}
