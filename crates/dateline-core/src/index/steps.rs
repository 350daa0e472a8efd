//! From one event to the next.
//!
//! The clock steps to the moment at which an event counts as happened: the end of what
//! its date names, as in the ledger, so that the event and the change of control of one
//! day fall on one moment. A lasting event counts from the end of its first day.

use super::tally::Tally;
use super::{Filter, TimeIndex};
use crate::model::{EventIndex, Events};
use crate::order::in_order;
use crate::time::{EdtfDate, Moment, Precision};

/// A step of the clock to an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct EventStep {
    /// The event; where several share the moment, the first of them in order.
    pub event: EventIndex,
    /// Where the clock goes.
    pub moment: Moment,
}

/// Dated events in the order in which the clock meets them.
#[derive(Clone, Debug, Default)]
pub(super) struct Steps {
    moments: Vec<i64>,
    /// Parallel to `moments`.
    events: Tally,
}

impl Steps {
    pub fn new(events: &Events) -> Self {
        let step = |(index, event): (EventIndex, &crate::model::Event)| {
            event.when.as_ref().map(|when| (step_moment(when).0, index.0))
        };
        let steps: Vec<(i64, u32)> = events.iter().filter_map(step).collect();
        let (moments, order): (Vec<i64>, Vec<u32>) = in_order(&steps, Ord::cmp).into_iter().unzip();
        let events = Tally::new(events.columns(), order.len(), order);
        Self { moments, events }
    }

    fn get(&self, place: usize) -> Option<EventStep> {
        let moment = Moment(*self.moments.get(place)?);
        Some(EventStep { event: EventIndex(self.events.event(place)), moment })
    }
}

/// Where the clock goes to show an event of that date.
fn step_moment(when: &EdtfDate) -> Moment {
    if when.precision < Precision::Day || when.open_start {
        return when.span.end;
    }
    when.span.end.min(Moment::end_of(when.span.start.day()))
}

impl TimeIndex {
    /// The first step after `moment` to an event that is admitted and not withdrawn.
    pub fn next_event_after(&self, moment: Moment, filter: &Filter) -> Option<EventStep> {
        let Steps { moments, events } = &self.steps;
        let from = moments.partition_point(|step| *step <= moment.0);
        self.steps.get(events.first(from..moments.len(), &self.sieve(filter))?)
    }

    /// The last step before `moment` to an event that is admitted and not withdrawn.
    pub fn previous_event_before(&self, moment: Moment, filter: &Filter) -> Option<EventStep> {
        let (Steps { moments, events }, sieve) = (&self.steps, self.sieve(filter));
        let to = moments.partition_point(|step| *step < moment.0);
        let last = self.steps.get(events.last(to, &sieve)?)?;
        // Of several events at that moment the first, as when stepping forward.
        let from = moments.partition_point(|step| *step < last.moment.0);
        self.steps.get(events.first(from..to, &sieve)?)
    }
}
