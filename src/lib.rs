//! Dateline in the browser: a conflict on a map with a time axis.
//!
//! [`start`] defines the element `<dateline-map>`; everything a reader sees is inside
//! such an element, and the stand-alone page is one of them. The map of the code is in
//! `ARCHITECTURE.md`.

pub mod dom;
pub mod embed;
pub mod i18n;
mod late;
pub mod map;
mod marks;
mod page;
pub mod panel;
pub mod platform;
mod sources;
pub mod state;
pub mod timeline;
mod ways;
mod words;

/// Defines `<dateline-map>`, which brings to life every one on the page, now and later.
pub fn start() {
    embed::install_panic_notice();
    embed::define_element();
}
