//! What rows refer to by number: strings, sets of languages, sources.

use super::cursor::Cursor;
use super::reader::Reader;
use super::taken;
use crate::model::Source;
use crate::pack::MAX_LANGUAGES;
use std::cell::Cell;

/// Bytes of text that may be made of one byte of the file: a string that many rows share
/// is packed once, and the model has it once for each.
const MAX_GROWTH: usize = 256;
/// Beside that, for small files.
const FREE_BYTES: usize = 1 << 16;

/// The strings and sets of languages of a pack.
pub(super) struct Tables<'a> {
    /// Every string once.
    pub strings: Vec<&'a str>,
    /// Tags of the languages that some text has, in its order.
    pub languages: Vec<Vec<&'a str>>,
    /// Bytes that may still be made of the file.
    left: Cell<usize>,
}

impl<'a> Tables<'a> {
    /// Nothing yet, of a file of so many bytes.
    pub fn new(file_bytes: usize) -> Self {
        let left = Cell::new(file_bytes.saturating_mul(MAX_GROWTH).saturating_add(FREE_BYTES));
        Self { strings: Vec::new(), languages: Vec::new(), left }
    }

    /// Reads the next `count` strings.
    pub fn read_strings(&mut self, cursor: &mut Cursor<'a>, count: usize) {
        texts(cursor, count, &mut self.strings);
    }

    /// Reads the sets of languages, which follow the strings.
    pub fn read_languages(&mut self, cursor: &mut Cursor<'a>) {
        for _ in 0..cursor.count() {
            let count = cursor.index(MAX_LANGUAGES + 1) as usize;
            let mut tags = Vec::new();
            texts(cursor, count, &mut tags);
            self.languages.push(tags);
        }
    }

    /// Takes bytes from what may be made of the file; false if there are not as many.
    pub fn spend(&self, bytes: usize) -> bool {
        let left = self.left.get();
        self.left.set(left.saturating_sub(bytes));
        bytes <= left
    }
}

/// Adds the next `count` strings.
fn texts<'a>(cursor: &mut Cursor<'a>, count: usize, strings: &mut Vec<&'a str>) {
    for _ in 0..cursor.room_for(count) {
        strings.push(cursor.text());
    }
}

/// The table of sources, which rows refer to as they do to strings.
pub(super) fn read_sources(reader: &mut Reader<'_>) -> Vec<Source> {
    let count = reader.cursor.count();
    let mut names = reader.strings(count);
    let mut urls = reader.strings(count);
    let mut archives = reader.strings(count);
    let mut sources = Vec::with_capacity(count);
    for place in 0..count {
        sources.push(Source {
            name: taken(&mut names, place),
            url: taken(&mut urls, place),
            archive_url: taken(&mut archives, place),
        });
    }
    sources
}
