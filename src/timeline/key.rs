//! The key of marks and bars, and the switch for each kind of event.

use std::sync::Arc;

use dateline_core::index::Filter;
use leptos::prelude::*;

use crate::i18n::{Language, format_number};
use crate::map::CategoryMark;
use crate::state::{Command, Loaded, Store};
use crate::words::word;

/// A chip per kind of event.
#[component]
pub fn EventKey(store: Store) -> impl IntoView {
    move || store.loaded().map(|loaded| chips(store, loaded))
}

fn chips(store: Store, loaded: Arc<Loaded>) -> impl IntoView {
    let counts = {
        let loaded = loaded.clone();
        Memo::new(move |_| {
            let all = Filter::default();
            let span = store.span.get();
            let mut counts = [0usize; 32];
            for index in loaded.listed(span, &all) {
                if let Some(event) = loaded.story.events.get(index)
                    && let Some(count) = counts.get_mut(usize::from(event.category.0))
                {
                    *count += 1;
                }
            }
            counts
        })
    };
    let rows: Vec<_> = loaded
        .story
        .meta
        .categories
        .iter()
        .enumerate()
        .map(|(index, category)| {
            let bit = index as u8;
            let hidden =
                move || store.choice.with(|choice| choice.filter.hidden_categories >> bit & 1 == 1);
            let name = category.name.clone();
            let count = move || counts.with(|counts| counts.get(index).copied().unwrap_or(0));
            view! {
                <button
                    type="button"
                    class="dl-chip"
                    class:dl-zero=move || count() == 0
                        aria-pressed=move || (!hidden()).to_string()
                        on:click=move |_| store.send(Command::ToggleCategory(bit))
                    >
                        <CategoryMark store category=category.clone() />
                        <bdi>{move || name.in_language(store.language.get().tag()).to_owned()}</bdi>
                        <Show when=move || count() != 0>
                            <span class="dl-key-count">
                                {move || count_words(store.language.get(), count())}
                            </span>
                        </Show>
                    </button>
            }
        })
        .collect();
    let some_hidden = move || store.choice.with(|choice| !choice.filter.is_empty());
    view! {
        <div
            class="dl-chips"
            role="group"
            aria-label=word(store, "legend.events")
            title=word(store, "legend.filter.hint")
        >
            {rows}
            <Show when=some_hidden>
                <button type="button" class="dl-chip dl-link" on:click=move |_| store.send(Command::ShowAll)>
                    {word(store, "legend.show_all")}
                </button>
            </Show>
        </div>
    }
}

fn count_words(language: Language, count: usize) -> String {
    format_number(language, count as f64, 0)
}
