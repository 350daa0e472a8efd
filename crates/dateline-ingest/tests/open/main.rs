//! Files that people have already, opened as they are.
#![allow(clippy::unwrap_used, clippy::expect_used)]

#[path = "../ingest/bad_outlines.rs"]
mod bad_outlines;
mod features;
mod flatgeobuf;
mod formats;
mod guessed;
mod hostile;
mod kept;
mod limits;
mod losses;
mod mapping;
mod meet;
mod nested;
mod outlines;
mod packed;
mod pieces;
mod places;
mod points;
mod presets;
mod progress;
mod random;
mod shapes;
mod support;
mod workbooks;
