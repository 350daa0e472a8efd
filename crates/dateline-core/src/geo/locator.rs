//! Where a view is in the whole: a small map of everything with a frame on it.
//!
//! Has no opinion on what the whole is made of, and on where the small map stands.

use super::{Extent, Padding, View};

/// Room around the whole on the small map, CSS pixels.
const PADDING_PX: f64 = 5.0;
/// A view that shows more than this part of the small map, either way, needs none.
const MOST_SHOWN: f64 = 0.55;
/// A frame is at least so wide and high, CSS pixels: or nobody sees it.
const LEAST_FRAME_PX: f64 = 7.0;

/// A small map of everything.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Locator {
    /// What it shows.
    pub view: View,
}

/// A frame on the small map, CSS pixels from its top left corner.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LocatorFrame {
    /// Its left upper corner.
    pub corner: (f64, f64),
    /// Its width and height.
    pub size: (f64, f64),
}

impl Locator {
    /// A small map of `whole`, at most `width_px` by `height_px` large and no larger than that
    /// takes; `None` for what is wider or higher even at the least zoom: the globe says where
    /// that is.
    pub fn of(whole: Extent, width_px: f64, height_px: f64) -> Option<Self> {
        let middle = super::LonLat {
            lon: (whole.west + whole.east) / 2.0,
            lat: (whole.south + whole.north) / 2.0,
        };
        let large = View::new(middle, 0.0, width_px, height_px);
        let fitted = large.fitted(whole, Padding::even(PADDING_PX));
        let (left, top) =
            fitted.screen_from_lonlat(super::LonLat { lon: whole.west, lat: whole.north });
        let (right, bottom) =
            fitted.screen_from_lonlat(super::LonLat { lon: whole.east, lat: whole.south });
        let (width, height) = (right - left + 2.0 * PADDING_PX, bottom - top + 2.0 * PADDING_PX);
        // What fits, but for what is rounded on the way.
        let has_room = width <= width_px + 0.5 && height <= height_px + 0.5;
        let side = |length: f64, most: f64| length.clamp(1.0, most.max(1.0));
        let view = fitted.with_size(side(width, width_px), side(height, height_px));
        has_room.then_some(Self { view })
    }

    /// The frame around what a view shows; `None` for a view that shows so much of the whole
    /// that everybody knows where it is.
    pub fn frame_of(&self, view: &View) -> Option<LocatorFrame> {
        let smaller = self.view.pixels_per_world_unit() / view.pixels_per_world_unit();
        let (width, height) = (view.width_px() * smaller, view.height_px() * smaller);
        let is_most = width > self.view.width_px() * MOST_SHOWN
            || height > self.view.height_px() * MOST_SHOWN;
        let (x, y) = self.view.screen_from_lonlat(view.centre());
        let is_outside = |at: f64, size: f64| at < 0.0 || at > size;
        if is_most || is_outside(x, self.view.width_px()) || is_outside(y, self.view.height_px()) {
            return None;
        }
        let size = (width.max(LEAST_FRAME_PX), height.max(LEAST_FRAME_PX));
        Some(LocatorFrame { corner: (x - size.0 / 2.0, y - size.1 / 2.0), size })
    }

    /// A line on the small map without points that nobody could tell apart there; empty if
    /// nothing of it is left.
    pub fn thinned(
        &self,
        line: impl Iterator<Item = super::LonLat>,
        least_px: f64,
    ) -> Vec<(f64, f64)> {
        thinned(line.map(|position| self.view.screen_from_lonlat(position)), least_px)
    }
}

/// A line without the points that lie nearer than `least` to the one before; empty if nothing of
/// it is left.
pub fn thinned(line: impl Iterator<Item = (f64, f64)>, least: f64) -> Vec<(f64, f64)> {
    let mut kept: Vec<(f64, f64)> = Vec::new();
    for at in line {
        let is_near = |last: &(f64, f64)| (last.0 - at.0).hypot(last.1 - at.1) < least;
        if !kept.last().is_some_and(is_near) {
            kept.push(at);
        }
    }
    if kept.len() < 2 { Vec::new() } else { kept }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::geo::LonLat;
    use proptest::prelude::*;

    const CITY: Extent = Extent { west: 37.05, south: 36.13, east: 37.27, north: 36.27 };

    fn view(zoom: f64) -> View {
        View::new(LonLat { lon: 37.16, lat: 36.2 }, zoom, 900.0, 640.0)
    }

    #[test]
    fn the_small_map_is_no_larger_than_the_whole_takes() {
        let locator = Locator::of(CITY, 110.0, 90.0).unwrap();
        assert!((locator.view.width_px() - 110.0).abs() < 1e-9);
        assert!(locator.view.height_px() < 90.0);
        let (x, y) = locator.view.screen_from_lonlat(LonLat { lon: 37.05, lat: 36.27 });
        assert!((x - PADDING_PX).abs() < 0.1 && (y - PADDING_PX).abs() < 0.1, "{x} {y}");
        let point = Extent { west: 37.0, south: 36.0, east: 37.0, north: 36.0 };
        assert!(Locator::of(point, 110.0, 90.0).unwrap().view.width_px() <= 110.0);
    }

    #[test]
    fn a_whole_that_does_not_fit_at_the_least_zoom_has_no_small_map() {
        let across = |degrees: f64| {
            let whole = Extent { west: 10.0, south: 30.0, east: 10.0 + degrees, north: 35.0 };
            Locator::of(whole, 112.0, 92.0)
        };
        let view = across(35.0).unwrap().view;
        let (west, _) = view.screen_from_lonlat(LonLat { lon: 10.0, lat: 35.0 });
        let (east, _) = view.screen_from_lonlat(LonLat { lon: 45.0, lat: 30.0 });
        assert!(west >= PADDING_PX - 0.1 && east <= view.width_px() - PADDING_PX + 0.1);
        assert_eq!(across(37.0), None);
        assert_eq!(across(200.0), None);
        let high = Extent { west: 10.0, south: -40.0, east: 11.0, north: 60.0 };
        assert_eq!(Locator::of(high, 112.0, 92.0), None);
    }

    #[test]
    fn who_sees_the_whole_needs_no_frame_and_who_is_elsewhere_has_none() {
        let locator = Locator::of(CITY, 110.0, 90.0).unwrap();
        assert_eq!(locator.frame_of(&view(12.0)), None);
        assert!(locator.frame_of(&view(15.0)).is_some());
        let elsewhere = view(15.0).with_centre(LonLat { lon: 40.0, lat: 36.2 });
        assert_eq!(locator.frame_of(&elsewhere), None);
        assert_eq!(locator.frame_of(&view(20.0)).unwrap().size, (7.0, 7.0));
    }

    #[test]
    fn points_that_lie_together_are_one() {
        let locator = Locator::of(CITY, 110.0, 90.0).unwrap();
        let line = (0..1_000).map(|step| LonLat { lon: 37.1 + 1e-4 * f64::from(step), lat: 36.2 });
        let thinned = locator.thinned(line, 1.0);
        assert!((40..60).contains(&thinned.len()), "{}", thinned.len());
        let dot = (0..10).map(|_| LonLat { lon: 37.1, lat: 36.2 });
        assert!(locator.thinned(dot, 1.0).is_empty());
    }

    proptest! {
        #[test]
        fn a_frame_has_its_corners_where_those_of_the_picture_are(
            zoom in 14.0..16.5_f64, lon in 37.1..37.2_f64, lat in 36.15..36.25_f64,
        ) {
            let view = view(zoom).with_centre(LonLat { lon, lat });
            let locator = Locator::of(CITY, 400.0, 300.0).unwrap();
            let frame = locator.frame_of(&view).unwrap();
            let corner = locator.view.screen_from_lonlat(view.lonlat_from_screen((0.0, 0.0)));
            prop_assert!((frame.corner.0 - corner.0).abs() < 0.05);
            prop_assert!((frame.corner.1 - corner.1).abs() < 0.05);
            let opposite = locator.view.screen_from_lonlat(view.lonlat_from_screen((900.0, 640.0)));
            prop_assert!((frame.corner.0 + frame.size.0 - opposite.0).abs() < 0.05);
            prop_assert!((frame.corner.1 + frame.size.1 - opposite.1).abs() < 0.05);
        }
    }
}
