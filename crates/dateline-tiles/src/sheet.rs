//! Tiles as the SVG painter takes them: paths on a grid, pictures, and names.
//!
//! The counterpart of what the other painter keeps on the graphics card: what is seen is kept,
//! and nothing else. Has no opinion on how the ground is written, see
//! `dateline_core::svg::Ground`.

use dateline_core::geo::View;
use dateline_core::svg::{
    DrawnGround, GridPath, Ground, GroundContent, GroundName, GroundPicture, GroundTile,
};

use crate::cover::{Drawn, Placed};
use crate::error::TileError;
use crate::features::DrawnFeatures;
use crate::look::ground_look;
use crate::picture::{FILL_ROWS, LINE_ROWS};
use crate::place::{MAX_PLACES, Place, written_names};
use crate::scheme::Scheme;
use crate::tile::Tile;

/// The longest path data of a tile, bytes; tiles as they are made have a tenth of it.
const MAX_PATH_BYTES: usize = 6 << 20;

/// A tile.
#[derive(Clone, Debug)]
pub struct Sheet {
    content: GroundContent,
    places: Vec<Place>,
}

impl Sheet {
    /// Reads a vector tile, already unpacked.
    ///
    /// # Errors
    /// What is wrong with its bytes.
    pub fn read(bytes: &[u8], tile: Tile) -> Result<Self, TileError> {
        let mut features = DrawnFeatures::of(bytes)?;
        // The finest of its layers, so that nothing is lost.
        let grid = features.layers.iter().map(|layer| layer.extent).max().unwrap_or(1);
        let rows = |count: usize| vec![GridPath::default(); count];
        let mut drawn =
            DrawnGround { grid, fills: rows(FILL_ROWS), lines: rows(LINE_ROWS - FILL_ROWS) };
        let mut places = Vec::new();
        let mut length = 0;
        while let Some(found) = features.next()? {
            let Some(layer) = features.layers.get(found.layer) else { continue };
            let (path, is_closed) = match found.meaning {
                Scheme::Fill(ground) => (drawn.fills.get_mut(ground as usize), true),
                Scheme::Line(row) => (drawn.lines.get_mut(row as usize), false),
                Scheme::Place(rank) => {
                    let place = Place::read(layer, &found, tile, rank);
                    places.extend(place.filter(|_| places.len() < MAX_PLACES));
                    continue;
                }
            };
            let Some(path) = path else { continue };
            let before = path.len();
            for part in found.parts {
                path.add(part.into_iter().map(|at| on_grid(at, layer.extent, grid)), is_closed);
            }
            length += path.len() - before;
            if length > MAX_PATH_BYTES {
                return Err(TileError::TooLarge);
            }
        }
        Ok(Self { content: GroundContent::Drawn(drawn), places })
    }

    /// A tile that is a picture, by the bytes of its file.
    pub fn of_picture(bytes: &[u8]) -> Self {
        let content = GroundContent::Picture(GroundPicture::new(bytes));
        Self { content, places: Vec::new() }
    }
}

/// From units of a layer to those of the grid. What lies further outside than the other
/// painter can count is drawn at the edge of that.
fn on_grid(at: [i32; 2], extent: u32, grid: u32) -> [i32; 2] {
    let (extent, grid) = (i64::from(extent), i64::from(grid));
    at.map(|value| {
        let value = i64::from(value).clamp(-extent, 2 * extent);
        (value * grid).div_euclid(extent) as i32
    })
}

/// The tiles that are seen.
#[derive(Debug, Default)]
pub struct Sheets {
    kept: Vec<(Tile, Sheet)>,
    shown: Vec<Drawn>,
}

impl Sheets {
    /// Keeps a tile, to be shown from the next [`Sheets::show`] on.
    pub fn put(&mut self, tile: Tile, sheet: Sheet) {
        self.kept.retain(|(one, _)| *one != tile);
        self.kept.push((tile, sheet));
    }

    /// Says what is drawn from now on, the first first; other tiles are forgotten.
    pub fn show(&mut self, shown: Vec<Drawn>) {
        self.kept.retain(|(tile, _)| shown.iter().any(|one| one.tile == *tile));
        self.shown = shown;
    }

    /// The ground of a picture.
    pub fn ground(&self, view: &View, is_dark: bool, language: &str) -> Ground<'_> {
        let find = |tile: Tile| self.kept.iter().find(|(one, _)| *one == tile);
        let seen = self.shown.iter().filter_map(|one| Some((one, &find(one.tile)?.1)));
        let tiles = seen.clone().map(|(one, sheet)| GroundTile {
            edges: Placed { tile: one.tile, copy: one.within.copy }.edges(view),
            within: one.within.edges(view),
            content: &sheet.content,
        });
        let places = seen.clone().map(|(one, sheet)| (one.tile, sheet.places.as_slice()));
        let names = written_names(places, view.zoom(), language).into_iter();
        let names = names.map(|(text, at, priority)| GroundName { text, at, priority });
        let look = ground_look(is_dark, view.zoom());
        Ground {
            tiles: tiles.collect(),
            fills: look.fills.to_vec(),
            lines: look.lines.to_vec(),
            names: names.collect(),
        }
    }
}

#[cfg(test)]
#[path = "sheet_tests.rs"]
mod tests;
