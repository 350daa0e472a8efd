//! Where a view of time has been: back and forward again.

use super::Span;

/// How many steps back are kept.
const MOST: usize = 64;

/// The spans that were shown before the present one, and after going back, those after it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SpanHistory {
    past: Vec<Span>,
    future: Vec<Span>,
    gesture: Option<u32>,
}

impl SpanHistory {
    /// Notes that `before` is left. What one gesture does is one step: only its first
    /// `before` is kept.
    pub fn leave(&mut self, before: Span, gesture: u32) {
        if self.gesture == Some(gesture) {
            return;
        }
        self.gesture = Some(gesture);
        self.future.clear();
        if self.past.last() == Some(&before) {
            return;
        }
        if self.past.len() == MOST {
            self.past.remove(0);
        }
        self.past.push(before);
    }

    /// The span to go back to from `now`, if there is one.
    pub fn back(&mut self, now: Span) -> Option<Span> {
        let found = taken(&mut self.past, now)?;
        self.future.push(now);
        self.gesture = None;
        Some(found)
    }

    /// The span to go forward to again from `now`, if one was left by going back.
    pub fn forward(&mut self, now: Span) -> Option<Span> {
        let found = taken(&mut self.future, now)?;
        self.past.push(now);
        self.gesture = None;
        Some(found)
    }

    /// Whether there is something else than `now` to go back to.
    pub fn can_go_back(&self, now: Span) -> bool {
        self.past.iter().any(|one| *one != now)
    }

    /// Whether there is something else than `now` to go forward to.
    pub fn can_go_forward(&self, now: Span) -> bool {
        self.future.iter().any(|one| *one != now)
    }
}

/// The last of `spans` that is not `now`; it and what comes after it are taken out.
fn taken(spans: &mut Vec<Span>, now: Span) -> Option<Span> {
    let place = spans.iter().rposition(|one| *one != now)?;
    let found = spans.get(place).copied();
    spans.truncate(place);
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::Moment;

    fn span(start: i64) -> Span {
        Span { start: Moment(start), end: Moment(start + 10) }
    }

    #[test]
    fn goes_back_step_by_step_and_forward_again() {
        let mut history = SpanHistory::default();
        history.leave(span(1), 1);
        history.leave(span(2), 2);
        assert!(history.can_go_back(span(3)) && !history.can_go_forward(span(3)));
        assert_eq!(history.back(span(3)), Some(span(2)));
        assert_eq!(history.back(span(2)), Some(span(1)));
        assert_eq!(history.back(span(1)), None);
        assert_eq!(history.forward(span(1)), Some(span(2)));
        assert_eq!(history.forward(span(2)), Some(span(3)));
        assert_eq!(history.forward(span(3)), None);
    }

    #[test]
    fn what_one_gesture_does_is_one_step() {
        let mut history = SpanHistory::default();
        for start in 1..9 {
            history.leave(span(start), 7);
        }
        assert_eq!(history.back(span(9)), Some(span(1)));
        assert_eq!(history.back(span(1)), None);
    }

    #[test]
    fn another_way_after_going_back_forgets_the_old_one() {
        let mut history = SpanHistory::default();
        history.leave(span(1), 1);
        assert_eq!(history.back(span(2)), Some(span(1)));
        history.leave(span(1), 2);
        assert_eq!(history.forward(span(3)), None);
        assert_eq!(history.back(span(3)), Some(span(1)));
    }

    #[test]
    fn what_shows_nothing_else_is_no_step() {
        let mut history = SpanHistory::default();
        history.leave(span(1), 1);
        history.leave(span(1), 2);
        assert!(!history.can_go_back(span(1)));
        assert_eq!(history.back(span(1)), None);
    }

    #[test]
    fn keeps_only_so_many() {
        let mut history = SpanHistory::default();
        for start in 0..1_000 {
            history.leave(span(start), start as u32);
        }
        let mut now = span(1_000);
        let mut steps = 0;
        while let Some(before) = history.back(now) {
            now = before;
            steps += 1;
        }
        assert_eq!(steps, MOST);
    }
}
