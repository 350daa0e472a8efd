//! An event → the bytes of its row.
//!
//! | bytes | what |
//! |---|---|
//! | 4 | verification, flags, kind of slot; precision, what there is; figures there are; category |
//! | 0, 8 or 16 | the slot of the position |
//! | – | length of the details and the details, where there are any |
//! | – | date, id, line, title, sources, areas, actors, place, chapter, figures |
//!
//! A date, a text or a word that was written not long before is told by where that was. Has no
//! opinion on where rows lie.

use super::recent::{Kind, Pair, Recent};
use crate::geo::LonLat;
use crate::model::{Casualties, Event, EventDetails, Source, Text};
use crate::pack::UNITS_PER_DEGREE;
use crate::pack::chunks::Chunks;
use crate::pack::varint::{put_signed, put_varint};
use crate::time::EdtfDate;

/// Bytes before the slot.
pub(super) const HEAD_BYTES: usize = 4;

/// Bits of the first byte of a head, above the verification.
pub(super) mod flag {
    pub const GRAPHIC: u8 = 1 << 3;
    pub const WITHDRAWN: u8 = 1 << 4;
    pub const PLACED: u8 = 1 << 5;
    /// The number of the slot's kind is above.
    pub const SLOT_SHIFT: u8 = 6;
}

/// Bits of the second byte, above the precision of the place.
pub(super) mod has {
    pub const PRECISION: u8 = 0b11;
    pub const DATE: u8 = 1 << 2;
    /// One source, of which there is a name alone.
    pub const NAME: u8 = 1 << 3;
    /// Sources as a list.
    pub const SOURCES: u8 = 1 << 4;
    pub const AREAS: u8 = 1 << 5;
    pub const ACTORS: u8 = 1 << 6;
    pub const DETAILS: u8 = 1 << 7;
    /// Bits of the third byte, above one for each figure.
    pub const PLACE: u8 = 1 << 6;
    pub const CHAPTER: u8 = 1 << 7;
}

/// Bits of a date, above its precision.
pub(super) mod mark {
    pub const PRECISION: u8 = 0b111;
    pub const APPROXIMATE: u8 = 1 << 3;
    pub const UNCERTAIN: u8 = 1 << 4;
    pub const OPEN_START: u8 = 1 << 5;
    pub const OPEN_END: u8 = 1 << 6;
}

/// The room that a row has for its position.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Slot {
    /// None.
    None,
    /// Two whole numbers of 32 bits, parts of a degree as packs have them.
    Short,
    /// Two floating-point numbers, for what has more decimals or lies nowhere on earth: such a
    /// row may get another position.
    Long,
}

impl Slot {
    /// The slot of a row whose head begins with this byte.
    pub fn of(first: u8) -> Self {
        match first >> flag::SLOT_SHIFT {
            0 => Self::None,
            1 => Self::Short,
            _ => Self::Long,
        }
    }

    /// The least that a position needs.
    fn needed(position: Option<LonLat>) -> Self {
        match position {
            None => Self::None,
            Some(LonLat { lon, lat }) if short(lon).is_some() && short(lat).is_some() => {
                if LonLat::new(lon, lat).is_some() {
                    Self::Short
                } else {
                    Self::Long
                }
            }
            Some(_) => Self::Long,
        }
    }

    /// How many bytes it has.
    pub fn bytes(self) -> usize {
        match self {
            Self::None => 0,
            Self::Short => 8,
            Self::Long => 16,
        }
    }

    /// The bytes of a position in this slot, of which the first so many are used; `None` where it
    /// does not fit.
    pub fn written(self, position: LonLat) -> Option<[u8; 16]> {
        let mut bytes = [0; 16];
        let (lon, lat) = bytes.split_at_mut(self.bytes() / 2);
        for (to, number) in [(lon, position.lon), (lat, position.lat)] {
            match self {
                Self::None => return None,
                Self::Short => {
                    to.iter_mut().zip(short(number)?.to_le_bytes()).for_each(|(to, it)| *to = it);
                }
                Self::Long => to.iter_mut().zip(number.to_le_bytes()).for_each(|(to, it)| *to = it),
            }
        }
        Some(bytes)
    }

    /// The position that bytes of this slot tell.
    pub fn read(self, bytes: &[u8]) -> Option<LonLat> {
        let number = |place: usize| match self {
            Self::None => None,
            Self::Short => {
                let units = bytes.get(place * 4..)?.first_chunk()?;
                Some(f64::from(i32::from_le_bytes(*units)) / UNITS_PER_DEGREE)
            }
            Self::Long => Some(f64::from_le_bytes(*bytes.get(place * 8..)?.first_chunk()?)),
        };
        Some(LonLat { lon: number(0)?, lat: number(1)? })
    }
}

/// A number of degrees as so many parts of one, if that is it to the last bit.
fn short(degrees: f64) -> Option<i32> {
    let units = (degrees * UNITS_PER_DEGREE).round() as i32;
    (f64::from(units) / UNITS_PER_DEGREE).to_bits().eq(&degrees.to_bits()).then_some(units)
}

/// The first two bytes of a head, by what may change in place.
pub(super) fn placed(
    [first, second]: [u8; 2],
    is_placed: bool,
    precision: crate::model::GeoPrecision,
) -> [u8; 2] {
    let first = first & !flag::PLACED | if is_placed { flag::PLACED } else { 0 };
    [first, second & !has::PRECISION | precision as u8]
}

/// The six figures, from the lowest number of killed to the highest of injured.
pub(super) fn figures(casualties: Casualties) -> [Option<u32>; 6] {
    let Casualties { killed, injured } = casualties;
    [killed.low, killed.best, killed.high, injured.low, injured.best, injured.high]
}

/// What a row is written in: its bytes, and what is told in it for the first time.
pub(super) type Room = (Vec<u8>, Vec<(Pair, usize)>);

/// A row being written.
pub(super) struct Folding<'s> {
    pub bytes: Vec<u8>,
    /// What is told here for the first time: where that is to be remembered, and where it begins.
    pub fresh: Vec<(Pair, usize)>,
    told: &'s Chunks,
    recent: &'s Recent,
}

impl<'s> Folding<'s> {
    /// Nothing yet, in `room`, which is empty, beside rows that are written already.
    pub fn beside(room: Room, told: &'s Chunks, recent: &'s Recent) -> Self {
        let (bytes, fresh) = room;
        Self { bytes, fresh, told, recent }
    }

    /// Writes the row.
    pub fn write(&mut self, event: &Event, details: &EventDetails) {
        self.head(event, details);
        if !is_empty(details) {
            self.details(details);
        }
        if let Some(date) = &event.when {
            self.date(date);
        }
        self.plain(&event.id);
        self.number(event.row);
        self.text(Kind::Title, &event.title);
        match event.sources.as_slice() {
            [] => {}
            [source] if is_name(source) => self.word(Kind::Source, &source.name),
            sources => {
                self.count(sources.len());
                for Source { name, url, archive_url } in sources {
                    [name, url, archive_url].into_iter().for_each(|it| self.word(Kind::Source, it));
                }
            }
        }
        if !event.areas.is_empty() {
            self.count(event.areas.len());
            event.areas.iter().for_each(|area| self.number(area.0));
        }
        if !event.actors.is_empty() {
            self.count(event.actors.len());
            event.actors.iter().for_each(|actor| self.number(actor.0.into()));
        }
        if !says_nothing(&event.place) {
            self.text(Kind::Place, &event.place);
        }
        if !event.chapter.is_empty() {
            self.word(Kind::Chapter, &event.chapter);
        }
        figures(event.casualties).into_iter().flatten().for_each(|figure| self.number(figure));
    }

    fn head(&mut self, event: &Event, details: &EventDetails) {
        let bits = |flags: &[(bool, u8)]| {
            flags.iter().fold(0, |bits, (is_set, bit)| if *is_set { bits | bit } else { bits })
        };
        let slot = Slot::needed(event.position);
        let flags = [(event.graphic, flag::GRAPHIC), (event.withdrawn, flag::WITHDRAWN)];
        let first = event.verification as u8 | bits(&flags) | (slot as u8) << flag::SLOT_SHIFT;
        let has_name = matches!(event.sources.as_slice(), [source] if is_name(source));
        let second = bits(&[
            (event.when.is_some(), has::DATE),
            (has_name, has::NAME),
            (!has_name && !event.sources.is_empty(), has::SOURCES),
            (!event.areas.is_empty(), has::AREAS),
            (!event.actors.is_empty(), has::ACTORS),
            (!is_empty(details), has::DETAILS),
        ]);
        let figures = figures(event.casualties).into_iter().zip(0..);
        let figures = figures.filter(|(figure, _)| figure.is_some()).map(|(_, bit)| 1 << bit);
        let third = figures.sum::<u8>()
            | bits(&[
                (!says_nothing(&event.place), has::PLACE),
                (!event.chapter.is_empty(), has::CHAPTER),
            ]);
        let [first, second] =
            placed([first, second], event.position.is_some(), event.geo_precision);
        self.bytes.extend_from_slice(&[first, second, third, event.category.0]);
        if let Some(position) = event.position.and_then(|it| slot.written(it)) {
            self.bytes.extend_from_slice(position.get(..slot.bytes()).unwrap_or_default());
        }
    }

    /// Behind their length, so that they can be passed over.
    fn details(&mut self, details: &EventDetails) {
        let start = self.bytes.len();
        self.text(Kind::Text, &details.text);
        self.word(Kind::Actors, &details.actors_text);
        self.word(Kind::Media, &details.media_url);
        self.text(Kind::Media, &details.media_alt);
        let mut length = Vec::new();
        put_varint(&mut length, (self.bytes.len() - start) as u64);
        for (_, place) in self.fresh.iter_mut().filter(|(_, place)| *place >= start) {
            *place += length.len();
        }
        self.bytes.splice(start..start, length);
    }

    fn date(&mut self, date: &EdtfDate) {
        self.blob(Kind::Date, |bytes| {
            put_varint(bytes, (date.text.len() as u64) << 1);
            bytes.extend_from_slice(date.text.as_bytes());
            let mut marks = date.precision as u8;
            for (is_set, bit) in [
                (date.approximate, mark::APPROXIMATE),
                (date.uncertain, mark::UNCERTAIN),
                (date.open_start, mark::OPEN_START),
                (date.open_end, mark::OPEN_END),
            ] {
                marks |= if is_set { bit } else { 0 };
            }
            bytes.push(marks);
            put_signed(bytes, date.span.start.0);
            put_varint(bytes, date.span.end.0.wrapping_sub(date.span.start.0) as u64);
        });
    }

    /// A text: twice its bytes, or, odd, twice the languages that it is in.
    fn text(&mut self, kind: Kind, text: &Text) {
        self.blob(kind, |bytes| match text {
            Text::Plain(plain) => {
                put_varint(bytes, (plain.len() as u64) << 2);
                bytes.extend_from_slice(plain.as_bytes());
            }
            Text::PerLanguage(pairs) => {
                put_varint(bytes, (pairs.len() as u64) << 2 | 2);
                for part in pairs.iter().flat_map(|(tag, words)| [tag, words]) {
                    put_varint(bytes, part.len() as u64);
                    bytes.extend_from_slice(part.as_bytes());
                }
            }
        });
    }

    fn word(&mut self, kind: Kind, word: &str) {
        self.blob(kind, |bytes| {
            put_varint(bytes, (word.len() as u64) << 1);
            bytes.extend_from_slice(word.as_bytes());
        });
    }

    /// A word that no other row has.
    fn plain(&mut self, word: &str) {
        self.count(word.len());
        self.bytes.extend_from_slice(word.as_bytes());
    }

    fn number(&mut self, number: u32) {
        put_varint(&mut self.bytes, number.into());
    }

    fn count(&mut self, count: usize) {
        put_varint(&mut self.bytes, count as u64);
    }

    /// What `write` writes, which begins with an even number and tells its own end; or an odd
    /// number that says where the same was written before.
    fn blob(&mut self, kind: Kind, write: impl FnOnce(&mut Vec<u8>)) {
        let start = self.bytes.len();
        write(&mut self.bytes);
        let blob = self.bytes.get(start..).unwrap_or_default();
        // What is as short is not found shorter.
        if blob.len() < 3 {
            return;
        }
        let pair = Pair::of(kind, blob);
        match self.recent.get(pair).find(|there| self.told.at(*there).starts_with(blob)) {
            Some(there) => {
                self.bytes.truncate(start);
                put_varint(&mut self.bytes, u64::from(there) << 1 | 1);
            }
            None => self.fresh.push((pair, start)),
        }
    }
}

fn is_name(source: &Source) -> bool {
    source.url.is_empty() && source.archive_url.is_empty()
}

/// Whether a text is the one that is there where nothing is said.
fn says_nothing(text: &Text) -> bool {
    matches!(text, Text::Plain(plain) if plain.is_empty())
}

/// Whether details are those of an event that has none.
fn is_empty(details: &EventDetails) -> bool {
    let EventDetails { text, actors_text, media_url, media_alt } = details;
    actors_text.is_empty() && media_url.is_empty() && says_nothing(text) && says_nothing(media_alt)
}
