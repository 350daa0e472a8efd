//! A filter made ready for many events at once.

use super::Filter;
use super::tallies::Tallies;
use crate::model::{EventColumns, EventIndex, grade};
use std::sync::Arc;

/// Grades of one category: those of an event that is not withdrawn.
const GRADES: usize = grade::WITHDRAWN as usize;

/// How many kinds of event there are in so many categories: a kind is a category with a grade.
pub(super) fn kind_count(categories: usize) -> usize {
    categories * GRADES
}

/// The kind of an event; `None` where it is withdrawn or there is none.
pub(super) fn kind_of(columns: &EventColumns, event: u32) -> Option<usize> {
    let (category, grade) =
        (columns.categories.get(event as usize)?, *columns.grades.get(event as usize)?);
    (grade & grade::WITHDRAWN == 0).then_some(usize::from(*category) * GRADES + usize::from(grade))
}

/// A filter over the columns that it filters, with the tallies of those events that pass
/// whatever is not told by their kind.
pub(super) struct Sieve<'a> {
    pub columns: &'a EventColumns,
    pub filter: &'a Filter,
    pub tallies: Arc<Tallies>,
    /// Per kind, whether it is admitted.
    is_admitted: Vec<bool>,
}

impl<'a> Sieve<'a> {
    pub fn new(
        columns: &'a EventColumns,
        kinds: usize,
        tallies: Arc<Tallies>,
        filter: &'a Filter,
    ) -> Self {
        let admits = |kind| filter.admits_kind((kind / GRADES) as u8, (kind % GRADES) as u8);
        Self { columns, filter, tallies, is_admitted: (0..kinds).map(admits).collect() }
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
        let by_rest = self.filter.admits_rest(self.columns, EventIndex(event));
        if let Some(all) = counts.last_mut() {
            *all += stands;
        }
        if let Some(count) = counts.get_mut(category) {
            *count += stands & u32::from(by_kind & by_rest);
        }
    }
}
