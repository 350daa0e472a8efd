//! Thin wrappers over the browser: fetch, the reader, frames, observers, media queries, files.
//!
//! Each owns what it starts and ends it on drop. Has no opinion on the story.

mod fetch;
mod files;
mod frames;
mod full_screen;
mod idle;
mod late;
mod media;
mod number;
mod observe;
mod reader;
mod record;
mod request;

pub use fetch::{FetchError, Fresh, fetch_bytes};
pub use files::{ReadFiles, Reading, are_files, fetch_file, save_file, save_folder};
pub use frames::FrameRequest;
pub use full_screen::{fills_screen, may_fill_screen, toggle_screen, watch_screen};
pub use idle::{is_idle, rest};
pub(crate) use late::late_text;
pub use late::{load_late, read_late};
pub use media::{MediaQuery, preferred_languages, prefers_reduced_motion};
pub use number::number_from;
pub use observe::{NearObserver, SizeObserver};
pub use reader::{Drawing, Files, FilesProgress, drawing_of, read_folder};
pub use record::{Record, counts_by_name, list, member, member_names};
pub use request::{Request, RequestError, call, fetch_part, gunzip, is_called_back, picture_of};
