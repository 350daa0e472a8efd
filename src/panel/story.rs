//! The told story: one chapter at a time, with the way on, back and to all of them.

use std::sync::Arc;

use dateline_core::model::{Chapter, ChapterState, Mode};
use leptos::prelude::*;

use super::parts_view::{source_list, story_text};
use crate::i18n::{DateStyle, Language, format_moment_shown, format_number, format_range, t_with};
use crate::state::{Command, Loaded, Store};
use crate::words::word;

/// The chapters.
#[component]
pub fn Chapters(store: Store) -> impl IntoView {
    let open = Memo::new(move |_| store.choice.with(|choice| choice.chapter));
    let content = move || {
        let loaded = store.loaded()?;
        let all = loaded.story.meta.chapters.len();
        let index = open.get();
        let shown =
            match index.and_then(|index| Some((index, loaded.story.meta.chapters.get(index)?))) {
                Some((index, chapter)) => view! {
                    <OpenChapter store chapter=chapter.clone() />
                    <Steps store index all />
                }
                .into_any(),
                None if all == 0 => {
                    view! { <p class="dl-empty">{word(store, "story.none")}</p> }.into_any()
                }
                None => view! { <Beginning store /> }.into_any(),
            };
        Some(view! {
            {shown}
            <Contents store loaded=Arc::clone(&loaded) open />
        })
    };
    view! { <div class="dl-story">{content}</div> }
}

/// Where the telling starts.
#[component]
fn Beginning(store: Store) -> impl IntoView {
    view! {
        <button
            type="button"
            class="dl-button dl-primary dl-wide"
            on:click=move |_| store.send(Command::OpenChapter(Some(0)))
        >
            {word(store, "story.begin")}
        </button>
    }
}

#[component]
fn OpenChapter(store: Store, chapter: Chapter) -> impl IntoView {
    let paragraphs: Vec<_> =
        chapter.text.into_iter().map(|text| view! { <p>{story_text(store, text)}</p> }).collect();
    let state = chapter.state.clone();
    let date = view! {
        <p class="dl-kicker">{move || date_words(store.language.get(), &state, DateStyle::Long)}</p>
    };
    view! {
        <article class="dl-chapter">
            {date}
            <h3>{story_text(store, chapter.title)}</h3>
            {paragraphs}
            {source_list(store, chapter.sources)}
        </article>
    }
}

/// The time that a chapter is about: its window where it shows one, else its moment.
fn date_words(language: Language, state: &ChapterState, style: DateStyle) -> Option<String> {
    match (state.mode, state.window, state.t) {
        (Some(Mode::Window), Some(window), _) => {
            Some(format_range(language, window, DateStyle::Month))
        }
        (_, _, Some(moment)) => Some(format_moment_shown(language, moment, style)),
        (_, Some(window), None) => Some(format_range(language, window, style)),
        (_, None, None) => None,
    }
}

/// Which chapter of how many, and the neighbours (T20).
#[component]
fn Steps(store: Store, index: usize, all: usize) -> impl IntoView {
    let go = move |to: usize| store.send(Command::OpenChapter(Some(to)));
    let place = move || {
        let language = store.language.get();
        let n = |value: usize| format_number(language, value as f64, 0);
        t_with(language, "story.of", &[("n", &n(index + 1)), ("all", &n(all))])
    };
    view! {
        <div class="dl-steps">
            <button
                type="button"
                class="dl-button"
                disabled={index == 0}
                on:click=move |_| go(index.saturating_sub(1))
            >
                {word(store, "story.previous")}
            </button>
            <span class="dl-steps-place">{place}</span>
            <button
                type="button"
                class="dl-button dl-primary"
                disabled={index + 1 >= all}
                on:click=move |_| go(index + 1)
            >
                {word(store, "story.next")}
            </button>
        </div>
    }
}

/// All chapters, each a button.
#[component]
fn Contents(store: Store, loaded: Arc<Loaded>, open: Memo<Option<usize>>) -> impl IntoView {
    let rows: Vec<_> = loaded
        .story
        .meta
        .chapters
        .iter()
        .enumerate()
        .map(|(index, chapter)| {
            let title = chapter.title.clone();
            let state = chapter.state.clone();
            view! {
                <li>
                    <button
                        type="button"
                        class="dl-row"
                        aria-current=move || (open.get() == Some(index)).then_some("step")
                        on:click=move |_| store.send(Command::OpenChapter(Some(index)))
                    >
                        <span class="dl-row-kicker">
                            {move || date_words(store.language.get(), &state, DateStyle::Medium)}
                        </span>
                        <span class="dl-row-title">{story_text(store, title)}</span>
                    </button>
                </li>
            }
        })
        .collect();
    let some = !rows.is_empty();
    view! {
        <Show when=move || some>
            <h3 class="dl-section">{word(store, "story.contents")}</h3>
        </Show>
        <ol class="dl-rows">{rows}</ol>
    }
}
