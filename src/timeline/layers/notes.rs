//! The lists below the axis: eras, what was recorded, and shares as they were stated, each with
//! its date and who says so. What the axis has no room for is here in full.

use dateline_core::model::{Claim, Coverage, Era, Text};
use dateline_core::time::{Moment, Span};
use leptos::prelude::{Get, Update};

use super::Opened;
use super::eras::with_margins;
use crate::dom::{El, button, el};
use crate::i18n::{DateStyle, edtf_in_words, format_number, format_range, format_seconds};
use crate::page::Page;
use crate::sources::source_list;
use crate::state::Command;

/// The lists that the story has something for.
pub fn notes(page: &Page, open: Opened) -> El {
    let meta = &page.loaded.story.meta;
    let eras = meta.timeline.eras.iter().map(|one| era(page, one)).collect();
    let recorded = meta.timeline.coverage.iter().map(|one| coverage(page, one));
    let gaps = gaps_in_words(page).into_iter().map(|words| {
        let hint = page.words("span", "dl-aside", "layers.gap");
        el("li", "").add(hint).text(" ").text(&words)
    });
    let stated = meta.claims.iter().map(|one| claim(page, one, open)).collect();
    let note = page.words("p", "dl-hint", "layers.stated.note");
    el("div", "dl-notes")
        .add_if(list(page.words("h3", "", "layers.eras"), None, eras))
        .add_if(list(page.words("h3", "", "layers.coverage"), None, recorded.chain(gaps).collect()))
        .add_if(list(el("h3", "").add(page.story_text(&meta.claims_title)), Some(note), stated))
}

fn list(title: El, note: Option<El>, rows: Vec<El>) -> Option<El> {
    if rows.is_empty() {
        return None;
    }
    let class = if note.is_some() { "dl-notes-wide" } else { "" };
    Some(el("section", class).add(title).add_if(note).add(el("ol", "dl-note-list").add_all(rows)))
}

/// A stretch of time that fills the axis when it is pressed.
fn stretch(page: &Page, span: Span) -> El {
    let store = page.store;
    button("dl-link")
        .text(&format_range(page.language, span, DateStyle::Medium))
        .on_click(move || store.send(Command::SetAxis(with_margins(span))))
}

fn era(page: &Page, era: &Era) -> El {
    el("li", "")
        .add(el("strong", "").add(page.story_text(&era.label)))
        .text(" ")
        .add(stretch(page, era.span))
        .add(source_list(page, std::slice::from_ref(&era.source)))
}

fn coverage(page: &Page, coverage: &Coverage) -> El {
    let note = |note: &Text| el("span", "").text(" ").add(page.story_text(note));
    let note = (!coverage.note.is_empty()).then(|| note(&coverage.note));
    el("li", "").add(stretch(page, coverage.span)).add_if(note)
}

/// The stretches of the story in which events were not recorded, in words.
pub fn gaps_in_words(page: &Page) -> Vec<String> {
    let story = page.loaded.story.meta.span;
    let gaps = page.loaded.story.meta.timeline.gaps(story);
    let words = |gap: &Span| {
        let date = |moment| format_seconds(page.language, moment, DateStyle::Long);
        if gap.start <= story.start {
            page.t_with("layers.gap.before", &[("date", &date(gap.end))])
        } else if gap.end >= story.end {
            let last = Moment(gap.start.0 - 1);
            page.t_with("layers.gap.after", &[("date", &date(last))])
        } else {
            format_range(page.language, *gap, DateStyle::Long)
        }
    };
    gaps.iter().map(words).collect()
}

/// A statement, pointed out while its mark on the band was the last one pressed.
fn claim(page: &Page, claim: &Claim, open: Opened) -> El {
    let (store, moment, span) = (page.store, claim.when.span.end, claim.when.span);
    let when =
        button("dl-link").text(&edtf_in_words(page.language, &claim.when)).on_click(move || {
            open.update(|open| open.stated = Some(span));
            store.send(Command::SetMoment(moment));
        });
    let number = |percent: f64| format_number(page.language, percent, 1);
    let (low, high) = (number(claim.low_percent), number(claim.high_percent));
    let range = if low == high {
        low
    } else {
        page.t_with("event.number.range", &[("low", &low), ("high", &high)])
    };
    let figures = [&range, "%"].concat();
    let says_them = claim.text.in_language(page.language.tag()) == figures;
    let aside = || el("span", "dl-aside").add(el("bdi", "").text(&figures));
    el("li", "")
        .live_class("dl-pointed", move || {
            open.get().stated.is_some_and(|stated| stated.overlaps(span))
        })
        .add(when)
        .text(" ")
        .add(el("strong", "").add(page.story_text(&claim.text)))
        .add_if((!says_them).then(aside))
        .add(source_list(page, std::slice::from_ref(&claim.source)))
}
