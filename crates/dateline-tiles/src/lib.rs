//! Tiles of a base map: which are wanted, where they are, and what is in them.
//!
//! Pure: bytes and numbers in, plain values out. Nothing that is read is trusted: every
//! reader ends, and takes memory in proportion to its bytes. Has no opinion on how bytes are
//! fetched and unpacked, on when they are asked for again, and on GL.
//!
//! Sources: Protomaps, PMTiles version 3 specification; Mapbox, Vector Tile specification
//! 2.1 and TileJSON 3.0.0; Google, Protocol Buffers encoding. Their test data are not used.

mod archive;
mod cover;
mod credit;
mod directory;
mod errand;
mod error;
mod features;
mod header;
mod hilbert;
mod json;
mod look;
mod mvt;
mod picture;
mod place;
mod protobuf;
mod queue;
mod scheme;
mod sheet;
mod template;
mod tile;
mod tilejson;
mod units;
#[cfg(test)]
mod writer;

pub use archive::{Archive, Step};
pub use cover::{Drawn, Placed, Scales, covering, drawing};
pub use credit::{CreditPart, credit_parts};
pub use directory::{Directory, Entry};
pub use errand::{Errand, Errands, Turn};
pub use error::TileError;
pub use header::{ArchiveHeader, Compression, HEADER_BYTES, Stretch, TileKind};
pub use hilbert::{tile_from_id, tile_id};
pub use json::Json;
pub use look::{GroundLook, ground_look};
pub use mvt::{Feature, Geometry, Layer, Value, read_layers};
pub use picture::{FILL_ROWS, LINE_ROWS, PictureReading, TilePicture, VectorPicture};
pub use place::{Place, PlaceRank, written_names};
pub use queue::{Queue, Work};
pub use scheme::{Ground, LineRow, Scheme};
pub use sheet::{Sheet, Sheets};
pub use template::{Template, TemplateError};
pub use tile::{MAX_TILE_ZOOM, Tile, Zooms};
pub use tilejson::TileJson;
