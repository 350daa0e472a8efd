//! KML and GPX.
#![no_main]

#[path = "support.rs"]
mod support;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let [kind, inside @ ..] = data else { return };
    let (before, after) = [("<kml>", "</kml>"), ("<gpx>", "</gpx>"), ("<kml><Placemark>", "")]
        [usize::from(*kind) % 3];
    let bytes = [before.as_bytes(), inside, after.as_bytes()].concat();
    support::open(vec![("a".into(), bytes)]);
});
