//! Sine and cosine of the angles that maps have.
//!
//! The library's own are right for any number there is, and most of their code is for those
//! beyond a million turns: 8 kB of the program that a reader waits for. These are as exact for
//! angles up to some thousand turns. Has no opinion on what the angles are of.

use std::f64::consts::FRAC_PI_2;

/// Terms of the series: with an eighth of a turn at most, the next one is below 10⁻¹⁹.
const TERMS: u32 = 9;
/// What a quarter of a turn has beyond the digits of its constant.
const REST_OF_FRAC_PI_2: f64 = 6.123_233_995_736_766e-17;

/// The sine of an angle in radians.
pub fn sin(radians: f64) -> f64 {
    sine(radians, 0)
}

/// The cosine of an angle in radians.
pub fn cos(radians: f64) -> f64 {
    sine(radians, 1)
}

/// The sine of an angle and so many quarters of a turn.
fn sine(radians: f64, quarters: i64) -> f64 {
    let turned = (radians / FRAC_PI_2).round();
    let rest = radians - turned * FRAC_PI_2 - turned * REST_OF_FRAC_PI_2;
    // What is no number stays none: its rest is none either.
    let quarters = (turned as i64).wrapping_add(quarters).rem_euclid(4);
    let (mut term, mut power) = if quarters % 2 == 0 { (rest, 1.0) } else { (1.0, 0.0) };
    let mut sum = term;
    for _ in 0..TERMS {
        term *= -rest * rest / ((power + 1.0) * (power + 2.0));
        power += 2.0;
        sum += term;
    }
    if quarters < 2 { sum } else { -sum }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::f64::consts::PI;

    #[test]
    fn quarters_of_a_turn_are_met() {
        for (angle, sine, cosine) in [(0.0, 0.0, 1.0), (PI / 2.0, 1.0, 0.0), (PI, 0.0, -1.0)] {
            assert!((sin(angle) - sine).abs() < 1e-15 && (cos(angle) - cosine).abs() < 1e-15);
            assert!((sin(-angle) + sine).abs() < 1e-15 && (cos(-angle) - cosine).abs() < 1e-15);
        }
        assert!(sin(f64::NAN).is_nan() && cos(f64::INFINITY).is_nan());
    }

    proptest! {
        #[test]
        fn within_a_turn_they_are_the_librarys_to_the_last_digits(angle in -2.0 * PI..2.0 * PI) {
            prop_assert!((sin(angle) - angle.sin()).abs() < 1e-15);
            prop_assert!((cos(angle) - angle.cos()).abs() < 1e-15);
        }

        #[test]
        fn a_small_angle_keeps_its_digits(power in 1..200_i32, digits in 1.0..10.0_f64) {
            let angle = digits * 10_f64.powi(-power);
            prop_assert!((sin(angle) / angle.sin() - 1.0).abs() < 4.0 * f64::EPSILON);
        }

        #[test]
        fn after_a_thousand_turns_they_are_as_near(turns in -1000.0..1000.0_f64) {
            let angle = turns * 2.0 * PI;
            prop_assert!((sin(angle) - angle.sin()).abs() < 1e-11);
            prop_assert!((cos(angle) - angle.cos()).abs() < 1e-11);
        }
    }
}
