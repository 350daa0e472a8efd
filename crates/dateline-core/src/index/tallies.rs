//! The orders in which events are counted, for one choice of actors and found events.
//!
//! Kinds can be added up, actors and what a search found cannot: a tally is made anew for
//! them, once for a filter and not once for a window. Has no opinion on kinds that are
//! hidden.

use std::sync::{Arc, Mutex, PoisonError};

use super::tally::Tally;
use super::{EventSet, Filter};
use crate::model::EventColumns;

/// The same events in three orders.
#[derive(Clone, Debug, Default)]
pub(super) struct Tallies {
    /// All events, in their order: by start, undated ones last.
    pub by_start: Tally,
    /// Dated events in order of end.
    pub by_end: Tally,
    /// Dated events in the order in which the clock meets them.
    pub by_step: Tally,
}

impl Tallies {
    /// Of those events that pass what `filter` says beyond their kind.
    fn narrowed(&self, columns: &EventColumns, filter: &Filter) -> Self {
        let narrowed = |tally: &Tally| tally.narrowed(columns, filter);
        Self {
            by_start: narrowed(&self.by_start),
            by_end: narrowed(&self.by_end),
            by_step: narrowed(&self.by_step),
        }
    }
}

/// What a filter says beyond kinds: the hidden ones of the actors that events name, and the
/// only events that it admits.
type Rest = (u64, Option<Arc<EventSet>>);

/// Tallies that were narrowed, and by what.
type Narrowed = (Rest, Arc<Tallies>);

/// The tallies of all events, and those of the last filter that needed others.
#[derive(Clone, Debug, Default)]
pub(super) struct Kept {
    all: Arc<Tallies>,
    narrowed: Arc<Mutex<Option<Narrowed>>>,
}

impl Kept {
    pub fn new(all: Tallies) -> Self {
        Self { all: Arc::new(all), narrowed: Arc::default() }
    }

    /// The tallies of all events.
    pub fn all(&self) -> &Tallies {
        &self.all
    }

    /// Those for the filter, where events name the actors whose bits are in `named`.
    pub fn tallies(&self, columns: &EventColumns, named: u64, filter: &Filter) -> Arc<Tallies> {
        let rest: Rest = (filter.hidden_actors & named, filter.only.clone());
        if rest == (0, None) {
            return Arc::clone(&self.all);
        }
        // What a thread that panicked has left is whole: it is put in last.
        let mut kept = self.narrowed.lock().unwrap_or_else(PoisonError::into_inner);
        match &*kept {
            Some((last, tallies)) if *last == rest => Arc::clone(tallies),
            _ => {
                let tallies = Arc::new(self.all.narrowed(columns, filter));
                *kept = Some((rest, Arc::clone(&tallies)));
                tallies
            }
        }
    }
}
