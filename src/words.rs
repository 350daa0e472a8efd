//! Words of the interface as views.
//!
//! One type for all of them: every closure of its own in a view costs some kilobytes of
//! WebAssembly, and most of what changes with the language is a word by its key.

use leptos::prelude::Get;

use crate::i18n::t;
use crate::state::Store;

/// The words of `key` in the reader's language, as a child or an attribute of a view.
pub fn word(store: Store, key: &'static str) -> impl Fn() -> &'static str + Copy + Send + Sync {
    move || t(store.language.get(), key)
}
