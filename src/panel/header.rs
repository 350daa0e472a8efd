//! Headline, standfirst, language and theme.

use leptos::prelude::*;

use crate::dom::{El, button, el};
use crate::page::Page;
use crate::state::{Command, Panel, Store, Theme};
use crate::ways::focus_panel;
use crate::words::turning_button;

/// What a press on the theme switch brings, drawn.
const SUN: &str = "M10 6a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM10 1.500v2M10 16.500v2M1.500 10h2M16.500 10h2M4 4l1.400 1.400M14.600 14.600 16 16M4 16l1.400-1.400M14.600 5.400 16 4";
/// The other of the two.
const MOON: &str = "M16.500 12.200A7 7 0 0 1 7.800 3.500a7 7 0 1 0 8.700 8.700z";

/// The way past the map for those who do not look at it (A1).
#[component]
pub fn SkipLink(store: Store) -> impl IntoView {
    let link = button("dl-skip").word(store, "app.skip").on("click", move |event| {
        store.send(Command::SetPanel(Panel::Events));
        focus_panel(event);
    });
    link.view()
}

/// The head of the story. On the stand-alone page its title is the page's.
#[component]
pub fn Header(store: Store, page: bool) -> impl IntoView {
    let title_tag = if page { "h1" } else { "h2" };
    let switches = el("div", "dl-switches").add(language_switch(store)).add(theme_switch(store));
    el("header", "dl-header")
        .add(el("div", "dl-headline").live(move || headline(store, title_tag)))
        .add(switches)
        .view()
}

fn headline(store: Store, title_tag: &str) -> Vec<El> {
    let Some(page) = Page::of(store) else { return Vec::new() };
    let meta = &page.loaded.story.meta;
    vec![
        el(title_tag, "dl-title").add(page.story_text(&meta.title)),
        el("p", "dl-standfirst").add(page.story_text(&meta.standfirst)),
    ]
}

/// The other language, named in itself.
fn language_switch(store: Store) -> El {
    let switch = button("dl-switch")
        .word(store, "app.language.other")
        .live_attr("lang", move || Some(store.language.get().other().tag().to_owned()));
    switch.on_click(move || {
        store.send(Command::SetLanguage(store.language.get_untracked().other()));
    })
}

/// Light or dark: a press goes to what is not shown now.
fn theme_switch(store: Store) -> El {
    let faces = [("app.theme.dark", MOON), ("app.theme.light", SUN)];
    turning_button(store, "dl-switch dl-theme", faces, move || store.is_dark.get()).on_click(
        move || {
            let is_dark = store.is_dark.get_untracked();
            store.send(Command::SetTheme(if is_dark { Theme::Light } else { Theme::Dark }));
        },
    )
}
