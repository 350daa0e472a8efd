//! Head starts: grows the quarters again and again on a coarse grid and gives those that
//! stay too small more of a head start, until each is near its known area.
//! Has no opinion on borders; the fine grid draws those.

use super::error::DataError;
use super::ground;
use super::grow::{self, Quarter};
use super::plane::{Point, Rect};
use super::tables::{Adjustment, Drawn, Extent, Place, Tables};

/// Side of a cell of the coarse grid.
const COARSE_M: f64 = 45.0;
/// How often the head starts are corrected.
const ROUNDS: usize = 18;
/// No head start moves further than this from where it began.
const REACH_M: f64 = 450.0;
/// Share of the bounding box that is the quarter's from the start.
const CORE_SHARE: f64 = 0.45;

/// The quarters with their head starts.
///
/// # Errors
/// A grown place without an extent.
pub fn fit(tables: &Tables) -> Result<Vec<Quarter>, DataError> {
    let mut quarters = quarters(tables)?;
    let land = ground::survey(tables, COARSE_M);
    let first: Vec<f64> = quarters.iter().map(|quarter| quarter.start_m).collect();
    let count = tables.areas().len();
    for round in 0..ROUNDS {
        let areas_ha = grow::areas_ha(&grow::grow(&land, &quarters), count);
        // Later rounds move less, so that neighbours stop trading land back and forth.
        let gain = 0.7 - 0.4 * round as f64 / ROUNDS as f64;
        let fitted = quarters.iter_mut().zip(&first).filter(|(quarter, _)| quarter.target_ha > 0.0);
        for (quarter, first_m) in fitted {
            let area_ha = areas_ha.get(usize::from(quarter.label)).copied().unwrap_or(0.0);
            let missing_m2 = (quarter.target_ha - area_ha) * 10_000.0;
            let perimeter_m = 3.6 * (quarter.target_ha * 10_000.0).sqrt();
            let step_m = (gain * missing_m2 / perimeter_m).clamp(-60.0, 60.0);
            quarter.start_m =
                (quarter.start_m - step_m).clamp(first_m - REACH_M, first_m + REACH_M);
        }
    }
    for quarter in quarters.iter_mut().filter(|quarter| quarter.target_ha > 0.0) {
        let id = tables.areas().get(usize::from(quarter.label) - 1).map(|place| place.id.clone());
        let by_hand = tables.adjustments.iter().find(|row| Some(&row.id) == id.as_ref());
        quarter.start_m -= by_hand.map_or(0.0, |row| row.push_m);
    }
    Ok(quarters)
}

fn quarters(tables: &Tables) -> Result<Vec<Quarter>, DataError> {
    let mut quarters = Vec::new();
    for (label, place) in (1u16..).zip(tables.areas()) {
        if !matches!(place.drawn, Drawn::Grown | Drawn::Rest) {
            continue;
        }
        let rows: Vec<_> = tables.extents.iter().filter(|row| row.id == place.id).collect();
        if rows.is_empty() {
            let problem = "a grown area needs a row here";
            return Err(DataError::Row { table: "extents.csv", id: place.id.clone(), problem });
        }
        let by_hand = tables.adjustments.iter().find(|row| row.id == place.id);
        quarters.extend(rows.into_iter().map(|row| quarter(label, place, row, by_hand)));
    }
    Ok(quarters)
}

/// A quarter before its head start is fitted: it begins so that it would just reach the
/// edge of its bounding box. The rest has many boxes, each of which starts in its middle.
fn quarter(label: u16, place: &Place, row: &Extent, by_hand: Option<&Adjustment>) -> Quarter {
    let extent = Rect {
        low: Point::from_degrees(row.west, row.south),
        high: Point::from_degrees(row.east, row.north),
    };
    // What has no area to aim at is not fitted: its push counts from the start.
    let push_m = by_hand.filter(|_| row.area_ha == 0.0).map_or(0.0, |row| row.push_m);
    let mut centre = match place.drawn {
        Drawn::Rest => extent.middle(),
        _ => Point::from_degrees(place.lon, place.lat),
    };
    if let Some(by_hand) = by_hand {
        centre = Point { x: centre.x + by_hand.east_m, y: centre.y + by_hand.north_m };
    }
    let (width, height) = extent.size_m();
    Quarter {
        label,
        core: grow::core(extent, centre, CORE_SHARE),
        extent,
        target_ha: row.area_ha,
        start_m: -(1.0 - CORE_SHARE) / 2.0 * width.min(height) - push_m,
    }
}
