//! What was found on a stretch of a lane, where that is more than one event.

use dateline_core::model::EventIndex;
use dateline_core::time::Span;
use leptos::prelude::Update;

use super::Opened;
use super::lanes::Kinds;
use crate::dom::{El, button, el};
use crate::i18n::{DateStyle, edtf_in_words, format_number, format_range, plural};
use crate::page::Page;
use crate::state::{Command, Reveal, Selection};

/// Events that are listed; the others are counted.
const MOST: usize = 20;

/// The list of a lane's events on a stretch, with how many there are.
pub fn found(page: &Page, kinds: &Kinds, (lane, stretch): (usize, Span), open: Opened) -> El {
    let mask = kinds.masks.get(lane).copied().unwrap_or(0);
    let (first, count) = page.loaded.index.found_in(stretch, mask, &page.store.filter(), MOST);
    let words = plural(page.language, "events.count", count, &[]);
    let range = format_range(page.language, stretch, DateStyle::Medium);
    let headline = el("h3", "").attr("role", "status").text(&[&words, " · ", &range].concat());
    let close = button("dl-link")
        .text(page.t("problems.hide"))
        .on_click(move || open.update(|open| open.found = None));
    let more = count.saturating_sub(first.len());
    let more = (more > 0).then(|| {
        let n = format_number(page.language, more as f64, 0);
        el("p", "dl-hint").text(&page.t_with("problems.more", &[("n", &n)]))
    });
    el("div", "dl-found")
        .add(el("div", "dl-found-head").add(headline).add(close))
        .add(el("ul", "").add_all(first.iter().filter_map(|event| row(page, *event)).collect()))
        .add_if(more)
}

fn row(page: &Page, index: EventIndex) -> Option<El> {
    let event = page.loaded.story.events.get(index)?;
    let store = page.store;
    let when = event.when.as_ref().map(|when| edtf_in_words(page.language, when));
    let show = button("dl-found-row")
        .add(el("span", "dl-row-kicker").text(&when.unwrap_or_default()))
        .text(" ")
        .add(page.story_text(&event.title))
        .on_click(move || {
            store.send(Command::Select(Some(Selection::Event(index)), Reveal::Yes));
        });
    Some(el("li", "").add(show))
}
