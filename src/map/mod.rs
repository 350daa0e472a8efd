//! The map: a canvas for areas and marks, one for names, and the furniture around them.
//!
//! Gestures become commands; a frame is drawn whenever the state has changed, and only
//! then. Has no opinion on GL (see `dateline-gl`) nor on what the panel shows.

mod crowd;
mod drawing;
mod frame;
mod furniture;
mod gestures;
mod hand;
mod labels;
mod lack;
mod legend;
mod manners;
mod painter;
mod palette;
mod pointers;
mod probe;
mod seam;
mod stage;
mod tiles;
mod view;

pub use manners::{Manners, is_framed};
pub use probe::{Asked, PixelProbe};
pub use view::MapView;
