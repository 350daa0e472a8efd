//! What a page of the panel, a key or a list is built from.
//!
//! A page is built as a whole and anew when the language, the theme or the story changes,
//! which is seldom; only what follows the clock is tied to signals by itself.

use std::sync::Arc;

use dateline_core::model::{Category, Text};
use leptos::prelude::Get;

use crate::dom::{El, button, el};
use crate::i18n::{Language, t, t_with};
use crate::marks::{category_colour, css_colour, shape_mark};
use crate::state::{Command, Loaded, Store};

/// The story, the reader's language and theme, at the time of building.
#[derive(Clone)]
pub struct Page {
    /// The state, for what follows it and for commands.
    pub store: Store,
    /// The story.
    pub loaded: Arc<Loaded>,
    /// The reader's language.
    pub language: Language,
    /// Whether the dark theme is shown.
    pub is_dark: bool,
}

impl Page {
    /// What there is to build from, once there is a story. Tracked.
    pub fn of(store: Store) -> Option<Self> {
        let loaded = store.loaded()?;
        let is_dark = store.is_dark.get();
        Some(Self { store, loaded, language: store.language.get(), is_dark })
    }

    /// Words of the interface.
    pub fn t(&self, key: &str) -> &'static str {
        t(self.language, key)
    }

    /// Words of the interface with places filled in.
    pub fn t_with(&self, key: &str, values: &[(&str, &str)]) -> String {
        t_with(self.language, key, values)
    }

    /// A heading, paragraph or the like with words of the interface.
    pub fn words(&self, tag: &str, class: &str, key: &str) -> El {
        el(tag, class).text(self.t(key))
    }

    /// A text of the story, with its own language and direction marked (A30, I3).
    pub fn story_text(&self, text: &Text) -> El {
        let (tag, words) = text.with_tag(self.language.tag());
        let span = el("span", "").attr("dir", "auto").text(words);
        if tag.is_empty() { span } else { span.attr("lang", tag) }
    }

    /// The mark of a category, as on the map.
    pub fn mark(&self, category: &Category) -> El {
        shape_mark(category.shape, &css_colour(category_colour(category, self.is_dark)))
    }

    /// A button with words of the interface that sends a command.
    pub fn sends(&self, class: &str, key: &str, command: Command) -> El {
        let store = self.store;
        button(class).text(self.t(key)).on_click(move || store.send(command.clone()))
    }
}
