//! The columns that sections are made of.

use super::cursor::Cursor;
use super::tables::Tables;
use crate::geo::LonLat;
use crate::model::{Source, Text};
use crate::pack::{PRECISIONS, PackFault, ROWS_PER_BLOCK, UNITS_PER_DEGREE};
use crate::time::{EdtfDate, Moment, Precision, Span};

/// A section, read column by column.
pub(super) struct Reader<'a> {
    pub cursor: Cursor<'a>,
    tables: &'a Tables<'a>,
    sources: &'a [Source],
    /// The string that a reference to "the next one" means, and the source.
    next_string: usize,
    next_source: usize,
}

/// Rows of a section that are read in pieces, and how far that has come.
#[derive(Clone)]
pub(super) struct Rows<'a> {
    section: Cursor<'a>,
    read_bytes: usize,
    next: [usize; 2],
    /// Rows that are still to be read.
    pub left: usize,
}

impl<'a> Rows<'a> {
    /// The `count` rows that come next in the section that `reader` reads.
    pub fn after(section: Cursor<'a>, reader: &Reader<'_>, count: usize) -> Self {
        let mut rows = Self { section, read_bytes: 0, next: [0; 2], left: count };
        rows.set_off(reader);
        rows
    }

    /// Takes a piece of the rows that are left: how many it has.
    pub fn piece(&mut self) -> usize {
        let count = self.left.min(ROWS_PER_BLOCK);
        self.left -= count;
        count
    }

    /// Notes how far `reader` has come.
    pub fn set_off(&mut self, reader: &Reader<'_>) {
        self.read_bytes = reader.cursor.read_bytes();
        self.next = [reader.next_string, reader.next_source];
    }
}

impl<'a> Reader<'a> {
    /// Reads the head of a section: where its own strings and sources begin.
    pub fn new(mut cursor: Cursor<'a>, tables: &'a Tables<'a>, sources: &'a [Source]) -> Self {
        let (next_string, next_source) = (cursor.number() as usize, cursor.number() as usize);
        Self { cursor, tables, sources, next_string, next_source }
    }

    /// Goes on where another reader of the section has come to.
    pub fn resume(rows: &Rows<'a>, tables: &'a Tables<'a>, sources: &'a [Source]) -> Self {
        let mut cursor = rows.section.clone();
        cursor.take(rows.read_bytes);
        let [next_string, next_source] = rows.next;
        Self { cursor, tables, sources, next_string, next_source }
    }

    fn spend(&mut self, bytes: usize) {
        if !self.tables.spend(bytes) {
            self.cursor.fail(PackFault::Size);
        }
    }

    /// A column of numbers below `limit`.
    pub fn indices(&mut self, count: usize, limit: usize) -> Vec<u32> {
        let count = self.cursor.room_for(count);
        let mut numbers = Vec::with_capacity(count);
        for _ in 0..count {
            numbers.push(self.cursor.index(limit));
        }
        numbers
    }

    /// A column of numbers.
    pub fn numbers(&mut self, count: usize) -> Vec<u32> {
        self.indices(count, usize::MAX)
    }

    /// A column of numbers that may be missing: 0, else the number and one.
    pub fn optional_numbers(&mut self, count: usize) -> Vec<Option<u32>> {
        let count = self.cursor.room_for(count);
        let mut numbers = Vec::with_capacity(count);
        for _ in 0..count {
            let number = self.cursor.varint().checked_sub(1);
            numbers.push(number.map(|number| self.cursor.narrow(number)));
        }
        numbers
    }

    /// A column of numbers, each told by its difference from the one before.
    pub fn steps(&mut self, count: usize) -> Vec<u32> {
        let count = self.cursor.room_for(count);
        let mut numbers = Vec::with_capacity(count);
        let mut number = 0_i64;
        for _ in 0..count {
            number = number.wrapping_add(self.cursor.signed());
            // A negative number is a large one here.
            numbers.push(self.cursor.narrow(number as u64));
        }
        numbers
    }

    /// What a column of counts adds up to; `None` if the bytes cannot hold as much.
    pub fn total(&mut self, counts: &[u32]) -> Option<usize> {
        let mut total = 0_u64;
        for count in counts {
            total += u64::from(*count);
        }
        let total = usize::try_from(total).unwrap_or(usize::MAX);
        (self.cursor.room_for(total) == total).then_some(total)
    }

    /// A reference: 0 is the next thing that nobody has referred to yet.
    fn reference(&mut self, next: usize, limit: usize) -> usize {
        match self.cursor.number() {
            0 => self.cursor.checked(next as u32, limit) as usize,
            number => self.cursor.checked(number - 1, limit) as usize,
        }
    }

    fn borrowed_string(&mut self) -> &'a str {
        let number = self.reference(self.next_string, self.tables.strings.len());
        self.next_string += usize::from(number == self.next_string);
        let string = self.tables.strings.get(number).copied().unwrap_or("");
        self.spend(string.len());
        string
    }

    /// One string.
    pub fn string(&mut self) -> String {
        self.borrowed_string().to_owned()
    }

    /// A column of strings.
    pub fn strings(&mut self, count: usize) -> Vec<String> {
        let count = self.cursor.room_for(count);
        let mut strings = Vec::with_capacity(count);
        for _ in 0..count {
            strings.push(self.string());
        }
        strings
    }

    /// A column of texts: first in which languages each is, then language by language.
    pub fn texts(&mut self, count: usize) -> Vec<Text> {
        let kinds = self.indices(count, self.tables.languages.len() + 2);
        let mut texts = Vec::new();
        texts.resize_with(kinds.len(), Text::default);
        // The rows that have more to come, with the tags of their languages.
        let mut rows: Vec<(&mut Text, &[&str])> = Vec::with_capacity(kinds.len());
        for (text, kind) in texts.iter_mut().zip(kinds) {
            let tags = self.languages(kind);
            if tags.is_some() {
                *text = Text::PerLanguage(Vec::new());
            }
            let tags = tags.unwrap_or(&[]);
            if kind == 1 || !tags.is_empty() {
                rows.push((text, tags));
            }
        }
        while self.cursor.room_for(rows.len()) > 0 {
            rows.retain_mut(|(text, tags)| match text {
                Text::Plain(plain) => {
                    *plain = self.string();
                    false
                }
                Text::PerLanguage(pairs) => {
                    if let Some(tag) = tags.get(pairs.len()) {
                        self.spend(tag.len());
                        pairs.push(((*tag).to_owned(), self.string()));
                    }
                    pairs.len() < tags.len()
                }
            });
        }
        texts
    }

    /// The tags of a text of that kind, if it is told by language.
    fn languages(&self, kind: u32) -> Option<&'a [&'a str]> {
        let set = self.tables.languages.get((kind as usize).checked_sub(2)?)?;
        Some(set.as_slice())
    }

    /// A column of dates that may be missing.
    pub fn dates(&mut self, count: usize) -> Vec<Option<EdtfDate>> {
        let kinds = self.indices(count, DATE_KINDS);
        let mut dates: Vec<Option<EdtfDate>> = Vec::with_capacity(kinds.len());
        // Dates of rows in order repeat: what was read just now need not be read again.
        let mut last: Option<EdtfDate> = None;
        for kind in &kinds {
            if *kind == 0 {
                dates.push(None);
                continue;
            }
            let text = self.borrowed_string();
            if *kind > 1 {
                dates.push(Some(bare_date(text, *kind - 2)));
                continue;
            }
            if last.as_ref().is_none_or(|last| last.text != text) {
                last = EdtfDate::parse(text).ok();
                if last.is_none() {
                    self.cursor.fail(PackFault::Date);
                }
            }
            dates.push(last.clone());
        }
        for (date, kind) in dates.iter_mut().zip(&kinds) {
            if let Some(date) = date
                && *kind > 1
            {
                date.span = self.span();
                if date.span.seconds() == 0 {
                    self.cursor.fail(PackFault::Date);
                }
            }
        }
        dates
    }

    /// A moment of the calendar, in seconds.
    pub fn moment(&mut self) -> Moment {
        let seconds = self.cursor.signed();
        self.in_calendar(seconds)
    }

    /// A span of the calendar: its start and its length in seconds.
    pub fn span(&mut self) -> Span {
        let start = self.moment();
        let end = start.0.saturating_add_unsigned(self.cursor.varint());
        Span { start, end: self.in_calendar(end) }
    }

    /// The moment, if it can be named: what is reckoned with such ones cannot overflow.
    fn in_calendar(&mut self, seconds: i64) -> Moment {
        let moment = Span::CALENDAR.clamp(Moment(seconds));
        if moment.0 != seconds {
            self.cursor.fail(PackFault::Date);
        }
        moment
    }

    /// A column of positions: the unit in parts of a degree, then all longitudes, then all
    /// latitudes, each told by its difference from the one before.
    pub fn positions(&mut self, count: usize) -> Vec<LonLat> {
        let unit = i64::from(self.cursor.number());
        let mut positions = vec![LonLat { lon: 0.0, lat: 0.0 }; self.cursor.room_for(count)];
        for axis in 0..2 {
            let mut number = 0_i64;
            for position in &mut positions {
                number = number.wrapping_add(self.cursor.signed());
                let degrees = number.wrapping_mul(unit) as f64 / UNITS_PER_DEGREE;
                if axis == 0 {
                    position.lon = degrees;
                } else {
                    position.lat = degrees;
                }
            }
        }
        for position in &positions {
            if LonLat::new(position.lon, position.lat).is_none() {
                self.cursor.fail_range();
            }
        }
        positions
    }

    /// One source.
    pub fn source(&mut self) -> Source {
        let number = self.reference(self.next_source, self.sources.len());
        self.next_source += usize::from(number == self.next_source);
        let Some(source) = self.sources.get(number) else { return Source::default() };
        self.spend(source.name.len() + source.url.len() + source.archive_url.len());
        source.clone()
    }

    /// A column of lists of sources: how many each has, then all.
    pub fn source_lists(&mut self, count: usize) -> Vec<Vec<Source>> {
        let counts = self.numbers(count);
        let mut lists = Vec::with_capacity(counts.len());
        if self.total(&counts).is_some() {
            for count in counts {
                let mut list = Vec::new();
                for _ in 0..count {
                    list.push(self.source());
                }
                lists.push(list);
            }
        }
        lists
    }

    /// A column of lists of numbers below `limit`: how many each has, then all.
    pub fn index_lists(&mut self, count: usize, limit: usize) -> Vec<Vec<u32>> {
        let counts = self.numbers(count);
        let mut lists = Vec::with_capacity(counts.len());
        for count in counts {
            lists.push(self.indices(count as usize, limit));
        }
        lists
    }
}

/// What kinds of dates are below: two, and seven bits.
const DATE_KINDS: usize = 2 + (1 << 7);

/// A date that its text alone does not give, still without its span.
fn bare_date(text: &str, bits: u32) -> EdtfDate {
    let has = |bit: u32| bits >> bit & 1 == 1;
    EdtfDate {
        text: text.to_owned(),
        span: Span { start: Moment(0), end: Moment(0) },
        precision: PRECISIONS.get((bits & 7) as usize).copied().unwrap_or(Precision::Day),
        approximate: has(3),
        uncertain: has(4),
        open_start: has(5),
        open_end: has(6),
    }
}
