//! A canvas, a camera and simple shapes for the browser tests.
#![allow(dead_code, clippy::unwrap_used, clippy::expect_used)]

use dateline_core::ledger::Status;
use dateline_core::model::Shape;
use dateline_core::scene::{
    AreaMesh, AreaVertex, FillMesh, LineMesh, LineVertex, NO_ACTOR, SymbolVertex,
};
use dateline_gl::{Camera, CategoryStyle, Frame, Painter, SymbolFrame, Theme};
use wasm_bindgen::JsCast;
use web_sys::HtmlCanvasElement;

/// World units per CSS pixel at the whole zoom 16.
pub const UNITS_PER_PX: u32 = 256;
/// Middle of the pictures, a place whose coordinates fill all 32 bits.
pub const MIDDLE: [u32; 2] = [2_576_980_377, 1_702_887_936];

pub const RED: [u8; 3] = [0xb2, 0x3a, 0x2e];
pub const BLUE: [u8; 3] = [0x2f, 0x6f, 0xb0];
pub const GREEN: [u8; 3] = [0x3f, 0x8f, 0x5b];
pub const ACTORS: [[u8; 3]; 3] = [RED, BLUE, GREEN];
pub const BACKGROUND: [u8; 4] = [0xf7, 0xf5, 0xf0, 0xff];

pub const HELD: u8 = Status::Held as u8;
pub const CONTESTED: u8 = Status::Contested as u8;
pub const CLAIMED: u8 = Status::Claimed as u8;
pub const BESIEGED: u8 = Status::Besieged as u8;
pub const UNKNOWN: u8 = Status::Unknown as u8;
pub const NOBODY: u8 = NO_ACTOR;

pub const THEME: Theme = Theme {
    background: BACKGROUND,
    unknown_fill: [0xf7, 0xf5, 0xf0, 0],
    outline: [0x6b, 0x66, 0x5e],
    halo: [0xff, 0xff, 0xff],
    ink: [0x1f, 0x1d, 0x1a],
    accent: [0xd9, 0x8a, 0x00],
};

/// How many pixels have exactly that colour.
pub fn count(pixels: &[[u8; 4]], colour: [u8; 4]) -> usize {
    pixels.iter().filter(|pixel| **pixel == colour).count()
}

pub fn canvas() -> HtmlCanvasElement {
    let document = web_sys::window().unwrap().document().unwrap();
    document.create_element("canvas").unwrap().dyn_into().unwrap()
}

pub fn painter() -> Painter {
    Painter::new(&canvas()).expect("a WebGL2 context; without one these tests say nothing")
}

pub fn camera(width_px: f64, height_px: f64) -> Camera {
    Camera {
        origin: MIDDLE,
        offset: [0.0, 0.0],
        pixels_per_unit: 1.0 / f64::from(UNITS_PER_PX),
        width_px,
        height_px,
        device_pixel_ratio: 1.0,
        pane: None,
    }
}

pub fn categories() -> Vec<CategoryStyle> {
    Shape::ALL.map(|shape| CategoryStyle { colour: [0x5b, 0x2a, 0x86], shape }).to_vec()
}

#[allow(clippy::single_range_in_vec_init)]
static EVERY: [std::ops::Range<u32>; 1] = [0..u32::MAX];

/// A frame of 100 × 100 pixels that shows every event.
pub fn frame(categories: &[CategoryStyle]) -> Frame<'_> {
    Frame {
        camera: camera(100.0, 100.0),
        theme: THEME,
        actors: &ACTORS,
        fills: &[],
        lines: &[],
        selected_area: None,
        symbols: SymbolFrame {
            ranges: &EVERY,
            window_start_minute: 0,
            window_end_minute: u32::MAX,
            fade_minutes: None,
            category_mask: u32::MAX,
            verification_mask: u32::MAX,
            size_px: 20.0,
            categories,
            selected: None,
        },
    }
}

/// World position of a CSS pixel in a picture of that size.
pub fn world(size_px: [f64; 2], x_px: f64, y_px: f64) -> [u32; 2] {
    let units = f64::from(UNITS_PER_PX);
    let axis = |origin: u32, delta_px: f64| {
        origin.wrapping_add(((delta_px * units).round() as i64) as u32)
    };
    [axis(MIDDLE[0], x_px - size_px[0] / 2.0), axis(MIDDLE[1], y_px - size_px[1] / 2.0)]
}

/// Rectangles `[x, y, width, height]` in CSS pixels, the n-th being area n.
pub fn rectangles(size_px: [f64; 2], boxes: &[[f64; 4]]) -> AreaMesh {
    let AreaMesh { mut vertices, mut indices, problems } = AreaMesh::default();
    for (area, [x, y, width, height]) in boxes.iter().copied().enumerate() {
        let first = vertices.len() as u32;
        for (right, down) in [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)] {
            let [x, y] = world(size_px, x + right * width, y + down * height);
            vertices.push(AreaVertex { x, y, area: area as u32 });
        }
        indices.extend([0, 1, 2, 0, 2, 3].map(|corner| first + corner));
    }
    AreaMesh { vertices, indices, problems }
}

/// The same as base fills, the n-th in style n.
pub fn fills(size_px: [f64; 2], boxes: &[[f64; 4]]) -> FillMesh {
    let AreaMesh { vertices, indices, .. } = rectangles(size_px, boxes);
    FillMesh { vertices, indices, ..FillMesh::default() }
}

/// A straight piece of a line.
#[derive(Clone, Copy)]
pub struct Piece {
    pub from: [f64; 2],
    pub to: [f64; 2],
    pub style: u16,
    pub area: u16,
    pub other_area: u16,
}

pub fn lines(size_px: [f64; 2], pieces: &[Piece]) -> LineMesh {
    let LineMesh { mut vertices, mut indices } = LineMesh::default();
    for piece in pieces {
        let first = vertices.len() as u32;
        let [dx, dy] = [piece.to[0] - piece.from[0], piece.to[1] - piece.from[1]];
        let length_px = dx.hypot(dy);
        let normal = [-dy / length_px, dx / length_px];
        for (end, along_px) in [(piece.from, 0.0), (piece.to, length_px)] {
            for side in [1_i16, -1] {
                let [x, y] = world(size_px, end[0], end[1]);
                let push = normal.map(|part| (part * 8192.0) as i16 * side);
                vertices.push(LineVertex {
                    x,
                    y,
                    push_x: push[0],
                    push_y: push[1],
                    style: piece.style,
                    area: piece.area,
                    along: (along_px * f64::from(UNITS_PER_PX)) as u32,
                    other_area: piece.other_area,
                    across: side * 8192,
                });
            }
        }
        indices.extend([0, 1, 2, 2, 1, 3].map(|corner| first + corner));
    }
    LineMesh { vertices, indices }
}

/// An event with category, verification, geo precision and duration.
pub fn symbol(at: [u32; 2], start_minute: u32, category: u32, verification: u32) -> SymbolVertex {
    SymbolVertex { x: at[0], y: at[1], start_minute, packed: category | verification << 5 }
}

pub fn opaque([red, green, blue]: [u8; 3]) -> [u8; 4] {
    [red, green, blue, 255]
}

/// Where the marks of a picture 100 pixels wide lie, weighed by how dark they are.
pub fn middle_of_marks(pixels: &[[u8; 4]]) -> (f64, f64) {
    let (mut sum_x, mut sum_y, mut total) = (0.0, 0.0, 0.0);
    for (index, pixel) in pixels.iter().enumerate() {
        let weight = 1.0 - f64::from(pixel[0]) / f64::from(BACKGROUND[0]);
        if weight > 0.0 {
            sum_x += weight * ((index % 100) as f64 + 0.5);
            sum_y += weight * ((index / 100) as f64 + 0.5);
            total += weight;
        }
    }
    (sum_x / total, sum_y / total)
}
