//! Events by time: what lies in a window, how many, in which bin, which one is next.
//!
//! Built once over the columns of [`crate::model::Events`]. Has no opinion on places
//! (see [`crate::geo`]) and none on what a filter means to a reader. The events that are
//! found are named by [`crate::model::EventIndex`].

mod event_set;
mod filter;
mod histogram;
mod lanes;
#[cfg(test)]
mod lanes_tests;
mod sieve;
mod steps;
mod sweep;
mod tallies;
mod tally;
#[cfg(test)]
mod tests;
mod time_index;

pub use event_set::EventSet;
pub use filter::Filter;
pub use histogram::Histogram;
pub use lanes::{Lane, LaneMark, MOST_LANES, MOST_MARKS, NO_LANE, lane_of_each};
pub use steps::EventStep;
pub use time_index::{IndexInMaking, TimeIndex};
