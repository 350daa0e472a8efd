//! Events in some order, with the numbers of each kind before every so many of them.
//!
//! How many there are in a stretch is then a difference of two rows, and what sticks out at
//! both ends is counted one by one. A row has as many numbers as there are kinds, a few
//! bytes for each event; a story of less than one block has none.

use super::sieve::{Sieve, kind_count, kind_of};
use crate::model::{EventColumns, EventIndex};
use std::ops::Range;

/// Events from one row to the next.
/// Few in tests, so that a few hundred events are many blocks.
const BLOCK_LEN: usize = if cfg!(test) { 32 } else { 1024 };

/// An order of events that can be counted.
#[derive(Clone, Debug, Default)]
pub(super) struct Tally {
    /// The events in their order; empty where it is the order of the columns.
    events: Vec<u32>,
    /// How many numbers are in a row: one per kind, and one for all of them.
    row_len: usize,
    /// Per full block, row by row, how many there are of each kind up to its end.
    rows: Vec<u32>,
    /// Per full block, the actors that are named in it; all bits where an event names none.
    actors: Vec<u64>,
}

impl Tally {
    /// The tally of `count` events in the order of the columns, or in that of `events`.
    pub fn new(columns: &EventColumns, count: usize, events: Vec<u32>) -> Self {
        let row_len = kind_count(columns) + 1;
        let mut tally = Self { events, row_len, rows: Vec::new(), actors: Vec::new() };
        if count < BLOCK_LEN {
            return tally;
        }
        let (mut row, mut actors) = (vec![0; row_len], 0);
        for place in 0..count {
            let event = tally.event(place);
            for column in kind_of(columns, event).into_iter().flat_map(|kind| [kind, row_len - 1]) {
                if let Some(number) = row.get_mut(column) {
                    *number += 1;
                }
            }
            let named = columns.actors.get(event as usize).copied().unwrap_or(0);
            actors |= if named == 0 { u64::MAX } else { named };
            if (place + 1).is_multiple_of(BLOCK_LEN) {
                tally.rows.extend_from_slice(&row);
                tally.actors.push(std::mem::take(&mut actors));
            }
        }
        tally
    }

    /// The event at that place of the order.
    pub fn event(&self, place: usize) -> u32 {
        self.events.get(place).copied().unwrap_or(place as u32)
    }

    /// The events in their order; empty where it is that of the columns.
    pub fn events(&self) -> &[u32] {
        &self.events
    }

    /// Adds the events at those places to `counts`: what is admitted under its category,
    /// and in the last place whatever is not withdrawn.
    pub fn add(&self, places: Range<usize>, sieve: &Sieve<'_>, counts: &mut [u32]) {
        let (first, last) = (places.start.div_ceil(BLOCK_LEN), places.end / BLOCK_LEN);
        let mut one_by_one = |places: Range<usize>| {
            if self.events.is_empty() {
                return sieve.count_all(places, |_| true, counts);
            }
            for place in places {
                sieve.count(self.event(place), counts);
            }
        };
        if first >= last || !sieve.kinds_decide {
            return one_by_one(places);
        }
        one_by_one(places.start..first * BLOCK_LEN);
        one_by_one(last * BLOCK_LEN..places.end);
        let all = (self.row_len - 1, counts.len() - 1);
        for (column, place) in sieve.kinds().chain([all]) {
            if let Some(count) = counts.get_mut(place) {
                *count += self.up_to(last, column).saturating_sub(self.up_to(first, column));
            }
        }
    }

    /// The first of those places whose event is admitted and not withdrawn.
    pub fn first(&self, places: Range<usize>, sieve: &Sieve<'_>) -> Option<usize> {
        let mut start = places.start;
        while start < places.end {
            let block = start / BLOCK_LEN;
            let end = ((block + 1) * BLOCK_LEN).min(places.end);
            if self.may_have(block, sieve)
                && let Some(place) = (start..end).find(|place| self.admits(*place, sieve))
            {
                return Some(place);
            }
            start = end;
        }
        None
    }

    /// The last place before `end` whose event is admitted and not withdrawn.
    pub fn last(&self, mut end: usize, sieve: &Sieve<'_>) -> Option<usize> {
        while end > 0 {
            let block = (end - 1) / BLOCK_LEN;
            let start = block * BLOCK_LEN;
            if self.may_have(block, sieve)
                && let Some(place) = (start..end).rfind(|place| self.admits(*place, sieve))
            {
                return Some(place);
            }
            end = start;
        }
        None
    }

    fn admits(&self, place: usize, sieve: &Sieve<'_>) -> bool {
        sieve.filter.counts(sieve.columns, EventIndex(self.event(place)))
    }

    /// Whether an event of the block may be admitted: only where it is not, none is.
    fn may_have(&self, block: usize, sieve: &Sieve<'_>) -> bool {
        // The last block may not be full, and nothing is known of it.
        self.actors.get(block).is_none_or(|actors| {
            (*actors == u64::MAX || *actors & !sieve.filter.hidden_actors != 0)
                && sieve
                    .kinds()
                    .any(|(kind, _)| self.up_to(block + 1, kind) > self.up_to(block, kind))
        })
    }

    /// How many of the kind there are in the first `blocks` blocks.
    fn up_to(&self, blocks: usize, kind: usize) -> u32 {
        let row = blocks.checked_sub(1);
        row.and_then(|row| self.rows.get(row * self.row_len + kind)).copied().unwrap_or(0)
    }
}
