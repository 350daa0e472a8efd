//! Competing claims: of which change they speak, and what the map would show if it
//! followed them.

use super::{AreaState, Change, ChangeIndex, Ledger};
use crate::model::{AreaIndex, EventIndex};
use crate::time::{Moment, Span};

/// An accepted change with the competing claims about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClaimGroup {
    /// The change that the map follows; `None` for claims about none of them.
    pub change: Option<ChangeIndex>,
    /// The claims, in order of date.
    pub claims: Vec<ChangeIndex>,
}

/// What a competing claim says of a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Otherwise {
    /// The claim; its row has the sources.
    pub claim: ChangeIndex,
    /// The state that the area would be in.
    pub state: AreaState,
}

impl Ledger {
    /// The accepted change that a competing claim speaks of: of those of its area whose
    /// dates touch the claim's (see [`Change::reach`]; neighbouring days do), the one that
    /// takes force nearest to when the claim does. Of two as near the earlier; of two at
    /// one moment the later row, which is the one that counts. `None` where none is
    /// touched, and for an accepted row.
    pub fn subject_of(&self, claim: ChangeIndex) -> Option<ChangeIndex> {
        let claim = self.change(claim).filter(|claim| !claim.accepted)?;
        let touches = |(_, change): &(ChangeIndex, &Change)| touch(claim.reach(), change.reach());
        let distance = |(_, change): &(ChangeIndex, &Change)| {
            change.in_force_from().0.abs_diff(claim.in_force_from().0)
        };
        let changes = self.accepted(claim.area).iter();
        let nearest = changes
            .filter_map(|index| Some((*index, self.change(*index)?)))
            .filter(touches)
            .reduce(|best, next| {
                let is_later_row = best.1.in_force_from() == next.1.in_force_from();
                if is_later_row || distance(&next) < distance(&best) { next } else { best }
            });
        nearest.map(|(index, _)| index)
    }

    /// The competing claims about an accepted change, in order of date: those whose
    /// [`Ledger::subject_of`] it is.
    pub fn claims_about(&self, change: ChangeIndex) -> Vec<ChangeIndex> {
        let area = self.change(change).map(|change| change.area);
        let claims = area.into_iter().flat_map(|area| self.history(area)).copied();
        claims.filter(|claim| self.subject_of(*claim) == Some(change)).collect()
    }

    /// The history of an area with every row once: the accepted changes in order of taking
    /// force, each with the claims about it, and at last, if there are any, the claims
    /// about none of them.
    pub fn grouped_history(&self, area: AreaIndex) -> Vec<ClaimGroup> {
        let group = |change| ClaimGroup { change, claims: Vec::new() };
        let changes = self.accepted(area).iter().copied().map(Some);
        let mut groups: Vec<ClaimGroup> = changes.chain([None]).map(group).collect();
        let is_competing =
            |index: &ChangeIndex| self.change(*index).is_some_and(|row| !row.accepted);
        for claim in self.history(area).iter().copied().filter(is_competing) {
            let subject = self.subject_of(claim);
            if let Some(group) = groups.iter_mut().find(|group| group.change == subject) {
                group.claims.push(claim);
            }
        }
        if groups.last().is_some_and(|alone| alone.claims.is_empty()) {
            groups.pop();
        }
        groups
    }

    /// Who says otherwise of an area at a moment: the competing claims, in order of date,
    /// that would put it into another state. A claim stands in the place of the change
    /// that it speaks of, or beside the changes if it speaks of none; each claim is taken
    /// alone, and counts where another row takes force at the same moment.
    pub fn otherwise_at(&self, area: AreaIndex, moment: Moment) -> Vec<Otherwise> {
        let stated = self.state_at(area, moment);
        let competing = |index: &ChangeIndex| {
            let row = self.change(*index).filter(|row| !row.accepted)?;
            let state = self.state_with(*index, row, moment);
            (!state.is_same_control(&stated)).then_some(Otherwise { claim: *index, state })
        };
        self.history(area).iter().filter_map(competing).collect()
    }

    /// The rows that name the event as what brought them about, in the file's order,
    /// competing ones included. The other way is [`Change::event`].
    pub fn changes_of(&self, event: EventIndex) -> impl Iterator<Item = ChangeIndex> + '_ {
        let rows = self.changes().iter().zip(0..);
        rows.filter(move |(row, _)| row.event == Some(event)).map(|(_, place)| ChangeIndex(place))
    }

    /// The state of its area at a moment if the claim stood for the change it speaks of. At one
    /// moment with other rows it counts, wherever it stands in the file: it is what is asked of.
    fn state_with(&self, claim: ChangeIndex, row: &Change, moment: Moment) -> AreaState {
        let subject = self.subject_of(claim);
        let accepted = self.accepted(row.area).iter().copied();
        let moments = self.in_force_from(row.area).iter().copied();
        let rows = moments
            .zip(accepted)
            .filter(|(_, index)| Some(*index) != subject)
            .chain([(row.in_force_from(), claim)]);
        let (mut last, mut until) = (None, None);
        for (from, index) in rows {
            if from <= moment {
                last = last.max(Some((from, index == claim, index)));
            } else if until.is_none_or(|until| from < until) {
                until = Some(from);
            }
        }
        self.state_of(last.map(|(_, _, index)| index), until)
    }
}

/// Whether the spans share a moment or one begins where the other ends.
fn touch(a: Span, b: Span) -> bool {
    a.start <= b.end && b.start <= a.end
}
