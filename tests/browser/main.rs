//! The app in a real browser, with its real files: the element as a host sees it, the
//! words, the clock. Run by `cargo xtask test --only browser`.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

mod address;
mod axis;
mod broken;
mod clock;
mod compare;
mod control;
mod details;
mod elements;
mod handover;
mod keys;
mod languages;
mod marks;
mod packs;
mod support;
mod words;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
