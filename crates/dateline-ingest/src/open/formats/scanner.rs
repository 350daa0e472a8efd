//! JSON from left to right, as far as it is plain: no escapes, no numbers that two ways of reading
//! could read differently.
//!
//! Has no opinion on what the values mean.

use crate::open::coords::short_decimal;
use std::borrow::Cow;

/// Digits of a number that every way of reading it reads alike.
const MAX_DIGITS: usize = 15;

/// Reads JSON from left to right; `None` at whatever is more than plain.
pub(super) struct Scanner<'t> {
    pub(super) text: &'t str,
    /// Bytes that are read.
    pub(super) at: usize,
}

impl<'t> Scanner<'t> {
    pub(super) fn peek(&mut self) -> Option<u8> {
        let bytes = self.text.as_bytes();
        while matches!(bytes.get(self.at), Some(b' ' | b'\n' | b'\r' | b'\t')) {
            self.at += 1;
        }
        bytes.get(self.at).copied()
    }

    pub(super) fn take(&mut self, wanted: u8) -> Option<()> {
        (self.peek()? == wanted).then(|| self.at += 1)
    }

    pub(super) fn is_done(&mut self) -> bool {
        self.peek().is_none()
    }

    pub(super) fn object(
        &mut self,
        mut member: impl FnMut(&'t str, &mut Self) -> Option<()>,
    ) -> Option<()> {
        self.take(b'{')?;
        if self.peek()? == b'}' {
            return self.take(b'}');
        }
        loop {
            let key = self.string()?;
            self.take(b':')?;
            member(key, self)?;
            if self.peek()? != b',' {
                return self.take(b'}');
            }
            self.take(b',')?;
        }
    }

    /// A text in which nothing is escaped.
    pub(super) fn string(&mut self) -> Option<&'t str> {
        self.take(b'"')?;
        let rest = self.text.get(self.at..)?;
        let is_end = |byte: &u8| *byte == b'"' || *byte == b'\\' || *byte < b' ';
        let length = rest.as_bytes().iter().position(is_end)?;
        self.at += length;
        self.take_here(b'"')?;
        rest.get(..length)
    }

    /// True if the text is the one wanted; `None` if it is another, so that none can follow it.
    pub(super) fn is_string(&mut self, wanted: &str) -> Option<bool> {
        (self.string()? == wanted).then_some(true)
    }

    fn take_here(&mut self, wanted: u8) -> Option<()> {
        (*self.text.as_bytes().get(self.at)? == wanted).then(|| self.at += 1)
    }

    /// The signs of a number, and how many digits it has.
    fn number(&mut self) -> Option<&'t str> {
        self.peek()?;
        let rest = self.text.get(self.at..)?;
        let is_sign = |byte: &u8| byte.is_ascii_digit() || matches!(byte, b'-' | b'.');
        let bytes = rest.as_bytes();
        let length = bytes.iter().take_while(|byte| is_sign(byte)).count();
        // An exponent is more than plain.
        if length > MAX_DIGITS || matches!(bytes.get(length), Some(b'e' | b'E' | b'+')) {
            return None;
        }
        self.at += length;
        let number = rest.get(..length)?;
        let digits = number.strip_prefix('-').unwrap_or(number);
        let (whole, part) = digits.split_once('.').unwrap_or((digits, "0"));
        let are_digits =
            |text: &str| !text.is_empty() && text.bytes().all(|it| it.is_ascii_digit());
        let is_sound = are_digits(whole) && are_digits(part);
        (is_sound && (whole == "0" || !whole.starts_with('0'))).then_some(number)
    }

    /// A text as it is written, a number as it is told, nothing for `null`.
    pub(super) fn scalar(&mut self) -> Option<Cow<'t, str>> {
        match self.peek()? {
            b'"' => self.string().map(Cow::Borrowed),
            b'n' => {
                let is_null = self.text.get(self.at..)?.starts_with("null");
                is_null.then(|| self.at += "null".len())?;
                Some(Cow::Borrowed(""))
            }
            _ => {
                let number = self.number()?;
                if number.contains('.') || number == "-0" {
                    let read: serde_json::Number = serde_json::from_str(number).ok()?;
                    return Some(Cow::Owned(read.to_string()));
                }
                Some(Cow::Borrowed(number))
            }
        }
    }

    /// The two numbers of a geometry that is a point.
    pub(super) fn point(&mut self) -> Option<[f64; 2]> {
        let (mut is_point, mut read) = (false, None);
        self.object(|key, scanner| {
            match key {
                "type" if !is_point => is_point = scanner.is_string("Point")?,
                "coordinates" if read.is_none() => {
                    scanner.take(b'[')?;
                    let lon = short_decimal(scanner.number()?)?;
                    scanner.take(b',')?;
                    let lat = short_decimal(scanner.number()?)?;
                    scanner.take(b']')?;
                    read = Some([lon, lat]);
                }
                _ => return None,
            }
            Some(())
        })?;
        read.filter(|_| is_point)
    }
}
