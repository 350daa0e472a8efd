//! Headline, standfirst, language and theme.

use leptos::prelude::*;

use super::parts_view::story_text;
use crate::i18n::{Language, t};
use crate::state::{Command, Store, Theme};
use crate::words::word;

/// The way past the map for those who do not look at it (A1).
#[component]
pub fn SkipLink(store: Store) -> impl IntoView {
    view! {
        <button
            type="button"
            class="dl-skip"
            on:click=move |event| {
                store.send(Command::SetPanel(crate::state::Panel::Events));
                super::view::focus_panel(&event);
            }
        >
            {word(store, "app.skip")}
        </button>
    }
}

/// The head of the story. On the stand-alone page its title is the page's.
#[component]
pub fn Header(store: Store, page: bool) -> impl IntoView {
    let meta = move || {
        store
            .loaded()
            .map(|loaded| (loaded.story.meta.title.clone(), loaded.story.meta.standfirst.clone()))
    };
    let title = move |text| {
        let words = story_text(store, text);
        if page {
            view! { <h1 class="dl-title">{words}</h1> }.into_any()
        } else {
            view! { <h2 class="dl-title">{words}</h2> }.into_any()
        }
    };
    let head = Memo::new(move |_| meta());
    view! {
        <header class="dl-header">
            <div class="dl-headline">
                {move || head.get().map(|(headline, standfirst)| view! {
                    {title(headline)}
                    <p class="dl-standfirst">{story_text(store, standfirst)}</p>
                })}
            </div>
            <div class="dl-switches">
                <LanguageSwitch store />
                <ThemeSwitch store />
            </div>
        </header>
    }
}

/// The other language, named in itself.
#[component]
fn LanguageSwitch(store: Store) -> impl IntoView {
    let other = move || store.language.get().other();
    view! {
        <button
            type="button"
            class="dl-switch"
            lang=move || other().tag()
            on:click=move |_| {
                let language: Language = store.language.get_untracked().other();
                store.send(Command::SetLanguage(language));
            }
        >
            {word(store, "app.language.other")}
        </button>
    }
}

/// Light or dark: a press goes to what is not shown now.
#[component]
fn ThemeSwitch(store: Store) -> impl IntoView {
    let is_dark = Memo::new(move |_| store.look.get().is_dark());
    let key = move || if is_dark.get() { "app.theme.light" } else { "app.theme.dark" };
    view! {
        <button
            type="button"
            class="dl-switch dl-theme"
            aria-label=move || t(store.language.get(), key())
            title=move || t(store.language.get(), key())
            on:click=move |_| {
                let theme = if is_dark.get_untracked() { Theme::Light } else { Theme::Dark };
                store.send(Command::SetTheme(theme));
            }
        >
            <svg viewBox="0 0 20 20" aria-hidden="true">
                <path d=move || if is_dark.get() {
                    "M10 6a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM10 1.500v2M10 16.500v2M1.500 10h2M16.500 10h2M4 4l1.400 1.400M14.600 14.600 16 16M4 16l1.400-1.400M14.600 5.400 16 4"
                } else {
                    "M16.500 12.200A7 7 0 0 1 7.800 3.500a7 7 0 1 0 8.700 8.700z"
                } />
            </svg>
        </button>
    }
}
