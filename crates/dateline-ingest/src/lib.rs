//! Bytes of a story folder → the Dateline model, and a report of what could not be read.
//!
//! Pure: who fetches the bytes, from a disk or over HTTP, is not known here. Nothing is
//! all or nothing: what can be shown is in the story, and what cannot is in the report
//! with file, row, column, value, a stable code and what to do about it.
//!
//! ```
//! use dateline_ingest::{read_manifest, read_story};
//! let bytes = br#"{ "dateline": 1, "title": "T", "timeZone": "UTC", "span": "2016",
//!                   "actors": [], "files": { "areas": "a.geojson", "control": "c.csv" } }"#;
//! let (manifest, report) = read_manifest(Ok(bytes.to_vec()));
//! let manifest = manifest.unwrap();
//! let files: Vec<_> = manifest
//!     .file_names()
//!     .into_iter()
//!     .map(|(_, name)| (name.to_owned(), Err("404".to_owned())))
//!     .collect();
//! let (story, report) = read_story(manifest, &files, report);
//! assert!(story.is_some());
//! assert_eq!(report.problems[0].code.as_str(), "file.missing");
//! ```

mod areas;
mod base;
mod code;
mod context;
mod control;
mod decode;
mod events;
mod features;
mod fold;
mod forms;
mod geometry;
mod interior;
mod json;
mod limits;
mod lines;
mod manifest;
mod names;
mod noted;
mod open;
mod placed;
mod problem;
mod quotes;
mod report;
mod row;
mod spelt;
mod spoken;
mod story;
mod table;
mod text;
mod tidy;
mod zones;

pub use code::{Code, Severity};
pub use dateline_core::report::Counts;
pub use limits::Limits;
pub use manifest::{FileRole, Manifest, read_manifest};
pub use open::{
    ColumnGuess, ColumnRole, Content, DateOrder, Encoding, FileMapping, Format, KeptFile,
    OpenOptions, OpenedFile, Pieces, Preset, Progress, Reading, Step, Why, is_rubbish, keep,
    read_contents, read_files, zip,
};
pub use problem::{MAX_VALUE_CHARS, Problem};
pub use report::{Group, MAX_GROUPS, MAX_PROBLEMS, Report, Tally};
pub use story::{ReadOptions, read_story, read_story_by, read_story_with};
pub use zones::Zones;
