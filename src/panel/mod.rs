//! Words beside the map: headline, chapters, events, cards, methods.
//!
//! Everything from the story goes in as text nodes, with its language marked. Has no
//! opinion on how time or place are drawn.

mod about;
mod area_card;
mod area_strip;
mod areas;
mod changes;
mod claims;
mod control;
mod details;
mod event_card;
mod events;
mod header;
mod mark_key;
mod notice;
mod open;
mod parts;
mod problem;
mod story;
mod view;

pub use header::{Header, SkipLink};
pub use notice::{ProblemNotice, StatusLine};
pub use open::drop_hint;
pub use problem::of_pack;
pub use view::PanelView;
