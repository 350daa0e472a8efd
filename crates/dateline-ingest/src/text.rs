//! A text that is read from one place to the next, whether it is in memory as a whole or one
//! piece of it at a time.
//!
//! Has no opinion on what stands in it.

use crate::open::Pieced;
use std::cell::Cell;
use std::io;
use std::rc::Rc;

/// A text.
#[derive(Clone, Copy)]
pub(crate) struct Text<'t> {
    held: Held<'t>,
    /// Where it begins in what is held, and where it ends at the latest.
    start: usize,
    end: usize,
}

#[derive(Clone, Copy)]
enum Held<'t> {
    Whole(&'t str),
    Pieced(&'t Pieced<'t>),
}

impl<'t> Text<'t> {
    /// One in memory.
    pub(crate) fn of(text: &'t str) -> Self {
        Self { held: Held::Whole(text), start: 0, end: usize::MAX }
    }

    /// One that is had piece by piece.
    pub(crate) fn in_pieces(text: &'t Pieced<'t>) -> Self {
        Self { held: Held::Pieced(text), start: 0, end: usize::MAX }
    }

    /// What of it lies behind so many bytes.
    pub(crate) fn behind(self, bytes: usize) -> Self {
        Self { start: self.start.saturating_add(bytes), ..self }
    }

    /// What of it lies before so many bytes.
    pub(crate) fn up_to(self, bytes: usize) -> Self {
        Self { end: self.end.min(self.start.saturating_add(bytes)), ..self }
    }

    /// Whether there is a quotation mark in all that is held.
    pub(crate) fn has_quotes(self) -> bool {
        match self.held {
            Held::Whole(text) => text.contains('"'),
            Held::Pieced(text) => text.has_quotes(),
        }
    }

    /// The first bytes, `most` or all there are.
    pub(crate) fn head(self, most: usize) -> Vec<u8> {
        let (mut cursor, mut head) = (Cursor::of(self), Vec::new());
        while head.len() < most {
            let rest = cursor.rest(head.len());
            let some = rest.get(..most - head.len()).unwrap_or(rest);
            if some.is_empty() {
                break;
            }
            head.extend_from_slice(some);
        }
        head
    }
}

/// A place in a text, and the piece about it.
pub(crate) struct Cursor<'t> {
    text: Text<'t>,
    piece: Piece<'t>,
    /// Where the piece begins in what is held; a mark before the text is not counted.
    start: isize,
}

enum Piece<'t> {
    Part(&'t [u8]),
    Shared(Rc<[u8]>),
}

impl<'t> Cursor<'t> {
    /// At the beginning of a text.
    pub(crate) fn of(text: Text<'t>) -> Self {
        let piece = match text.held {
            Held::Whole(whole) => whole.as_bytes(),
            Held::Pieced(_) => &[],
        };
        Self { text, piece: Piece::Part(piece), start: 0 }
    }

    /// What follows from a byte on, as much of it as is in memory; nothing at the end alone.
    pub(crate) fn rest(&mut self, at: usize) -> &[u8] {
        let at = self.text.start.saturating_add(at);
        if let Held::Pieced(text) = self.text.held
            && self.place(at).is_none()
        {
            match text.piece_at(at) {
                Some((piece, start)) => (self.piece, self.start) = (Piece::Shared(piece), start),
                None => return &[],
            }
        }
        let left = self.text.end.saturating_sub(at);
        let place = self.place(at);
        let rest = place.and_then(|place| self.bytes().get(place..)).unwrap_or_default();
        rest.get(..left).unwrap_or(rest)
    }

    fn bytes(&self) -> &[u8] {
        match &self.piece {
            Piece::Part(bytes) => bytes,
            Piece::Shared(bytes) => bytes,
        }
    }

    /// Where in the piece a byte of what is held stands, if it stands there.
    fn place(&self, at: usize) -> Option<usize> {
        let place = at.checked_add_signed(self.start.checked_neg()?)?;
        (place < self.bytes().len()).then_some(place)
    }
}

/// Reads a text from its beginning to its end.
pub(crate) struct TextReader<'t> {
    cursor: Cursor<'t>,
    at: usize,
    /// How many bytes it hands on until it is allowed more.
    allowed: Cell<usize>,
}

impl<'t> TextReader<'t> {
    pub(crate) fn of(text: Text<'t>) -> Self {
        if let Held::Pieced(pieced) = text.held {
            pieced.begin();
        }
        Self { cursor: Cursor::of(text), at: 0, allowed: Cell::new(usize::MAX) }
    }

    /// From here on it hands on so many bytes, and breaks off where there are more.
    pub(crate) fn allow(&self, bytes: usize) {
        self.allowed.set(bytes);
    }

    /// Whether it broke off because it may hand on no more.
    pub(crate) fn has_no_more(&self) -> bool {
        self.allowed.get() == 0
    }
}

impl io::Read for TextReader<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let rest = self.cursor.rest(self.at);
        let all = rest.len().min(into.len());
        let count = all.min(self.allowed.get());
        if count < all && count == 0 {
            return Err(io::ErrorKind::QuotaExceeded.into());
        }
        if let (Some(into), Some(from)) = (into.get_mut(..count), rest.get(..count)) {
            into.copy_from_slice(from);
        }
        if count == 0
            && !into.is_empty()
            && let Held::Pieced(text) = self.cursor.text.held
            && text.is_broken()
        {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        self.at += count;
        self.allow(self.allowed.get() - count);
        Ok(count)
    }
}
