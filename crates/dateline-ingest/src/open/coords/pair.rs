//! A whole position in one cell.

use super::grid::{band_south, zone_and_letter};
use super::number::ascii_digits;
use super::{Axis, angle, decimal, mgrs, utm};
use dateline_core::geo::LonLat;

/// A position, as far as the cell says which number is which.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Place {
    /// The position, and how wide the square is in which it lies, metres; 0 for a spot.
    At(LonLat, f64),
    /// Two numbers of degrees, in the order in which they stand there.
    Unordered(f64, f64),
}

/// Reads a position: two angles, a reference of MGRS, or UTM with its zone.
pub(crate) fn pair(cell: &str) -> Option<Place> {
    if !cell.contains(char::is_numeric) {
        return None;
    }
    let text = ascii_digits(cell);
    if text.len() > 128 {
        return None;
    }
    if let Some((place, size_m)) = mgrs::read(&text) {
        return Some(Place::At(place, size_m));
    }
    if let Some(place) = utm_text(&text) {
        return Some(Place::At(place, 0.0));
    }
    splits(&text).into_iter().find_map(|(first, second)| {
        let ((a, first_axis), (b, second_axis)) = (angle(first)?, angle(second)?);
        match (first_axis, second_axis) {
            (Some(Axis::Latitude), Some(Axis::Longitude)) => {
                LonLat::new(b, a).map(|place| Place::At(place, 0.0))
            }
            (Some(Axis::Longitude), Some(Axis::Latitude)) => {
                LonLat::new(a, b).map(|place| Place::At(place, 0.0))
            }
            (None, None) => Some(Place::Unordered(a, b)),
            _ => None,
        }
    })
}

/// Ways to take a text apart in two, the likeliest first.
fn splits(text: &str) -> Vec<(&str, &str)> {
    let text = text.trim().trim_matches(['(', ')', '[', ']']).trim();
    let mut splits = Vec::new();
    for sign in [";", "/", "|", ", ", ","] {
        // A comma alone may also stand before decimals: both halves must be numbers then.
        let mut parts = text.split(sign);
        if let (Some(first), Some(second), None) = (parts.next(), parts.next(), parts.next()) {
            splits.push((first, second));
        }
    }
    // 36,2 , 37,1 without anything else between: the comma in the middle.
    let commas: Vec<usize> = text.match_indices(',').map(|(at, _)| at).collect();
    if let [_, middle, _] = commas.as_slice() {
        splits.extend(text.get(..*middle).zip(text.get(middle + 1..)));
    }
    // After a letter for a direction, or at the only white space.
    let after_letter = text
        .char_indices()
        .find(|(at, it)| *at > 0 && "NSEWnsew".contains(*it) && text.len() > at + 1);
    if let Some((at, _)) = after_letter {
        splits.extend(text.get(..=at).zip(text.get(at + 1..)));
    }
    let mut words: Vec<usize> = text.match_indices(' ').map(|(at, _)| at).collect();
    let middle = words.len() / 2;
    words.sort_by_key(|at| at.abs_diff(text.len() / 2));
    // Three numbers each have three spaces on either side of the middle one.
    splits.extend(words.into_iter().take(3.max(middle)).map(|at| text.split_at(at)));
    splits
}

/// `37S 335060 4008380`, `37 N 335060mE 4008380mN`: a letter from C to X is a band, and N
/// and S alone are hemispheres too. In doubt whether S is a band or the south, it is the band
/// that it always is in MGRS if the northing lies in it.
fn utm_text(text: &str) -> Option<LonLat> {
    let upper = text.trim().to_ascii_uppercase();
    let upper = upper.strip_prefix("UTM").unwrap_or(&upper).trim();
    let upper = upper.strip_prefix("ZONE").unwrap_or(upper).trim();
    let (zone, letter, rest) = zone_and_letter(upper)?;
    let band = band_south(letter)?;
    let parts: Vec<&str> = rest
        .split(|sign: char| sign.is_whitespace() || ",;".contains(sign))
        .map(|part| part.trim_end_matches(|sign: char| sign.is_ascii_alphabetic()))
        .filter(|part| !part.is_empty())
        .collect();
    let [easting, northing] = parts.as_slice() else { return None };
    let (easting_m, northing_m) = (decimal(easting)?, decimal(northing)?);
    let in_band = |place: &LonLat| (band - 1.0..=band + 13.0).contains(&place.lat);
    let as_band = utm(zone, band < 0.0, easting_m, northing_m).filter(in_band);
    as_band.or_else(|| utm(zone, letter == b'S', easting_m, northing_m))
}
