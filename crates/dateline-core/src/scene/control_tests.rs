//! Texels of single states, and of a moving clock against one that starts anew.

#![allow(clippy::unwrap_used)]

use super::*;
use crate::ledger::twin_tests::rows;
use crate::ledger::{Change, Confidence, Status};
use crate::time::EdtfDate;
use proptest::prelude::*;

fn change(area: u32, date: &str, to: u16, status: Status) -> Change {
    Change {
        area: AreaIndex(area),
        date: EdtfDate::parse(date).unwrap(),
        earliest: None,
        latest: None,
        from: Some(ActorIndex(1 - to)),
        to: Some(ActorIndex(to)),
        status,
        confidence: Confidence::High,
        accepted: true,
        sources: Vec::new(),
        event: None,
        row: 2,
    }
}

fn moment(text: &str) -> Moment {
    crate::time::parse_moment(text).unwrap()
}

fn at(moment: Moment, just_changed_since: Option<Moment>) -> ControlShown {
    ControlShown { moment, just_changed_since, compared_with: None, selected: None }
}

#[test]
fn a_texel_tells_the_state_at_the_moment() {
    let ledger = Ledger::new(
        4,
        vec![
            change(0, "2016-11-20", 1, Status::Held),
            change(1, "2016-12-05", 0, Status::Contested),
            change(2, "2016-12-08", 0, Status::Held),
        ],
    );
    let texels = control_texels(
        &ledger,
        &ControlShown { selected: Some(AreaIndex(1)), ..at(moment("2016-12-06"), None) },
    );
    assert_eq!(
        texels,
        [
            [1, NO_ACTOR, Status::Held as u8, 0],
            [0, 1, Status::Contested as u8 | SELECTED, 0],
            [NO_ACTOR, NO_ACTOR, Status::Unknown as u8, 0],
            [NO_ACTOR, NO_ACTOR, Status::Unknown as u8, 0],
        ]
    );
}

#[test]
fn a_contested_area_of_which_one_side_is_named_has_the_colour_of_that_one() {
    let mut only_rival = change(0, "2016-11-20", 0, Status::Contested);
    only_rival.to = None;
    let mut only_comer = change(1, "2016-11-20", 0, Status::Contested);
    only_comer.from = None;
    let mut besieged = change(2, "2016-11-20", 0, Status::Besieged);
    besieged.to = None;
    let ledger = Ledger::new(3, vec![only_rival, only_comer, besieged]);
    assert_eq!(
        control_texels(&ledger, &at(moment("2016-12-06"), None)),
        [
            [1, NO_ACTOR, Status::Contested as u8, 0],
            [0, NO_ACTOR, Status::Contested as u8, 0],
            // Nobody is said to have it, and so it counts as unknown.
            [NO_ACTOR, 1, Status::Besieged as u8, 0],
        ]
    );
}

#[test]
fn an_actor_without_a_row_has_no_other_ones_colour() {
    let last = u16::from(ACTOR_ROWS) - 1;
    let change = |area: u32, to: u16| Change {
        from: None,
        to: Some(ActorIndex(to)),
        ..change(area, "2016-11-20", 0, Status::Held)
    };
    let rows = vec![change(0, 16), change(1, last), change(2, last + 1), change(3, 300)];
    let texels = control_texels(&Ledger::new(4, rows), &at(moment("2016-12-06"), None));
    let actors: Vec<u8> = texels.iter().map(|texel| texel[0]).collect();
    assert_eq!(actors, [16, ACTOR_ROWS - 1, NO_ACTOR, NO_ACTOR]);
}

#[test]
fn a_change_is_new_at_its_moment_and_fades_evenly() {
    let ledger = Ledger::new(1, vec![change(0, "2016-12-05", 0, Status::Held)]);
    let fade =
        |now: &str, since: &str| control_texels(&ledger, &at(moment(now), Some(moment(since))))[0];
    assert_eq!(fade("2016-12-05", "2016-12-02")[2..], [JUST_CHANGED, 255]);
    assert_eq!(fade("2016-12-06", "2016-12-04")[2..], [JUST_CHANGED, 128]);
    assert_eq!(fade("2016-12-08", "2016-12-05")[2..], [0, 0]);
    assert_eq!(fade("2016-12-04", "2016-12-01")[2..], [Status::Unknown as u8, 0]);
}

#[test]
fn a_row_that_repeats_the_state_is_not_new() {
    let mut again = change(0, "2016-12-05", 0, Status::Held);
    again.from = None;
    let ledger = Ledger::new(1, vec![change(0, "2016-11-20", 0, Status::Held), again]);
    let shown = at(moment("2016-12-05"), Some(moment("2016-12-02")));
    let texels = control_texels(&ledger, &shown);
    assert_eq!(texels, [[0, NO_ACTOR, Status::Held as u8, 0]]);
}

#[test]
fn of_two_moments_new_is_what_differs_between_them() {
    let mut back = change(1, "2016-12-08", 1, Status::Held);
    back.from = Some(ActorIndex(0));
    let ledger = Ledger::new(
        3,
        vec![
            change(0, "2016-12-05", 0, Status::Held),
            change(1, "2016-11-20", 1, Status::Held),
            change(1, "2016-12-05", 0, Status::Held),
            back,
        ],
    );
    let (before, after) = (moment("2016-12-04"), moment("2016-12-09"));
    let compared = |now, other| {
        let shown = ControlShown { compared_with: Some(other), ..at(now, None) };
        control_texels(&ledger, &shown)
    };
    let flags = |now, other| {
        let texels = compared(now, other);
        texels.iter().map(|texel| (texel[2] & JUST_CHANGED != 0, texel[3])).collect::<Vec<_>>()
    };
    // The second was taken and taken back, the third nobody speaks of.
    let expected = [(true, 255), (false, 0), (false, 0)];
    assert_eq!(flags(before, after), expected);
    assert_eq!(flags(after, before), expected);
    assert_eq!(flags(after, after), [(false, 0); 3]);
    assert_eq!(compared(before, after)[1][0], 1);
}

#[test]
fn between_the_earliest_and_the_latest_date_the_state_is_in_doubt() {
    let mut row = change(0, "2016-12-05", 0, Status::Held);
    row.earliest = Some(EdtfDate::parse("2016-12-03").unwrap());
    row.latest = Some(EdtfDate::parse("2016-12-07").unwrap());
    let ledger = Ledger::new(1, vec![row]);
    let flags = |now: &str| control_texels(&ledger, &at(moment(now), None))[0][2] & IN_DOUBT;
    assert_eq!(flags("2016-12-01"), 0);
    assert_eq!(flags("2016-12-03"), IN_DOUBT);
    assert_eq!(flags("2016-12-06"), IN_DOUBT);
    assert_eq!(flags("2016-12-07"), 0);
}

/// What is shown at one moment or another of a small calendar.
fn shown() -> impl Strategy<Value = ControlShown> {
    let moment = || (-1..43_i64).prop_map(Moment);
    let beside = proptest::option::of((any::<bool>(), 0..9_i64));
    let selected = proptest::option::of((0..4_u32).prop_map(AreaIndex));
    (moment(), moment(), beside, selected).prop_map(|(moment, other, beside, selected)| {
        let mut shown = ControlShown { selected, ..at(moment, None) };
        match beside {
            Some((true, _)) => shown.compared_with = Some(other),
            Some((false, back)) => shown.just_changed_since = Some(Moment(moment.0 - back)),
            None => {}
        }
        shown
    })
}

proptest! {
    #[test]
    fn a_clock_that_moves_shows_what_one_that_starts_there_does(
        rows in rows(),
        // Near each other and far, with more areas than changes and with fewer.
        area_count in prop_oneof![Just(3_usize), Just(40)],
        path in proptest::collection::vec(shown(), 1..12),
    ) {
        let ledger = Ledger::new(area_count, rows);
        let mut texels = ControlTexels::default();
        let mut last = None;
        for shown in path {
            let found = texels.show(&ledger, shown).map(<[_]>::to_vec);
            let anew = control_texels(&ledger, &shown);
            prop_assert_eq!(found, (last != Some(shown)).then_some(anew));
            last = Some(shown);
        }
    }
}
