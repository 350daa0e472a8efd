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
    /// Adds the columns of `rows`, which follow in order.
    pub(super) fn extend_sorted(&mut self, rows: &[Event]) {
        for row in rows {
            if let Some(when) = &row.when {
                self.starts.push(when.span.start.0);
                self.ends.push(when.span.end.0);
            }
            self.categories.push(row.category.0);
            self.grades.push(grade_of(row));
            self.actors.push(actor_bits(row));
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
