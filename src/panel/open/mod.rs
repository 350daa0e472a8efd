//! Opening files of one's own: choosing them, how far the reading is, what came of it.
//!
//! A page of the panel, behind the one about the data. Has no opinion on how files are read.

mod choose;
mod columns;
mod report;
mod saved;

use std::sync::Arc;
use std::sync::atomic::Ordering;

use dateline_core::number::fixed;
use leptos::prelude::*;

use crate::dom::{El, button, el, follow, icon};
use crate::i18n::{format_number, plural};
use crate::page::Page;
use crate::platform::FilesProgress;
use crate::state::{Command, Opening, Own, Panel, Store};
use choose::chooser;
use report::{headline, report};

/// What stands for a report by its place in memory while there is none.
const IDLE: usize = 0;
const STOPPED: usize = 1;
const READING: usize = 2;

/// The page.
#[inline(never)] // A way into the late part, see `crate::late`.
pub fn with_open(frame: El, page: &Page) -> El {
    let store = page.store;
    // The page is built anew only when something else is to stand there: a bar that moves
    // must not take its button with it.
    let shown = RwSignal::new(store.choice.with_untracked(|choice| kind_of(&choice.opening)));
    follow(Box::new(move || {
        let kind = store.choice.with(|choice| kind_of(&choice.opening));
        if shown.get_untracked() != kind {
            shown.set(kind);
        }
    }));
    let back = button("dl-back")
        .add(icon("dl-mirrored", "M12 4 6 10l6 6"))
        .text(page.t("panel.back"))
        .on_click(move || store.send(Command::SetPanel(Panel::About)));
    let (for_status, for_content) = (page.clone(), page.clone());
    let status = el("p", "dl-hidden").attr("role", "status");
    let status = status.live_text(move || {
        shown.track();
        status_of(&for_status)
    });
    frame.add(back).add(status).live(move || {
        shown.track();
        content(&for_content)
    })
}

/// The way to the page, from the one about the data.
pub fn way(page: &Page) -> El {
    let button = page.sends("dl-button", "open.way", Command::SetPanel(Panel::Open));
    el("section", "dl-open-way")
        .add(page.words("h3", "", "open.title"))
        .add(page.words("p", "", "open.way.text"))
        .add(button)
}

/// What says where files fall, while some hang over the page.
#[inline(never)] // A way into the late part, see `crate::late`.
pub fn drop_hint(store: Store) -> El {
    el("div", "dl-drop-hint").add(el("p", "").word(store, "open.drop"))
}

fn kind_of(opening: &Opening) -> usize {
    match opening {
        Opening::Idle => IDLE,
        Opening::Stopped => STOPPED,
        Opening::Wanted(_) | Opening::Reading(_) => READING,
        Opening::Told(opened) => Arc::as_ptr(opened) as usize,
    }
}

/// What a screen reader is told; of the reading only that it goes on.
fn status_of(page: &Page) -> String {
    let key = match &*page.store.choice.with_untracked(|choice| choice.opening.clone()) {
        Opening::Idle => return String::new(),
        Opening::Stopped => "open.stopped",
        Opening::Wanted(_) | Opening::Reading(_) => "open.reading",
        Opening::Told(opened) => headline(opened),
    };
    page.t(key).to_owned()
}

fn content(page: &Page) -> Vec<El> {
    match &*page.store.choice.with_untracked(|choice| choice.opening.clone()) {
        Opening::Wanted(_) | Opening::Reading(_) => vec![reading(page)],
        Opening::Told(opened) => {
            let told = report(page, opened, true);
            if !opened.was_heard.swap(true, Ordering::Relaxed) {
                told.focus_heading();
            }
            let again = page.words("h4", "", "open.again");
            let earlier = if opened.is_shown { Vec::new() } else { earlier(page, false) };
            [vec![told.shown], earlier, vec![again], chooser(page)].concat()
        }
        now => {
            let title = page.words("h3", "", "open.title");
            let stopped = matches!(now, Opening::Stopped);
            let stopped = stopped.then(|| page.words("p", "dl-open-stopped", "open.stopped"));
            let start = el("div", "dl-open-start").add(title).add_if(stopped);
            [vec![start], earlier(page, true), chooser(page)].concat()
        }
    }
}

/// What came of the files whose story is shown, where later ones were stopped or told nothing.
fn earlier(page: &Page, leads_back: bool) -> Vec<El> {
    match &*page.store.choice.with_untracked(|choice| choice.shown_by.clone()) {
        Opening::Told(opened) => vec![report(page, opened, leads_back).shown],
        _ => Vec::new(),
    }
}

/// How far the reading is, and what ends it. It comes into sight only after a while.
fn reading(page: &Page) -> El {
    let store = page.store;
    let for_words = page.clone();
    let now = move || match *store.choice.with(|choice| choice.opening.clone()) {
        Opening::Reading(progress) => progress,
        _ => [0.0; 4],
    };
    let bar = el("progress", "dl-open-bar")
        .attr("max", "1")
        .attr("aria-label", page.t("open.reading"))
        // Of a single file nobody knows how much there is to come.
        .live_attr("value", move || {
            let [_, done, total, _] = now();
            (total > 1.0).then(|| fixed(done / total, 3))
        });
    el("div", "dl-open-reading")
        .add(page.words("h3", "", "open.reading"))
        .add(el("p", "dl-hint").live_text(move || words_of(&for_words, now())))
        .add(bar)
        .add(page.sends("dl-button", "open.stop", Command::Own(Own::Tell(Opening::Stopped.into()))))
}

fn words_of(page: &Page, [step, done, total, rows]: FilesProgress) -> String {
    if step == 0.0 {
        return page.t("open.step.opening").to_owned();
    }
    if step == 2.0 {
        return page.t("open.step.building").to_owned();
    }
    let number = |value: f64| format_number(page.language, value, 0);
    let (n, total) = (number((done + 1.0).min(total)), number(total));
    let mut words = page.t_with("open.step.reading", &[("n", &n), ("total", &total)]);
    if rows > 0.0 {
        words.push_str(" · ");
        words.push_str(&plural(page.language, "open.rows", rows as usize, &[]));
    }
    words
}
