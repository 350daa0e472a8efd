//! A vector tile as a painter takes it: fans of triangles, lines and names.
//!
//! A surface is told as fans: each ring's corners from its first one. Where triangles that
//! turn one way outnumber those that turn the other is inside (the nonzero rule), which a
//! stencil counts. So nothing has to be cut, and overlapping surfaces of one kind are one.

use dateline_core::geo::WorldPoint;
use dateline_core::scene::{AreaVertex, LineMesh};

use crate::error::TileError;
use crate::features::DrawnFeatures;
use crate::place::{MAX_PLACES, Place};
use crate::scheme::Scheme;
use crate::tile::Tile;
use crate::units::Placing;

/// Kinds of surface; the rows of their styles.
pub const FILL_ROWS: usize = 4;
/// Kinds of line: the edges of the surfaces first, then [`crate::LineRow`].
pub const LINE_ROWS: usize = FILL_ROWS + 7;
/// The surfaces of one kind: indices of their fans, of the two triangles that cover them, and
/// of their edges.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TilePicture {
    /// The first index of the fans.
    pub first: u32,
    /// How many indices they have; those of the cover, six, follow.
    pub count: u32,
    /// The first index of the edges among those of the lines, and how many they have. They are
    /// drawn before the surfaces of the next kind, which would else have them across.
    pub edges: (u32, u32),
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
    /// Edges of the surfaces, then the lines, in the order of painting.
    pub lines: LineMesh,
    /// The names.
    pub places: Vec<Place>,
}

impl VectorPicture {
    /// Reads a tile, already unpacked, at one go.
    ///
    /// # Errors
    /// What is wrong with its bytes.
    pub fn read(bytes: &[u8], tile: Tile) -> Result<Self, TileError> {
        let mut reading = PictureReading::new(bytes, tile)?;
        while reading.go_on(usize::MAX)? {}
        Ok(reading.finish())
    }

    /// How much memory it takes, about.
    pub fn bytes(&self) -> usize {
        size_of_val(self.vertices.as_slice())
            + size_of_val(self.indices.as_slice())
            + size_of_val(self.lines.vertices.as_slice())
            + size_of_val(self.lines.indices.as_slice())
            + self.places.len() * 200
    }

    /// Adds the fan of a ring and its edge.
    fn add_ring(&mut self, ring: &[WorldPoint], row: u16) {
        if ring.len() > 2 {
            let pivot = self.vertices.len() as u32;
            for corner in 1..ring.len() as u32 - 1 {
                self.indices.extend([pivot, pivot + corner, pivot + corner + 1]);
            }
            self.add_corners(ring, row);
        }
        // Edges of a stencil are ragged: a thin line of the same colour smooths them.
        self.lines.add_line(ring, true, row);
    }

    /// Adds what covers the fans of a row, which begin at these places among the indices and
    /// among those of the lines.
    fn add_cover(&mut self, (first, first_edge): (u32, u32), row: u16, tile: Tile) {
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
        let edges = (first_edge, self.lines.indices.len() as u32 - first_edge);
        self.fills.push(TilePicture { first, count, edges });
    }

    fn add_corners(&mut self, corners: &[WorldPoint], row: u16) {
        let corner = |at: &WorldPoint| AreaVertex { x: at.x, y: at.y, area: u32::from(row) };
        self.vertices.extend(corners.iter().map(corner));
    }
}

/// A tile that is being read, piece by piece: first its features, then what is drawn of them.
pub struct PictureReading<'a> {
    features: DrawnFeatures<'a>,
    tile: Tile,
    picture: VectorPicture,
    /// Rings by row, then lines by row, and which of them comes next.
    parts: [Vec<Vec<WorldPoint>>; LINE_ROWS],
    row: usize,
    place: usize,
    /// Where fans and edges of the row begin.
    begins: (u32, u32),
    are_features_read: bool,
}

/// As how many corners a feature counts: its properties are read, too.
const FEATURE_CORNERS: usize = 8;

impl<'a> PictureReading<'a> {
    /// Begins with a tile, already unpacked.
    ///
    /// # Errors
    /// What is wrong with its bytes.
    pub fn new(bytes: &'a [u8], tile: Tile) -> Result<Self, TileError> {
        Ok(Self {
            features: DrawnFeatures::of(bytes)?,
            tile,
            picture: VectorPicture::default(),
            parts: Default::default(),
            row: 0,
            place: 0,
            begins: (0, 0),
            are_features_read: false,
        })
    }

    /// Goes on for about so many corners; false when all is read. A feature and a line are
    /// never cut.
    ///
    /// # Errors
    /// What is wrong with the bytes.
    pub fn go_on(&mut self, corners: usize) -> Result<bool, TileError> {
        let mut left = corners;
        while left > 0 {
            let done = match self.are_features_read {
                false => self.read_feature()?,
                true => self.draw_part(),
            };
            match done {
                Some(corners) => left = left.saturating_sub(corners),
                None if self.are_features_read => return Ok(false),
                None => self.are_features_read = true,
            }
        }
        Ok(true)
    }

    /// What was read.
    pub fn finish(self) -> VectorPicture {
        self.picture
    }

    /// Reads the next feature; tells of how many corners, and `None` at the end.
    fn read_feature(&mut self) -> Result<Option<usize>, TileError> {
        let Some(found) = self.features.next()? else { return Ok(None) };
        let Some(layer) = self.features.layers.get(found.layer) else { return Ok(None) };
        let placing = Placing { tile: self.tile, extent: layer.extent };
        let row = match found.meaning {
            Scheme::Fill(ground) => ground as usize,
            Scheme::Line(row) => FILL_ROWS + row as usize,
            Scheme::Place(rank) => {
                let place = Place::read(layer, &found, self.tile, rank);
                let has_room = self.picture.places.len() < MAX_PLACES;
                self.picture.places.extend(place.filter(|_| has_room));
                return Ok(Some(FEATURE_CORNERS));
            }
        };
        let mut corners = FEATURE_CORNERS;
        if let Some(into) = self.parts.get_mut(row) {
            for part in &found.parts {
                corners += part.len();
                into.push(part.iter().map(|at| placing.world(*at)).collect());
            }
        }
        Ok(Some(corners))
    }

    /// Draws the next ring or line; tells of how many corners, and `None` at the end.
    fn draw_part(&mut self) -> Option<usize> {
        loop {
            let (parts, row) = (self.parts.get(self.row)?, self.row as u16);
            let is_fill = self.row < FILL_ROWS;
            let Some(part) = parts.get(self.place) else {
                if is_fill {
                    self.picture.add_cover(self.begins, row, self.tile);
                }
                let picture = &self.picture;
                self.begins = (picture.indices.len() as u32, picture.lines.indices.len() as u32);
                self.row += 1;
                self.place = 0;
                continue;
            };
            self.place += 1;
            if is_fill {
                self.picture.add_ring(part, row);
            } else {
                self.picture.lines.add_line(part, false, row);
            }
            return Some(part.len() + 1);
        }
    }
}

#[cfg(test)]
#[path = "picture_tests.rs"]
mod tests;
