//! Where an area's name goes: its sourced centre where that lies well inside, otherwise
//! the point farthest from the border.

use super::plane::{Point, Vertex};
use super::rings::{self, Polygon, Ring};

/// The sourced centre is kept if its distance to the border is this share of the best.
const WELL_INSIDE: f64 = 0.7;

/// The label point of an area.
pub fn label_point(polygons: &[Polygon], centre: Vertex) -> Vertex {
    let Some(largest) = polygons.first() else {
        return centre;
    };
    let best = farthest(largest);
    let kept = inset_m(largest, centre.into()) >= WELL_INSIDE * inset_m(largest, best);
    if kept { centre } else { best.into() }
}

/// Distance to the nearest border in metres; below zero outside.
pub fn inset_m(polygon: &[Ring], point: Point) -> f64 {
    let mut nearest_m = f64::INFINITY;
    for ring in polygon {
        let points: Vec<Point> = ring.iter().map(|vertex| Point::from(*vertex)).collect();
        for (a, b) in points.iter().zip(points.iter().skip(1)) {
            nearest_m = nearest_m.min(point.distance_to_segment_m(*a, *b));
        }
    }
    let inside = polygon.iter().filter(|ring| rings::holds(ring, point.into())).count() % 2 == 1;
    if inside { nearest_m } else { -nearest_m }
}

/// The point farthest from the border: the best of a grid, then of finer grids around it.
fn farthest(polygon: &Polygon) -> Point {
    const SIDE: i32 = 10;
    const ROUNDS: i32 = 4;
    let points: Vec<Point> = polygon.iter().flatten().map(|vertex| Point::from(*vertex)).collect();
    let low = |of: fn(&Point) -> f64| points.iter().map(of).fold(f64::INFINITY, f64::min);
    let high = |of: fn(&Point) -> f64| points.iter().map(of).fold(f64::NEG_INFINITY, f64::max);
    let (mut width, mut height) = (high(|p| p.x) - low(|p| p.x), high(|p| p.y) - low(|p| p.y));
    let mut best = Point { x: low(|p| p.x) + width / 2.0, y: low(|p| p.y) + height / 2.0 };
    let mut best_m = inset_m(polygon, best);
    for _ in 0..ROUNDS {
        let middle = best;
        for row in -SIDE..=SIDE {
            for column in -SIDE..=SIDE {
                let share = |step: i32| f64::from(step) / f64::from(2 * SIDE);
                let candidate = Point {
                    x: middle.x + width * share(column),
                    y: middle.y + height * share(row),
                };
                let inset_m = inset_m(polygon, candidate);
                if inset_m > best_m {
                    (best, best_m) = (candidate, inset_m);
                }
            }
        }
        width /= f64::from(SIDE) / 2.0;
        height /= f64::from(SIDE) / 2.0;
    }
    best
}
