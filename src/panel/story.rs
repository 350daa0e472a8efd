//! The told story: one chapter at a time, with the way on, back and to all of them.

use dateline_core::model::{Chapter, ChapterState, Mode};
use leptos::prelude::*;

use super::view::Shown;
use crate::dom::{El, button, el};
use crate::i18n::{DateStyle, Language, format_moment_shown, format_number, format_range};
use crate::page::Page;
use crate::sources::source_list;
use crate::state::Command;

/// The chapters: the open one, and the list of all, which stays while one follows another.
pub fn chapters(page: &Page, shown: Memo<Shown>) -> El {
    let for_chapter = page.clone();
    let open = move || chapter(&for_chapter, shown.get().chapter);
    el("div", "dl-story").live(open).add_all(contents(page, shown))
}

/// The open chapter and the ways on; without one, where the telling starts.
fn chapter(page: &Page, open: Option<usize>) -> Vec<El> {
    let all = &page.loaded.story.meta.chapters;
    match open.and_then(|index| Some((index, all.get(index)?))) {
        Some((index, chapter)) => vec![article(page, chapter), steps(page, index, all.len())],
        None if all.is_empty() => vec![page.words("p", "dl-empty", "story.none")],
        None => {
            let begin = Command::OpenChapter(Some(0));
            vec![page.sends("dl-button dl-primary dl-wide", "story.begin", begin)]
        }
    }
}

fn article(page: &Page, chapter: &Chapter) -> El {
    let date = date_words(page.language, &chapter.state, DateStyle::Long);
    let mut article = el("article", "dl-chapter")
        .add(el("p", "dl-kicker").text(&date))
        .add(el("h3", "").add(page.story_text(&chapter.title)));
    for text in &chapter.text {
        article = article.add(el("p", "").add(page.story_text(text)));
    }
    article.add(source_list(page, &chapter.sources))
}

/// The time that a chapter is about: its window where it shows one, else its moment. Empty
/// if it has neither.
fn date_words(language: Language, state: &ChapterState, style: DateStyle) -> String {
    match (state.mode, state.window, state.t) {
        (Some(Mode::Window), Some(window), _) => format_range(language, window, DateStyle::Month),
        (_, _, Some(moment)) => format_moment_shown(language, moment, style),
        (_, Some(window), None) => format_range(language, window, style),
        (_, None, None) => String::new(),
    }
}

/// Which chapter of how many, and the neighbours (T20).
fn steps(page: &Page, index: usize, all: usize) -> El {
    let n = |value: usize| format_number(page.language, value as f64, 0);
    let place = page.t_with("story.of", &[("n", &n(index + 1)), ("all", &n(all))]);
    let back = Command::OpenChapter(Some(index.saturating_sub(1)));
    let on = Command::OpenChapter(Some(index + 1));
    let disabled = |is_disabled: bool| is_disabled.then_some("");
    let back =
        page.sends("dl-button", "story.previous", back).attr_if("disabled", disabled(index == 0));
    let on = page
        .sends("dl-button dl-primary", "story.next", on)
        .attr_if("disabled", disabled(index + 1 >= all));
    el("div", "dl-steps").add(back).add(el("span", "dl-steps-place").text(&place)).add(on)
}

/// All chapters, each a button.
fn contents(page: &Page, shown: Memo<Shown>) -> Vec<El> {
    let mut list = el("ol", "dl-rows");
    let all = &page.loaded.story.meta.chapters;
    for (index, chapter) in all.iter().enumerate() {
        list = list.add(el("li", "").add(chapter_row(page, shown, index, chapter)));
    }
    if all.is_empty() {
        return vec![list];
    }
    vec![page.words("h3", "dl-section", "story.contents"), list]
}

fn chapter_row(page: &Page, shown: Memo<Shown>, index: usize, chapter: &Chapter) -> El {
    let date = date_words(page.language, &chapter.state, DateStyle::Medium);
    let store = page.store;
    button("dl-row")
        .live_attr("aria-current", move || {
            (shown.get().chapter == Some(index)).then(|| "step".to_owned())
        })
        .add(el("span", "dl-row-kicker").text(&date))
        .add(el("span", "dl-row-title").add(page.story_text(&chapter.title)))
        .on_click(move || store.send(Command::OpenChapter(Some(index))))
}
