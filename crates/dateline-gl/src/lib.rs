//! The WebGL2 painter of Dateline: the only crate that touches GL.
//!
//! Takes the plain vertices of [`dateline_core::scene`] once, and a [`Frame`] of numbers
//! for every picture: camera, palette, window of time, filters. Scrubbing is a change of
//! uniforms and of one draw range, never an upload. Has no opinion on what is shown, on
//! text, or on when to draw; listens to nothing.
//!
//! One GL owner per file (`buffer`, `texture`, `vertex_array`, `program`), each
//! deleting its object when it is dropped; one file per shader and one per layer
//! (`draw_*`), whose numbers come from a pure function that needs no browser to be tested.

mod buffer;
mod camera;
mod colour;
mod context;
mod control;
mod discs;
mod draw_areas;
mod draw_fills;
mod draw_lines;
mod draw_symbols;
mod error;
mod frame;
mod ground;
mod late_text;
mod lease;
mod mesh;
mod painter;
mod pattern;
mod program;
mod style_table;
mod texture;
mod vertex_array;
mod watched;

pub use camera::Camera;
pub use discs::{Discs, Figure};
pub use error::GlError;
pub use frame::{
    CategoryStyle, FillStyle, Frame, LineStyle, MAX_ACTORS, MAX_STYLES, SymbolFrame, Theme,
};
pub use ground::{Ground, GroundStyle, GroundTile, SurfaceRange, TileKey};
pub use lease::Lease;
pub use painter::{LineSlot, Painter};
