#![allow(clippy::unwrap_used)]
use super::*;
use crate::geo::LonLat;
use crate::scene::testing::event;
use proptest::prelude::*;

const SPOT: (f64, f64) = (37.16, 36.2);

fn first_day() -> Day {
    Day::from_ymd(2016, 11, 14).unwrap()
}

#[test]
fn a_vertex_carries_place_time_and_kind_in_its_documented_bits() {
    let mut row = event("a", Some("2016-11-15"), Some(SPOT));
    row.category = crate::model::CategoryIndex(9);
    row.verification = crate::model::Verification::Claimed;
    row.geo_precision = crate::model::GeoPrecision::Region;
    let mut other = event("b", Some("2016-11-15T10:00"), Some(SPOT));
    other.when.as_mut().unwrap().approximate = true;
    let built = symbols(&Events::from_rows(vec![row, other]), first_day(), Stacking::default());
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
    let built = symbols(&events, first_day(), Stacking::default());
    let shown = events.find("shown").unwrap();
    assert_eq!(built.events, [shown]);
    assert_eq!(built.find(shown), Some(0));
    assert_eq!(built.find(events.find("undated").unwrap()), None);
}

#[test]
fn an_event_from_before_the_first_day_is_cut_there_and_one_of_ages_saturates() {
    let rows = vec![
        event("long", Some("1900/2200"), Some(SPOT)),
        event("before", Some("2016-11-10/2016-11-15"), Some(SPOT)),
    ];
    let built = symbols(&Events::from_rows(rows), first_day(), Stacking::default());
    let told: Vec<(u32, u32)> =
        built.vertices.iter().map(|vertex| (vertex.start_minute, vertex.packed >> 16)).collect();
    assert_eq!(told, [(0, 0xffff), (0, 48)]);
}

#[test]
fn a_duration_is_told_longer_than_it_is_by_less_than_its_unit_however_long_it_is() {
    let told = |hours: u32| match duration(hours) {
        told if told < IN_LONG_UNITS => told,
        told => (told - IN_LONG_UNITS) * 48,
    };
    let years = 365 * 24;
    for hours in [0, 1, 24, 3 * years, 32_767] {
        assert_eq!(told(hours), hours);
    }
    for hours in [32_768, 32_769, 10 * years, 100 * years + 7, 179 * years] {
        assert!((hours..hours + 48).contains(&told(hours)), "{hours}: {}", told(hours));
    }
    assert_eq!(duration(180 * years), 0xffff);
    assert_eq!(duration(u32::MAX), 0xffff);
}

#[test]
fn no_event_ends_before_its_time_because_it_starts_amid_a_minute() {
    let row = event("a", Some("2016-11-15T10:00:59/2016-11-15T11:00:58"), Some(SPOT));
    let built = symbols(&Events::from_rows(vec![row]), first_day(), Stacking::default());
    // From 10:00 on one hour would be over at 11:00:00.
    assert_eq!((built.vertices[0].start_minute, built.vertices[0].packed >> 16), (2_040, 2));
}

#[test]
fn an_event_of_ages_is_drawn_until_it_is_over_and_no_longer() {
    let row = |date: &str| event(date, Some(date), Some(SPOT));
    let built = |rows: &[&str], first_day: Day| {
        let events = Events::from_rows(rows.iter().map(|date| row(date)).collect());
        symbols(&events, first_day, Stacking::default())
    };
    // The first day is what the app makes of an open start.
    let long_before = Day::from_ymd(-5_000, 1, 1).unwrap();
    let over = built(&["../2012-06-01", "2016-11-15"], long_before);
    assert_eq!(over.vertices[0].packed >> 16, ENDLESS);
    let end = crate::time::parse_moment("2012-06-01").unwrap();
    let from = |start: Moment| over.visible_ranges(Span { start, end: Moment::LAST });
    assert_eq!(from(Moment(end.0 - 1)), std::iter::once(0..2).collect::<Vec<_>>());
    assert_eq!(from(end), std::iter::once(1..2).collect::<Vec<_>>());
    let long_one = built(&["1750/1950", "1760/2000", "1770/1951"], long_before);
    let start = crate::time::parse_moment("1960-01-01").unwrap();
    let ranges = long_one.visible_ranges(Span { start, end: Moment::LAST });
    assert_eq!(ranges, std::iter::once(1..2).collect::<Vec<_>>());
}

/// So many events of one day each, one a day, and one that lasts to the end before them.
fn days_after_a_long_one(count: i32) -> Symbols {
    let mut rows = vec![event("long", Some("2016-11-14/2036-01-01"), Some(SPOT))];
    for day in 0..count {
        let mut row = event(&format!("e{day}"), Some("2016-11-14"), Some(SPOT));
        row.when.as_mut().unwrap().span = Span::of_day(Day(first_day().0 + day));
        rows.push(row);
    }
    symbols(&Events::from_rows(rows), first_day(), Stacking::default())
}

#[test]
fn an_event_that_lasts_brings_its_own_block_and_none_between() {
    let built = days_after_a_long_one(2_000);
    let day = |day: i32| Moment::start_of(Day(first_day().0 + day));
    let ranges = built.visible_ranges(Span { start: day(1_500), end: day(1_530) });
    let block = BLOCK_LEN as u32;
    assert_eq!(ranges, [0..block, 5 * block..1_531]);
    assert_eq!(built.visible_ranges(Span { start: day(3), end: day(3) }), []);
    assert_eq!(built.visible_ranges(Span::CALENDAR), std::iter::once(0..2_001).collect::<Vec<_>>());
    assert_eq!(
        symbols(&Events::default(), first_day(), Stacking::default())
            .visible_ranges(Span::CALENDAR),
        []
    );
}

proptest! {
    #[test]
    fn whatever_overlaps_is_in_a_stretch_and_no_block_without_any_is(
        spans in proptest::collection::vec(
            (0_i64..200, 1_i64..60, proptest::bool::weighted(0.05)), 0..1_200),
        start in -10_i64..220,
        length in 1_i64..50,
    ) {
        // Longer than the bits of a duration can tell.
        let ages_s = 200 * 366 * crate::time::SECONDS_PER_DAY;
        let row = |(place, (start, length, is_of_ages)): (usize, &(i64, i64, bool))| {
            let mut row = event(&format!("e{place}"), Some("2016-11-14"), Some(SPOT));
            let (start, end) = (Moment(*start), Moment(start + length));
            let start = if *is_of_ages { Moment(start.0 - ages_s) } else { start };
            row.when.as_mut().unwrap().span = Span { start, end };
            row
        };
        let events = Events::from_rows(spans.iter().enumerate().map(row).collect());
        let built = symbols(&events, Moment(-2 * ages_s).day(), Stacking::default());
        let window = Span { start: Moment(start), end: Moment(start + length) };
        let overlaps = |place: &usize| {
            events.get(built.events[*place]).unwrap().when.as_ref().unwrap().span.overlaps(window)
        };
        let ranges = built.visible_ranges(window);
        let is_in = |place: usize| ranges.iter().any(|range| range.contains(&(place as u32)));
        prop_assert!((0..spans.len()).filter(overlaps).all(is_in));
        let is_of_ages = |place: &usize| built.vertices[*place].packed >> 16 == ENDLESS;
        prop_assert!((0..spans.len()).filter(is_of_ages).all(|at| is_in(at) == overlaps(&at)));
        for (one, next) in ranges.iter().zip(ranges.iter().skip(1)) {
            prop_assert!(one.end < next.start);
        }
        for place in 0..spans.len() {
            let block = place / BLOCK_LEN * BLOCK_LEN;
            let block_end = (block + BLOCK_LEN).min(spans.len());
            prop_assert!(!is_in(place) || built.starts[place] < window.end.0);
            let reaches = (block..block_end).any(|place| {
                events.get(built.events[place]).unwrap().when.as_ref().unwrap().span.end > window.start
            });
            prop_assert!(!is_in(place) || reaches);
        }
    }
}
