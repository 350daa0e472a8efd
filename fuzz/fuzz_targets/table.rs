//! Cells below a header of every role.
#![no_main]

#[path = "support.rs"]
mod support;

use libfuzzer_sys::fuzz_target;

const HEADER: [&str; 24] = [
    "id", "date", "end", "time", "year", "month", "day", "title", "text", "place", "area", "lat",
    "lon", "coordinates", "geometry", "easting", "northing", "utm_zone", "category", "actors",
    "killed", "source", "url", "controlled by",
];

fuzz_target!(|data: &[u8]| {
    let [sign, from, count, cells @ ..] = data else { return };
    let sign = [",", ";", "\t", "|"][usize::from(sign % 4)];
    let from = usize::from(*from) % HEADER.len();
    let count = 1 + usize::from(*count) % HEADER.len();
    let names: Vec<&str> = HEADER.iter().cycle().skip(from).take(count).copied().collect();
    let mut bytes = format!("{}\n", names.join(sign)).into_bytes();
    bytes.extend(cells);
    support::open(vec![("a_20161205.csv".into(), bytes)]);
});
