//! A table of text → its records, none of which takes a file's length of memory for want of a
//! quotation mark.
//!
//! Has no opinion on which record is the header.

use crate::quotes::Quotes;
use crate::text::{Cursor, Text, TextReader};
use csv::{Position, StringRecord};

/// Bytes of a record behind which a quotation mark that is open, with line breaks behind it, is
/// taken for one that nobody will close: the record ends with its line. A cell without line
/// breaks, such as an outline, may be longer.
const MOST_BYTES: usize = 1 << 20;
/// So often a record is ended so. Each time its bytes are read anew, and a file might be made of
/// nothing else.
const MOST_ENDED: usize = 64;

/// The records of a table, one after the other.
pub(super) struct Records<'t> {
    text: Text<'t>,
    sign: u8,
    reader: csv::Reader<TextReader<'t>>,
    /// Where in the text the reader began.
    from: usize,
    /// Reads what was read for its quotation marks.
    marks: Cursor<'t>,
    ended: usize,
}

impl<'t> Records<'t> {
    pub(super) fn of(text: Text<'t>, sign: u8) -> Self {
        let (reader, marks) = (reader_of(text, sign), Cursor::of(text));
        Self { text, sign, reader, from: 0, marks, ended: 0 }
    }

    /// Reads the next record, if there is one.
    pub(super) fn next(&mut self, record: &mut StringRecord) -> csv::Result<bool> {
        let start = self.at();
        self.reader.get_ref().allow(MOST_BYTES);
        let mut read = self.reader.read_record(record);
        let is_cut = read.is_err() && self.reader.get_ref().has_no_more();
        if is_cut || self.at() - start > MOST_BYTES {
            let quotes = self.quotes_from(start, start.saturating_add(MOST_BYTES), 0);
            match quotes.open.filter(|_| self.ended < MOST_ENDED) {
                Some(below) => {
                    self.ended += 1;
                    let line = self.text.behind(start).up_to(below - start);
                    read = reader_of(line, self.sign).read_record(record);
                    place(record, start);
                    self.begin(below);
                    return read;
                }
                None if is_cut => {
                    self.begin(start);
                    read = self.reader.read_record(record);
                }
                None => {}
            }
        }
        place(record, self.from);
        read
    }

    /// Where the record behind the last begins.
    pub(super) fn at(&self) -> usize {
        let at = usize::try_from(self.reader.position().byte()).unwrap_or(usize::MAX);
        self.from.saturating_add(at)
    }

    /// What the quotation marks of the last record came to, in a table of so many columns.
    pub(super) fn quotes(&mut self, record: &StringRecord, columns: usize) -> Quotes {
        let start = record.position().map_or(0, Position::byte);
        self.quotes_from(usize::try_from(start).unwrap_or(usize::MAX), self.at(), columns)
    }

    fn quotes_from(&mut self, start: usize, end: usize, columns: usize) -> Quotes {
        Quotes::of(&mut self.marks, start..end, (self.sign, columns))
    }

    fn begin(&mut self, at: usize) {
        self.reader = reader_of(self.text.behind(at), self.sign);
        self.from = at;
    }
}

/// Tells a record where it begins, of which the bytes were counted `from` there.
fn place(record: &mut StringRecord, from: usize) {
    let mut position = record.position().cloned().unwrap_or_else(Position::new);
    position.set_byte(position.byte().saturating_add(from as u64));
    record.set_position(Some(position));
}

pub(super) fn reader_of(text: Text<'_>, sign: u8) -> csv::Reader<TextReader<'_>> {
    csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(sign)
        .from_reader(TextReader::of(text))
}
