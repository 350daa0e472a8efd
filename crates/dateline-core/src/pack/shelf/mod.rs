//! Events with their details while a story is read, folded into some fifty bytes each.
//!
//! As values they take four hundred bytes and more, a million of them more than a page may
//! have. A row is folded as soon as it is read and unfolded when it is packed, block by block.
//! Has no opinion on where rows come from. Not for what is shown: a story that is there is
//! [`Events`](crate::model::Events).

mod fold;
mod recent;
#[cfg(test)]
mod tests;
mod unfold;

use super::chunks::Chunks;
use crate::geo::LonLat;
use crate::model::{CategoryIndex, Event, EventDetails, GeoPrecision};
use crate::time::Span;
use fold::{Folding, HEAD_BYTES, Room, Slot, placed};
use recent::Recent;
use std::fmt;
use unfold::Unfolding;

/// Events with their details, in the order in which they were put here until they are
/// [sorted](Shelf::sort). A place on it is a number below [`Shelf::len`].
#[derive(Default)]
pub struct Shelf {
    told: Chunks,
    /// The address of each row.
    rows: Vec<u32>,
    recent: Recent,
    /// What the last row was folded in, to be used again.
    room: Room,
}

impl fmt::Debug for Shelf {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Shelf of {} events", self.len())
    }
}

impl Shelf {
    /// Makes room for so many more: a list that grows is there twice while it does.
    pub fn reserve(&mut self, count: usize) {
        if self.rows.is_empty() {
            self.rows.reserve_exact(count);
        } else {
            // Many small tables may come one after the other.
            self.rows.reserve(count);
        }
    }

    /// Puts an event at the end; false, and it is not put there, where there is no room: behind
    /// 4 GiB of them.
    #[must_use]
    pub fn push(&mut self, event: &Event, details: &EventDetails) -> bool {
        let address = self.fold(event, details);
        self.rows.extend(address);
        address.is_some()
    }

    /// How many events there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The event at a place; `None` outside the range.
    pub fn event(&self, place: usize) -> Option<Event> {
        let mut event = Event::nothing();
        self.event_into(place, &mut event).then_some(event)
    }

    /// What only its card shows.
    pub fn details(&self, place: usize) -> Option<EventDetails> {
        let mut details = EventDetails::default();
        self.details_into(place, &mut details).then_some(details)
    }

    /// Puts the event at a place into one that is not needed any more, whose room is used again;
    /// false outside the range.
    pub(super) fn event_into(&self, place: usize, event: &mut Event) -> bool {
        self.at(place).map(|row| row.event_into(event)).is_some()
    }

    /// The same with what only its card shows.
    pub(super) fn details_into(&self, place: usize, details: &mut EventDetails) -> bool {
        self.at(place).map(|row| row.details_into(details)).is_some()
    }

    /// Its id; empty outside the range.
    pub fn id(&self, place: usize) -> &str {
        self.at(place).map_or("", Unfolding::id)
    }

    /// Its category.
    pub fn category(&self, place: usize) -> Option<CategoryIndex> {
        self.at(place).map(|row| row.category())
    }

    /// Whether it has a date.
    pub fn is_dated(&self, place: usize) -> bool {
        self.at(place).is_some_and(|row| row.is_dated())
    }

    /// The bounds of its date, if it has one of which both ends are known.
    pub fn closed_span(&self, place: usize) -> Option<Span> {
        self.at(place)?.span().filter(|(_, is_closed)| *is_closed).map(|(span, _)| span)
    }

    /// Its position, to the last bit that it was put here with.
    pub fn position(&self, place: usize) -> Option<LonLat> {
        self.at(place)?.position()
    }

    /// Gives it another position. Where its row has room for it, which one with a position that
    /// is nowhere on earth has for any, it is written in place; else the row is written anew.
    /// False where there is no event, or no room.
    #[must_use]
    pub fn set_position(
        &mut self,
        place: usize,
        position: Option<LonLat>,
        precision: GeoPrecision,
    ) -> bool {
        let Some(address) = self.rows.get(place).copied() else { return false };
        let row = self.told.at_mut(address);
        let Some((head, rest)) = row.split_first_chunk_mut::<HEAD_BYTES>() else { return false };
        let slot = Slot::of(head[0]);
        let written = position.map(|position| slot.written(position));
        if !matches!(written, Some(None)) {
            [head[0], head[1]] = placed([head[0], head[1]], position.is_some(), precision);
            let bytes = written.flatten().unwrap_or_default();
            let used = if position.is_some() { slot.bytes() } else { 0 };
            rest.iter_mut().zip(bytes).take(used).for_each(|(to, from)| *to = from);
            return true;
        }
        let (Some(event), Some(details)) = (self.event(place), self.details(place)) else {
            return false;
        };
        let moved = self.fold(&Event { position, geo_precision: precision, ..event }, &details);
        if let (Some(row), Some(moved)) = (self.rows.get_mut(place), moved) {
            *row = moved;
        }
        moved.is_some()
    }

    /// Puts the events in the order of [`Events`](crate::model::Events): by start, then by end,
    /// then by id, undated ones last by id.
    pub fn sort(&mut self) {
        // Rows are looked up once: nearly all are told apart by their time and how their id begins.
        let key = |(place, address): (usize, &u32)| {
            // No date begins at the end of all time.
            let span = self.at(place).and_then(Unfolding::span);
            let time = span.map_or([i64::MAX; 2], |(span, _)| [span.start.0, span.end.0]);
            (time, beginning(self.id(place)), *address)
        };
        let mut keys: Vec<_> = self.rows.iter().enumerate().map(key).collect();
        let id = |address| Unfolding::at(&self.told, address).map_or("", Unfolding::id);
        keys.sort_unstable_by(|a, b| {
            let alike = || id(a.2).cmp(id(b.2));
            // Of equal ones the one that was put here first: it has the lower address.
            (a.0, a.1).cmp(&(b.0, b.1)).then_with(alike).then_with(|| a.2.cmp(&b.2))
        });
        for (row, key) in self.rows.iter_mut().zip(keys) {
            *row = key.2;
        }
    }

    /// The row at a place.
    fn at(&self, place: usize) -> Option<Unfolding<'_>> {
        Unfolding::at(&self.told, *self.rows.get(place)?)
    }

    /// Writes a row: its address.
    fn fold(&mut self, event: &Event, details: &EventDetails) -> Option<u32> {
        let room = std::mem::take(&mut self.room);
        let mut row = Folding::beside(room, &self.told, &self.recent);
        row.write(event, details);
        let Folding { mut bytes, mut fresh, .. } = row;
        let address = self.told.add(&[&bytes]);
        for (pair, place) in fresh.drain(..) {
            if let Some(there) = address.and_then(|address| Chunks::behind(address, place)) {
                self.recent.set(pair, there);
            }
        }
        bytes.clear();
        self.room = (bytes, fresh);
        address
    }
}

/// The first bytes of an id as a number that is in the order of the ids.
fn beginning(id: &str) -> u64 {
    let mut first = [0; 8];
    first.iter_mut().zip(id.bytes()).for_each(|(to, from)| *to = from);
    u64::from_be_bytes(first)
}
