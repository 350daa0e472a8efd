//! The bytes of a row → its event. Each function is the mirror of the one of the same name in
//! `fold`.
//!
//! The bytes are the program's own; where they were not what was written, something shorter
//! would come out, and nothing worse.

use super::fold::{HEAD_BYTES, Slot, flag, has, mark};
use crate::model::{
    ActorIndex, AreaIndex, Casualties, CategoryIndex, Count, Event, EventDetails, GeoPrecision,
    Source, Text, Verification,
};
use crate::pack::PRECISIONS;
use crate::pack::chunks::Chunks;
use crate::pack::varint::{signed, take_varint};
use crate::time::{EdtfDate, Moment, Precision, Span};

/// A row being read.
pub(super) struct Unfolding<'s> {
    head: [u8; HEAD_BYTES],
    /// The slot, the details and all that follows.
    rest: &'s [u8],
    told: &'s Chunks,
}

impl<'s> Unfolding<'s> {
    /// The row at an address.
    pub fn at(told: &'s Chunks, address: u32) -> Option<Self> {
        let (head, rest) = told.at(address).split_first_chunk()?;
        Some(Self { head: *head, rest, told })
    }

    /// Its category.
    pub fn category(&self) -> CategoryIndex {
        CategoryIndex(self.head[3])
    }

    /// The room for its position.
    pub fn slot(&self) -> Slot {
        Slot::of(self.head[0])
    }

    /// Its position.
    pub fn position(&self) -> Option<crate::geo::LonLat> {
        (self.head[0] & flag::PLACED != 0).then(|| self.slot().read(self.rest)).flatten()
    }

    /// How exactly its place is known.
    pub fn precision(&self) -> GeoPrecision {
        let number = usize::from(self.head[1] & has::PRECISION);
        GeoPrecision::ALL.get(number).copied().unwrap_or(GeoPrecision::Unknown)
    }

    /// Whether it has a date.
    pub fn is_dated(&self) -> bool {
        self.head[1] & has::DATE != 0
    }

    /// What only its card shows, in what is not needed any more.
    pub fn details_into(mut self, details: &mut EventDetails) {
        if self.head[1] & has::DETAILS == 0 {
            let EventDetails { text, actors_text, media_url, media_alt } = details;
            (*text, *media_alt) = (emptied(text), emptied(media_alt));
            actors_text.clear();
            media_url.clear();
            return;
        }
        self.take(self.slot().bytes());
        self.varint();
        self.text(&mut details.text);
        self.word(&mut details.actors_text);
        self.word(&mut details.media_url);
        self.text(&mut details.media_alt);
    }

    /// Its bounds, without its text, and whether both ends are known; `None` without a date.
    pub fn span(mut self) -> Option<(Span, bool)> {
        self.pass_details();
        self.is_dated().then(|| {
            self.blob(|it, length| {
                it.take(length >> 1);
                let (marks, span) = it.bounds();
                (span, marks & (mark::OPEN_START | mark::OPEN_END) == 0)
            })
        })
    }

    /// Its id.
    pub fn id(mut self) -> &'s str {
        self.pass_details();
        if self.is_dated() {
            // Passed over here, wherever it is told.
            let length = self.varint();
            if length & 1 == 0 {
                self.take(length >> 1);
                self.bounds();
            }
        }
        self.plain()
    }

    /// The event, in one that is not needed any more.
    pub fn event_into(mut self, event: &mut Event) {
        let [first, second, third, category] = self.head;
        (event.position, event.geo_precision) = (self.position(), self.precision());
        let verification = Verification::ALL.get(usize::from(first & 7)).copied();
        event.verification = verification.unwrap_or(Verification::Unknown);
        event.category = CategoryIndex(category);
        event.graphic = first & flag::GRAPHIC != 0;
        event.withdrawn = first & flag::WITHDRAWN != 0;
        self.pass_details();
        let room = event.when.take().map(|date| date.text).unwrap_or_default();
        event.when = self.is_dated().then(|| self.date(room));
        self.plain().clone_into(&mut event.id);
        event.row = self.number();
        self.text(&mut event.title);
        self.sources(&mut event.sources);
        event.areas.clear();
        event.areas.extend(self.numbers(second & has::AREAS != 0).map(AreaIndex));
        event.actors.clear();
        let actors = self.numbers(second & has::ACTORS != 0);
        event.actors.extend(actors.map(|number| ActorIndex(number as u16)));
        match third & has::PLACE {
            0 => event.place = emptied(&mut event.place),
            _ => self.text(&mut event.place),
        }
        match third & has::CHAPTER {
            0 => event.chapter.clear(),
            _ => self.word(&mut event.chapter),
        }
        let mut figure = |bit: u8| (third >> bit & 1 == 1).then(|| self.number());
        let [killed, injured] = [0, 3].map(|bit| Count {
            low: figure(bit),
            best: figure(bit + 1),
            high: figure(bit + 2),
        });
        event.casualties = Casualties { killed, injured };
    }

    /// Goes on behind slot and details.
    fn pass_details(&mut self) {
        self.take(self.slot().bytes());
        if self.head[1] & has::DETAILS != 0 {
            let length = self.varint();
            self.take(length);
        }
    }

    fn date(&mut self, room: String) -> EdtfDate {
        self.blob(|it, length| {
            let mut text = room;
            it.words(length >> 1).clone_into(&mut text);
            let (marks, span) = it.bounds();
            let precision = PRECISIONS.get(usize::from(marks & mark::PRECISION)).copied();
            EdtfDate {
                text,
                span,
                precision: precision.unwrap_or(Precision::Century),
                approximate: marks & mark::APPROXIMATE != 0,
                uncertain: marks & mark::UNCERTAIN != 0,
                open_start: marks & mark::OPEN_START != 0,
                open_end: marks & mark::OPEN_END != 0,
            }
        })
    }

    /// The marks of a date, and its bounds.
    fn bounds(&mut self) -> (u8, Span) {
        let marks = self.take(1).first().copied().unwrap_or_default();
        let start = signed(take_varint(&mut self.rest));
        let seconds = take_varint(&mut self.rest) as i64;
        (marks, Span { start: Moment(start), end: Moment(start.wrapping_add(seconds)) })
    }

    fn sources(&mut self, sources: &mut Vec<Source>) {
        let is_name = self.head[1] & has::NAME != 0;
        let are_some = self.head[1] & has::SOURCES != 0;
        let count = if are_some { self.varint() } else { usize::from(is_name) };
        sources.truncate(count);
        for place in 0..count {
            if sources.len() == place {
                sources.push(Source::default());
            }
            let Some(Source { name, url, archive_url }) = sources.get_mut(place) else { return };
            self.word(name);
            if is_name {
                url.clear();
                archive_url.clear();
            } else {
                self.word(url);
                self.word(archive_url);
            }
        }
    }

    fn text(&mut self, text: &mut Text) {
        self.blob(|it, length| match length & 2 {
            0 => {
                *text = emptied(text);
                if let Text::Plain(plain) = text {
                    plain.push_str(it.words(length >> 2));
                }
            }
            _ => {
                let pair = |_| (it.plain().to_owned(), it.plain().to_owned());
                *text = Text::PerLanguage((0..length >> 2).map(pair).collect());
            }
        });
    }

    fn word(&mut self, word: &mut String) {
        self.blob(|it, length| it.words(length >> 1).clone_into(word));
    }

    fn plain(&mut self) -> &'s str {
        let length = self.varint();
        self.words(length)
    }

    fn numbers(&mut self, are_some: bool) -> impl Iterator<Item = u32> {
        let count = if are_some { self.varint() } else { 0 };
        (0..count).map(|_| self.number())
    }

    fn number(&mut self) -> u32 {
        take_varint(&mut self.rest) as u32
    }

    fn varint(&mut self) -> usize {
        take_varint(&mut self.rest) as usize
    }

    fn words(&mut self, length: usize) -> &'s str {
        std::str::from_utf8(self.take(length)).unwrap_or_default()
    }

    fn take(&mut self, count: usize) -> &'s [u8] {
        let (taken, rest) = self.rest.split_at_checked(count).unwrap_or_default();
        self.rest = rest;
        taken
    }

    /// What `read` reads, told here or where the number says.
    fn blob<T>(&mut self, read: impl FnOnce(&mut Self, usize) -> T) -> T {
        // Twice an address of 32 bits is longer than a length may be where memory ends at 4 GiB.
        let number = take_varint(&mut self.rest);
        if number & 1 == 0 {
            return read(self, number as usize);
        }
        let rest = self.told.at((number >> 1) as u32);
        let mut there = Self { head: self.head, rest, told: self.told };
        let number = there.varint();
        read(&mut there, number)
    }
}

/// An empty text in the room of one that is not needed any more.
fn emptied(text: &mut Text) -> Text {
    match std::mem::take(text) {
        Text::Plain(mut plain) => {
            plain.clear();
            Text::Plain(plain)
        }
        Text::PerLanguage(_) => Text::default(),
    }
}
