//! The time zone of the place, as far as dates need it.
//!
//! Has no opinion on where the rules come from: a browser's tables, a table in a file, or
//! a fixed offset in a test.

/// Says what the wall clock at the place showed at an instant of UTC.
pub trait Zone {
    /// Offset of civil time from UTC in seconds, positive east of Greenwich, at the
    /// instant `utc_seconds` after 1970-01-01T00:00Z.
    fn offset_seconds_at_utc(&self, utc_seconds: i64) -> i32;
}

/// A place whose clocks are never changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct FixedZone {
    /// Offset from UTC in seconds, positive east of Greenwich.
    pub offset_seconds: i32,
}

impl FixedZone {
    /// A place that keeps UTC.
    pub const UTC: Self = Self { offset_seconds: 0 };
}

impl Zone for FixedZone {
    fn offset_seconds_at_utc(&self, _utc_seconds: i64) -> i32 {
        self.offset_seconds
    }
}
