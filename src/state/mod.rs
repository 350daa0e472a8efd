//! What the app knows, the commands that change it, and what follows from it.
//!
//! One [`State`]; [`Command`]s are the only way in and [`apply`] the only thing that
//! changes it. [`Store`] puts the state into one signal and derives everything else by
//! memos. The address, host messages and buttons all speak commands. Has no opinion on
//! how anything is drawn.

mod address;
mod api;
mod apply;
mod camera;
mod clock;
mod command;
mod details;
mod link;
mod loaded;
mod model;
mod opening;
mod own;
mod panes;
mod partial;
mod snapshot;
mod store;
mod trouble;

pub use address::{commands_from_address, decoded, selection_address};
pub use api::{area_record, area_records, event_records};
pub use apply::{PICK_RADIUS_PX, apply};
pub use camera::mark_size_px;
pub use command::{Command, Response, Reveal};
pub use details::{DetailsFile, DetailsPhase};
pub use link::{address_of, encoded};
pub use loaded::{Loaded, Loading, Looks};
pub use model::{
    Beside, Camera, Choice, Clock, Flight, Look, Panel, Phase, Selection, State, Theme, Way,
};
pub use opening::{Former, Opened, Opening, Own, SharedOpening};
pub use partial::{StateError, commands_from_partial};
pub use snapshot::snapshot_of;
pub use store::{Apart, Store};
pub use trouble::{Trouble, problem_words};
