#![allow(clippy::unwrap_used)]
use super::*;
use crate::geo::LonLat;
use crate::model::Events;
use crate::scene::testing::event;
use crate::scene::{Stacking, symbols};
use crate::time::Day;
use proptest::prelude::*;

const MIDDLE: LonLat = LonLat { lon: 37.16, lat: 36.2 };

fn view() -> View {
    View::new(MIDDLE, 13.0, 800.0, 600.0)
}

#[allow(clippy::single_range_in_vec_init)]
fn all(symbols: &Symbols) -> DrawnMarks<'_> {
    DrawnMarks { symbols, ranges: &[0..40], size_px: 12.0 }
}

#[test]
fn stacked_events_are_picked_where_they_are_drawn() {
    let spot = Some((MIDDLE.lon, MIDDLE.lat));
    let rows = (0..8).map(|n| event(&format!("e{n}"), Some("2016-11-15"), spot)).collect();
    let built = symbols(&Events::from_rows(rows), Day(0), Stacking::default());
    for slot in 0..8 {
        let (dx, dy) = stack_offset_px(slot, 12.0);
        let under = (400.0 + dx, 300.0 + dy);
        let picked = pick_event(&view(), under, 10.0, &all(&built), |_| true);
        assert_eq!(picked, Some(EventIndex(slot)));
    }
}

#[test]
fn hidden_far_and_out_of_range_events_are_not_picked() {
    let spot = Some((MIDDLE.lon, MIDDLE.lat));
    let events = Events::from_rows(vec![event("only", Some("2016-11-15"), spot)]);
    let built = symbols(&events, Day(0), Stacking::default());
    let pick = |screen, range: Range<u32>, shown: bool| {
        let ranges = &[range][..];
        pick_event(&view(), screen, 10.0, &DrawnMarks { ranges, ..all(&built) }, |_| shown)
    };
    assert_eq!(pick((409.0, 300.0), 0..1, true), Some(EventIndex(0)));
    assert_eq!(pick((411.0, 300.0), 0..1, true), None);
    assert_eq!(pick((400.0, 300.0), 0..1, false), None);
    assert_eq!(pick((400.0, 300.0), 0..0, true), None);
    assert_eq!(pick((400.0, 300.0), 0..99, true), Some(EventIndex(0)));
}

#[test]
fn of_two_marks_on_one_another_the_upper_is_picked() {
    // A year apart, so that both stand on the spot itself.
    let spot = Some((MIDDLE.lon, MIDDLE.lat));
    let rows = vec![event("a", Some("2015-11-15"), spot), event("b", Some("2016-11-15"), spot)];
    let built = symbols(&Events::from_rows(rows), Day(0), Stacking::default());
    let picked = pick_event(&view(), (400.0, 300.0), 5.0, &all(&built), |_| true);
    assert_eq!(picked, Some(EventIndex(1)));
}

proptest! {
    #[test]
    fn the_nearest_mark_is_picked(
        places in proptest::collection::vec((37.10..37.22_f64, 36.15..36.25_f64), 1..40),
        x in 0.0..800.0_f64,
        y in 0.0..600.0_f64,
    ) {
        let rows = places
            .iter()
            .enumerate()
            .map(|(n, place)| event(&format!("e{n:03}"), Some("2016-11-15"), Some(*place)))
            .collect();
        let events = Events::from_rows(rows);
        let built = symbols(&events, Day(0), Stacking::default());
        let distance = |index: EventIndex| {
            let position = events.get(index).unwrap().position.unwrap();
            let (ex, ey) = view().screen_from_lonlat(position);
            (ex - x).hypot(ey - y)
        };
        let even = |index: EventIndex| index.0.is_multiple_of(2);
        let nearest = (0..places.len() as u32)
            .map(EventIndex)
            .filter(|index| even(*index))
            .min_by(|a, b| distance(*a).total_cmp(&distance(*b)))
            .filter(|index| distance(*index) <= 60.0);
        let picked = pick_event(&view(), (x, y), 60.0, &all(&built), even);
        prop_assert_eq!(picked, nearest);
    }
}
