//! A round length for the map's scale bar.
//!
//! Has no opinion on words: the caller writes the number and the unit.

/// A bar of a round length: 1, 2 or 5 times a power of ten.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ScaleBar {
    /// Length on the ground, metres.
    pub metres: f64,
    /// Length on the screen, CSS pixels.
    pub width_px: f64,
}

impl ScaleBar {
    /// A bar of no length.
    pub const NONE: Self = Self { metres: 0.0, width_px: 0.0 };

    /// The longest round bar that is no wider than `max_width_px`; [`ScaleBar::NONE`] if
    /// one of the numbers is not finite and above zero.
    pub fn fitting(metres_per_pixel: f64, max_width_px: f64) -> Self {
        let max_metres = metres_per_pixel * max_width_px;
        if !(metres_per_pixel > 0.0 && max_metres.is_normal() && max_metres > 0.0) {
            return Self::NONE;
        }
        // Steps instead of a power and a logarithm, which are much code for one number.
        let mut metres = 1.0;
        while metres * 10.0 <= max_metres {
            metres *= 10.0;
        }
        while metres > max_metres {
            metres /= 10.0;
        }
        let factor = [5.0, 2.0].into_iter().find(|factor| factor * metres <= max_metres);
        metres *= factor.unwrap_or(1.0);
        Self { metres, width_px: metres / metres_per_pixel }
    }

    /// Whether the length is better told in kilometres.
    pub fn is_kilometres(self) -> bool {
        self.metres >= 1_000.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_longest_round_length_that_fits_is_chosen() {
        let bar = |metres_per_pixel| ScaleBar::fitting(metres_per_pixel, 100.0).metres;
        assert_eq!(bar(10.0), 1_000.0);
        assert_eq!(bar(9.99), 500.0);
        assert_eq!(bar(4.99), 200.0);
        assert_eq!(bar(1.99), 100.0);
        assert_eq!(ScaleBar::fitting(25.0, 100.0).width_px, 80.0);
    }

    #[test]
    fn there_is_no_bar_for_numbers_that_make_no_sense() {
        for (metres_per_pixel, width) in
            [(0.0, 100.0), (-1.0, -100.0), (f64::NAN, 1.0), (1.0, 0.0), (f64::INFINITY, 1.0)]
        {
            assert_eq!(ScaleBar::fitting(metres_per_pixel, width), ScaleBar::NONE);
        }
    }

    proptest! {
        #[test]
        fn the_bar_fills_at_least_two_fifths_of_the_room(
            metres_per_pixel in 1e-3..1e5_f64,
            max_width_px in 1.0..500.0_f64,
        ) {
            let bar = ScaleBar::fitting(metres_per_pixel, max_width_px);
            prop_assert!(bar.width_px <= max_width_px * (1.0 + 1e-12));
            prop_assert!(bar.width_px >= max_width_px * 0.4 * (1.0 - 1e-12));
        }
    }
}
