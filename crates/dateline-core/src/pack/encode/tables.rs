//! What rows refer to by number: strings, sets of languages, sources.

use super::words::Words;
use super::writer::Writer;
use crate::hash::KeyedMap;
use crate::model::Source;
use crate::pack::varint::put_varint;
use crate::pack::{STRING_END, turns_text};
use std::borrow::Cow;
use std::hash::Hash;

/// Everything that is told once, with its number.
#[derive(Default)]
pub(super) struct Tables {
    strings: Words,
    languages: Numbered<Vec<String>>,
    sources: Sources,
    /// How many sources there are, also once they were taken.
    source_count: u32,
}

/// Values in the order in which they were met.
struct Numbered<T> {
    numbers: KeyedMap<T, u32>,
    values: Vec<T>,
}

impl<T> Default for Numbered<T> {
    fn default() -> Self {
        Self { numbers: KeyedMap::default(), values: Vec::new() }
    }
}

impl<T: Clone + Eq + Hash> Numbered<T> {
    /// The number of a value, and whether it was met for the first time.
    fn number(&mut self, value: &T) -> (u32, bool) {
        if let Some(number) = self.numbers.get(value) {
            return (*number, false);
        }
        let number = self.values.len() as u32;
        self.numbers.insert(value.clone(), number);
        self.values.push(value.clone());
        (number, true)
    }
}

/// How rows refer to a value: 0 where it is the next one, else its number and one.
fn reference((number, is_new): (u32, bool)) -> u32 {
    if is_new { 0 } else { number + 1 }
}

/// The string as it is packed.
fn tidy(string: &str) -> Cow<'_, str> {
    if string.contains(turns_text) {
        Cow::Owned(string.replace(turns_text, ""))
    } else {
        Cow::Borrowed(string)
    }
}

impl Tables {
    pub fn string(&mut self, string: &str) -> u32 {
        reference(self.strings.number(&tidy(string)))
    }

    /// The same of a string that is no other's, such as an id, and need not be looked for.
    pub fn string_alone(&mut self, string: &str) -> u32 {
        self.strings.push_alone(&tidy(string));
        0
    }

    /// Brings near what is asked for to tell these strings.
    pub fn near<'s>(&self, strings: impl Iterator<Item = &'s str>) {
        self.strings.near(strings);
    }

    pub fn source(&mut self, source: &Source) -> u32 {
        let Sources { parts, numbered, last } = &mut self.sources;
        let of = [&source.name, &source.url, &source.archive_url];
        // Many rows in turn may have one.
        if let Some((numbers, number)) = last
            && of.iter().zip(&*numbers).all(|(part, number)| parts.get(*number) == **part)
        {
            return reference((*number, false));
        }
        let numbers = of.map(|part| parts.number(part).0);
        let numbered = numbered.number(&numbers);
        *last = Some((numbers, numbered.0));
        self.source_count += u32::from(numbered.1);
        reference(numbered)
    }

    /// The number of a set of languages.
    pub fn languages(&mut self, tags: &[&str]) -> u32 {
        let tags: Vec<String> = tags.iter().map(|tag| tag.replace(turns_text, "")).collect();
        self.languages.number(&tags).0
    }

    /// Where the next string and the next source will be.
    pub fn next(&self) -> [u32; 2] {
        [self.strings.len() as u32, self.source_count]
    }

    /// The sources, of which there will be no more.
    pub fn take_sources(&mut self) -> Sources {
        std::mem::take(&mut self.sources)
    }

    /// The section of strings, piece by piece.
    pub fn into_pieces(self) -> Vec<Vec<u8>> {
        let mut count = Vec::new();
        put_varint(&mut count, self.strings.len() as u64);
        let mut pieces = vec![count];
        pieces.append(&mut self.strings.into_pieces());
        let mut bytes = Vec::new();
        put_varint(&mut bytes, self.languages.values.len() as u64);
        for tags in &self.languages.values {
            put_varint(&mut bytes, tags.len() as u64);
            for tag in tags {
                bytes.extend_from_slice(tag.as_bytes());
                bytes.push(STRING_END);
            }
        }
        pieces.push(bytes);
        pieces
    }
}

/// The sources, and their parts by numbers of their own.
#[derive(Default)]
pub(super) struct Sources {
    parts: Words,
    numbered: Numbered<[u32; 3]>,
    /// The parts and the number of the source that was told last.
    last: Option<([u32; 3], u32)>,
}

impl Sources {
    /// Writes the section of sources: names, addresses, addresses of copies.
    pub fn write(&self, writer: &mut Writer<'_>) {
        writer.count(self.numbered.values.len());
        for column in 0..3 {
            let numbers = self.numbered.values.iter().filter_map(|source| source.get(column));
            numbers.for_each(|number| writer.string(self.parts.get(*number)));
        }
    }
}
