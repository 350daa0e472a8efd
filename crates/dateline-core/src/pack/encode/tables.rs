//! What rows refer to by number: strings, sets of languages, sources.

use super::writer::{Writer, put_varint};
use crate::model::Source;
use crate::pack::{STRING_END, turns_text};
use std::collections::HashMap;

/// Everything that is told once, with its number.
#[derive(Default)]
pub(super) struct Tables {
    strings: Numbered<String>,
    languages: Numbered<Vec<String>>,
    sources: Numbered<[String; 3]>,
}

/// Values in the order in which they were met.
struct Numbered<T> {
    numbers: HashMap<T, u32>,
    values: Vec<T>,
}

impl<T> Default for Numbered<T> {
    fn default() -> Self {
        Self { numbers: HashMap::new(), values: Vec::new() }
    }
}

impl<T: Clone + Eq + std::hash::Hash> Numbered<T> {
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

    /// How rows refer to a value: 0 where it is the next one, else its number and one.
    fn reference(&mut self, value: &T) -> u32 {
        let (number, is_new) = self.number(value);
        if is_new { 0 } else { number + 1 }
    }
}

impl Tables {
    pub fn string(&mut self, string: &str) -> u32 {
        self.strings.reference(&string.replace(turns_text, ""))
    }

    pub fn source(&mut self, source: &Source) -> u32 {
        let parts = [&source.name, &source.url, &source.archive_url].map(Clone::clone);
        self.sources.reference(&parts)
    }

    /// The number of a set of languages.
    pub fn languages(&mut self, tags: &[&str]) -> u32 {
        let tags: Vec<String> = tags.iter().map(|tag| tag.replace(turns_text, "")).collect();
        self.languages.number(&tags).0
    }

    /// Where the next string and the next source will be.
    pub fn next(&self) -> [u32; 2] {
        [self.strings.values.len() as u32, self.sources.values.len() as u32]
    }

    /// The sources so far.
    pub fn sources(&self) -> Vec<[String; 3]> {
        self.sources.values.clone()
    }

    /// The section of strings.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        put_varint(&mut bytes, self.strings.values.len() as u64);
        for string in &self.strings.values {
            put_string(&mut bytes, string);
        }
        put_varint(&mut bytes, self.languages.values.len() as u64);
        for tags in &self.languages.values {
            put_varint(&mut bytes, tags.len() as u64);
            tags.iter().for_each(|tag| put_string(&mut bytes, tag));
        }
        bytes
    }
}

/// A string with its end. Compressed, ends weigh less than lengths.
fn put_string(bytes: &mut Vec<u8>, string: &str) {
    bytes.extend_from_slice(string.as_bytes());
    bytes.push(STRING_END);
}

/// The section of sources: names, addresses, addresses of copies.
pub(super) fn write_sources(sources: &[[String; 3]], writer: &mut Writer<'_>) {
    writer.count(sources.len());
    for column in 0..3 {
        writer.strings(sources.iter().filter_map(|source| source.get(column)));
    }
}
