//! Where in the world a place is: a small picture of the Earth with a mark on it.
//!
//! A globe, seen from one radius above the ground over the place. A window of a flat map would
//! be land and nothing else about many a place, or one coast that nobody knows without its
//! neighbours; a globe has some 60 degrees of ground all around, and so a continent's outline
//! wherever it stands. It draws what is near the place twice as large as a globe seen from
//! afar, has no edge at the antimeridian, and shows a pole as well as any place.
//!
//! Lengths are radii of the picture, right and down from its middle. Has no opinion on where it
//! stands, how large it is and what coasts there are.

use super::{LonLat, View, cos, sin};

/// How far from the middle of the Earth it is seen from, radii of the Earth.
const EYE: f64 = 2.0;
/// Sine of the height over the horizon, as seen from the middle, of what is just in sight.
const HORIZON: f64 = 1.0 / EYE;
/// A view whose frame is larger than this shows the region itself: 30 degrees.
const MOST_FRAME: f64 = 0.9;
/// A frame that is smaller than this is no more than a dot.
const LEAST_FRAME: f64 = 0.17;
/// A place further from the middle than this is looked for on another globe.
const MOST_ASIDE: f64 = 0.8;
/// Places that have no globe of their own share those of a grid with such a mesh, degrees.
const GRID_DEGREES: f64 = 15.0;
/// In how many pieces each side of a frame bends.
const PIECES: u32 = 4;

/// The Earth seen from above a place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Globe {
    /// The place in the middle.
    place: LonLat,
    sin_lat: f64,
    cos_lat: f64,
}

/// Where a view is on a globe.
#[derive(Clone, Debug, PartialEq)]
pub struct OnGlobe {
    /// The globe.
    pub globe: Globe,
    /// The place that is marked.
    pub place: LonLat,
    /// Where that stands; `None` where a frame is about it, which says as much.
    pub mark: Option<(f64, f64)>,
    /// The corners and sides of what the view shows; none where the mark says as much.
    pub frame: Vec<(f64, f64)>,
}

impl Globe {
    /// The Earth with that place in the middle.
    pub fn over(place: LonLat) -> Self {
        let lat = place.lat.to_radians();
        Self { place, sin_lat: sin(lat), cos_lat: cos(lat) }
    }

    /// Where a position stands. What is behind the horizon stands outside of the circle, the
    /// farther the farther, so that an outline which comes out of sight need not be cut: the
    /// circle does that. Only an outline of which nothing is in sight must be left out.
    pub fn at(&self, position: LonLat) -> (f64, f64) {
        let (lon, lat) = ((position.lon - self.place.lon).to_radians(), position.lat.to_radians());
        let (sine, cosine) = (sin(lat), cos(lat));
        let towards = cosine * cos(lon);
        let east = cosine * sin(lon);
        let north = self.cos_lat * sine - self.sin_lat * towards;
        let height = self.sin_lat * sine + self.cos_lat * towards;
        let scale = if height >= HORIZON {
            // The whole circle of the horizon becomes one of radius 1.
            ((EYE * EYE - 1.0).sqrt()) / (EYE - height)
        } else {
            (1.0 + 2.0 * (HORIZON - height)) / east.hypot(north).max(1e-9)
        };
        (east * scale, -north * scale)
    }

    /// Where a view is on the globe over the place that the story's own view, `home`, shows; if
    /// it has none, or the view is elsewhere, on one of a few others. `None` for a view that
    /// shows its region itself.
    pub fn finding(view: &View, home: Option<&View>) -> Option<OnGlobe> {
        let place = home.filter(|home| Self::over(home.centre()).frame_of(home).is_some());
        let of_story = place.map(|home| home.centre());
        let globe = of_story.map(Self::over).filter(|globe| {
            let (x, y) = globe.at(view.centre());
            x.hypot(y) <= MOST_ASIDE
        });
        let is_there = globe.is_some();
        let globe = globe.unwrap_or_else(|| Self::over(nearest_on_grid(view.centre())));
        let frame = globe.frame_of(view)?;
        let place = of_story.filter(|_| is_there).unwrap_or(view.centre());
        let (mark, middle) = (globe.at(place), middle_of(&frame));
        let larger = LEAST_FRAME / side_of(&frame).max(1e-9);
        let is_about = (middle.0 - mark.0).hypot(middle.1 - mark.1) < LEAST_FRAME / 2.0;
        if is_about && larger > 1.0 {
            return Some(OnGlobe { globe, place, mark: Some(mark), frame: Vec::new() });
        }
        // Large enough to be seen.
        let scale = larger.max(1.0);
        let about = |middle: f64, at: f64| middle + (at - middle) * scale;
        let frame = frame.into_iter().map(|at| (about(middle.0, at.0), about(middle.1, at.1)));
        Some(OnGlobe {
            globe,
            place,
            mark: Some(mark).filter(|_| !is_about),
            frame: frame.collect(),
        })
    }

    /// The outline of what a view shows; `None` if that is too much.
    fn frame_of(&self, view: &View) -> Option<Vec<(f64, f64)>> {
        let (width, height) = (view.width_px(), view.height_px());
        let sides = [
            (0.0, 0.0, 1.0, 0.0),
            (1.0, 0.0, 0.0, 1.0),
            (1.0, 1.0, -1.0, 0.0),
            (0.0, 1.0, 0.0, -1.0),
        ];
        let mut frame = Vec::new();
        for (x, y, right, down) in sides {
            for piece in 0..PIECES {
                let part = f64::from(piece) / f64::from(PIECES);
                let at = ((x + right * part) * width, (y + down * part) * height);
                frame.push(self.at(view.lonlat_from_screen(at)));
            }
        }
        let is_seen = frame.iter().all(|(x, y)| x.hypot(*y) < 1.0);
        (is_seen && side_of(&frame) <= MOST_FRAME).then_some(frame)
    }
}

/// The longer side of the box around points.
fn side_of(points: &[(f64, f64)]) -> f64 {
    let length = |of: fn(&(f64, f64)) -> f64| {
        let most = points.iter().map(of).fold(f64::MIN, f64::max);
        most - points.iter().map(of).fold(f64::MAX, f64::min)
    };
    length(|at| at.0).max(length(|at| at.1))
}

/// The mean of points.
fn middle_of(points: &[(f64, f64)]) -> (f64, f64) {
    let count = points.len() as f64;
    points.iter().fold((0.0, 0.0), |sum, at| (sum.0 + at.0 / count, sum.1 + at.1 / count))
}

fn nearest_on_grid(place: LonLat) -> LonLat {
    let nearest = |degrees: f64| (degrees / GRID_DEGREES).round() * GRID_DEGREES;
    LonLat { lon: nearest(place.lon), lat: nearest(place.lat) }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
#[path = "globe_tests.rs"]
mod tests;
