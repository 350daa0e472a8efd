//! Smoothing and simplification of arcs: each once, with its ends held, so that the two
//! areas beside it keep exactly the same border.
//! Has no opinion on whether arcs cross; `check` finds that and asks for less.

use std::collections::BTreeMap;

use super::plane::{Point, Vertex};
use super::trace::{self, Arc, Corner};

/// How strongly an arc is smoothed: rounds of averaging, and how far in metres the
/// simplified line may leave the smoothed one. Taken in order until nothing crosses.
const LEVELS: [(usize, f64); 5] = [(10, 24.0), (8, 14.0), (5, 8.0), (2, 4.0), (0, 0.0)];

/// The weakest smoothing.
pub const LAST_LEVEL: usize = LEVELS.len() - 1;

/// Nodes moved to the middle of what leaves them, so that no border ends in a hook.
pub fn settle_nodes(arcs: &[Arc], levels: &[usize], cell_m: f64) -> BTreeMap<Corner, Point> {
    /// How many cells along an arc its direction is read.
    const REACH: usize = 6;
    let mut pulls: BTreeMap<Corner, Vec<Option<Point>>> = BTreeMap::new();
    for (arc, level) in arcs.iter().zip(levels).filter(|(arc, _)| !arc.is_loop()) {
        let line = trace::slope(arc, cell_m);
        let reach = REACH.min(line.len() / 2);
        let ends = [
            (arc.corners.first(), line.get(reach)),
            (arc.corners.last(), line.len().checked_sub(1 + reach).and_then(|i| line.get(i))),
        ];
        for (corner, pull) in ends {
            if let Some(corner) = corner {
                let free = *level < LAST_LEVEL;
                pulls.entry(*corner).or_default().push(pull.copied().filter(|_| free));
            }
        }
    }
    pulls
        .into_iter()
        .map(|(corner, pulls)| {
            let own = Point { x: f64::from(corner.0) * cell_m, y: f64::from(corner.1) * cell_m };
            let free: Vec<Point> = pulls.iter().flatten().copied().collect();
            if free.len() < pulls.len() {
                return (corner, own);
            }
            let (x, y) = free.iter().fold((own.x, own.y), |sum, p| (sum.0 + p.x, sum.1 + p.y));
            let count = free.len() as f64 + 1.0;
            (corner, Point { x: x / count, y: y / count })
        })
        .collect()
}

/// One arc, smoothed, simplified and rounded to what is written.
pub fn line(arc: &Arc, level: usize, nodes: &BTreeMap<Corner, Point>, cell_m: f64) -> Vec<Vertex> {
    let (rounds, tolerance_m) = LEVELS.get(level).copied().unwrap_or((0, 0.0));
    let mut points = trace::slope(arc, cell_m);
    if rounds == 0 {
        points = arc
            .corners
            .iter()
            .map(|c| Point { x: f64::from(c.0) * cell_m, y: f64::from(c.1) * cell_m })
            .collect();
    }
    let is_loop = arc.is_loop();
    if is_loop && rounds > 0 {
        // A loop starts in the middle of an edge, not at a corner of the staircase.
        points.remove(0);
        points.pop();
        points.extend(points.first().copied());
    } else {
        let held = [(0, arc.corners.first()), (points.len() - 1, arc.corners.last())];
        for (index, corner) in held {
            let node = corner.and_then(|corner| nodes.get(corner));
            if let (Some(slot), Some(node)) = (points.get_mut(index), node) {
                *slot = *node;
            }
        }
    }
    for _ in 0..rounds {
        points = averaged(&points, is_loop);
    }
    let mut line: Vec<Vertex> =
        simplified(&points, tolerance_m, is_loop).into_iter().map(Vertex::from).collect();
    line.dedup();
    line
}

/// Every inner point moved to the weighted middle (1, 2, 1) of itself and its neighbours.
fn averaged(points: &[Point], is_loop: bool) -> Vec<Point> {
    let mix = |a: &Point, b: &Point, c: &Point| Point {
        x: (a.x + 2.0 * b.x + c.x) / 4.0,
        y: (a.y + 2.0 * b.y + c.y) / 4.0,
    };
    let inner = points.windows(3).filter_map(|window| match window {
        [a, b, c] => Some(mix(a, b, c)),
        _ => None,
    });
    let mut result: Vec<Point> = points.first().copied().into_iter().chain(inner).collect();
    result.extend(points.last().copied());
    if let (true, [first, second, .., before, _]) = (is_loop && points.len() > 4, points) {
        let joint = mix(before, first, second);
        result.iter_mut().take(1).for_each(|point| *point = joint);
        result.iter_mut().rev().take(1).for_each(|point| *point = joint);
    }
    result
}

/// Douglas–Peucker; a loop is held at its two most distant points as well.
fn simplified(points: &[Point], tolerance_m: f64, is_loop: bool) -> Vec<Point> {
    let Some(last) = points.len().checked_sub(1) else {
        return Vec::new();
    };
    let mut keep = vec![false; points.len()];
    let mut spans = vec![(0, last)];
    let mut hold = vec![0, last];
    if is_loop && last > 3 {
        let first = points.first().copied().unwrap_or_default();
        let far = |from: Point| {
            (0..last).max_by(|a, b| {
                let at = |i: &usize| points.get(*i).map_or(0.0, |point| point.distance_m(from));
                at(a).total_cmp(&at(b))
            })
        };
        let opposite = far(first).unwrap_or(0);
        hold.push(opposite);
        spans = vec![(0, opposite), (opposite, last)];
    }
    for index in hold {
        keep.iter_mut().skip(index).take(1).for_each(|kept| *kept = true);
    }
    while let Some((from, to)) = spans.pop() {
        let (Some(a), Some(b)) = (points.get(from), points.get(to)) else {
            continue;
        };
        let between = points.iter().enumerate().take(to).skip(from + 1);
        let farthest = between
            .map(|(index, point)| (index, point.distance_to_segment_m(*a, *b)))
            .max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)));
        if let Some((index, _)) = farthest.filter(|far| far.1 > tolerance_m) {
            keep.iter_mut().skip(index).take(1).for_each(|kept| *kept = true);
            spans.push((from, index));
            spans.push((index, to));
        }
    }
    points.iter().zip(keep).filter(|(_, kept)| *kept).map(|(point, _)| *point).collect()
}
