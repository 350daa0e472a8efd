//! What the reader's device asks for: languages, reduced motion, dark mode.

use gloo_events::EventListener;
use web_sys::{MediaQueryList, window};

/// The reader's languages, most wanted first.
pub fn preferred_languages() -> Vec<String> {
    let languages = window().map(|window| window.navigator().languages());
    languages
        .into_iter()
        .flat_map(|list| list.iter().filter_map(|tag| tag.as_string()).collect::<Vec<_>>())
        .collect()
}

/// Whether the reader asks for no motion (A23).
pub fn prefers_reduced_motion() -> bool {
    matches("(prefers-reduced-motion: reduce)")
}

fn matches(query: &str) -> bool {
    list(query).is_some_and(|list| list.matches())
}

fn list(query: &str) -> Option<MediaQueryList> {
    window()?.match_media(query).ok().flatten()
}

/// A media query that is watched for as long as the value lives.
pub struct MediaQuery {
    list: Option<MediaQueryList>,
    _listener: Option<EventListener>,
}

impl MediaQuery {
    /// Watches `query` and tells each change.
    pub fn watch(query: &str, on_change: impl Fn(bool) + 'static) -> Self {
        let list = list(query);
        let listener = list.clone().map(|list| {
            let watched = list.clone();
            EventListener::new(&list, "change", move |_| on_change(watched.matches()))
        });
        Self { list, _listener: listener }
    }

    /// Whether the query holds now.
    pub fn matches(&self) -> bool {
        self.list.as_ref().is_some_and(MediaQueryList::matches)
    }
}
