//! The camera: a value that every movement makes anew.
//!
//! Lengths on the screen are CSS pixels from the top left corner. Has no opinion on
//! gestures and on time: a flight is asked for by its fraction.

use super::world::{WORLD_UNITS, lonlat_from_world, world_from_lonlat, wrapped};
use super::{EARTH_RADIUS_METRES, Extent, LonLat, WorldPoint, cos};
use std::f64::consts::TAU;

/// The least zoom of a view: the world is 1024 pixels wide.
pub const MIN_ZOOM: f64 = 2.0;
/// The greatest zoom of a view: a pixel is some 15 cm.
pub const MAX_ZOOM: f64 = 20.0;
/// The zoom at which a pixel is a world unit: 2³² units, tiles of 2⁸ pixels.
pub(super) const UNIT_ZOOM: f64 = 24.0;

/// Room to leave free at the edges of the screen, CSS pixels.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Padding {
    /// Above.
    pub top: f64,
    /// At the right.
    pub right: f64,
    /// Below.
    pub bottom: f64,
    /// At the left.
    pub left: f64,
}

impl Padding {
    /// The same on all four sides.
    pub fn even(px: f64) -> Self {
        Self { top: px, right: px, bottom: px, left: px }
    }
}

/// Where the map looks: a middle, a zoom and the size of the picture. North is up.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct View {
    /// Middle in world units: x in `[0, 2³²)`, y in `[0, 2³²]`.
    world_x: f64,
    world_y: f64,
    zoom: f64,
    /// Follows from the zoom: whoever asks for many points does not reckon it for each.
    pixels_per_unit: f64,
    width_px: f64,
    height_px: f64,
}

/// What of the world a picture shows, to ask of many points whether they are in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seen {
    /// The first point of the world that is in it, from the west and from the north.
    corner: WorldPoint,
    /// How far it reaches from there, world units.
    size: (u32, u32),
}

impl Seen {
    /// Whether a point is in the picture, its edges included.
    #[inline]
    pub fn has(&self, point: WorldPoint) -> bool {
        // What lies west of the corner is nearly once around the world to the east of it.
        point.x.wrapping_sub(self.corner.x) <= self.size.0
            && point.y.checked_sub(self.corner.y).is_some_and(|south| south <= self.size.1)
    }
}

/// The side of a square of so many square metres on the map about a place, world units.
#[inline(never)]
pub fn side_in_world_units(square_metres: f64, place: LonLat) -> f64 {
    let there = View::new(place, 0.0, 1.0, 1.0);
    square_metres.sqrt() / (there.metres_per_pixel() * there.pixels_per_world_unit())
}

impl View {
    /// A view of `centre` at `zoom` (256-pixel tiles, brought to [`MIN_ZOOM`] to
    /// [`MAX_ZOOM`]). Sizes are at least one pixel; numbers that are not finite become
    /// the least that is allowed.
    pub fn new(centre: LonLat, zoom: f64, width_px: f64, height_px: f64) -> Self {
        Self::from_world(world_from_lonlat(centre), zoom, width_px, height_px)
    }

    pub(super) fn from_world(world: (f64, f64), zoom: f64, width_px: f64, height_px: f64) -> Self {
        let finite = |value: f64, otherwise: f64| if value.is_finite() { value } else { otherwise };
        let zoom = finite(zoom, MIN_ZOOM).clamp(MIN_ZOOM, MAX_ZOOM);
        Self {
            world_x: wrapped(finite(world.0, WORLD_UNITS / 2.0), WORLD_UNITS),
            world_y: finite(world.1, WORLD_UNITS / 2.0).clamp(0.0, WORLD_UNITS),
            zoom,
            pixels_per_unit: (zoom - UNIT_ZOOM).exp2(),
            width_px: finite(width_px, 1.0).max(1.0),
            height_px: finite(height_px, 1.0).max(1.0),
        }
    }

    /// The middle in degrees.
    pub fn centre(&self) -> LonLat {
        lonlat_from_world(self.world_x, self.world_y)
    }

    /// The middle in world units, x in `[0, 2³²)`.
    pub fn centre_world(&self) -> (f64, f64) {
        (self.world_x, self.world_y)
    }

    /// The whole part of the middle: what a shader subtracts from positions before they
    /// become floats. The rest is [`View::origin_offset`].
    pub fn origin(&self) -> WorldPoint {
        // `as` brings the southern edge of the world, 2³², to the last unit.
        WorldPoint { x: self.world_x.floor() as u32, y: self.world_y.floor() as u32 }
    }

    /// What rounding down took from the middle, in world units, 0 to 1.
    pub fn origin_offset(&self) -> (f32, f32) {
        let origin = self.origin();
        let rest = |middle: f64, whole: u32| (middle - f64::from(whole)) as f32;
        (rest(self.world_x, origin.x), rest(self.world_y, origin.y))
    }

    /// Zoom, [`MIN_ZOOM`] to [`MAX_ZOOM`].
    pub fn zoom(&self) -> f64 {
        self.zoom
    }

    /// Width of the picture, CSS pixels, at least 1.
    pub fn width_px(&self) -> f64 {
        self.width_px
    }

    /// Height of the picture, CSS pixels, at least 1.
    pub fn height_px(&self) -> f64 {
        self.height_px
    }

    /// The same scale and size about another middle.
    pub fn with_centre(&self, centre: LonLat) -> Self {
        Self::new(centre, self.zoom, self.width_px, self.height_px)
    }

    /// The same middle and size at another zoom.
    pub fn with_zoom(&self, zoom: f64) -> Self {
        Self::from_world(self.centre_world(), zoom, self.width_px, self.height_px)
    }

    /// The same middle and zoom in a picture of another size.
    pub fn with_size(&self, width_px: f64, height_px: f64) -> Self {
        Self::from_world(self.centre_world(), self.zoom, width_px, height_px)
    }

    /// CSS pixels per world unit.
    pub fn pixels_per_world_unit(&self) -> f64 {
        self.pixels_per_unit
    }

    /// Metres on the ground per CSS pixel in the middle of the picture.
    pub fn metres_per_pixel(&self) -> f64 {
        // Along the parallel, the way a scale bar lies; Mercator is the same north–south.
        let parallel_metres = TAU * EARTH_RADIUS_METRES * cos(self.centre().lat.to_radians());
        parallel_metres / (WORLD_UNITS * self.pixels_per_world_unit())
    }

    /// Where a position is on the screen, the copy of the world that is nearest to the
    /// middle.
    pub fn screen_from_lonlat(&self, position: LonLat) -> (f64, f64) {
        self.screen_from_units(world_from_lonlat(position))
    }

    /// Where a world position is on the screen, the copy nearest to the middle.
    pub fn screen_from_world(&self, point: WorldPoint) -> (f64, f64) {
        self.screen_from_units((f64::from(point.x), f64::from(point.y)))
    }

    fn screen_from_units(&self, (x, y): (f64, f64)) -> (f64, f64) {
        let half_world = WORLD_UNITS / 2.0;
        let east = wrapped(x - self.world_x + half_world, WORLD_UNITS) - half_world;
        let scale = self.pixels_per_world_unit();
        (self.width_px / 2.0 + east * scale, self.height_px / 2.0 + (y - self.world_y) * scale)
    }

    /// The position under a point of the screen.
    pub fn lonlat_from_screen(&self, screen: (f64, f64)) -> LonLat {
        let (x, y) = self.units_from_screen(screen);
        lonlat_from_world(x, y)
    }

    /// The world position under a point of the screen.
    pub fn world_from_screen(&self, screen: (f64, f64)) -> WorldPoint {
        let (x, y) = self.units_from_screen(screen);
        WorldPoint::from_units(x, y)
    }

    /// World units under a point of the screen, neither wrapped nor clamped.
    fn units_from_screen(&self, screen: (f64, f64)) -> (f64, f64) {
        let scale = self.pixels_per_world_unit();
        (
            self.world_x + (screen.0 - self.width_px / 2.0) / scale,
            self.world_y + (screen.1 - self.height_px / 2.0) / scale,
        )
    }

    /// What the picture shows. A picture across the antimeridian gives the full range of
    /// longitudes.
    pub fn extent(&self) -> Extent {
        let (left, top) = self.units_from_screen((0.0, 0.0));
        let (right, bottom) = self.units_from_screen((self.width_px, self.height_px));
        let (north, south) = (lonlat_from_world(0.0, top).lat, lonlat_from_world(0.0, bottom).lat);
        if left < 0.0 || right > WORLD_UNITS {
            return Extent { west: -180.0, south, east: 180.0, north };
        }
        let lon = |x: f64| x / WORLD_UNITS * 360.0 - 180.0;
        Extent { west: lon(left), south, east: lon(right), north }
    }

    /// The same of the world's points: those that [`View::screen_from_world`] brings into the
    /// picture.
    pub fn seen(&self) -> Seen {
        let (left, top) = self.units_from_screen((0.0, 0.0));
        let (right, bottom) = self.units_from_screen((self.width_px, self.height_px));
        let (first, north) = (left.ceil(), top.ceil().max(0.0));
        // `as` brings a picture that is larger than the world to all of it.
        let size = ((right.floor() - first) as u32, (bottom.floor() - north) as u32);
        Seen { corner: WorldPoint { x: wrapped(first, WORLD_UNITS) as u32, y: north as u32 }, size }
    }

    /// Moves what is seen by so many pixels, right and down: the map follows the finger.
    pub fn panned(&self, dx_px: f64, dy_px: f64) -> Self {
        let scale = self.pixels_per_world_unit();
        let world = (self.world_x - dx_px / scale, self.world_y - dy_px / scale);
        Self::from_world(world, self.zoom, self.width_px, self.height_px)
    }

    /// Another zoom with the place under `screen` kept where it is.
    pub fn zoomed_about(&self, screen: (f64, f64), zoom: f64) -> Self {
        let zoomed = self.with_zoom(zoom);
        let (x, y) = self.units_from_screen(screen);
        let (zoomed_x, zoomed_y) = zoomed.units_from_screen(screen);
        let world = (self.world_x + x - zoomed_x, self.world_y + y - zoomed_y);
        Self::from_world(world, zoomed.zoom, self.width_px, self.height_px)
    }

    /// The closest view that shows the whole of `extent` in the room that `padding_px`
    /// leaves (at least one pixel). A single point is shown at [`MAX_ZOOM`].
    pub fn fitted(&self, extent: Extent, padding_px: Padding) -> Self {
        let (west, north) = world_from_lonlat(LonLat { lon: extent.west, lat: extent.north });
        let (east, south) = world_from_lonlat(LonLat { lon: extent.east, lat: extent.south });
        let room_x = (self.width_px - padding_px.left - padding_px.right).max(1.0);
        let room_y = (self.height_px - padding_px.top - padding_px.bottom).max(1.0);
        let scale = (room_x / (east - west).max(1.0)).min(room_y / (south - north).max(1.0));
        let middle = ((west + east) / 2.0, (north + south) / 2.0);
        let zoom = scale.log2() + UNIT_ZOOM;
        let view = Self::from_world(middle, zoom, self.width_px, self.height_px);
        // From the middle of the picture to the middle of the room.
        view.panned(
            (padding_px.left - padding_px.right) / 2.0,
            (padding_px.top - padding_px.bottom) / 2.0,
        )
    }

    /// The nearest view at the same zoom that shows nothing outside `extent`; along an
    /// axis on which the extent is smaller than the picture it stands in the middle.
    pub fn clamped_to(&self, extent: Extent) -> Self {
        let (west, north) = world_from_lonlat(LonLat { lon: extent.west, lat: extent.north });
        let (east, south) = world_from_lonlat(LonLat { lon: extent.east, lat: extent.south });
        let scale = self.pixels_per_world_unit();
        let within = |middle: f64, low: f64, high: f64, half: f64| {
            if high - low <= 2.0 * half {
                (low + high) / 2.0
            } else {
                // Not by `clamp`, which breaks off where an edge is no number.
                middle.max(low + half).min(high - half)
            }
        };
        let x = within(self.world_x, west, east, self.width_px / 2.0 / scale);
        let y = within(self.world_y, north, south, self.height_px / 2.0 / scale);
        Self::from_world((x, y), self.zoom, self.width_px, self.height_px)
    }
}

#[cfg(test)]
#[path = "view_tests.rs"]
mod tests;
