//! Words of the interface that follow the reader's language.
//!
//! Most of what changes with the language is a word by its key, so there is one way for all
//! of them: every closure of its own in a view costs some kilobytes of WebAssembly.

use leptos::prelude::Get;

use crate::dom::{El, button};
use crate::i18n::t;
use crate::state::Store;

impl El {
    /// Adds the words of `key`.
    pub fn word(self, store: Store, key: &'static str) -> Self {
        self.live_text(move || t(store.language.get(), key).to_owned())
    }

    /// Gives it an attribute with the words of `key`.
    pub fn word_attr(self, name: &'static str, store: Store, key: &'static str) -> Self {
        self.live_attr(name, move || Some(t(store.language.get(), key).to_owned()))
    }
}

/// A button that shows a drawing only and says what it does.
pub fn icon_button(store: Store, key: &'static str, drawing: El) -> El {
    let labelled = button("dl-icon-button").word_attr("aria-label", store, key);
    labelled.word_attr("title", store, key).add(drawing)
}
