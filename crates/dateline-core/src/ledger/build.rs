//! The ledger: changes sorted once, queries by binary search.

use super::passage::Counted;
use super::{AreaState, Change, ChangeIndex, Interval, Status};
use crate::model::AreaIndex;
use crate::order::in_order;
use crate::time::{Moment, Span};

/// What changes are sorted by; one type for all orders.
pub(super) type Key = (Moment, Moment, ChangeIndex);

/// All claims about all areas, with the accepted ones ready for queries.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ledger {
    changes: Vec<Change>,
    /// Per area, its accepted changes in order of taking force.
    accepted: Vec<Vec<ChangeIndex>>,
    /// Parallel to `accepted`: when each takes force.
    in_force_from: Vec<Vec<Moment>>,
    /// Per area, every change in order of date: the history with its competing claims.
    all: Vec<Vec<ChangeIndex>>,
    /// Per area, those of its accepted changes whose date is in doubt: a few of many.
    doubted: Vec<Vec<ChangeIndex>>,
    /// The accepted changes of all areas, by when they take force and then by rows.
    by_time: Vec<Key>,
    /// Where the doubt of a change begins and ends, ascending.
    by_doubt: Vec<Key>,
    counted: Counted,
}

impl Ledger {
    /// Builds the ledger of `area_count` areas. Rows keep their order in
    /// [`Ledger::changes`]; a row about an area outside the range is kept there and
    /// answers no query. Of two accepted rows that take force at the same moment the
    /// later row counts.
    pub fn new(area_count: usize, changes: Vec<Change>) -> Self {
        let mut accepted = vec![Vec::new(); area_count];
        let mut all = vec![Vec::new(); area_count];
        let (mut by_time, mut by_doubt): (Vec<Key>, Vec<Key>) = (Vec::new(), Vec::new());
        for (place, change) in changes.iter().enumerate() {
            let (area, index) = (change.area.0 as usize, ChangeIndex(place as u32));
            let from = change.in_force_from();
            if let Some(list) = all.get_mut(area) {
                list.push((from, change.earliest_moment(), index));
            }
            // Only the row decides between changes of one moment, not what else it says.
            if let Some(list) = accepted.get_mut(area).filter(|_| change.accepted) {
                list.push((from, Moment::FIRST, index));
                by_time.push((from, Moment::FIRST, index));
                if let Some(doubt) = change.doubt() {
                    // In doubt is what lies between, without either.
                    let first = Moment(doubt.start.0.saturating_add(1));
                    by_doubt.push((first, Moment::FIRST, index));
                    by_doubt.push((doubt.end, Moment::FIRST, index));
                }
            }
        }
        accepted.iter_mut().chain(&mut all).for_each(|list| *list = in_order(list, Ord::cmp));
        let indices = |list: &Vec<Key>| list.iter().map(|key| key.2).collect();
        let in_force_from =
            accepted.iter().map(|list| list.iter().map(|key| key.0).collect()).collect();
        let accepted: Vec<Vec<ChangeIndex>> = accepted.iter().map(indices).collect();
        let is_doubted = |index: &ChangeIndex| {
            changes.get(index.0 as usize).is_some_and(|change| change.doubt().is_some())
        };
        let doubted = accepted.iter().map(|list| list.iter().copied().filter(is_doubted).collect());
        let doubted = doubted.collect();
        let [by_time, by_doubt] = [by_time, by_doubt].map(|keys| in_order(&keys, Ord::cmp));
        let all = all.iter().map(indices).collect();
        let counted = Counted::new(area_count);
        Self { changes, accepted, in_force_from, all, doubted, by_time, by_doubt, counted }
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
        let after = self.in_force_from(area).partition_point(|from| *from <= moment);
        self.state_after(area, after)
    }

    /// The stretches of one state each, from the first claim to the end of the calendar,
    /// without gaps between them; empty where nothing is claimed. A change that a later
    /// row replaces at the same moment has no stretch.
    pub fn intervals(&self, area: AreaIndex) -> Vec<Interval> {
        (1..=self.accepted(area).len())
            .filter_map(|after| {
                let state = self.state_after(area, after);
                let span = Span::new(state.since?, state.until.unwrap_or(Moment::LAST))?;
                (span.seconds() > 0).then_some(Interval { span, state })
            })
            .collect()
    }

    /// The accepted change that may have happened by `moment` or not, or has and is not in force
    /// yet: the moment lies within its [`Change::doubt`].
    pub fn in_doubt_at(&self, area: AreaIndex, moment: Moment) -> Option<ChangeIndex> {
        self.doubted.get(area.0 as usize)?.iter().copied().find(|index| {
            let doubt = self.change(*index).and_then(Change::doubt);
            doubt.is_some_and(|doubt| doubt.start < moment && moment < doubt.end)
        })
    }

    /// The indices of all areas.
    pub fn area_indices(&self) -> impl Iterator<Item = AreaIndex> + use<> {
        (0..self.accepted.len() as u32).map(AreaIndex)
    }

    /// The moments at which some accepted change takes force, ascending, each once: where
    /// the clock steps and snaps to.
    pub fn change_moments(&self) -> Vec<Moment> {
        let mut moments: Vec<Moment> = self.by_time.iter().map(|key| key.0).collect();
        moments.dedup();
        moments
    }

    /// When each of the accepted changes of an area takes force, ascending.
    pub(super) fn in_force_from(&self, area: AreaIndex) -> &[Moment] {
        self.in_force_from.get(area.0 as usize).map_or(&[], Vec::as_slice)
    }

    pub(super) fn by_time(&self) -> &[Key] {
        &self.by_time
    }

    pub(super) fn by_doubt(&self) -> &[Key] {
        &self.by_doubt
    }

    pub(super) fn counted(&self) -> &Counted {
        &self.counted
    }

    /// The state of an area after its first `after` accepted changes.
    pub(super) fn state_after(&self, area: AreaIndex, after: usize) -> AreaState {
        let until = self.in_force_from(area).get(after).copied();
        let last = after.checked_sub(1).and_then(|last| self.accepted(area).get(last)).copied();
        self.state_of(last, until)
    }

    /// The state that a row gives until that moment; unknown without a row.
    pub(super) fn state_of(&self, index: Option<ChangeIndex>, until: Option<Moment>) -> AreaState {
        let Some((index, change)) = index.and_then(|index| Some((index, self.change(index)?)))
        else {
            return AreaState { until, ..AreaState::UNKNOWN };
        };
        let two_sided = matches!(change.status, Status::Contested | Status::Besieged);
        let known = change.status != Status::Unknown;
        AreaState {
            actor: change.to.filter(|_| known),
            rival: change.from.filter(|_| two_sided),
            status: change.status,
            since: Some(change.in_force_from()),
            until,
            change: Some(index),
        }
    }
}
