//! Dated events with a place, as one vertex each.

use super::SymbolVertex;
use super::stack::Stacks;
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
    starts: Vec<i64>,
    /// The latest end among each and all before it, civil seconds, ascending.
    latest_ends: Vec<i64>,
}

/// The symbols of a story. Times count in minutes from the start of `first_day`; an event
/// that starts before it is told as starting with it and as so much shorter.
///
/// Durations are rounded up to hours, so that a painter that compares them with a window
/// shows an event up to an hour past its end and never hides one that is going on. Events
/// at one spot that start within [`super::STACK_DAYS`] of each other have different places
/// in its stack, as far as there are.
pub fn symbols(events: &Events, first_day: Day) -> Symbols {
    let first = Moment::start_of(first_day);
    let mut built = Symbols::default();
    let mut stacks = Stacks::default();
    let mut latest_end = i64::MIN;
    for (index, event) in events.iter() {
        let (Some(when), Some(position)) = (&event.when, event.position) else { continue };
        if event.withdrawn {
            continue;
        }
        let point = WorldPoint::from_lonlat(position);
        let slot = stacks.place(point, when.span);
        let (start_minute, hours) = minutes_and_hours(when.span, first);
        built.vertices.push(SymbolVertex {
            x: point.x,
            y: point.y,
            start_minute,
            packed: packed(event, slot, hours) | is_imprecise(events, index) << 10,
        });
        built.events.push(index);
        built.starts.push(when.span.start.0);
        latest_end = latest_end.max(when.span.end.0);
        built.latest_ends.push(latest_end);
    }
    built
}

impl Symbols {
    /// The vertices from the first to the last that overlap the window; some between them
    /// may not, which the painter hides one by one.
    pub fn visible_range(&self, window: Span) -> Range<usize> {
        visible_range(&self.starts, &self.latest_ends, window)
    }

    /// Which vertex the event is; `None` if it has no symbol.
    pub fn find(&self, event: EventIndex) -> Option<usize> {
        self.events.binary_search(&event).ok()
    }

    /// World position of the symbol at that place, and its place in the stack there.
    pub fn position(&self, symbol: usize) -> Option<(WorldPoint, u32)> {
        let vertex = self.vertices.get(symbol)?;
        Some((WorldPoint { x: vertex.x, y: vertex.y }, vertex.packed >> 11 & 31))
    }
}

/// From the first to the last row that overlaps the window, of rows in order of start.
/// `latest_ends` holds, for each, the latest end among it and all before it.
fn visible_range(starts: &[i64], latest_ends: &[i64], window: Span) -> Range<usize> {
    let first = latest_ends.partition_point(|end| *end <= window.start.0);
    let after = starts.partition_point(|start| *start < window.end.0);
    if window.start >= window.end { first..first } else { first..after.max(first) }
}

fn minutes_and_hours(span: Span, first: Moment) -> (u32, u32) {
    let minutes = span.start.0.saturating_sub(first.0).div_euclid(60);
    let start_minute = u32::try_from(minutes.max(0)).unwrap_or(u32::MAX);
    let seconds = span.end.0.saturating_sub(span.start.0.max(first.0)).max(0);
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
        | (slot & 31) << 11
        | hours.min(0xffff) << 16
}

#[cfg(test)]
#[path = "symbols_tests.rs"]
mod tests;
