//! From the units of a layer to those of the world.

use dateline_core::geo::WorldPoint;

use crate::tile::Tile;

/// Where the units of a layer lie.
#[derive(Clone, Copy)]
pub(crate) struct Placing {
    pub(crate) tile: Tile,
    /// Width of the tile in units.
    pub(crate) extent: u32,
}

impl Placing {
    /// Whether a point is the tile's own and not one of its neighbours'.
    pub(crate) fn is_inside(self, [x, y]: [i32; 2]) -> bool {
        let inside = 0..i64::from(self.extent);
        inside.contains(&i64::from(x)) && inside.contains(&i64::from(y))
    }

    /// A point in the world. What lies further outside than a shader can count from the middle
    /// is at the edge of that.
    pub(crate) fn world(self, [x, y]: [i32; 2]) -> WorldPoint {
        let extent = i64::from(self.extent);
        let around = match self.tile.zoom {
            0 => 0,
            1 => extent / 4,
            _ => extent,
        };
        let (west, north) = self.tile.corner();
        let units = self.tile.units() as i64;
        let along = |value: i32, start: u64| {
            let value = i64::from(value).clamp(-around, extent + around);
            start as i64 + (value * units).div_euclid(extent)
        };
        let end = i64::from(u32::MAX);
        let x = along(x, west);
        let x = if self.tile.zoom == 0 { x.min(end) } else { x };
        WorldPoint { x: x as u32, y: along(y, north).clamp(0, end) as u32 }
    }
}
