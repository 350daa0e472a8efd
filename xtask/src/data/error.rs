//! What can go wrong while the outlines are made. Has no opinion on how it is shown.

use std::path::PathBuf;

/// A failure of `cargo xtask data`, with the place where it happened.
#[derive(Debug, thiserror::Error)]
pub enum DataError {
    /// An argument that this command does not know.
    #[error("unknown argument `{0}`; the only one is --check")]
    Argument(String),
    /// A file cannot be read or written.
    #[error("{path}: {source}")]
    File {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// A table is not a table of the expected columns.
    #[error("{path}: {source}")]
    Table {
        /// The table.
        path: PathBuf,
        /// The row and what is wrong with it.
        source: csv::Error,
    },
    /// Two tables do not fit together.
    #[error("{table}, `{id}`: {problem}")]
    Row {
        /// The table.
        table: &'static str,
        /// The id of the row.
        id: String,
        /// What is wrong.
        problem: &'static str,
    },
    /// The traced outlines are not a clean partition.
    #[error("outline of `{id}`: {problem}")]
    Outline {
        /// The area.
        id: String,
        /// What is wrong.
        problem: &'static str,
    },
    /// A committed file is not what the tables give.
    #[error("{0} is out of date: run `cargo xtask data`")]
    Stale(PathBuf),
}
