//! Model → plain vertices, label positions and draw parameters, for both painters.
//!
//! Positions are 32-bit fixed-point Web Mercator ([`crate::geo::WorldPoint`]). Has no
//! opinion on who paints: `dateline-gl` uploads these structs as they are, [`crate::svg`]
//! writes them as text.

mod vertex;

pub use vertex::{AreaVertex, LineVertex, SymbolVertex};
