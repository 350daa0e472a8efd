//! The time zones of the world, as far as a story needs one of them.
//!
//! Has no opinion on where their rules come from: the terminal brings the tz database along,
//! the reader in the browser asks `Intl`.

use dateline_core::time::{FixedZone, Zone};

/// Zones by their IANA names.
pub trait Zones {
    /// The zone called `name`, such as `Asia/Damascus`; `None` if none is.
    fn zone(&self, name: &str) -> Option<Box<dyn Zone>>;
}

/// The zone of a story. UTC is known without being told.
///
/// Only instants are brought to civil time, never the other way: an instant shows exactly one
/// time on the wall, also in the hour that is skipped or told twice when clocks are changed.
pub(crate) fn zone_of(name: &str, zones: Option<&dyn Zones>) -> Option<Box<dyn Zone>> {
    if matches!(name, "UTC" | "Etc/UTC" | "Etc/GMT" | "GMT") {
        return Some(Box::new(FixedZone::UTC));
    }
    zones?.zone(name)
}
