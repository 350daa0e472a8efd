//! The ledger: changes sorted once, queries by binary search.

use super::{AreaState, Change, ChangeIndex, Interval, Status};
use crate::model::AreaIndex;
use crate::time::{Day, MAX_YEAR, Moment, Span};

/// All claims about all areas, with the accepted ones ready for queries.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ledger {
    changes: Vec<Change>,
    /// Per area, its accepted changes in order of taking force.
    accepted: Vec<Vec<ChangeIndex>>,
    /// Per area, every change in order of date: the history with its competing claims.
    all: Vec<Vec<ChangeIndex>>,
}

impl Ledger {
    /// Builds the ledger of `area_count` areas. Rows keep their order in
    /// [`Ledger::changes`]; a row about an area outside the range is kept there and
    /// answers no query. Of two accepted rows that take force at the same moment the
    /// later row counts.
    pub fn new(area_count: usize, changes: Vec<Change>) -> Self {
        let mut all = vec![Vec::new(); area_count];
        for (index, change) in changes.iter().enumerate() {
            if let Some(list) = all.get_mut(change.area.0 as usize) {
                list.push(ChangeIndex(index as u32));
            }
        }
        let row = |index: &ChangeIndex| &changes[index.0 as usize];
        for list in &mut all {
            list.sort_by_key(|index| (row(index).in_force_from(), row(index).earliest_moment()));
        }
        let accepted = all
            .iter()
            .map(|list| list.iter().copied().filter(|index| row(index).accepted).collect())
            .collect();
        Self { changes, accepted, all }
    }

    /// Every row, in the file's order.
    pub fn changes(&self) -> &[Change] {
        &self.changes
    }

    /// The row at that place, or `None` outside the range.
    pub fn change(&self, index: ChangeIndex) -> Option<&Change> {
        self.changes.get(index.0 as usize)
    }

    /// How many areas it speaks of.
    pub fn area_count(&self) -> usize {
        self.accepted.len()
    }

    /// The accepted changes of an area in order of taking force.
    pub fn accepted(&self, area: AreaIndex) -> &[ChangeIndex] {
        self.accepted.get(area.0 as usize).map_or(&[], Vec::as_slice)
    }

    /// Every claim about an area, competing ones included, in order of date.
    pub fn history(&self, area: AreaIndex) -> &[ChangeIndex] {
        self.all.get(area.0 as usize).map_or(&[], Vec::as_slice)
    }

    /// The state of an area at a moment: the latest accepted change at or before it.
    pub fn state_at(&self, area: AreaIndex, moment: Moment) -> AreaState {
        let list = self.accepted(area);
        let after = list.partition_point(|index| self.in_force_from(*index) <= moment);
        self.state_after(list, after)
    }

    /// The stretches of one state each, from the first claim to the end of the calendar,
    /// without gaps between them; empty where nothing is claimed.
    pub fn intervals(&self, area: AreaIndex) -> Vec<Interval> {
        let list = self.accepted(area);
        (1..=list.len())
            .filter_map(|after| {
                let state = self.state_after(list, after);
                let span = Span::new(state.since?, state.until.unwrap_or_else(end_of_time))?;
                (span.seconds() > 0).then_some(Interval { span, state })
            })
            .collect()
    }

    /// The areas whose state differs between two moments, in order.
    pub fn changed_between(&self, earlier: Moment, later: Moment) -> Vec<AreaIndex> {
        let differs = |area: &AreaIndex| {
            let (a, b) = (self.state_at(*area, earlier), self.state_at(*area, later));
            (a.actor, a.rival, a.status) != (b.actor, b.rival, b.status)
        };
        self.area_indices().filter(differs).collect()
    }

    /// The accepted change that may or may not have happened by `moment`: it lies
    /// between the earliest and the latest date given for it, and those differ by more
    /// than the date's own span.
    pub fn in_doubt_at(&self, area: AreaIndex, moment: Moment) -> Option<ChangeIndex> {
        self.accepted(area).iter().copied().find(|index| {
            let Some(change) = self.change(*index) else { return false };
            let (earliest, latest) = (change.earliest_moment(), change.latest_moment());
            let stated = change.earliest.is_some() || change.latest.is_some();
            stated
                && (earliest < change.date.span.start || change.date.span.end < latest)
                && earliest <= moment
                && moment < latest
        })
    }

    /// The indices of all areas.
    pub fn area_indices(&self) -> impl Iterator<Item = AreaIndex> + use<> {
        (0..self.accepted.len() as u32).map(AreaIndex)
    }

    fn in_force_from(&self, index: ChangeIndex) -> Moment {
        self.changes[index.0 as usize].in_force_from()
    }

    /// The state after the first `after` changes of `list`.
    fn state_after(&self, list: &[ChangeIndex], after: usize) -> AreaState {
        let until = list.get(after).map(|index| self.in_force_from(*index));
        let Some(index) = after.checked_sub(1).and_then(|last| list.get(last)) else {
            return AreaState { until, ..AreaState::UNKNOWN };
        };
        let change = &self.changes[index.0 as usize];
        let two_sided = matches!(change.status, Status::Contested | Status::Besieged);
        let known = change.status != Status::Unknown;
        AreaState {
            actor: change.to.filter(|_| known),
            rival: change.from.filter(|_| two_sided),
            status: change.status,
            since: Some(change.in_force_from()),
            until,
            change: Some(*index),
        }
    }
}

/// The first moment after the last day that can be named.
fn end_of_time() -> Moment {
    Moment::end_of(Day::from_ymd(MAX_YEAR, 12, 31).unwrap_or(Day(i32::MAX - 1)))
}
