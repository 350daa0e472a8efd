//! How the ground of vector tiles looks: quiet, so that areas and events stand out. For both painters.

use dateline_core::look::{FillStyle, LineStyle};

use crate::picture::{FILL_ROWS, LINE_ROWS};

/// Kinds of line.
const KINDS: usize = LINE_ROWS - FILL_ROWS;
/// Earth, built-up, green, water.
const FILLS_LIGHT: [[u8; 3]; FILL_ROWS] =
    [[0xf1, 0xee, 0xe6], [0xe8, 0xe3, 0xd8], [0xe2, 0xe5, 0xd3], [0xc9, 0xd8, 0xdf]];
const FILLS_DARK: [[u8; 3]; FILL_ROWS] =
    [[0x1f, 0x21, 0x25], [0x26, 0x28, 0x2d], [0x1f, 0x27, 0x22], [0x14, 0x20, 0x29]];
/// River, street, road, motorway, railway, border within, border of a country.
const LINES_LIGHT: [[u8; 3]; KINDS] = [
    [0xc0, 0xd2, 0xdb],
    [0xfb, 0xfa, 0xf6],
    [0xfd, 0xfc, 0xf9],
    [0xff, 0xff, 0xff],
    [0xc9, 0xc3, 0xb7],
    [0xa3, 0x9b, 0x8f],
    [0x7d, 0x75, 0x6a],
];
const LINES_DARK: [[u8; 3]; KINDS] = [
    [0x1b, 0x2b, 0x37],
    [0x2a, 0x2d, 0x32],
    [0x31, 0x34, 0x3a],
    [0x3b, 0x3f, 0x46],
    [0x33, 0x36, 0x3b],
    [0x5a, 0x5f, 0x66],
    [0x7b, 0x80, 0x87],
];
/// Widths at zoom 6 and at zoom 18, CSS pixels; in between they grow evenly.
const WIDTHS: [[f64; 2]; KINDS] =
    [[0.8, 4.0], [0.0, 6.0], [0.6, 9.0], [1.0, 12.0], [0.5, 2.0], [0.9, 1.4], [1.3, 2.2]];
/// Dash and gap of railways and of borders within a country.
const DASHES: [Option<[f32; 2]>; KINDS] =
    [None, None, None, None, Some([5.0, 3.0]), Some([4.0, 3.0]), None];
/// Streets are drawn from this zoom on, and railways.
const STREETS_FROM: f64 = 12.0;
const RAILWAYS_FROM: f64 = 10.0;

/// The styles of surfaces and lines, by their kinds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GroundLook {
    /// Of surfaces, see [`crate::Ground`].
    pub fills: [FillStyle; FILL_ROWS],
    /// Of lines, see [`crate::LineRow`]; one without width is not drawn.
    pub lines: [LineStyle; KINDS],
}

/// How the ground looks at a zoom.
pub fn ground_look(is_dark: bool, zoom: f64) -> GroundLook {
    let (fills, lines) =
        if is_dark { (FILLS_DARK, LINES_DARK) } else { (FILLS_LIGHT, LINES_LIGHT) };
    let opaque = |[red, green, blue]: [u8; 3]| [red, green, blue, 0xff];
    let share = ((zoom - 6.0) / 12.0).clamp(0.0, 1.0);
    let mut styles = lines.map(|line| LineStyle { colour: opaque(line), ..LineStyle::default() });
    for (row, ((style, [narrow, wide]), dash_px)) in
        styles.iter_mut().zip(WIDTHS).zip(DASHES).enumerate()
    {
        let from = match row {
            1 => STREETS_FROM,
            4 => RAILWAYS_FROM,
            _ => 0.0,
        };
        let width_px = if zoom < from { 0.0 } else { narrow + (wide - narrow) * share * share };
        style.width_px = width_px as f32;
        style.dash_px = dash_px;
    }
    GroundLook { fills: fills.map(|fill| FillStyle { colour: opaque(fill) }), lines: styles }
}
