//! Files that are handed over piece by piece, as often as they are asked for: a long table is
//! read so, and does not lie in memory as a whole meanwhile.
//!
//! Has no opinion on where the pieces come from, and none on what stands in a table.

use super::formats::{begins_as_table, has_no_text, may_be_table};
use crate::limits::Limits;
use crate::tidy::without_bidi_controls;
use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::fmt;
use std::rc::Rc;

/// Bytes of one piece.
const PIECE_BYTES: usize = 1 << 18;
/// Bytes that are asked for at a time of a file that is to be in memory.
const WHOLE_PIECE_BYTES: usize = 1 << 23;
/// Files with no more bytes are read at once.
const SHORT_BYTES: u64 = 1 << 20;

/// A file that can be asked for its bytes, once and again.
pub trait Pieces {
    /// How many bytes it has.
    fn bytes(&self) -> u64;
    /// The `count` bytes from `from` on, all of them within the file; `None` where they cannot be
    /// read.
    fn read(&self, from: u64, count: usize) -> Option<Vec<u8>>;
}

/// The bytes of a file.
pub enum Content<'b> {
    /// All of them.
    Whole(Cow<'b, [u8]>),
    /// Piece by piece.
    Pieces(Box<dyn Pieces + 'b>),
}

impl fmt::Debug for Content<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Whole(bytes) => write!(formatter, "Whole({} bytes)", bytes.len()),
            Self::Pieces(pieces) => write!(formatter, "Pieces({} bytes)", pieces.bytes()),
        }
    }
}

/// A file as it can be read.
#[derive(Debug)]
pub(crate) enum Body<'b> {
    /// All of its bytes.
    Whole(Cow<'b, [u8]>),
    /// The text of a long table.
    Table(Pieced<'b>),
    /// Nothing: there are more bytes than so many, which are read.
    TooLarge { bytes: u64, limit: usize },
    /// Nothing: its bytes cannot be had.
    Lost,
}

impl<'b> Body<'b> {
    /// The bytes of a file where there is room for them, and for more it stays in pieces.
    pub(super) fn of(content: Content<'b>, limits: Limits) -> Self {
        let pieces = match content {
            Content::Whole(bytes) => return Self::Whole(bytes),
            Content::Pieces(pieces) => pieces,
        };
        let bytes = pieces.bytes();
        if bytes <= SHORT_BYTES {
            return Self::all_of(&*pieces);
        }
        match Pieced::of(pieces, limits, PIECE_BYTES) {
            Ok(table) => Self::Table(table),
            Err(NoTable::Lost) => Self::Lost,
            Err(NoTable::TooLarge(limit)) => Self::TooLarge { bytes, limit },
            Err(NoTable::Other(_)) if bytes > limits.bytes as u64 => {
                Self::TooLarge { bytes, limit: limits.bytes }
            }
            Err(NoTable::Other(pieces)) => Self::all_of(&*pieces),
        }
    }

    /// The first of the bytes; of a table nothing, for it is none of what a first byte shows.
    pub(super) fn start(&self) -> &[u8] {
        match self {
            Self::Whole(bytes) => bytes,
            Self::Table(_) | Self::TooLarge { .. } | Self::Lost => &[],
        }
    }

    /// The same with all of its bytes in memory.
    pub(super) fn into_whole(self) -> Self {
        match self {
            Self::Table(table) => table.whole(),
            Self::Whole(_) | Self::TooLarge { .. } | Self::Lost => self,
        }
    }

    /// All bytes.
    ///
    /// # Errors
    /// Why they are not to be had.
    pub(super) fn bytes(&self) -> Result<Vec<u8>, String> {
        match self {
            Self::Whole(bytes) => Ok(bytes.to_vec()),
            Self::Table(table) => match table.whole() {
                Self::Whole(bytes) => Ok(bytes.into_owned()),
                other => other.bytes(),
            },
            Self::TooLarge { bytes, limit } => Err(too_large(*bytes, *limit)),
            Self::Lost => Err("it cannot be read".to_owned()),
        }
    }

    /// The same, of what is in memory.
    pub(super) fn into_bytes(self) -> Vec<u8> {
        match self {
            Self::Whole(bytes) => bytes.into_owned(),
            other => other.bytes().unwrap_or_default(),
        }
    }

    fn all_of(pieces: &(dyn Pieces + '_)) -> Self {
        let most = usize::try_from(pieces.bytes()).unwrap_or(usize::MAX);
        let mut bytes = Vec::with_capacity(most);
        while bytes.len() < most {
            let count = WHOLE_PIECE_BYTES.min(most - bytes.len());
            match pieces.read(bytes.len() as u64, count).filter(|read| read.len() == count) {
                Some(mut read) => bytes.append(&mut read),
                None => return Self::Lost,
            }
        }
        Self::Whole(bytes.into())
    }
}

/// How much is more than is read.
pub(super) fn too_large(bytes: u64, limit: usize) -> String {
    format!("{bytes} bytes, the limit is {limit}")
}

/// A file that is not read piece by piece.
pub(super) enum NoTable<'b> {
    /// It is no table, is not in sound UTF-8, or has signs that must be taken out.
    Other(Box<dyn Pieces + 'b>),
    /// It begins as a table, with more bytes than so many.
    TooLarge(usize),
    /// It cannot be read.
    Lost,
}

/// A long text in UTF-8 of which few pieces are in memory at a time, and which may be a table.
pub(crate) struct Pieced<'b> {
    pieces: Box<dyn Pieces + 'b>,
    piece_bytes: usize,
    /// Where the text begins: behind a byte order mark.
    start: usize,
    end: usize,
    has_quotes: bool,
    /// The piece that was asked for last, by its number.
    last: RefCell<Option<(usize, Rc<[u8]>)>>,
    is_broken: Cell<bool>,
}

impl fmt::Debug for Pieced<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Pieced({} bytes)", self.end)
    }
}

/// The byte order mark takes so many in UTF-8.
const MARK_BYTES: usize = 3;

impl<'b> Pieced<'b> {
    /// The text of a file, which is looked through once; else what the file is.
    pub(super) fn of(
        pieces: Box<dyn Pieces + 'b>,
        limits: Limits,
        piece_bytes: usize,
    ) -> Result<Self, NoTable<'b>> {
        let end = usize::try_from(pieces.bytes()).unwrap_or(usize::MAX);
        let (start, has_quotes) = (0, false);
        let (last, is_broken) = (RefCell::default(), Cell::default());
        let mut text = Self { pieces, piece_bytes, start, end, has_quotes, last, is_broken };
        let has_room = end <= limits.table_bytes;
        if has_room && text.look_through().is_some() {
            return Ok(text);
        }
        let is_table = !has_room && text.piece(0).is_some_and(|piece| begins_as_table(&piece));
        Err(if text.is_broken() {
            NoTable::Lost
        } else if is_table {
            NoTable::TooLarge(limits.table_bytes)
        } else {
            NoTable::Other(text.pieces)
        })
    }

    /// Finds where the text begins and whether quotation marks are in it; `None` where it is not
    /// read piece by piece.
    fn look_through(&mut self) -> Option<()> {
        // What there is so far of a sign that goes on in the next piece.
        let mut part: Vec<u8> = Vec::new();
        let (mut is_begun, mut is_said) = (false, false);
        for number in 0..self.end.div_ceil(self.piece_bytes) {
            let piece = self.piece(number)?;
            let joined = if part.is_empty() {
                Cow::Borrowed(&*piece)
            } else {
                Cow::Owned([&part, &*piece].concat())
            };
            let (mut text, rest) = sound(&joined)?;
            if !is_begun && !text.is_empty() {
                is_begun = true;
                if let Some(behind) = text.strip_prefix('\u{FEFF}') {
                    (self.start, text) = (MARK_BYTES, behind);
                }
            }
            let said = text.trim_start();
            if !is_said && !said.is_empty() {
                is_said = true;
                if !may_be_table(said) {
                    return None;
                }
            }
            let is_tidy = matches!(without_bidi_controls(text), Cow::Borrowed(_));
            let is_whole = text.is_ascii() || !text.contains(char::REPLACEMENT_CHARACTER);
            if has_no_text(text.as_bytes()) || !is_tidy || !is_whole {
                return None;
            }
            self.has_quotes = self.has_quotes || text.contains('"');
            part = rest.to_vec();
        }
        (is_said && part.is_empty()).then_some(())
    }

    /// A piece of the file by its number; none behind its end, or where it cannot be read.
    fn piece(&self, number: usize) -> Option<Rc<[u8]>> {
        let mut last = self.last.borrow_mut();
        if let Some((at, piece)) = &*last
            && *at == number
        {
            return Some(Rc::clone(piece));
        }
        let from = number.checked_mul(self.piece_bytes).filter(|from| *from < self.end)?;
        let count = self.piece_bytes.min(self.end - from);
        // Unless somebody is at it, the one before is gone before there is another.
        *last = None;
        let read = self.pieces.read(from as u64, count).filter(|read| read.len() == count);
        if read.is_none() {
            self.is_broken.set(true);
        }
        let piece: Rc<[u8]> = read?.into();
        *last = Some((number, Rc::clone(&piece)));
        Some(piece)
    }

    /// The piece with the byte `at` of the text, and where in the text it begins; a piece may
    /// begin before the text does.
    pub(crate) fn piece_at(&self, at: usize) -> Option<(Rc<[u8]>, isize)> {
        let number = (self.start + at) / self.piece_bytes;
        let start = (number * self.piece_bytes) as isize - self.start as isize;
        Some((self.piece(number)?, start))
    }

    /// All bytes of the file.
    fn whole(&self) -> Body<'b> {
        Body::all_of(&*self.pieces)
    }

    /// Whether there is a quotation mark in it.
    pub(crate) fn has_quotes(&self) -> bool {
        self.has_quotes
    }

    /// Forgets that a piece could not be read: it will be asked for anew.
    pub(crate) fn begin(&self) {
        self.is_broken.set(false);
    }

    /// Whether a piece could not be read.
    pub(crate) fn is_broken(&self) -> bool {
        self.is_broken.get()
    }
}

/// The text of these bytes, and the beginning of a sign at their end; `None` where they are no
/// UTF-8.
pub(super) fn sound(bytes: &[u8]) -> Option<(&str, &[u8])> {
    let sound_bytes = match std::str::from_utf8(bytes) {
        Ok(text) => return Some((text, &[])),
        Err(error) if error.error_len().is_none() => error.valid_up_to(),
        Err(_) => return None,
    };
    let (sound, rest) = bytes.split_at_checked(sound_bytes)?;
    Some((std::str::from_utf8(sound).ok()?, rest))
}

#[cfg(test)]
mod tests;
