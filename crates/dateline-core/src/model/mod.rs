//! What a story is made of: actors, categories, areas, events, sources, chapters.
//!
//! Plain values without behaviour beyond look-up. Has no opinion on files (see
//! `dateline-ingest`), on who held what when (see [`crate::ledger`]) or on drawing.

mod area;
mod base_map;
mod details;
mod event;
mod event_columns;
mod names;
mod story;
mod text;
mod timeline;

pub use area::{Area, BaseFeature, BaseGeometry, Polygon, Ring};
pub use base_map::{BaseMap, TileForm};
pub use details::{Correction, Details, EventDetails, WholeStory};
pub use event::{Casualties, Count, Event, Events, GeoPrecision, Source, Verification};
pub use event_columns::{EventColumns, grade};
pub use names::{
    Actor, ActorIndex, AreaIndex, Category, CategoryIndex, EventIndex, MAX_ACTORS, MAX_CATEGORIES,
    Shape,
};
pub use story::{Chapter, ChapterState, Claim, Credit, Mode, Story, StoryMeta, ViewState};
pub use text::Text;
pub use timeline::{AxisDirection, Coverage, Era, Timeline};
