//! The coasts of the world, from the table of their points to the text that comes with the
//! program. Written for [`dateline_core::geo::coasts`], which reads it back.
//!
//! The table has capes, ports and mouths of rivers as anybody may know them, to a quarter of a
//! degree, and lakes after the land that they lie in. Has no opinion on how they are drawn.

use std::path::Path;

use dateline_core::geo::{COAST_CELL, COAST_FIRST, COAST_STEPS_A_DEGREE, COAST_ZERO};
use serde::Deserialize;

use super::error::DataError;
use super::tables::rows;

/// The name of the table, for messages.
const TABLE: &str = "coasts.csv";
/// The farthest that a pair of letters goes.
const MOST_STEPS: i32 = COAST_ZERO;

/// A point of a coast.
#[derive(Clone, Debug, Deserialize)]
pub struct CoastPoint {
    /// Which ring it is of: its rows follow each other.
    pub ring: String,
    /// Degrees east, a multiple of a quarter.
    pub lon: f64,
    /// Degrees north, a multiple of a quarter.
    pub lat: f64,
}

/// The text of the table in `folder`: a line for each ring.
///
/// # Errors
/// A table that cannot be used.
pub fn text(folder: &Path) -> Result<String, DataError> {
    let points: Vec<CoastPoint> = rows(&folder.join(TABLE))?;
    let rings = points.chunk_by(|one, next| one.ring == next.ring);
    rings.map(|ring| Ok(line(ring)? + "\n")).collect()
}

fn line(ring: &[CoastPoint]) -> Result<String, DataError> {
    let points = ring.iter().map(steps).collect::<Result<Vec<_>, _>>()?;
    let [(first_x, first_y), _, _, ..] = points[..] else {
        return Err(fault(ring, "a ring has three points at least"));
    };
    // The first pair is the corner of a cell; what follows goes on from there.
    let cell = (
        (first_x + 180 * COAST_STEPS_A_DEGREE) / COAST_CELL,
        (first_y + 90 * COAST_STEPS_A_DEGREE) / COAST_CELL,
    );
    let mut line = String::new();
    push(&mut line, (cell.0 - COAST_ZERO, cell.1 - COAST_ZERO));
    let mut at = (
        cell.0 * COAST_CELL - 180 * COAST_STEPS_A_DEGREE,
        cell.1 * COAST_CELL - 90 * COAST_STEPS_A_DEGREE,
    );
    for (x, y) in points {
        // The short way around the world.
        let turn = 360 * COAST_STEPS_A_DEGREE;
        let (east, north) = ((x - at.0 + turn / 2).rem_euclid(turn) - turn / 2, y - at.1);
        let pieces = 1 + (east.abs().max(north.abs()) - 1).max(0) / MOST_STEPS;
        let mut gone = (0, 0);
        for piece in 1..=pieces {
            let next = (east * piece / pieces, north * piece / pieces);
            push(&mut line, (next.0 - gone.0, next.1 - gone.1));
            gone = next;
        }
        at = (at.0 + east, y);
    }
    Ok(line)
}

/// A point in whole steps.
fn steps(point: &CoastPoint) -> Result<(i32, i32), DataError> {
    let whole = |degrees: f64, most: f64| {
        let steps = degrees * f64::from(COAST_STEPS_A_DEGREE);
        (steps.fract() == 0.0 && degrees.abs() <= most).then_some(steps as i32)
    };
    let both = whole(point.lon, 180.0).zip(whole(point.lat, 90.0));
    both.ok_or_else(|| fault(std::slice::from_ref(point), "no multiple of a quarter of a degree"))
}

fn push(line: &mut String, (x, y): (i32, i32)) {
    // Within what a byte can say: a cell is at most 90 from the first, a step at most `COAST_ZERO`.
    line.extend([x, y].map(|steps| char::from((steps + COAST_ZERO + COAST_FIRST) as u8)));
}

fn fault(ring: &[CoastPoint], problem: &'static str) -> DataError {
    let id = ring
        .first()
        .map_or(String::new(), |point| format!("{} {} {}", point.ring, point.lon, point.lat));
    DataError::Row { table: TABLE, id, problem }
}
