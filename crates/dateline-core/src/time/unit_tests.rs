//! Steps of civil time against a scan of the days.
#![allow(clippy::unwrap_used)]

use super::*;
use crate::time::{SECONDS_PER_DAY, parse_moment};
use proptest::prelude::*;

const UNITS: [TickUnit; 9] = [
    TickUnit::Minute,
    TickUnit::Hour,
    TickUnit::Day,
    TickUnit::Week,
    TickUnit::Month,
    TickUnit::Quarter,
    TickUnit::Year,
    TickUnit::Decade,
    TickUnit::Century,
];

fn at(text: &str) -> Moment {
    parse_moment(text).unwrap()
}

/// Whether a civil unit starts with that day, said once more without arithmetic.
fn starts_on(unit: TickUnit, week_start: u32, day: Day) -> bool {
    let (year, month, day_of_month) = day.to_ymd();
    match unit {
        TickUnit::Minute | TickUnit::Hour | TickUnit::Day => true,
        TickUnit::Week => day.weekday_from_monday() == week_start,
        TickUnit::Month => day_of_month == 1,
        TickUnit::Quarter => day_of_month == 1 && [1, 4, 7, 10].contains(&month),
        TickUnit::Year => (month, day_of_month) == (1, 1),
        TickUnit::Decade => (month, day_of_month) == (1, 1) && year % 10 == 0,
        TickUnit::Century => (month, day_of_month) == (1, 1) && year % 100 == 0,
    }
}

#[test]
fn boundaries_lie_where_the_calendar_has_them() {
    let evening = at("2016-12-05T22:17");
    for (unit, count, floor, after) in [
        (TickUnit::Minute, 15, "2016-12-05T22:15", "2016-12-05T22:30"),
        (TickUnit::Hour, 6, "2016-12-05T18:00", "2016-12-06T00:00"),
        (TickUnit::Day, 1, "2016-12-05T00:00", "2016-12-06T00:00"),
        (TickUnit::Week, 1, "2016-12-05T00:00", "2016-12-12T00:00"),
        (TickUnit::Month, 1, "2016-12-01T00:00", "2017-01-01T00:00"),
        (TickUnit::Quarter, 1, "2016-10-01T00:00", "2017-01-01T00:00"),
        (TickUnit::Year, 5, "2015-01-01T00:00", "2020-01-01T00:00"),
        (TickUnit::Decade, 1, "2010-01-01T00:00", "2020-01-01T00:00"),
        (TickUnit::Century, 1, "2000-01-01T00:00", "2100-01-01T00:00"),
    ] {
        let step = TimeStep::new(unit, count);
        assert_eq!((step.floor(evening), step.after(evening)), (at(floor), at(after)), "{unit:?}");
    }
    let from_sunday = TimeStep::new(TickUnit::Week, 1).with_week_start(6);
    assert_eq!(from_sunday.floor(evening), at("2016-12-04T00:00"));
}

#[test]
fn the_nearest_boundary_is_the_one_to_snap_to() {
    let day = TimeStep::new(TickUnit::Day, 1);
    assert_eq!(day.nearest(at("2016-12-05T11:59")), at("2016-12-04"));
    assert_eq!(day.nearest(at("2016-12-05T12:01")), at("2016-12-05"));
    assert_eq!(day.nearest(at("2016-12-05")), at("2016-12-05"));
}

#[test]
fn boundaries_include_both_ends_of_the_span() {
    let span = Span { start: at("2016-11-30"), end: at("2017-01-31") };
    let months: Vec<Moment> = TimeStep::new(TickUnit::Month, 1).boundaries(span).collect();
    assert_eq!(months, [at("2016-11-30"), at("2016-12-31"), at("2017-01-31")]);
}

#[test]
fn at_the_ends_of_the_calendar_steps_stop() {
    for unit in UNITS {
        let step = TimeStep::new(unit, 1);
        assert_eq!(step.after(Moment::LAST), Moment::LAST, "{unit:?}");
        assert_eq!(step.floor(Moment(i64::MIN)), step.floor(Moment::FIRST));
        let last_minutes = Span { start: Moment(Moment::LAST.0 - 90), end: Moment(i64::MAX) };
        assert!(step.boundaries(last_minutes).count() <= 2);
    }
    // Neither end of the calendar is the start of 800 years, and the first is no Monday.
    let steps = [TimeStep::new(TickUnit::Century, 8), TimeStep::new(TickUnit::Week, 7_000)];
    for step in steps {
        let ends = step.boundaries(Span::CALENDAR);
        assert!(ends.into_iter().all(|moment| moment != Moment::FIRST && moment != Moment::LAST));
    }
}

proptest! {
    #[test]
    fn a_moment_lies_between_its_boundaries(
        seconds in Moment::FIRST.0..Moment::LAST.0,
        unit in proptest::sample::select(UNITS.to_vec()),
        count in 1..60_u32,
        week_start in 0..7_u32,
    ) {
        let step = TimeStep::new(unit, count).with_week_start(week_start);
        let (floor, after) = (step.floor(Moment(seconds)), step.after(Moment(seconds)));
        prop_assert!(floor.0 <= seconds && seconds < after.0);
        prop_assert_eq!(step.floor(floor), floor);
        prop_assert_eq!(step.count_touched(floor, Moment(after.0 - 1)), 1);
        let in_calendar = floor > Moment::FIRST && after < Moment::LAST;
        prop_assert!(!in_calendar || after.0 - floor.0 >= step.shortest_seconds());
    }

    #[test]
    fn single_steps_start_on_the_days_that_a_scan_finds(
        start_day in -200_000..200_000_i32,
        unit in proptest::sample::select(UNITS[2..].to_vec()),
        week_start in 0..7_u32,
    ) {
        let span = Span {
            start: Moment(i64::from(start_day) * SECONDS_PER_DAY + 1),
            end: Moment(i64::from(start_day + 800) * SECONDS_PER_DAY),
        };
        let found: Vec<Moment> =
            TimeStep::new(unit, 1).with_week_start(week_start).boundaries(span).collect();
        let expected: Vec<Moment> = (start_day + 1..=start_day + 800)
            .map(Day)
            .filter(|day| starts_on(unit, week_start, *day))
            .map(Moment::start_of)
            .collect();
        prop_assert_eq!(found, expected);
    }
}
