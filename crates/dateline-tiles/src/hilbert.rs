//! The order of tiles in a PMTiles archive: level by level, each along a Hilbert curve.
//!
//! Source: PMTiles version 3, §"Tile ID Encoding".

use crate::tile::{MAX_TILE_ZOOM, Tile};

/// How many tiles lie on the levels above `zoom`.
fn tiles_above(zoom: u8) -> u64 {
    ((1_u64 << (2 * u32::from(zoom))) - 1) / 3
}

/// The number of a tile.
pub fn tile_id(tile: Tile) -> u64 {
    let (mut x, mut y) = (u64::from(tile.x), u64::from(tile.y));
    let mut along = 0;
    for level in (0..tile.zoom).rev() {
        let side = 1_u64 << level;
        let (right, below) = (u64::from(x & side > 0), u64::from(y & side > 0));
        along += side * side * ((3 * right) ^ below);
        (x, y) = turned(side, x, y, right, below);
    }
    tiles_above(tile.zoom) + along
}

/// The tile of a number, or `None` beyond the deepest level.
pub fn tile_from_id(id: u64) -> Option<Tile> {
    let zoom = (0..=MAX_TILE_ZOOM).rev().find(|zoom| tiles_above(*zoom) <= id)?;
    let mut along = id - tiles_above(zoom);
    if along >> (2 * u32::from(zoom)) > 0 {
        return None;
    }
    let (mut x, mut y) = (0, 0);
    for level in 0..zoom {
        let side = 1_u64 << level;
        let right = 1 & (along / 2);
        let below = 1 & (along ^ right);
        (x, y) = turned(side, x, y, right, below);
        x += side * right;
        y += side * below;
        along /= 4;
    }
    Tile::new(zoom, x as u32, y as u32)
}

/// A quarter of the curve is the whole one, turned or mirrored.
fn turned(side: u64, x: u64, y: u64, right: u64, below: u64) -> (u64, u64) {
    if below == 1 {
        return (x, y);
    }
    let mirrored = |value: u64| if right == 1 { (side - 1).wrapping_sub(value) } else { value };
    // Only the bits below `side` count from here on.
    (mirrored(y) & (side - 1), mirrored(x) & (side - 1))
}

#[cfg(test)]
#[allow(clippy::expect_used)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_examples_of_the_specification_have_their_numbers() {
        let id = |zoom, x, y| Tile::new(zoom, x, y).map(tile_id);
        assert_eq!(id(0, 0, 0), Some(0));
        assert_eq!(id(1, 0, 0), Some(1));
        assert_eq!(id(1, 0, 1), Some(2));
        assert_eq!(id(1, 1, 1), Some(3));
        assert_eq!(id(1, 1, 0), Some(4));
        assert_eq!(id(2, 0, 0), Some(5));
        assert_eq!(id(12, 3423, 1763), Some(19_078_479));
    }

    #[test]
    fn neighbours_in_number_are_neighbours_on_the_map() {
        let mut before: Option<Tile> = None;
        for id in tiles_above(5)..tiles_above(6) {
            let tile = tile_from_id(id).expect("it is on a level");
            if let Some(before) = before {
                assert_eq!(before.x.abs_diff(tile.x) + before.y.abs_diff(tile.y), 1);
            }
            before = Some(tile);
        }
    }

    #[test]
    fn a_number_beyond_the_deepest_level_is_no_tile() {
        assert_eq!(tile_from_id(u64::MAX), None);
    }

    proptest! {
        #[test]
        fn a_number_comes_back_to_its_tile(zoom in 0..=MAX_TILE_ZOOM, x: u32, y: u32) {
            let mask = ((1_u64 << zoom) - 1) as u32;
            let tile = Tile { zoom, x: x & mask, y: y & mask };
            prop_assert_eq!(tile_from_id(tile_id(tile)), Some(tile));
        }
    }
}
