//! Everything that may differ between two pictures of the same story.

use std::ops::Range;

pub use dateline_core::look::{FillStyle, LineStyle};
use dateline_core::model::Shape;

use crate::Camera;

/// Most actors with a colour of their own; no texel names others.
pub const MAX_ACTORS: usize = dateline_core::scene::ACTOR_ROWS as usize;
/// Most rows of a style table.
pub const MAX_STYLES: usize = 16;

/// One picture. Motion is the caller's: the painter animates nothing, so that reduced
/// motion is a matter of which frames are asked for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Frame<'a> {
    /// Where it looks.
    pub camera: Camera,
    /// Colours of the page.
    pub theme: Theme,
    /// Fill of each actor, sRGB, in the story's order, up to [`MAX_ACTORS`].
    pub actors: &'a [[u8; 3]],
    /// Styles of the base map's fills, by row; those past [`MAX_STYLES`] are not drawn.
    pub fills: &'a [FillStyle],
    /// Styles of the base map's lines, by row; those past [`MAX_STYLES`] are not drawn.
    pub lines: &'a [LineStyle],
    /// The area to outline strongly, beside any that the control texels mark as selected.
    pub selected_area: Option<u32>,
    /// The events.
    pub symbols: SymbolFrame<'a>,
}

/// Colours that do not depend on the story, sRGB.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Theme {
    /// Under everything; with alpha, since a host page may shine through.
    pub background: [u8; 4],
    /// Where nobody says who holds an area, with alpha 0 for "leave it blank".
    pub unknown_fill: [u8; 4],
    /// Quiet lines between areas.
    pub outline: [u8; 3],
    /// Light rim around marks and strong lines (dark in the dark theme).
    pub halo: [u8; 3],
    /// Fronts and the hairline around marks: the strongest contrast to `halo`.
    pub ink: [u8; 3],
    /// Outline of an area that has just changed hands.
    pub accent: [u8; 3],
}

/// How a category is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CategoryStyle {
    /// sRGB.
    pub colour: [u8; 3],
    /// Outline of its mark.
    pub shape: Shape,
}

/// Which events are shown, and how.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SymbolFrame<'a> {
    /// The vertices to draw; what lies outside the window below is hidden all the same.
    pub ranges: &'a [Range<u32>],
    /// Start of the window, minutes from the story's first day, inside.
    pub window_start_minute: u32,
    /// End of the window, outside.
    pub window_end_minute: u32,
    /// In moment mode, after how many minutes a mark has faded as far as it goes; `None`
    /// draws all marks alike.
    pub fade_minutes: Option<u32>,
    /// Bit n shows category n.
    pub category_mask: u32,
    /// Bit n shows verification n, by discriminant; bit 8 shows imprecise dates.
    pub verification_mask: u32,
    /// Diameter of a round mark in CSS pixels, without its rim.
    pub size_px: f32,
    /// Style of each category, in the story's order.
    pub categories: &'a [CategoryStyle],
    /// Vertex of the event to draw larger, with a ring and above the others. It must pass
    /// the window and the masks like every other.
    pub selected: Option<u32>,
}
