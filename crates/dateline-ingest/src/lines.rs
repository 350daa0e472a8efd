//! From a byte of a text to its physical line.

use csv::StringRecord;

/// Where the lines of a text begin.
#[derive(Default)]
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

/// The lines of one place after the other, without a list of where each begins.
pub(crate) struct LineCount {
    at: usize,
    line: u32,
}

impl Default for LineCount {
    fn default() -> Self {
        Self { at: 0, line: 1 }
    }
}

impl LineCount {
    /// The line with that byte, which is none before the one that was asked for last.
    pub(crate) fn line_at(&mut self, text: &str, byte: usize) -> u32 {
        let bytes = text.as_bytes();
        let passed = bytes.get(self.at..byte).unwrap_or_default();
        let ends = count_of(b'\n', passed);
        // A CR ends a line unless LF does.
        let alone = |(at, byte): (usize, &u8)| {
            *byte == b'\r' && bytes.get(self.at + at + 1) != Some(&b'\n')
        };
        let has_cr = passed.contains(&b'\r');
        let others =
            if has_cr { passed.iter().enumerate().filter(|it| alone(*it)).count() } else { 0 };
        self.at = self.at.max(byte);
        self.line = self.line.saturating_add(u32::try_from(ends + others).unwrap_or(u32::MAX));
        self.line
    }

    /// The line on which a record of a table of text begins; `text` is all of it.
    pub(crate) fn line_of(&mut self, record: &StringRecord, text: &str) -> u32 {
        let byte = record.position().map_or(0, csv::Position::byte);
        let byte = usize::try_from(byte).unwrap_or(usize::MAX);
        // A position may lie before the end of the line above, or before empty lines.
        let rest = text.as_bytes().get(byte..).unwrap_or_default();
        let ends = rest.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        self.line_at(text, byte + ends)
    }
}

/// How often a byte stands in others, eight of them at a time: a file may have 256 MiB.
fn count_of(wanted: u8, bytes: &[u8]) -> usize {
    const LOW: u64 = 0x7f7f_7f7f_7f7f_7f7f;
    let pattern = u64::from_ne_bytes([wanted; 8]);
    let (chunks, rest) = bytes.as_chunks();
    let in_chunk = |chunk: &[u8; 8]| {
        let other = u64::from_ne_bytes(*chunk) ^ pattern;
        // The highest bit of each byte in which any bit is set.
        let differs = (((other & LOW) + LOW) | other) & !LOW;
        8 - differs.count_ones() as usize
    };
    chunks.iter().map(in_chunk).sum::<usize>() + rest.iter().filter(|byte| **byte == wanted).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_byte_is_counted_as_often_as_it_is_there(
            bytes in prop::collection::vec(prop_oneof![Just(10), Just(11), Just(138), any::<u8>()], 0..40),
        ) {
            for wanted in [10, 138] {
                let slow = bytes.iter().filter(|byte| **byte == wanted).count();
                prop_assert_eq!(count_of(wanted, &bytes), slow);
            }
        }

        #[test]
        fn lines_that_are_counted_are_those_that_are_listed(text in "[a\r\né]{0,40}") {
            let (lines, mut count) = (Lines::of(&text), LineCount::default());
            for byte in 0..=text.len() {
                prop_assert_eq!(count.line_at(&text, byte), lines.line_at(byte));
            }
        }
    }
}
