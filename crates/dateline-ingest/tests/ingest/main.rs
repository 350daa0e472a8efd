//! What can be read of a story, and what is said of the rest.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod bad_geometry;
mod bad_outlines;
mod base_map;
mod codes;
mod control;
mod events;
mod files;
mod forms;
mod manifest;
mod outlines;
mod outside;
mod random;
mod support;
mod timeline;
mod town;
