//! Positions as people write them → degrees of WGS84.
//!
//! Decimal degrees with point or comma, degrees with minutes and seconds, UTM, MGRS. Has no
//! opinion on which column holds which; see [`super::mapping`].

mod dms;
mod grid;
mod mgrs;
mod number;
mod pair;
#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
mod utm;
mod wkb;
mod wkt;

pub(crate) use dms::angle;
pub(crate) use number::{ascii_digits, decimal, is_shortest, short_decimal};
pub(crate) use pair::{Place, pair};
pub(crate) use utm::utm;

use crate::features::from_geojson;
use geojson::GeometryValue;

/// Which of the two numbers of a position an angle is, as far as it says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Axis {
    /// North or south.
    Latitude,
    /// East or west.
    Longitude,
}

/// A geometry in a cell: WKT, WKB in hexadecimal digits, or GeoJSON.
pub(crate) fn geometry(cell: &str) -> Option<GeometryValue> {
    let cell = cell.trim();
    if cell.starts_with('{') {
        return from_geojson::<geojson::Geometry>(cell).ok().map(|it| it.value);
    }
    wkt::read(cell).or_else(|| wkb::read(cell))
}
