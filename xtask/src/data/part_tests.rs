//! The parts of the drawing, each on its own.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use super::plane::{Point, Raster, Vertex};
use super::tables::Tables;
use super::{check, ground, json, rings, smooth, trace};

#[test]
fn degrees_are_written_without_trailing_zeros_and_read_back() {
    assert_eq!(json::degrees(3_716_500), "37.165");
    assert_eq!(json::degrees(3_700_000), "37");
    assert_eq!(json::degrees(-5), "-0.00005");
    for value_e5 in (-3_800_000..3_800_000).step_by(9973) {
        let read: f64 = json::degrees(value_e5).parse().unwrap();
        assert_eq!((read * 1e5).round() as i64, value_e5);
    }
}

#[test]
fn positions_survive_the_way_to_the_plane_and_back() {
    for (lon_e5, lat_e5) in [(3_693_000, 3_610_000), (3_716_000, 3_620_500), (3_730_700, 3_629_500)]
    {
        let vertex = Vertex { lon_e5, lat_e5 };
        assert_eq!(Vertex::from(Point::from(vertex)), vertex);
    }
}

#[test]
fn segments_meet_exactly_when_a_search_of_fractions_finds_a_common_point() {
    let all: Vec<Vertex> = (0..9).map(|i| Vertex { lon_e5: i % 3, lat_e5: i / 3 }).collect();
    let on = |p: (i64, i64), a: Vertex, b: Vertex, scale: i64| {
        let (ax, ay, bx, by) =
            (a.lon_e5 * scale, a.lat_e5 * scale, b.lon_e5 * scale, b.lat_e5 * scale);
        (bx - ax) * (p.1 - ay) == (by - ay) * (p.0 - ax)
            && (ax.min(bx)..=ax.max(bx)).contains(&p.0)
            && (ay.min(by)..=ay.max(by)).contains(&p.1)
    };
    // On this lattice two lines cross at multiples of one over 1, 2, 3 or 5: 30 covers all.
    const SCALE: i64 = 30;
    for a in &all {
        for b in all.iter().filter(|b| *b > a) {
            for c in &all {
                for d in all.iter().filter(|d| *d > c) {
                    let common = (0..=2 * SCALE).flat_map(|x| (0..=2 * SCALE).map(move |y| (x, y)));
                    let is_end =
                        |p: (i64, i64), v: &Vertex| p == (v.lon_e5 * SCALE, v.lat_e5 * SCALE);
                    let found = common
                        .filter(|p| on(*p, *a, *b, SCALE) && on(*p, *c, *d, SCALE))
                        .any(|p| {
                            let end_of_both =
                                (is_end(p, a) || is_end(p, b)) && (is_end(p, c) || is_end(p, d));
                            !end_of_both
                        });
                    assert_eq!(check::meet((*a, *b), (*c, *d)), found, "{a:?} {b:?} {c:?} {d:?}");
                }
            }
        }
    }
}

#[test]
fn a_filled_outline_holds_the_cells_whose_middle_is_inside() {
    let tables = Tables::read(&super::root().join("data/tables/aleppo")).unwrap();
    let outline = ground::outline(&tables, "airport");
    let mut raster = Raster::<bool>::new(100.0);
    raster.fill(&outline, true);
    let ring: Vec<Vertex> = outline.iter().map(|point| Vertex::from(*point)).collect();
    let filled = raster.cells().filter(|(_, filled)| *filled).count();
    assert!(filled > 150, "{filled} cells");
    for (cell, filled) in raster.cells() {
        let middle = raster.middle(cell);
        let near = ring
            .windows(2)
            .any(|pair| middle.distance_to_segment_m(pair[0].into(), pair[1].into()) < 2.0);
        assert!(near || filled == rings::holds(&ring, middle.into()), "{cell:?}");
    }
}

#[test]
fn borders_of_two_squares_are_three_arcs_and_a_hole_is_a_loop() {
    let mut labels = Raster::<u16>::new(100.0);
    for row in 10..20 {
        for column in 10..30 {
            labels.set((column, row), if column < 20 { 1 } else { 2 });
        }
    }
    labels.set((14, 14), 3);
    let arcs = trace::trace(&labels);
    assert_eq!(arcs.len(), 4);
    assert_eq!(arcs.iter().filter(|arc| arc.is_loop()).count(), 1);
    let total: usize = arcs.iter().map(|arc| arc.corners.len() - 1).sum();
    assert_eq!(total, 60 + 10 + 4, "every edge of the grid once");
    let nodes = smooth::settle_nodes(&arcs, &[smooth::LAST_LEVEL; 4], 100.0);
    for arc in &arcs {
        let line = smooth::line(arc, smooth::LAST_LEVEL, &nodes, 100.0);
        let first = arc.corners[0];
        let corner = Point { x: f64::from(first.0) * 100.0, y: f64::from(first.1) * 100.0 };
        assert_eq!(line.first(), Some(&Vertex::from(corner)), "unsmoothed arcs keep their corners");
    }
}
