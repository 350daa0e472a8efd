//! From a byte of a text to its physical line.

/// Where the lines of a text begin.
pub(crate) struct Lines {
    starts: Vec<usize>,
}

impl Lines {
    /// Lines end with LF, CR LF or CR.
    pub(crate) fn of(text: &str) -> Self {
        let bytes = text.as_bytes();
        let starts = bytes
            .iter()
            .enumerate()
            .filter(|(at, byte)| {
                **byte == b'\n' || (**byte == b'\r' && bytes.get(at + 1) != Some(&b'\n'))
            })
            .map(|(at, _)| at + 1)
            .collect();
        Self { starts }
    }

    /// The line with that byte, the first being 1.
    pub(crate) fn line_at(&self, byte: usize) -> u32 {
        let line = self.starts.partition_point(|start| *start <= byte) + 1;
        u32::try_from(line).unwrap_or(u32::MAX)
    }
}
