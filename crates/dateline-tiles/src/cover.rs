//! Which tiles a camera wants, and what is drawn while they are on their way.
//!
//! A picture may reach across the antimeridian or show the world more than once; a tile then
//! has several places, told apart by their copy of the world.

use dateline_core::geo::{View, WORLD_UNITS};
use dateline_core::order::in_order;

use crate::tile::{MAX_TILE_ZOOM, Tile, Zooms};

/// The most tiles of one picture; where there would be more, a coarser level is taken.
const MAX_TILES: usize = 160;
/// How many levels above a tile that is missing something else is looked for.
const MAX_LEVELS_UP: usize = 8;

/// How large a source's tiles are drawn, and which there are.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scales {
    /// Width of a tile at a whole zoom, CSS pixels.
    pub tile_px: f64,
    /// Whether the nearest level is taken, as for pictures; else the coarser of the two, since
    /// lines may be enlarged at no cost.
    pub takes_nearest: bool,
    /// The levels.
    pub zooms: Zooms,
}

/// A tile at one of its places in the picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Placed {
    /// Which tile.
    pub tile: Tile,
    /// How many worlds east of the camera's own it is shown.
    pub copy: i32,
}

/// A tile to draw, and the part of the picture in which it is seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Drawn {
    /// What is drawn.
    pub tile: Tile,
    /// The square within which it is seen.
    pub within: Placed,
}

impl Placed {
    /// Edges relative to the middle of the picture, in world units: west, north, east, south.
    pub fn edges(self, view: &View) -> [f64; 4] {
        let (middle_x, middle_y) = view.centre_world();
        let (west, north) = self.tile.corner();
        let units = self.tile.units() as f64;
        let west = west as f64 - middle_x + f64::from(self.copy) * WORLD_UNITS;
        let north = north as f64 - middle_y;
        [west, north, west + units, north + units]
    }
}

/// The level whose tiles are wanted at a zoom; `None` below the coarsest.
fn level(zoom: f64, scales: &Scales) -> Option<u8> {
    let ideal = zoom - (scales.tile_px.max(1.0) / 256.0).log2();
    let whole = if scales.takes_nearest { ideal.round() } else { ideal.floor() };
    let greatest = scales.zooms.greatest.min(MAX_TILE_ZOOM);
    // Nothing is drawn so small that nobody could read it.
    (whole >= f64::from(scales.zooms.least)).then(|| whole.min(f64::from(greatest)) as u8)
}

/// The tiles that cover the picture of a view, the middle first.
pub fn covering(view: &View, scales: &Scales) -> Vec<Placed> {
    let Some(mut zoom) = level(view.zoom(), scales) else { return Vec::new() };
    let mut tiles = at_level(view, zoom);
    while tiles.is_none() && zoom > scales.zooms.least {
        zoom -= 1;
        tiles = at_level(view, zoom);
    }
    let far = |placed: &Placed| {
        let [west, north, east, south] = placed.edges(view);
        (west + east).hypot(north + south)
    };
    in_order(&tiles.unwrap_or_default(), |a, b| far(a).total_cmp(&far(b)))
}

/// The tiles of one level; `None` if they are too many.
fn at_level(view: &View, zoom: u8) -> Option<Vec<Placed>> {
    let units = Tile { zoom, x: 0, y: 0 }.units() as f64;
    let (middle_x, middle_y) = view.centre_world();
    let scale = view.pixels_per_world_unit();
    let range = |middle: f64, length_px: f64| {
        let half = length_px / 2.0 / scale;
        let last = ((middle + half) / units).ceil() as i64 - 1;
        (((middle - half) / units).floor() as i64, last)
    };
    let ((west, east), (north, south)) =
        (range(middle_x, view.width_px()), range(middle_y, view.height_px()));
    let count = 1_i64 << zoom;
    let (north, south) = (north.max(0), south.min(count - 1));
    let (columns, rows) = (east - west + 1, south - north + 1);
    if columns <= 0 || rows <= 0 {
        return Some(Vec::new());
    }
    if columns.saturating_mul(rows) > MAX_TILES as i64 {
        return None;
    }
    let mut tiles = Vec::new();
    for y in north..=south {
        for column in west..=east {
            let x = column.rem_euclid(count) as u32;
            let copy = column.div_euclid(count) as i32;
            tiles.push(Placed { tile: Tile { zoom, x, y: y as u32 }, copy });
        }
    }
    Some(tiles)
}

/// What to draw for the tiles that are wanted, from what is there: each itself; else the
/// nearest that contains it, cut to its square, and over that those of its quarters that are
/// there.
pub fn drawing(wanted: &[Placed], is_there: &dyn Fn(Tile) -> bool) -> Vec<Drawn> {
    let mut drawn = Vec::new();
    for placed in wanted {
        if is_there(placed.tile) {
            drawn.push(Drawn { tile: placed.tile, within: *placed });
            continue;
        }
        let mut above = placed.tile.parent();
        for _ in 0..MAX_LEVELS_UP {
            let Some(tile) = above else { break };
            if is_there(tile) {
                drawn.push(Drawn { tile, within: *placed });
                break;
            }
            above = tile.parent();
        }
        let quarters = placed.tile.quarters().into_iter().filter(|quarter| is_there(*quarter));
        drawn.extend(quarters.map(|tile| {
            let within = Placed { tile, copy: placed.copy };
            Drawn { tile, within }
        }));
    }
    drawn
}

#[cfg(test)]
#[path = "cover_tests.rs"]
mod tests;
