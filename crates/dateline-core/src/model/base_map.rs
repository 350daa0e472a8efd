//! The base map of tiles that a story names, if it does.
//!
//! Plain values; how tiles are found and read is `dateline-tiles`, who draws them the app.

use super::Text;
use crate::geo::LonLat;

/// How the tiles of a base map are told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum TileForm {
    /// Pictures, each at an address of its own.
    #[default]
    Raster,
    /// Vector tiles, each at an address of its own.
    Vector,
    /// A PMTiles archive.
    Archive,
    /// A TileJSON file.
    Described,
}

impl TileForm {
    /// Every form, in the order of their numbers in a pack.
    pub const ALL: [Self; 4] = [Self::Raster, Self::Vector, Self::Archive, Self::Described];

    /// The name used in `story.json`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Raster => "raster",
            Self::Vector => "vector",
            Self::Archive => "pmtiles",
            Self::Described => "tilejson",
        }
    }
}

/// Tiles under a story's areas. What is left out is 0 or empty.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct BaseMap {
    /// How they are told.
    pub form: TileForm,
    /// Template or address; relative to the folder of the story, or of another site.
    pub address: String,
    /// Whether rows are counted from the south (TMS).
    pub counts_from_south: bool,
    /// The coarsest level.
    pub least_zoom: u32,
    /// The finest level; 0 where the story does not say.
    pub greatest_zoom: u32,
    /// Width of a tile at a whole zoom, CSS pixels; 0 where the story does not say.
    pub tile_px: u32,
    /// The south-western and the north-eastern corner of what there are tiles of; else empty.
    pub bounds: Vec<LonLat>,
    /// Who made it.
    pub credit: Text,
    /// Where the credit leads, or empty.
    pub credit_url: String,
}

impl BaseMap {
    /// Whether an address is another site's, or may be: one that is not a plain path within
    /// the story's folder and above it.
    pub fn is_remote(address: &str) -> bool {
        address.contains(':') || address.starts_with("//") || address.contains('\\')
    }
}
