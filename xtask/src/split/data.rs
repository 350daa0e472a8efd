//! What of the data comes late: texts between two marks, which the app does not read before the
//! late part is there (`src/platform/late.rs`).
//!
//! In the first part their place stays empty; the late part writes them there when it is
//! instantiated. All other data stay in the first part, whoever uses them.

use wasm_encoder::{ConstExpr, DataSection};
use wasmparser::{DataKind, Operator, Parser, Payload};

use super::parts::LATE_PARTS;
use super::{Result, unfit};

/// What stands before a text of a late part.
fn start_mark(part: usize) -> Vec<u8> {
    format!("\x02{}\x02", LATE_PARTS[part].name).into_bytes()
}

/// What stands after it.
fn end_mark(part: usize) -> Vec<u8> {
    format!("\x03{}\x03", LATE_PARTS[part].name).into_bytes()
}

/// Bytes and their place in memory.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Stretch {
    at: u32,
    bytes: Vec<u8>,
}

/// The data of a program, by the part that brings them.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Data {
    first: Vec<Stretch>,
    late: [Vec<Stretch>; LATE_PARTS.len()],
}

impl Data {
    /// Reads the data of a program.
    ///
    /// # Errors
    /// When some of it has no fixed place in memory, or a mark stands alone.
    pub fn of(program: &[u8]) -> Result<Self> {
        let mut data = Self::default();
        for payload in Parser::new(0).parse_all(program) {
            let Payload::DataSection(section) = payload? else { continue };
            for segment in section {
                let segment = segment?;
                let DataKind::Active { memory_index: 0, offset_expr } = segment.kind else {
                    return Err(unfit("data without a place"));
                };
                let Operator::I32Const { value } = offset_expr.get_operators_reader().read()?
                else {
                    return Err(unfit("data at a place that is not fixed"));
                };
                data.add(value as u32, segment.data)?;
            }
        }
        Ok(data)
    }

    /// Adds a segment, cut at the marks.
    fn add(&mut self, mut at: u32, mut bytes: &[u8]) -> Result<()> {
        while let Some((start, part)) = next_text(bytes) {
            let (before, rest) = bytes.split_at(start);
            let mark = end_mark(part);
            let end = find(rest, &mark).ok_or_else(|| unfit("a late text without an end"))?;
            let (text, after) = rest.split_at(end + mark.len());
            push(&mut self.first, at, before);
            push(&mut self.late[part], at + start as u32, text);
            at += (start + text.len()) as u32;
            bytes = after;
        }
        push(&mut self.first, at, bytes);
        Ok(())
    }

    /// How many segments the first part has.
    pub fn first_len(&self) -> u32 {
        self.first.len() as u32
    }

    /// The data of the first part.
    pub fn first(&self) -> DataSection {
        section(&self.first)
    }

    /// The data of a late part.
    pub fn late(&self, part: usize) -> DataSection {
        section(&self.late[part])
    }
}

fn push(stretches: &mut Vec<Stretch>, at: u32, bytes: &[u8]) {
    if !bytes.is_empty() {
        stretches.push(Stretch { at, bytes: bytes.to_vec() });
    }
}

fn section(stretches: &[Stretch]) -> DataSection {
    let mut data = DataSection::new();
    for stretch in stretches {
        data.active(0, &ConstExpr::i32_const(stretch.at as i32), stretch.bytes.iter().copied());
    }
    data
}

/// Where the next text of a late part begins, and of which.
fn next_text(bytes: &[u8]) -> Option<(usize, usize)> {
    let parts = 0..LATE_PARTS.len();
    parts.filter_map(|part| Some((find(bytes, &start_mark(part))?, part))).min()
}

fn find(bytes: &[u8], mark: &[u8]) -> Option<usize> {
    bytes.windows(mark.len()).position(|window| window == mark)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn stretch(at: u32, bytes: &[u8]) -> Stretch {
        Stretch { at, bytes: bytes.to_vec() }
    }

    #[test]
    fn texts_between_marks_are_late_and_keep_their_places() {
        let mut data = Data::default();
        data.add(100, b"one\x02late\x02two\x03late\x03three\x02late\x02\x03late\x03").unwrap();
        data.add(900, b"\x02tile\x02\x03tile\x03four").unwrap();
        assert_eq!(
            data.first,
            [stretch(100, b"one"), stretch(118, b"three"), stretch(912, b"four")]
        );
        assert_eq!(
            data.late,
            [
                vec![
                    stretch(103, b"\x02late\x02two\x03late\x03"),
                    stretch(123, b"\x02late\x02\x03late\x03")
                ],
                vec![stretch(900, b"\x02tile\x02\x03tile\x03")]
            ]
        );
    }

    #[test]
    fn a_text_without_an_end_is_refused() {
        assert!(Data::default().add(0, b"a\x02late\x02b").is_err());
    }
}
