//! What follows the first bytes of a FlatGeobuf file, and a feature below a sound header.
#![no_main]

#[path = "support.rs"]
mod support;

use libfuzzer_sys::fuzz_target;

const SOUND: &[u8] = include_bytes!("../../crates/dateline-ingest/tests/fixtures/flatgeobuf/events.fgb");

/// The header of the sound file, which has no index.
fn header() -> &'static [u8] {
    let size = u32::from_le_bytes([SOUND[8], SOUND[9], SOUND[10], SOUND[11]]);
    &SOUND[..12 + size as usize]
}

fuzz_target!(|data: &[u8]| {
    support::open(vec![("a.fgb".into(), [b"fgb\x03fgb\x01", data].concat())]);
    let size = (data.len() as u32).to_le_bytes();
    support::open(vec![("a.fgb".into(), [header(), &size, data].concat())]);
});
