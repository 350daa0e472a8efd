//! Days as spreadsheets count them.

use dateline_core::time::Day;

/// The serial number of 1970-01-01 in the usual system, which begins with 1900.
const UNIX_EPOCH: i64 = 25_569;
/// How many days the system that begins with 1904 is behind it.
const DAYS_TO_1904: i64 = 1462;
/// Before 1 March 1900 the usual system counts a day that never was.
const FIRST_SOUND: f64 = 61.0;
/// 31 December 9999.
const LAST: f64 = 2_958_466.0;

/// The date, or date and time, of a serial number; `None` for what cannot be one.
pub(crate) fn date_of_serial(serial: f64, is_1904: bool) -> Option<String> {
    let serial = if is_1904 { serial + DAYS_TO_1904 as f64 } else { serial };
    if !(FIRST_SOUND..LAST).contains(&serial) {
        return None;
    }
    // Times are fractions of a day, rounded to the second.
    let seconds = (serial.fract() * 86_400.0).round() as i64;
    let days = serial.trunc() as i64 - UNIX_EPOCH + seconds / 86_400;
    let day = Day(i32::try_from(days).ok()?).to_iso();
    Some(match seconds % 86_400 {
        0 => day,
        seconds => {
            let (hour, minute, second) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
            let second = if second == 0 { String::new() } else { format!(":{second:02}") };
            format!("{day}T{hour:02}:{minute:02}{second}")
        }
    })
}

/// The time of a fraction of a day, as a cell shows it: its seconds, or none.
pub(crate) fn time_of_fraction(fraction: f64, has_seconds: bool) -> Option<String> {
    if !(0.0..1.0).contains(&fraction) {
        return None;
    }
    let seconds = (fraction * 86_400.0).round() as i64 % 86_400;
    let (hour, minute, second) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    let second = if has_seconds { format!(":{second:02}") } else { String::new() };
    Some(format!("{hour:02}:{minute:02}{second}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn serial_numbers_are_the_days_that_spreadsheets_show() {
        let date = |serial, is_1904| date_of_serial(serial, is_1904);
        assert_eq!(date(42_709.0, false).as_deref(), Some("2016-12-05"));
        assert_eq!(date(42_709.916_666_666_7, false).as_deref(), Some("2016-12-05T22:00"));
        assert_eq!(date(41_247.0, true).as_deref(), Some("2016-12-05"));
        assert_eq!(date(61.0, false).as_deref(), Some("1900-03-01"));
        assert_eq!(date(42_709.999_999_99, false).as_deref(), Some("2016-12-06"));
        for none in [60.0, -1.0, 3.0e6, f64::NAN, f64::INFINITY] {
            assert_eq!(date(none, false), None, "{none}");
        }
        let time = |fraction, has_seconds| time_of_fraction(fraction, has_seconds);
        assert_eq!(time(0.68, false).as_deref(), Some("16:19"));
        assert_eq!(time(0.920_833_333_333_333_4 - 1.0 / 86_400.0, false).as_deref(), Some("22:05"));
        assert_eq!(time(0.920_138_888_888_888_8, true).as_deref(), Some("22:05:00"));
        assert_eq!(time(0.920_486_111_111_111_1, true).as_deref(), Some("22:05:30"));
    }
}
