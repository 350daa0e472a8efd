//! The events that overlap a window, found without reading all of them.

use super::Filter;
use super::steps::Steps;
use crate::model::{EventColumns, EventIndex, Events};
use crate::time::Span;
use std::ops::Range;
use std::sync::Arc;

/// Events whose latest end is kept together.
const BLOCK_LEN: usize = 256;

/// An index of dated events by time.
///
/// Events are in order of start, so those that start before a window's end are a prefix;
/// of that, blocks in which every event is over before the window's start are passed by.
#[derive(Clone, Debug, Default)]
pub struct TimeIndex {
    pub(super) columns: Arc<EventColumns>,
    /// Per block of [`BLOCK_LEN`] dated events, the latest end.
    latest_ends: Vec<i64>,
    pub(super) steps: Steps,
}

impl TimeIndex {
    /// The index of `events`, which it shares the columns with.
    pub fn new(events: &Events) -> Self {
        let columns = Arc::clone(events.columns());
        let latest = |block: &[i64]| block.iter().copied().max().unwrap_or(i64::MIN);
        let latest_ends = columns.ends.chunks(BLOCK_LEN).map(latest).collect();
        Self { columns, latest_ends, steps: Steps::new(events) }
    }

    /// The dated events that overlap the window, in order of start, whatever the filter
    /// and withdrawn or not. An imprecise or lasting event is in every window that it
    /// shares a moment with.
    pub fn in_window(&self, window: Span) -> impl Iterator<Item = EventIndex> + '_ {
        let prefix = self.starting_before(window.end.0);
        self.latest_ends
            .iter()
            .enumerate()
            .take(prefix.div_ceil(BLOCK_LEN))
            .filter(move |(_, latest_end)| **latest_end > window.start.0)
            .flat_map(move |(block, _)| block * BLOCK_LEN..((block + 1) * BLOCK_LEN).min(prefix))
            .filter(move |place| self.span_at(*place).is_some_and(|span| span.overlaps(window)))
            .map(|place| EventIndex(place as u32))
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
        self.in_window(window).filter(|event| filter.counts(&self.columns, *event)).count()
    }

    /// How many events without a date are admitted. Withdrawn ones are not counted.
    pub fn count_undated(&self, filter: &Filter) -> usize {
        (self.columns.dated()..self.columns.len())
            .filter(|place| filter.counts(&self.columns, EventIndex(*place as u32)))
            .count()
    }

    /// The span of the dated event at that place.
    fn span_at(&self, place: usize) -> Option<Span> {
        let (start, end) = (self.columns.starts.get(place)?, self.columns.ends.get(place)?);
        Some(Span { start: crate::time::Moment(*start), end: crate::time::Moment(*end) })
    }

    fn starting_before(&self, seconds: i64) -> usize {
        self.columns.starts.partition_point(|start| *start < seconds)
    }
}
