//! From labels to borders: the grid's label borders as arcs between nodes, each arc
//! traced once for the two areas it parts.
//! Has no opinion on how an arc is smoothed.

use super::plane::{Point, Raster};

/// A corner of the grid: column and row of the cell north-east of it.
pub type Corner = (i32, i32);

/// A border between two areas, or between an area and open land.
#[derive(Clone, Debug)]
pub struct Arc {
    /// Label on the left when walking along; 0 is open land.
    pub left: u16,
    /// Label on the right.
    pub right: u16,
    /// Corners from node to node; a loop without a node ends where it starts.
    pub corners: Vec<Corner>,
}

impl Arc {
    /// Whether the arc closes on itself.
    pub fn is_loop(&self) -> bool {
        self.corners.first() == self.corners.last()
    }
}

/// Steps east, north, west, south.
const STEPS: [Corner; 4] = [(1, 0), (0, 1), (-1, 0), (0, -1)];

/// The labels left and right of the edge that leaves a corner in a direction.
fn sides(labels: &Raster<u16>, (x, y): Corner, direction: usize) -> (u16, u16) {
    let north_east = labels.get((x, y));
    let north_west = labels.get((x - 1, y));
    let south_west = labels.get((x - 1, y - 1));
    let south_east = labels.get((x, y - 1));
    match direction {
        0 => (north_east, south_east),
        1 => (north_west, north_east),
        2 => (south_west, north_west),
        _ => (south_east, south_west),
    }
}

fn is_border(labels: &Raster<u16>, corner: Corner, direction: usize) -> bool {
    let (left, right) = sides(labels, corner, direction);
    left != right
}

fn degree(labels: &Raster<u16>, corner: Corner) -> usize {
    (0..4).filter(|direction| is_border(labels, corner, *direction)).count()
}

/// Traces all borders: first those that leave a node, then the loops, from the south.
pub fn trace(labels: &Raster<u16>) -> Vec<Arc> {
    let mut corners: Vec<(Corner, usize)> = Vec::new();
    for (cell, label) in labels.cells() {
        let changes = label != labels.get((cell.0 - 1, cell.1))
            || label != labels.get((cell.0, cell.1 - 1))
            || labels.get((cell.0 - 1, cell.1)) != labels.get((cell.0 - 1, cell.1 - 1));
        if changes {
            corners.push((cell, degree(labels, cell)));
        }
    }
    let mut used = Raster::<u8>::new(labels.cell_m);
    let mut arcs = Vec::new();
    let nodes = corners.iter().filter(|corner| corner.1 > 2);
    let loops = corners.iter().filter(|corner| corner.1 == 2);
    for (start, _) in nodes.chain(loops) {
        for direction in 0..4 {
            if is_border(labels, *start, direction) && used.get(*start) & (1 << direction) == 0 {
                arcs.push(walk(labels, &mut used, *start, direction));
            }
        }
    }
    arcs
}

/// Follows a border to the next node, or back to the start.
fn walk(labels: &Raster<u16>, used: &mut Raster<u8>, start: Corner, first: usize) -> Arc {
    let (left, right) = sides(labels, start, first);
    let mut corners = vec![start];
    let (mut here, mut direction) = (start, first);
    loop {
        used.set(here, used.get(here) | (1 << direction));
        let step = STEPS.get(direction).copied().unwrap_or_default();
        here = (here.0 + step.0, here.1 + step.1);
        let back = (direction + 2) % 4;
        used.set(here, used.get(here) | (1 << back));
        corners.push(here);
        let onward = (0..4).find(|next| *next != back && is_border(labels, here, *next));
        match onward {
            Some(next) if here != start && degree(labels, here) == 2 => direction = next,
            _ => {
                return Arc { left, right, corners };
            }
        }
    }
}

/// The positions of an arc's edge middles, with its ends: the staircase becomes a slope.
pub fn slope(arc: &Arc, cell_m: f64) -> Vec<Point> {
    let at = |x: f64, y: f64| Point { x: x * cell_m, y: y * cell_m };
    let end = |corner: Option<&Corner>| corner.map(|c| at(f64::from(c.0), f64::from(c.1)));
    let middles = arc
        .corners
        .iter()
        .zip(arc.corners.iter().skip(1))
        .map(|(a, b)| at(f64::from(a.0 + b.0) / 2.0, f64::from(a.1 + b.1) / 2.0));
    end(arc.corners.first()).into_iter().chain(middles).chain(end(arc.corners.last())).collect()
}
