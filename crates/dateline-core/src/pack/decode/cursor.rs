//! Reads bytes from left to right and knows where in the file it stands.
//!
//! The first fault is noted, and from then on there is nothing left to read: numbers are
//! 0, lists are empty, and whoever started it all looks at the note in the end. A way out
//! at every byte would be most of the code.

use crate::pack::{PackError, PackFault, STRING_END, turns_text};
use std::cell::Cell;

/// Where the first fault is noted.
pub type Note = Cell<Option<PackError>>;

/// A section, read number by number.
#[derive(Clone, Debug)]
pub(super) struct Cursor<'a> {
    bytes: &'a [u8],
    at: usize,
    /// Where `bytes` begins in the file.
    base: usize,
    section: &'static str,
    note: &'a Note,
}

impl<'a> Cursor<'a> {
    pub fn new(bytes: &'a [u8], base: usize, section: &'static str, note: &'a Note) -> Self {
        Self { bytes, at: 0, base, section, note }
    }

    /// Notes a fault here, unless there was one before, and ends the reading.
    pub fn fail(&mut self, fault: PackFault) {
        if self.note.get().is_none() {
            let (section, offset) = (self.section, self.place());
            self.note.set(Some(PackError { section, offset, fault }));
        }
        self.bytes = &[];
    }

    /// Notes a number that stands for nothing.
    pub fn fail_range(&mut self) {
        self.fail(PackFault::Range);
    }

    /// `count`, if there is room for so many more things of a byte at least, else 0:
    /// nothing is made of an announcement that the bytes cannot keep.
    pub fn room_for(&mut self, count: usize) -> usize {
        if count <= self.bytes.len().saturating_sub(self.at) {
            return count;
        }
        self.fail(PackFault::Cut);
        0
    }

    /// How many of `count` rows there can be, if each has so many bytes at least.
    pub fn rows_within(&self, count: usize, least_bytes: usize) -> usize {
        count.min(self.bytes.len().saturating_sub(self.at) / least_bytes)
    }

    /// The next `count` bytes, or none.
    pub fn take(&mut self, count: usize) -> &'a [u8] {
        let end = self.at + self.room_for(count);
        let taken = self.bytes.get(self.at..end).unwrap_or(&[]);
        self.at = end;
        taken
    }

    /// How many bytes have been read.
    pub fn read_bytes(&self) -> usize {
        self.at
    }

    /// The byte of the file that comes next.
    pub fn place(&self) -> usize {
        self.base + self.at
    }

    /// All that is left.
    pub fn rest(&mut self) -> &'a [u8] {
        self.take(self.bytes.len().saturating_sub(self.at))
    }

    /// One byte.
    fn byte(&mut self) -> u8 {
        match self.bytes.get(self.at) {
            Some(byte) => {
                self.at += 1;
                *byte
            }
            None => {
                self.fail(PackFault::Cut);
                0
            }
        }
    }

    /// The text up to the next byte that ends one.
    pub fn text(&mut self) -> &'a str {
        let rest = self.bytes.get(self.at..).unwrap_or(&[]);
        let length = rest.iter().position(|byte| *byte == STRING_END);
        let bytes = self.take(length.unwrap_or(usize::MAX));
        match std::str::from_utf8(bytes) {
            Ok(text) if !text.contains(turns_text) => {
                self.take(1);
                text
            }
            _ => {
                self.fail(PackFault::Text);
                ""
            }
        }
    }

    /// So many bytes as one number, the lowest first.
    pub fn fixed(&mut self, count: usize) -> u64 {
        let mut number = 0;
        for byte in self.take(count).iter().rev() {
            number = number << 8 | u64::from(*byte);
        }
        number
    }

    /// A number of any length: seven bits a byte, the lowest first, the eighth bit says
    /// that more follow (LEB128).
    pub fn varint(&mut self) -> u64 {
        let mut number = 0_u64;
        let mut shift = 0_u32;
        loop {
            let byte = self.byte();
            let bits = u64::from(byte & 0x7f);
            if shift > 63 || bits << shift >> shift != bits {
                self.fail_range();
                return 0;
            }
            number |= bits << shift;
            if byte < 0x80 {
                return number;
            }
            shift += 7;
        }
    }

    /// A number with a sign, zigzag: 0, −1, 1, −2, …
    pub fn signed(&mut self) -> i64 {
        let number = self.varint();
        (number >> 1) as i64 ^ -((number & 1) as i64)
    }

    /// A number of 32 bits.
    pub fn number(&mut self) -> u32 {
        let number = self.varint();
        self.narrow(number)
    }

    /// The number, if it has no more than 32 bits, else 0.
    pub fn narrow(&mut self, number: u64) -> u32 {
        if number > u64::from(u32::MAX) {
            self.fail_range();
            return 0;
        }
        number as u32
    }

    /// A number below `limit`, else 0.
    pub fn index(&mut self, limit: usize) -> u32 {
        let number = self.number();
        self.checked(number, limit)
    }

    /// The number, if it is below `limit`, else 0.
    pub fn checked(&mut self, number: u32, limit: usize) -> u32 {
        if (number as usize) < limit {
            return number;
        }
        self.fail_range();
        0
    }

    /// How many things follow, each of a byte at least.
    pub fn count(&mut self) -> usize {
        let count = self.number();
        self.room_for(count as usize)
    }
}
