//! From a byte of a text to its physical line.

use crate::text::{Cursor, Text};
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
        self.line_in(&mut Cursor::of(Text::of(text)), byte)
    }

    /// The same in a text that may not be in memory as a whole.
    pub(crate) fn line_in(&mut self, text: &mut Cursor<'_>, byte: usize) -> u32 {
        while self.at < byte {
            let rest = text.rest(self.at);
            let passed = rest.get(..byte - self.at).unwrap_or(rest);
            if passed.is_empty() {
                self.at = byte;
                break;
            }
            self.at += passed.len();
            let (ends, has_cr_last) = ends_in(passed);
            // A CR ends a line unless LF does.
            let is_alone = has_cr_last && text.rest(self.at).first() != Some(&b'\n');
            let ends = ends + usize::from(is_alone);
            self.line = self.line.saturating_add(u32::try_from(ends).unwrap_or(u32::MAX));
        }
        self.line
    }

    /// The line on which a record of a table of text begins; `text` is all of it.
    pub(crate) fn line_of(&mut self, record: &StringRecord, text: &mut Cursor<'_>) -> u32 {
        let byte = record.position().map_or(0, csv::Position::byte);
        let mut start = usize::try_from(byte).unwrap_or(usize::MAX);
        // First to there, so that no piece of the text is left and then asked for anew.
        self.line_in(text, start);
        // A position may lie before the end of the line above, or before empty lines.
        while let Some(b'\r' | b'\n') = text.rest(start).first() {
            start += 1;
        }
        self.line_in(text, start)
    }
}

/// How many lines end in these bytes, but for a CR at their end; and whether there is one.
fn ends_in(bytes: &[u8]) -> (usize, bool) {
    let ends = count_of(b'\n', bytes);
    if !bytes.contains(&b'\r') {
        return (ends, false);
    }
    let alone = bytes.windows(2).filter(|two| matches!(two, [b'\r', next] if *next != b'\n'));
    (ends + alone.count(), bytes.last() == Some(&b'\r'))
}

/// How often a byte stands in others, eight of them at a time: a file may have a gigabyte.
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
        fn lines_that_are_counted_are_those_that_are_listed(
            text in "[a\r\né]{0,40}",
            step in 1..9_usize,
        ) {
            let (lines, mut count) = (Lines::of(&text), LineCount::default());
            for byte in 0..=text.len() {
                prop_assert_eq!(count.line_at(&text, byte), lines.line_at(byte));
            }
            let mut count = LineCount::default();
            for byte in (0..=text.len()).step_by(step) {
                prop_assert_eq!(count.line_at(&text, byte), lines.line_at(byte));
            }
        }
    }
}
