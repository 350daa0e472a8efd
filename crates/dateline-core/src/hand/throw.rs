//! A map that is let go of while it moves goes on and slows down.

use super::Point;

/// How far back the speed of a hand is looked for, milliseconds.
const LOOKED_BACK_MS: f64 = 100.0;
/// A hand that has rested this long before it lets go throws nothing, milliseconds.
const RESTED_MS: f64 = 50.0;
/// The shortest stretch that a speed can be told from, milliseconds.
const SHORTEST_MS: f64 = 12.0;
/// A slower hand throws nothing, CSS pixels a second.
const LEAST_SPEED: f64 = 140.0;
/// No hand throws faster, CSS pixels a second.
const MOST_SPEED: f64 = 2_600.0;
/// The speed at which a map glides for a second, CSS pixels a second.
const SPEED_OF_A_SECOND: f64 = 1_100.0;
/// As many positions as a fast mouse tells in the time that is looked back.
const MOST_POSITIONS: usize = 128;

/// How a hand has moved lately.
#[derive(Clone, Debug, Default)]
pub struct Throw {
    /// Time in milliseconds and place, the oldest first.
    path: Vec<(f64, Point)>,
}

impl Throw {
    /// The hand is here now.
    pub fn moved(&mut self, time_ms: f64, at: Point) {
        self.path.retain(|(then_ms, _)| (0.0..=LOOKED_BACK_MS).contains(&(time_ms - then_ms)));
        if self.path.len() == MOST_POSITIONS {
            self.path.remove(0);
        }
        self.path.push((time_ms, at));
    }

    /// How fast the hand was when it let go, CSS pixels a second right and down; `None` if it
    /// rested or crept.
    pub fn at_release(&self, time_ms: f64) -> Option<Point> {
        let is_late = |(then_ms, _): &&(f64, Point)| time_ms - then_ms <= LOOKED_BACK_MS;
        let (first_ms, first) = self.path.iter().find(is_late)?;
        let (last_ms, last) = self.path.last()?;
        let stretch_ms = last_ms - first_ms;
        if stretch_ms < SHORTEST_MS || time_ms - last_ms > RESTED_MS {
            return None;
        }
        let a_second = 1_000.0 / stretch_ms;
        let (right, down) = ((last.0 - first.0) * a_second, (last.1 - first.1) * a_second);
        let speed = right.hypot(down);
        let kept = MOST_SPEED.min(speed) / speed;
        (speed >= LEAST_SPEED).then_some((right * kept, down * kept))
    }
}

/// How a map that was thrown comes to rest.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Glide {
    /// How far it gets, CSS pixels right and down.
    pub way_px: Point,
    /// How long that takes, seconds.
    pub lasts_s: f64,
}

impl Glide {
    /// The glide after a throw at that speed, CSS pixels a second. It starts at that speed and
    /// only slows down, if its way is gone by [`eased`].
    pub fn of(speed: Point) -> Self {
        let lasts_s = (speed.0.hypot(speed.1) / SPEED_OF_A_SECOND).sqrt();
        Self { way_px: (speed.0 * lasts_s / 3.0, speed.1 * lasts_s / 3.0), lasts_s }
    }
}

/// The part of a way that is done after the part `x` of its time, both 0 to 1, by what starts
/// at three times its mean speed and slows to a stop.
pub fn eased(x: f64) -> f64 {
    let rest = 1.0 - x.clamp(0.0, 1.0);
    1.0 - rest * rest * rest
}

#[cfg(test)]
#[allow(clippy::expect_used)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// A hand at a steady speed, seen at those times.
    fn steady(speed: Point, times_ms: &[f64]) -> Throw {
        let mut throw = Throw::default();
        for time_ms in times_ms {
            throw.moved(*time_ms, (speed.0 * time_ms / 1_000.0, speed.1 * time_ms / 1_000.0));
        }
        throw
    }

    #[test]
    fn a_hand_that_rests_before_it_lets_go_throws_nothing() {
        let throw = steady((600.0, 0.0), &[0.0, 16.0, 32.0, 48.0]);
        assert!(throw.at_release(60.0).is_some());
        assert_eq!(throw.at_release(120.0), None);
        assert_eq!(steady((100.0, 0.0), &[0.0, 16.0, 32.0]).at_release(33.0), None);
        assert_eq!(steady((900.0, 0.0), &[0.0]).at_release(1.0), None);
        assert_eq!(Throw::default().at_release(0.0), None);
    }

    #[test]
    fn a_hand_that_turns_back_throws_the_way_it_went_last() {
        let mut throw = Throw::default();
        for step in 0..20 {
            throw.moved(f64::from(step) * 10.0, (f64::from(step) * 10.0, 0.0));
        }
        for step in 20..40 {
            throw.moved(f64::from(step) * 10.0, (f64::from(40 - step) * 10.0, 0.0));
        }
        let (right, _) = throw.at_release(395.0).expect("a throw");
        assert!((right + 1_000.0).abs() < 1.0, "{right}");
    }

    #[test]
    fn a_clock_that_goes_back_is_no_throw_of_the_past() {
        let mut throw = steady((900.0, 0.0), &[500.0, 516.0, 532.0]);
        throw.moved(10.0, (0.0, 0.0));
        assert_eq!(throw.at_release(11.0), None);
    }

    proptest! {
        #[test]
        fn a_steady_hand_is_as_fast_as_it_is_however_often_it_is_seen(
            right in -1_500.0..1_500.0_f64, down in -1_500.0..1_500.0_f64,
            steps_ms in prop::collection::vec(1.0..20.0_f64, 4..60),
        ) {
            let speed = right.hypot(down);
            prop_assume!(speed > LEAST_SPEED * 1.01 && speed < MOST_SPEED);
            let mut now_ms = 0.0;
            let times: Vec<f64> = steps_ms.iter().map(|step| { now_ms += step; now_ms }).collect();
            prop_assume!(times[times.len() - 1] - times[0] > SHORTEST_MS);
            let (x, y) = steady((right, down), &times).at_release(now_ms + 5.0).expect("a throw");
            prop_assert!((x - right).abs() < 1e-6 * speed && (y - down).abs() < 1e-6 * speed);
        }

        #[test]
        fn no_throw_is_faster_than_the_fastest_and_none_loses_its_direction(
            right in -1e6..1e6_f64, down in -1e6..1e6_f64,
        ) {
            prop_assume!(right.hypot(down) > LEAST_SPEED);
            let (x, y) = steady((right, down), &[0.0, 20.0, 40.0]).at_release(41.0).expect("a throw");
            prop_assert!(x.hypot(y) <= MOST_SPEED * (1.0 + 1e-9));
            prop_assert!((x * down - y * right).abs() <= 1e-6 * right.hypot(down) * x.hypot(y));
        }

        #[test]
        fn a_glide_starts_at_the_speed_of_the_throw_and_only_slows_down(
            right in -2_600.0..2_600.0_f64, down in -2_600.0..2_600.0_f64, x in 0.0..1.0_f64,
        ) {
            let speed = right.hypot(down);
            prop_assume!((LEAST_SPEED..=MOST_SPEED).contains(&speed));
            let glide = Glide::of((right, down));
            let length = glide.way_px.0.hypot(glide.way_px.1);
            let at = |part: f64| length * eased(part);
            // Pixels a second over a millisecond of the glide.
            let pace = |part: f64| (at(part + 1e-3 / glide.lasts_s) - at(part)) / 1e-3;
            prop_assert!((pace(0.0) - speed).abs() < 0.01 * speed, "{} {speed}", pace(0.0));
            prop_assert!(pace(x) <= pace(x * 0.5) + 1e-6);
            prop_assert!(pace(x) >= -1e-9);
            prop_assert!((at(1.0) - length).abs() < 1e-9 && at(0.0) == 0.0);
            prop_assert!(glide.lasts_s < 2.0 && length < 1_600.0);
        }
    }
}
