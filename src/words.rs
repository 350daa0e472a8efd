//! Words of the interface that follow the reader's language.
//!
//! Most of what changes with the language is a word by its key, so there is one way for all
//! of them: every closure of its own in a view costs some kilobytes of WebAssembly.

use leptos::prelude::Get;

use crate::dom::{El, button, svg};
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

/// What a button says and shows: the key of its words and the outline of its drawing.
pub type Face = (&'static str, &'static str);

/// A button with a drawing that does one thing and then its opposite: `faces` are what it
/// offers while `is_on` says no, and while it says yes.
pub fn turning_button(
    store: Store,
    class: &str,
    faces: [Face; 2],
    is_on: impl Fn() -> bool + Copy + 'static,
) -> El {
    let face = move || faces[usize::from(is_on())];
    let words = move || Some(t(store.language.get(), face().0).to_owned());
    let drawing = svg("svg", "").attr("viewBox", "0 0 20 20").attr("aria-hidden", "true");
    let outline = svg("path", "").live_attr("d", move || Some(face().1.to_owned()));
    button(class).live_attr("aria-label", words).live_attr("title", words).add(drawing.add(outline))
}
