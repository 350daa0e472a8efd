//! Moments and half-open spans on the civil clock of the place.

use super::civil::Day;

/// Seconds in a civil day. Civil days have no leap seconds and no hour that is
/// skipped or told twice: the wall clock is the scale.
pub const SECONDS_PER_DAY: i64 = 86_400;

/// An instant of civil time at the place, in seconds since 1970-01-01T00:00.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment(pub i64);

/// The day number of 1 January of the first year.
const FIRST_DAY: i32 = -4_371_587;
/// The day number of 31 December of the last year.
const LAST_DAY: i32 = 2_932_896;

impl Moment {
    /// The first moment of the calendar: 1 January of [`super::MIN_YEAR`].
    pub const FIRST: Self = Self(FIRST_DAY as i64 * SECONDS_PER_DAY);
    /// The first moment after the calendar: the end of 31 December of [`super::MAX_YEAR`].
    pub const LAST: Self = Self((LAST_DAY as i64 + 1) * SECONDS_PER_DAY);

    /// Midnight at which `day` begins.
    pub fn start_of(day: Day) -> Self {
        Self(i64::from(day.0) * SECONDS_PER_DAY)
    }

    /// Midnight at which `day` ends, which is the start of the next one. A moment given
    /// as a bare date (`t=2016-12-05`) is this one, and a change of control dated to a
    /// day is in force from it.
    pub fn end_of(day: Day) -> Self {
        Self((i64::from(day.0) + 1) * SECONDS_PER_DAY)
    }

    /// The civil day that contains the moment; the first or last day that a number can
    /// stand for where the moment lies millions of years away.
    pub fn day(self) -> Day {
        let number = self.0.div_euclid(SECONDS_PER_DAY);
        Day(number.clamp(i64::from(i32::MIN), i64::from(i32::MAX)) as i32)
    }

    /// The day whose state the moment shows: midnight belongs to the day that it ends.
    /// The inverse of [`Moment::end_of`].
    pub fn day_shown(self) -> Day {
        Self(self.0.saturating_sub(1)).day()
    }

    /// Whether the moment is a midnight, so that a bare date names it.
    pub fn is_midnight(self) -> bool {
        self.0.rem_euclid(SECONDS_PER_DAY) == 0
    }

    /// Hour, minute and second on the wall clock.
    pub fn hms(self) -> (u32, u32, u32) {
        let seconds = self.0.rem_euclid(SECONDS_PER_DAY) as u32;
        (seconds / 3600, seconds / 60 % 60, seconds % 60)
    }
}

/// A half-open stretch of time, `[start, end)`: `end` itself is outside.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Span {
    /// First moment inside.
    pub start: Moment,
    /// First moment after it.
    pub end: Moment,
}

impl Span {
    /// Every moment that can be named.
    pub const CALENDAR: Self = Self { start: Moment::FIRST, end: Moment::LAST };

    /// The span `[start, end)`, or `None` if it would be reversed. Empty is allowed.
    pub fn new(start: Moment, end: Moment) -> Option<Self> {
        (start <= end).then_some(Self { start, end })
    }

    /// The whole civil day.
    pub fn of_day(day: Day) -> Self {
        Self { start: Moment::start_of(day), end: Moment::end_of(day) }
    }

    /// Length in seconds.
    pub fn seconds(self) -> i64 {
        self.end.0.saturating_sub(self.start.0)
    }

    /// Whether `moment` lies in `[start, end)`.
    pub fn contains(self, moment: Moment) -> bool {
        self.start <= moment && moment < self.end
    }

    /// Whether the two spans share a moment. Touching ends share none, an empty span
    /// shares none with any.
    pub fn overlaps(self, other: Self) -> bool {
        self.start.max(other.start) < self.end.min(other.end)
    }

    /// The smallest span that covers both.
    pub fn union(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The nearest moment to `moment` in the closed range from `start` to `end`.
    pub fn clamp(self, moment: Moment) -> Moment {
        moment.max(self.start).min(self.end)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::time::{MAX_YEAR, MIN_YEAR};

    #[test]
    fn a_bare_date_names_the_end_of_its_day_and_is_read_back() {
        let day = Day::from_ymd(2016, 12, 5).unwrap();
        let moment = Moment::end_of(day);
        assert!(moment.is_midnight());
        assert_eq!(moment.day_shown(), day);
        assert_eq!(moment.day(), Day(day.0 + 1));
    }

    #[test]
    fn the_calendar_reaches_from_the_first_to_the_last_year_that_can_be_named() {
        let first = Day::from_ymd(MIN_YEAR, 1, 1).unwrap();
        let last = Day::from_ymd(MAX_YEAR, 12, 31).unwrap();
        assert_eq!(Moment::FIRST, Moment::start_of(first));
        assert_eq!(Moment::LAST, Moment::end_of(last));
    }

    #[test]
    fn an_empty_span_overlaps_nothing() {
        let inside = Span { start: Moment(5), end: Moment(5) };
        let around = Span { start: Moment(0), end: Moment(10) };
        assert!(!inside.overlaps(around));
        assert!(!around.overlaps(inside));
    }

    #[test]
    fn spans_are_half_open() {
        let day = Day(100);
        let span = Span::of_day(day);
        assert!(span.contains(Moment::start_of(day)));
        assert!(!span.contains(Moment::end_of(day)));
        assert!(!span.overlaps(Span::of_day(Day(101))));
        assert_eq!(span.union(Span::of_day(Day(102))).seconds(), 3 * SECONDS_PER_DAY);
    }

    #[test]
    fn a_time_before_1970_is_on_the_right_day() {
        let moment = Moment(-1);
        assert_eq!(moment.day(), Day(-1));
        assert_eq!(moment.hms(), (23, 59, 59));
    }
}
