//! Tidying of the grown labels: holes filled, the rest of the built-up land collected,
//! borders evened out, islands given to their neighbours, pinched corners opened.
//! Has no opinion on coordinates.

use std::cmp::Reverse;
use std::collections::VecDeque;

use super::ground::Land;
use super::plane::{Cell, Raster};

const SIDES: [Cell; 4] = [(1, 0), (0, 1), (-1, 0), (0, -1)];
/// Unclaimed land inside the city smaller than this goes to its neighbours.
const SMALLEST_GAP_HA: f64 = 30.0;
/// Half the side of the square that a border cell looks at.
const WINDOW: i32 = 3;

/// Tidies `labels` in place. From `first_loose` on, labels may lie in several pieces, and
/// built-up land that nobody took gets the label after it.
pub fn tidy(labels: &mut Raster<u16>, land: &Raster<Land>, first_loose: u16) {
    for row in 0..labels.rows {
        for column in 0..labels.columns {
            let cell = (column, row);
            let ground = land.get(cell);
            if ground.drawn != 0 {
                labels.set(cell, ground.drawn);
            } else if labels.get(cell) == 0 && ground.built_up {
                labels.set(cell, first_loose + 1);
            }
        }
    }
    for _ in 0..3 {
        even_out(labels);
    }
    drop_islands(labels, first_loose);
    even_out(labels);
    drop_islands(labels, first_loose);
    open_pinches(labels);
}

/// Gives every border cell the label that most cells around it have.
fn even_out(labels: &mut Raster<u16>) {
    let old = labels.clone();
    for (cell, label) in old.cells() {
        let border = SIDES.iter().any(|side| old.get((cell.0 + side.0, cell.1 + side.1)) != label);
        if !border {
            continue;
        }
        let mut counts: Vec<(u16, i32)> = Vec::new();
        for north in -WINDOW..=WINDOW {
            for east in -WINDOW..=WINDOW {
                let other = old.get((cell.0 + east, cell.1 + north));
                match counts.iter_mut().find(|entry| entry.0 == other) {
                    Some(entry) => entry.1 += 1,
                    None => counts.push((other, 1)),
                }
            }
        }
        let own = counts.iter().find(|entry| entry.0 == label).map_or(0, |entry| entry.1);
        let best = counts.iter().max_by_key(|entry| (entry.1, Reverse(entry.0)));
        if let Some(best) = best.filter(|best| best.1 > own) {
            labels.set(cell, best.0);
        }
    }
}

/// Keeps the largest piece of every label (of open and loose land: every large piece)
/// and lets the neighbours grow over the others.
fn drop_islands(labels: &mut Raster<u16>, first_loose: u16) {
    let pieces = pieces(labels);
    let cell_ha = labels.cell_m * labels.cell_m / 10_000.0;
    let mut freed: Vec<Cell> = Vec::new();
    for (label, cells) in &pieces {
        let many = *label == 0 || *label >= first_loose;
        let largest =
            pieces.iter().filter(|piece| piece.0 == *label).map(|piece| piece.1.len()).max();
        let keep = if many {
            cells.len() as f64 * cell_ha >= SMALLEST_GAP_HA
        } else {
            Some(cells.len()) == largest
        };
        if !keep {
            freed.extend(cells);
        }
    }
    let mut free = Raster::<bool>::new(labels.cell_m);
    freed.iter().for_each(|cell| free.set(*cell, true));
    let mut queue: VecDeque<Cell> = freed.iter().copied().collect();
    // Every pass takes at least one cell from the queue while a neighbour is settled.
    let mut idle = 0;
    while let Some(cell) = queue.pop_front() {
        let settled = SIDES
            .iter()
            .map(|side| (cell.0 + side.0, cell.1 + side.1))
            .find(|other| !free.get(*other))
            .map(|other| labels.get(other));
        match settled {
            Some(label) => {
                labels.set(cell, label);
                free.set(cell, false);
                idle = 0;
            }
            None if idle > queue.len() => break,
            None => {
                queue.push_back(cell);
                idle += 1;
            }
        }
    }
}

/// The connected pieces of all labels, open land included.
fn pieces(labels: &Raster<u16>) -> Vec<(u16, Vec<Cell>)> {
    let mut seen = Raster::<bool>::new(labels.cell_m);
    let mut pieces = Vec::new();
    for (start, label) in labels.cells() {
        if seen.get(start) {
            continue;
        }
        seen.set(start, true);
        let mut cells = vec![start];
        let mut next = 0;
        while let Some(&(column, row)) = cells.get(next) {
            next += 1;
            for side in SIDES {
                let other = (column + side.0, row + side.1);
                let inside =
                    (0..labels.columns).contains(&other.0) && (0..labels.rows).contains(&other.1);
                if inside && !seen.get(other) && labels.get(other) == label {
                    seen.set(other, true);
                    cells.push(other);
                }
            }
        }
        pieces.push((label, cells));
    }
    pieces
}

/// Where a label touches itself at a corner only, fills one of the other two cells, so
/// that every ring passes a corner once.
fn open_pinches(labels: &mut Raster<u16>) {
    let mut found = true;
    let mut passes = 0;
    while found && passes < 20 {
        found = false;
        passes += 1;
        for row in 0..labels.rows {
            for column in 0..labels.columns {
                let (a, b) = (labels.get((column, row)), labels.get((column + 1, row)));
                let (c, d) = (labels.get((column, row + 1)), labels.get((column + 1, row + 1)));
                if a == d && a != b && a != c {
                    labels.set((column + 1, row), a);
                    found = true;
                } else if b == c && b != a && b != d {
                    labels.set((column, row), b);
                    found = true;
                }
            }
        }
    }
}
