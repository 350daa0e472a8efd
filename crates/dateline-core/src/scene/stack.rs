//! Events at one and the same spot, spread so that each can be seen and touched.
//!
//! An event's place in the stack is fixed when the scene is built: it neither moves while
//! the clock runs nor depends on what is filtered.

use crate::geo::{WorldPoint, cos, sin};
use crate::time::{Moment, SECONDS_PER_DAY, Span};
use std::collections::HashMap;

/// Places in a stack; the event after the last shares the place used longest ago.
pub const STACK_SLOTS: u32 = 32;
/// For how many days after its start an event keeps its place for itself.
pub const STACK_DAYS: i64 = 31;
/// Distance of the place with number 1 from the middle, in diameters of a mark; marks next
/// to each other are some 1.7 times as far apart, which just keeps them from touching.
pub const STACK_SPACING: f64 = 0.85;
/// The golden angle in radians: π (3 − √5).
const GOLDEN_ANGLE: f64 = 2.399_963_229_728_653;

/// How far from the spot the place with that number is drawn, CSS pixels right and down,
/// for marks with a diameter of `mark_size_px`: the spiral of a sunflower's seeds. Number
/// 0 is the spot itself. Source: H. Vogel, "A better way to construct the sunflower head",
/// Mathematical Biosciences 44, 1979.
///
/// A shader that draws the marks uses the same formula: distance [`STACK_SPACING`] ·
/// diameter · √slot, angle slot · 2.399963 clockwise from the right.
pub fn stack_offset_px(slot: u32, mark_size_px: f64) -> (f64, f64) {
    let distance = STACK_SPACING * mark_size_px * f64::from(slot).sqrt();
    let angle = GOLDEN_ANGLE * f64::from(slot);
    (distance * cos(angle), distance * sin(angle))
}

/// Per spot, until when each of its places is taken.
#[derive(Default)]
pub(super) struct Stacks {
    spots: HashMap<WorldPoint, Vec<Moment>>,
}

impl Stacks {
    /// The place of the next event at `point`; events come in order of start. It is the
    /// lowest one that is free, so that a lone event is drawn on its spot.
    pub fn place(&mut self, point: WorldPoint, span: Span) -> u32 {
        let places = self.spots.entry(point).or_default();
        let own = span.start.0.saturating_add(STACK_DAYS * SECONDS_PER_DAY);
        let until = Moment(own.max(span.end.0));
        let free = places.iter().position(|taken_until| *taken_until <= span.start);
        let slot = match free {
            Some(slot) => slot,
            None if places.len() < STACK_SLOTS as usize => places.len(),
            None => {
                let earliest = places.iter().enumerate().min_by_key(|(_, until)| **until);
                earliest.map_or(0, |(slot, _)| slot)
            }
        };
        match places.get_mut(slot) {
            Some(taken_until) => *taken_until = until,
            None => places.push(until),
        }
        slot as u32
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::Day;

    const SPOT: WorldPoint = WorldPoint { x: 1, y: 2 };

    #[test]
    fn the_first_place_is_the_spot_and_the_others_keep_their_distance() {
        assert_eq!(stack_offset_px(0, 12.0), (0.0, 0.0));
        for a in 0..STACK_SLOTS {
            for b in 0..a {
                let ((ax, ay), (bx, by)) = (stack_offset_px(a, 12.0), stack_offset_px(b, 12.0));
                let distance = (ax - bx).hypot(ay - by);
                assert!(distance >= STACK_SPACING * 12.0 * 0.99, "{a} {b} {distance}");
            }
        }
    }

    #[test]
    fn events_of_one_month_at_one_spot_have_different_places() {
        let mut stacks = Stacks::default();
        let slots: Vec<u32> =
            (0..30).map(|day| stacks.place(SPOT, Span::of_day(Day(day)))).collect();
        assert_eq!(slots, (0..30).collect::<Vec<u32>>());
        assert_eq!(stacks.place(WorldPoint { x: 9, y: 9 }, Span::of_day(Day(30))), 0);
    }

    #[test]
    fn a_place_is_free_again_after_a_month_and_after_the_event_is_over() {
        let mut stacks = Stacks::default();
        let long = Span { start: Moment::start_of(Day(0)), end: Moment::start_of(Day(90)) };
        assert_eq!(stacks.place(SPOT, long), 0);
        assert_eq!(stacks.place(SPOT, Span::of_day(Day(1))), 1);
        assert_eq!(stacks.place(SPOT, Span::of_day(Day(32))), 1);
        assert_eq!(stacks.place(SPOT, Span::of_day(Day(89))), 1);
        assert_eq!(stacks.place(SPOT, Span::of_day(Day(90))), 0);
    }

    #[test]
    fn a_full_stack_reuses_the_place_taken_longest_ago() {
        let mut stacks = Stacks::default();
        for _ in 0..STACK_SLOTS {
            stacks.place(SPOT, Span::of_day(Day(0)));
        }
        assert_eq!(stacks.place(SPOT, Span::of_day(Day(1))), 0);
        assert_eq!(stacks.place(SPOT, Span::of_day(Day(1))), 1);
    }
}
