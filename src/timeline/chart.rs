//! What the drawings on the track are made of.

use dateline_core::number::fixed;

use super::layout::Layout;
use crate::dom::{El, svg};

/// A drawing as wide as the track, with the words that stand for it.
pub fn chart(class: &str, layout: &Layout, height_px: f64, words: &str) -> El {
    svg("svg", class)
        .attr("width", &fixed(layout.width_px(), 2))
        .attr("height", &fixed(height_px, 0))
        .attr("role", "img")
        .attr("aria-label", words)
}

/// A box in a drawing, CSS pixels from its left and top edges.
#[derive(Clone, Copy, Debug)]
pub struct Rect {
    /// Left edge.
    pub x_px: f64,
    /// Top edge.
    pub y_px: f64,
    /// Width.
    pub width_px: f64,
    /// Height.
    pub height_px: f64,
}

impl Rect {
    /// The box with its colours: those of a class, or a fill of its own.
    pub fn drawn(&self, class: &str, fill: Option<&str>) -> El {
        let drawn = svg("rect", class)
            .attr("x", &fixed(self.x_px, 2))
            .attr("y", &fixed(self.y_px, 2))
            .attr("width", &fixed(self.width_px, 2))
            .attr("height", &fixed(self.height_px, 2));
        match fill {
            Some(fill) => drawn.style("fill", fill),
            None => drawn,
        }
    }
}
