//! Where the picture looks, in the numbers the shaders take.
//!
//! The shader subtracts a whole world position from a whole world position, so that what
//! becomes a float is small where it is seen: exact at every zoom.

use dateline_core::geo::{Pane, View};

use crate::program::{Program, Uniform};

/// More than any mark or group reaches out from its middle, CSS pixels.
const MARGIN_PX: f64 = 40.0;

/// The middle of the picture, its scale and its size.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Camera {
    /// World position of the middle in 32-bit fixed-point Web Mercator, rounded down.
    pub origin: [u32; 2],
    /// What rounding took away, in world units, 0 to 1.
    pub offset: [f64; 2],
    /// CSS pixels per world unit; the world is 2³² units wide.
    pub pixels_per_unit: f64,
    /// Width of the picture in CSS pixels.
    pub width_px: f64,
    /// Height of the picture in CSS pixels.
    pub height_px: f64,
    /// Device pixels per CSS pixel.
    pub device_pixel_ratio: f64,
    /// The part of the canvas that shows it; without one, all of it does.
    pub pane: Option<Pane>,
}

impl Camera {
    /// The camera of a view on a screen with that many device pixels per CSS pixel.
    pub fn of(view: &View, device_pixel_ratio: f64) -> Self {
        let origin = view.origin();
        let (east, south) = view.origin_offset();
        Self {
            origin: [origin.x, origin.y],
            offset: [f64::from(east), f64::from(south)],
            pixels_per_unit: view.pixels_per_world_unit(),
            width_px: view.width_px(),
            height_px: view.height_px(),
            device_pixel_ratio,
            pane: None,
        }
    }

    /// How much more is drawn on each side of what reaches in from there, device pixels.
    pub(crate) fn margin_device_px(&self) -> i32 {
        (MARGIN_PX * self.device_pixel_ratio).ceil() as i32
    }

    /// The same with that margin.
    pub(crate) fn around(&self) -> Self {
        let margin_px = f64::from(2 * self.margin_device_px()) / self.device_pixel_ratio;
        let (width_px, height_px) = (self.width_px + margin_px, self.height_px + margin_px);
        Self { width_px, height_px, ..*self }
    }

    /// How far right of its own place the picture is drawn: whole device pixels, so that it
    /// is the same picture.
    pub(crate) fn shift_device_px(&self) -> i32 {
        self.pane.map_or(0, |pane| (pane.shift_px * self.device_pixel_ratio).round() as i32)
    }

    /// From where to where it is seen, in device pixels from the left.
    pub(crate) fn seen_device_px(&self) -> [i32; 2] {
        let device = |px: f64| (px * self.device_pixel_ratio).round() as i32;
        match self.pane {
            Some(pane) => [device(pane.left_px), device(pane.right_px)],
            None => [0, self.size_device_px()[0] as i32],
        }
    }

    /// Size of the drawing buffer in device pixels, at least 1 × 1.
    pub fn size_device_px(&self) -> [u32; 2] {
        [self.width_px, self.height_px]
            .map(|length| ((length * self.device_pixel_ratio).round() as u32).clamp(1, 16_384))
    }
}

/// The camera as uniforms.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct CameraUniforms {
    origin: [u32; 2],
    offset: [f32; 2],
    /// Clip space per world unit; north is up.
    scale: [f32; 2],
    viewport: [f32; 2],
    pixel_ratio: f32,
}

impl CameraUniforms {
    /// The numbers for a camera.
    pub(crate) fn of(camera: &Camera) -> Self {
        // The buffer has a whole number of device pixels, so the picture is that much
        // larger or smaller than asked for; positions follow the buffer.
        let ratio = camera.device_pixel_ratio;
        let viewport = camera.size_device_px().map(|length| f64::from(length) / ratio);
        let clip = viewport.map(|length| 2.0 * camera.pixels_per_unit / length);
        Self {
            origin: camera.origin,
            offset: camera.offset.map(|value| value as f32),
            scale: [clip[0] as f32, -clip[1] as f32],
            viewport: viewport.map(|length| length as f32),
            pixel_ratio: ratio as f32,
        }
    }

    /// Sets them on the current program.
    pub(crate) fn send(&self, program: &Program) {
        program.uvec2(Uniform::Origin, self.origin);
        program.vec2(Uniform::Offset, self.offset);
        program.vec2(Uniform::Scale, self.scale);
        program.vec2(Uniform::Viewport, self.viewport);
        program.float(Uniform::PixelRatio, self.pixel_ratio);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_buffer_is_whole_device_pixels_and_never_empty() {
        let camera = Camera {
            origin: [0, 0],
            offset: [0.0, 0.0],
            pixels_per_unit: 1.0,
            width_px: 333.3,
            height_px: 0.0,
            device_pixel_ratio: 1.5,
            pane: None,
        };
        assert_eq!(camera.size_device_px(), [500, 1]);
    }

    #[test]
    fn half_a_viewport_east_of_the_middle_is_the_edge_of_clip_space() {
        let camera = Camera {
            origin: [7, 9],
            offset: [0.25, 0.5],
            pixels_per_unit: 0.0625,
            width_px: 800.0,
            height_px: 600.0,
            device_pixel_ratio: 2.0,
            pane: None,
        };
        let uniforms = CameraUniforms::of(&camera);
        let units_to_the_edge = 400.0 / 0.0625;
        assert!((uniforms.scale[0] * units_to_the_edge - 1.0).abs() < 1e-6);
        let units_to_the_bottom = 300.0 / 0.0625;
        assert!((uniforms.scale[1] * units_to_the_bottom + 1.0).abs() < 1e-6);
    }
}
