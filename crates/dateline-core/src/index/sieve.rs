//! A filter made ready for many events at once.

use super::Filter;
use crate::model::{EventColumns, EventIndex, grade};
use std::ops::Range;

/// Grades of one category: those of an event that is not withdrawn.
const GRADES: usize = grade::WITHDRAWN as usize;

/// How many kinds of event there are among `columns`: a kind is a category with a grade.
pub(super) fn kind_count(columns: &EventColumns) -> usize {
    category_count(columns) * GRADES
}

/// One more than the last category that an event has.
pub(super) fn category_count(columns: &EventColumns) -> usize {
    columns.categories.iter().max().map_or(0, |last| usize::from(*last) + 1)
}

/// The kind of an event; `None` where it is withdrawn or there is none.
pub(super) fn kind_of(columns: &EventColumns, event: u32) -> Option<usize> {
    let (category, grade) =
        (columns.categories.get(event as usize)?, *columns.grades.get(event as usize)?);
    (grade & grade::WITHDRAWN == 0).then_some(usize::from(*category) * GRADES + usize::from(grade))
}

/// A filter over the columns that it filters.
pub(super) struct Sieve<'a> {
    pub columns: &'a EventColumns,
    pub filter: &'a Filter,
    /// Whether an event is admitted by its kind alone.
    pub kinds_decide: bool,
    /// Per kind, whether it is admitted.
    is_admitted: Vec<bool>,
}

impl<'a> Sieve<'a> {
    /// `named` has the bits of all actors that events name.
    pub fn new(columns: &'a EventColumns, kinds: usize, named: u64, filter: &'a Filter) -> Self {
        let admits = |kind| filter.admits_kind((kind / GRADES) as u8, (kind % GRADES) as u8);
        Self {
            columns,
            filter,
            kinds_decide: filter.only.is_none() && filter.hidden_actors & named == 0,
            is_admitted: (0..kinds).map(admits).collect(),
        }
    }

    /// The kinds that are admitted, each with its category.
    pub fn kinds(&self) -> impl Iterator<Item = (usize, usize)> + '_ {
        let kinds = self.is_admitted.iter().enumerate();
        kinds.filter(|(_, is_admitted)| **is_admitted).map(|(kind, _)| (kind, kind / GRADES))
    }

    /// Counts an event: in the last place unless it is withdrawn, and under its category
    /// if it is admitted too. Without a branch that depends on the event: what a filter
    /// admits cannot be foreseen, and a wrong guess takes longer than the sum.
    pub fn count(&self, event: u32, counts: &mut [u32]) {
        let place = event as usize;
        let (category, grade) =
            (self.columns.categories.get(place), self.columns.grades.get(place));
        let Some((category, grade)) = category.zip(grade) else {
            return;
        };
        let category = usize::from(*category);
        let stands = u32::from(grade & grade::WITHDRAWN == 0);
        let kind = category * GRADES + usize::from(*grade) % GRADES;
        let by_kind = self.is_admitted.get(kind).copied().unwrap_or(false);
        let by_rest = self.kinds_decide || self.filter.admits_rest(self.columns, EventIndex(event));
        if let Some(all) = counts.last_mut() {
            *all += stands;
        }
        if let Some(count) = counts.get_mut(category) {
            *count += stands & u32::from(by_kind) & u32::from(by_rest);
        }
    }

    /// Like [`Sieve::count`] for neighbours in the order of the columns, of which those count
    /// that `is_in` has: the columns are read as slices, so that a million events whom only
    /// their actors tell apart take little more than a millisecond.
    pub fn count_all(
        &self,
        places: Range<usize>,
        is_in: impl Fn(usize) -> bool,
        counts: &mut [u32],
    ) {
        let columns = self.columns;
        let slices = (
            columns.categories.get(places.clone()),
            columns.grades.get(places.clone()),
            columns.actors.get(places.clone()),
        );
        let (Some(categories), Some(grades), Some(actors)) = slices else {
            return;
        };
        let (shown, only) = (!self.filter.hidden_actors, self.filter.only.as_deref());
        let mut all = 0;
        for (((category, grade), actors), place) in
            categories.iter().zip(grades).zip(actors).zip(places)
        {
            let category = usize::from(*category);
            let stands = u32::from((grade & grade::WITHDRAWN == 0) & is_in(place));
            let kind = category * GRADES + usize::from(*grade) % GRADES;
            let by_kind = self.is_admitted.get(kind).copied().unwrap_or(false);
            let by_actors = (*actors == 0) | (actors & shown != 0);
            let by_only = only.is_none_or(|only| only.contains(EventIndex(place as u32)));
            all += stands;
            if let Some(count) = counts.get_mut(category) {
                *count += stands & u32::from(by_kind & by_actors & by_only);
            }
        }
        if let Some(count) = counts.last_mut() {
            *count += all;
        }
    }
}
