//! Tiles under everything: surfaces by the nonzero rule, cut to their square, and pictures.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use common::*;
use dateline_core::geo::WorldPoint;
use dateline_core::scene::{AreaVertex, LineMesh};
use dateline_gl::{Discs, Figure, FillStyle, GroundStyle, GroundTile, LineStyle, SurfaceRange};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

const SIZE: [f64; 2] = [100.0, 100.0];
const HALF: f64 = 50.0 * UNITS_PER_PX as f64;
const WHOLE: [f64; 4] = [-HALF, -HALF, HALF, HALF];

fn corner(x_px: f64, y_px: f64) -> AreaVertex {
    let [x, y] = world(SIZE, x_px, y_px);
    AreaVertex { x, y, area: 1 }
}

/// Fans of rings in CSS pixels, and the cover of the whole tile.
fn fans(rings: &[&[[f64; 2]]]) -> (Vec<AreaVertex>, Vec<u32>, u32) {
    let (mut vertices, mut indices) = (Vec::new(), Vec::new());
    for ring in rings {
        let first = vertices.len() as u32;
        vertices.extend(ring.iter().map(|[x, y]| corner(*x, *y)));
        for step in 1..ring.len() as u32 - 1 {
            indices.extend([first, first + step, first + step + 1]);
        }
    }
    let (count, first) = (indices.len() as u32, vertices.len() as u32);
    vertices.extend(
        [[0.0, 0.0], [100.0, 0.0], [0.0, 100.0], [100.0, 100.0]].map(|[x, y]| corner(x, y)),
    );
    indices.extend([0, 1, 2, 2, 1, 3].map(|step| first + step));
    (vertices, indices, count)
}

fn square(from: f64, to: f64) -> [[f64; 2]; 4] {
    [[from, from], [to, from], [to, to], [from, to]]
}

fn surfaces(count: u32) -> SurfaceRange {
    SurfaceRange { fans: (0, count), edges: (0, 0) }
}

fn style() -> GroundStyle {
    let fills = vec![FillStyle::default(), FillStyle { colour: opaque(GREEN) }];
    let lines = vec![LineStyle { colour: opaque(RED), width_px: 2.0, dash_px: None }];
    GroundStyle { is_dark: false, fills, lines }
}

/// What is drawn of the rings and of a line across the middle, within a part of the picture.
fn drawn(rings: &[&[[f64; 2]]], within: [f64; 4]) -> Vec<[u8; 4]> {
    let mut painter = painter();
    let (vertices, indices, count) = fans(rings);
    let mut line = LineMesh::default();
    let point = |x_px| {
        let [x, y] = world(SIZE, x_px, 50.0);
        WorldPoint { x, y }
    };
    line.add_line(&[point(-10.0), point(110.0)], false, 0);
    let ground = painter.ground().unwrap();
    ground.put_drawn(7, (&vertices, &indices), vec![surfaces(count)], &line).unwrap();
    assert!(ground.has(7) && !ground.has(8));
    let tile = GroundTile { key: 7, middle: MIDDLE, edges: WHOLE, within };
    ground.show(vec![tile], style());
    painter.draw(&frame(&[])).unwrap();
    painter.read_picture().unwrap()
}

#[wasm_bindgen_test]
fn a_hole_stays_empty_and_surfaces_that_overlap_are_one() {
    let mut hole = square(40.0, 48.0);
    hole.reverse();
    let pixels = drawn(&[&square(20.0, 80.0), &hole, &square(70.0, 90.0)], WHOLE);
    assert_eq!(count(&pixels, opaque(RED)), 200);
    // The line, two pixels high, covers 60 and the ends of its row outside.
    assert_eq!(count(&pixels, opaque(GREEN)), 3600 - 64 + 400 - 100 - 120);
}

#[wasm_bindgen_test]
fn a_tile_is_seen_in_its_square_only_and_areas_are_drawn_as_ever() {
    let pixels = drawn(&[&square(0.0, 100.0)], [-HALF, -HALF, 0.0, HALF]);
    assert_eq!(count(&pixels, opaque(GREEN)), 50 * 98);
    assert_eq!(count(&pixels, BACKGROUND), 50 * 100);
    let mut painter = painter();
    painter.upload_areas(&rectangles(SIZE, &[[0.0, 0.0, 10.0, 10.0]])).unwrap();
    painter.set_control(&[[1, NOBODY, HELD, 0]]).unwrap();
    let (vertices, indices, fan) = fans(&[&square(0.0, 100.0)]);
    let ground = painter.ground().unwrap();
    ground.put_drawn(7, (&vertices, &indices), vec![surfaces(fan)], &LineMesh::default()).unwrap();
    let tile = GroundTile { key: 7, middle: MIDDLE, edges: WHOLE, within: WHOLE };
    ground.show(vec![tile], style());
    painter.draw(&frame(&[])).unwrap();
    let pixels = painter.read_picture().unwrap();
    assert_eq!(count(&pixels, opaque(BLUE)), 100);
    assert_eq!(count(&pixels, opaque(GREEN)), 9900);
    painter.clear_ground();
    painter.draw(&frame(&[])).unwrap();
    assert_eq!(count(&painter.read_picture().unwrap(), BACKGROUND), 9900);
}

#[wasm_bindgen_test]
fn edges_of_a_surface_are_under_the_next_one_and_lines_over_all() {
    let mut painter = painter();
    let (vertices, indices, fan) = fans(&[&square(0.0, 100.0)]);
    let mut lines = LineMesh::default();
    let mut add = |y_px| {
        let [from, to] = [-10.0, 110.0].map(|x_px| {
            let [x, y] = world(SIZE, x_px, y_px);
            WorldPoint { x, y }
        });
        lines.add_line(&[from, to], false, 0);
        lines.indices.len() as u32
    };
    let end = add(30.0);
    add(60.0);
    let ground = painter.ground().unwrap();
    let edge = SurfaceRange { fans: (0, 0), edges: (0, end) };
    let over = SurfaceRange { fans: (0, fan), edges: (end, 0) };
    ground.put_drawn(7, (&vertices, &indices), vec![edge, over], &lines).unwrap();
    let tile = GroundTile { key: 7, middle: MIDDLE, edges: WHOLE, within: WHOLE };
    ground.show(vec![tile], style());
    painter.draw(&frame(&[])).unwrap();
    let pixels = painter.read_picture().unwrap();
    assert_eq!(count(&pixels, opaque(RED)), 200, "one of the two");
    assert_eq!(count(&pixels, opaque(GREEN)), 9800);
}

#[wasm_bindgen_test]
fn lines_are_there_in_the_picture_after_one_with_groups() {
    let mut painter = painter();
    // Control is whole numbers, the picture of figures is not: a program takes the one alone.
    painter.set_control(&[[1, NOBODY, HELD, 0]]).unwrap();
    let mut line = LineMesh::default();
    let [from, to] = [-10.0, 110.0].map(|x_px| {
        let [x, y] = world(SIZE, x_px, 50.0);
        WorldPoint { x, y }
    });
    line.add_line(&[from, to], false, 0);
    let ground = painter.ground().unwrap();
    ground.put_drawn(7, (&[], &[]), Vec::new(), &line).unwrap();
    let tile = GroundTile { key: 7, middle: MIDDLE, edges: WHOLE, within: WHOLE };
    ground.show(vec![tile], style());
    let mut discs = Discs::new(&painter).unwrap();
    discs.set_figures(8, &canvas()).unwrap();
    let figure = Figure { cell: [0, 0], x_device_px: 20.0, y_device_px: 20.0 };
    for _ in 0..2 {
        painter.draw(&frame(&[])).unwrap();
        assert_eq!(count(&painter.read_picture().unwrap(), opaque(RED)), 200);
        discs.draw(&frame(&[]), &[], &[figure], None).unwrap();
    }
}
