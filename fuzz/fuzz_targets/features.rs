//! Members of GeoJSON and TopoJSON.
#![no_main]

#[path = "support.rs"]
mod support;

use libfuzzer_sys::fuzz_target;

const AROUND: [(&str, &str); 5] = [
    (r#"{"type":"FeatureCollection","features":["#, "]}"),
    (r#"{"type":"Feature","properties":{"#, r#"},"geometry":{"type":"Polygon","coordinates":[[[37,36],[38,36],[38,37],[37,36]]]}}"#),
    (r#"{"type":"Feature","properties":{"title":"T"},"geometry":"#, "}"),
    (r#"{"type":"Topology","objects":{"o":{"type":"Polygon","arcs":[[0]]}},"arcs":[["#, "]]}"),
    (r#"{"type":"Feature","properties":{"controller":"a"},"when":"#, r#","geometry":{"type":"Polygon","coordinates":[[[37,36],[38,36],[38,37],[37,36]]]}}"#),
];

fuzz_target!(|data: &[u8]| {
    let [kind, inside @ ..] = data else { return };
    let (before, after) = AROUND[usize::from(*kind) % AROUND.len()];
    let bytes = [before.as_bytes(), inside, after.as_bytes()].concat();
    let name = if kind & 128 == 0 { "a.geojson" } else { "a_2016-12-05.geojson" };
    support::open(vec![(name.into(), bytes.clone()), ("b_2016-12-06.geojson".into(), bytes)]);
});
