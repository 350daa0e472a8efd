//! Keeping hatches and dashes fixed to the ground.
//!
//! A hatch is laid out in "pattern pixels", which are CSS pixels at the nearest whole
//! zoom. Its period is a power of two of them, hence a power of two of world units, so
//! that the phase of the camera is an exact bit mask: the hatch does not swim while the
//! map is panned, and grows with the map between two whole zooms.

use crate::camera::Camera;
use crate::program::{Program, Uniform};

/// The longest period of any pattern, in pattern pixels. The shaders divide it.
const PERIOD_PX: u32 = 32;

/// Whole zoom at which a CSS pixel is one world unit: 2³² units, 256-pixel tiles.
const UNIT_ZOOM: i32 = 24;

/// The pattern's place and scale as uniforms.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct PatternUniforms {
    /// Pattern position of the middle of the picture, 0 to `PERIOD_PX`.
    origin_px: [f32; 2],
    /// CSS pixels per pattern pixel, √½ to √2.
    stretch: f32,
    /// World units per pattern pixel, a power of two.
    units_per_px: f32,
}

impl PatternUniforms {
    /// The numbers for a camera.
    pub(crate) fn of(camera: &Camera) -> Self {
        let zoom = camera.pixels_per_unit.log2() + f64::from(UNIT_ZOOM);
        let whole_zoom = (zoom.round() as i32).clamp(0, UNIT_ZOOM);
        let units_per_px = 1_u32 << (UNIT_ZOOM - whole_zoom);
        let mask = (PERIOD_PX << (UNIT_ZOOM - whole_zoom)) - 1;
        let along = |axis: usize| -> f64 {
            let units = f64::from(camera.origin[axis] & mask) + camera.offset[axis];
            units / f64::from(units_per_px)
        };
        let stretch = camera.pixels_per_unit * f64::from(units_per_px);
        // Fragments are counted from the edge of the canvas, wherever the picture stands.
        let shift_px = f64::from(camera.shift_device_px()) / camera.device_pixel_ratio;
        Self {
            origin_px: [(along(0) - shift_px / stretch) as f32, along(1) as f32],
            stretch: stretch as f32,
            units_per_px: units_per_px as f32,
        }
    }

    /// Sets them on the current program.
    pub(crate) fn send(&self, program: &Program) {
        program.vec2(Uniform::PatternOrigin, self.origin_px);
        program.float(Uniform::PatternStretch, self.stretch);
        program.float(Uniform::UnitsPerPatternPixel, self.units_per_px);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn camera(origin: [u32; 2], zoom: f64) -> Camera {
        Camera {
            origin,
            offset: [0.0, 0.0],
            pixels_per_unit: (zoom - f64::from(UNIT_ZOOM)).exp2(),
            width_px: 100.0,
            height_px: 100.0,
            device_pixel_ratio: 1.0,
            pane: None,
        }
    }

    #[test]
    fn panning_by_a_period_leaves_the_hatch_where_it_was() {
        let units = PERIOD_PX << 12;
        let here = PatternUniforms::of(&camera([2_576_980_377, 1_700_000_001], 12.3));
        let there =
            PatternUniforms::of(&camera([2_576_980_377 + units, 1_700_000_001 - units], 12.3));
        assert_eq!(here, there);
    }

    #[test]
    fn panning_by_a_pixel_moves_the_hatch_by_a_pixel() {
        let here = PatternUniforms::of(&camera([1 << 20, 1 << 20], 14.0));
        let there = PatternUniforms::of(&camera([(1 << 20) + (1 << 10), 1 << 20], 14.0));
        assert_eq!(there.origin_px[0] - here.origin_px[0], 1.0);
        assert_eq!(there.origin_px[1], here.origin_px[1]);
    }

    #[test]
    fn the_stretch_stays_within_half_a_zoom() {
        for tenth in 0..=200 {
            let stretch = PatternUniforms::of(&camera([0, 0], f64::from(tenth) / 10.0)).stretch;
            assert!((0.707..=1.415).contains(&stretch), "{stretch} at {tenth}");
        }
    }

    #[test]
    fn the_pattern_has_no_seam_where_the_world_ends() {
        let west = PatternUniforms::of(&camera([0, 0], 3.0));
        let east = PatternUniforms::of(&camera([0_u32.wrapping_sub(1 << 21), 0], 3.0));
        assert_eq!(west.origin_px[0], 0.0);
        assert_eq!(east.origin_px[0], (PERIOD_PX - 1) as f32);
    }
}
