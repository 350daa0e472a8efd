//! What the page's address says when an element begins, for the element that owns it.
//!
//! Has no opinion on how state and address are kept alike from then on: see [`super::address`].

use web_sys::window;

use crate::i18n::Language;
use crate::state::{Command, Loaded, commands_from_address};

/// The fragment of the page's address, with its `#`.
pub fn hash() -> String {
    window().and_then(|window| window.location().hash().ok()).unwrap_or_default()
}

/// The language that the page's address asks for, before there is a story.
pub fn language_in_address() -> Option<Language> {
    let fragment = hash();
    let pairs = fragment.trim_start_matches('#').split('&').filter_map(|part| part.split_once('='));
    pairs.into_iter().find(|(key, _)| *key == "lang").and_then(|(_, tag)| Language::from_tag(tag))
}

/// The wishes of the page's address.
pub fn address_wishes(loaded: &Loaded) -> Vec<Command> {
    commands_from_address(&hash(), loaded)
}
