//! What the desk's terminal does, for it and for the chores of the project: a story folder
//! read, and packed into one file or two.

mod folder;
mod pack;
mod zones;

pub use folder::{ReadFolder, read_folder};
pub use pack::{PackFailure, Packed, pack_folder, pack_folder_apart};
