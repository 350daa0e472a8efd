//! Any bytes, as a file without a name.
#![no_main]

#[path = "support.rs"]
mod support;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| support::open(vec![("file".into(), data.to_vec())]));
