//! How much is read of one story, so that no file can exhaust a browser (S12).

/// Upper limits; what lies beyond is reported and not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of one file.
    pub bytes: usize,
    /// Rows of one table, or features of one collection.
    pub rows: usize,
    /// Bytes of one value of JSON that becomes a tree: a feature, a row, the arcs of a topology.
    /// A tree takes many times the bytes of its text, so this is less than a file may have.
    pub value_bytes: usize,
    /// Elements of XML that become a tree.
    pub elements: usize,
    /// Bytes of one long table of text, which is read piece by piece.
    pub table_bytes: usize,
    /// Positions in one collection.
    pub vertices: usize,
    /// Characters of one text.
    pub text_chars: usize,
    /// Columns of one table, whatever it is made of.
    pub columns: usize,
    /// Cells of one table that are kept, empty ones included.
    pub cells: usize,
    /// Files that are opened together, those in archives included.
    pub files: usize,
    /// Bytes that all compressed files together may become.
    pub inflated_bytes: usize,
    /// How many times its own size a compressed file may become.
    pub inflate_ratio: usize,
}

impl Limits {
    /// 256 MiB, 1 GiB of a table, 1 000 000 rows, 1 000 000 positions, 10 000 characters; 64 MiB of one
    /// value of JSON, 3 200 000 elements of XML, 512 columns, 16 777 216 cells, 4096 files, 256 MiB
    /// inflated and at most 200-fold.
    pub const DEFAULT: Self = Self {
        bytes: 256 << 20,
        table_bytes: 1 << 30,
        rows: 1_000_000,
        value_bytes: 64 << 20,
        elements: 3_200_000,
        vertices: 1_000_000,
        text_chars: 10_000,
        columns: 512,
        cells: 16 << 20,
        files: 4096,
        inflated_bytes: 256 << 20,
        inflate_ratio: 200,
    };
}

impl Default for Limits {
    fn default() -> Self {
        Self::DEFAULT
    }
}
