//! What a hand on the timeline snaps to, by how near one looks (T8).
//!
//! Has no opinion on hands: dragging and keys move by the same steps.

use super::moment::{Moment, SECONDS_PER_DAY};
use super::{TickUnit, TimeScale, TimeStep};

/// An axis that is no longer is read by the minute, seconds.
const MINUTES_UP_TO_S: i64 = 6 * 3_600;
/// An axis that is no longer is read by the hour, seconds.
const HOURS_UP_TO_S: i64 = 4 * SECONDS_PER_DAY;
/// A day that is narrower cannot be hit by a hand, CSS pixels.
const DAY_PX: f64 = 2.0;

/// The steps in which something on the timeline moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Snap {
    /// The ordinary step.
    pub step: TimeStep,
    /// The step with the modifier for fine control.
    pub fine: TimeStep,
}

impl Snap {
    /// The steps for an axis: minutes and hours on a short one, days where they can be told
    /// apart, else `bins`, the step of the chart's bins.
    pub fn of(scale: &TimeScale, bins: TimeStep) -> Self {
        let one = |unit| TimeStep::new(unit, 1);
        let length_s = scale.domain.seconds();
        let day_px = SECONDS_PER_DAY as f64 / scale.seconds_per_px();
        let (step, fine) = if length_s <= MINUTES_UP_TO_S {
            (one(TickUnit::Minute), one(TickUnit::Minute))
        } else if length_s <= HOURS_UP_TO_S {
            (one(TickUnit::Hour), one(TickUnit::Minute))
        } else if day_px >= DAY_PX || bins.unit <= TickUnit::Day {
            (one(TickUnit::Day), one(TickUnit::Hour))
        } else {
            (bins, one(TickUnit::Day))
        };
        Self { step, fine }
    }

    /// The one of the two that is meant.
    pub fn step(self, is_fine: bool) -> TimeStep {
        if is_fine { self.fine } else { self.step }
    }
}

impl TimeStep {
    /// So many boundaries on, or back where `count` is negative, from wherever `moment` is
    /// between two.
    pub fn stepped(self, moment: Moment, count: i32) -> Moment {
        (0..count.unsigned_abs()).fold(moment, |at, _| {
            if count > 0 { self.after(at) } else { self.floor(Moment(at.0.saturating_sub(1))) }
        })
    }

    /// How many of them a leap takes: a day of hours, a week of days, a year of months.
    pub fn leap(self) -> i32 {
        match self.unit {
            TickUnit::Minute => 60,
            TickUnit::Hour => 24,
            TickUnit::Day => 7,
            TickUnit::Month => 12,
            TickUnit::Week | TickUnit::Quarter => 4,
            TickUnit::Year | TickUnit::Decade | TickUnit::Century => 10,
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::time::{Day, Span, bin_step, parse_moment};
    use proptest::prelude::*;

    fn at(text: &str) -> Moment {
        parse_moment(text).unwrap()
    }

    fn scale(days: f64, width_px: f64) -> TimeScale {
        let start = Moment::start_of(Day::from_ymd(2016, 11, 14).unwrap());
        let end = Moment(start.0 + (days * SECONDS_PER_DAY as f64) as i64);
        TimeScale::new(Span { start, end }, width_px)
    }

    fn snap(days: f64, width_px: f64) -> Snap {
        let scale = scale(days, width_px);
        Snap::of(&scale, bin_step(scale.domain, (width_px / 7.0) as usize, 5))
    }

    #[test]
    fn the_nearer_one_looks_the_finer_is_the_step() {
        let units = |days, width_px| {
            let snap = snap(days, width_px);
            (snap.step.unit, snap.fine.unit)
        };
        assert_eq!(units(0.2, 900.0), (TickUnit::Minute, TickUnit::Minute));
        assert_eq!(units(3.0, 900.0), (TickUnit::Hour, TickUnit::Minute));
        assert_eq!(units(39.0, 900.0), (TickUnit::Day, TickUnit::Hour));
        assert_eq!(units(39.0, 320.0), (TickUnit::Day, TickUnit::Hour));
        assert_eq!(units(1_600.0, 900.0), (TickUnit::Month, TickUnit::Day));
        assert_eq!(units(40_000.0, 900.0), (TickUnit::Year, TickUnit::Day));
        assert_eq!(units(400_000.0, 900.0).1, TickUnit::Day);
    }

    #[test]
    fn days_start_at_the_midnights_of_the_place() {
        let day = TimeStep::new(TickUnit::Day, 1);
        // Half an hour before midnight and half an hour after are nearest to the same one.
        assert_eq!(day.nearest(at("2016-12-05T23:30")), at("2016-12-05"));
        assert_eq!(day.nearest(at("2016-12-06T00:30")), at("2016-12-05"));
        // The night in which clocks went back in Syria has 24 hours like any other.
        assert_eq!(day.stepped(at("2016-10-28T12:00"), 1), at("2016-10-28"));
        assert_eq!(day.stepped(at("2016-10-28"), 1), at("2016-10-29"));
    }

    #[test]
    fn from_between_two_boundaries_a_step_goes_to_the_next_on_either_side() {
        let hour = TimeStep::new(TickUnit::Hour, 1);
        assert_eq!(hour.stepped(at("2016-12-05T10:20"), 1), at("2016-12-05T11:00"));
        assert_eq!(hour.stepped(at("2016-12-05T10:20"), -1), at("2016-12-05T10:00"));
        assert_eq!(hour.stepped(at("2016-12-05T10:00"), -1), at("2016-12-05T09:00"));
        let month = TimeStep::new(TickUnit::Month, 1);
        assert_eq!(month.stepped(at("2016-12-05"), month.leap()), at("2017-11-30"));
    }

    proptest! {
        #[test]
        fn steps_on_and_back_again_come_home(
            day in -700_000..700_000_i32,
            count in 1..40_i32,
            unit in proptest::sample::select(vec![
                TickUnit::Minute, TickUnit::Hour, TickUnit::Day, TickUnit::Week, TickUnit::Month,
                TickUnit::Quarter, TickUnit::Year,
            ]),
        ) {
            let step = TimeStep::new(unit, 1);
            let home = step.floor(Moment::start_of(Day(day)));
            prop_assert_eq!(step.stepped(step.stepped(home, count), -count), home);
        }
    }
}
