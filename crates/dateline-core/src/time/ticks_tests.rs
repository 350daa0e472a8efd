//! Ticks and bins at every size of axis.
#![allow(clippy::unwrap_used)]

use super::*;
use crate::time::{EdtfDate, SECONDS_PER_DAY, format_moment};
use proptest::prelude::*;

fn span(text: &str) -> Span {
    EdtfDate::parse(text).unwrap().span
}

fn shown(ticks: &[Tick]) -> Vec<String> {
    ticks.iter().map(|tick| format_moment(Moment(tick.moment.0 + 60))).collect()
}

#[test]
fn five_weeks_on_a_phone_have_week_ticks_under_months() {
    let scale = TimeScale::new(span("2016-11-14/2016-12-22"), 320.0);
    let ticks = ticks(&scale, 40.0, 0);
    assert_eq!((ticks.unit, ticks.step), (TickUnit::Week, 1));
    assert_eq!(ticks.major.len(), 6);
    assert_eq!(shown(&ticks.major)[0], "2016-11-14T00:01");
    assert_eq!(ticks.context_unit, TickUnit::Month);
    assert_eq!(shown(&ticks.context), ["2016-11-14T00:01", "2016-12-01T00:01"]);
}

#[test]
fn ticks_go_from_minutes_to_centuries() {
    for (text, unit, step) in [
        ("2016-12-05T22:00/2016-12-05T22:09", TickUnit::Minute, 1),
        ("2016-12-05T22:00/2016-12-05T23:59", TickUnit::Minute, 15),
        ("2016-12-05", TickUnit::Hour, 3),
        ("2016-12-05/2016-12-11", TickUnit::Day, 1),
        ("2016-12", TickUnit::Week, 1),
        ("2016", TickUnit::Quarter, 1),
        ("2012/2016", TickUnit::Year, 1),
        ("1950/2016", TickUnit::Decade, 1),
        ("-1000/2016", TickUnit::Century, 4),
    ] {
        let ticks = ticks(&TimeScale::new(span(text), 800.0), 80.0, 0);
        assert_eq!((ticks.unit, ticks.step), (unit, step), "{text}");
    }
}

#[test]
fn a_tick_knows_the_largest_unit_that_starts_there() {
    let scale = TimeScale::new(span("2016-12-31/2017-01-02"), 900.0);
    let ticks = ticks(&scale, 200.0, 0);
    assert_eq!(ticks.unit, TickUnit::Day);
    let kinds: Vec<TickUnit> = ticks.major.iter().map(|tick| tick.kind).collect();
    assert_eq!(kinds, [TickUnit::Day, TickUnit::Year, TickUnit::Day, TickUnit::Day]);
}

#[test]
fn the_first_label_of_the_second_row_gives_way_to_one_that_would_touch_it() {
    let scale = TimeScale::new(span("2016-11-30/2016-12-22"), 320.0);
    let ticks = ticks(&scale, 40.0, 0);
    assert_eq!(shown(&ticks.context), ["2016-12-01T00:01"]);
}

#[test]
fn the_shipped_story_has_bins_of_a_day() {
    let story = span("2016-11-14/2016-12-22");
    let bins = bins(story, 60, 0);
    assert_eq!(bins.len(), 39);
    assert!(bins.iter().all(|bin| bin.seconds() == SECONDS_PER_DAY));
    assert_eq!((bins[0].start, bins[38].end), (story.start, story.end));
}

#[test]
fn bins_of_a_week_start_on_the_day_that_is_asked_for() {
    for week_start in 0..7 {
        let bins = bins(span("2016-11-14/2016-12-22"), 10, week_start);
        assert_eq!(bin_step(span("2016-11-14/2016-12-22"), 10, week_start).unit, TickUnit::Week);
        assert!(bins.iter().all(|bin| bin.start.day().weekday_from_monday() == week_start));
    }
}

#[test]
fn the_whole_calendar_has_bins_too() {
    assert!(!bins(Span::CALENDAR, 0, 0).is_empty());
    assert!(bins(Span::CALENDAR, usize::MAX, 0).len() <= 10_000);
    let moment = span("2016").start;
    assert!(bins(Span { start: moment, end: moment }, 10, 0).is_empty());
}

fn year_0() -> Moment {
    span("0000").start
}

#[test]
fn the_start_of_the_year_0_divides_what_would_be_a_single_bin() {
    let around = span("-0020/0020");
    assert_eq!(bins(around, 1, 0).len(), 2);
    assert_eq!(bins(span("0000/0020"), 1, 0).len(), 1);
}

fn any_span() -> impl Strategy<Value = Span> {
    (Moment::FIRST.0..Moment::LAST.0, 6.0..40.0_f64).prop_map(|(start, bits)| Span {
        start: Moment(start),
        end: Moment((start + bits.exp2() as i64).min(Moment::LAST.0)),
    })
}

#[test]
fn ticks_of_weeks_stand_on_the_day_that_the_story_says() {
    let scale = TimeScale::new(span("2016-11-14/2016-12-22"), 320.0);
    for (week_start, first) in [(0, "2016-11-14"), (5, "2016-11-19"), (6, "2016-11-20")] {
        let ticks = ticks(&scale, 44.0, week_start);
        assert_eq!(ticks.unit, TickUnit::Week);
        assert_eq!(ticks.major[0].moment.day().to_iso(), first);
        let days = ticks.major.windows(2).map(|pair| pair[1].moment.0 - pair[0].moment.0);
        assert!(days.into_iter().all(|seconds| seconds == 7 * 86_400));
    }
}

proptest! {
    #[test]
    fn no_two_ticks_of_a_row_touch_and_the_year_can_always_be_read(
        domain in any_span(),
        width_px in 200.0..2_000.0_f64,
        min_gap_px in 20.0..120.0_f64,
    ) {
        let scale = TimeScale::new(domain, width_px);
        let ticks = ticks(&scale, min_gap_px, 0);
        for row in [&ticks.major, &ticks.context] {
            for pair in row.windows(2) {
                let gap = scale.px_from_moment(pair[1].moment)
                    - scale.px_from_moment(pair[0].moment);
                prop_assert!(gap >= min_gap_px - 1e-6, "{gap} of {min_gap_px}");
            }
            for tick in row {
                prop_assert!(domain.start <= tick.moment && tick.moment <= domain.end);
            }
        }
        if ticks.unit != TickUnit::Century {
            let first_px = scale.px_from_moment(ticks.context[0].moment);
            prop_assert!(first_px < min_gap_px);
        }
    }

    #[test]
    fn bins_cover_the_span_without_gaps_and_are_not_more_than_asked_for(
        domain in any_span(),
        target_count in 1..400_usize,
        week_start in 0..7_u32,
    ) {
        let bins = bins(domain, target_count, week_start);
        let crosses_year_0 = domain.start < year_0() && year_0() < domain.end;
        prop_assert!(bins.len() <= target_count.max(1 + usize::from(crosses_year_0)));
        prop_assert!(bins[0].start <= domain.start && domain.start < bins[0].end);
        let last = bins[bins.len() - 1];
        prop_assert!(last.start < domain.end && domain.end <= last.end);
        for pair in bins.windows(2) {
            prop_assert_eq!(pair[0].end, pair[1].start);
        }
    }
}
