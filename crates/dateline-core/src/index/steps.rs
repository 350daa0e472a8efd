//! From one event to the next.
//!
//! The clock steps to the moment at which an event counts as happened: the end of what
//! its date names, as in the ledger, so that the event and the change of control of one
//! day fall on one moment. A lasting event counts from the end of its first day.

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
    events: Vec<u32>,
}

impl Steps {
    pub fn new(events: &Events) -> Self {
        let step = |(index, event): (EventIndex, &crate::model::Event)| {
            event.when.as_ref().map(|when| (step_moment(when).0, index.0))
        };
        let steps: Vec<(i64, u32)> = events.iter().filter_map(step).collect();
        let (moments, events) = in_order(&steps, Ord::cmp).into_iter().unzip();
        Self { moments, events }
    }

    fn get(&self, place: usize) -> Option<EventStep> {
        let (moment, event) = (self.moments.get(place)?, self.events.get(place)?);
        Some(EventStep { event: EventIndex(*event), moment: Moment(*moment) })
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
        let from = self.steps.moments.partition_point(|step| *step <= moment.0);
        (from..self.steps.moments.len())
            .filter_map(|place| self.steps.get(place))
            .find(|step| filter.counts(&self.columns, step.event))
    }

    /// The last step before `moment` to an event that is admitted and not withdrawn.
    pub fn previous_event_before(&self, moment: Moment, filter: &Filter) -> Option<EventStep> {
        let counted = |step: &EventStep| filter.counts(&self.columns, step.event);
        let to = self.steps.moments.partition_point(|step| *step < moment.0);
        let last = (0..to).rev().filter_map(|place| self.steps.get(place)).find(counted)?;
        // Of several events at that moment the first, as when stepping forward.
        let from = self.steps.moments.partition_point(|step| *step < last.moment.0);
        (from..to).filter_map(|place| self.steps.get(place)).find(counted)
    }
}
