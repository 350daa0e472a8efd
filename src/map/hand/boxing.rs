//! The box that is drawn on the map to see what is in it.

use dateline_core::hand::Marked;
use dateline_core::number::fixed;

use crate::dom::{El, svg};

/// A box on the map; gone with the value.
pub struct Boxing {
    drawing: El,
    outline: El,
}

impl Boxing {
    /// A box over `place`.
    pub fn over(place: &El) -> Self {
        let outline = svg("rect", "");
        let drawing = svg("svg", "dl-boxing").attr("aria-hidden", "true").add(outline.clone());
        let _ = place.clone().add(drawing.clone());
        Self { drawing, outline }
    }

    /// Draws it as far as it goes.
    pub fn draw(&self, marked: Marked) {
        let ((left, top), (width, height)) = (marked.corner(), marked.size());
        for (name, px) in [("x", left), ("y", top), ("width", width), ("height", height)] {
            let _ = self.outline.clone().attr(name, &fixed(px, 1));
        }
    }
}

impl Drop for Boxing {
    fn drop(&mut self) {
        self.drawing.node().remove();
    }
}
