//! `story.json`, with its files beside it.
#![no_main]

#[path = "support.rs"]
mod support;

use libfuzzer_sys::fuzz_target;

const AREAS: &[u8] = include_bytes!("../../crates/dateline-ingest/tests/fixtures/town/areas.geojson");
const CONTROL: &[u8] = include_bytes!("../../crates/dateline-ingest/tests/fixtures/town/control.csv");
const EVENTS: &[u8] = include_bytes!("../../crates/dateline-ingest/tests/fixtures/town/events.csv");

fuzz_target!(|data: &[u8]| {
    let start = br#"{"dateline":1,"title":"T","timeZone":"UTC","span":"2016","files":{"areas":"areas.geojson","#;
    support::open(vec![
        ("story.json".into(), [start.as_slice(), data].concat()),
        ("areas.geojson".into(), AREAS.to_vec()),
        ("control.csv".into(), CONTROL.to_vec()),
        ("events.csv".into(), EVENTS.to_vec()),
    ]);
});
