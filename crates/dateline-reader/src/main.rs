//! Reads plain story folders and the files that people have in the browser, and draws the
//! picture for browsers without WebGL2: what few readers need, kept out of the program that
//! all wait for.
//!
//! The module knows neither the page nor whether it runs in a worker. What it hands over
//! is the same bytes that `dateline pack` writes, so the page has one way in.

mod choices;
mod drawing;
mod fetch;
mod folder;
mod open;
mod zones;

/// The exports are the module; nothing is to start but keys that no file can foresee.
fn main() {
    dateline_core::hash::seed_hashes(js_sys::Math::random().to_bits());
}
