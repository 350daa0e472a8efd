//! Lines: base styles, and borders that follow the state of the areas beside them.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use common::*;
use dateline_core::scene::{JUST_CHANGED, SELECTED};
use dateline_gl::{FillStyle, LineSlot, LineStyle, Painter};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

const SIZE: [f64; 2] = [100.0, 100.0];

/// A vertical line through the middle of the picture, between areas 0 and 1.
const BORDER: Piece =
    Piece { from: [50.0, 0.0], to: [50.0, 100.0], style: 0, area: 0, other_area: 1 };

fn painter_with_border(texels: &[[u8; 4]]) -> Painter {
    let mut painter = painter();
    let mesh = lines(SIZE, &[BORDER]);
    painter.upload_lines(LineSlot::Borders, &mesh).unwrap();
    painter.set_control(texels).unwrap();
    painter
}

/// How far row 50 is from the background, summed over its pixels: a measure of how much
/// line there is.
fn weight(painter: &Painter, row: usize) -> u32 {
    let pixels = painter.read_picture().unwrap();
    let darkness = |pixel: &[u8; 4]| u32::from(BACKGROUND[1].saturating_sub(pixel[1]));
    pixels[row * 100..(row + 1) * 100].iter().map(darkness).sum()
}

fn weight_of(texels: &[[u8; 4]]) -> u32 {
    let mut painter = painter_with_border(texels);
    painter.draw(&frame(&[])).unwrap();
    weight(&painter, 50)
}

#[wasm_bindgen_test]
fn a_base_line_has_its_style_and_its_width() {
    let mut painter = painter();
    let mesh = lines(SIZE, &[Piece { style: 1, ..BORDER }]);
    painter.upload_lines(LineSlot::Base, &mesh).unwrap();
    let styles =
        [LineStyle::default(), LineStyle { colour: opaque(BLUE), width_px: 6.0, dash_px: None }];
    let mut frame = frame(&[]);
    frame.lines = &styles;
    painter.draw(&frame).unwrap();
    let pixels = painter.read_picture().unwrap();
    assert_eq!(count(&pixels, opaque(BLUE)), 600);
    assert_eq!(count(&pixels, BACKGROUND), 9400);
}

#[wasm_bindgen_test]
fn dashes_leave_gaps() {
    let mut painter = painter();
    let mesh = lines(SIZE, &[BORDER]);
    painter.upload_lines(LineSlot::Base, &mesh).unwrap();
    let styles = [LineStyle { colour: opaque(BLUE), width_px: 4.0, dash_px: Some([6.0, 4.0]) }];
    let mut frame = frame(&[]);
    frame.lines = &styles;
    painter.draw(&frame).unwrap();
    let painted = count(&painter.read_picture().unwrap(), opaque(BLUE));
    assert!((200..=260).contains(&painted), "{painted} of 400");
}

#[wasm_bindgen_test]
fn a_front_is_heavier_than_a_border_inside_one_side() {
    let inside = weight_of(&[[0, NOBODY, HELD, 0], [0, NOBODY, HELD, 0]]);
    let front = weight_of(&[[0, NOBODY, HELD, 0], [1, NOBODY, HELD, 0]]);
    assert!(inside > 0 && front > 2 * inside, "{front} against {inside}");
}

#[wasm_bindgen_test]
fn a_border_becomes_a_front_when_one_side_changes_hands() {
    let mut painter = painter_with_border(&[[0, NOBODY, HELD, 0], [0, NOBODY, HELD, 0]]);
    painter.draw(&frame(&[])).unwrap();
    let before = weight(&painter, 50);
    painter.set_control(&[[0, NOBODY, HELD, 0], [1, NOBODY, HELD, 0]]).unwrap();
    painter.draw(&frame(&[])).unwrap();
    assert!(weight(&painter, 50) > before);
}

#[wasm_bindgen_test]
fn nothing_known_on_either_side_is_a_dotted_line() {
    let mut painter = painter_with_border(&[[NOBODY, NOBODY, UNKNOWN, 0]; 2]);
    painter.draw(&frame(&[])).unwrap();
    let rows: Vec<u32> = (0..100).map(|row| weight(&painter, row)).collect();
    let gaps = rows.iter().filter(|weight| **weight == 0).count();
    assert!((20..=60).contains(&gaps), "{gaps} of 100 rows are empty");
}

#[wasm_bindgen_test]
fn the_selected_area_has_the_strongest_line() {
    let texels = [[0, NOBODY, HELD, 0], [1, NOBODY, HELD, 0]];
    let mut painter = painter_with_border(&texels);
    let mut frame = frame(&[]);
    painter.draw(&frame).unwrap();
    let front = weight(&painter, 50);
    frame.selected_area = Some(1);
    painter.draw(&frame).unwrap();
    assert!(weight(&painter, 50) > front);
    frame.selected_area = Some(7);
    painter.draw(&frame).unwrap();
    assert_eq!(weight(&painter, 50), front);
    assert!(weight_of(&[[0, NOBODY, HELD | SELECTED, 0], [1, NOBODY, HELD, 0]]) > front);
}

#[wasm_bindgen_test]
fn a_change_stands_out_and_settles() {
    let middle = |newness: u8| {
        let flags = if newness > 0 { JUST_CHANGED } else { 0 };
        let texels = [[0, NOBODY, HELD, 0], [0, NOBODY, HELD | flags, newness]];
        let mut painter = painter_with_border(&texels);
        painter.draw(&frame(&[])).unwrap();
        painter.read_pixel(50.0, 50.0).unwrap()
    };
    assert_eq!(middle(255), opaque(THEME.accent));
    // Blue is where the accent and the outline differ most.
    let blue = |newness: u8| middle(newness)[2];
    assert!(blue(255) < blue(128) && blue(128) < blue(0), "{} {}", blue(128), blue(0));
}

#[wasm_bindgen_test]
fn a_slanted_line_has_smooth_edges() {
    let mut painter = painter();
    let slanted = Piece { from: [0.0, 30.0], to: [100.0, 60.0], ..BORDER };
    let mesh = lines(SIZE, &[slanted]);
    painter.upload_lines(LineSlot::Base, &mesh).unwrap();
    let styles = [LineStyle { colour: opaque(BLUE), width_px: 3.0, dash_px: None }];
    let mut frame = frame(&[]);
    frame.lines = &styles;
    painter.draw(&frame).unwrap();
    let pixels = painter.read_picture().unwrap();
    let plain = count(&pixels, opaque(BLUE)) + count(&pixels, BACKGROUND);
    assert!(10_000 - plain > 100, "{} pixels lie between line and ground", 10_000 - plain);
}

#[wasm_bindgen_test]
fn base_fills_lie_under_areas_and_take_their_style() {
    let mut painter = painter();
    let mesh = fills(SIZE, &[[0.0, 0.0, 100.0, 50.0], [0.0, 50.0, 100.0, 50.0]]);
    painter.upload_fills(&mesh).unwrap();
    let mesh = rectangles(SIZE, &[[0.0, 0.0, 50.0, 100.0]]);
    painter.upload_areas(&mesh).unwrap();
    painter.set_control(&[[0, NOBODY, HELD, 0]]).unwrap();
    let styles = [FillStyle { colour: opaque(GREEN) }, FillStyle { colour: [0, 0, 0, 0] }];
    let mut frame = frame(&[]);
    frame.fills = &styles;
    painter.draw(&frame).unwrap();
    assert_eq!(painter.read_pixel(75.0, 25.0).unwrap(), opaque(GREEN));
    assert_eq!(painter.read_pixel(75.0, 75.0).unwrap(), BACKGROUND);
    assert_eq!(painter.read_pixel(25.0, 25.0).unwrap(), opaque(RED));
}
