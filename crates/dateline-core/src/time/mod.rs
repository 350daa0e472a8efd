//! Civil time at the place: moments, days, half-open spans, EDTF, scales and ticks.
//!
//! Has no opinion on time zones of readers, languages or the present: a moment is what
//! a clock on the wall *at the place* shows, so that every reader sees the same day.

mod civil;
mod edtf;
mod error;
mod history;
mod moment;
mod scale;
mod snap;
mod ticks;
mod typed;
mod unit;
mod zone;

pub use civil::{Day, MAX_YEAR, MIN_YEAR, days_in_month, is_leap_year};
pub use edtf::{EdtfDate, Precision, format_moment, parse_moment};
pub use error::{DateError, DateErrorKind};
pub use history::SpanHistory;
pub use moment::{Moment, SECONDS_PER_DAY, Span};
pub use scale::{MIN_DOMAIN_SECONDS, TimeScale};
pub use snap::Snap;
pub use ticks::{Tick, Ticks, bin_step, bins, ticks};
pub use typed::{WindowEnd, WindowFault, read_window, with_latin_digits, written_window};
pub use unit::{TickUnit, TimeStep};
pub use zone::{FixedZone, Zone};
