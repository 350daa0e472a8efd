//! The way from one view to another that is easiest on the eye.
//!
//! Source: J. J. van Wijk and W. A. A. Nuij, "Smooth and efficient zooming and panning",
//! IEEE InfoVis 2003: zoom out, pan, zoom in, along the path on which the picture flows
//! past at a constant pace.

use super::View;
use super::hyperbolic::{asinh, cosh, exp, sinh};
use super::view::UNIT_ZOOM;
use super::world::{WORLD_UNITS, wrapped};

/// How much zooming is preferred to panning; the value that the paper's readers chose.
const RHO: f64 = 1.42;
/// A way shorter than this part of the picture is a matter of zoom alone.
const SHORT: f64 = 1e-6;

impl View {
    /// The view at `fraction` (0 here, 1 at `to`, clamped) of the flight to `to`. It has
    /// the size of `to`. Even steps of the fraction look even; ease it for a soft start.
    pub fn interpolated(&self, to: &Self, fraction: f64) -> Self {
        if fraction >= 1.0 {
            return *to;
        }
        let start = self.with_size(to.width_px(), to.height_px());
        if fraction.is_nan() || fraction <= 0.0 {
            return start;
        }
        let path = Path::new(&start, to);
        let (along, width_units) = path.at(fraction * path.length);
        let ((x, y), (east, south)) = (start.centre_world(), path.way);
        let zoom = (to.width_px() / width_units).log2() + UNIT_ZOOM;
        Self::from_world((x + east * along, y + south * along), zoom, to.width_px(), to.height_px())
    }

    /// How long the flight to `to` is, in the measure in which its pace is constant: 1 is
    /// a pan by somewhat less than the picture's width, or a zoom by two levels. For the
    /// duration of a flight.
    pub fn flight_length(&self, to: &Self) -> f64 {
        Path::new(&self.with_size(to.width_px(), to.height_px()), to).length.abs()
    }
}

/// A hyperbola in the space of place and scale.
struct Path {
    /// From one middle to the other, world units, the short way around.
    way: (f64, f64),
    /// Length of that.
    distance: f64,
    /// Widths of the picture at both ends, world units.
    start_width: f64,
    /// Parameter of the hyperbola at the start; `None` without a pan.
    r0: Option<f64>,
    /// Length of the path; signed where there is only a zoom.
    length: f64,
}

impl Path {
    fn new(from: &View, to: &View) -> Self {
        let half = WORLD_UNITS / 2.0;
        let ((x0, y0), (x1, y1)) = (from.centre_world(), to.centre_world());
        let way = (wrapped(x1 - x0 + half, WORLD_UNITS) - half, y1 - y0);
        let distance = way.0.hypot(way.1);
        let (w0, w1) = (width_units(from), width_units(to));
        if distance < SHORT * w0.min(w1) {
            let length = (w1 / w0).ln() / RHO;
            return Self { way, distance, start_width: w0, r0: None, length };
        }
        let rho2 = RHO * RHO;
        let b = |sign: f64, w: f64| {
            (w1 * w1 - w0 * w0 + sign * rho2 * rho2 * distance * distance)
                / (2.0 * w * rho2 * distance)
        };
        // ln(√(b² + 1) − b), in the form that loses nothing for large b.
        let (r0, r1) = (asinh(-b(1.0, w0)), asinh(-b(-1.0, w1)));
        Self { way, distance, start_width: w0, r0: Some(r0), length: (r1 - r0) / RHO }
    }

    /// The part of the way done, and the width of the picture in world units.
    fn at(&self, s: f64) -> (f64, f64) {
        let Some(r0) = self.r0 else {
            let fraction = s.abs() / self.length.abs().max(f64::MIN_POSITIVE);
            return (fraction, self.start_width * exp(RHO * s));
        };
        let r = r0 + RHO * s;
        let done = self.start_width / (RHO * RHO) * (cosh(r0) * sinh(r) / cosh(r) - sinh(r0));
        (done / self.distance, self.start_width * cosh(r0) / cosh(r))
    }
}

fn width_units(view: &View) -> f64 {
    view.width_px() / view.pixels_per_world_unit()
}
