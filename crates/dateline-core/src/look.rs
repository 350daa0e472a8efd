//! How the map looks, for both painters: colours that do not depend on a story, and how each
//! kind of the base map is drawn.
//!
//! `style/tokens.css` holds the same colours for what is HTML. Has no opinion on how a line
//! or a surface comes onto a screen.

use crate::model::{Actor, BaseFeature, BaseGeometry, Category};

/// As how wide a square of its size an area is seen, CSS pixels, when the borders around it are
/// hardly there, and from when on they are wholly.
const BORDERS_COME_PX: [f64; 2] = [4.0, 14.0];

/// How much a border is there, 0 to 1, beside an area that is seen as so wide a square, CSS
/// pixels: where there is hardly any ground between lines they step back, so that it is seen who
/// has it.
pub fn border_presence(width_px: f64) -> f64 {
    let [from, to] = BORDERS_COME_PX;
    ((width_px - from) / (to - from)).clamp(0.0, 1.0)
}

/// Colours that do not depend on the story, sRGB.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Palette {
    /// Whether the story's colours for the dark theme are used.
    pub is_dark: bool,
    /// Under everything.
    pub background: [u8; 3],
    /// Text, fronts and the hairline around marks.
    pub ink: [u8; 3],
    /// Lesser text.
    pub soft_ink: [u8; 3],
    /// Rim around text, marks and strong lines.
    pub halo: [u8; 3],
    /// Quiet lines between areas.
    pub outline: [u8; 3],
    /// Outline of an area that has just changed hands.
    pub accent: [u8; 3],
}

impl Palette {
    /// Dark on light.
    pub const LIGHT: Self = Self {
        is_dark: false,
        background: [0xf1, 0xee, 0xe6],
        ink: [0x1c, 0x1b, 0x19],
        soft_ink: [0x5f, 0x5b, 0x53],
        halo: [0xff, 0xff, 0xff],
        outline: [0xfb, 0xfa, 0xf7],
        accent: [0x8c, 0x2f, 0x1b],
    };

    /// Light on dark.
    pub const DARK: Self = Self {
        is_dark: true,
        background: [0x1b, 0x1d, 0x20],
        ink: [0xf4, 0xf1, 0xea],
        soft_ink: [0xb3, 0xae, 0xa3],
        halo: [0x12, 0x13, 0x15],
        outline: [0x1b, 0x1d, 0x20],
        accent: [0xff, 0xf6, 0xd8],
    };

    /// The palette of a theme.
    pub fn of(is_dark: bool) -> &'static Self {
        if is_dark { &Self::DARK } else { &Self::LIGHT }
    }

    /// The actor's colour on this palette.
    pub fn actor(&self, actor: &Actor) -> [u8; 3] {
        if self.is_dark { actor.colour_dark } else { actor.colour_light }
    }

    /// The category's colour on this palette.
    pub fn category(&self, category: &Category) -> [u8; 3] {
        if self.is_dark { category.colour_dark } else { category.colour_light }
    }
}

/// How much of the light of a base map's pictures is left in the dark theme.
pub const DIMMED: f32 = 0.62;

/// How a kind of base line is drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct LineStyle {
    /// sRGB and alpha.
    pub colour: [u8; 4],
    /// CSS pixels.
    pub width_px: f32,
    /// Length of a dash and of the gap after it, in CSS pixels at a whole zoom; `None` is
    /// a line without gaps.
    pub dash_px: Option<[f32; 2]>,
}

/// How a kind of base fill is drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FillStyle {
    /// sRGB and alpha.
    pub colour: [u8; 4],
}

/// The kinds of base line, in the order of their styles.
const LINE_KINDS: [&str; 6] = ["river", "road", "ring-road", "rail", "wall", "citadel"];
/// The kinds of base outline, in the order of their styles.
const FILL_KINDS: [&str; 4] = ["built-up", "airport", "industrial", "citadel"];

/// Which style a base line has, `None` for what is not drawn as a line.
pub fn line_style_of(feature: &BaseFeature) -> Option<u16> {
    let is_point = matches!(feature.geometry, BaseGeometry::Point(_));
    let known = LINE_KINDS.iter().position(|kind| *kind == feature.kind);
    match known {
        _ if is_point || FILL_KINDS[..3].contains(&feature.kind.as_str()) => None,
        Some(row) => Some(row as u16),
        None => Some(1),
    }
}

/// Which style a base outline has, `None` for what is not filled.
pub fn fill_style_of(feature: &BaseFeature) -> Option<u16> {
    FILL_KINDS.iter().position(|kind| *kind == feature.kind).map(|row| row as u16)
}

/// Styles of base lines.
pub fn line_styles(is_dark: bool) -> &'static [LineStyle; 6] {
    const LIGHT: [LineStyle; 6] = lines([0x5f, 0x8a, 0xa8], [0x3a, 0x36, 0x30]);
    const DARK: [LineStyle; 6] = lines([0x6f, 0x93, 0xad], [0xf4, 0xf1, 0xea]);
    if is_dark { &DARK } else { &LIGHT }
}

const fn lines(water: [u8; 3], ink: [u8; 3]) -> [LineStyle; 6] {
    [
        line(water, 0xe6, 2.0, None),
        line(ink, 0x3c, 1.0, None),
        line(ink, 0x50, 1.6, None),
        line(ink, 0x58, 1.2, Some([6.0, 4.0])),
        line(ink, 0x96, 1.4, None),
        line(ink, 0xb4, 1.4, None),
    ]
}

const fn line(
    [red, green, blue]: [u8; 3],
    alpha: u8,
    width_px: f32,
    dash_px: Option<[f32; 2]>,
) -> LineStyle {
    LineStyle { colour: [red, green, blue, alpha], width_px, dash_px }
}

/// Styles of base outlines.
pub fn fill_styles(is_dark: bool) -> &'static [FillStyle; 4] {
    const LIGHT: [FillStyle; 4] = [
        FillStyle { colour: [0xe6, 0xe1, 0xd6, 0xff] },
        FillStyle { colour: [0xdd, 0xd8, 0xcc, 0xff] },
        FillStyle { colour: [0xe2, 0xdd, 0xd1, 0xff] },
        FillStyle { colour: [0x1c, 0x1b, 0x19, 0x22] },
    ];
    const DARK: [FillStyle; 4] = [
        FillStyle { colour: [0x2b, 0x2e, 0x33, 0xff] },
        FillStyle { colour: [0x33, 0x37, 0x3d, 0xff] },
        FillStyle { colour: [0x30, 0x33, 0x38, 0xff] },
        FillStyle { colour: [0xf4, 0xf1, 0xea, 0x28] },
    ];
    if is_dark { &DARK } else { &LIGHT }
}
