//! Bytes that begin as GZIP or ZIP.
#![no_main]

#[path = "support.rs"]
mod support;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    for start in [b"\x1F\x8B\x08\x00\x00\x00\x00\x00\x00\x00".as_slice(), b"PK\x03\x04"] {
        support::open(vec![("a".into(), [start, data].concat())]);
    }
});
