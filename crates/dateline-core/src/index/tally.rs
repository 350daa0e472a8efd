//! Events in some order, with the numbers of each kind before every so many of them.
//!
//! How many there are in a stretch is then a difference of two rows, and what sticks out at
//! both ends is counted one by one. A row has as many numbers as there are kinds, a few
//! bytes for each event; a story of less than one block has none.

use super::Filter;
use super::sieve::{Sieve, kind_of};
use crate::model::{EventColumns, EventIndex};
use std::ops::Range;
use std::sync::Arc;

/// Events from one row to the next.
/// Few in tests, so that a few hundred events are many blocks.
const BLOCK_LEN: usize = if cfg!(test) { 32 } else { 1024 };

/// An order of events that can be counted.
#[derive(Clone, Debug, Default)]
pub(super) struct Tally {
    /// The events in their order; empty where it is the order of the columns.
    events: Arc<[u32]>,
    /// How many there are.
    count: usize,
    /// How many numbers are in a row: one per kind, and one for all of them.
    row_len: usize,
    /// Per full block, row by row, how many there are of each kind up to its end.
    rows: Vec<u32>,
}

/// A tally while its events are counted, in pieces.
pub(super) struct Counting {
    tally: Tally,
    /// How many there are of each kind in the blocks so far, and how many blocks these are.
    row: Vec<u32>,
    blocks: usize,
}

impl Counting {
    /// Of `count` events, in the order of the columns or in that of `events`, which are of so
    /// many kinds.
    pub fn new(count: usize, events: impl Into<Arc<[u32]>>, kinds: usize) -> Self {
        let row_len = kinds + 1;
        let rows = Vec::with_capacity(count / BLOCK_LEN * row_len);
        let tally = Tally { events: events.into(), count, row_len, rows };
        Self { tally, row: vec![0; row_len], blocks: 0 }
    }

    /// Counts a block of those events that pass what `filter` says beyond kinds; false if there
    /// was none left.
    pub fn step(&mut self, columns: &EventColumns, filter: &Filter) -> bool {
        let first = self.blocks * BLOCK_LEN;
        if self.tally.count - first < BLOCK_LEN {
            return false;
        }
        self.blocks += 1;
        for place in first..first + BLOCK_LEN {
            let event = self.tally.event(place);
            if let Some(kind) = kind_of(columns, event) {
                let is_counted = filter.admits_rest(columns, EventIndex(event));
                if let Some(number) = self.row.get_mut(kind) {
                    *number += u32::from(is_counted);
                }
                if let Some(all) = self.row.last_mut() {
                    *all += 1;
                }
            }
        }
        self.tally.rows.extend_from_slice(&self.row);
        true
    }

    /// The tally, once all blocks are counted.
    pub fn end(self) -> Tally {
        self.tally
    }
}

impl Tally {
    /// The same order, where of each kind only those are counted that pass what `filter`
    /// says beyond kinds.
    pub fn narrowed(&self, columns: &EventColumns, filter: &Filter) -> Self {
        let kinds = self.row_len.saturating_sub(1);
        let mut counting = Counting::new(self.count, Arc::clone(&self.events), kinds);
        while counting.step(columns, filter) {}
        counting.end()
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
            for place in places {
                sieve.count(self.event(place), counts);
            }
        };
        if first >= last {
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

    /// Whether an event of the block is admitted, as far as is known: the last block may not
    /// be full, and nothing is known of it.
    fn may_have(&self, block: usize, sieve: &Sieve<'_>) -> bool {
        (block + 1) * BLOCK_LEN > self.count
            || sieve.kinds().any(|(kind, _)| self.up_to(block + 1, kind) > self.up_to(block, kind))
    }

    /// How many of the kind there are in the first `blocks` blocks.
    fn up_to(&self, blocks: usize, kind: usize) -> u32 {
        let row = blocks.checked_sub(1);
        row.and_then(|row| self.rows.get(row * self.row_len + kind)).copied().unwrap_or(0)
    }
}
