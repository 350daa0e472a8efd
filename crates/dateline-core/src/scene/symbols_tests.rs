#![allow(clippy::unwrap_used)]
use super::*;
use crate::geo::LonLat;
use crate::scene::testing::event;
use crate::time::parse_moment;
use proptest::prelude::*;

const SPOT: (f64, f64) = (37.16, 36.2);

fn first_day() -> Day {
    Day::from_ymd(2016, 11, 14).unwrap()
}

fn window(start: &str, end: &str) -> Span {
    Span::new(parse_moment(start).unwrap(), parse_moment(end).unwrap()).unwrap()
}

#[test]
fn a_vertex_carries_place_time_and_kind_in_its_documented_bits() {
    let mut row = event("a", Some("2016-11-15"), Some(SPOT));
    row.category = crate::model::CategoryIndex(9);
    row.verification = crate::model::Verification::Claimed;
    row.geo_precision = crate::model::GeoPrecision::Region;
    let mut other = event("b", Some("2016-11-15T10:00"), Some(SPOT));
    other.when.as_mut().unwrap().approximate = true;
    let built = symbols(&Events::from_rows(vec![row, other]), first_day());
    let [day, minute] = built.vertices[..] else { panic!("two symbols") };
    let spot = WorldPoint::from_lonlat(LonLat { lon: SPOT.0, lat: SPOT.1 });
    assert_eq!((day.x, day.y), (spot.x, spot.y));
    assert_eq!((day.start_minute, minute.start_minute), (1_440, 2_040));
    assert_eq!(day.packed & 31, 9);
    assert_eq!(day.packed >> 5 & 7, 4);
    assert_eq!(day.packed >> 8 & 3, 2);
    assert_eq!((day.packed >> 10 & 1, minute.packed >> 10 & 1), (0, 1));
    assert_eq!((day.packed >> 11 & 31, minute.packed >> 11 & 31), (0, 1));
    assert_eq!((day.packed >> 16, minute.packed >> 16), (24, 1));
    assert_eq!(built.position(1), Some((spot, 1)));
}

#[test]
fn undated_unplaced_and_withdrawn_events_have_no_symbol() {
    let mut withdrawn = event("w", Some("2016-11-16"), Some(SPOT));
    withdrawn.withdrawn = true;
    let rows = vec![
        event("undated", None, Some(SPOT)),
        event("unplaced", Some("2016-11-15"), None),
        withdrawn,
        event("shown", Some("2016-11-17"), Some(SPOT)),
    ];
    let events = Events::from_rows(rows);
    let built = symbols(&events, first_day());
    let shown = events.find("shown").unwrap();
    assert_eq!(built.events, [shown]);
    assert_eq!(built.find(shown), Some(0));
    assert_eq!(built.find(events.find("undated").unwrap()), None);
}

#[test]
fn an_event_from_before_the_first_day_is_cut_there_and_a_long_one_saturates() {
    let rows = vec![
        event("long", Some("1900/2100"), Some(SPOT)),
        event("before", Some("2016-11-10/2016-11-15"), Some(SPOT)),
    ];
    let built = symbols(&Events::from_rows(rows), first_day());
    let told: Vec<(u32, u32)> =
        built.vertices.iter().map(|vertex| (vertex.start_minute, vertex.packed >> 16)).collect();
    assert_eq!(told, [(0, 0xffff), (0, 48)]);
}

#[test]
fn a_long_event_before_the_window_is_in_the_range_and_an_over_one_is_not() {
    let rows = vec![
        event("over", Some("2016-11-14"), Some(SPOT)),
        event("long", Some("2016-11-15/2016-12-20"), Some(SPOT)),
        event("between", Some("2016-11-16"), Some(SPOT)),
        event("inside", Some("2016-12-01"), Some(SPOT)),
        event("later", Some("2016-12-02"), Some(SPOT)),
    ];
    let built = symbols(&Events::from_rows(rows), first_day());
    assert_eq!(built.visible_range(window("2016-11-30", "2016-12-01")), 1..4);
    assert_eq!(built.visible_range(window("2016-11-30", "2016-11-30")).len(), 0);
    assert_eq!(built.visible_range(window("2016-12-20", "2016-12-25")).len(), 0);
    assert_eq!(built.visible_range(Span::CALENDAR), 0..5);
}

proptest! {
    #[test]
    fn the_range_is_from_the_first_to_the_last_that_overlaps(
        spans in proptest::collection::vec((0_i64..200, 1_i64..60), 0..40),
        start in -10_i64..220,
        length in 1_i64..50,
    ) {
        let mut spans = spans;
        spans.sort_unstable();
        let starts: Vec<i64> = spans.iter().map(|(start, _)| *start).collect();
        let mut latest = i64::MIN;
        let latest_ends: Vec<i64> = spans
            .iter()
            .map(|(start, length)| {
                latest = latest.max(start + length);
                latest
            })
            .collect();
        let window = Span { start: Moment(start), end: Moment(start + length) };
        let overlapping: Vec<usize> = (0..spans.len())
            .filter(|place| {
                let (start, length) = spans[*place];
                Span { start: Moment(start), end: Moment(start + length) }.overlaps(window)
            })
            .collect();
        let range = visible_range(&starts, &latest_ends, window);
        match (overlapping.first(), overlapping.last()) {
            (Some(first), Some(last)) => {
                prop_assert_eq!(range.start, *first);
                prop_assert!(range.end > *last);
                prop_assert!(range.clone().all(|place| starts[place] < window.end.0));
            }
            _ => prop_assert!(range.clone().all(|place| !overlapping.contains(&place))),
        }
    }
}
