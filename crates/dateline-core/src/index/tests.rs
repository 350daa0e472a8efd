//! The index against a scan of every event.
#![allow(clippy::unwrap_used)]

use super::*;
use crate::model::{ActorIndex, CategoryIndex, Event, EventIndex, Events, Verification};
use crate::time::{EdtfDate, Moment, Precision, Span, parse_moment};
use proptest::prelude::*;
use std::sync::Arc;

pub(super) fn event(id: &str, when: Option<EdtfDate>) -> Event {
    Event { id: id.to_owned(), when, ..Event::nothing() }
}

pub(super) fn dated(id: &str, date: &str) -> Event {
    event(id, Some(EdtfDate::parse(date).unwrap()))
}

pub(super) fn span(start: i64, end: i64) -> Span {
    Span { start: Moment(start), end: Moment(end) }
}

fn seconds(start: i64, length: i64, precision: Precision) -> EdtfDate {
    EdtfDate {
        text: String::new(),
        span: span(start, start + length),
        precision,
        approximate: false,
        uncertain: false,
        open_start: false,
        open_end: false,
    }
}

/// The date with one of the ways in which it may be imprecise, or none.
fn in_doubt(date: EdtfDate, doubt: u8) -> EdtfDate {
    EdtfDate {
        approximate: doubt == 1,
        uncertain: doubt == 2,
        open_start: doubt == 3,
        open_end: doubt == 4,
        ..date
    }
}

/// Many short events and a few very long ones, over more than two blocks.
pub(super) fn rows() -> impl Strategy<Value = Vec<Event>> {
    let length = prop_oneof![9 => 1..50_i64, 1 => 1..20_000_i64];
    let precision = proptest::sample::select(vec![Precision::Month, Precision::Day]);
    let when = proptest::option::weighted(0.95, (0..10_000_i64, length, precision, 0..20_u8));
    let verification = proptest::sample::select(Verification::ALL.to_vec());
    let actors = proptest::collection::vec((0..70_u16).prop_map(ActorIndex), 0..3);
    let row = (when, 0..40_u8, verification, actors, proptest::bool::weighted(0.1)).prop_map(
        |(when, category, verification, actors, withdrawn)| Event {
            category: CategoryIndex(category),
            verification,
            actors,
            withdrawn,
            ..event(
                "",
                when.map(|(start, length, unit, doubt)| {
                    in_doubt(seconds(start, length, unit), doubt)
                }),
            )
        },
    );
    proptest::collection::vec(row, 0..900).prop_map(|mut rows| {
        for (place, row) in rows.iter_mut().enumerate() {
            row.id = place.to_string();
        }
        rows
    })
}

pub(super) fn filters() -> impl Strategy<Value = Filter> {
    let hidden = prop_oneof![Just(0), any::<u32>()];
    let only = proptest::option::of(proptest::collection::vec(0..900_u32, 0..400));
    (hidden, 0..64_u8, prop_oneof![Just(0), any::<u64>()], any::<bool>(), only).prop_map(
        |(hidden_categories, hidden_verifications, hidden_actors, hides_imprecise, only)| Filter {
            hidden_categories,
            hidden_verifications,
            hidden_actors,
            hides_imprecise,
            only: only.map(|set| Arc::new(set.into_iter().map(EventIndex).collect())),
        },
    )
}

/// The filter said once more over whole rows.
pub(super) fn admits(filter: &Filter, index: EventIndex, event: &Event) -> bool {
    let category_hidden =
        (0..32).any(|bit| filter.hidden_categories >> bit & 1 == 1 && event.category.0 == bit);
    let verification_hidden = filter.hidden_verifications & (1 << (event.verification as u8)) != 0;
    let is_hidden = |actor: &ActorIndex| actor.0 < 64 && filter.hidden_actors >> actor.0 & 1 == 1;
    let hideable: Vec<&ActorIndex> = event.actors.iter().filter(|actor| actor.0 < 64).collect();
    let actors_hidden = !hideable.is_empty() && hideable.into_iter().all(is_hidden);
    let imprecise = event.when.as_ref().is_none_or(|when| {
        let doubts = [when.approximate, when.uncertain, when.open_start, when.open_end];
        when.precision == Precision::Month || doubts.contains(&true)
    });
    let missing = filter.only.as_ref().is_some_and(|only| !only.contains(index));
    let reasons = [
        category_hidden,
        verification_hidden,
        actors_hidden,
        filter.hides_imprecise && imprecise,
        missing,
    ];
    !reasons.contains(&true)
}

fn overlapping(events: &Events, window: Span) -> Vec<EventIndex> {
    let inside = |event: &Event| {
        event.when.as_ref().is_some_and(|when| {
            let (start, end) = (when.span.start.0, when.span.end.0);
            // Some second of the event is a second of the window.
            (window.start.0.max(start)..window.end.0.min(end)).next().is_some()
        })
    };
    events.iter().filter(|(_, event)| inside(event)).map(|(index, _)| index).collect()
}

#[test]
fn an_imprecise_event_is_in_every_window_that_it_shares_a_moment_with() {
    let events = Events::from_rows(vec![
        dated("night", "2016-12-05T22:00"),
        dated("month", "2016-12"),
        dated("before", "2016-12-04"),
        dated("open", "2016-12-06/.."),
        event("undated", None),
    ]);
    let index = TimeIndex::new(&events);
    let window = EdtfDate::parse("2016-12-05").unwrap().span;
    let found: Vec<&str> =
        index.in_window(window).map(|found| events.get(found).unwrap().id.as_str()).collect();
    assert_eq!(found, ["month", "night"]);
    assert_eq!(index.count_in(Span::CALENDAR, &Filter::default()), 4);
    assert_eq!(index.count_undated(&Filter::default()), 1);
    let precise = Filter { hides_imprecise: true, ..Filter::default() };
    assert_eq!(index.count_in(window, &precise), 1);
    assert_eq!(index.count_undated(&precise), 0);
}

#[test]
fn a_withdrawn_event_is_listed_and_never_counted() {
    let mut withdrawn = dated("a", "2016-12-05");
    withdrawn.withdrawn = true;
    let events = Events::from_rows(vec![withdrawn]);
    let index = TimeIndex::new(&events);
    assert_eq!(index.in_window(Span::CALENDAR).count(), 1);
    assert!(Filter::default().admits(&events, EventIndex(0)));
    assert_eq!(index.count_in(Span::CALENDAR, &Filter::default()), 0);
    let histogram = index.histogram(&[Span::CALENDAR], &Filter::default());
    assert_eq!((histogram.sum(), histogram.unfiltered(0), histogram.outside), (0, 0, 0));
    assert_eq!(index.next_event_after(Moment::FIRST, &Filter::default()), None);
}

#[test]
fn the_clock_steps_to_the_end_of_what_a_date_names() {
    let events = Events::from_rows(vec![
        dated("day", "2016-12-05"),
        dated("evening", "2016-12-05T22:00"),
        dated("siege", "2016-11-15/2016-12-22"),
        dated("month", "2016-11"),
        dated("until", "../2016-12-01"),
        dated("years", "2014/.."),
        dated("months", "2012-07/2016-12"),
        dated("mixed", "2012-07-04/2016"),
        dated("short", "2015/2015-03"),
    ]);
    let index = TimeIndex::new(&events);
    let filter = Filter::default();
    let steps: Vec<EventStep> =
        std::iter::successors(index.next_event_after(Moment::FIRST, &filter), |step| {
            index.next_event_after(step.moment, &filter)
        })
        .collect();
    let seen: Vec<(&str, Moment)> = steps
        .iter()
        .map(|step| (events.get(step.event).unwrap().id.as_str(), step.moment))
        .collect();
    let at = |text: &str| parse_moment(text).unwrap();
    assert_eq!(
        seen,
        [
            ("mixed", at("2012-07-04")),
            ("months", at("2012-07-31")),
            ("years", at("2014-12-31")),
            ("short", at("2015-03-31")),
            ("siege", at("2016-11-15")),
            ("month", at("2016-11-30")),
            ("until", at("2016-12-01")),
            ("evening", at("2016-12-05T22:01")),
            ("day", at("2016-12-05")),
        ]
    );
    let back: Vec<EventStep> =
        std::iter::successors(index.previous_event_before(Moment::LAST, &filter), |step| {
            index.previous_event_before(step.moment, &filter)
        })
        .collect();
    assert!(steps.iter().rev().eq(back.iter()));
}

#[test]
fn what_is_hidden_can_be_shown_again() {
    let mut filter = Filter::default();
    filter.set_category_hidden(CategoryIndex(3), true);
    filter.set_verification_hidden(Verification::Claimed, true);
    filter.set_actor_hidden(ActorIndex(63), true);
    assert!(filter.is_category_hidden(CategoryIndex(3)));
    assert!(!filter.is_category_hidden(CategoryIndex(4)));
    assert!(filter.is_verification_hidden(Verification::Claimed));
    assert!(filter.is_actor_hidden(ActorIndex(63)) && !filter.is_actor_hidden(ActorIndex(300)));
    assert!(!filter.is_empty());
    filter.set_category_hidden(CategoryIndex(3), false);
    filter.set_verification_hidden(Verification::Claimed, false);
    filter.set_actor_hidden(ActorIndex(63), false);
    assert!(filter.is_empty());
}

#[test]
fn a_set_of_events_holds_what_was_put_in() {
    let set: EventSet = [0, 63, 64, 1_000].into_iter().map(EventIndex).collect();
    assert_eq!(set.len(), 4);
    assert!(set.contains(EventIndex(64)) && !set.contains(EventIndex(65)));
    assert!(!set.contains(EventIndex(u32::MAX)));
    assert!(EventSet::default().is_empty());
}

#[test]
fn events_outside_the_bins_are_told_apart_from_those_inside() {
    let events = Events::from_rows(vec![
        dated("a", "2016-12-04"),
        dated("b", "2016-12-05"),
        dated("c", "2016-12-05T22:00"),
        dated("d", "2016-12-07"),
    ]);
    let bins = crate::time::bins(EdtfDate::parse("2016-12-05/2016-12-06").unwrap().span, 2, 0);
    let histogram = TimeIndex::new(&events).histogram(&bins, &Filter::default());
    assert_eq!((histogram.bin_count(), histogram.category_count()), (2, 1));
    assert_eq!((histogram.total(0), histogram.total(1), histogram.outside), (2, 0, 2));
    assert_eq!((histogram.max_total(), histogram.max_unfiltered()), (2, 2));
    assert_eq!(histogram.count(9, CategoryIndex(0)) + histogram.count(0, CategoryIndex(9)), 0);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn windows_hold_the_events_that_a_scan_finds(
        rows in rows(),
        filter in filters(),
        asked_before in filters(),
        start in -100..11_000_i64,
        length in prop_oneof![0..200_i64, 0..12_000_i64],
    ) {
        let events = Events::from_rows(rows);
        let index = TimeIndex::new(&events);
        // What was made for one filter must not be taken for another's.
        let _ = index.count_by_category(Span::CALENDAR, &asked_before);
        let window = span(start, start + length);
        let expected = overlapping(&events, window);
        prop_assert_eq!(index.in_window(window).collect::<Vec<_>>(), expected.clone());
        let counted = expected.iter().filter(|found| {
            let event = events.get(**found).unwrap();
            !event.withdrawn && admits(&filter, **found, event)
        });
        let counted: Vec<u8> =
            counted.map(|found| events.get(*found).unwrap().category.0).collect();
        prop_assert_eq!(index.count_in(window, &filter), counted.len());
        let by_category = index.count_by_category(window, &filter);
        for category in 0..40_u8 {
            let expected = counted.iter().filter(|one| **one == category).count();
            let count = by_category.get(usize::from(category)).copied().unwrap_or(0);
            prop_assert_eq!(count as usize, expected);
        }
        prop_assert!(by_category.len() <= 40);
        let undated = events.iter().filter(|(found, event)| {
            event.when.is_none() && !event.withdrawn && admits(&filter, *found, event)
        });
        prop_assert_eq!(index.count_undated(&filter), undated.count());
        for (found, event) in events.iter() {
            prop_assert_eq!(filter.admits(&events, found), admits(&filter, found, event));
        }
        let starting: Vec<usize> = events
            .iter()
            .filter(|(_, event)| {
                event.when.as_ref().is_some_and(|when| window.contains(when.span.start))
            })
            .map(|(found, _)| found.0 as usize)
            .collect();
        prop_assert!(index.starting_in(window).eq(starting));
    }

    #[test]
    fn the_extent_reaches_from_the_first_start_to_the_last_end(rows in rows()) {
        let events = Events::from_rows(rows);
        let stand = || events.iter().filter(|(_, event)| !event.withdrawn);
        let spans = || stand().filter_map(|(_, event)| event.when.as_ref()).map(|when| when.span);
        let extent = TimeIndex::new(&events).extent();
        prop_assert_eq!(extent.map(|span| span.start), spans().map(|span| span.start).min());
        prop_assert_eq!(extent.map(|span| span.end), spans().map(|span| span.end).max());
    }

    #[test]
    fn every_event_counts_once_in_the_bin_of_its_start(
        rows in rows(),
        filter in filters(),
        edges in proptest::collection::btree_set(-100..11_000_i64, 0..40),
        gap in 0..3_usize,
    ) {
        let events = Events::from_rows(rows);
        let edges: Vec<i64> = edges.into_iter().collect();
        let bins: Vec<Span> = edges
            .windows(2)
            .enumerate()
            .filter(|(place, _)| gap == 0 || place % 3 != gap)
            .map(|(_, edge)| span(edge[0], edge[1]))
            .collect();
        let histogram = TimeIndex::new(&events).histogram(&bins, &filter);
        let counted = |(_, event): &(EventIndex, &Event)| !event.withdrawn && event.when.is_some();
        let starts_in = |bin: Span, event: &Event| {
            event.when.as_ref().is_some_and(|when| bin.contains(when.span.start))
        };
        for (place, bin) in bins.iter().enumerate() {
            let inside: Vec<(EventIndex, &Event)> =
                events.iter().filter(counted).filter(|(_, event)| starts_in(*bin, event)).collect();
            prop_assert_eq!(histogram.unfiltered(place) as usize, inside.len());
            for category in 0..40 {
                let expected = inside.iter().filter(|(found, event)| {
                    event.category.0 == category && admits(&filter, *found, event)
                });
                let count = histogram.count(place, CategoryIndex(category));
                prop_assert_eq!(count as usize, expected.count());
            }
        }
        let under_way = TimeIndex::new(&events).under_way(&bins, &filter);
        prop_assert_eq!(under_way.len(), bins.len());
        for (bin, count) in bins.iter().zip(under_way) {
            let expected = overlapping(&events, *bin).into_iter().filter(|found| {
                let event = events.get(*found).unwrap();
                !event.withdrawn && admits(&filter, *found, event)
            });
            prop_assert_eq!(count as usize, expected.count());
        }
        let admitted =
            events.iter().filter(counted).filter(|(found, event)| admits(&filter, *found, event));
        prop_assert_eq!((histogram.sum() + histogram.outside) as usize, admitted.count());
    }

    #[test]
    fn stepping_meets_every_moment_of_an_admitted_event_forward_and_back(
        rows in rows(),
        filter in filters(),
    ) {
        let events = Events::from_rows(rows);
        let index = TimeIndex::new(&events);
        let mut expected: Vec<Moment> = events
            .iter()
            .filter(|(found, event)| !event.withdrawn && admits(&filter, *found, event))
            .filter_map(|(_, event)| event.when.as_ref())
            .map(|when| match when.precision {
                Precision::Month => when.span.end,
                _ => when.span.end.min(Moment::end_of(when.span.start.day())),
            })
            .collect();
        expected.sort();
        expected.dedup();
        let forward: Vec<EventStep> = std::iter::successors(
            index.next_event_after(Moment::FIRST, &filter),
            |step| index.next_event_after(step.moment, &filter),
        )
        .collect();
        prop_assert!(forward.iter().map(|step| step.moment).eq(expected));
        let back: Vec<EventStep> = std::iter::successors(
            index.previous_event_before(Moment::LAST, &filter),
            |step| index.previous_event_before(step.moment, &filter),
        )
        .collect();
        prop_assert!(forward.iter().rev().eq(back.iter()));
    }
}
