//! The events that overlap a window, found and counted without reading all of them.

use super::Filter;
use super::sieve::{Sieve, kind_count};
use super::steps::step_moment;
use super::sweep::Sweep;
use super::tallies::{Kept, Tallies};
use super::tally::Counting;
use crate::model::{EventColumns, EventIndex, Events, grade};
use crate::piece::ROWS_PER_PIECE;
use crate::time::{Moment, Span};
use std::ops::Range;
use std::sync::Arc;

/// Events whose latest end is kept together.
const BLOCK_LEN: usize = 256;

/// An index of dated events by time.
///
/// Events are in order of start, so those that start before a window's end are a prefix;
/// of that, blocks in which every event is over before the window's start are passed by.
/// To count them none is read but at the edges: of those that start before the window's
/// end, those are taken away that end before its start, which come first in order of end.
#[derive(Clone, Debug, Default)]
pub struct TimeIndex {
    pub(super) columns: Arc<EventColumns>,
    /// Per block of [`BLOCK_LEN`] dated events, the latest end.
    latest_ends: Vec<i64>,
    pub(super) tallies: Kept,
    /// When the clock meets dated events, ascending.
    pub(super) moments: Vec<i64>,
    pub(super) category_count: usize,
    kind_count: usize,
    /// The bits of the actors that events name.
    named: u64,
}

/// An index while it is built, in pieces.
#[derive(Default)]
pub struct IndexInMaking {
    /// Events that have been put in order.
    done: usize,
    latest_ends: Vec<i64>,
    category_count: usize,
    named: u64,
    by_end: Sweep,
    by_step: Sweep,
    tallies: Tallies,
    counting: Option<Counting>,
    counted: u8,
}

impl IndexInMaking {
    /// Does a piece; false if there was none left.
    pub fn step(&mut self, events: &Events) -> bool {
        let columns = events.columns();
        if self.done < columns.len() {
            let piece = self.done..columns.len().min(self.done + ROWS_PER_PIECE);
            self.done = piece.end;
            piece.for_each(|place| self.put_in_order(events, place));
            return true;
        }
        if self.by_end.settle_some() || self.by_step.settle_some() {
            return true;
        }
        if let Some(counting) = &mut self.counting
            && counting.step(columns, &Filter::default())
        {
            return true;
        }
        if let Some(counted) = self.counting.take() {
            let Tallies { by_start, by_end, by_step } = &mut self.tallies;
            let tally = match self.counted {
                0 => by_start,
                1 => by_end,
                _ => by_step,
            };
            *tally = counted.end();
            self.counted += 1;
        }
        let (count, order) = match self.counted {
            0 => (columns.len(), Vec::new()),
            1 => (columns.dated(), self.by_end.order()),
            2 => (columns.dated(), self.by_step.order()),
            _ => return false,
        };
        self.counting = Some(Counting::new(count, order, kind_count(self.category_count)));
        true
    }

    fn put_in_order(&mut self, events: &Events, place: usize) {
        let Some(event) = events.rows().get(place) else { return };
        self.category_count = self.category_count.max(usize::from(event.category.0) + 1);
        self.named |= events.columns().actors.get(place).copied().unwrap_or(0);
        if let Some(when) = &event.when {
            let Span { start, end } = when.span;
            if place.is_multiple_of(BLOCK_LEN) {
                self.latest_ends.push(end.0);
            }
            if let Some(latest) = self.latest_ends.last_mut() {
                *latest = end.0.max(*latest);
            }
            self.by_end.add(start.0, end.0, place as u32);
            self.by_step.add(start.0, step_moment(when).0, place as u32);
        }
    }

    /// The index, once all pieces are done.
    pub fn end(self, events: &Events) -> TimeIndex {
        TimeIndex {
            columns: Arc::clone(events.columns()),
            latest_ends: self.latest_ends,
            tallies: Kept::new(self.tallies),
            moments: self.by_step.keys,
            category_count: self.category_count,
            kind_count: kind_count(self.category_count),
            named: self.named,
        }
    }
}

impl TimeIndex {
    /// The index of `events`, which it shares the columns with.
    pub fn new(events: &Events) -> Self {
        let mut made = IndexInMaking::default();
        while made.step(events) {}
        made.end(events)
    }

    /// The dated events that overlap the window, in order of start, whatever the filter
    /// and withdrawn or not. An imprecise or lasting event is in every window that it
    /// shares a moment with.
    pub fn in_window(&self, window: Span) -> impl Iterator<Item = EventIndex> + '_ {
        self.blocks_in(window)
            .flatten()
            .filter(move |place| self.span_at(*place).is_some_and(|span| span.overlaps(window)))
            .map(|place| EventIndex(place as u32))
    }

    /// The places of events that start before the window's end, block by block, without the
    /// blocks in which all are over by its start.
    fn blocks_in(&self, window: Span) -> impl Iterator<Item = Range<usize>> + '_ {
        let prefix = self.starting_before(window.end.0);
        self.latest_ends
            .iter()
            .enumerate()
            .take(prefix.div_ceil(BLOCK_LEN))
            .filter(move |(_, latest_end)| **latest_end > window.start.0)
            .map(move |(block, _)| block * BLOCK_LEN..((block + 1) * BLOCK_LEN).min(prefix))
    }

    /// The places of the dated events that start within the window: what a painter draws
    /// as one range.
    pub fn starting_in(&self, window: Span) -> Range<usize> {
        let end = self.starting_before(window.end.0);
        self.starting_before(window.start.0).min(end)..end
    }

    /// How many dated events overlap the window and are admitted. Withdrawn ones are not
    /// counted.
    pub fn count_in(&self, window: Span, filter: &Filter) -> usize {
        self.count_by_category(window, filter).iter().map(|count| *count as usize).sum()
    }

    /// How many dated events of each category overlap the window and are admitted: one
    /// number per category up to the last that an event has. Withdrawn ones are not counted.
    pub fn count_by_category(&self, window: Span, filter: &Filter) -> Vec<u32> {
        let sieve = self.sieve(filter);
        let Tallies { by_start, by_end, .. } = &*sieve.tallies;
        let mut counts = self.no_counts();
        // An empty window shares no moment with any.
        if window.start < window.end {
            by_start.add(0..self.starting_before(window.end.0), &sieve, &mut counts);
            let mut over = self.no_counts();
            let is_over = |event: &u32| self.end_of(*event) <= window.start.0;
            by_end.add(0..by_end.events().partition_point(is_over), &sieve, &mut over);
            // An event ends after it starts, so what is over by the window's start has
            // started before its end.
            for (count, over) in counts.iter_mut().zip(over) {
                *count = count.saturating_sub(over);
            }
        }
        counts.truncate(self.category_count);
        counts
    }

    /// How many events without a date are admitted. Withdrawn ones are not counted.
    pub fn count_undated(&self, filter: &Filter) -> usize {
        let mut counts = self.no_counts();
        let (undated, sieve) = (self.columns.dated()..self.columns.len(), self.sieve(filter));
        sieve.tallies.by_start.add(undated, &sieve, &mut counts);
        counts.iter().take(self.category_count).map(|count| *count as usize).sum()
    }

    /// The start of the first event and the end of the last: what a timeline of all events
    /// has to show. The calendar's first or last moment where an event is open to that side;
    /// withdrawn ones are left out. `None` where there are no others.
    pub fn extent(&self) -> Option<Span> {
        let stands = |event: &u32| {
            let grade = self.columns.grades.get(*event as usize);
            grade.is_some_and(|grade| grade & grade::WITHDRAWN == 0)
        };
        let first = (0..self.columns.dated() as u32).find(stands)?;
        let last = self.tallies.all().by_end.events().iter().rfind(|event| stands(event))?;
        let start = self.columns.starts.get(first as usize)?;
        Some(Span { start: Moment(*start), end: Moment(self.end_of(*last)) })
    }

    /// One number per category and one for all of them.
    pub(super) fn no_counts(&self) -> Vec<u32> {
        vec![0; self.category_count + 1]
    }

    pub(super) fn sieve<'a>(&'a self, filter: &'a Filter) -> Sieve<'a> {
        let tallies = self.tallies.tallies(&self.columns, self.named, filter);
        Sieve::new(&self.columns, self.kind_count, tallies, filter)
    }

    /// When the dated event is over, in civil seconds.
    fn end_of(&self, event: u32) -> i64 {
        self.columns.ends.get(event as usize).copied().unwrap_or(i64::MAX)
    }

    /// The span of the dated event at that place.
    pub(super) fn span_at(&self, place: usize) -> Option<Span> {
        let (start, end) = (self.columns.starts.get(place)?, self.columns.ends.get(place)?);
        Some(Span { start: Moment(*start), end: Moment(*end) })
    }

    /// How many dated events start before that second.
    pub(super) fn starting_before(&self, seconds: i64) -> usize {
        self.columns.starts.partition_point(|start| *start < seconds)
    }
}
