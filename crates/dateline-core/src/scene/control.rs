//! Who holds what, as one texel per area.

use crate::ledger::{AreaState, Ledger};
use crate::model::{ActorIndex, AreaIndex};
use crate::time::Moment;

/// No actor.
pub const NO_ACTOR: u8 = 255;
/// Bits of the third byte that hold the status, by discriminant.
pub const STATUS_MASK: u8 = 0b0000_1111;
/// The state may be another: the moment lies between the dates given for a change.
pub const IN_DOUBT: u8 = 1 << 4;
/// The area is selected.
pub const SELECTED: u8 = 1 << 5;
/// The state is a new one since the moment asked for.
pub const JUST_CHANGED: u8 = 1 << 6;

/// One texel per area, in order:
///
/// * byte 0: row of the actor, or [`NO_ACTOR`];
/// * byte 1: row of the rival in a contested or besieged area, or [`NO_ACTOR`];
/// * byte 2: status in [`STATUS_MASK`], with [`IN_DOUBT`], [`SELECTED`], [`JUST_CHANGED`];
/// * byte 3: how new the state is, 255 changed this moment, falling evenly to 0 at
///   `just_changed_since` and before.
///
/// A row that only repeats the state before it changes nothing and is not new. Actors
/// from the 256th on have no row.
pub fn control_texels(
    ledger: &Ledger,
    moment: Moment,
    just_changed_since: Option<Moment>,
    selected: Option<AreaIndex>,
) -> Vec<[u8; 4]> {
    let texel = |area: AreaIndex| {
        let state = ledger.state_at(area, moment);
        let fade =
            just_changed_since.map_or(0, |earlier| newness(ledger, area, &state, earlier, moment));
        let flag = |bit: u8, set: bool| if set { bit } else { 0 };
        let flags = flag(IN_DOUBT, ledger.in_doubt_at(area, moment).is_some())
            | flag(SELECTED, selected == Some(area))
            | flag(JUST_CHANGED, fade > 0);
        [row(state.actor), row(state.rival), state.status as u8 & STATUS_MASK | flags, fade]
    };
    ledger.area_indices().map(texel).collect()
}

/// The texels of one of two moments that are compared: new is every area whose state differs
/// at the other one, and nothing else.
pub fn compared_texels(
    ledger: &Ledger,
    moment: Moment,
    other: Moment,
    selected: Option<AreaIndex>,
) -> Vec<[u8; 4]> {
    let mut texels = control_texels(ledger, moment, None, selected);
    for area in ledger.changed_between(moment, other) {
        if let Some([_, _, flags, fade]) = texels.get_mut(area.0 as usize) {
            *flags |= JUST_CHANGED;
            *fade = u8::MAX;
        }
    }
    texels
}

fn row(actor: Option<ActorIndex>) -> u8 {
    actor.and_then(|actor| u8::try_from(actor.0).ok()).unwrap_or(NO_ACTOR)
}

fn newness(
    ledger: &Ledger,
    area: AreaIndex,
    state: &AreaState,
    earlier: Moment,
    moment: Moment,
) -> u8 {
    let Some(since) = state.since.filter(|since| *since > earlier && *since <= moment) else {
        return 0;
    };
    let before = ledger.state_at(area, Moment(since.0.saturating_sub(1)));
    if (before.actor, before.rival, before.status) == (state.actor, state.rival, state.status) {
        return 0;
    }
    let (age, room) = (since.0.saturating_sub(earlier.0), moment.0.saturating_sub(earlier.0));
    // Never 0, which means that nothing is new.
    (age as f64 / room as f64 * 255.0).round().clamp(1.0, 255.0) as u8
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::ledger::{Change, Confidence, Status};
    use crate::time::EdtfDate;

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
        let texels = control_texels(&ledger, moment("2016-12-06"), None, Some(AreaIndex(1)));
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
    fn a_change_is_new_at_its_moment_and_fades_evenly() {
        let ledger = Ledger::new(1, vec![change(0, "2016-12-05", 0, Status::Held)]);
        let fade = |now: &str, since: &str| {
            control_texels(&ledger, moment(now), Some(moment(since)), None)[0]
        };
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
        let texels =
            control_texels(&ledger, moment("2016-12-05"), Some(moment("2016-12-02")), None);
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
        let flags = |now, other| {
            let texels = compared_texels(&ledger, now, other, None);
            texels.iter().map(|texel| (texel[2] & JUST_CHANGED != 0, texel[3])).collect::<Vec<_>>()
        };
        // The second was taken and taken back, the third nobody speaks of.
        let expected = [(true, 255), (false, 0), (false, 0)];
        assert_eq!(flags(before, after), expected);
        assert_eq!(flags(after, before), expected);
        assert_eq!(flags(after, after), [(false, 0); 3]);
        assert_eq!(compared_texels(&ledger, before, after, None)[1][0], 1);
    }

    #[test]
    fn between_the_earliest_and_the_latest_date_the_state_is_in_doubt() {
        let mut row = change(0, "2016-12-05", 0, Status::Held);
        row.earliest = Some(EdtfDate::parse("2016-12-03").unwrap());
        row.latest = Some(EdtfDate::parse("2016-12-07").unwrap());
        let ledger = Ledger::new(1, vec![row]);
        let flags = |now: &str| control_texels(&ledger, moment(now), None, None)[0][2] & IN_DOUBT;
        assert_eq!(flags("2016-12-01"), 0);
        assert_eq!(flags("2016-12-03"), IN_DOUBT);
        assert_eq!(flags("2016-12-06"), IN_DOUBT);
        assert_eq!(flags("2016-12-07"), 0);
    }
}
