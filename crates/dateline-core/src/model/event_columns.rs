//! What is scanned of events for every frame and every filter, one column each.
//!
//! Has no opinion on filters: see [`crate::index`].

use super::Event;
use crate::time::Precision;

/// Columns of the events in their order: dated ones by start, undated ones last.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct EventColumns {
    /// Start of each dated event, civil seconds, ascending.
    pub starts: Vec<i64>,
    /// End (exclusive) of each dated event, civil seconds, parallel to `starts`.
    pub ends: Vec<i64>,
    /// Category of every event.
    pub categories: Vec<u8>,
    /// Grade of every event, see [`grade`].
    pub grades: Vec<u8>,
    /// Actors of every event, bit n for the actor at place n; an actor at place 64 or
    /// later has no bit.
    pub actors: Vec<u64>,
}

/// What the bits of a grade mean.
pub mod grade {
    /// The verification, as its discriminant.
    pub const VERIFICATION: u8 = 0b111;
    /// The date is coarser than a day, approximate, uncertain or open at an end, or missing.
    pub const IMPRECISE: u8 = 1 << 3;
    /// The event is withdrawn.
    pub const WITHDRAWN: u8 = 1 << 4;
}

impl EventColumns {
    /// The columns of `rows`, which are in order.
    pub(super) fn from_sorted(rows: &[Event]) -> Self {
        let spans = || rows.iter().filter_map(|row| row.when.as_ref()).map(|when| when.span);
        Self {
            starts: spans().map(|span| span.start.0).collect(),
            ends: spans().map(|span| span.end.0).collect(),
            categories: rows.iter().map(|row| row.category.0).collect(),
            grades: rows.iter().map(grade_of).collect(),
            actors: rows.iter().map(actor_bits).collect(),
        }
    }

    /// How many events have a date; they come first.
    pub fn dated(&self) -> usize {
        self.starts.len()
    }

    /// How many events there are.
    pub fn len(&self) -> usize {
        self.categories.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.categories.is_empty()
    }
}

fn actor_bits(event: &Event) -> u64 {
    let bit = |place: u16| 1_u64.checked_shl(u32::from(place)).unwrap_or(0);
    event.actors.iter().fold(0, |bits, actor| bits | bit(actor.0))
}

fn grade_of(event: &Event) -> u8 {
    let flag = |bit, set| if set { bit } else { 0 };
    event.verification as u8
        | flag(grade::IMPRECISE, is_imprecise(event))
        | flag(grade::WITHDRAWN, event.withdrawn)
}

fn is_imprecise(event: &Event) -> bool {
    event.when.as_ref().is_none_or(|when| {
        when.precision < Precision::Day
            || when.approximate
            || when.uncertain
            || when.open_start
            || when.open_end
    })
}
