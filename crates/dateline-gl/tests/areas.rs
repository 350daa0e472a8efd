//! Areas: what a reader sees of who holds them.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use common::*;
use dateline_core::scene::IN_DOUBT;
use dateline_gl::Painter;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

const SIZE: [f64; 2] = [100.0, 100.0];
const LEFT: [f64; 4] = [0.0, 0.0, 50.0, 100.0];
const RIGHT: [f64; 4] = [50.0, 0.0, 50.0, 100.0];

/// Two areas side by side in these states.
fn drawn(texels: &[[u8; 4]]) -> Painter {
    let mut painter = painter();
    let mesh = rectangles(SIZE, &[LEFT, RIGHT]);
    painter.upload_areas(&mesh).unwrap();
    painter.set_control(texels).unwrap();
    painter.draw(&frame(&[])).unwrap();
    painter
}

#[wasm_bindgen_test]
fn a_held_area_has_exactly_the_colour_of_its_actor() {
    let painter = drawn(&[[0, NOBODY, HELD, 0], [1, NOBODY, HELD, 0]]);
    assert_eq!(painter.read_pixel(25.0, 50.0).unwrap(), opaque(RED));
    assert_eq!(painter.read_pixel(75.0, 50.0).unwrap(), opaque(BLUE));
}

#[wasm_bindgen_test]
fn every_colour_of_the_palette_reaches_the_screen_unchanged() {
    let mut painter = painter();
    let mesh = rectangles(SIZE, &[LEFT]);
    painter.upload_areas(&mesh).unwrap();
    painter.set_control(&[[0, NOBODY, HELD, 0]]).unwrap();
    for byte in 0..=255_u8 {
        let actors = [[byte, 255 - byte, byte / 2]];
        let mut frame = frame(&[]);
        frame.actors = &actors;
        painter.draw(&frame).unwrap();
        assert_eq!(painter.read_pixel(25.0, 50.0).unwrap(), opaque(actors[0]));
    }
}

#[wasm_bindgen_test]
fn a_contested_area_shows_both_sides_in_equal_parts() {
    let painter = drawn(&[[0, 1, CONTESTED, 0], [NOBODY, NOBODY, UNKNOWN, 0]]);
    let pixels = painter.read_picture().unwrap();
    let (actor, rival) = (count(&pixels, opaque(RED)), count(&pixels, opaque(BLUE)));
    // The smooth edges of so fine a hatch are neither the one nor the other.
    assert!(actor > 1100 && rival > 1100, "{actor} and {rival} of 5000");
    assert!(actor.abs_diff(rival) < 300, "{actor} and {rival}");
}

#[wasm_bindgen_test]
fn an_unknown_area_leaves_the_background() {
    let painter = drawn(&[[NOBODY, NOBODY, UNKNOWN, 0], [0, NOBODY, UNKNOWN, 0]]);
    assert_eq!(count(&painter.read_picture().unwrap(), BACKGROUND), 10_000);
}

#[wasm_bindgen_test]
fn an_area_beyond_the_control_texture_is_unknown() {
    let painter = drawn(&[[0, NOBODY, HELD, 0]]);
    assert_eq!(painter.read_pixel(25.0, 50.0).unwrap(), opaque(RED));
    assert_eq!(painter.read_pixel(75.0, 50.0).unwrap(), BACKGROUND);
}

#[wasm_bindgen_test]
fn a_claim_is_sparse_and_a_siege_shows_the_rival() {
    let painter = drawn(&[[0, NOBODY, CLAIMED, 0], [1, 2, BESIEGED, 0]]);
    let pixels = painter.read_picture().unwrap();
    let (claimed, blank) = (count(&pixels, opaque(RED)), count(&pixels, BACKGROUND));
    assert!(claimed > 300 && claimed < blank, "{claimed} against {blank}");
    let (holder, rival) = (count(&pixels, opaque(BLUE)), count(&pixels, opaque(GREEN)));
    assert!(rival > 100 && rival * 4 < holder, "{rival} against {holder}");
}

#[wasm_bindgen_test]
fn a_hand_over_is_one_texel() {
    let mut painter = drawn(&[[0, NOBODY, HELD, 0], [1, NOBODY, HELD, 0]]);
    assert_eq!(painter.read_pixel(25.0, 50.0).unwrap(), opaque(RED));
    painter.set_control(&[[2, NOBODY, HELD, 0], [1, NOBODY, HELD, 0]]).unwrap();
    painter.draw(&frame(&[])).unwrap();
    assert_eq!(painter.read_pixel(25.0, 50.0).unwrap(), opaque(GREEN));
    assert_eq!(painter.read_pixel(75.0, 50.0).unwrap(), opaque(BLUE));
}

#[wasm_bindgen_test]
fn the_three_thousandth_area_reads_the_second_row_of_the_texture() {
    let mut painter = painter();
    let mut mesh = rectangles(SIZE, &[LEFT]);
    mesh.vertices.iter_mut().for_each(|vertex| vertex.area = 2999);
    painter.upload_areas(&mesh).unwrap();
    let mut texels = vec![[0, NOBODY, HELD, 0]; 3000];
    texels[2999] = [1, NOBODY, HELD, 0];
    painter.set_control(&texels).unwrap();
    painter.draw(&frame(&[])).unwrap();
    assert_eq!(painter.read_pixel(25.0, 50.0).unwrap(), opaque(BLUE));
    texels[2999] = [2, NOBODY, HELD, 0];
    painter.set_control(&texels).unwrap();
    painter.draw(&frame(&[])).unwrap();
    assert_eq!(painter.read_pixel(25.0, 50.0).unwrap(), opaque(GREEN));
}

#[wasm_bindgen_test]
fn the_hatch_moves_with_the_ground() {
    let mut painter = drawn(&[[0, 1, CONTESTED, 0], [0, 1, CONTESTED, 0]]);
    let before = painter.read_picture().unwrap();
    let mut frame = frame(&[]);
    frame.camera.origin[0] += 3 * UNITS_PER_PX;
    frame.camera.origin[1] += 5 * UNITS_PER_PX;
    painter.draw(&frame).unwrap();
    let after = painter.read_picture().unwrap();
    for row in 0..90 {
        for column in 0..90 {
            assert_eq!(after[row * 100 + column], before[(row + 5) * 100 + column + 3]);
        }
    }
}

#[wasm_bindgen_test]
fn the_buffer_follows_the_screen_and_pixels_are_named_in_css_pixels() {
    let mut painter = drawn(&[[0, NOBODY, HELD, 0], [1, NOBODY, HELD, 0]]);
    let mut frame = frame(&[]);
    frame.camera.device_pixel_ratio = 2.0;
    painter.draw(&frame).unwrap();
    assert_eq!(painter.read_pixel(49.0, 99.5).unwrap(), opaque(RED));
    assert_eq!(painter.read_pixel(51.0, 0.0).unwrap(), opaque(BLUE));
    assert_eq!(painter.read_pixel(101.0, 50.0).unwrap(), [0; 4]);
}

#[wasm_bindgen_test]
fn doubt_is_a_fine_pale_hatch_over_the_fill() {
    let painter = drawn(&[[0, NOBODY, HELD | IN_DOUBT, 0], [0, NOBODY, HELD, 0]]);
    let pixels = painter.read_picture().unwrap();
    let certain = count(&pixels, opaque(RED));
    assert!((6000..9500).contains(&certain), "{certain} of 10000 are the plain fill");
    let paler = pixels.iter().filter(|pixel| pixel[1] > RED[1] + 60).count();
    assert!(paler > 500, "{paler}");
}
