//! Units of civil time and their boundaries, from minutes to centuries.

use super::civil::{Day, MAX_YEAR, MIN_YEAR};
use super::moment::{Moment, SECONDS_PER_DAY, Span};

/// A unit of civil time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TickUnit {
    /// A minute.
    Minute,
    /// An hour.
    Hour,
    /// A civil day.
    Day,
    /// Seven days from the first day of the week.
    Week,
    /// A calendar month.
    Month,
    /// Three months from January, April, July or October.
    Quarter,
    /// A calendar year.
    Year,
    /// Ten years from one that ends in 0.
    Decade,
    /// A hundred years from one that ends in 00.
    Century,
}

/// So many units at a time: every 15 minutes, every 2 years.
///
/// Boundaries lie at fixed places of the calendar, so that they stay where they are when
/// the view moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct TimeStep {
    /// The unit.
    pub unit: TickUnit,
    /// How many of them, at least 1.
    pub count: u32,
    /// First day of the week, 0 = Monday … 6 = Sunday.
    pub week_start: u32,
}

impl TimeStep {
    /// The steps that make a readable axis, finest first.
    pub(super) const READABLE: [(TickUnit, u32); 20] = [
        (TickUnit::Minute, 1),
        (TickUnit::Minute, 5),
        (TickUnit::Minute, 15),
        (TickUnit::Minute, 30),
        (TickUnit::Hour, 1),
        (TickUnit::Hour, 3),
        (TickUnit::Hour, 6),
        (TickUnit::Hour, 12),
        (TickUnit::Day, 1),
        (TickUnit::Day, 2),
        (TickUnit::Week, 1),
        (TickUnit::Month, 1),
        (TickUnit::Quarter, 1),
        (TickUnit::Year, 1),
        (TickUnit::Year, 2),
        (TickUnit::Year, 5),
        (TickUnit::Decade, 1),
        (TickUnit::Decade, 2),
        (TickUnit::Decade, 5),
        (TickUnit::Century, 1),
    ];

    /// `count` units, at least one, in weeks that start on Monday.
    pub fn new(unit: TickUnit, count: u32) -> Self {
        Self { unit, count: count.max(1), week_start: 0 }
    }

    /// The same with weeks that start on `week_start`, 0 = Monday … 6 = Sunday.
    pub fn with_week_start(self, week_start: u32) -> Self {
        Self { week_start: week_start % 7, ..self }
    }

    /// The length of the shortest such step in seconds: February for a month.
    pub fn shortest_seconds(self) -> i64 {
        let unit = match self.unit {
            TickUnit::Minute => 60,
            TickUnit::Hour => 3_600,
            TickUnit::Day => SECONDS_PER_DAY,
            TickUnit::Week => 7 * SECONDS_PER_DAY,
            TickUnit::Month => 28 * SECONDS_PER_DAY,
            TickUnit::Quarter => 90 * SECONDS_PER_DAY,
            TickUnit::Year => 365 * SECONDS_PER_DAY,
            TickUnit::Decade => 3_652 * SECONDS_PER_DAY,
            TickUnit::Century => 36_524 * SECONDS_PER_DAY,
        };
        unit * i64::from(self.count)
    }

    /// The last boundary at or before `moment`, within the calendar.
    pub fn floor(self, moment: Moment) -> Moment {
        self.boundary(self.number_of(Span::CALENDAR.clamp(moment)))
    }

    /// The first boundary after `moment`, within the calendar.
    pub fn after(self, moment: Moment) -> Moment {
        self.boundary(self.number_of(Span::CALENDAR.clamp(moment)) + 1)
    }

    /// The boundary that lies nearest to `moment`, the earlier of two.
    pub fn nearest(self, moment: Moment) -> Moment {
        let (before, after) = (self.floor(moment), self.after(moment));
        let to_before = moment.0.saturating_sub(before.0);
        if to_before <= after.0.saturating_sub(moment.0) { before } else { after }
    }

    /// Every boundary from `span.start` to `span.end`, both included, ascending.
    pub fn boundaries(self, span: Span) -> impl Iterator<Item = Moment> {
        let floor = self.floor(span.start);
        let first = if floor == span.start { floor } else { self.after(span.start) };
        std::iter::successors(Some(first), move |moment| {
            let next = self.after(*moment);
            // At the end of the calendar there is no further boundary.
            (next > *moment).then_some(next)
        })
        .take_while(move |moment| *moment <= span.end)
        .filter(move |moment| span.start <= *moment && self.starts_at(*moment))
    }

    /// Whether `moment` is a boundary. The ends of the calendar are only if a step starts
    /// there, though [`TimeStep::floor`] and [`TimeStep::after`] stop at them.
    pub fn starts_at(self, moment: Moment) -> bool {
        self.number_of(moment) != self.number_of(Moment(moment.0.saturating_sub(1)))
    }

    /// How many steps it takes to cover both `first` and `last` and all between them.
    pub(super) fn count_touched(self, first: Moment, last: Moment) -> i64 {
        let number_of = |moment| self.number_of(Span::CALENDAR.clamp(moment));
        number_of(last) - number_of(first) + 1
    }

    /// Which step since the unit's origin contains `moment`.
    fn number_of(self, moment: Moment) -> i64 {
        let count = i64::from(self.count.max(1));
        let units = match self.unit {
            TickUnit::Minute => moment.0.div_euclid(60),
            TickUnit::Hour => moment.0.div_euclid(3_600),
            TickUnit::Day => i64::from(moment.day().0),
            TickUnit::Week => (i64::from(moment.day().0) + self.week_shift()).div_euclid(7),
            TickUnit::Month | TickUnit::Quarter => {
                let (year, month, _) = moment.day().to_ymd();
                let months = i64::from(year) * 12 + i64::from(month) - 1;
                months.div_euclid(if self.unit == TickUnit::Month { 1 } else { 3 })
            }
            TickUnit::Year | TickUnit::Decade | TickUnit::Century => {
                i64::from(moment.day().to_ymd().0).div_euclid(self.years())
            }
        };
        units.div_euclid(count)
    }

    /// Where the step with that number starts, clamped to the calendar.
    fn boundary(self, number: i64) -> Moment {
        let units = number.saturating_mul(i64::from(self.count.max(1)));
        let moment = match self.unit {
            TickUnit::Minute => Moment(units.saturating_mul(60)),
            TickUnit::Hour => Moment(units.saturating_mul(3_600)),
            TickUnit::Day => Moment(units.saturating_mul(SECONDS_PER_DAY)),
            TickUnit::Week => {
                let days = units.saturating_mul(7).saturating_sub(self.week_shift());
                Moment(days.saturating_mul(SECONDS_PER_DAY))
            }
            TickUnit::Month => start_of_month(units),
            TickUnit::Quarter => start_of_month(units.saturating_mul(3)),
            TickUnit::Year | TickUnit::Decade | TickUnit::Century => {
                start_of_month(units.saturating_mul(self.years() * 12))
            }
        };
        Span::CALENDAR.clamp(moment)
    }

    /// Days from the start of the week that contains 1970-01-01, a Thursday, to it.
    fn week_shift(self) -> i64 {
        (3 - i64::from(self.week_start)).rem_euclid(7)
    }

    fn years(self) -> i64 {
        match self.unit {
            TickUnit::Century => 100,
            TickUnit::Decade => 10,
            _ => 1,
        }
    }
}

/// The start of the month that lies `months` after January of the year 0.
fn start_of_month(months: i64) -> Moment {
    let year = months.div_euclid(12);
    let month = months.rem_euclid(12) as u32 + 1;
    if year < i64::from(MIN_YEAR) {
        return Moment::FIRST;
    }
    if year > i64::from(MAX_YEAR) {
        return Moment::LAST;
    }
    Day::from_ymd(year as i32, month, 1).map_or(Moment::LAST, Moment::start_of)
}

#[cfg(test)]
#[path = "unit_tests.rs"]
mod tests;
