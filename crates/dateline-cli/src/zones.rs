//! The tz database, as it came with the program: the same zones on every machine.

use dateline_core::time::Zone;
use dateline_ingest::Zones;
use jiff::Timestamp;
use jiff::tz::{TimeZone, TimeZoneDatabase};

/// The zones of the tz database.
pub(crate) struct TzDatabase;

impl Zones for TzDatabase {
    fn zone(&self, name: &str) -> Option<Box<dyn Zone>> {
        let zone = TimeZoneDatabase::bundled().get(name).ok()?;
        Some(Box::new(TzZone(zone)))
    }
}

struct TzZone(TimeZone);

impl Zone for TzZone {
    fn offset_seconds_at_utc(&self, utc_seconds: i64) -> i32 {
        // The database's calendar is a day shorter at both ends; no rule changes there.
        let nearest = if utc_seconds < 0 { Timestamp::MIN } else { Timestamp::MAX };
        let instant = Timestamp::from_second(utc_seconds).unwrap_or(nearest);
        self.0.to_offset(instant).seconds()
    }
}
