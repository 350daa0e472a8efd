//! One square of the pyramid, and where it lies in the world.

use dateline_core::geo::{Extent, WorldPoint};

/// The deepest level that is handled: a tile is then four world units wide.
pub const MAX_TILE_ZOOM: u8 = 30;

/// A tile: at level `zoom` the world is 2^`zoom` tiles wide; x counts eastwards, y southwards.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Tile {
    /// Level, 0 to [`MAX_TILE_ZOOM`].
    pub zoom: u8,
    /// Column, below 2^`zoom`.
    pub x: u32,
    /// Row, below 2^`zoom`, from the north.
    pub y: u32,
}

/// The levels that a source has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Zooms {
    /// The coarsest level.
    pub least: u8,
    /// The finest level; beyond it its tiles are drawn larger.
    pub greatest: u8,
}

impl Tile {
    /// The tile, or `None` where there is none of those numbers.
    pub fn new(zoom: u8, x: u32, y: u32) -> Option<Self> {
        let count = 1_u64 << zoom.min(MAX_TILE_ZOOM);
        let exists = zoom <= MAX_TILE_ZOOM && u64::from(x) < count && u64::from(y) < count;
        exists.then_some(Self { zoom, x, y })
    }

    /// The tile that has this one as a quarter of it.
    pub fn parent(self) -> Option<Self> {
        let zoom = self.zoom.checked_sub(1)?;
        Some(Self { zoom, x: self.x >> 1, y: self.y >> 1 })
    }

    /// The four quarters, row by row; none at the deepest level.
    pub fn quarters(self) -> Vec<Self> {
        if self.zoom >= MAX_TILE_ZOOM {
            return Vec::new();
        }
        let of = |part: u32| Self {
            zoom: self.zoom + 1,
            x: self.x << 1 | (part & 1),
            y: self.y << 1 | (part >> 1),
        };
        (0..4).map(of).collect()
    }

    /// Whether `other` is this tile or a part of it.
    pub fn contains(self, other: Self) -> bool {
        let Some(deeper) = other.zoom.checked_sub(self.zoom) else { return false };
        other.x >> deeper == self.x && other.y >> deeper == self.y
    }

    /// Width and height in world units.
    pub fn units(self) -> u64 {
        1 << (32 - u32::from(self.zoom))
    }

    /// World units from the western and northern edges of the world to the tile's own.
    pub fn corner(self) -> (u64, u64) {
        (u64::from(self.x) * self.units(), u64::from(self.y) * self.units())
    }

    /// The middle, from which a shader counts.
    pub fn middle(self) -> WorldPoint {
        let (west, north) = self.corner();
        let half = self.units() / 2;
        WorldPoint { x: (west + half) as u32, y: (north + half) as u32 }
    }

    /// The row counted from the south, as TMS does.
    pub fn row_from_south(self) -> u32 {
        ((1_u64 << self.zoom) - 1 - u64::from(self.y)) as u32
    }

    /// Whether any of it lies in a box of degrees.
    pub fn touches(self, extent: Extent) -> bool {
        let corner = |lon, lat| {
            let point = WorldPoint::from_lonlat(dateline_core::geo::LonLat { lon, lat });
            (u64::from(point.x), u64::from(point.y))
        };
        let (left, top) = corner(extent.west, extent.north);
        let (mut right, bottom) = corner(extent.east, extent.south);
        if extent.east >= 180.0 {
            right = u64::from(u32::MAX);
        }
        let (west, north) = self.corner();
        west <= right && left < west + self.units() && north <= bottom && top < north + self.units()
    }
}

#[cfg(test)]
#[allow(clippy::expect_used)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    pub fn any_tile() -> impl Strategy<Value = Tile> {
        (0..=MAX_TILE_ZOOM, any::<u32>(), any::<u32>()).prop_map(|(zoom, x, y)| {
            let mask = ((1_u64 << zoom) - 1) as u32;
            Tile { zoom, x: x & mask, y: y & mask }
        })
    }

    #[test]
    fn the_citadel_of_aleppo_is_in_the_tile_that_the_usual_arithmetic_says() {
        let tile = Tile::new(12, 2470, 1605).expect("it exists");
        let citadel = Extent { west: 37.1626, south: 36.1992, east: 37.1626, north: 36.1992 };
        assert!(tile.touches(citadel));
        assert!(!Tile { x: 2471, ..tile }.touches(citadel));
        assert_eq!(tile.row_from_south(), 2490);
    }

    #[test]
    fn what_is_not_in_the_pyramid_is_no_tile() {
        assert_eq!(Tile::new(0, 1, 0), None);
        assert_eq!(Tile::new(3, 0, 8), None);
        assert_eq!(Tile::new(31, 0, 0), None);
        assert!(Tile::new(30, (1 << 30) - 1, 0).is_some());
    }

    #[test]
    fn the_whole_world_touches_every_tile() {
        let world = Extent { west: -180.0, south: -90.0, east: 180.0, north: 90.0 };
        assert!((0..8).all(|x| Tile { zoom: 3, x, y: 7 }.touches(world)));
    }

    proptest! {
        #[test]
        fn a_tile_is_one_of_the_quarters_of_its_parent(tile in any_tile()) {
            if let Some(parent) = tile.parent() {
                let quarters = parent.quarters();
                prop_assert_eq!(quarters.iter().filter(|quarter| **quarter == tile).count(), 1);
                prop_assert!(parent.contains(tile) && !tile.contains(parent));
            }
        }

        #[test]
        fn a_tile_contains_another_exactly_where_its_square_does(
            a in any_tile(),
            b in any_tile(),
        ) {
            let inside = |inner: u64, inner_units: u64, outer: u64, outer_units: u64| {
                outer <= inner && inner + inner_units <= outer + outer_units
            };
            let ((ax, ay), (bx, by)) = (a.corner(), b.corner());
            let square = inside(bx, b.units(), ax, a.units()) && inside(by, b.units(), ay, a.units());
            prop_assert_eq!(a.contains(b), square);
        }
    }
}
