//! The ledger against one that scans every row at every instant.
#![allow(clippy::unwrap_used)]

use super::*;
use crate::model::{ActorIndex, AreaIndex};
use crate::time::{EdtfDate, Moment, Precision, Span};
use proptest::prelude::*;
use std::collections::BTreeMap;

const AREA_COUNT: usize = 4;
const LAST_INSTANT: i64 = 60;
/// Chosen so that sums in another order give other last digits.
const WEIGHTS: [f64; AREA_COUNT] = [0.1, 1_000_003.7, 33.3, 0.2];

fn date(start: i64, end: i64) -> EdtfDate {
    EdtfDate {
        text: format!("{start}/{end}"),
        span: Span { start: Moment(start), end: Moment(end) },
        precision: Precision::Second,
        approximate: false,
        uncertain: false,
        open_start: false,
        open_end: false,
    }
}

fn change(area: u32, in_force_from: i64, from: u16, to: u16, status: Status) -> Change {
    Change {
        area: AreaIndex(area),
        date: date(in_force_from - 1, in_force_from),
        earliest: None,
        latest: None,
        from: Some(ActorIndex(from)),
        to: Some(ActorIndex(to)),
        status,
        confidence: Confidence::Unknown,
        accepted: true,
        sources: Vec::new(),
        event: None,
        row: 0,
    }
}

/// Rows about up to one area more than there are, on few instants, so that many coincide.
fn rows() -> impl Strategy<Value = Vec<Change>> {
    let actor = || proptest::option::of((0..3_u16).prop_map(ActorIndex));
    let one = (
        0..=AREA_COUNT as u32,
        2..LAST_INSTANT / 2,
        1..4_i64,
        actor(),
        actor(),
        proptest::sample::select(Status::ALL.to_vec()),
        proptest::bool::weighted(0.8),
        proptest::option::of((0..20_i64, 1..6_i64)),
    );
    let row = one.prop_map(|(area, end, length, from, to, status, accepted, earliest)| Change {
        date: date(end - length, end),
        earliest: earliest.map(|(start, length)| date(start, start + length)),
        from,
        to,
        accepted,
        ..change(area, end, 0, 0, status)
    });
    proptest::collection::vec(row, 0..40)
}

/// The row in force, by a scan of all rows.
fn row_in_force(rows: &[Change], area: AreaIndex, moment: Moment) -> Option<usize> {
    rows.iter()
        .enumerate()
        .filter(|(_, row)| row.area == area && row.accepted && row.date.span.end <= moment)
        .max_by_key(|(place, row)| (row.date.span.end, *place))
        .map(|(place, _)| place)
}

fn state_by_scan(rows: &[Change], area: AreaIndex, moment: Moment) -> AreaState {
    let until = rows
        .iter()
        .filter(|row| row.area == area && row.accepted)
        .map(|row| row.date.span.end)
        .filter(|from| *from > moment)
        .min();
    let Some(place) = row_in_force(rows, area, moment) else {
        return AreaState { until, ..AreaState::UNKNOWN };
    };
    let row = &rows[place];
    AreaState {
        actor: if row.status == Status::Unknown { None } else { row.to },
        rival: match row.status {
            Status::Contested | Status::Besieged => row.from,
            Status::Held | Status::Claimed | Status::Unknown => None,
        },
        status: row.status,
        since: Some(row.date.span.end),
        until,
        change: Some(ChangeIndex(place as u32)),
    }
}

fn instants() -> impl Iterator<Item = Moment> {
    (0..=LAST_INSTANT).map(Moment)
}

#[test]
fn an_area_that_nobody_speaks_of_is_unknown_and_so_is_one_before_its_first_row() {
    let ledger = Ledger::new(2, vec![change(0, 10, 0, 1, Status::Held)]);
    assert_eq!(ledger.state_at(AreaIndex(1), Moment(10)), AreaState::UNKNOWN);
    assert_eq!(ledger.state_at(AreaIndex(7), Moment(10)), AreaState::UNKNOWN);
    let before = ledger.state_at(AreaIndex(0), Moment(9));
    assert_eq!(before, AreaState { until: Some(Moment(10)), ..AreaState::UNKNOWN });
    assert_eq!(ledger.state_at(AreaIndex(0), Moment(10)).actor, Some(ActorIndex(1)));
}

#[test]
fn a_change_dated_to_a_day_counts_from_the_end_of_that_day() {
    let mut row = change(0, 0, 0, 1, Status::Held);
    row.date = EdtfDate::parse("2016-12-05").unwrap();
    let ledger = Ledger::new(1, vec![row]);
    let end = crate::time::parse_moment("2016-12-05").unwrap();
    assert_eq!(ledger.change_moments(), [end]);
    assert_eq!(ledger.state_at(AreaIndex(0), Moment(end.0 - 1)).status, Status::Unknown);
    assert_eq!(ledger.state_at(AreaIndex(0), end).status, Status::Held);
}

#[test]
fn of_two_rows_of_one_moment_the_later_row_counts_whatever_its_earliest_date() {
    let mut first = change(0, 10, 0, 1, Status::Held);
    first.earliest = Some(date(9, 10));
    let mut second = change(0, 10, 0, 2, Status::Held);
    second.earliest = Some(date(3, 4));
    let ledger = Ledger::new(1, vec![first, second]);
    assert_eq!(ledger.state_at(AreaIndex(0), Moment(10)).actor, Some(ActorIndex(2)));
    assert_eq!(ledger.intervals(AreaIndex(0)).len(), 1);
    assert_eq!(ledger.history(AreaIndex(0)), [ChangeIndex(1), ChangeIndex(0)]);
}

#[test]
fn a_competing_claim_is_in_the_history_and_changes_nothing() {
    let mut rival = change(0, 20, 1, 2, Status::Held);
    rival.accepted = false;
    let ledger = Ledger::new(1, vec![change(0, 10, 0, 1, Status::Held), rival]);
    assert_eq!(ledger.history(AreaIndex(0)).len(), 2);
    assert_eq!(ledger.state_at(AreaIndex(0), Moment(30)).actor, Some(ActorIndex(1)));
    assert_eq!(ledger.change_moments(), [Moment(10)]);
}

#[test]
fn a_claim_is_never_told_with_the_state_of_another_row_of_its_moment() {
    let mut claim = change(0, 10, 0, 1, Status::Held);
    claim.accepted = false;
    // It speaks of the second of the two that it shares a moment with; the first stays.
    let second = change(0, 10, 0, 2, Status::Held);
    for rows in [
        [claim.clone(), change(0, 10, 1, 0, Status::Held), second.clone()],
        [change(0, 10, 1, 0, Status::Held), claim, second],
    ] {
        let ledger = Ledger::new(1, rows.to_vec());
        let said = ledger.otherwise_at(AreaIndex(0), Moment(10));
        let [one] = said[..] else { panic!("one claim") };
        assert_eq!(one.state.change, Some(one.claim));
        assert_eq!(one.state.actor, Some(ActorIndex(1)));
    }
}

#[test]
fn a_change_is_in_doubt_between_its_earliest_and_its_latest_date() {
    let mut row = change(0, 10, 0, 1, Status::Held);
    row.earliest = Some(date(5, 6));
    row.latest = Some(date(14, 15));
    let ledger = Ledger::new(1, vec![row, change(0, 30, 1, 2, Status::Held)]);
    let in_doubt: Vec<Moment> =
        instants().filter(|moment| ledger.in_doubt_at(AreaIndex(0), *moment).is_some()).collect();
    assert_eq!(in_doubt, (6..15).map(Moment).collect::<Vec<_>>());
}

#[test]
fn a_change_that_has_happened_before_its_date_is_over_is_in_doubt_until_then() {
    let dated = |text: &str| EdtfDate::parse(text).unwrap();
    let change = |bounds: [Option<&str>; 2]| Change {
        date: dated("2016-12"),
        earliest: bounds[0].map(dated),
        latest: bounds[1].map(dated),
        ..change(0, 0, 0, 1, Status::Held)
    };
    let doubt = |first: &str, last: &str| {
        let (start, end) = (dated(first).span.start, dated(last).span.end);
        Some(Span { start, end })
    };
    let stated = change([Some("2016-12-05"), Some("2016-12-10")]);
    assert_eq!(stated.doubt(), doubt("2016-12-05", "2016-12-31"));
    assert_eq!(stated.reach(), dated("2016-12").span);
    let on_20_december = crate::time::parse_moment("2016-12-20").unwrap();
    let ledger = Ledger::new(1, vec![stated]);
    assert_eq!(ledger.in_doubt_at(AreaIndex(0), on_20_december), Some(ChangeIndex(0)));
    assert_eq!(change([None, Some("2016-12-10")]).doubt(), doubt("2016-12-01", "2016-12-31"));
    let before = change([Some("2016-11-20"), Some("2016-12-10")]);
    assert_eq!(before.doubt(), doubt("2016-11-20", "2016-12-31"));
    // A month is no doubt, nor are bounds that say the same or contradict each other.
    assert_eq!(change([None, None]).doubt(), None);
    assert_eq!(change([Some("2016-12-05"), None]).doubt(), None);
    assert_eq!(change([Some("2016-12-01"), Some("2016-12-31")]).doubt(), None);
    assert_eq!(change([Some("2016-12-10"), Some("2016-12-05")]).doubt(), None);
}

#[test]
fn contested_and_unknown_areas_are_parts_of_their_own() {
    let ledger = Ledger::new(
        4,
        vec![
            change(0, 10, 0, 1, Status::Held),
            change(1, 10, 0, 1, Status::Contested),
            change(2, 10, 1, 0, Status::Besieged),
        ],
    );
    let shares = ledger.share_at(&[2.0, 1.0, 4.0, 1.0], Moment(10));
    let seen: Vec<_> = shares.iter().map(|share| (share.part, share.fraction)).collect();
    assert_eq!(
        seen,
        [
            (SharePart::Actor(ActorIndex(0), Status::Besieged), 0.5),
            (SharePart::Actor(ActorIndex(1), Status::Held), 0.25),
            (SharePart::Contested, 0.125),
            (SharePart::Unknown, 0.125),
        ]
    );
    assert_eq!(shares[0].weight, 4.0);
    assert_eq!(
        (shares[1].part.actor(), shares[1].part.status()),
        (Some(ActorIndex(1)), Status::Held)
    );
}

#[test]
fn weights_that_are_no_numbers_count_nothing() {
    let ledger = Ledger::new(3, vec![change(0, 10, 0, 1, Status::Held)]);
    assert!(ledger.share_at(&[], Moment(10)).is_empty());
    assert!(ledger.share_at(&[f64::NAN, -1.0, f64::INFINITY], Moment(10)).is_empty());
    let shares = ledger.share_at(&[5.0, f64::NAN], Moment(10));
    assert_eq!((shares.len(), shares[0].fraction), (1, 1.0));
    assert_eq!(ledger.shares_over(&[], &[Moment(10)]).fractions[0], [0.0]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn the_state_at_every_instant_is_the_one_that_a_scan_finds(rows in rows()) {
        let ledger = Ledger::new(AREA_COUNT, rows.clone());
        for area in ledger.area_indices() {
            for moment in instants() {
                let found = ledger.state_at(area, moment);
                prop_assert_eq!(found, state_by_scan(&rows, area, moment));
            }
        }
    }

    #[test]
    fn intervals_tile_the_time_from_the_first_row_on(rows in rows()) {
        let ledger = Ledger::new(AREA_COUNT, rows.clone());
        for area in ledger.area_indices() {
            let intervals = ledger.intervals(area);
            for pair in intervals.windows(2) {
                prop_assert_eq!(pair[0].span.end, pair[1].span.start);
            }
            let accepted = rows.iter().filter(|row| row.area == area && row.accepted);
            let first = accepted.map(|row| row.date.span.end).min();
            prop_assert_eq!(intervals.first().map(|interval| interval.span.start), first);
            let last = intervals.last().map_or(Moment::LAST, |interval| interval.span.end);
            prop_assert_eq!(last, Moment::LAST);
            for moment in instants() {
                let covering: Vec<_> =
                    intervals.iter().filter(|interval| interval.span.contains(moment)).collect();
                let claimed = row_in_force(&rows, area, moment).is_some();
                prop_assert_eq!(covering.len(), usize::from(claimed));
                for interval in covering {
                    prop_assert_eq!(interval.state, ledger.state_at(area, moment));
                }
            }
        }
    }

    #[test]
    fn changed_areas_are_those_whose_sides_or_status_differ(
        rows in rows(),
        earlier in 0..LAST_INSTANT,
        later in 0..LAST_INSTANT,
    ) {
        let ledger = Ledger::new(AREA_COUNT, rows.clone());
        let said = |area: AreaIndex, instant: i64| {
            let state = state_by_scan(&rows, area, Moment(instant));
            (state.actor, state.rival, state.status)
        };
        let expected: Vec<AreaIndex> =
            ledger.area_indices().filter(|area| said(*area, earlier) != said(*area, later)).collect();
        prop_assert_eq!(ledger.changed_between(Moment(earlier), Moment(later)), expected);
    }

    #[test]
    fn between_two_change_moments_nothing_changes(rows in rows()) {
        let ledger = Ledger::new(AREA_COUNT, rows.clone());
        let moments = ledger.change_moments();
        prop_assert!(moments.windows(2).all(|pair| pair[0] < pair[1]));
        for moment in instants().skip(1) {
            let differs = ledger.area_indices().any(|area| {
                row_in_force(&rows, area, moment) != row_in_force(&rows, area, Moment(moment.0 - 1))
            });
            prop_assert_eq!(differs, moments.contains(&moment));
        }
    }

    #[test]
    fn shares_are_the_sums_of_a_scan_and_the_band_has_the_same(rows in rows()) {
        let ledger = Ledger::new(AREA_COUNT, rows.clone());
        // From last to first: the order in which moments are asked for must not matter.
        let moments: Vec<Moment> = instants().collect::<Vec<_>>().into_iter().rev().collect();
        let series = ledger.shares_over(&WEIGHTS, &moments);
        let total: f64 = WEIGHTS.iter().sum();
        for (place, moment) in moments.iter().enumerate() {
            let mut expected: BTreeMap<SharePart, f64> = BTreeMap::new();
            for (area, weight) in ledger.area_indices().zip(WEIGHTS) {
                let part = SharePart::of(&state_by_scan(&rows, area, *moment));
                *expected.entry(part).or_default() += weight;
            }
            let shares = ledger.share_at(&WEIGHTS, *moment);
            prop_assert_eq!(shares.len(), expected.len());
            for (share, (part, weight)) in shares.iter().zip(&expected) {
                prop_assert_eq!(share.part, *part);
                prop_assert!((share.weight - weight).abs() < 1e-5);
                prop_assert!((share.fraction - weight / total).abs() < 1e-11);
                prop_assert_eq!(series.fraction(place, *part), share.fraction);
            }
            let absent = series.parts.iter().filter(|part| !expected.contains_key(part));
            for part in absent {
                prop_assert_eq!(series.fraction(place, *part), 0.0);
            }
            let whole: f64 = series.fractions[place].iter().sum();
            prop_assert!((whole - 1.0).abs() < 1e-12);
        }
    }
}
