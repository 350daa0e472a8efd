//! Dated events with a place, as one vertex each.

use super::SymbolVertex;
use super::stack::{Stacking, Stacks};
use crate::geo::WorldPoint;
use crate::model::{Event, EventIndex, Events, grade};
use crate::time::{Day, Moment, Span};
use std::ops::Range;

/// The events that have a date and a place and are not withdrawn, in order of start.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Symbols {
    /// What the painter draws.
    pub vertices: Vec<SymbolVertex>,
    /// Which event each vertex is; ascending.
    pub events: Vec<EventIndex>,
    /// Start of each, civil seconds, ascending.
    pub(super) starts: Vec<i64>,
    /// Per block of [`BLOCK_LEN`], the latest end, civil seconds.
    latest_ends: Vec<i64>,
    /// Those that a painter takes for endless, ascending, and when they end, civil seconds.
    endless: Vec<(u32, i64)>,
    /// How those at one spot stand beside each other.
    pub(super) stacking: Stacking,
}

/// Symbols whose latest end is kept together.
const BLOCK_LEN: usize = 256;

/// The bit of a duration that counts in two days.
const IN_LONG_UNITS: u32 = 1 << 15;

/// The duration that a painter takes for endless: of what lasts longer than its bits can tell.
const ENDLESS: u32 = 0xffff;

/// Where the place in a stack is among the bits of a vertex, and which bits it has there.
pub(super) const SLOT_BIT: u32 = 11;
pub(super) const SLOT: u32 = super::STACK_SLOTS - 1;

/// The symbols of a story. Times count in minutes from the start of `first_day`; an event
/// that starts before it is told as starting with it and as so much shorter.
///
/// Durations are rounded up to hours, those of more than three years to two days, so that a
/// painter that compares them with a window shows an event up to so much past its end and never
/// hides one that is going on. What lasts for ages it cannot see the end of:
/// [`Symbols::visible_ranges`] leaves those out that are over. Events
/// at one spot that `stacking` tells apart have different places in its stack, as far as there
/// are.
pub fn symbols(events: &Events, first_day: Day, stacking: Stacking) -> Symbols {
    let mut made = SymbolsInMaking::new(first_day, stacking);
    events.iter().for_each(|(index, _)| made.add(events, index));
    made.built
}

/// Symbols while one event after the other is added.
pub struct SymbolsInMaking {
    /// What there is so far.
    pub built: Symbols,
    first: Moment,
    stacks: Stacks,
}

impl SymbolsInMaking {
    /// None yet; see [`symbols`].
    pub fn new(first_day: Day, stacking: Stacking) -> Self {
        let (built, stacks) = (Symbols { stacking, ..Symbols::default() }, Stacks::new(stacking));
        Self { built, first: Moment::start_of(first_day), stacks }
    }

    /// Adds an event, later than those before, if it has a symbol.
    pub fn add(&mut self, events: &Events, index: EventIndex) {
        let Some(event) = events.get(index).filter(|event| !event.withdrawn) else { return };
        let (Some(when), Some(position)) = (&event.when, event.position) else { return };
        let Self { built, first, stacks } = self;
        let point = WorldPoint::from_lonlat(position);
        let slot = stacks.place(point, when.span);
        let (start_minute, hours) = minutes_and_hours(when.span, *first);
        if duration(hours) == ENDLESS {
            built.endless.push((built.vertices.len() as u32, when.span.end.0));
        }
        built.vertices.push(SymbolVertex {
            x: point.x,
            y: point.y,
            start_minute,
            packed: packed(event, slot, hours) | is_imprecise(events, index) << 10,
        });
        built.events.push(index);
        if built.starts.len().is_multiple_of(BLOCK_LEN) {
            built.latest_ends.push(i64::MIN);
        }
        built.starts.push(when.span.start.0);
        if let Some(latest) = built.latest_ends.last_mut() {
            *latest = when.span.end.0.max(*latest);
        }
    }
}

impl Symbols {
    /// How those at one spot stand beside each other.
    pub fn stacking(&self) -> Stacking {
        self.stacking
    }

    /// The vertices that overlap the window, as stretches in their order. Blocks in which all
    /// are over are passed by; within the others some may not overlap, which the painter
    /// hides one by one, but for those that it takes for endless: they are left out where they
    /// are over. So an event that lasts brings its own block and no more.
    pub fn visible_ranges(&self, window: Span) -> Vec<Range<u32>> {
        let before_end = self.starts.partition_point(|start| *start < window.end.0) as u32;
        let end = if window.start < window.end { before_end } else { 0 };
        let is_over = |ends_s: i64| ends_s <= window.start.0;
        let mut over = self.endless.iter().filter(|(_, ends_s)| is_over(*ends_s)).peekable();
        let mut ranges: Vec<Range<u32>> = Vec::new();
        let mut push = |range: Range<u32>| match ranges.last_mut() {
            _ if range.is_empty() => {}
            Some(last) if last.end == range.start => last.end = range.end,
            _ => ranges.push(range),
        };
        for (first, latest) in (0_u32..end).step_by(BLOCK_LEN).zip(&self.latest_ends) {
            let (mut start, end) = (first, end.min(first + BLOCK_LEN as u32));
            if is_over(*latest) {
                continue;
            }
            while let Some((vertex, _)) = over.next_if(|(vertex, _)| *vertex < end) {
                push(start..*vertex);
                // Some may be of blocks that were passed by.
                start = start.max(vertex + 1);
            }
            push(start..end);
        }
        ranges
    }

    /// From which vertex on all start at that moment or later.
    pub fn starting_from(&self, moment: Moment) -> u32 {
        self.starts.partition_point(|start| *start < moment.0) as u32
    }

    /// Which vertex the event is; `None` if it has no symbol.
    pub fn find(&self, event: EventIndex) -> Option<usize> {
        self.events.binary_search(&event).ok()
    }

    /// World position of the symbol at that place, and its place in the stack there.
    pub fn position(&self, symbol: usize) -> Option<(WorldPoint, u32)> {
        let vertex = self.vertices.get(symbol)?;
        Some((WorldPoint { x: vertex.x, y: vertex.y }, vertex.packed >> SLOT_BIT & SLOT))
    }
}

fn minutes_and_hours(span: Span, first: Moment) -> (u32, u32) {
    let minutes = span.start.0.saturating_sub(first.0).div_euclid(60);
    let start_minute = u32::try_from(minutes.max(0)).unwrap_or(u32::MAX);
    // From the minute that is told on: a painter adds the duration to that.
    let told_start_s = first.0.saturating_add(i64::from(start_minute) * 60);
    let seconds = span.end.0.saturating_sub(told_start_s).max(0);
    (start_minute, u32::try_from((seconds + 3_599) / 3_600).unwrap_or(u32::MAX))
}

/// 1 for a date that hides where only exact ones are wanted.
fn is_imprecise(events: &Events, index: EventIndex) -> u32 {
    let grade = events.columns().grades.get(index.0 as usize).copied().unwrap_or(0);
    u32::from(grade & grade::IMPRECISE != 0)
}

fn packed(event: &Event, slot: u32, hours: u32) -> u32 {
    u32::from(event.category.0) & 31
        | (event.verification as u32 & 7) << 5
        | (event.geo_precision as u32 & 3) << 8
        | (slot & SLOT) << SLOT_BIT
        | duration(hours) << 16
}

/// A duration in 16 bits, rounded up; see [`SymbolVertex::packed`].
fn duration(hours: u32) -> u32 {
    if hours < IN_LONG_UNITS { hours } else { (IN_LONG_UNITS + hours.div_ceil(48)).min(ENDLESS) }
}

#[cfg(test)]
#[path = "symbols_tests.rs"]
mod tests;
