//! References of the Military Grid: `37SCA3506008380`, `37S CA 35 08`.
//!
//! Source: NGA.STND.0037, "Universal Grids and Grid Reference Systems", 2014. The poles,
//! which have a grid of their own, are not read.

use super::grid::{COLUMNS, ROWS, band_south, zone_and_letter};
use super::utm::{central_meridian, project, unproject};
use dateline_core::geo::LonLat;

const SQUARE_M: f64 = 100_000.0;
/// Rows of squares come again after so many metres.
const CYCLE_M: f64 = 2_000_000.0;

/// The middle of the square that a reference names, and how wide the square is in metres.
pub(super) fn read(text: &str) -> Option<(LonLat, f64)> {
    let upper: String = text.trim().to_ascii_uppercase().replace([' ', '-'], "");
    let (zone, band, rest) = zone_and_letter(&upper)?;
    let south = band_south(band)?;
    let [column, row, digits @ ..] = rest.as_bytes() else { return None };
    // The sets of letters follow one another from zone to zone.
    let first = (zone as usize - 1) % 3 * 8;
    let column = COLUMNS.iter().position(|letter| letter == column)?.checked_sub(first)?;
    let row = ROWS.iter().position(|letter| letter == row)?;
    if column > 7 || digits.len() % 2 != 0 || digits.len() > 10 {
        return None;
    }
    let (east, north) = digits.split_at(digits.len() / 2);
    let size_m = SQUARE_M / 10_f64.powi(i32::try_from(east.len()).ok()?);
    let within = |digits: &[u8]| -> Option<f64> {
        let text = std::str::from_utf8(digits).ok()?;
        let is_number = text.bytes().all(|byte| byte.is_ascii_digit());
        let number: u32 = if text.is_empty() { 0 } else { text.parse().ok()? };
        is_number.then(|| f64::from(number) * size_m + size_m / 2.0)
    };
    let easting_m = (column as f64 + 1.0) * SQUARE_M + within(east)?;
    // In even zones the letters of rows begin five squares higher.
    let shifted = if zone % 2 == 0 { (row + 15) % 20 } else { row };
    let in_cycle_m = shifted as f64 * SQUARE_M + within(north)?;
    let lowest = LonLat { lon: central_meridian(zone), lat: south };
    // In the south northings count from ten million, which is five whole cycles.
    let lowest_m = (project(lowest, zone).1 / SQUARE_M).floor() * SQUARE_M;
    let cycles = ((lowest_m - in_cycle_m) / CYCLE_M).ceil();
    let place = unproject(easting_m, in_cycle_m + cycles * CYCLE_M, zone)?;
    // A square at the edge of a band may reach a little over it.
    let is_near = (south - 1.0..=south + 13.0).contains(&place.lat);
    is_near.then_some((place, size_m))
}

/// The reference of a place with five digits each way, for the tests.
#[cfg(test)]
pub(super) fn write(place: LonLat) -> Option<String> {
    use super::grid::BANDS;
    let zone = (((place.lon + 180.0) / 6.0).floor() as u32 % 60) + 1;
    let band = (((place.lat + 80.0) / 8.0).floor().max(0.0) as usize).min(19);
    let (easting_m, northing_m) = project(place, zone);
    let column = (easting_m / SQUARE_M).floor() as usize + (zone as usize - 1) % 3 * 8 - 1;
    let row = (northing_m.rem_euclid(CYCLE_M) / SQUARE_M).floor() as usize;
    let row = if zone.is_multiple_of(2) { (row + 5) % 20 } else { row };
    Some(format!(
        "{zone}{}{}{}{:05}{:05}",
        char::from(*BANDS.get(band)?),
        char::from(*COLUMNS.get(column)?),
        char::from(*ROWS.get(row)?),
        (easting_m % SQUARE_M).floor() as u32,
        (northing_m.rem_euclid(SQUARE_M)).floor() as u32,
    ))
}
