//! The timeline: transport, share band, histogram, axis, and the thumbs over them.
//!
//! Bars and band are SVG, words are HTML, both laid out by the same [`Layout`]. Has no
//! opinion on what an event is, only on when.

mod axis;
mod band;
mod chart;
mod drag;
mod histogram;
mod key;
mod layout;
mod thumbs;
mod track;
mod transport;
mod view;

pub use layout::Layout;
pub use view::TimelineView;
