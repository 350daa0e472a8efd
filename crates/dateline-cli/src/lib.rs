//! What the desk's terminal does, for it and for the chores of the project: a story folder, or
//! files of any kind, read and packed into one file or two.

mod folder;
mod names;
mod open;
mod pack;
mod zones;

pub use folder::{ReadFolder, read_folder};
pub use open::{OpenHints, PathError, folders_passed_over, keep_paths, read_paths};
pub use pack::{PackFailure, Packed, pack_folder, pack_folder_apart, pack_paths};
