//! Symbols: shapes, treatments, and filters that are uniforms only.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use common::*;
use dateline_core::model::{GeoPrecision, Shape, Verification};
use dateline_core::scene::{SymbolVertex, stack_offset_px};
use dateline_gl::Painter;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

const DAY: u32 = 1440;
const PURPLE: [u8; 4] = [0x5b, 0x2a, 0x86, 255];

fn with_symbols(symbols: &[SymbolVertex]) -> Painter {
    let mut painter = painter();
    painter.upload_symbols(symbols).unwrap();
    painter
}

/// The picture of one event in the middle.
fn drawn(symbol: SymbolVertex) -> Vec<[u8; 4]> {
    let mut painter = with_symbols(&[symbol]);
    painter.draw(&frame(&categories())).unwrap();
    painter.read_picture().unwrap()
}

fn painted(pixels: &[[u8; 4]]) -> usize {
    pixels.len() - count(pixels, BACKGROUND)
}

#[wasm_bindgen_test]
fn every_shape_paints_its_colour_a_light_rim_and_a_dark_line() {
    for shape in Shape::ALL {
        let pixels = drawn(symbol(MIDDLE, 0, shape as u32, 0));
        let fill = count(&pixels, PURPLE);
        assert!((100..500).contains(&fill), "{} fills {fill} pixels", shape.name());
        let lightest = pixels.iter().filter(|pixel| pixel[1] > 250).count();
        assert!(lightest > 10, "{} has {lightest} pixels of rim", shape.name());
        let darkest = pixels.iter().filter(|pixel| pixel[1] < 0xa0 && pixel[2] < 0xa0).count();
        assert!(darkest > 20, "{} has {darkest} pixels of hairline", shape.name());
    }
}

/// Contrast of two sRGB colours by WCAG 2.2, 1 to 21.
fn contrast(a: [u8; 4], b: [u8; 4]) -> f64 {
    let luminance = |[red, green, blue, _]: [u8; 4]| {
        let linear = [red, green, blue].map(|channel| {
            let value = f64::from(channel) / 255.0;
            if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        });
        0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    };
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

#[wasm_bindgen_test]
fn every_mark_reaches_three_to_one_on_every_ground() {
    let mut painter = painter();
    let greys = (0..=255_u8).step_by(15).map(|grey| [grey, grey, grey, 255]);
    let grounds: Vec<[u8; 4]> = greys.chain(ACTORS.map(opaque)).collect();
    // The hardest case: a mark in the colour of the ground itself.
    for shape in Shape::ALL {
        painter.upload_symbols(&[symbol(MIDDLE, 0, shape as u32, 0)]).unwrap();
        for ground in &grounds {
            let mut categories = categories();
            for category in &mut categories {
                category.colour = [ground[0], ground[1], ground[2]];
            }
            let mut frame = frame(&categories);
            frame.theme.background = *ground;
            frame.symbols.size_px = 11.0;
            painter.draw(&frame).unwrap();
            let pixels = painter.read_picture().unwrap();
            let clear = pixels.iter().filter(|pixel| contrast(**pixel, *ground) >= 3.0).count();
            assert!(clear >= 24, "{} on {ground:?}: {clear} pixels", shape.name());
        }
    }
}

#[wasm_bindgen_test]
fn only_the_ring_is_open_in_the_middle() {
    for shape in Shape::ALL {
        let middle = drawn(symbol(MIDDLE, 0, shape as u32, 0))[50 * 100 + 50];
        let expected = if shape == Shape::Ring { BACKGROUND } else { PURPLE };
        assert_eq!(middle, expected, "{}", shape.name());
    }
}

#[wasm_bindgen_test]
fn no_two_shapes_look_alike() {
    let pictures = Shape::ALL.map(|shape| drawn(symbol(MIDDLE, 0, shape as u32, 0)));
    for (first, a) in pictures.iter().enumerate() {
        for (second, b) in pictures.iter().enumerate().skip(first + 1) {
            let differing = a.iter().zip(b).filter(|(a, b)| a != b).count();
            assert!(differing > 60, "shapes {first} and {second} differ in {differing}");
        }
    }
}

#[wasm_bindgen_test]
fn verification_is_shown_by_treatment() {
    let fill = |verification: Verification| {
        count(&drawn(symbol(MIDDLE, 0, 0, verification as u32)), PURPLE)
    };
    let confirmed = fill(Verification::Confirmed);
    assert_eq!(fill(Verification::Likely), confirmed);
    let single = fill(Verification::SingleSource);
    assert!(single < confirmed && single * 2 > confirmed, "{single} of {confirmed}");
    let disputed = fill(Verification::Disputed);
    assert_eq!(fill(Verification::Claimed), disputed);
    assert!(disputed < single, "{disputed} of {confirmed}");
}

#[wasm_bindgen_test]
fn the_window_is_half_open_and_a_uniform() {
    let mut painter = with_symbols(&[symbol(MIDDLE, 2 * DAY, 0, 0)]);
    let categories = categories();
    let mut frame = frame(&categories);
    for (start, end, seen) in [
        (0, 2 * DAY, false),
        (0, 2 * DAY + 1, true),
        (2 * DAY, 3 * DAY, true),
        (2 * DAY + 1, 3 * DAY, false),
    ] {
        frame.symbols.window_start_minute = start;
        frame.symbols.window_end_minute = end;
        painter.draw(&frame).unwrap();
        let pixels = painter.read_picture().unwrap();
        assert_eq!(painted(&pixels) > 0, seen, "window {start} to {end}");
    }
}

#[wasm_bindgen_test]
fn an_event_that_lasts_is_seen_as_long_as_it_lasts() {
    let mut lasting = symbol(MIDDLE, DAY, 0, 0);
    lasting.packed |= 48 << 16;
    let mut painter = with_symbols(&[lasting]);
    let categories = categories();
    let mut frame = frame(&categories);
    for (start, seen) in [(2 * DAY, true), (3 * DAY - 1, true), (3 * DAY, false)] {
        frame.symbols.window_start_minute = start;
        frame.symbols.window_end_minute = 10 * DAY;
        painter.draw(&frame).unwrap();
        assert_eq!(painted(&painter.read_picture().unwrap()) > 0, seen, "from {start}");
    }
}

#[wasm_bindgen_test]
fn an_event_of_years_ends_too_and_one_of_ages_does_not() {
    let categories = categories();
    let mut frame = frame(&categories);
    // 2¹⁵ and two days each, see `SymbolVertex::packed`.
    for (duration, end) in [(0x8000 + 700, Some(1_401 * DAY)), (0xffff, None)] {
        let mut lasting = symbol(MIDDLE, DAY, 0, 0);
        lasting.packed |= duration << 16;
        let mut painter = with_symbols(&[lasting]);
        for start in [1_400 * DAY, 1_401 * DAY, 100_000 * DAY] {
            frame.symbols.window_start_minute = start;
            frame.symbols.window_end_minute = u32::MAX;
            painter.draw(&frame).unwrap();
            let is_seen = painted(&painter.read_picture().unwrap()) > 0;
            assert_eq!(is_seen, end.is_none_or(|end| start < end), "{duration} from {start}");
        }
    }
}

#[wasm_bindgen_test]
fn masks_hide_categories_and_verifications() {
    let mut painter = with_symbols(&[symbol(MIDDLE, 0, 3, 2)]);
    let categories = categories();
    let mut frame = frame(&categories);
    for (category_mask, verification_mask, seen) in
        [(1 << 3, 1 << 2, true), (!(1 << 3), u32::MAX, false), (u32::MAX, !(1 << 2), false)]
    {
        frame.symbols.category_mask = category_mask;
        frame.symbols.verification_mask = verification_mask;
        painter.draw(&frame).unwrap();
        assert_eq!(painted(&painter.read_picture().unwrap()) > 0, seen);
    }
}

#[wasm_bindgen_test]
fn a_mask_hides_imprecise_dates_and_no_others() {
    let mut vague = symbol(MIDDLE, 0, 3, 2);
    vague.packed |= 1 << 10;
    let categories = categories();
    for (vertex, seen) in [(vague, false), (symbol(MIDDLE, 0, 3, 2), true)] {
        let mut painter = with_symbols(&[vertex]);
        let mut frame = frame(&categories);
        painter.draw(&frame).unwrap();
        assert!(painted(&painter.read_picture().unwrap()) > 0);
        frame.symbols.verification_mask = 0xff;
        painter.draw(&frame).unwrap();
        assert_eq!(painted(&painter.read_picture().unwrap()) > 0, seen);
    }
}

#[wasm_bindgen_test]
fn only_the_range_is_drawn() {
    let left = world([100.0, 100.0], 25.0, 50.0);
    let right = world([100.0, 100.0], 75.0, 50.0);
    let mut painter = with_symbols(&[symbol(left, 0, 0, 0), symbol(right, 0, 0, 0)]);
    let categories = categories();
    let mut frame = frame(&categories);
    let second = std::iter::once(1..2).collect::<Vec<_>>();
    frame.symbols.ranges = &second;
    painter.draw(&frame).unwrap();
    assert_eq!(painter.read_pixel(25.0, 50.0).unwrap(), BACKGROUND);
    assert_eq!(painter.read_pixel(75.0, 50.0).unwrap(), PURPLE);
}

#[wasm_bindgen_test]
fn age_makes_a_mark_paler_and_smaller_but_never_invisible() {
    let mut painter = with_symbols(&[symbol(MIDDLE, 0, 0, 0)]);
    let categories = categories();
    let mut frame = frame(&categories);
    frame.symbols.fade_minutes = Some(10 * DAY);
    let mut seen = Vec::new();
    for day in [0, 5, 9] {
        frame.symbols.window_end_minute = day * DAY + 1;
        painter.draw(&frame).unwrap();
        let pixels = painter.read_picture().unwrap();
        seen.push((painted(&pixels), pixels[50 * 100 + 50][1]));
    }
    assert!(seen[0].0 > seen[1].0 && seen[1].0 > seen[2].0, "{seen:?}");
    assert!(seen[0].1 < seen[1].1 && seen[1].1 < seen[2].1, "{seen:?}");
    assert!(seen[2].1 < BACKGROUND[1] - 50, "{seen:?}");
}

#[wasm_bindgen_test]
fn an_inexact_place_has_a_halo_and_an_exact_one_has_none() {
    let area_of = |precision: GeoPrecision| {
        let mut vertex = symbol(MIDDLE, 0, 0, 0);
        vertex.packed |= (precision as u32) << 8;
        painted(&drawn(vertex))
    };
    let exact = area_of(GeoPrecision::Exact);
    let area = area_of(GeoPrecision::Area);
    let region = area_of(GeoPrecision::Region);
    assert!(exact * 2 < area && area * 2 < region, "{exact}, {area}, {region}");
}

#[wasm_bindgen_test]
fn the_selected_mark_is_larger_and_on_top() {
    let close = [MIDDLE[0] + 4 * UNITS_PER_PX, MIDDLE[1]];
    let mut painter = with_symbols(&[symbol(MIDDLE, 0, 1, 0), symbol(close, 0, 7, 0)]);
    let categories = categories();
    let mut frame = frame(&categories);
    painter.draw(&frame).unwrap();
    let plain = painted(&painter.read_picture().unwrap());
    frame.symbols.selected = Some(0);
    painter.draw(&frame).unwrap();
    let pixels = painter.read_picture().unwrap();
    assert!(painted(&pixels) * 2 > plain * 3);
    assert_eq!(pixels[50 * 100 + 60], PURPLE, "the other mark lies below");
    frame.symbols.category_mask = 0;
    painter.draw(&frame).unwrap();
    assert_eq!(painted(&painter.read_picture().unwrap()), 0);
}

#[wasm_bindgen_test]
fn a_place_in_a_stack_is_where_the_core_says() {
    for place in [0, 1, 2, 7, 20] {
        let mut vertex = symbol(MIDDLE, 0, 0, 0);
        vertex.packed |= place << 11;
        let mut painter = with_symbols(&[vertex]);
        let categories = categories();
        let mut frame = frame(&categories);
        frame.symbols.size_px = 6.0;
        painter.draw(&frame).unwrap();
        let (x, y) = middle_of_marks(&painter.read_picture().unwrap());
        let (right, down) = stack_offset_px(place, 6.0);
        assert!((x - 50.0 - right).abs() < 0.5, "{x} in place {place}");
        assert!((y - 50.0 - down).abs() < 0.5, "{y} in place {place}");
    }
}

#[wasm_bindgen_test]
fn at_zoom_20_a_mark_sits_on_its_pixel() {
    let categories = categories();
    for (dx, dy) in [(0_u32, 0_u32), (1, 0), (17, 31), (320, 400)] {
        // 16 world units are a pixel at zoom 20.
        let at = [MIDDLE[0] + dx, MIDDLE[1] + dy];
        let mut painter = with_symbols(&[symbol(at, 0, 0, 0)]);
        let mut frame = frame(&categories);
        frame.camera.pixels_per_unit = 1.0 / 16.0;
        painter.draw(&frame).unwrap();
        let (seen_x, seen_y) = middle_of_marks(&painter.read_picture().unwrap());
        let (x, y) = (50.0 + f64::from(dx) / 16.0, 50.0 + f64::from(dy) / 16.0);
        assert!((seen_x - x).abs() < 0.5, "{seen_x} is not {x}");
        assert!((seen_y - y).abs() < 0.5, "{seen_y} is not {y}");
    }
}
