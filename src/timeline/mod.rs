//! The timeline: transport, share band, histogram, axis, and the handles over them.
//!
//! What is drawn besides comes late, into room that is kept for it: [`layers`].
//!
//! Bars and band are SVG, words are HTML, both laid out by the same [`Layout`]. Has no
//! opinion on what an event is, only on when.

mod axis;
mod band;
mod chart;
mod compare;
mod hands;
mod histogram;
mod key;
mod layers;
mod layout;
mod room;
mod track;
mod transport;
mod view;

pub use layout::Layout;
pub use view::TimelineView;
