//! The columns that sections are made of.

use super::tables::Tables;
use crate::geo::LonLat;
use crate::model::{Source, Text};
use crate::pack::varint::{put_signed, put_varint};
use crate::pack::{MAX_LANGUAGES, UNITS_PER_DEGREE};
use crate::time::{EdtfDate, Moment, Span};

/// A section being written.
pub(super) struct Writer<'t> {
    /// What is behind us, so that it need not be copied into a longer list.
    pieces: Vec<Vec<u8>>,
    bytes: Vec<u8>,
    tables: &'t mut Tables,
}

impl<'t> Writer<'t> {
    pub fn new(tables: &'t mut Tables) -> Self {
        let mut bytes = Vec::new();
        tables.next().iter().for_each(|next| put_varint(&mut bytes, u64::from(*next)));
        Self { pieces: Vec::new(), bytes, tables }
    }

    /// The bytes of the section, piece by piece.
    pub fn into_pieces(mut self) -> Vec<Vec<u8>> {
        self.end_piece();
        self.pieces
    }

    /// Puts away what is written so far.
    pub fn end_piece(&mut self) {
        let mut piece = std::mem::take(&mut self.bytes);
        piece.shrink_to_fit();
        self.pieces.push(piece);
    }

    pub fn varint(&mut self, number: u64) {
        put_varint(&mut self.bytes, number);
    }

    pub fn signed(&mut self, number: i64) {
        put_signed(&mut self.bytes, number);
    }

    pub fn count(&mut self, count: usize) {
        self.varint(count as u64);
    }

    pub fn raw(&mut self, bytes: &[u8]) {
        self.bytes.extend_from_slice(bytes);
    }

    pub fn numbers(&mut self, numbers: impl IntoIterator<Item = u32>) {
        numbers.into_iter().for_each(|number| self.varint(u64::from(number)));
    }

    /// 0 where there is none, else the number and one.
    pub fn optional_numbers(&mut self, numbers: impl IntoIterator<Item = Option<u32>>) {
        for number in numbers {
            self.varint(number.map_or(0, |number| u64::from(number) + 1));
        }
    }

    /// Each by its difference from the one before.
    pub fn steps(&mut self, numbers: impl IntoIterator<Item = u32>) {
        let mut before = 0;
        for number in numbers {
            self.signed(i64::from(number) - before);
            before = i64::from(number);
        }
    }

    pub fn string(&mut self, string: &str) {
        let reference = self.tables.string(string);
        self.varint(u64::from(reference));
    }

    pub fn strings<'s>(&mut self, strings: impl IntoIterator<Item = &'s String> + Clone) {
        self.tables.near(strings.clone().into_iter().map(String::as_str));
        strings.into_iter().for_each(|string| self.string(string));
    }

    /// Strings each of which is there once, such as ids.
    pub fn strings_alone<'s>(&mut self, strings: impl IntoIterator<Item = &'s String>) {
        for string in strings {
            let reference = self.tables.string_alone(string);
            self.varint(u64::from(reference));
        }
    }

    /// First in which languages each text is, then language by language.
    pub fn texts<'s>(&mut self, texts: impl IntoIterator<Item = &'s Text>) {
        let texts: Vec<&Text> = texts.into_iter().collect();
        let kinds: Vec<u32> = texts.iter().map(|text| self.kind(text)).collect();
        self.numbers(kinds);
        let most = texts.iter().map(|text| pairs(text).len()).max().unwrap_or(0).max(1);
        let plain = texts.iter().map(|text| match text {
            Text::Plain(plain) => plain.as_str(),
            Text::PerLanguage(_) => "",
        });
        self.tables.near(plain.filter(|plain| !plain.is_empty()));
        for place in 0..most {
            for text in &texts {
                match text {
                    Text::Plain(plain) if place == 0 && !plain.is_empty() => self.string(plain),
                    Text::Plain(_) => {}
                    Text::PerLanguage(_) => {
                        if let Some((_, words)) = pairs(text).get(place) {
                            self.string(words);
                        }
                    }
                }
            }
        }
    }

    /// 0 is empty, 1 is the same in every language, else the number of a set and two.
    fn kind(&mut self, text: &Text) -> u32 {
        match text {
            Text::Plain(plain) => u32::from(!plain.is_empty()),
            Text::PerLanguage(_) => {
                let tags: Vec<&str> = pairs(text).iter().map(|(tag, _)| tag.as_str()).collect();
                self.tables.languages(&tags) + 2
            }
        }
    }

    /// First what kind each date is, then the texts, then the spans that no text gives.
    pub fn dates<'s>(&mut self, dates: impl IntoIterator<Item = Option<&'s EdtfDate>>) {
        let dates: Vec<Option<&EdtfDate>> = dates.into_iter().collect();
        let kinds: Vec<u32> = dates.iter().map(|date| date_kind(*date)).collect();
        self.numbers(kinds.iter().copied());
        dates.iter().flatten().for_each(|date| self.string(&date.text));
        for (date, _) in dates.iter().zip(&kinds).filter(|(_, kind)| **kind > 1) {
            date.iter().for_each(|date| self.span(date.span));
        }
    }

    pub fn moment(&mut self, moment: Moment) {
        self.signed(moment.0);
    }

    pub fn span(&mut self, span: Span) {
        self.moment(span.start);
        self.varint(span.seconds().max(0) as u64);
    }

    /// The unit in parts of a degree, then all longitudes, then all latitudes.
    pub fn positions<'s>(&mut self, positions: impl IntoIterator<Item = &'s LonLat>) {
        let whole = |degrees: f64| (degrees * UNITS_PER_DEGREE).round() as i64;
        let all: Vec<[i64; 2]> = positions
            .into_iter()
            .map(|position| [whole(position.lon), whole(position.lat)])
            .collect();
        // Most files have fewer decimals: in their unit the numbers are shorter.
        let units = [10_000_000, 1_000_000, 100_000, 10_000, 1_000, 100, 10];
        let is_unit = |unit: &i64| all.iter().flatten().all(|number| number % unit == 0);
        let unit = units.into_iter().find(is_unit).unwrap_or(1);
        self.varint(unit as u64);
        for axis in 0..2 {
            let mut before = 0;
            for number in all.iter().filter_map(|position| position.get(axis)) {
                self.signed(number / unit - before);
                before = number / unit;
            }
        }
    }

    pub fn source(&mut self, source: &Source) {
        let reference = self.tables.source(source);
        self.varint(u64::from(reference));
    }

    pub fn source_lists<'s>(&mut self, lists: impl IntoIterator<Item = &'s Vec<Source>> + Clone) {
        self.numbers(lists.clone().into_iter().map(|list| list.len() as u32));
        lists.into_iter().flatten().for_each(|source| self.source(source));
    }

    pub fn number_lists(&mut self, lists: &[Vec<u32>]) {
        self.numbers(lists.iter().map(|list| list.len() as u32));
        self.numbers(lists.iter().flatten().copied());
    }
}

/// The languages of a text that are packed.
fn pairs(text: &Text) -> &[(String, String)] {
    match text {
        Text::Plain(_) => &[],
        Text::PerLanguage(pairs) => pairs.get(..MAX_LANGUAGES).unwrap_or(pairs),
    }
}

/// 0 is none, 1 is what the text says, else two and the bits of what it does not.
fn date_kind(date: Option<&EdtfDate>) -> u32 {
    let Some(date) = date else { return 0 };
    if date.is_its_bare_day() {
        return 1;
    }
    if EdtfDate::parse(&date.text).is_ok_and(|read| read == *date) {
        return 1;
    }
    let flags = [date.approximate, date.uncertain, date.open_start, date.open_end];
    let flags = flags.iter().zip(3..).map(|(is_set, bit)| u32::from(*is_set) << bit);
    2 + date.precision as u32 + flags.sum::<u32>()
}
