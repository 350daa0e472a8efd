//! Vector tiles: layers of features with properties and geometry.
//!
//! Source: Mapbox Vector Tile specification 2.1. Unknown fields and layers of another version
//! are passed over, as it asks. What a layer means is told by [`crate::Scheme`].

use crate::error::TileError;
use crate::protobuf::{Field, Wire, zigzag};

/// The most layers of a tile.
const MAX_LAYERS: usize = 256;
/// The most corners of a tile.
const MAX_CORNERS: usize = 1 << 20;

/// What a property says.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Value<'a> {
    /// A text.
    Text(&'a str),
    /// A number.
    Number(f64),
    /// Yes or no.
    Flag(bool),
}

/// Which geometry a feature has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Geometry {
    /// Points.
    Points,
    /// Lines.
    Lines,
    /// Polygons; a hole is a ring that turns the other way.
    Polygons,
}

/// A layer, whose features are read one by one.
#[derive(Clone, Debug)]
pub struct Layer<'a> {
    /// What it is called.
    pub name: &'a str,
    /// Width of the tile in its units.
    pub extent: u32,
    keys: Vec<&'a str>,
    values: Vec<Value<'a>>,
    features: Vec<&'a [u8]>,
}

/// A feature of a layer.
#[derive(Clone, Debug)]
pub struct Feature<'a> {
    /// Which geometry it has.
    pub geometry: Geometry,
    tags: &'a [u8],
    commands: &'a [u8],
}

/// The layers of a tile, already unpacked.
///
/// # Errors
/// What is wrong with the bytes.
pub fn read_layers(bytes: &[u8]) -> Result<Vec<Layer<'_>>, TileError> {
    let mut layers = Vec::new();
    let mut wire = Wire::new(bytes);
    while let Some((number, field)) = wire.field()? {
        if let (3, Field::Bytes(layer)) = (number, field) {
            if layers.len() >= MAX_LAYERS {
                return Err(TileError::TooLarge);
            }
            layers.extend(read_layer(layer)?);
        }
    }
    Ok(layers)
}

fn read_layer(bytes: &[u8]) -> Result<Option<Layer<'_>>, TileError> {
    let (mut version, mut name, mut extent) = (1, "", 4096);
    let (mut keys, mut values, mut features) = (Vec::new(), Vec::new(), Vec::new());
    let mut wire = Wire::new(bytes);
    while let Some((number, field)) = wire.field()? {
        match (number, field) {
            (15, Field::Number(number)) => version = number,
            (1, Field::Bytes(bytes)) => name = text(bytes),
            (2, Field::Bytes(bytes)) => features.push(bytes),
            (3, Field::Bytes(bytes)) => keys.push(text(bytes)),
            (4, Field::Bytes(bytes)) => values.push(value(bytes)?),
            (5, Field::Number(number)) => extent = number,
            _ => {}
        }
    }
    if !(1..=2).contains(&version) {
        return Ok(None);
    }
    // Units are parts of a tile, and no smaller than a reader could see on any screen.
    if extent == 0 || extent > 1 << 16 {
        return Err(TileError::Number);
    }
    Ok(Some(Layer { name, extent: extent as u32, keys, values, features }))
}

/// A text; one that is not UTF-8 says nothing.
fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap_or_default()
}

fn value(bytes: &[u8]) -> Result<Value<'_>, TileError> {
    let mut wire = Wire::new(bytes);
    let mut read = Value::Flag(false);
    while let Some((number, field)) = wire.field()? {
        read = match (number, field) {
            (1, Field::Bytes(bytes)) => Value::Text(text(bytes)),
            (2, Field::Four(bits)) => Value::Number(f64::from(f32::from_bits(bits))),
            (3, Field::Eight(bits)) => Value::Number(f64::from_bits(bits)),
            (4, Field::Number(number)) => Value::Number(number as i64 as f64),
            (5, Field::Number(number)) => Value::Number(number as f64),
            (6, Field::Number(number)) => Value::Number(zigzag(number) as f64),
            (7, Field::Number(number)) => Value::Flag(number != 0),
            _ => read,
        };
    }
    Ok(read)
}

impl<'a> Layer<'a> {
    /// The features, one by one; of an unknown geometry none.
    ///
    /// # Errors
    /// Each may be broken by itself.
    pub fn features(&self) -> impl Iterator<Item = Result<Feature<'a>, TileError>> {
        self.features.iter().filter_map(|bytes| read_feature(bytes).transpose())
    }

    /// The feature at a place in the list, `None` of an unknown geometry; `None` after the last.
    pub(crate) fn feature(&self, place: usize) -> Option<Result<Option<Feature<'a>>, TileError>> {
        self.features.get(place).map(|bytes| read_feature(bytes))
    }

    /// What a property of a feature says.
    pub fn property(&self, feature: &Feature<'a>, wanted: &str) -> Option<Value<'a>> {
        let key = self.keys.iter().position(|key| *key == wanted)? as u64;
        let mut wire = Wire::new(feature.tags);
        while let (Ok(tag), Ok(value)) = (wire.varint(), wire.varint()) {
            if tag == key {
                return self.values.get(usize::try_from(value).ok()?).copied();
            }
        }
        None
    }

    /// What a property says that is a text.
    pub fn text(&self, feature: &Feature<'a>, wanted: &str) -> Option<&'a str> {
        match self.property(feature, wanted)? {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// What a property says that is a number.
    pub fn number(&self, feature: &Feature<'a>, wanted: &str) -> Option<f64> {
        match self.property(feature, wanted)? {
            Value::Number(number) if number.is_finite() => Some(number),
            _ => None,
        }
    }
}

fn read_feature(bytes: &[u8]) -> Result<Option<Feature<'_>>, TileError> {
    let (mut geometry, mut tags, mut commands): (_, &[u8], &[u8]) = (None, &[], &[]);
    let mut wire = Wire::new(bytes);
    while let Some((number, field)) = wire.field()? {
        match (number, field) {
            (2, Field::Bytes(bytes)) => tags = bytes,
            (3, Field::Number(1)) => geometry = Some(Geometry::Points),
            (3, Field::Number(2)) => geometry = Some(Geometry::Lines),
            (3, Field::Number(3)) => geometry = Some(Geometry::Polygons),
            (4, Field::Bytes(bytes)) => commands = bytes,
            _ => {}
        }
    }
    Ok(geometry.map(|geometry| Feature { geometry, tags, commands }))
}

impl Feature<'_> {
    /// Its points, each alone, or its lines and rings, which are not closed by a repeated
    /// corner. Units of the layer from the tile's north-western corner; x and y each.
    ///
    /// `left` is how many corners the tile may still have, and is lowered.
    ///
    /// # Errors
    /// What is wrong with the commands.
    pub fn parts(&self, left: &mut usize) -> Result<Vec<Vec<[i32; 2]>>, TileError> {
        let mut parts: Vec<Vec<[i32; 2]>> = Vec::new();
        let mut wire = Wire::new(self.commands);
        let mut at = [0_i32; 2];
        while !wire.is_at_end() {
            let command = wire.varint()?;
            let count = command >> 3;
            match command & 7 {
                number @ (1 | 2) => {
                    for _ in 0..count {
                        for axis in &mut at {
                            let step = i32::try_from(zigzag(wire.varint()?));
                            *axis = axis.saturating_add(step.map_err(|_| TileError::Number)?);
                        }
                        *left = left.checked_sub(1).ok_or(TileError::TooLarge)?;
                        match parts.last_mut() {
                            Some(part) if number == 2 => part.push(at),
                            None if number == 2 => return Err(TileError::Number),
                            _ => parts.push(vec![at]),
                        }
                    }
                }
                7 => {}
                _ => return Err(TileError::Number),
            }
        }
        Ok(parts)
    }
}

/// How many corners a tile may have.
pub(crate) fn corners_left() -> usize {
    MAX_CORNERS
}

#[cfg(test)]
#[path = "mvt_tests.rs"]
mod tests;
