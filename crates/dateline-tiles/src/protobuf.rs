//! Protocol Buffers on the wire: numbers and the fields that they announce.
//!
//! Source: Protocol Buffers, "Encoding". Has no opinion on messages.

use crate::error::TileError;

/// Bytes that are read from the front.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Wire<'a> {
    rest: &'a [u8],
}

/// The value of a field.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Field<'a> {
    /// A whole number.
    Number(u64),
    /// Eight bytes, the lowest first.
    Eight(u64),
    /// Four bytes, the lowest first.
    Four(u32),
    /// A text, a message or packed numbers.
    Bytes(&'a [u8]),
}

impl<'a> Wire<'a> {
    /// The bytes from their start.
    pub(crate) fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes }
    }

    /// Whether all were read.
    pub(crate) fn is_at_end(&self) -> bool {
        self.rest.is_empty()
    }

    /// A number of seven bits a byte, the lowest first.
    pub(crate) fn varint(&mut self) -> Result<u64, TileError> {
        let mut number = 0_u64;
        for place in 0..10 {
            let (byte, rest) = self.rest.split_first().ok_or(TileError::Cut)?;
            self.rest = rest;
            number |= u64::from(byte & 0x7f) << (7 * place);
            if byte & 0x80 == 0 {
                return Ok(number);
            }
        }
        Err(TileError::Number)
    }

    fn take(&mut self, count: u64) -> Result<&'a [u8], TileError> {
        let count = usize::try_from(count).map_err(|_| TileError::Cut)?;
        let (taken, rest) = self.rest.split_at_checked(count).ok_or(TileError::Cut)?;
        self.rest = rest;
        Ok(taken)
    }

    fn fixed(&mut self, count: u64) -> Result<u64, TileError> {
        let bytes = self.take(count)?;
        Ok(bytes.iter().rev().fold(0, |number, byte| number << 8 | u64::from(*byte)))
    }

    /// The next field with its number; `None` at the end.
    pub(crate) fn field(&mut self) -> Result<Option<(u64, Field<'a>)>, TileError> {
        if self.is_at_end() {
            return Ok(None);
        }
        let key = self.varint()?;
        let field = match key & 7 {
            0 => Field::Number(self.varint()?),
            1 => Field::Eight(self.fixed(8)?),
            2 => {
                let count = self.varint()?;
                Field::Bytes(self.take(count)?)
            }
            5 => Field::Four(self.fixed(4)? as u32),
            _ => return Err(TileError::Number),
        };
        Ok(Some((key >> 3, field)))
    }
}

/// A number that may be negative, as zigzag writes it.
pub(crate) fn zigzag(number: u64) -> i64 {
    (number >> 1) as i64 ^ -((number & 1) as i64)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_examples_of_the_documentation_are_read() {
        // 150 in field 1, and “testing” in field 2.
        let mut wire =
            Wire::new(&[0x08, 0x96, 0x01, 0x12, 7, b't', b'e', b's', b't', b'i', b'n', b'g']);
        assert_eq!(wire.field(), Ok(Some((1, Field::Number(150)))));
        assert_eq!(wire.field(), Ok(Some((2, Field::Bytes(b"testing")))));
        assert_eq!(wire.field(), Ok(None));
        assert_eq!([0, 1, 2, 3, 4294967294].map(zigzag), [0, -1, 1, -2, 2147483647]);
    }

    #[test]
    fn groups_overlong_numbers_and_lengths_beyond_the_end_are_refused() {
        assert_eq!(Wire::new(&[0x0b]).field(), Err(TileError::Number));
        assert_eq!(Wire::new(&[0xff; 11]).varint(), Err(TileError::Number));
        assert_eq!(Wire::new(&[0x12, 9, 1]).field(), Err(TileError::Cut));
        let mut endless = vec![0x12];
        endless.extend_from_slice(&[0xff; 9]);
        endless.push(1);
        assert_eq!(Wire::new(&endless).field(), Err(TileError::Cut));
    }

    proptest! {
        #[test]
        fn any_bytes_come_to_an_end(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let mut wire = Wire::new(&bytes);
            let mut fields = 0;
            while let Ok(Some(_)) = wire.field() {
                fields += 1;
            }
            prop_assert!(fields <= bytes.len());
        }
    }
}
