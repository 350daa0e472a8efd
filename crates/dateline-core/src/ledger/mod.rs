//! Who held what when: dated claims, and the state that they give.
//!
//! Geometry is told once, in [`crate::model::Area`]; each row here says that from some
//! date on an area is in some state. The state of an area at a moment is the latest
//! accepted change at or before it. No row, no claim: unknown, never carried over from a
//! neighbour or from the future. Has no opinion on colours or words.

mod between;
mod build;
mod change;
mod claims;
mod passage;
mod share;
mod state;
#[cfg(test)]
mod tests;
#[cfg(test)]
pub(crate) mod twin_tests;

pub use between::Difference;
pub use build::Ledger;
pub use change::{Change, ChangeIndex, Confidence, Status};
pub use claims::{ClaimGroup, Otherwise};
pub use share::{Share, ShareDifference, SharePart, ShareSeries};
pub use state::{AreaState, Interval};
