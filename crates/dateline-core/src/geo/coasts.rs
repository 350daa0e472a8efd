//! The coasts of the world from a text of two letters a point.
//!
//! A line is a ring. Its first pair of letters is the corner of a cell of four degrees, counted
//! from the south pole and the antimeridian; each other pair is a step from there or from the
//! point before, in quarters of a degree. `cargo xtask data` writes it from
//! `data/tables/world/coasts.csv`. Has no opinion on how coasts are drawn.

use super::LonLat;
use super::world::wrapped;

/// The letter that stands for 0.
pub const COAST_FIRST: i32 = b'#' as i32;
/// What of a letter's number means that a step leads nowhere.
pub const COAST_ZERO: i32 = 45;
/// How many steps a degree has.
pub const COAST_STEPS_A_DEGREE: i32 = 4;
/// The side of a cell, steps.
pub const COAST_CELL: i32 = 16;

/// The rings in such a text, land and the lakes in it, none of them closed by a point that is
/// told twice. What is no such text gives points somewhere.
pub fn coasts(text: &str) -> impl Iterator<Item = Vec<LonLat>> {
    text.lines().map(ring)
}

fn ring(line: &str) -> Vec<LonLat> {
    let mut letters = line.bytes().map(|letter| i32::from(letter) - COAST_FIRST);
    let mut pair = || Some((letters.next()?, letters.next()?));
    let Some((x, y)) = pair() else { return Vec::new() };
    let (mut x, mut y) = (x * COAST_CELL, y * COAST_CELL);
    let mut ring = Vec::new();
    while let Some((east, north)) = pair() {
        x += east - COAST_ZERO;
        y += north - COAST_ZERO;
        let degrees = |steps: i32| f64::from(steps) / f64::from(COAST_STEPS_A_DEGREE);
        ring.push(LonLat { lon: wrapped(degrees(x), 360.0) - 180.0, lat: degrees(y) - 90.0 });
    }
    ring
}
