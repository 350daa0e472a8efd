//! The camera under hands: pinches, boxes, and straight ways to where it was sent.

use super::View;
use super::view::UNIT_ZOOM;
use super::world::{WORLD_UNITS, wrapped};

/// Two fingers are at least this far from each other, CSS pixels.
const LEAST_SPREAD_PX: f64 = 1.0;
/// Zooms that are no nearer to each other than this have a scale of their own each.
const SAME_ZOOM: f64 = 1e-9;

impl View {
    /// The view after one of two fingers moved from `before` to `now` while the other stayed
    /// at `still`: the ground is under the middle of both as before, and as much of it between
    /// them, as far as the zoom's range allows.
    pub fn pinched(&self, still: (f64, f64), before: (f64, f64), now: (f64, f64)) -> Self {
        let middle = |other: (f64, f64)| ((still.0 + other.0) / 2.0, (still.1 + other.1) / 2.0);
        let spread_px =
            |other: (f64, f64)| (still.0 - other.0).hypot(still.1 - other.1).max(LEAST_SPREAD_PX);
        let (from, to) = (middle(before), middle(now));
        let zoom = self.zoom() + (spread_px(now) / spread_px(before)).log2();
        self.panned(to.0 - from.0, to.1 - from.1).zoomed_about(to, zoom)
    }

    /// The closest view that shows the whole of a box of this picture in the middle of a room
    /// of `room_px`, width and height; never farther than now.
    pub fn boxed(&self, corner: (f64, f64), size: (f64, f64), room_px: (f64, f64)) -> Self {
        let middle = (corner.0 + size.0 / 2.0, corner.1 + size.1 / 2.0);
        let nearer = (room_px.0 / size.0.max(1.0)).min(room_px.1 / size.1.max(1.0));
        let zoom = self.zoom() + nearer.max(1.0).log2();
        self.panned(self.width_px() / 2.0 - middle.0, self.height_px() / 2.0 - middle.1)
            .with_zoom(zoom)
    }

    /// The view at `fraction` (0 here, 1 at `to`, clamped) of the straight way to `to`: each
    /// place goes in a straight line over the screen, and one that is at the same point of
    /// both pictures stays there. It has the size of `to`.
    pub fn straight_to(&self, to: &Self, fraction: f64) -> Self {
        if fraction >= 1.0 {
            return *to;
        }
        let done = if fraction > 0.0 { fraction } else { 0.0 };
        let zoom = self.zoom() + (to.zoom() - self.zoom()) * done;
        // About one point the middle moves as the picture's width does.
        let width = |zoom: f64| (UNIT_ZOOM - zoom).exp2();
        let (w0, w1) = (width(self.zoom()), width(to.zoom()));
        let along = if (to.zoom() - self.zoom()).abs() < SAME_ZOOM {
            done
        } else {
            (width(zoom) - w0) / (w1 - w0)
        };
        let half = WORLD_UNITS / 2.0;
        let ((x0, y0), (x1, y1)) = (self.centre_world(), to.centre_world());
        let east = wrapped(x1 - x0 + half, WORLD_UNITS) - half;
        let world = (x0 + east * along, y0 + (y1 - y0) * along);
        Self::from_world(world, zoom, to.width_px(), to.height_px())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geo::{LonLat, MAX_ZOOM, distance_metres};
    use proptest::prelude::*;

    fn view(zoom: f64) -> View {
        View::new(LonLat { lon: 37.16, lat: 36.205 }, zoom, 900.0, 640.0)
    }

    fn point() -> impl Strategy<Value = (f64, f64)> {
        (0.0..900.0_f64, 0.0..640.0_f64)
    }

    fn is_near(a: (f64, f64), b: (f64, f64)) -> bool {
        (a.0 - b.0).abs() < 1e-3 && (a.1 - b.1).abs() < 1e-3
    }

    #[test]
    fn a_box_is_seen_whole_and_touches_the_edges_of_the_room() {
        let boxed = view(12.0).boxed((100.0, 200.0), (90.0, 32.0), (900.0, 640.0));
        assert!((boxed.zoom() - 12.0 - 10.0_f64.log2()).abs() < 1e-9);
        let middle = view(12.0).lonlat_from_screen((145.0, 216.0));
        assert!(distance_metres(boxed.centre(), middle) < 1e-2);
        assert_eq!(view(12.0).boxed((0.0, 0.0), (0.0, 0.0), (900.0, 640.0)).zoom(), MAX_ZOOM);
    }

    proptest! {
        #[test]
        fn the_ground_stays_under_the_middle_of_two_fingers(
            zoom in 8.0..14.0_f64, still in point(), before in point(), now in point(),
        ) {
            let middle = |other: (f64, f64)| ((still.0 + other.0) / 2.0, (still.1 + other.1) / 2.0);
            let from = view(zoom);
            let pinched = from.pinched(still, before, now);
            let place = from.lonlat_from_screen(middle(before));
            prop_assert!(is_near(pinched.screen_from_lonlat(place), middle(now)));
            let spread = |other: (f64, f64)| (still.0 - other.0).hypot(still.1 - other.1).max(1.0);
            let nearer = (pinched.zoom() - zoom).exp2();
            prop_assert!((nearer - spread(now) / spread(before)).abs() < 1e-6 * nearer);
        }

        #[test]
        fn a_pinch_in_many_steps_is_a_pinch_in_one(
            still in point(), before in point(), now in point(), steps in 2..40_u32,
        ) {
            let spread = |other: (f64, f64)| (still.0 - other.0).hypot(still.1 - other.1);
            let at = |step: u32| {
                let part = f64::from(step) / f64::from(steps);
                (before.0 + (now.0 - before.0) * part, before.1 + (now.1 - before.1) * part)
            };
            // Fingers that meet on the way lose the scale, as any two fingers do.
            prop_assume!((0..=steps).all(|step| spread(at(step)) > 20.0));
            let whole = view(12.0).pinched(still, before, now);
            let stepped = (0..steps).fold(view(12.0), |view, step| view.pinched(still, at(step), at(step + 1)));
            prop_assert!((whole.zoom() - stepped.zoom()).abs() < 1e-9);
            prop_assert!(is_near(whole.screen_from_lonlat(stepped.centre()), (450.0, 320.0)));
        }

        #[test]
        fn a_box_lies_within_the_picture_that_it_asks_for(
            a in point(), b in point(), room_x in 0.3..1.0_f64,
        ) {
            let (corner, size) = ((a.0.min(b.0), a.1.min(b.1)), ((a.0 - b.0).abs(), (a.1 - b.1).abs()));
            prop_assume!(size.0 > 6.0 && size.1 > 6.0);
            let (from, room) = (view(9.0), (900.0 * room_x, 640.0));
            let boxed = from.boxed(corner, size, room);
            prop_assert!(boxed.zoom() >= from.zoom());
            prop_assume!(size.0 <= room.0);
            for at in [corner, (corner.0 + size.0, corner.1 + size.1)] {
                let (x, y) = boxed.screen_from_lonlat(from.lonlat_from_screen(at));
                prop_assert!((x - 450.0).abs() <= room.0 / 2.0 + 1e-3, "{x}");
                prop_assert!((y - 320.0).abs() <= room.1 / 2.0 + 1e-3, "{y}");
            }
        }

        #[test]
        fn what_a_zoom_is_about_stays_under_the_pointer_all_the_way(
            zoom in 8.0..14.0_f64, by in -4.0..4.0_f64, at in point(), fraction in 0.0..1.0_f64,
        ) {
            let from = view(zoom);
            let to = from.zoomed_about(at, zoom + by);
            let place = from.lonlat_from_screen(at);
            let between = from.straight_to(&to, fraction);
            prop_assert!(is_near(between.screen_from_lonlat(place), at));
            prop_assert!((between.zoom() - zoom - by * fraction).abs() < 1e-9);
            prop_assert_eq!(from.straight_to(&to, 1.0), to);
            prop_assert_eq!(from.straight_to(&to, f64::NAN), from);
        }

        #[test]
        fn a_straight_way_without_a_zoom_is_a_pan(
            dx in -2_000.0..2_000.0_f64, dy in -900.0..900.0_f64, fraction in 0.0..1.0_f64,
        ) {
            let from = view(12.0);
            let between = from.straight_to(&from.panned(dx, dy), fraction);
            let expected = from.panned(dx * fraction, dy * fraction);
            prop_assert!(is_near(between.screen_from_lonlat(expected.centre()), (450.0, 320.0)));
        }
    }
}
