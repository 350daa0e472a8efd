//! Web Mercator in 32-bit fixed point.
//!
//! The world is 2³² units wide, so that one unit is 0.93 cm at the equator and less
//! elsewhere, and a whole position fits into eight bytes that a shader can subtract
//! without loss. Source of the projection: EPSG:3857, on the sphere.

use super::hyperbolic::sinh;
use super::{LonLat, sin};
use std::f64::consts::PI;

/// Width and height of the world in units.
pub const WORLD_UNITS: f64 = 4_294_967_296.0;

/// The latitude at which the square world ends, degrees.
pub const MAX_LATITUDE: f64 = 85.051_128_779_806_59;

/// A position in Web Mercator: the whole world is a square of 2³² units.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct WorldPoint {
    /// Units east of the antimeridian; arithmetic on it wraps around the world.
    pub x: u32,
    /// Units south of [`MAX_LATITUDE`] north.
    pub y: u32,
}

impl WorldPoint {
    /// The nearest world position. Latitudes beyond ±[`MAX_LATITUDE`] are brought to it,
    /// longitudes wrap.
    pub fn from_lonlat(position: LonLat) -> Self {
        let (x, y) = world_from_lonlat(position);
        Self::from_units(x, y)
    }

    /// The nearest whole position to one in world units; x wraps, y is clamped.
    pub fn from_units(x: f64, y: f64) -> Self {
        let x = wrapped(x.round(), WORLD_UNITS) as u64;
        let y = y.round().clamp(0.0, WORLD_UNITS - 1.0) as u32;
        Self { x: x as u32, y }
    }

    /// The position in degrees; longitude −180 to 180 (exclusive).
    pub fn to_lonlat(self) -> LonLat {
        lonlat_from_world(f64::from(self.x), f64::from(self.y))
    }

    /// How far this lies east and south of `origin` in units, the short way around.
    pub fn offset_from(self, origin: Self) -> (i32, i64) {
        (self.x.wrapping_sub(origin.x) as i32, i64::from(self.y) - i64::from(origin.y))
    }
}

/// The value brought into `[0, period)` by whole periods, or to the period itself where a
/// negative one is too small to tell. As `rem_euclid`, which takes a kilobyte more.
pub(super) fn wrapped(value: f64, period: f64) -> f64 {
    value - (value / period).floor() * period
}

/// Fractional world units of a position, y clamped to the world.
pub(super) fn world_from_lonlat(position: LonLat) -> (f64, f64) {
    let latitude = position.lat.clamp(-MAX_LATITUDE, MAX_LATITUDE).to_radians();
    let x = (position.lon + 180.0) / 360.0 * WORLD_UNITS;
    let sine = sin(latitude);
    let northing = ((1.0 + sine) / (1.0 - sine)).ln() / 2.0;
    let y = (1.0 - northing / PI) / 2.0 * WORLD_UNITS;
    (x, y.clamp(0.0, WORLD_UNITS))
}

/// The inverse of [`world_from_lonlat`]; x wraps, y is clamped.
pub(super) fn lonlat_from_world(x: f64, y: f64) -> LonLat {
    let lon = wrapped(x, WORLD_UNITS) / WORLD_UNITS * 360.0 - 180.0;
    let northing = PI * (1.0 - 2.0 * y.clamp(0.0, WORLD_UNITS) / WORLD_UNITS);
    LonLat { lon, lat: sinh(northing).atan().to_degrees() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geo::distance_metres;
    use proptest::prelude::*;

    #[test]
    fn the_middle_of_the_square_is_where_greenwich_meets_the_equator() {
        let null_island = WorldPoint::from_lonlat(LonLat { lon: 0.0, lat: 0.0 });
        assert_eq!(null_island, WorldPoint { x: 1 << 31, y: 1 << 31 });
    }

    #[test]
    fn the_citadel_of_aleppo_lies_in_its_web_map_tile() {
        // Tile 12/2470/1605 by the usual slippy-map arithmetic.
        let citadel = WorldPoint::from_lonlat(LonLat { lon: 37.1626, lat: 36.1992 });
        assert_eq!((citadel.x >> 20, citadel.y >> 20), (2470, 1605));
    }

    #[test]
    fn poles_and_the_antimeridian_stay_in_the_world() {
        let north = WorldPoint::from_lonlat(LonLat { lon: 180.0, lat: 90.0 });
        assert_eq!(north, WorldPoint { x: 0, y: 0 });
        let south = WorldPoint::from_lonlat(LonLat { lon: -180.0, lat: -90.0 });
        assert_eq!(south, WorldPoint { x: 0, y: u32::MAX });
    }

    #[test]
    fn an_offset_across_the_antimeridian_goes_the_short_way() {
        let east = WorldPoint { x: 5, y: 0 };
        let west = WorldPoint { x: u32::MAX, y: 9 };
        assert_eq!(east.offset_from(west), (6, -9));
        assert_eq!(west.offset_from(east), (-6, 9));
    }

    proptest! {
        #[test]
        fn a_position_comes_back_within_a_centimetre(
            lon in -180.0..180.0_f64,
            lat in -85.0..85.0_f64,
        ) {
            let position = LonLat { lon, lat };
            let back = WorldPoint::from_lonlat(position).to_lonlat();
            prop_assert!(distance_metres(position, back) < 0.01);
        }

        #[test]
        fn a_world_point_comes_back_exactly(x: u32, y: u32) {
            let point = WorldPoint { x, y };
            let (back, there) = (WorldPoint::from_lonlat(point.to_lonlat()), point);
            prop_assert_eq!(back.x, there.x);
            prop_assert!(back.y.abs_diff(there.y) <= 1);
        }
    }
}
