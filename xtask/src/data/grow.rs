//! Growth: every quarter spreads from its core over the land, cheaply inside its own
//! bounding box, dearly outside it and across barriers, until it meets its neighbours.
//! Has no opinion on how much head start a quarter gets.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::ground::Land;
use super::plane::{Cell, Point, Raster, Rect};

/// How far an area may grow beyond its due over built-up land that nobody claims, metres.
const GAP_M: i32 = 120;
/// Growth outside the own bounding box costs this many times as much.
const OUTSIDE_FACTOR: i32 = 3;

/// An area that grows.
#[derive(Clone, Debug)]
pub struct Quarter {
    /// Its value in the grid, from 1.
    pub label: u16,
    /// Where growth starts.
    pub core: Rect,
    /// Where growth is cheap.
    pub extent: Rect,
    /// Area to aim at.
    pub target_ha: f64,
    /// Cost at the start, metres; below zero is a head start. Growth over open land ends at zero.
    pub start_m: f64,
}

/// Grows all quarters at once. A cell goes to the cheapest; a tie to the first in the list.
pub fn grow(land: &Raster<Land>, quarters: &[Quarter]) -> Raster<u16> {
    let mut labels = Raster::<u16>::new(land.cell_m);
    let mut queue: BinaryHeap<Reverse<(i32, usize, Cell)>> = BinaryHeap::new();
    for (index, quarter) in quarters.iter().enumerate() {
        let (low, high) = (land.cell_at(quarter.core.low), land.cell_at(quarter.core.high));
        for row in low.1..=high.1 {
            for column in low.0..=high.0 {
                let cost = (quarter.start_m * 10.0).round() as i32;
                queue.push(Reverse((cost, index, (column, row))));
            }
        }
    }
    while let Some(Reverse((cost, index, cell))) = queue.pop() {
        if labels.get(cell) != 0 || land.get(cell).drawn != 0 {
            continue;
        }
        let Some(quarter) = quarters.get(index) else {
            continue;
        };
        labels.set(cell, quarter.label);
        spread(land, &labels, quarter.extent, cost, cell, |cost, cell| {
            queue.push(Reverse((cost, index, cell)));
        });
    }
    labels
}

/// Offers the free neighbours of a cell to its quarter, each with its cost in decimetres.
fn spread(
    land: &Raster<Land>,
    labels: &Raster<u16>,
    extent: Rect,
    cost: i32,
    (column, row): Cell,
    mut offer: impl FnMut(i32, Cell),
) {
    let from = land.get((column, row));
    let side = (land.cell_m * 10.0) as i32;
    for (east, north) in [(1, 0), (0, 1), (-1, 0), (0, -1), (1, 1), (-1, 1), (-1, -1), (1, -1)] {
        let cell = (column + east, row + north);
        let to = land.get(cell);
        if labels.get(cell) != 0 || to.drawn != 0 {
            continue;
        }
        let length = if east != 0 && north != 0 { side * 1414 / 1000 } else { side };
        let inside = extent.contains(land.middle(cell));
        let mut next = cost + if inside { length } else { length * OUTSIDE_FACTOR };
        if from.barrier_m == 0 {
            next += i32::from(to.barrier_m) * 10;
        }
        next += length * i32::from(to.rough) / 100;
        if next <= limit_m(to) * 10 {
            offer(next, cell);
        }
    }
}

/// Up to which cost land may be taken.
fn limit_m(land: Land) -> i32 {
    match (land.built_up, land.filled) {
        (_, true) => 100_000,
        (true, false) => GAP_M,
        (false, false) => 0,
    }
}

/// Area of every label in hectares, by label.
pub fn areas_ha(labels: &Raster<u16>, count: usize) -> Vec<f64> {
    let mut areas_ha = vec![0.0; count + 1];
    let cell_ha = labels.cell_m * labels.cell_m / 10_000.0;
    for (_, label) in labels.cells().filter(|(_, label)| *label != 0) {
        if let Some(area_ha) = areas_ha.get_mut(usize::from(label)) {
            *area_ha += cell_ha;
        }
    }
    areas_ha
}

/// The core of a quarter: a share of its bounding box around a point between the middle
/// of the box and the centre of the place.
pub fn core(extent: Rect, centre: Point, share: f64) -> Rect {
    let middle = extent.middle().towards(centre, 0.6);
    let (width, height) = extent.size_m();
    let half = (width * share / 2.0, height * share / 2.0);
    Rect {
        low: Point { x: middle.x - half.0, y: middle.y - half.1 },
        high: Point { x: middle.x + half.0, y: middle.y + half.1 },
    }
}
