//! Bands of latitude and letters of squares, as UTM and MGRS name them.

/// Bands of 8 degrees from 80° S, the last of 12; I and O are left out.
pub(super) const BANDS: &[u8; 20] = b"CDEFGHJKLMNPQRSTUVWX";
/// Letters of rows of squares.
pub(super) const ROWS: &[u8; 20] = b"ABCDEFGHJKLMNPQRSTUV";
/// Letters of columns of squares: eight for each zone, in three sets.
pub(super) const COLUMNS: &[u8; 24] = b"ABCDEFGHJKLMNPQRSTUVWXYZ";

/// The southern edge of a band, degrees north.
pub(super) fn band_south(band: u8) -> Option<f64> {
    let place = BANDS.iter().position(|letter| *letter == band)?;
    Some(place as f64 * 8.0 - 80.0)
}

/// Zone and band at the start of a text, and the rest: `37S`, `37 S`.
pub(super) fn zone_and_letter(text: &str) -> Option<(u32, u8, &str)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let zone: u32 = text.get(..digits)?.parse().ok().filter(|zone| (1..=60).contains(zone))?;
    let rest = text.get(digits..)?.trim_start();
    let letter = *rest.as_bytes().first()?;
    Some((zone, letter, rest.get(1..)?))
}
