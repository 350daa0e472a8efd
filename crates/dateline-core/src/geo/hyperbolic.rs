//! Hyperbolic sine and cosine, as far as maps need them.
//!
//! The library's own keep every digit of numbers next to nothing, which takes a kilobyte and a half
//! of the program that a reader waits for. Of these an error is some 10⁻¹⁶ of the larger of the
//! result and one, which no position on Earth can show. Has no opinion on what the numbers are of.

use std::f64::consts::LOG2_E;

/// e to the power of a number.
pub(super) fn exp(power: f64) -> f64 {
    (power * LOG2_E).exp2()
}

/// The hyperbolic sine.
pub(super) fn sinh(number: f64) -> f64 {
    (exp(number) - exp(-number)) / 2.0
}

/// The hyperbolic cosine.
pub(super) fn cosh(number: f64) -> f64 {
    (exp(number) + exp(-number)) / 2.0
}

/// The number of which the hyperbolic sine is `sine`.
pub(super) fn asinh(sine: f64) -> f64 {
    (sine.abs() + (sine * sine + 1.0).sqrt()).ln().copysign(sine)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn is_near(one: f64, other: f64) -> bool {
        (one - other).abs() <= 1e-14 * other.abs().max(1.0)
    }

    proptest! {
        #[test]
        fn they_are_the_librarys(number in -40.0..40.0_f64) {
            prop_assert!(is_near(exp(number), number.exp()));
            prop_assert!(is_near(sinh(number), number.sinh()));
            prop_assert!(is_near(cosh(number), number.cosh()));
        }

        #[test]
        fn the_inverse_is_one_for_the_smallest_and_the_largest(power in -12..12_i32, digits in -10.0..10.0_f64) {
            let sine = digits * 10_f64.powi(power);
            prop_assert!(is_near(asinh(sine), sine.asinh()));
            prop_assert!((sinh(asinh(sine)) - sine).abs() <= 1e-13 * sine.abs().max(1.0));
        }
    }
}
