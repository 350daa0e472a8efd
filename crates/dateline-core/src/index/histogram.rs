//! How many events start in each bin, by category.

use super::{Filter, TimeIndex};
use crate::model::CategoryIndex;
use crate::time::Span;

/// Counts of events per bin and category. Each event counts once, in the bin in which
/// its date starts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Histogram {
    bin_count: usize,
    category_count: usize,
    /// Bin by bin, one count per category.
    counts: Vec<u32>,
    unfiltered: Vec<u32>,
    /// Admitted dated events that start in no bin: before them, after them or in a gap.
    pub outside: u32,
}

impl Histogram {
    /// How many bins there are.
    pub fn bin_count(&self) -> usize {
        self.bin_count
    }

    /// How many categories are told apart: one more than the last that an event has.
    pub fn category_count(&self) -> usize {
        self.category_count
    }

    /// Admitted events of a category in a bin; 0 outside the range.
    pub fn count(&self, bin: usize, category: CategoryIndex) -> u32 {
        self.by_category(bin).get(usize::from(category.0)).copied().unwrap_or(0)
    }

    /// Admitted events in a bin, one count per category; empty outside the range.
    pub fn by_category(&self, bin: usize) -> &[u32] {
        let start = bin.saturating_mul(self.category_count);
        self.counts.get(start..start.saturating_add(self.category_count)).unwrap_or(&[])
    }

    /// Admitted events in a bin.
    pub fn total(&self, bin: usize) -> u32 {
        self.by_category(bin).iter().sum()
    }

    /// All events in a bin, whatever the filter, for the bar behind the others.
    pub fn unfiltered(&self, bin: usize) -> u32 {
        self.unfiltered.get(bin).copied().unwrap_or(0)
    }

    /// The highest total of a bin.
    pub fn max_total(&self) -> u32 {
        (0..self.bin_count).map(|bin| self.total(bin)).max().unwrap_or(0)
    }

    /// The highest number of a bin whatever the filter: the axis of a chart that keeps
    /// its height when filters change.
    pub fn max_unfiltered(&self) -> u32 {
        self.unfiltered.iter().copied().max().unwrap_or(0)
    }

    /// Admitted events in all bins.
    pub fn sum(&self) -> u32 {
        self.counts.iter().sum()
    }
}

impl TimeIndex {
    /// Counts the events that start in each bin. `bins` are in order and do not overlap.
    /// Withdrawn events are not counted.
    pub fn histogram(&self, bins: &[Span], filter: &Filter) -> Histogram {
        let sieve = self.sieve(filter);
        let by_start = &sieve.tallies.by_start;
        let mut histogram = Histogram {
            bin_count: bins.len(),
            category_count: self.category_count,
            counts: Vec::with_capacity(bins.len() * self.category_count),
            unfiltered: Vec::with_capacity(bins.len()),
            outside: 0,
        };
        let mut outside = self.no_counts();
        let mut before = 0;
        for bin in bins {
            let start = self.starting_before(bin.start.0).max(before);
            let end = self.starting_before(bin.end.0).max(start);
            by_start.add(before..start, &sieve, &mut outside);
            let mut inside = self.no_counts();
            by_start.add(start..end, &sieve, &mut inside);
            histogram.unfiltered.extend(inside.pop());
            histogram.counts.extend(inside);
            before = end;
        }
        by_start.add(before..self.columns.dated(), &sieve, &mut outside);
        histogram.outside = outside.iter().take(self.category_count).sum();
        histogram
    }

    /// Per bin, how many admitted events are under way in it: they share a moment with it,
    /// wherever they start. One that lasts counts in every bin that it reaches. `bins` are
    /// in order and do not overlap. Withdrawn events are not counted.
    pub fn under_way(&self, bins: &[Span], filter: &Filter) -> Vec<u32> {
        bins.iter().map(|bin| self.count_in(*bin, filter) as u32).collect()
    }
}
