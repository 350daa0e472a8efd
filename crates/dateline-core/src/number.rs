//! Numbers as machines read them.
//!
//! The library's way to write a floating-point number is exact to the last digit and some
//! tens of kilobytes of code. A reader has to download them, so what is rounded anyway is
//! written by way of a whole number. Has no opinion on how a language writes numbers.

/// The number with so many decimals, at most 15: `fixed(1.5, 2)` is `1.50`. What is no
/// number counts as 0, and what lies beyond 64 bits as the nearest that does not.
pub fn fixed(value: f64, decimals: u32) -> String {
    let unit = 10_i64.saturating_pow(decimals);
    let units = (value * unit as f64).round_ties_even() as i64;
    let digits = units.unsigned_abs().to_string();
    let decimals = decimals as usize;
    let mut text = String::with_capacity(digits.len().max(decimals) + 3);
    if units < 0 {
        text.push('-');
    }
    // One digit at least stands before the point.
    for _ in digits.len()..=decimals {
        text.push('0');
    }
    text.push_str(&digits);
    if decimals > 0 {
        text.insert(text.len() - decimals, '.');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn there_is_a_digit_before_the_point_and_a_sign_only_before_what_is_not_zero() {
        assert_eq!(fixed(0.05, 2), "0.05");
        assert_eq!(fixed(-0.5, 1), "-0.5");
        assert_eq!(fixed(-0.001, 2), "0.00");
        assert_eq!(fixed(812.0, 0), "812");
        assert_eq!(fixed(37.163_55, 4), "37.1636");
    }

    #[test]
    fn what_is_no_number_is_written_as_one() {
        assert_eq!(fixed(f64::NAN, 1), "0.0");
        assert_eq!(fixed(f64::INFINITY, 0), "9223372036854775807");
    }

    proptest! {
        #[test]
        fn it_is_what_the_library_writes_but_for_ties(
            value in -1e6..1e6_f64,
            decimals in 0..9_u32,
        ) {
            let places = decimals as usize;
            let (ours, theirs) = (fixed(value, decimals), format!("{value:.places$}"));
            let read = |text: &str| text.parse::<f64>().unwrap_or(f64::NAN);
            let (a, b) = (read(&ours), read(&theirs));
            let unit = 10_f64.powi(-(decimals as i32));
            // Half a unit from both, as far as a number of that size can tell: either is right.
            let units = value / unit;
            let is_tie = (units.fract().abs() - 0.5).abs() < 1e-6 + units.abs() * f64::EPSILON;
            prop_assert!(a == b || is_tie && (a - b).abs() < 1.5 * unit, "{ours} {theirs}");
            prop_assert_eq!(ours.trim_start_matches('-').len(), theirs.trim_start_matches('-').len());
        }
    }
}
