//! Who holds what, as one texel per area.

use crate::ledger::{AreaState, Ledger, Status};
use crate::model::{ActorIndex, AreaIndex};
use crate::time::Moment;

/// No actor.
pub const NO_ACTOR: u8 = 255;
/// Actors with a row of their own, and so with a colour on the map. A vertex shader of WebGL2 has
/// room for 256 vectors at least, of which some are for others.
pub const ACTOR_ROWS: u8 = 192;
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
/// * byte 0: row of the actor, in a contested area of which only one side is named of that one,
///   or [`NO_ACTOR`];
/// * byte 1: row of the rival in a contested or besieged area, or [`NO_ACTOR`];
/// * byte 2: status in [`STATUS_MASK`], with [`IN_DOUBT`], [`SELECTED`], [`JUST_CHANGED`];
/// * byte 3: how new the state is, 255 changed this moment, falling evenly to 0 at
///   `just_changed_since` and before; where moments are compared 255 if the state differs.
///
/// A row that only repeats the state before it changes nothing and is not new. Actors
/// past [`ACTOR_ROWS`] have no row: unknown is less wrong than another's colour.
pub fn control_texels(ledger: &Ledger, shown: &ControlShown) -> Vec<[u8; 4]> {
    ledger.area_indices().map(|area| texel(ledger, area, shown)).collect()
}

/// What the control of one picture shows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ControlShown {
    /// The moment.
    pub moment: Moment,
    /// Since when a change is new, where no other moment is shown beside.
    pub just_changed_since: Option<Moment>,
    /// The moment that it is compared with: new is then every area whose state differs at that
    /// one, and nothing else.
    pub compared_with: Option<Moment>,
    /// The area that is selected.
    pub selected: Option<AreaIndex>,
}

impl ControlShown {
    /// The moments on which a texel depends.
    fn moments(&self) -> [Moment; 2] {
        let second = self.compared_with.or(self.just_changed_since);
        [self.moment, second.unwrap_or(self.moment)]
    }
}

/// The texels of a moving clock: those of areas that nothing has happened to stay.
#[derive(Debug, Default)]
pub struct ControlTexels {
    shown: Option<ControlShown>,
    texels: Vec<[u8; 4]>,
}

impl ControlTexels {
    /// The texels for what is to be shown; `None` if they are shown already. One of these is
    /// for one ledger.
    pub fn show(&mut self, ledger: &Ledger, shown: ControlShown) -> Option<&[[u8; 4]]> {
        let last = self.shown.replace(shown);
        if last == Some(shown) {
            return None;
        }
        if !last.is_some_and(|last| self.follow(ledger, &last, &shown)) {
            self.texels = control_texels(ledger, &shown);
        }
        Some(&self.texels)
    }

    /// Makes those texels anew that may be others now; false where that may be all of them.
    fn follow(&mut self, ledger: &Ledger, last: &ControlShown, shown: &ControlShown) -> bool {
        let ([was, was_beside], [is, is_beside]) = (last.moments(), shown.moments());
        if last.compared_with.is_some() != shown.compared_with.is_some() {
            return false;
        }
        let stretches = match shown.compared_with {
            Some(_) => [(was, is), (was_beside, is_beside), (is, is)],
            // What was new is so no more, or less.
            None => [(was, is), (was_beside, was), (is_beside, is)],
        };
        for area in [last.selected, shown.selected].into_iter().flatten() {
            self.make(ledger, area, shown);
        }
        let mut touch = |area| self.make(ledger, area, shown);
        stretches.iter().all(|(one, other)| ledger.touched_between(*one, *other, &mut touch))
    }

    fn make(&mut self, ledger: &Ledger, area: AreaIndex, shown: &ControlShown) {
        if let Some(place) = self.texels.get_mut(area.0 as usize) {
            *place = texel(ledger, area, shown);
        }
    }
}

fn texel(ledger: &Ledger, area: AreaIndex, shown: &ControlShown) -> [u8; 4] {
    let state = ledger.state_at(area, shown.moment);
    let fade = match (shown.compared_with, shown.just_changed_since) {
        (Some(other), _) if state.is_same_control(&ledger.state_at(area, other)) => 0,
        (Some(_), _) => u8::MAX,
        (None, Some(earlier)) => newness(ledger, area, &state, earlier, shown.moment),
        (None, None) => 0,
    };
    let flag = |bit: u8, set: bool| if set { bit } else { 0 };
    let flags = flag(IN_DOUBT, ledger.in_doubt_at(area, shown.moment).is_some())
        | flag(SELECTED, shown.selected == Some(area))
        | flag(JUST_CHANGED, fade > 0);
    let (actor, rival) = match (state.status, state.actor) {
        // Contested is what it counts as, whoever is named: without a first side it would be unknown.
        (Status::Contested, None) => (state.rival, None),
        _ => (state.actor, state.rival),
    };
    [row(actor), row(rival), state.status as u8 & STATUS_MASK | flags, fade]
}

fn row(actor: Option<ActorIndex>) -> u8 {
    let row = actor.and_then(|actor| u8::try_from(actor.0).ok());
    row.filter(|row| *row < ACTOR_ROWS).unwrap_or(NO_ACTOR)
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
#[path = "control_tests.rs"]
mod tests;
