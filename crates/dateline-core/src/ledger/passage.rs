//! The changes of all areas in one order of time: what a moving clock passes by. A step from
//! one moment to a near one costs what lies between them, not what there is.

use std::sync::{Arc, Mutex, PoisonError};

use super::build::Key;
use super::{ChangeIndex, Ledger, SharePart};
use crate::model::AreaIndex;
use crate::time::Moment;

impl Ledger {
    /// Since when nothing has changed at a moment: when the last of its changes took force, or
    /// the beginning of the calendar. While that is the same, so is the state of every area.
    pub fn unchanged_since(&self, moment: Moment) -> Moment {
        let passed = between(self.by_time(), Moment::FIRST, moment);
        passed.last().map_or(Moment::FIRST, |key| key.0)
    }

    /// The accepted changes that take force after `earlier` and not after `later`, in order
    /// of taking force and then of rows: what the clock passes by on its way from one to
    /// the other. Empty where `later` is not after `earlier`.
    pub fn changes_between(&self, earlier: Moment, later: Moment) -> Vec<ChangeIndex> {
        between(self.by_time(), earlier, later).iter().map(|key| key.2).collect()
    }

    /// Calls `each` with the areas whose state or doubt may differ between two moments, in no
    /// order and with some more than once. False, and no call, where they may be as many as all.
    pub fn touched_between(
        &self,
        one: Moment,
        other: Moment,
        each: &mut dyn FnMut(AreaIndex),
    ) -> bool {
        let lists = [self.by_time(), self.by_doubt()];
        let touched = lists.map(|list| between(list, one.min(other), one.max(other)));
        let is_few = touched.iter().map(|list| list.len()).sum::<usize>() < self.area_count();
        for key in touched.into_iter().flatten().filter(|_| is_few) {
            if let Some(change) = self.change(key.2) {
                each(change.area);
            }
        }
        is_few
    }

    /// How many areas each part has at a moment, in no order; none that has no area.
    pub fn areas_by_part(&self, moment: Moment) -> Vec<(SharePart, u32)> {
        // Nothing panics while it is held, so what is in it is whole.
        let mut counted = self.counted().0.lock().unwrap_or_else(PoisonError::into_inner);
        let Counts { at, parts, counts } = &mut *counted;
        let mut count = |area: AreaIndex| {
            let part = SharePart::of(&self.state_at(area, moment));
            let Some(known) = parts.get_mut(area.0 as usize) else { return };
            let before = std::mem::replace(known, part);
            if before != part {
                add(counts, before, -1);
                add(counts, part, 1);
            }
        };
        if !at.is_some_and(|at| self.touched_between(at, moment, &mut count)) {
            self.area_indices().for_each(count);
        }
        *at = Some(moment);
        counts.iter().filter(|(_, count)| *count > 0).map(|(part, n)| (*part, *n as u32)).collect()
    }
}

fn add(counts: &mut Vec<(SharePart, i32)>, part: SharePart, areas: i32) {
    // There are a few parts, however many areas.
    match counts.iter_mut().find(|(one, _)| *one == part) {
        Some((_, count)) => *count += areas,
        None => counts.push((part, areas)),
    }
}

/// Which part each area belongs to at the moment that was asked for last, and how many areas
/// each part has: the next moment is mostly near. Says nothing that the ledger does not say.
#[derive(Clone, Debug, Default)]
pub(super) struct Counted(Arc<Mutex<Counts>>);

#[derive(Debug, Default)]
struct Counts {
    at: Option<Moment>,
    parts: Vec<SharePart>,
    counts: Vec<(SharePart, i32)>,
}

impl Counted {
    /// Before any moment: of nothing anything is known.
    pub fn new(area_count: usize) -> Self {
        let parts = vec![SharePart::Unknown; area_count];
        let counts = vec![(SharePart::Unknown, area_count as i32)];
        Self(Arc::new(Mutex::new(Counts { at: None, parts, counts })))
    }
}

impl PartialEq for Counted {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

/// What comes after `earlier` and not after `later`.
fn between(passed: &[Key], earlier: Moment, later: Moment) -> &[Key] {
    let upto = |moment: Moment| passed.partition_point(|key| key.0 <= moment);
    passed.get(upto(earlier)..upto(later)).unwrap_or_default()
}
