//! What a story says of its time: its named spans, from when to when events were recorded,
//! on which day its weeks start, and what its zone is called.
//!
//! Has no opinion on how any of it is drawn.

use super::{Source, Text};
use crate::order::in_order;
use crate::time::{Moment, Span};

/// A named span of the story.
#[derive(Clone, Debug, PartialEq)]
pub struct Era {
    /// From its first to its last moment.
    pub span: Span,
    /// What it is called.
    pub label: Text,
    /// Who dates it so; without a name and an address where nobody is named.
    pub source: Source,
}

/// A stretch of time in which events were recorded as fully as the story can.
#[derive(Clone, Debug, PartialEq)]
pub struct Coverage {
    /// From its first to its last moment.
    pub span: Span,
    /// What was recorded, and how; may be empty.
    pub note: Text,
}

/// In which direction time runs on the page (I12).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum AxisDirection {
    /// As the text of the page does.
    #[default]
    Text,
    /// The earlier at the left, in every language.
    LeftToRight,
    /// The earlier at the right, in every language.
    RightToLeft,
}

impl AxisDirection {
    /// All of them; their places are their numbers in a pack.
    pub const ALL: [Self; 3] = [Self::Text, Self::LeftToRight, Self::RightToLeft];

    /// The name used in files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::LeftToRight => "ltr",
            Self::RightToLeft => "rtl",
        }
    }
}

/// What a story says of its time.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Timeline {
    /// The named spans, by start.
    pub eras: Vec<Era>,
    /// What was recorded, by start; empty where the story does not say.
    pub coverage: Vec<Coverage>,
    /// First day of the week, 0 = Monday … 6 = Sunday.
    pub week_start: u32,
    /// What the zone of the place is called in words; empty where only its IANA name is known.
    pub zone_name: Text,
    /// In which direction time runs.
    pub axis: AxisDirection,
}

impl Timeline {
    /// The parts of `within` in which events were not recorded, ascending; none where the
    /// story does not say what was.
    pub fn gaps(&self, within: Span) -> Vec<Span> {
        let mut gaps = Vec::new();
        if self.coverage.is_empty() {
            return gaps;
        }
        let spans: Vec<(i64, i64)> =
            self.coverage.iter().map(|one| (one.span.start.0, one.span.end.0)).collect();
        let mut recorded_until = within.start;
        for (start, end) in in_order(&spans, |a, b| a.0.cmp(&b.0)) {
            let gap = Span { start: recorded_until, end: Moment(start).min(within.end) };
            if gap.start < gap.end {
                gaps.push(gap);
            }
            recorded_until = recorded_until.max(Moment(end));
        }
        if recorded_until < within.end {
            gaps.push(Span { start: recorded_until, end: within.end });
        }
        gaps
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn span(start: i64, end: i64) -> Span {
        Span { start: Moment(start), end: Moment(end) }
    }

    fn recorded(spans: &[(i64, i64)]) -> Timeline {
        let coverage = spans
            .iter()
            .map(|(start, end)| Coverage { span: span(*start, *end), note: Text::default() });
        Timeline { coverage: coverage.collect(), ..Timeline::default() }
    }

    #[test]
    fn what_lies_before_between_and_after_is_not_recorded() {
        let timeline = recorded(&[(20, 30), (50, 60)]);
        assert_eq!(timeline.gaps(span(0, 100)), [span(0, 20), span(30, 50), span(60, 100)]);
        assert_eq!(timeline.gaps(span(25, 55)), [span(30, 50)]);
        assert_eq!(timeline.gaps(span(20, 30)), []);
    }

    #[test]
    fn a_story_that_says_nothing_of_it_has_no_gaps() {
        assert_eq!(Timeline::default().gaps(span(0, 100)), []);
    }

    proptest! {
        #[test]
        fn a_moment_is_in_a_gap_exactly_if_no_stretch_has_it(
            spans in proptest::collection::vec((0..40_i64, 1..20_i64), 1..6),
            start in 0..30_i64,
            length in 1..40_i64,
        ) {
            let spans: Vec<(i64, i64)> =
                spans.into_iter().map(|(start, length)| (start, start + length)).collect();
            let within = span(start, start + length);
            let gaps = recorded(&spans).gaps(within);
            for moment in 0..80 {
                let is_recorded = spans.iter().any(|(start, end)| (*start..*end).contains(&moment));
                let wanted = within.contains(Moment(moment)) && !is_recorded;
                let found = gaps.iter().filter(|gap| gap.contains(Moment(moment))).count();
                prop_assert_eq!(found, usize::from(wanted), "{}", moment);
            }
        }
    }
}
