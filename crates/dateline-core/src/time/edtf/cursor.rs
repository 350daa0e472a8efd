//! Reads a date from left to right and knows at which byte it stands.

use crate::time::error::{DateErrorKind, Fault};

/// A stretch of the text, read byte by byte. Dates are ASCII; anything else is a fault
/// that names the character.
#[derive(Clone, Debug)]
pub(super) struct Cursor<'a> {
    text: &'a str,
    /// Byte in `text`; always the start of a character.
    at: usize,
    /// Where `text` starts in the text as it was given.
    base: usize,
    /// A `~` or `%` was stepped over.
    pub approximate: bool,
    /// A `?` or `%` was stepped over.
    pub uncertain: bool,
}

impl<'a> Cursor<'a> {
    pub fn new(text: &'a str, base: usize) -> Self {
        Self { text, at: 0, base, approximate: false, uncertain: false }
    }

    /// Byte in the text as it was given.
    pub fn offset(&self) -> usize {
        self.base + self.at
    }

    pub fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or("")
    }

    pub fn is_at_end(&self) -> bool {
        self.rest().is_empty()
    }

    pub fn peek(&self) -> Option<u8> {
        self.rest().bytes().next()
    }

    /// Steps over `byte`, an ASCII character, if it comes next.
    pub fn eat(&mut self, byte: u8) -> bool {
        let found = self.peek() == Some(byte);
        self.at += usize::from(found);
        found
    }

    /// Steps over one qualifier, if it comes next. Which part of the date it stands at is
    /// not kept: a date of which one part is doubtful is doubtful.
    pub fn eat_qualifier(&mut self) {
        let (uncertain, approximate) = match self.peek() {
            Some(b'?') => (true, false),
            Some(b'~') => (false, true),
            Some(b'%') => (true, true),
            _ => return,
        };
        self.uncertain |= uncertain;
        self.approximate |= approximate;
        self.at += 1;
    }

    /// Steps over `byte`, or says that `wanted` was to stand here.
    pub fn expect(&mut self, byte: u8, wanted: &'static str) -> Result<(), Fault> {
        if self.eat(byte) { Ok(()) } else { Err(self.missing(wanted)) }
    }

    /// `COUNT` places of decimal digits; where `unspecified` is allowed, `X` is a place
    /// of which the digit is not given.
    pub fn places<const COUNT: usize>(
        &mut self,
        unspecified: bool,
        wanted: &'static str,
    ) -> Result<[Option<u8>; COUNT], Fault> {
        let mut places = [None; COUNT];
        for place in &mut places {
            *place = match self.peek() {
                Some(digit @ b'0'..=b'9') => Some(digit - b'0'),
                Some(b'X') if unspecified => None,
                _ => return Err(self.missing(wanted)),
            };
            self.at += 1;
        }
        Ok(places)
    }

    /// A number of two digits.
    pub fn two_digits(&mut self, wanted: &'static str) -> Result<u32, Fault> {
        let places = self.places::<2>(false, wanted)?;
        Ok(places.iter().flatten().fold(0, |value, digit| value * 10 + u32::from(*digit)))
    }

    /// Steps over digits and returns them.
    pub fn digits(&mut self) -> &'a str {
        let rest = self.rest();
        let count = rest.bytes().take_while(u8::is_ascii_digit).count();
        self.at += count;
        rest.get(..count).unwrap_or("")
    }

    /// The fault of a text that ends or goes on otherwise than with `wanted`.
    pub fn missing(&self, wanted: &'static str) -> Fault {
        let kind = match self.rest().chars().next() {
            Some(found) => DateErrorKind::Unexpected { found, wanted },
            None => DateErrorKind::Unfinished { wanted },
        };
        Fault { kind, offset: self.offset() }
    }

    /// The fault unless the text is read to its end.
    pub fn finish(&self) -> Result<(), Fault> {
        if self.is_at_end() { Ok(()) } else { Err(self.missing("the end of the date")) }
    }
}
