//! What the desk's terminal does, for it and for the chores of the project: a story folder
//! read, and packed into one file.

mod folder;
mod pack;
mod zones;

pub use folder::{ReadFolder, read_folder};
pub use pack::{PackFailure, Packed, pack_folder};
