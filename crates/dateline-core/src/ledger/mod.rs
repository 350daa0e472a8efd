//! Who held what when: dated claims, and the state that they give.
//!
//! Geometry is told once, in [`crate::model::Area`]; each row here says that from some
//! date on an area is in some state. The state of an area at a moment is the latest
//! accepted change at or before it. No row, no claim: unknown, never carried over from a
//! neighbour or from the future. Has no opinion on colours or words.

mod build;
mod change;
mod share;
mod state;
#[cfg(test)]
mod tests;

pub use build::Ledger;
pub use change::{Change, ChangeIndex, Confidence, Status};
pub use share::{Share, SharePart, ShareSeries};
pub use state::{AreaState, Interval};
