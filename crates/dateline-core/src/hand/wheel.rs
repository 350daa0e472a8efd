//! What a turn of the wheel means to the zoom, whatever browsers count it in.

/// Wheel travel that doubles the scale, CSS pixels.
const PX_PER_ZOOM: f64 = 240.0;
/// A line in pixels: a notch is three lines in one browser, and some 120 pixels in another.
const LINE_PX: f64 = 40.0;
/// Two fingers that pinch on a touch pad come as a wheel of small steps with Ctrl.
const PINCH: f64 = 4.0;
/// The most that a pinch on a touch pad counts for at a time, CSS pixels of the wheel. A wheel
/// with notches that is turned with Ctrl comes to this too, and means the same as without.
const MOST_PINCH_PX: f64 = 120.0;
/// From this on it is a notch of a wheel and not the step of a touch pad, CSS pixels.
const NOTCH_PX: f64 = 60.0;
/// The most zooms of one turn.
const MOST_ZOOM: f64 = 1.0;

/// In what a browser counts a turn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WheelUnit {
    /// CSS pixels.
    Pixel,
    /// Lines of text.
    Line,
    /// Heights of the page.
    Page,
}

/// A turn of the wheel.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Turn {
    /// How far, down is positive.
    pub delta: f64,
    /// In which unit.
    pub unit: WheelUnit,
    /// Whether it came with Ctrl, as pinches on a touch pad do.
    pub with_ctrl: bool,
}

/// By how much a turn zooms in (negative: out) on a map of that height, and whether it was a
/// notch: those come far apart, so that the way between them is worth showing.
pub fn wheel_zoom(turn: Turn, height_px: f64) -> (f64, bool) {
    let (unit_px, is_pixel) = match turn.unit {
        WheelUnit::Pixel => (1.0, true),
        WheelUnit::Line => (LINE_PX, false),
        WheelUnit::Page => (height_px, false),
    };
    let px = turn.delta * unit_px;
    if !px.is_finite() {
        return (0.0, false);
    }
    let is_notch = !is_pixel || px.abs() >= NOTCH_PX;
    let px = if turn.with_ctrl { (px * PINCH).clamp(-MOST_PINCH_PX, MOST_PINCH_PX) } else { px };
    ((-px / PX_PER_ZOOM).clamp(-MOST_ZOOM, MOST_ZOOM), is_notch)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn turn(delta: f64, unit: WheelUnit) -> (f64, bool) {
        wheel_zoom(Turn { delta, unit, with_ctrl: false }, 600.0)
    }

    #[test]
    fn a_notch_is_half_a_zoom_whatever_it_is_counted_in() {
        assert_eq!(turn(120.0, WheelUnit::Pixel), (-0.5, true));
        assert_eq!(turn(3.0, WheelUnit::Line), (-0.5, true));
        assert_eq!(turn(-3.0, WheelUnit::Line), (0.5, true));
        assert_eq!(turn(1.0, WheelUnit::Page), (-1.0, true));
        let held = Turn { delta: 120.0, unit: WheelUnit::Pixel, with_ctrl: true };
        assert_eq!(wheel_zoom(held, 600.0), (-0.5, true));
    }

    #[test]
    fn fingers_on_a_touch_pad_zoom_in_small_steps_and_a_pinch_faster() {
        assert_eq!(turn(-4.8, WheelUnit::Pixel), (0.02, false));
        let pinch = Turn { delta: -4.8, unit: WheelUnit::Pixel, with_ctrl: true };
        assert_eq!(wheel_zoom(pinch, 600.0), (0.08, false));
    }

    #[test]
    fn what_is_no_number_turns_nothing() {
        for delta in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
            assert_eq!(turn(delta, WheelUnit::Pixel), (0.0, false));
        }
        let page = Turn { delta: 1.0, unit: WheelUnit::Page, with_ctrl: false };
        assert_eq!(wheel_zoom(page, f64::NAN), (0.0, false));
    }

    proptest! {
        #[test]
        fn there_and_back_is_nowhere_and_further_is_never_less(
            delta in -5_000.0..5_000.0_f64, more in 1.0..3.0_f64, with_ctrl: bool,
            unit in prop::sample::select(vec![WheelUnit::Pixel, WheelUnit::Line, WheelUnit::Page]),
        ) {
            let zoom = |delta: f64| wheel_zoom(Turn { delta, unit, with_ctrl }, 400.0).0;
            prop_assert_eq!(zoom(delta), -zoom(-delta));
            prop_assert!(zoom(delta * more).abs() >= zoom(delta).abs());
            prop_assert!(zoom(delta).abs() <= MOST_ZOOM);
            prop_assert!(delta == 0.0 || zoom(delta).signum() == -delta.signum());
        }
    }
}
