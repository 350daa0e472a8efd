//! The features of a vector tile that are drawn, one after another, so that whoever reads may
//! rest in between.

use crate::error::TileError;
use crate::mvt::{Feature, Layer, corners_left, read_layers};
use crate::scheme::Scheme;

/// A feature that is drawn.
pub(crate) struct DrawnFeature<'a> {
    /// Which of [`DrawnFeatures::layers`] it is of.
    pub(crate) layer: usize,
    pub(crate) feature: Feature<'a>,
    pub(crate) meaning: Scheme,
    /// Its points, lines or rings, in units of the layer.
    pub(crate) parts: Vec<Vec<[i32; 2]>>,
}

/// What of a tile has not been read yet.
pub(crate) struct DrawnFeatures<'a> {
    pub(crate) layers: Vec<Layer<'a>>,
    layer: usize,
    feature: usize,
    /// How many corners the tile may still have.
    left: usize,
}

impl<'a> DrawnFeatures<'a> {
    /// All features of a tile, already unpacked.
    pub(crate) fn of(bytes: &'a [u8]) -> Result<Self, TileError> {
        Ok(Self { layers: read_layers(bytes)?, layer: 0, feature: 0, left: corners_left() })
    }

    /// The next one, and `None` at the end.
    pub(crate) fn next(&mut self) -> Result<Option<DrawnFeature<'a>>, TileError> {
        while let Some(layer) = self.layers.get(self.layer) {
            let Some(feature) = layer.feature(self.feature) else {
                self.layer += 1;
                self.feature = 0;
                continue;
            };
            self.feature += 1;
            let Some(feature) = feature? else { continue };
            let Some(meaning) = Scheme::of(layer, &feature) else { continue };
            let parts = feature.parts(&mut self.left)?;
            return Ok(Some(DrawnFeature { layer: self.layer, feature, meaning, parts }));
        }
        Ok(None)
    }
}
