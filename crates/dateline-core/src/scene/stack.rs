//! Events at one and the same spot, spread so that each can be seen and touched.
//!
//! An event's place depends on how long a stretch of time is shown and on nothing else: it
//! neither moves while the clock runs nor depends on what is filtered.

use crate::geo::{WorldPoint, cos, sin};
use crate::time::{Moment, SECONDS_PER_DAY, Span};

/// Places in a stack; the event after the last shares the place used longest ago.
pub const STACK_SLOTS: u32 = 32;
/// The stretch of the first [`Stacking`], days; that of each further one is twice as long.
const FIRST_DAYS: i64 = 4;
/// The last [`Stacking`]: longer than the calendar.
const LAST: u8 = 21;
/// Distance of the place with number 1 from the middle, in diameters of a mark; marks next
/// to each other are some 1.7 times as far apart, which just keeps them from touching.
pub const STACK_SPACING: f64 = 0.85;
/// The golden angle in radians: π (3 − √5).
const GOLDEN_ANGLE: f64 = 2.399_963_229_728_653;

/// For how long a stretch of time events at one spot stand beside each other: any two that can be
/// seen together in as long a one have different places, as far as there are. In steps, so that
/// marks do not move with each change of a window.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Stacking(pub u8);

impl Stacking {
    /// For a clock that shows so many seconds at a time.
    pub fn of(shown_s: i64) -> Self {
        let is_enough = |step: &u8| Self(*step).seconds() >= shown_s;
        Self((0..LAST).find(is_enough).unwrap_or(LAST))
    }

    fn seconds(self) -> i64 {
        (FIRST_DAYS << self.0.min(LAST)) * SECONDS_PER_DAY
    }
}

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
///
/// A tree without balance, whose branches are bits of what a spot is known by: at most as deep as
/// there are bits, whatever the spots are. A spot all of whose places are free says nothing that
/// one without any does not say, and the next one that comes by takes it over: there are about as
/// many as are taken at a time, however many events there are. Nothing is moved when there are
/// more, and all go in one step, so that no piece of a long loading takes longer than others.
#[derive(Default)]
pub(super) struct Stacks {
    stacking: Stacking,
    spots: Vec<Spot>,
    places: Vec<Place>,
}

struct Spot {
    key: u64,
    /// What is below, by the next bit; [`NONE`] for nothing.
    below: [u32; 2],
    /// The place with the number 0.
    first: u32,
    /// From when on all of its places are free.
    until: Moment,
}

struct Place {
    until: Moment,
    /// The place with the next number; [`NONE`] after the last.
    next: u32,
}

/// No spot, no place: there are fewer.
const NONE: u32 = u32::MAX;

/// What a spot is known by: another for each, and the first bits of near ones differ.
fn key_of(point: WorldPoint) -> u64 {
    let both = u64::from(point.x) << 32 | u64::from(point.x ^ point.y);
    // By an odd number, so that nothing is lost; it is 2⁶⁴ by the golden ratio.
    both.wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

impl Stacks {
    /// None yet.
    pub fn new(stacking: Stacking) -> Self {
        Self { stacking, ..Self::default() }
    }

    /// The place of the next event at `point`; events come in order of start. It is the
    /// lowest one that is free, so that a lone event is drawn on its spot. It is free again once
    /// nothing that begins can be seen together with the event.
    pub fn place(&mut self, point: WorldPoint, span: Span) -> u32 {
        let until = Moment(span.end.0.saturating_add(self.stacking.seconds()));
        let mut at = self.first_of(key_of(point), span.start, until);
        let mut number = 0;
        // The one that is taken: the first that is free, else the one that is so soonest.
        let (mut taken, mut soonest) = ((at, number), i64::MAX);
        while let Some(place) = self.places.get(at as usize) {
            if place.until.0 < soonest {
                (taken, soonest) = ((at, number), place.until.0);
            }
            number += 1;
            if place.until <= span.start || place.next == NONE {
                break;
            }
            at = place.next;
        }
        if soonest > span.start.0 && number < STACK_SLOTS {
            let new = self.places.len() as u32;
            if let Some(last) = self.places.get_mut(at as usize) {
                last.next = new;
            }
            self.places.push(Place { until, next: NONE });
            return number;
        }
        if let Some(place) = self.places.get_mut(taken.0 as usize) {
            place.until = until;
        }
        taken.1
    }

    /// The first place of the spot with that key, some place of which is taken from `start` to
    /// `until` now; of a new spot the place that will be added next.
    fn first_of(&mut self, key: u64, start: Moment, until: Moment) -> u32 {
        let (spot_count, place_count) = (self.spots.len() as u32, self.places.len() as u32);
        let (mut at, mut bits) = (0, key);
        let (mut free, mut above) = (None, None);
        while let Some(spot) = self.spots.get(at as usize).filter(|spot| spot.key != key) {
            if free.is_none() && spot.until <= start {
                free = Some(at);
            }
            above = Some((at, (bits >> 63) as usize));
            at = spot.below.get((bits >> 63) as usize).copied().unwrap_or(NONE);
            bits <<= 1;
        }
        if at == NONE || spot_count == 0 {
            // Whatever is below one that is free has its first bits too.
            at = free.unwrap_or(spot_count);
        }
        if at == spot_count {
            let link = above
                .and_then(|(above, side)| self.spots.get_mut(above as usize)?.below.get_mut(side));
            if let Some(link) = link {
                *link = spot_count;
            }
            self.spots.push(Spot { key, below: [NONE; 2], first: place_count, until });
        }
        let Some(spot) = self.spots.get_mut(at as usize) else { return NONE };
        (spot.key, spot.until) = (key, spot.until.max(until));
        spot.first
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::Day;
    use proptest::prelude::*;

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

    /// For a month and a day.
    const MONTH: Stacking = Stacking(3);

    #[test]
    fn a_stacking_is_for_the_shortest_stretch_that_is_long_enough() {
        let days = |days: i64| Stacking::of(days * SECONDS_PER_DAY);
        assert_eq!([0, 3, 4, 5, 8, 9, 32, 33].map(days), [0, 0, 0, 1, 1, 2, 3, 4].map(Stacking));
        assert_eq!(Stacking::of(i64::MAX), Stacking(LAST));
        assert!(Stacking(LAST).seconds() >= Span::CALENDAR.seconds());
        assert_eq!(Stacking(u8::MAX).seconds(), Stacking(LAST).seconds());
    }

    #[test]
    fn events_of_one_month_at_one_spot_have_different_places() {
        let mut stacks = Stacks::new(MONTH);
        let slots: Vec<u32> =
            (0..30).map(|day| stacks.place(SPOT, Span::of_day(Day(day)))).collect();
        assert_eq!(slots, (0..30).collect::<Vec<u32>>());
        assert_eq!(stacks.place(WorldPoint { x: 9, y: 9 }, Span::of_day(Day(30))), 0);
    }

    #[test]
    fn a_place_is_free_again_as_soon_as_the_event_cannot_be_seen_any_more() {
        let mut stacks = Stacks::new(MONTH);
        let long = Span { start: Moment::start_of(Day(0)), end: Moment::start_of(Day(90)) };
        assert_eq!(stacks.place(SPOT, long), 0);
        assert_eq!(stacks.place(SPOT, Span::of_day(Day(1))), 1);
        assert_eq!(stacks.place(SPOT, Span::of_day(Day(33))), 2);
        assert_eq!(stacks.place(SPOT, Span::of_day(Day(34))), 1);
        assert_eq!(stacks.place(SPOT, Span::of_day(Day(121))), 1);
        assert_eq!(stacks.place(SPOT, Span::of_day(Day(122))), 0);
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

    /// The same by a list for each spot, of which none is ever left out.
    struct SlowTwin(Stacking, Vec<(WorldPoint, Vec<Moment>)>);

    impl SlowTwin {
        fn place(&mut self, point: WorldPoint, span: Span) -> u32 {
            let known = self.1.iter().position(|(spot, _)| *spot == point);
            let spot = known.unwrap_or_else(|| {
                self.1.push((point, Vec::new()));
                self.1.len() - 1
            });
            let places = &mut self.1[spot].1;
            let until = Moment(span.end.0 + self.0.seconds());
            let free = places.iter().position(|taken_until| *taken_until <= span.start);
            let soonest = places.iter().enumerate().min_by_key(|(_, until)| **until);
            let soonest = soonest.map_or(0, |(place, _)| place);
            let is_full = places.len() == STACK_SLOTS as usize;
            let place = free.unwrap_or(if is_full { soonest } else { places.len() });
            places.resize(places.len().max(place + 1), until);
            places[place] = until;
            place as u32
        }
    }

    proptest! {
        #[test]
        fn places_are_those_that_a_list_for_each_spot_gives(
            mut events in prop::collection::vec((0_i32..200, 0_i32..90, 0_u32..5, 0_u32..3), 0..400),
            step in 0_u8..8,
        ) {
            events.sort_by_key(|event| event.0);
            let stacking = Stacking(step);
            let (mut stacks, mut twin) = (Stacks::new(stacking), SlowTwin(stacking, Vec::new()));
            for (start, days, x, y) in events {
                let (start, end) = (Day(start), Day(start + days));
                let span = Span { start: Moment::start_of(start), end: Moment::end_of(end) };
                let point = WorldPoint { x: x << 30, y };
                prop_assert_eq!(stacks.place(point, span), twin.place(point, span));
            }
        }
    }

    proptest! {
        #[test]
        fn no_two_that_are_seen_together_share_a_place_while_there_are_enough(
            mut events in prop::collection::vec((0_i32..400, 0_i32..20), 1..=STACK_SLOTS as usize),
            shown_days in 1_i64..500,
        ) {
            events.sort_by_key(|event| event.0);
            let shown_s = shown_days * SECONDS_PER_DAY;
            let mut stacks = Stacks::new(Stacking::of(shown_s));
            let mut placed: Vec<(Span, u32)> = Vec::new();
            for (start, days) in events {
                let (start, end) = (Day(start), Day(start + days));
                let span = Span { start: Moment::start_of(start), end: Moment::end_of(end) };
                let slot = stacks.place(SPOT, span);
                for (before, taken) in &placed {
                    // Some stretch so long overlaps both.
                    let is_together = span.start.0 - before.end.0 < shown_s;
                    prop_assert!(!is_together || *taken != slot, "{:?} {:?} {}", before, span, slot);
                }
                placed.push((span, slot));
            }
        }
    }

    #[test]
    fn spots_are_kept_for_what_is_taken_at_a_time_and_not_for_all_events() {
        let mut stacks = Stacks::new(MONTH);
        for number in 0..100_000_u32 {
            let day = Span::of_day(Day(number as i32 / 10));
            assert_eq!(stacks.place(WorldPoint { x: number * 7919, y: number }, day), 0);
        }
        // Ten a day and each for a month are some three hundred at a time.
        assert!(stacks.spots.len() < 5_000, "{} spots", stacks.spots.len());
        assert_eq!(stacks.places.len(), stacks.spots.len());
    }

    #[test]
    fn keys_are_the_points_own() {
        let mut keys = std::collections::HashSet::new();
        for x in (0..u32::MAX).step_by(1 << 24) {
            for y in (0..u32::MAX).step_by(1 << 25) {
                assert!(keys.insert(key_of(WorldPoint { x, y })));
            }
        }
    }
}
