//! A vector tile as a painter takes it: fans of triangles, lines and names.
//!
//! A surface is told as fans: each ring's corners from its first one. Where triangles that
//! turn one way outnumber those that turn the other is inside (the nonzero rule), which a
//! stencil counts. So nothing has to be cut, and overlapping surfaces of one kind are one.

use dateline_core::geo::WorldPoint;
use dateline_core::scene::{AreaVertex, LineMesh};

use crate::error::TileError;
use crate::mvt::{Feature, Layer, corners_left, read_layers};
pub use crate::scheme::PlaceRank;
use crate::scheme::{SIZE_LINE, Scheme, first_number};
use crate::tile::Tile;

/// Kinds of surface; the rows of their styles.
pub const FILL_ROWS: usize = 4;
/// Kinds of line: the edges of the surfaces first, then [`crate::LineRow`].
pub const LINE_ROWS: usize = FILL_ROWS + 7;
/// The most names of one tile.
const MAX_PLACES: usize = 400;
/// The longest name, characters.
const MAX_NAME_CHARS: usize = 80;
/// The languages in which names are kept, the name at the place first.
const NAMES: [(&str, &str); 3] = [("", "name"), ("en", "name:en"), ("ar", "name:ar")];

/// A name on the map.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// Where it stands.
    pub at: WorldPoint,
    /// How important it is.
    pub rank: PlaceRank,
    /// Among places of that rank the larger number comes first.
    pub size: f64,
    /// Names by language; "" is the name at the place.
    names: Vec<(&'static str, String)>,
}

impl Place {
    /// The name in a language, else at the place.
    pub fn name(&self, language: &str) -> &str {
        let of = |wanted: &str| self.names.iter().find(|(tag, _)| *tag == wanted);
        let name = of(language).or_else(|| of("")).or(self.names.first());
        name.map_or("", |(_, name)| name)
    }
}

/// The surfaces of one kind: indices of their fans, and of the two triangles that cover them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TilePicture {
    /// The first index of the fans.
    pub first: u32,
    /// How many indices they have; those of the cover, six, follow.
    pub count: u32,
}

/// A vector tile, ready to be drawn.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct VectorPicture {
    /// Corners; [`AreaVertex::area`] is the row of the style.
    pub vertices: Vec<AreaVertex>,
    /// Three per triangle.
    pub indices: Vec<u32>,
    /// The surfaces in the order of painting.
    pub fills: Vec<TilePicture>,
    /// The lines in the order of painting.
    pub lines: LineMesh,
    /// The names.
    pub places: Vec<Place>,
}

/// Rings or lines, in whole world units.
type Parts = Vec<Vec<WorldPoint>>;

impl VectorPicture {
    /// Reads a tile, already unpacked.
    ///
    /// # Errors
    /// What is wrong with its bytes.
    pub fn read(bytes: &[u8], tile: Tile) -> Result<Self, TileError> {
        let mut picture = Self::default();
        let mut rings: [Parts; FILL_ROWS] = Default::default();
        let mut lines: [Parts; LINE_ROWS] = Default::default();
        let mut left = corners_left();
        for layer in &read_layers(bytes)? {
            let place = Placing { tile, extent: layer.extent };
            for feature in layer.features() {
                let feature = feature?;
                let Some(meaning) = Scheme::of(layer, &feature) else { continue };
                let mut parts = feature.parts(&mut left)?.into_iter();
                let into = match meaning {
                    Scheme::Fill(ground) => rings.get_mut(ground as usize),
                    Scheme::Line(row) => lines.get_mut(FILL_ROWS + row as usize),
                    Scheme::Place(rank) => {
                        let at = parts.next().and_then(|part| part.first().copied());
                        let at = at.filter(|at| place.is_inside(*at));
                        picture.add_place(layer, &feature, at.map(|at| place.world(at)), rank);
                        None
                    }
                };
                if let Some(into) = into {
                    into.extend(parts.map(|part| part.iter().map(|at| place.world(*at)).collect()));
                }
            }
        }
        for (row, rings) in (0_u16..).zip(&rings) {
            picture.add_fill(rings, row, tile);
            // Edges of a stencil are ragged: a thin line of the same colour smooths them.
            rings.iter().for_each(|ring| picture.lines.add_line(ring, true, row));
        }
        for (row, lines) in (0_u16..).zip(&lines) {
            lines.iter().for_each(|line| picture.lines.add_line(line, false, row));
        }
        Ok(picture)
    }

    /// How much memory it takes, about.
    pub fn bytes(&self) -> usize {
        size_of_val(self.vertices.as_slice())
            + size_of_val(self.indices.as_slice())
            + size_of_val(self.lines.vertices.as_slice())
            + size_of_val(self.lines.indices.as_slice())
            + self.places.len() * 200
    }

    fn add_fill(&mut self, rings: &Parts, row: u16, tile: Tile) {
        let first = self.indices.len() as u32;
        for ring in rings.iter().filter(|ring| ring.len() > 2) {
            let pivot = self.vertices.len() as u32;
            for corner in 1..ring.len() as u32 - 1 {
                self.indices.extend([pivot, pivot + corner, pivot + corner + 1]);
            }
            self.add_corners(ring, row);
        }
        let count = self.indices.len() as u32 - first;
        if count == 0 {
            return;
        }
        let start = self.vertices.len() as u32;
        self.indices.extend([0, 1, 2, 2, 1, 3].map(|corner| start + corner));
        // A unit short, so that the world's own edge does not become the other one.
        let cover = Placing { tile, extent: 1 };
        let corners = [[0, 0], [1, 0], [0, 1], [1, 1]].map(|at| cover.world(at));
        self.add_corners(&corners, row);
        self.fills.push(TilePicture { first, count });
    }

    fn add_corners(&mut self, corners: &[WorldPoint], row: u16) {
        let corner = |at: &WorldPoint| AreaVertex { x: at.x, y: at.y, area: u32::from(row) };
        self.vertices.extend(corners.iter().map(corner));
    }

    fn add_place<'a>(
        &mut self,
        layer: &Layer<'a>,
        feature: &Feature<'a>,
        at: Option<WorldPoint>,
        rank: PlaceRank,
    ) {
        let Some(at) = at.filter(|_| self.places.len() < MAX_PLACES) else { return };
        let names: Vec<_> = NAMES
            .into_iter()
            .filter_map(|(tag, key)| Some((tag, tidy(layer.text(feature, key)?)?)))
            .collect();
        if names.is_empty() {
            return;
        }
        let size = first_number(layer, feature, SIZE_LINE);
        let size = size.or_else(|| layer.number(feature, "rank").map(|rank| -rank)).unwrap_or(0.0);
        self.places.push(Place { at, rank, size, names });
    }
}

/// A name that is safe to set beside others; `None` if nothing is left of it.
fn tidy(name: &str) -> Option<String> {
    let turns = |letter: char| matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let plain = name.chars().filter(|letter| !letter.is_control() && !turns(*letter));
    let tidy: String = plain.take(MAX_NAME_CHARS).collect();
    let tidy = tidy.trim();
    (!tidy.is_empty()).then(|| tidy.to_owned())
}

/// From units of a layer to the world.
#[derive(Clone, Copy)]
struct Placing {
    tile: Tile,
    extent: u32,
}

impl Placing {
    /// Whether a point is the tile's own and not one of its neighbours'.
    fn is_inside(self, [x, y]: [i32; 2]) -> bool {
        let inside = 0..i64::from(self.extent);
        inside.contains(&i64::from(x)) && inside.contains(&i64::from(y))
    }

    fn world(self, [x, y]: [i32; 2]) -> WorldPoint {
        let extent = i64::from(self.extent);
        // What lies further outside than a shader can count from the middle is drawn at the
        // edge of that.
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

#[cfg(test)]
#[path = "picture_tests.rs"]
mod tests;
