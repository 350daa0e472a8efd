//! Every query of the ledger against one that reads all rows anew for each, at every
//! instant of a small calendar.
#![allow(clippy::unwrap_used)]

use super::*;
use crate::model::{ActorIndex, AreaIndex, EventIndex};
use crate::time::{EdtfDate, Moment, Precision, Span};
use proptest::prelude::*;

const AREA_COUNT: u32 = 3;
const LAST_INSTANT: i64 = 42;
/// Powers of two, so that sums are exact in any order.
const WEIGHTS: [f64; AREA_COUNT as usize] = [1.0, 2.0, 8.0];

/// From one second to a stretch that is half of the calendar, as a year is among days.
fn dates() -> impl Strategy<Value = EdtfDate> {
    let length = prop_oneof![4 => 1..4_i64, 1 => 10..20_i64];
    (1..20_i64, length).prop_map(|(start, length)| EdtfDate {
        text: String::new(),
        span: Span { start: Moment(start), end: Moment(start + length) },
        precision: Precision::Second,
        approximate: false,
        uncertain: false,
        open_start: false,
        open_end: false,
    })
}

/// Rows about some areas, and one more than there are.
pub(crate) fn rows() -> impl Strategy<Value = Vec<Change>> {
    let actor = || proptest::option::of((0..3_u16).prop_map(ActorIndex));
    let bound = || proptest::option::weighted(0.3, dates());
    let status = proptest::sample::select(Status::ALL.to_vec());
    let event = proptest::option::of((0..3_u32).prop_map(EventIndex));
    // One area more than there are.
    let one = (0..=AREA_COUNT, dates(), bound(), bound(), actor(), actor(), status);
    let row = (one, any::<bool>(), event).prop_map(|(one, accepted, event)| {
        let (area, date, earliest, latest, from, to, status) = one;
        Change {
            area: AreaIndex(area),
            date,
            earliest,
            latest,
            from,
            to,
            status,
            confidence: Confidence::Unknown,
            accepted,
            sources: Vec::new(),
            event,
            row: 0,
        }
    });
    proptest::collection::vec(row, 0..24)
}

fn instants() -> impl Iterator<Item = Moment> {
    (-1..=LAST_INSTANT).map(Moment)
}

/// The rows with their places.
type Rows<'a> = [(u32, &'a Change)];

fn numbered(rows: &[Change]) -> Vec<(u32, &Change)> {
    (0..).zip(rows).collect()
}

/// What a set of rows, accepted or not, says of an area at a moment.
fn state(rows: &Rows<'_>, area: AreaIndex, moment: Moment) -> AreaState {
    let mut found = AreaState::UNKNOWN;
    for (place, row) in rows.iter().filter(|(_, row)| row.area == area) {
        let from = row.date.span.end;
        if from > moment {
            if found.until.is_none() || found.until > Some(from) {
                found.until = Some(from);
            }
        } else if found.since.is_none() || found.since <= Some(from) {
            found.since = Some(from);
            found.change = Some(ChangeIndex(*place));
            found.status = row.status;
            found.actor = row.to;
            found.rival = row.from;
        }
    }
    if found.status == Status::Unknown {
        found.actor = None;
    }
    if ![Status::Contested, Status::Besieged].contains(&found.status) {
        found.rival = None;
    }
    found
}

fn accepted<'a>(rows: &Rows<'a>) -> Vec<(u32, &'a Change)> {
    rows.iter().filter(|(_, row)| row.accepted).copied().collect()
}

fn says(state: &AreaState) -> (Option<ActorIndex>, Option<ActorIndex>, Status) {
    (state.actor, state.rival, state.status)
}

/// Every second at which a row can have happened, and the one after the last.
fn seconds(row: &Change) -> std::ops::RangeInclusive<i64> {
    let (mut first, mut last) = (row.date.span.start.0, row.date.span.end.0);
    let earliest = row.earliest.as_ref().map_or(first, |date| date.span.start.0);
    let latest = row.latest.as_ref().map_or(last, |date| date.span.end.0);
    // Bounds that contradict each other are none.
    if earliest <= latest {
        first = first.min(earliest);
        last = last.max(latest);
    }
    first..=last
}

fn subject(rows: &Rows<'_>, claim: u32) -> Option<u32> {
    let claim = rows[claim as usize].1;
    if claim.accepted || claim.area.0 >= AREA_COUNT {
        return None;
    }
    let near = |row: &Change| (row.date.span.end.0 - claim.date.span.end.0).abs();
    let candidates = accepted(rows).into_iter().filter(|(_, row)| {
        row.area == claim.area && seconds(row).any(|second| seconds(claim).contains(&second))
    });
    let order =
        |(place, row): &(u32, &Change)| (near(row), row.date.span.end, std::cmp::Reverse(*place));
    candidates.min_by_key(order).map(|(place, _)| place)
}

fn places(indices: &[ChangeIndex]) -> Vec<u32> {
    indices.iter().map(|index| index.0).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn at_every_instant_each_area_has_the_state_and_the_doubt_of_a_scan(rows in rows()) {
        let (ledger, all) = (Ledger::new(AREA_COUNT as usize, rows.clone()), numbered(&rows));
        for area in ledger.area_indices() {
            for moment in instants() {
                let found = ledger.state_at(area, moment);
                prop_assert_eq!(found, state(&accepted(&all), area, moment));
                let doubted = ledger.in_doubt_at(area, moment);
                let may_be = |row: &Change| {
                    let (date, earliest, latest) = (row.date.span, &row.earliest, &row.latest);
                    // Where a bound is not stated, the date has it.
                    let first = earliest.as_ref().map_or(date.start, |bound| bound.span.start);
                    let last = latest.as_ref().map_or(date.end, |bound| bound.span.end);
                    let is_earlier = first < date.start;
                    let is_elsewhere = last < date.end || date.end < last;
                    // By the last it has happened, and the map shows it when the date is over.
                    let inside = first < moment && (moment < last || moment < date.end);
                    first <= last && (is_earlier || is_elsewhere) && inside
                };
                let expected = accepted(&all).into_iter().any(|(_, row)| {
                    row.area == area && may_be(row)
                });
                prop_assert_eq!(doubted.is_some(), expected);
            }
        }
    }

    #[test]
    fn between_any_two_instants_lie_the_changes_and_differences_of_a_scan(rows in rows()) {
        let (ledger, all) = (Ledger::new(AREA_COUNT as usize, rows.clone()), numbered(&rows));
        let accepted = accepted(&all);
        for earlier in instants() {
            for later in instants().step_by(3) {
                let mut on_the_way: Vec<(Moment, u32)> = accepted
                    .iter()
                    .filter(|(_, row)| row.area.0 < AREA_COUNT)
                    .map(|(place, row)| (row.date.span.end, *place))
                    .filter(|(from, _)| (earlier.0 + 1..later.0 + 1).contains(&from.0))
                    .collect();
                on_the_way.sort();
                let expected: Vec<u32> = on_the_way.into_iter().map(|(_, place)| place).collect();
                prop_assert_eq!(places(&ledger.changes_between(earlier, later)), expected);
                let mut expected = Vec::new();
                for area in (0..AREA_COUNT).map(AreaIndex) {
                    let before = state(&accepted, area, earlier);
                    let after = state(&accepted, area, later);
                    if says(&before) != says(&after) {
                        expected.push(Difference { area, before, after });
                    }
                }
                let areas: Vec<AreaIndex> = expected.iter().map(|one| one.area).collect();
                prop_assert_eq!(ledger.changed_between(earlier, later), areas);
                prop_assert_eq!(ledger.differences_between(earlier, later), expected);
            }
        }
    }

    #[test]
    fn a_span_is_tiled_by_stretches_that_have_the_state_of_a_scan(
        rows in rows(),
        start in -1..LAST_INSTANT,
        length in 0..LAST_INSTANT,
    ) {
        let (ledger, all) = (Ledger::new(AREA_COUNT as usize, rows.clone()), numbered(&rows));
        let span = Span { start: Moment(start), end: Moment(start + length) };
        for area in ledger.area_indices() {
            let stretches = ledger.intervals_in(area, span);
            prop_assert!(stretches.iter().all(|one| one.span.start < one.span.end));
            for second in (start - 2..start + length + 2).map(Moment) {
                let covering: Vec<_> =
                    stretches.iter().filter(|one| one.span.contains(second)).collect();
                prop_assert_eq!(covering.len(), usize::from(span.contains(second)));
                for one in covering {
                    prop_assert_eq!(one.state, state(&accepted(&all), area, second));
                }
            }
        }
    }

    #[test]
    fn each_competing_claim_is_in_the_group_of_the_change_that_it_speaks_of(rows in rows()) {
        let (ledger, all) = (Ledger::new(AREA_COUNT as usize, rows.clone()), numbered(&rows));
        for (place, _) in &all {
            let found = ledger.subject_of(ChangeIndex(*place)).map(|index| index.0);
            prop_assert_eq!(found, subject(&all, *place));
        }
        for area in ledger.area_indices() {
            let groups = ledger.grouped_history(area);
            let mut members: Vec<u32> = Vec::new();
            for group in &groups {
                members.extend(group.change.map(|index| index.0));
                members.extend(places(&group.claims));
                for claim in &group.claims {
                    prop_assert_eq!(subject(&all, claim.0), group.change.map(|index| index.0));
                }
                if let Some(change) = group.change {
                    prop_assert_eq!(ledger.claims_about(change), group.claims.clone());
                }
            }
            members.sort();
            let expected: Vec<u32> =
                all.iter().filter(|(_, row)| row.area == area).map(|(place, _)| *place).collect();
            prop_assert_eq!(members, expected);
        }
    }

    #[test]
    fn who_says_otherwise_is_who_would_change_the_map_if_followed(rows in rows()) {
        let (ledger, all) = (Ledger::new(AREA_COUNT as usize, rows.clone()), numbered(&rows));
        for area in ledger.area_indices() {
            for moment in instants() {
                let stated = state(&accepted(&all), area, moment);
                let mut expected = Vec::new();
                for (place, _) in all.iter().filter(|(_, row)| row.area == area && !row.accepted) {
                    let replaced = subject(&all, *place);
                    let others = accepted(&all).into_iter();
                    let others = others.filter(|(other, _)| Some(*other) != replaced);
                    // At one moment the last counts, which is the claim.
                    let claim = (*place, &rows[*place as usize]);
                    let followed: Vec<(u32, &Change)> = others.chain([claim]).collect();
                    let state = state(&followed, area, moment);
                    if says(&state) != says(&stated) {
                        expected.push((*place, state));
                    }
                }
                let mut found: Vec<(u32, AreaState)> = ledger
                    .otherwise_at(area, moment)
                    .into_iter()
                    .map(|one| (one.claim.0, one.state))
                    .collect();
                found.sort_by_key(|one| one.0);
                prop_assert_eq!(found, expected);
            }
        }
    }

    #[test]
    fn shares_of_parts_and_sides_and_their_differences_are_those_of_a_scan(rows in rows()) {
        let (ledger, all) = (Ledger::new(AREA_COUNT as usize, rows.clone()), numbered(&rows));
        let whole: f64 = WEIGHTS.iter().sum();
        let share = |moment: Moment, is_in: &dyn Fn(SharePart) -> bool| -> f64 {
            let areas = (0..AREA_COUNT).map(AreaIndex).zip(WEIGHTS);
            let of = |area| SharePart::of(&state(&accepted(&all), area, moment));
            areas.filter(|(area, _)| is_in(of(*area))).map(|(_, weight)| weight).sum::<f64>() / whole
        };
        let moments: Vec<Moment> = instants().collect();
        let series = ledger.shares_over(&WEIGHTS, &moments);
        for (place, moment) in moments.iter().enumerate() {
            for one in ledger.share_at(&WEIGHTS, *moment) {
                prop_assert!((one.fraction - share(*moment, &|part| part == one.part)).abs() < 1e-12);
            }
            for actor in (0..3).map(ActorIndex) {
                let expected = share(*moment, &|part| part.actor() == Some(actor));
                prop_assert!((series.of_actor(place, actor) - expected).abs() < 1e-12);
            }
            let later = Moment(LAST_INSTANT - moment.0);
            let differences = ledger.share_difference(&WEIGHTS, *moment, later);
            for part in &series.parts {
                let found = differences.iter().find(|one| one.part == *part);
                let (before, after) = found.map_or((0.0, 0.0), |one| (one.before, one.after));
                prop_assert!((before - share(*moment, &|one| one == *part)).abs() < 1e-12);
                prop_assert!((after - share(later, &|one| one == *part)).abs() < 1e-12);
            }
        }
    }

    #[test]
    fn a_moving_clock_knows_the_last_change_and_the_areas_of_each_part_as_a_scan_does(
        rows in rows(),
        path in proptest::collection::vec(-1..=LAST_INSTANT, 1..16),
        area_count in prop_oneof![Just(AREA_COUNT), Just(30)],
    ) {
        let (ledger, all) = (Ledger::new(area_count as usize, rows.clone()), numbered(&rows));
        let accepted = accepted(&all);
        let mut before = None;
        for moment in path.into_iter().map(Moment) {
            let is_passed = |row: &Change| row.area.0 < area_count && row.date.span.end <= moment;
            let passed = accepted.iter().filter(|(_, row)| is_passed(row));
            let last = passed.map(|(_, row)| row.date.span.end).max().unwrap_or(Moment::FIRST);
            prop_assert_eq!(ledger.unchanged_since(moment), last);
            let states: Vec<AreaState> =
                ledger.area_indices().map(|area| state(&accepted, area, moment)).collect();
            let mut counts: Vec<(SharePart, u32)> = Vec::new();
            for part in states.iter().map(SharePart::of) {
                match counts.iter_mut().find(|(one, _)| *one == part) {
                    Some((_, count)) => *count += 1,
                    None => counts.push((part, 1)),
                }
            }
            counts.sort();
            let mut found = ledger.areas_by_part(moment);
            found.sort();
            prop_assert_eq!(found, counts);
            // Whatever is not touched on the way has the same state and doubt.
            let mut touched = Vec::new();
            if let Some((earlier, states_before)) = before.replace((moment, states.clone()))
                && ledger.touched_between(earlier, moment, &mut |area| touched.push(area))
            {
                for (area, (was, is)) in
                    ledger.area_indices().zip(std::iter::zip(&states_before, &states))
                {
                    let doubt = |moment| ledger.in_doubt_at(area, moment);
                    let is_same = was == is && doubt(earlier) == doubt(moment);
                    prop_assert!(is_same || touched.contains(&area));
                }
            }
        }
    }

    #[test]
    fn an_event_leads_to_the_rows_that_name_it_and_they_lead_back(rows in rows()) {
        let ledger = Ledger::new(AREA_COUNT as usize, rows.clone());
        for event in (0..4).map(EventIndex) {
            let found: Vec<u32> = ledger.changes_of(event).map(|index| index.0).collect();
            let naming = numbered(&rows).into_iter().filter(|(_, row)| row.event == Some(event));
            prop_assert_eq!(found, naming.map(|(place, _)| place).collect::<Vec<_>>());
        }
    }
}
