//! From moments to pixels of the axis and back.
//!
//! Has no opinion on the direction of writing: pixel 0 is where time starts, and a
//! right-to-left page mirrors the axis.

use super::moment::{Moment, Span};

/// The shortest stretch of time that can fill the axis.
pub const MIN_DOMAIN_SECONDS: i64 = 600;

/// A linear scale: `domain` on `width_px` pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TimeScale {
    /// What the axis shows from its start to its end.
    pub domain: Span,
    /// How long the axis is, in CSS pixels.
    pub width_px: f64,
}

impl TimeScale {
    /// A scale that shows `domain` on `width_px` pixels; a width that is not a positive
    /// number counts as one pixel.
    pub fn new(domain: Span, width_px: f64) -> Self {
        let width_px = if width_px.is_finite() && width_px > 0.0 { width_px } else { 1.0 };
        Self { domain, width_px }
    }

    /// Seconds that one pixel stands for.
    pub fn seconds_per_px(&self) -> f64 {
        self.domain.seconds().max(1) as f64 / self.width_px.max(f64::MIN_POSITIVE)
    }

    /// Where the moment lies, in pixels from the start; outside `0..=width_px` for a
    /// moment outside the domain.
    pub fn px_from_moment(&self, moment: Moment) -> f64 {
        let seconds = moment.0.saturating_sub(self.domain.start.0) as f64;
        seconds / self.seconds_per_px()
    }

    /// The moment at a pixel, to the nearest second, within the calendar.
    pub fn moment_from_px(&self, px: f64) -> Moment {
        Span::CALENDAR.clamp(later(self.domain.start, px * self.seconds_per_px()))
    }

    /// The scale magnified `factor` times (less than 1 shows more) with the moment at
    /// `px` kept in its place, as far as the domain stays within `limits` and is not
    /// shorter than [`MIN_DOMAIN_SECONDS`].
    #[must_use]
    pub fn zoomed_about(&self, px: f64, factor: f64, limits: Span) -> Self {
        let factor = if factor.is_finite() && factor > 0.0 { factor } else { 1.0 };
        let before = self.domain.seconds().max(1) as f64;
        let longest = limits.seconds().max(1);
        let shortest = MIN_DOMAIN_SECONDS.min(longest);
        let length = ((before / factor).round() as i64).clamp(shortest, longest);
        let share = if px.is_finite() { px / self.width_px } else { 0.5 };
        let start = later(self.domain.start, share * (before - length as f64));
        self.with_domain_in(start, length, limits)
    }

    /// The scale with its content moved by `px`: what lay at `x` lies at `x + px`, as far
    /// as the domain stays within `limits`.
    #[must_use]
    pub fn panned(&self, px: f64, limits: Span) -> Self {
        let px = if px.is_finite() { px } else { 0.0 };
        let length = self.domain.seconds().clamp(1, limits.seconds().max(1));
        let start = later(self.domain.start, -px * self.seconds_per_px());
        self.with_domain_in(start, length, limits)
    }

    /// The scale that two fingers make of it: what lay under them at `from` lies at `to`, as
    /// far as the domain stays within `limits`.
    #[must_use]
    pub fn pinched(&self, from: (f64, f64), to: (f64, f64), limits: Span) -> Self {
        let middle_px = |fingers: (f64, f64)| (fingers.0 + fingers.1) / 2.0;
        let apart_px = |fingers: (f64, f64)| (fingers.1 - fingers.0).abs().max(1.0);
        let zoomed = self.zoomed_about(middle_px(from), apart_px(to) / apart_px(from), limits);
        zoomed.panned(middle_px(to) - middle_px(from), limits)
    }

    /// `length` seconds from `start`, moved into `limits`; `length` fits there.
    fn with_domain_in(&self, start: Moment, length: i64, limits: Span) -> Self {
        let last_start = Moment(limits.end.0.saturating_sub(length)).max(limits.start);
        let start = start.max(limits.start).min(last_start);
        let end = Moment(start.0.saturating_add(length));
        Self { domain: Span { start, end }, ..*self }
    }
}

/// `moment` and so many seconds, to the nearest second. The conversion saturates.
fn later(moment: Moment, seconds: f64) -> Moment {
    Moment(moment.0.saturating_add(seconds.round() as i64))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const DAY: i64 = 86_400;

    fn span(start: i64, end: i64) -> Span {
        Span { start: Moment(start), end: Moment(end) }
    }

    #[test]
    fn the_ends_of_the_domain_lie_at_the_ends_of_the_axis() {
        let scale = TimeScale::new(span(0, 10 * DAY), 1_000.0);
        assert_eq!(scale.px_from_moment(Moment(0)), 0.0);
        assert_eq!(scale.px_from_moment(Moment(10 * DAY)), 1_000.0);
        assert_eq!(scale.px_from_moment(Moment(-DAY)), -100.0);
        assert_eq!(scale.moment_from_px(250.0), Moment(5 * DAY / 2));
    }

    #[test]
    fn magnifying_keeps_the_moment_under_the_pointer() {
        let limits = span(0, 100 * DAY);
        let scale = TimeScale::new(span(40 * DAY, 60 * DAY), 1_000.0);
        let closer = scale.zoomed_about(250.0, 4.0, limits);
        assert_eq!(closer.domain.seconds(), 5 * DAY);
        assert_eq!(closer.moment_from_px(250.0), scale.moment_from_px(250.0));
        let wider = closer.zoomed_about(250.0, 0.25, limits);
        assert_eq!(wider, scale);
    }

    #[test]
    fn the_domain_is_never_shorter_than_ten_minutes_nor_longer_than_the_limits() {
        let limits = span(0, 100 * DAY);
        let scale = TimeScale::new(span(40 * DAY, 60 * DAY), 1_000.0);
        let closest = scale.zoomed_about(500.0, 1e12, limits);
        assert_eq!(closest.domain.seconds(), MIN_DOMAIN_SECONDS);
        assert_eq!(scale.zoomed_about(500.0, 1e-12, limits).domain, limits);
    }

    #[test]
    fn dragging_moves_the_content_with_the_pointer_up_to_the_limits() {
        let limits = span(0, 100 * DAY);
        let scale = TimeScale::new(span(40 * DAY, 60 * DAY), 1_000.0);
        assert_eq!(scale.panned(100.0, limits).domain, span(38 * DAY, 58 * DAY));
        assert_eq!(scale.panned(1e9, limits).domain, span(0, 20 * DAY));
        assert_eq!(scale.panned(-1e9, limits).domain, span(80 * DAY, 100 * DAY));
    }

    #[test]
    fn two_fingers_keep_what_lies_under_them() {
        let limits = span(0, 100 * DAY);
        let scale = TimeScale::new(span(40 * DAY, 60 * DAY), 1_000.0);
        let pinched = scale.pinched((300.0, 500.0), (200.0, 700.0), limits);
        assert_eq!(pinched.moment_from_px(200.0), scale.moment_from_px(300.0));
        assert_eq!(pinched.moment_from_px(700.0), scale.moment_from_px(500.0));
        assert_eq!(
            scale.pinched((300.0, 500.0), (400.0, 600.0), limits),
            scale.panned(100.0, limits)
        );
        assert!(scale.pinched((300.0, 300.0), (100.0, 900.0), limits).domain.seconds() > 0);
    }

    #[test]
    fn numbers_that_are_none_change_nothing() {
        let limits = span(0, 100 * DAY);
        let scale = TimeScale::new(span(40 * DAY, 60 * DAY), f64::NAN);
        assert_eq!(scale.width_px, 1.0);
        assert_eq!(scale.panned(f64::NAN, limits), scale);
        assert_eq!(scale.zoomed_about(f64::NAN, f64::NAN, limits), scale);
        assert_eq!(scale.moment_from_px(f64::NAN), scale.domain.start);
        assert_eq!(scale.moment_from_px(f64::INFINITY), Moment::LAST);
    }

    proptest! {
        #[test]
        fn a_moment_comes_back_from_its_pixel(
            start in -1_000_000_000_000_i64..1_000_000_000_000,
            length in 600..10_000_000_000_i64,
            share in -1.0..2.0_f64,
            width_px in 10.0..4_000.0_f64,
        ) {
            let start = start.clamp(Moment::FIRST.0 / 2, Moment::LAST.0 / 2);
            let scale = TimeScale::new(span(start, start + length), width_px);
            let moment = Moment(start + (length as f64 * share) as i64);
            prop_assert_eq!(scale.moment_from_px(scale.px_from_moment(moment)), moment);
        }

        #[test]
        fn the_domain_stays_within_the_limits(
            start in 0..50_000_000_i64,
            length in 1..60_000_000_i64,
            px in -5_000.0..5_000.0_f64,
            factor in 0.001..1_000.0_f64,
        ) {
            let limits = span(0, 40_000_000);
            let scale = TimeScale::new(span(start, start + length), 700.0);
            for moved in [scale.panned(px, limits), scale.zoomed_about(px, factor, limits)] {
                prop_assert!(limits.start <= moved.domain.start && moved.domain.end <= limits.end);
                prop_assert!(moved.domain.seconds() > 0);
            }
            let zoomed = scale.zoomed_about(px, factor, limits);
            prop_assert!(zoomed.domain.seconds() >= MIN_DOMAIN_SECONDS);
        }
    }
}
