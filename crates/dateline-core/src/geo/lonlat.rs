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

/// A box in degrees. Only one of [`Bounds`] may lie across the antimeridian.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Extent {
    /// Western edge, degrees.
    pub west: f64,
    /// Southern edge, degrees.
    pub south: f64,
    /// Eastern edge, degrees; over 180 where the box lies across the antimeridian.
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

/// A box that grows by one position after the other, on the side of the world where it is
/// narrower: around both shores of the Bering Strait it lies across the antimeridian.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bounds {
    /// Around longitudes from −180 to 180; of nothing, inside out.
    plain: Extent,
    /// The western and eastern edge of the same, counted from 0 to 360.
    from_greenwich: (f64, f64),
}

impl Default for Bounds {
    fn default() -> Self {
        let (least, most) = (f64::NEG_INFINITY, f64::INFINITY);
        let plain = Extent { west: most, south: most, east: least, north: least };
        Self { plain, from_greenwich: (most, least) }
    }
}

impl Bounds {
    /// Makes it cover a position.
    pub fn add(&mut self, LonLat { lon, lat }: LonLat) {
        self.plain = self.plain.union(Extent { west: lon, south: lat, east: lon, north: lat });
        let lon = if lon < 0.0 { lon + 360.0 } else { lon };
        let (west, east) = self.from_greenwich;
        self.from_greenwich = (west.min(lon), east.max(lon));
    }

    /// The narrower box; the one that does not cross the antimeridian if both are as wide, and
    /// `None` where nothing was added.
    pub fn extent(self) -> Option<Extent> {
        let (plain, (west, east)) = (self.plain, self.from_greenwich);
        // A box that lies on one side alone is no narrower for being counted otherwise.
        let is_crossing = west <= 180.0 && east >= 180.0 && east - west < plain.east - plain.west;
        let extent = if is_crossing { Extent { west, east, ..plain } } else { plain };
        (plain.west <= plain.east).then_some(extent)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn bounds(lons: &[f64]) -> Option<Extent> {
        let mut bounds = Bounds::default();
        lons.iter().for_each(|lon| bounds.add(LonLat { lon: *lon, lat: 1.0 }));
        bounds.extent()
    }

    #[test]
    fn a_box_lies_across_the_antimeridian_where_it_is_narrower_there() {
        let sides = |lons: &[f64]| bounds(lons).map(|it| (it.west, it.east));
        assert_eq!(sides(&[]), None);
        assert_eq!(sides(&[37.1, 37.2]), Some((37.1, 37.2)));
        assert_eq!(sides(&[-77.2, -77.0]), Some((-77.2, -77.0)));
        assert_eq!(sides(&[-5.0, 3.0]), Some((-5.0, 3.0)));
        assert_eq!(sides(&[177.0, -179.0, 180.0, -180.0]), Some((177.0, 181.0)));
        assert_eq!(sides(&[-180.0, 180.0, 0.0]), Some((0.0, 180.0)));
        assert_eq!(sides(&[179.0, -180.0]), Some((179.0, 180.0)));
        assert_eq!(sides(&[-179.0, 180.0]), Some((180.0, 181.0)));
    }

    proptest! {
        #[test]
        fn every_position_lies_in_a_box_that_is_no_wider_than_the_plain_one(
            positions in prop::collection::vec((-180.0..=180.0_f64, -90.0..=90.0_f64), 1..8),
        ) {
            let mut bounds = Bounds::default();
            let positions: Vec<LonLat> =
                positions.into_iter().map(|(lon, lat)| LonLat { lon, lat }).collect();
            positions.iter().for_each(|position| bounds.add(*position));
            let extent = bounds.extent().unwrap();
            for position in &positions {
                let turned = LonLat { lon: position.lon + 360.0, ..*position };
                prop_assert!(extent.contains(*position) || extent.contains(turned));
            }
            let plain = Extent::around(positions).unwrap();
            prop_assert!(extent.east - extent.west <= plain.east - plain.west);
            prop_assert_eq!((extent.south, extent.north), (plain.south, plain.north));
        }
    }
}
