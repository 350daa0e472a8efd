//! Two moments on one canvas: each part is what a picture of its moment alone would be.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use common::*;
use dateline_core::geo::Pane;
use dateline_gl::{Camera, CategoryStyle, Frame, LineSlot, Painter, SymbolFrame};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

const SIZE: [f64; 2] = [160.0, 80.0];
/// Who holds the four areas at either moment: every pattern, and one that changes.
const BEFORE: [[u8; 4]; 4] = [
    [0, NOBODY, HELD, 0],
    [0, 1, CONTESTED, 0],
    [1, NOBODY, CLAIMED, 0],
    [NOBODY, NOBODY, UNKNOWN, 0],
];
const AFTER: [[u8; 4]; 4] =
    [[1, NOBODY, HELD, 0], [0, 2, BESIEGED, 255], [1, NOBODY, HELD | 16, 0], [2, NOBODY, HELD, 0]];
/// The window of either moment; each shows one of two marks.
const WINDOWS: [(u32, u32); 2] = [(0, 100), (100, 200)];

fn painter_with_scene() -> Painter {
    let mut painter = painter();
    let areas = [
        [8.0, 6.0, 40.0, 68.0],
        [48.0, 6.0, 32.0, 68.0],
        [80.0, 6.0, 32.0, 68.0],
        [112.0, 6.0, 40.0, 68.0],
    ];
    painter.upload_areas(&rectangles(SIZE, &areas)).unwrap();
    let border = |x: f64, area: u16| Piece {
        from: [x, 6.0],
        to: [x, 74.0],
        style: 0,
        area,
        other_area: area + 1,
    };
    let borders = [border(48.0, 0), border(80.0, 1), border(112.0, 2)];
    painter.upload_lines(LineSlot::Borders, &lines(SIZE, &borders)).unwrap();
    let marks =
        [symbol(world(SIZE, 64.0, 40.0), 50, 0, 0), symbol(world(SIZE, 92.0, 30.0), 150, 1, 0)];
    painter.upload_symbols(&marks).unwrap();
    painter
}

fn moment(categories: &[CategoryStyle], place: usize, pane: Option<Pane>, ratio: f64) -> Frame<'_> {
    let (window_start_minute, window_end_minute) = WINDOWS[place];
    let frame = frame(categories);
    Frame {
        camera: Camera { pane, device_pixel_ratio: ratio, ..camera(SIZE[0], SIZE[1]) },
        symbols: SymbolFrame { window_start_minute, window_end_minute, ..frame.symbols },
        ..frame
    }
}

/// The pictures of both moments, each alone on the canvas.
fn alone(painter: &mut Painter, ratio: f64) -> [Vec<[u8; 4]>; 2] {
    let categories = categories();
    [0, 1].map(|place| {
        painter.set_control([BEFORE, AFTER][place].as_slice()).unwrap();
        painter.draw(&moment(&categories, place, None, ratio)).unwrap();
        painter.read_picture().unwrap()
    })
}

fn together(painter: &mut Painter, panes: [Pane; 2], ratio: f64) -> Vec<[u8; 4]> {
    let categories = categories();
    painter.set_control_of(0, &BEFORE).unwrap();
    painter.set_control_of(1, &AFTER).unwrap();
    let frames = [0, 1].map(|place| moment(&categories, place, Some(panes[place]), ratio));
    painter.draw_all(&frames).unwrap();
    painter.read_picture().unwrap()
}

/// Asserts that the columns of `seen` from `start` to `end` are those of `meant`, `shift`
/// to the right of their places; a rounding error of a driver is none.
fn assert_columns(
    seen: &[[u8; 4]],
    meant: &[[u8; 4]],
    columns: std::ops::Range<usize>,
    shift: isize,
    what: &str,
) {
    let (width, height) = (seen.len() / seen_height(seen), seen_height(seen));
    let mut different = 0;
    for row in 0..height {
        for column in columns.clone() {
            let there = (column as isize - shift) as usize;
            let (a, b) = (seen[row * width + column], meant[row * width + there]);
            let off = a.iter().zip(b).map(|(a, b)| a.abs_diff(b)).max().unwrap();
            different += usize::from(off > 3);
        }
    }
    assert_eq!(different, 0, "{what}: of {} pixels", columns.len() * height);
}

/// Rows of a picture twice as wide as high.
fn seen_height(picture: &[[u8; 4]]) -> usize {
    ((picture.len() / 2) as f64).sqrt().round() as usize
}

#[wasm_bindgen_test]
fn each_half_is_the_middle_of_the_picture_of_its_moment() {
    for ratio in [1.0, 2.0] {
        let mut painter = painter_with_scene();
        let pictures = alone(&mut painter, ratio);
        let panes = [
            Pane { left_px: 0.0, right_px: 80.0, shift_px: -40.0 },
            Pane { left_px: 80.0, right_px: 160.0, shift_px: 40.0 },
        ];
        let seen = together(&mut painter, panes, ratio);
        let device = |px: f64| (px * ratio) as usize;
        let shift = device(40.0) as isize;
        assert_columns(&seen, &pictures[0], 0..device(80.0), -shift, "the earlier half");
        assert_columns(&seen, &pictures[1], device(80.0)..device(160.0), shift, "the later half");
    }
}

#[wasm_bindgen_test]
fn a_curtain_shows_one_moment_on_each_side_wherever_it_hangs() {
    let mut painter = painter_with_scene();
    let pictures = alone(&mut painter, 1.0);
    for seam in [0, 1, 47, 48, 66, 93, 159, 160] {
        let at = seam as f64;
        let panes = [
            Pane { left_px: 0.0, right_px: at, shift_px: 0.0 },
            Pane { left_px: at, right_px: 160.0, shift_px: 0.0 },
        ];
        let seen = together(&mut painter, panes, 1.0);
        assert_columns(&seen, &pictures[0], 0..seam, 0, "before the curtain");
        assert_columns(&seen, &pictures[1], seam..160, 0, "behind the curtain");
    }
}

#[wasm_bindgen_test]
fn one_moment_alone_has_the_whole_canvas_again() {
    let mut painter = painter_with_scene();
    let before = alone(&mut painter, 1.0);
    let half = Pane { left_px: 0.0, right_px: 80.0, shift_px: -40.0 };
    let other = Pane { left_px: 80.0, right_px: 160.0, shift_px: 40.0 };
    together(&mut painter, [half, other], 1.0);
    assert_eq!(alone(&mut painter, 1.0), before);
}

#[wasm_bindgen_test]
fn the_two_moments_of_these_tests_look_different() {
    let mut painter = painter_with_scene();
    let [before, after] = alone(&mut painter, 1.0);
    let different = before.iter().zip(&after).filter(|(a, b)| a != b).count();
    assert!(different > 4_000, "{different} pixels differ");
}
