//! Areas that can change hands, and the base map under them.

use super::Text;
use crate::geo::LonLat;

/// A closed ring: the last position repeats the first (RFC 7946 §3.1.6).
pub type Ring = Vec<LonLat>;

/// An outer ring, counter-clockwise, followed by its holes, clockwise.
pub type Polygon = Vec<Ring>;

/// A place with an outline, whose control the ledger tells.
#[derive(Clone, Debug, PartialEq)]
pub struct Area {
    /// Id that rows use.
    pub id: String,
    /// Name for readers.
    pub name: Text,
    /// One polygon or several.
    pub polygons: Vec<Polygon>,
    /// Where the name goes and where a reader's eye finds the area; always inside it.
    pub centre: LonLat,
    /// Free properties of the file, for cards: name and value as text.
    pub properties: Vec<(String, String)>,
}

impl Area {
    /// The value of a free property.
    pub fn property(&self, name: &str) -> Option<&str> {
        self.properties.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// Whether the area is only what is left between named ones (`kind` is `remainder`):
    /// it has a holder, and no name on the map.
    pub fn is_remainder(&self) -> bool {
        self.property("kind") == Some("remainder")
    }
}

/// Lines, outlines and labels under the areas.
#[derive(Clone, Debug, PartialEq)]
pub struct BaseFeature {
    /// What it is: `river`, `road`, `ring-road`, `rail`, `wall`, `citadel`, `airport`,
    /// `built-up`, `industrial`, `landmark`, … Unknown kinds are drawn as a plain line.
    pub kind: String,
    /// Name for readers, if it is to be written on the map.
    pub name: Text,
    /// Where it is.
    pub geometry: BaseGeometry,
}

/// The geometry of a base feature.
#[derive(Clone, Debug, PartialEq)]
pub enum BaseGeometry {
    /// A place for a label or a small mark.
    Point(LonLat),
    /// One line or several.
    Lines(Vec<Vec<LonLat>>),
    /// One polygon or several.
    Polygons(Vec<Polygon>),
}
