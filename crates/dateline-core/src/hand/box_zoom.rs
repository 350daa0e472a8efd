//! A box that is drawn on the map to see what is in it.

use super::Point;

/// A box with a side shorter than this was a press, CSS pixels.
const LEAST_SIDE_PX: f64 = 6.0;

/// A box from where it was begun to where the pointer is, CSS pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Marked {
    /// Where it was begun.
    pub from: Point,
    /// Where the pointer is.
    pub to: Point,
}

impl Marked {
    /// Its left upper corner.
    pub fn corner(&self) -> Point {
        (self.from.0.min(self.to.0), self.from.1.min(self.to.1))
    }

    /// Its width and height, CSS pixels.
    pub fn size(&self) -> Point {
        ((self.to.0 - self.from.0).abs(), (self.to.1 - self.from.1).abs())
    }

    /// The same box that much further right.
    #[must_use]
    pub fn shifted(&self, by_px: f64) -> Self {
        let shift = |(x, y): Point| (x + by_px, y);
        Self { from: shift(self.from), to: shift(self.to) }
    }

    /// Whether somebody meant to draw it.
    pub fn is_meant(&self) -> bool {
        let (width, height) = self.size();
        width >= LEAST_SIDE_PX && height >= LEAST_SIDE_PX
    }
}
