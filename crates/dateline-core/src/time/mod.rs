//! Civil time at the place: moments, days, half-open spans, EDTF, scales and ticks.
//!
//! Has no opinion on time zones of readers, languages or the present: a moment is what
//! a clock on the wall *at the place* shows, so that every reader sees the same day.

mod civil;
mod edtf;
mod moment;

pub use civil::{Day, MAX_YEAR, MIN_YEAR, days_in_month, is_leap_year};
pub use edtf::{EdtfDate, Precision};
pub use moment::{Moment, SECONDS_PER_DAY, Span};
