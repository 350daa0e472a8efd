//! What can go wrong in a chore, in words for the terminal.

use std::path::PathBuf;
use std::process::ExitStatus;

/// The one error of this tool; every variant names the file or the command.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A file or folder could not be read or written.
    #[error("{}: {source}", path.display())]
    Io {
        /// Where it happened.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// A command could not be started.
    #[error("`{command}` could not be started: {source}")]
    Spawn {
        /// The command line.
        command: String,
        /// What the system said.
        source: std::io::Error,
    },
    /// A command ended with another code than zero.
    #[error("`{command}` failed ({status})")]
    Failed {
        /// The command line.
        command: String,
        /// How it ended.
        status: ExitStatus,
    },
    /// The command line of this tool is not understood.
    #[error("{0}")]
    Usage(String),
    /// A tool is missing and cannot be installed from here.
    #[error("{0}")]
    Missing(String),
    /// The built folder is not as it must be.
    #[error("the built site is wrong: {0}")]
    Site(String),
    /// The work on story data stopped.
    #[error("{0}")]
    Data(String),
    /// Some steps of the test run failed; they are named in the summary above.
    #[error("{0} of the steps failed")]
    Steps(usize),
}

impl Error {
    /// An input or output error at `path`, for `map_err`.
    pub fn io(path: impl Into<PathBuf>) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.into();
        move |source| Self::Io { path, source }
    }
}

/// The result of a chore.
pub type Result<T> = std::result::Result<T, Error>;
