//! Marks on lanes against a scan of every event.
#![allow(clippy::unwrap_used)]

use super::tests::{admits, dated, filters, rows, span};
use super::*;
use crate::model::{CategoryIndex, Event, EventIndex, Events};
use crate::time::{EdtfDate, Moment, Precision, Span};
use proptest::prelude::*;

/// Categories in pairs, the last ones on no lane.
fn lane_of() -> Vec<u8> {
    (0..36_u8).map(|category| category / 2).collect()
}

/// The spans of the events that count on a lane, with whether they are soft.
fn on_lane(events: &Events, lane: u8, axis: Span, filter: &Filter) -> Vec<(Span, bool)> {
    let counts = |(index, event): &(EventIndex, &Event)| {
        lane_of().get(usize::from(event.category.0)) == Some(&lane)
            && !event.withdrawn
            && admits(filter, *index, event)
    };
    let spans = events.iter().filter(counts).filter_map(|(_, event)| event.when.as_ref());
    let soft = |when: &EdtfDate| (when.span, when.precision == Precision::Month);
    spans.map(soft).filter(|(span, _)| span.overlaps(axis)).collect()
}

fn marks(dates: &[&str], axis: &str, cells: usize) -> Vec<LaneMark> {
    let rows = dates.iter().enumerate().map(|(id, date)| dated(&id.to_string(), date));
    let index = TimeIndex::new(&Events::from_rows(rows.collect()));
    let axis = EdtfDate::parse(axis).unwrap().span;
    index.lanes(axis, cells, &[0], &Filter::default()).remove(0).marks
}

fn of(date: &str, count: u32, is_soft: bool) -> LaneMark {
    LaneMark { span: EdtfDate::parse(date).unwrap().span, count, is_soft }
}

#[test]
fn the_eight_most_frequent_kinds_have_lanes_of_their_own_and_the_others_share_one() {
    assert_eq!(lane_of_each(&[3, 0, 5]), [0, NO_LANE, 1]);
    assert_eq!(lane_of_each(&[1; 9]), [0, 1, 2, 3, 4, 5, 6, 7, 8]);
    let lanes = lane_of_each(&[9, 1, 8, 7, 2, 6, 5, 4, 3, 10]);
    assert_eq!(lanes, [0, 8, 1, 2, 8, 3, 4, 5, 6, 7]);
    // Of equal ones the first.
    assert_eq!(lane_of_each(&[1; 11]), [0, 1, 2, 3, 4, 5, 6, 7, 8, 8, 8]);
}

#[test]
fn an_imprecise_date_is_a_soft_mark_over_all_that_it_can_mean_and_a_duration_a_sure_one() {
    let found = marks(&["2016-12", "2016-12-05/2016-12-07", "2016-12-20~"], "2016-12", 31);
    let wanted =
        [of("2016-12", 1, true), of("2016-12-05/2016-12-07", 1, false), of("2016-12-20", 1, true)];
    assert_eq!(found, wanted);
}

#[test]
fn what_cannot_be_told_apart_is_one_mark_with_its_number() {
    let days = ["2016-12-05", "2016-12-05", "2016-12-06"];
    assert_eq!(
        marks(&days, "2016-12", 31),
        [of("2016-12-05", 2, false), of("2016-12-06", 1, false)]
    );
    assert_eq!(marks(&days, "2016-12", 4), [of("2016-12-05/2016-12-06", 3, false)]);
}

#[test]
fn a_mark_ends_where_the_axis_ends() {
    let found = marks(&["2015/2017"], "2016-12", 31);
    assert_eq!(found, [of("2016-12", 1, true)]);
}

#[test]
fn a_hundred_thousand_events_are_no_more_marks_than_the_axis_has_cells() {
    let rows = (0..100_000_i64).map(|place| {
        let mut event = dated(&place.to_string(), "2016");
        let start = place * 7919 % 31_536_000;
        let when = event.when.as_mut().unwrap();
        when.span = span(start, start + 86_400);
        when.precision = Precision::Day;
        event.category = CategoryIndex((place % 12) as u8);
        event
    });
    let index = TimeIndex::new(&Events::from_rows(rows.collect()));
    let lane_of = [0, 1, 2, 3, 4, 5, 6, 7, 8, 8, 8, 8];
    let axis = span(0, 31_536_000);
    let lanes = index.lanes(axis, 300, &lane_of, &Filter::default());
    assert_eq!(lanes.len(), 9);
    assert_eq!(lanes.iter().map(|lane| lane.events).sum::<u32>(), 100_000);
    assert!(lanes.iter().all(|lane| lane.is_binned && lane.marks.len() <= 300));
}

proptest! {
    #[test]
    fn marks_and_numbers_are_those_of_a_scan(
        rows in rows(),
        filter in filters(),
        start in 0..9_000_i64,
        length in 1..12_000_i64,
        cells in 1..400_usize,
    ) {
        let events = Events::from_rows(rows);
        let axis = span(start, start + length);
        let lanes = TimeIndex::new(&events).lanes(axis, cells, &lane_of(), &filter);
        for (lane, number) in lanes.iter().zip(0_u8..) {
            let there = on_lane(&events, number, axis, &filter);
            prop_assert_eq!(lane.events as usize, there.len());
            if lane.is_binned {
                for mark in &lane.marks {
                    let within = |soft: bool| {
                        let found = there.iter().filter(|(span, is_soft)| {
                            span.overlaps(mark.span) && *is_soft == soft
                        });
                        found.count()
                    };
                    prop_assert_eq!(within(mark.is_soft), mark.count as usize);
                    prop_assert!(!mark.is_soft || within(false) == 0);
                }
            } else {
                let total: u32 = lane.marks.iter().map(|mark| mark.count).sum();
                prop_assert_eq!(total as usize, there.len());
                prop_assert!(lane.marks.len() <= MOST_MARKS);
            }
            // Every moment of an event has a mark over it, and no mark is over nothing.
            for moment in (0..60).map(|step| Moment(start + step * length / 60)) {
                let is_there = there.iter().any(|(span, _)| span.contains(moment));
                let is_marked = lane.marks.iter().any(|mark| mark.span.contains(moment));
                prop_assert!(!is_there || is_marked);
            }
            for mark in &lane.marks {
                prop_assert!(there.iter().any(|(span, _)| span.overlaps(mark.span)));
                prop_assert!(axis.start <= mark.span.start && mark.span.end <= axis.end);
            }
        }
    }

    #[test]
    fn what_is_found_in_a_stretch_is_what_a_scan_finds(
        rows in rows(),
        filter in filters(),
        start in 0..9_000_i64,
        length in 0..2_000_i64,
        most in 0..20_usize,
    ) {
        let events = Events::from_rows(rows);
        let stretch = span(start, start + length);
        let (first, count) = TimeIndex::new(&events).found_in(stretch, 0b1111, &filter, most);
        let is_there = |(index, event): &(EventIndex, &Event)| {
            event.category.0 < 4
                && !event.withdrawn
                && admits(&filter, *index, event)
                && event.when.as_ref().is_some_and(|when| when.span.overlaps(stretch))
        };
        let there: Vec<EventIndex> =
            events.iter().filter(is_there).map(|(index, _)| index).collect();
        prop_assert_eq!(count, there.len());
        prop_assert_eq!(&first[..], &there[..most.min(there.len())]);
    }
}
