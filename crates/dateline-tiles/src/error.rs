//! Why something about tiles could not be read.

use thiserror::Error;

/// What is wrong with an archive, a tile or a description of tiles.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum TileError {
    /// The bytes end before what they announce.
    #[error("it ends too early")]
    Cut,
    /// It does not begin as a PMTiles archive does.
    #[error("it is no PMTiles archive")]
    Magic,
    /// It is a PMTiles archive of another version than 3.
    #[error("it is a PMTiles archive of version {0}; only 3 is read")]
    Version(u8),
    /// It is packed in a way that browsers cannot unpack.
    #[error("it is packed with {0}; only gzip or nothing is read")]
    Packing(&'static str),
    /// Its tiles are of a kind that is not drawn.
    #[error("its tiles are of a kind that is not drawn")]
    Kind,
    /// A number in it is impossible, or contradicts another.
    #[error("a number in it makes no sense")]
    Number,
    /// Directories lie in one another without end.
    #[error("its directories are too deep")]
    Depth,
    /// It is larger than what is read.
    #[error("it is too large")]
    TooLarge,
    /// It is not JSON of the kind that is wanted.
    #[error("it is no description of tiles")]
    Json,
}
