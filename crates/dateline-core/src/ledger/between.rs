//! What lies between two moments: what is different at the end, and the stretches of one
//! state.

use super::{AreaState, Interval, Ledger};
use crate::model::AreaIndex;
use crate::time::{Moment, Span};

/// An area whose state is another one than before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Which area.
    pub area: AreaIndex,
    /// Its state at the earlier moment.
    pub before: AreaState,
    /// Its state at the later one.
    pub after: AreaState,
}

impl Ledger {
    /// The areas whose state differs between two moments, in order of area, with both
    /// states. Other sides or another status differ; the same said again by a later row
    /// does not, nor does what was changed and changed back.
    pub fn differences_between(&self, earlier: Moment, later: Moment) -> Vec<Difference> {
        let mut is_touched = vec![false; self.area_count()];
        let is_few = self.touched_between(earlier, later, &mut |area| {
            if let Some(is_touched) = is_touched.get_mut(area.0 as usize) {
                *is_touched = true;
            }
        });
        let may_differ =
            |area: &AreaIndex| !is_few || is_touched.get(area.0 as usize) == Some(&true);
        let difference = |area| Difference {
            area,
            before: self.state_at(area, earlier),
            after: self.state_at(area, later),
        };
        let differs = |one: &Difference| !one.before.is_same_control(&one.after);
        self.area_indices().filter(may_differ).map(difference).filter(differs).collect()
    }

    /// The areas of [`Ledger::differences_between`].
    pub fn changed_between(&self, earlier: Moment, later: Moment) -> Vec<AreaIndex> {
        self.differences_between(earlier, later).into_iter().map(|one| one.area).collect()
    }

    /// The stretches of one state each that an area has within `span`, without gaps: what
    /// [`Ledger::intervals`] has, cut to the span, and unknown where nothing is claimed.
    /// Each state keeps its own beginning and end. Empty for an empty span.
    pub fn intervals_in(&self, area: AreaIndex, span: Span) -> Vec<Interval> {
        let claimed = self.intervals(area);
        // The last moment of the calendar belongs to no interval, and a span may reach
        // beyond it.
        let first = claimed.first().map_or(span.end, |interval| interval.span.start);
        let unknown = Interval {
            span: Span { start: span.start, end: first },
            state: self.state_after(area, 0),
        };
        let last = claimed.len();
        let cut = |(place, interval): (usize, Interval)| {
            let end = if place == last { span.end } else { interval.span.end.min(span.end) };
            let span = Span { start: interval.span.start.max(span.start), end: end.min(span.end) };
            (span.start < span.end).then_some(Interval { span, ..interval })
        };
        std::iter::once(unknown).chain(claimed).enumerate().filter_map(cut).collect()
    }
}
