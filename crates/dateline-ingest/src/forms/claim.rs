//! One thing that a file says: that an area was in some state from then until then.

use super::side::Side;
use dateline_core::model::{Source, Text};
use dateline_core::time::{EdtfDate, Moment, Span, format_moment};
use std::rc::Rc;

/// A date with the bounds given for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Dated {
    /// What counts: from the end of what it names.
    pub(crate) date: EdtfDate,
    pub(crate) earliest: Option<EdtfDate>,
    pub(crate) latest: Option<EdtfDate>,
}

/// From when to when, the end being the first moment outside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Stretch {
    pub(crate) start: Dated,
    /// `None` if no end is known.
    pub(crate) end: Option<Dated>,
}

/// Where something is said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) file: Rc<str>,
    pub(crate) line: u32,
}

/// What is said, and by whom.
#[derive(Clone, Debug)]
pub(crate) struct Said {
    pub(crate) place: Place,
    pub(crate) side: Side,
    pub(crate) sources: Vec<Source>,
    pub(crate) note: Text,
}

/// A stretch in which an area was in some state.
#[derive(Clone, Debug)]
pub(crate) struct Claim {
    /// Place of the area among the outlines.
    pub(crate) outline: usize,
    pub(crate) when: Stretch,
    pub(crate) said: Said,
}

impl From<EdtfDate> for Dated {
    fn from(date: EdtfDate) -> Self {
        Self { date, earliest: None, latest: None }
    }
}

impl Dated {
    /// From when it counts.
    pub(crate) fn moment(&self) -> Moment {
        self.date.span.end
    }

    /// The date whose end is `moment`: a day, a minute or a second.
    pub(crate) fn ending_at(moment: Moment) -> Option<Self> {
        let moment = Span::CALENDAR.clamp(moment);
        if moment.is_midnight() {
            return EdtfDate::parse(&format_moment(moment)).ok().map(Self::from);
        }
        let is_whole_minute = moment.0.rem_euclid(60) == 0;
        let start = Moment(moment.0 - if is_whole_minute { 60 } else { 1 });
        let (hour, minute, second) = start.hms();
        let second = if is_whole_minute { String::new() } else { format!(":{second:02}") };
        let text = format!("{}T{hour:02}:{minute:02}{second}", start.day().to_iso());
        EdtfDate::parse(&text).ok().map(Self::from)
    }
}

impl Stretch {
    /// First moment after it.
    pub(crate) fn until(&self) -> Option<Moment> {
        self.end.as_ref().map(Dated::moment)
    }

    /// As an interval, for messages.
    pub(crate) fn text(&self) -> String {
        let end = self.end.as_ref().map_or("..", |end| end.date.text.as_str());
        format!("{}/{end}", self.start.date.text)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_found_for_each_moment_at_which_a_day_a_minute_or_a_second_ends() {
        let end = EdtfDate::parse("2016-12-05").unwrap().span.end;
        for seconds in [0, 1, 59, 60, 61, 600, 86_399] {
            let moment = Moment(end.0 + seconds);
            assert_eq!(Dated::ending_at(moment).unwrap().moment(), moment, "{seconds}");
        }
        let text = |seconds| Dated::ending_at(Moment(seconds)).unwrap().date.text;
        assert_eq!((text(0), text(120)), ("1969-12-31".to_owned(), "1970-01-01T00:01".to_owned()));
    }
}
