//! On which day weeks start where a zone's clocks hang.
//!
//! What is usual in the countries of the zones, as Unicode's CLDR states it for them. A story
//! that wants another day says so.

/// Places of days in the week.
const MONDAY: u32 = 0;
const SATURDAY: u32 = 5;
const SUNDAY: u32 = 6;

/// Zones of places whose weeks start on Saturday.
const FROM_SATURDAY: &[&str] = &[
    "Africa/Algiers",
    "Africa/Cairo",
    "Africa/Djibouti",
    "Africa/Khartoum",
    "Africa/Tripoli",
    "Asia/Amman",
    "Asia/Baghdad",
    "Asia/Bahrain",
    "Asia/Damascus",
    "Asia/Kabul",
    "Asia/Kuwait",
    "Asia/Muscat",
    "Asia/Qatar",
    "Asia/Tehran",
];

/// Zones of places whose weeks start on Sunday.
const FROM_SUNDAY: &[&str] = &[
    "Africa/Addis_Ababa",
    "Africa/Harare",
    "Africa/Johannesburg",
    "Africa/Maputo",
    "Africa/Nairobi",
    "America/Bogota",
    "America/Caracas",
    "America/Chicago",
    "America/Denver",
    "America/El_Salvador",
    "America/Guatemala",
    "America/Halifax",
    "America/Lima",
    "America/Los_Angeles",
    "America/Managua",
    "America/Mexico_City",
    "America/New_York",
    "America/Panama",
    "America/Port-au-Prince",
    "America/Sao_Paulo",
    "America/Tegucigalpa",
    "America/Toronto",
    "America/Vancouver",
    "Asia/Aden",
    "Asia/Dhaka",
    "Asia/Jakarta",
    "Asia/Jerusalem",
    "Asia/Karachi",
    "Asia/Kathmandu",
    "Asia/Kolkata",
    "Asia/Manila",
    "Asia/Phnom_Penh",
    "Asia/Riyadh",
    "Asia/Seoul",
    "Asia/Taipei",
    "Asia/Tokyo",
    "Asia/Vientiane",
    "Asia/Yangon",
];

/// The first day of the week at the place of a zone, 0 = Monday … 6 = Sunday; Monday, as in
/// ISO 8601, where nothing else is known.
pub(super) fn week_start_in(zone: &str) -> u32 {
    if FROM_SATURDAY.contains(&zone) {
        SATURDAY
    } else if FROM_SUNDAY.contains(&zone) {
        SUNDAY
    } else {
        MONDAY
    }
}
