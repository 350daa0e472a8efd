//! WGS84 positions and their bounding boxes.

/// A position in WGS84 degrees, in GeoJSON's order (RFC 7946 §3.1.1).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LonLat {
    /// Degrees east, −180 to 180.
    pub lon: f64,
    /// Degrees north, −90 to 90.
    pub lat: f64,
}

impl LonLat {
    /// The position, or `None` for a number that is not finite or out of range.
    pub fn new(lon: f64, lat: f64) -> Option<Self> {
        let inside = (-180.0..=180.0).contains(&lon) && (-90.0..=90.0).contains(&lat);
        inside.then_some(Self { lon, lat })
    }
}

/// A box in degrees that does not cross the antimeridian.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Extent {
    /// Western edge, degrees.
    pub west: f64,
    /// Southern edge, degrees.
    pub south: f64,
    /// Eastern edge, degrees.
    pub east: f64,
    /// Northern edge, degrees.
    pub north: f64,
}

impl Extent {
    /// The smallest box around `positions`; `None` if there are none.
    pub fn around(positions: impl IntoIterator<Item = LonLat>) -> Option<Self> {
        positions.into_iter().fold(None, |extent, position| {
            let point = Self {
                west: position.lon,
                south: position.lat,
                east: position.lon,
                north: position.lat,
            };
            Some(extent.map_or(point, |extent: Self| extent.union(point)))
        })
    }

    /// The smallest box that covers both.
    pub fn union(self, other: Self) -> Self {
        Self {
            west: self.west.min(other.west),
            south: self.south.min(other.south),
            east: self.east.max(other.east),
            north: self.north.max(other.north),
        }
    }

    /// The middle of the box.
    pub fn centre(self) -> LonLat {
        LonLat { lon: (self.west + self.east) / 2.0, lat: (self.south + self.north) / 2.0 }
    }

    /// Whether the position lies in the box, edges included.
    pub fn contains(self, position: LonLat) -> bool {
        (self.west..=self.east).contains(&position.lon)
            && (self.south..=self.north).contains(&position.lat)
    }
}
