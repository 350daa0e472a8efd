//! From one event to the next.
//!
//! The clock steps to the moment at which an event counts as happened: the end of what
//! its date names, as in the ledger, so that the event and the change of control of one
//! day fall on one moment. A lasting event counts from the end of its first day, or of the month
//! or year that its first date names.

use super::{Filter, TimeIndex};
use crate::model::EventIndex;
use crate::time::{EdtfDate, Moment, Precision};

/// A step of the clock to an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct EventStep {
    /// The event; where several share the moment, the first of them in order.
    pub event: EventIndex,
    /// Where the clock goes.
    pub moment: Moment,
}

/// Where the clock goes to show an event of that date.
pub(super) fn step_moment(when: &EdtfDate) -> Moment {
    if when.open_start {
        return when.span.end;
    }
    let named = if when.precision >= Precision::Day {
        Moment::end_of(when.span.start.day())
    } else {
        let first = when.text.split_once('/').map(|(first, _)| EdtfDate::parse(first));
        first.and_then(Result::ok).map_or(when.span.end, |first| first.span.end)
    };
    when.span.end.min(named)
}

impl TimeIndex {
    /// The first step after `moment` to an event that is admitted and not withdrawn.
    pub fn next_event_after(&self, moment: Moment, filter: &Filter) -> Option<EventStep> {
        let (moments, sieve) = (&self.moments, self.sieve(filter));
        let from = moments.partition_point(|step| *step <= moment.0);
        self.step(sieve.tallies.by_step.first(from..moments.len(), &sieve)?)
    }

    /// The last step before `moment` to an event that is admitted and not withdrawn.
    pub fn previous_event_before(&self, moment: Moment, filter: &Filter) -> Option<EventStep> {
        let (moments, sieve) = (&self.moments, self.sieve(filter));
        let to = moments.partition_point(|step| *step < moment.0);
        let last = self.step(sieve.tallies.by_step.last(to, &sieve)?)?;
        // Of several events at that moment the first, as when stepping forward.
        let from = moments.partition_point(|step| *step < last.moment.0);
        self.step(sieve.tallies.by_step.first(from..to, &sieve)?)
    }

    fn step(&self, place: usize) -> Option<EventStep> {
        let event = EventIndex(self.tallies.all().by_step.event(place));
        Some(EventStep { event, moment: Moment(*self.moments.get(place)?) })
    }
}
