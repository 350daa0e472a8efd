//! FlatBuffers: tables and vectors in bytes, each step held to the bytes that there are.
//!
//! Source: FlatBuffers, "FlatBuffer Internals". Nothing is copied, and nothing is trusted: what
//! points outside is not there.

use std::borrow::Cow;

/// A table: fields by their number, each of which may be left out.
#[derive(Clone, Copy, Debug)]
pub(super) struct Table<'b> {
    bytes: &'b [u8],
    at: usize,
    /// Where the places of its fields stand, and how many there are.
    fields: (usize, usize),
}

/// Values one after the other.
#[derive(Clone, Copy, Debug)]
pub(super) struct Vector<'b> {
    bytes: &'b [u8],
    at: usize,
    /// How many values.
    pub(super) len: usize,
}

fn take<const COUNT: usize>(bytes: &[u8], at: usize) -> Option<[u8; COUNT]> {
    bytes.get(at..)?.first_chunk::<COUNT>().copied()
}

/// A number of four bytes that is a place or a length.
pub(super) fn u32_at(bytes: &[u8], at: usize) -> Option<usize> {
    usize::try_from(u32::from_le_bytes(take(bytes, at)?)).ok()
}

fn u16_at(bytes: &[u8], at: usize) -> Option<usize> {
    Some(usize::from(u16::from_le_bytes(take(bytes, at)?)))
}

/// What a place points to, forwards.
fn target(bytes: &[u8], at: usize) -> Option<usize> {
    at.checked_add(u32_at(bytes, at)?)
}

impl<'b> Table<'b> {
    /// The table that a whole buffer is.
    pub(super) fn root(bytes: &'b [u8]) -> Option<Self> {
        Self::new(bytes, target(bytes, 0)?)
    }

    fn new(bytes: &'b [u8], at: usize) -> Option<Self> {
        let back = i64::from(i32::from_le_bytes(take(bytes, at)?));
        let vtable = usize::try_from(i64::try_from(at).ok()?.checked_sub(back)?).ok()?;
        let size = u16_at(bytes, vtable)?;
        Some(Self { bytes, at, fields: (vtable + 4, size.saturating_sub(4) / 2) })
    }

    fn place(&self, field: usize) -> Option<usize> {
        let (fields, count) = self.fields;
        let offset = if field < count { u16_at(self.bytes, fields + field * 2)? } else { 0 };
        (offset != 0).then_some(self.at + offset)
    }

    pub(super) fn u8(&self, field: usize) -> Option<u8> {
        self.bytes.get(self.place(field)?).copied()
    }

    pub(super) fn u16(&self, field: usize) -> Option<u16> {
        Some(u16::from_le_bytes(take(self.bytes, self.place(field)?)?))
    }

    pub(super) fn i32(&self, field: usize) -> Option<i32> {
        Some(i32::from_le_bytes(take(self.bytes, self.place(field)?)?))
    }

    pub(super) fn u64(&self, field: usize) -> Option<u64> {
        Some(u64::from_le_bytes(take(self.bytes, self.place(field)?)?))
    }

    pub(super) fn table(&self, field: usize) -> Option<Self> {
        Self::new(self.bytes, target(self.bytes, self.place(field)?)?)
    }

    /// A vector of values of so many bytes, all of which are there.
    pub(super) fn vector(&self, field: usize, value_bytes: usize) -> Option<Vector<'b>> {
        let at = target(self.bytes, self.place(field)?)?;
        let len = u32_at(self.bytes, at)?;
        let at = at + 4;
        let end = at.checked_add(len.checked_mul(value_bytes)?)?;
        (end <= self.bytes.len()).then_some(Vector { bytes: self.bytes, at, len })
    }

    /// A text; what of it is no UTF-8 is replaced.
    pub(super) fn text(&self, field: usize) -> Option<Cow<'b, str>> {
        self.text_within(field, usize::MAX)
    }

    /// The first bytes of a text: many tables may point to one that is long.
    pub(super) fn text_within(&self, field: usize, max_bytes: usize) -> Option<Cow<'b, str>> {
        let bytes = self.vector(field, 1)?.bytes(1)?;
        Some(String::from_utf8_lossy(bytes.get(..max_bytes).unwrap_or(bytes)))
    }
}

impl<'b> Vector<'b> {
    /// All bytes of values that have so many.
    pub(super) fn bytes(&self, value_bytes: usize) -> Option<&'b [u8]> {
        self.bytes.get(self.at..self.at + self.len * value_bytes)
    }

    /// The table of that number.
    pub(super) fn table(&self, number: usize) -> Option<Table<'b>> {
        let at = self.at + number * 4;
        let place = (number < self.len).then(|| target(self.bytes, at))??;
        Table::new(self.bytes, place)
    }

    /// A whole number of a vector of them.
    pub(super) fn u32(&self, number: usize) -> Option<usize> {
        (number < self.len).then(|| u32_at(self.bytes, self.at + number * 4))?
    }

    /// A number of a vector of such.
    pub(super) fn f64(&self, number: usize) -> Option<f64> {
        let bytes = (number < self.len).then(|| take(self.bytes, self.at + number * 8))??;
        Some(f64::from_le_bytes(bytes))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_more_of_a_text_is_looked_at_than_is_asked_for() {
        // Where the table is, a vtable of one field, the table, and the text.
        let mut bytes = vec![10, 0, 0, 0, 6, 0, 8, 0, 4, 0, 6, 0, 0, 0, 4, 0, 0, 0];
        bytes.extend([8, 0, 0, 0]);
        bytes.extend("Quarters".bytes());
        let table = Table::root(&bytes);
        let within = |max_bytes| table.and_then(|it| it.text_within(0, max_bytes));
        assert_eq!(within(3).as_deref(), Some("Qua"));
        assert_eq!(within(8).as_deref(), Some("Quarters"));
        assert_eq!(within(9), table.and_then(|it| it.text(0)));
    }
}
