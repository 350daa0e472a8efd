//! Bytes → text, whatever the encoding: told by a mark, by validity, else by what the bytes
//! above ASCII look like as letters.
//!
//! Has no opinion on what the text says. A guess is told as one.

mod tables;

use crate::tidy::without_bidi_controls;
use std::borrow::Cow;
use tables::{WINDOWS_1251, WINDOWS_1252, WINDOWS_1256};

/// How the signs of a file are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Encoding {
    /// UTF-8, with a byte order mark or without.
    Utf8,
    /// UTF-16, lower byte first.
    Utf16Le,
    /// UTF-16, upper byte first.
    Utf16Be,
    /// Windows-1252: Western Europe.
    Windows1252,
    /// Windows-1256: Arabic.
    Windows1256,
    /// Windows-1251: Cyrillic.
    Windows1251,
}

impl Encoding {
    /// The name that everybody uses.
    pub fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Utf16Le => "UTF-16LE",
            Self::Utf16Be => "UTF-16BE",
            Self::Windows1252 => "windows-1252",
            Self::Windows1256 => "windows-1256",
            Self::Windows1251 => "windows-1251",
        }
    }

    /// The encoding of that name, in any case.
    pub fn from_name(name: &str) -> Option<Self> {
        const ALL: [Encoding; 6] = [
            Encoding::Utf8,
            Encoding::Utf16Le,
            Encoding::Utf16Be,
            Encoding::Windows1252,
            Encoding::Windows1256,
            Encoding::Windows1251,
        ];
        ALL.into_iter().find(|it| it.name().eq_ignore_ascii_case(name.trim()))
    }
}

/// A text, and how its bytes were read.
pub(crate) struct Decoded<'b> {
    /// The bytes themselves where they are sound UTF-8.
    pub(crate) text: Cow<'b, str>,
    pub(crate) encoding: Encoding,
    /// Nothing in the file says so for certain.
    pub(crate) is_guess: bool,
    /// How many signs could not be read; they became U+FFFD.
    pub(crate) lost: usize,
}

/// Letters that make up most of an Arabic or a Cyrillic text, as bytes of their encoding.
const COMMON_1256: [u8; 12] =
    [0xC7, 0xE1, 0xED, 0xE3, 0xE4, 0xE6, 0xD1, 0xCA, 0xC8, 0xE5, 0xCF, 0xDA];
const COMMON_1251: [u8; 12] =
    [0xEE, 0xE5, 0xE0, 0xE8, 0xED, 0xF2, 0xF1, 0xF0, 0xE2, 0xEB, 0xEA, 0xEC];

/// Reads bytes as text; `stated` is what somebody says the encoding is.
pub(crate) fn decode(bytes: &[u8], stated: Option<Encoding>) -> Decoded<'_> {
    let (marked, rest) = match bytes {
        [0xFF, 0xFE, rest @ ..] => (Some(Encoding::Utf16Le), rest),
        [0xFE, 0xFF, rest @ ..] => (Some(Encoding::Utf16Be), rest),
        [0xEF, 0xBB, 0xBF, rest @ ..] => (Some(Encoding::Utf8), rest),
        _ => (None, bytes),
    };
    let (encoding, is_guess) = match marked.or(stated) {
        Some(encoding) => (encoding, false),
        None => guess(rest),
    };
    let text = match encoding {
        // What is sound is seen so some bytes at a time.
        Encoding::Utf8 => {
            std::str::from_utf8(rest).map_or_else(|_| String::from_utf8_lossy(rest), Cow::Borrowed)
        }
        Encoding::Utf16Le => utf16(rest, u16::from_le_bytes).into(),
        Encoding::Utf16Be => utf16(rest, u16::from_be_bytes).into(),
        Encoding::Windows1252 => one_byte(rest, &WINDOWS_1252).into(),
        Encoding::Windows1256 => one_byte(rest, &WINDOWS_1256).into(),
        Encoding::Windows1251 => one_byte(rest, &WINDOWS_1251).into(),
    };
    let is_ascii = text.is_ascii();
    let lost = if is_ascii { 0 } else { text.matches(char::REPLACEMENT_CHARACTER).count() };
    let text = match without_bidi_controls(&text) {
        Cow::Borrowed(_) => text,
        Cow::Owned(tidy) => Cow::Owned(tidy),
    };
    Decoded { text, encoding, is_guess, lost }
}

fn guess(bytes: &[u8]) -> (Encoding, bool) {
    if let Some(encoding) = by_zero_bytes(bytes) {
        return (encoding, true);
    }
    // A file that ends within a character is cut, and still UTF-8.
    let is_utf8 = match std::str::from_utf8(bytes) {
        Ok(_) => true,
        Err(error) => error.error_len().is_none(),
    };
    if is_utf8 {
        return (Encoding::Utf8, false);
    }
    let mostly_utf8 = mostly_utf8(bytes);
    if mostly_utf8 { (Encoding::Utf8, true) } else { (by_letters(bytes), true) }
}

/// Whether all but a few of the characters above ASCII are sound UTF-8: some bytes are
/// broken, and no other encoding would say it so.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut sound, mut broken) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        sound += chunk.valid().chars().filter(|sign| !sign.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    sound > 10 * broken
}

/// UTF-16 without its mark: most of the signs of a table are ASCII, whose other byte is 0.
fn by_zero_bytes(bytes: &[u8]) -> Option<Encoding> {
    let pairs = bytes.as_chunks::<2>().0.iter().take(4096);
    let (mut first, mut second, mut all) = (0_usize, 0_usize, 0_usize);
    for [a, b] in pairs {
        first += usize::from(*a == 0);
        second += usize::from(*b == 0);
        all += 1;
    }
    let many = |count: usize, other: usize| count * 5 > all && count > 4 * other;
    if many(second, first) {
        Some(Encoding::Utf16Le)
    } else {
        many(first, second).then_some(Encoding::Utf16Be)
    }
}

/// Accented letters of Western languages stand alone among ASCII ones; those of Arabic and
/// Cyrillic stand in words.
fn by_letters(bytes: &[u8]) -> Encoding {
    let (mut runs, mut high, mut before) = (0_usize, 0_usize, false);
    let mut seen = [0_usize; 256];
    for byte in bytes {
        let is_high = *byte >= 0x80;
        high += usize::from(is_high);
        runs += usize::from(is_high && !before);
        before = is_high;
        if let Some(count) = seen.get_mut(usize::from(*byte)) {
            *count += 1;
        }
    }
    if high < 2 * runs {
        return Encoding::Windows1252;
    }
    let common = |letters: &[u8]| -> usize {
        letters.iter().filter_map(|byte| seen.get(usize::from(*byte))).sum()
    };
    // Capitals of Cyrillic lie where other Arabic letters do, and are rarer than small ones.
    if common(&COMMON_1256) > common(&COMMON_1251) {
        Encoding::Windows1256
    } else {
        Encoding::Windows1251
    }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let (pairs, rest) = bytes.as_chunks::<2>();
    let units = pairs.iter().map(|pair| unit(*pair));
    let read = char::decode_utf16(units).map(|it| it.unwrap_or(char::REPLACEMENT_CHARACTER));
    read.chain((!rest.is_empty()).then_some(char::REPLACEMENT_CHARACTER)).collect()
}

fn one_byte(bytes: &[u8], upper: &[u16; 128]) -> String {
    let sign = |byte: &u8| match byte.checked_sub(0x80).and_then(|at| upper.get(usize::from(at))) {
        None => char::from(*byte),
        Some(code) => char::from_u32(u32::from(*code)).unwrap_or(char::REPLACEMENT_CHARACTER),
    };
    bytes.iter().map(sign).collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
