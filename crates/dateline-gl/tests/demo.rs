//! The whole picture at once: every status, every shape and every treatment side by side.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use common::*;
use dateline_core::model::Shape;
use dateline_core::scene::{IN_DOUBT, JUST_CHANGED, SymbolVertex};
use dateline_gl::{CategoryStyle, FillStyle, Frame, LineSlot, LineStyle, Painter, Theme};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

const SIZE: [f64; 2] = [640.0, 480.0];
const COLUMNS: usize = 4;
const CELL: [f64; 2] = [150.0, 100.0];

/// State of the areas, row by row.
const TEXELS: [[u8; 4]; 8] = [
    [0, NOBODY, HELD, 0],
    [0, NOBODY, HELD, 0],
    [0, 1, CONTESTED, 0],
    [1, NOBODY, HELD, 0],
    [0, NOBODY, HELD | IN_DOUBT, 0],
    [1, 0, BESIEGED, 0],
    [NOBODY, NOBODY, UNKNOWN, 0],
    [2, NOBODY, CLAIMED, 0],
];

const DARK: Theme = Theme {
    background: [0x17, 0x19, 0x1c, 0xff],
    unknown_fill: [0, 0, 0, 0],
    outline: [0x9a, 0x9d, 0xa3],
    halo: [0x12, 0x13, 0x15],
    ink: [0xf2, 0xf0, 0xea],
    accent: [0xff, 0xc2, 0x4d],
};

const LIGHT_ACTORS: [[u8; 3]; 3] = [[0xe3, 0xb4, 0xa6], [0xa9, 0xc3, 0xdf], [0xb9, 0xd3, 0xb0]];
const DARK_ACTORS: [[u8; 3]; 3] = [[0x70, 0x3d, 0x33], [0x2f, 0x4d, 0x70], [0x39, 0x55, 0x35]];

fn cell_corner(cell: usize) -> [f64; 2] {
    let (column, row) = (cell % COLUMNS, cell / COLUMNS);
    [20.0 + column as f64 * CELL[0], 20.0 + row as f64 * CELL[1]]
}

/// The sides of the grid, each once, with the areas beside it.
fn borders() -> Vec<Piece> {
    let mut pieces = Vec::new();
    for cell in 0..TEXELS.len() {
        let [x, y] = cell_corner(cell);
        let (column, rows) = (cell % COLUMNS, TEXELS.len() / COLUMNS);
        let area = cell as u16;
        let mut side = |from: [f64; 2], to: [f64; 2], other_area: u16| {
            pieces.push(Piece { from, to, style: 0, area, other_area });
        };
        if cell < COLUMNS {
            side([x, y], [x + CELL[0], y], u16::MAX);
        }
        if column == 0 {
            side([x, y], [x, y + CELL[1]], u16::MAX);
        }
        let last_column = column + 1 == COLUMNS;
        let east = if last_column { u16::MAX } else { area + 1 };
        side([x + CELL[0], y], [x + CELL[0], y + CELL[1]], east);
        let last_row = cell / COLUMNS + 1 == rows;
        let south = if last_row { u16::MAX } else { area + COLUMNS as u16 };
        side([x, y + CELL[1]], [x + CELL[0], y + CELL[1]], south);
    }
    pieces
}

/// Every shape by verification, then precision, stack and selection.
fn symbols() -> Vec<SymbolVertex> {
    let mut vertices = Vec::new();
    let mut put = |x: f64, y: f64, packed: u32, start: u32| {
        let [x, y] = world(SIZE, x, y);
        vertices.push(SymbolVertex { x, y, start_minute: start, packed });
    };
    for shape in 0..10_u32 {
        let x = 40.0 + f64::from(shape) * 60.0;
        put(x, 45.0, shape, 5000);
        put(x, 70.0, shape | 2 << 5, 5000);
        put(x, 95.0, shape | 3 << 5, 5000);
        put(x, 145.0, shape, 2500);
        put(x, 170.0, shape, 100);
        put(x, 195.0, shape | 1 << 8, 5000);
        put(x, 260.0, shape | 2 << 8, 5000);
        for place in 0..5 {
            put(x, 320.0, shape | place << 11, 5000);
        }
        put(x, 390.0, shape, 5000);
    }
    vertices
}

fn scene(painter: &mut Painter) {
    let boxes: Vec<[f64; 4]> = (0..TEXELS.len())
        .map(|cell| {
            let [x, y] = cell_corner(cell);
            [x, y, CELL[0], CELL[1]]
        })
        .collect();
    let mesh = rectangles(SIZE, &boxes);
    painter.upload_areas(&mesh).unwrap();
    let mesh = fills(SIZE, &[[350.0, 350.0, 250.0, 110.0]]);
    painter.upload_fills(&mesh).unwrap();
    let mesh = lines(SIZE, &borders());
    painter.upload_lines(LineSlot::Borders, &mesh).unwrap();
    let piece = Piece { from: [0.0, 0.0], to: [0.0, 0.0], style: 0, area: 0, other_area: 0 };
    let base = [
        Piece { from: [0.0, 300.0], to: [640.0, 60.0], ..piece },
        Piece { from: [60.0, 0.0], to: [320.0, 480.0], style: 1, ..piece },
        Piece { from: [560.0, 0.0], to: [440.0, 480.0], style: 2, ..piece },
    ];
    let mesh = lines(SIZE, &base);
    painter.upload_lines(LineSlot::Base, &mesh).unwrap();
    painter.upload_symbols(&symbols()).unwrap();
    let mut texels = TEXELS;
    texels[3][2] |= JUST_CHANGED;
    texels[3][3] = 255;
    painter.set_control(&texels).unwrap();
}

const LINES: [LineStyle; 3] = [
    LineStyle { colour: [0x6f, 0x9b, 0xb8, 200], width_px: 3.0, dash_px: None },
    LineStyle { colour: [0x88, 0x84, 0x7c, 150], width_px: 1.2, dash_px: None },
    LineStyle { colour: [0x88, 0x84, 0x7c, 200], width_px: 1.6, dash_px: Some([6.0, 4.0]) },
];
const FILLS: [FillStyle; 1] = [FillStyle { colour: [0xe6, 0xe2, 0xd8, 255] }];

fn demo_frame(categories: &[CategoryStyle]) -> Frame<'_> {
    let mut frame = frame(categories);
    frame.camera = camera(SIZE[0], SIZE[1]);
    frame.lines = &LINES;
    frame.fills = &FILLS;
    frame.actors = &LIGHT_ACTORS;
    frame.selected_area = Some(7);
    frame.symbols.size_px = 11.0;
    frame.symbols.window_end_minute = 5001;
    frame.symbols.fade_minutes = Some(5000);
    frame
}

/// Names a colour by rounding, so that nearly equal ones count as one.
fn distinct_tones(pixels: &[[u8; 4]]) -> usize {
    let mut tones: Vec<[u8; 3]> =
        pixels.iter().map(|[red, green, blue, _]| [red / 16, green / 16, blue / 16]).collect();
    tones.sort_unstable();
    tones.dedup();
    tones.len()
}

#[wasm_bindgen_test]
fn a_full_scene_shows_all_its_layers_in_both_themes() {
    let canvas = canvas();
    let mut painter = Painter::new(&canvas).unwrap();
    scene(&mut painter);
    let colours = [[0x8c, 0x1d, 0x1d], [0x1d, 0x4e, 0x89], [0x7a, 0x4a, 0x00], [0x2f, 0x5d, 0x3a]];
    let mut categories = Shape::ALL
        .map(|shape| CategoryStyle { colour: colours[shape as usize % 4], shape })
        .to_vec();
    let mut frame = demo_frame(&categories);
    for ratio in [1.0, 2.0] {
        frame.camera.device_pixel_ratio = ratio;
        painter.draw(&frame).unwrap();
        assert_eq!(painter.read_pixel(200.0, 25.0).unwrap(), opaque(LIGHT_ACTORS[0]));
        assert!(distinct_tones(&painter.read_picture().unwrap()) > 60);
    }
    let bright = [[0xff, 0x8f, 0x80], [0x8f, 0xc1, 0xff], [0xff, 0xcb, 0x6b], [0x9f, 0xdd, 0xa8]];
    for (index, category) in categories.iter_mut().enumerate() {
        category.colour = bright[index % 4];
    }
    let mut frame = demo_frame(&categories);
    frame.camera.device_pixel_ratio = 2.0;
    frame.theme = DARK;
    frame.actors = &DARK_ACTORS;
    frame.fills = &[FillStyle { colour: [0x22, 0x25, 0x29, 255] }];
    painter.draw(&frame).unwrap();
    assert_eq!(painter.read_pixel(200.0, 25.0).unwrap(), opaque(DARK_ACTORS[0]));
    assert_eq!(painter.read_pixel(5.0, 475.0).unwrap(), DARK.background);
}
