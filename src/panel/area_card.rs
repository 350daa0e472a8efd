//! One quarter as a subject: who holds it now, who did before, who says so.

use dateline_core::ledger::{AreaState, Change, ChangeIndex, Interval, Status};
use dateline_core::model::{Area, AreaIndex};
use dateline_core::time::{Moment, Span};
use leptos::prelude::*;

use super::details::with_details;
use super::events::fixed_list;
use super::parts::actor_name;
use crate::dom::{El, button, el};
use crate::i18n::{DateStyle, edtf_in_words, format_moment_shown, format_number};
use crate::marks::{actor_colour, css_colour};
use crate::page::Page;
use crate::platform::number_from;
use crate::sources::source_list;
use crate::state::Command;

/// Parts of the strip's length: hundredths of a percent.
const WHOLE: i64 = 10_000;

/// The card; `None` if there is no such area.
#[inline(never)] // A way into the late part, see `crate::late`.
pub fn area_card(page: &Page, index: AreaIndex) -> Option<El> {
    let area = page.loaded.story.area(index)?;
    let events = page.loaded.events_of(index);
    let no_events = events.is_empty().then(|| page.words("p", "dl-hint", "area.events.none"));
    let claims = history(page, index);
    let no_claims = claims.is_empty().then(|| page.words("p", "dl-hint", "area.none"));
    let card = el("article", "dl-card")
        .attr("data-area", &area.id)
        .add(el("h3", "").add(page.story_text(&area.name)))
        .add(now(page, index))
        .add(strip(page, index))
        .add(page.words("h4", "", "area.history"))
        .add_if(no_claims);
    // Once for all notes of the history.
    let card = with_details(card, page, |_| Vec::new())
        .add(el("ol", "dl-claims").add_all(claims))
        .add(page.words("h4", "", "area.events"))
        .add_if(no_events)
        .add(fixed_list(page, events))
        .add_if(outline_note(page, area));
    Some(card)
}

/// The state at the clock's moment.
fn now(page: &Page, area: AreaIndex) -> El {
    let (for_words, for_since) = (page.clone(), page.clone());
    let words = move || state_words(&for_words, state_now(&for_words, area));
    let since = move || since_words(&for_since, state_now(&for_since, area));
    el("p", "dl-now")
        .add(el("strong", "").live_text(words))
        .add(el("span", "dl-aside").live_text(since))
}

fn state_now(page: &Page, area: AreaIndex) -> AreaState {
    let state = page.store.control.with(|control| control.get(area.0 as usize).copied());
    state.unwrap_or(AreaState::UNKNOWN)
}

/// A state as a sentence.
fn state_words(page: &Page, state: AreaState) -> String {
    let key = match (state.status, state.actor, state.rival) {
        (Status::Unknown, _, _) => "area.unknown",
        (Status::Contested, Some(_), Some(_)) => "area.contested",
        (Status::Contested, _, _) => "area.contested.one",
        (_, None, _) => "area.unknown",
        (Status::Held, _, _) => "area.held",
        (Status::Claimed, _, _) => "area.claimed",
        (Status::Besieged, _, Some(_)) => "area.besieged",
        (Status::Besieged, _, None) => "area.held",
    };
    let actor = actor_name(&page.loaded, state.actor, page.language);
    let rival = actor_name(&page.loaded, state.rival, page.language);
    page.t_with(key, &[("actor", &actor), ("rival", &rival)])
}

/// From when and until when it is so, as far as the story knows.
fn since_words(page: &Page, state: AreaState) -> String {
    let mut words = String::new();
    for (key, moment) in [("area.since", state.since), ("area.until", state.until)] {
        let Some(moment) = moment else { continue };
        if !words.is_empty() {
            words.push_str(page.t("list.separator"));
        }
        let date = format_moment_shown(page.language, moment, DateStyle::Long);
        words.push_str(&page.t_with(key, &[("date", &date)]));
    }
    words
}

/// The window as a strip of who held it.
fn strip(page: &Page, area: AreaIndex) -> El {
    let store = page.store;
    // By itself, for the clock moves within it.
    let window = Memo::new(move |_| store.clock.with(|clock| clock.window));
    let for_pieces = page.clone();
    let pieces = move || {
        let intervals = for_pieces.loaded.story.ledger.intervals(area);
        let pieces = intervals.iter().map(|one| strip_piece(&for_pieces, one, window.get()));
        pieces.flatten().collect()
    };
    let now = el("span", "dl-strip-now").live_style("inset-inline-start", move || {
        percent(share_of(window.get(), store.clock.with(|clock| clock.t)))
    });
    el("div", "dl-strip")
        .attr("role", "img")
        .attr("aria-label", page.t("area.history.strip"))
        .live(pieces)
        .add(now)
}

/// One holder's part of the strip; `None` outside the window.
fn strip_piece(page: &Page, interval: &Interval, window: Span) -> Option<El> {
    let start = share_of(window, interval.span.start);
    let length = share_of(window, interval.span.end) - start;
    if length <= 0 {
        return None;
    }
    let is_contested = interval.state.status == Status::Contested;
    let class = if is_contested { "dl-strip-piece dl-contested" } else { "dl-strip-piece" };
    let piece = el("span", class)
        .style("inset-inline-start", &percent(start))
        .style("inline-size", &percent(length));
    let Some(actor) = interval.state.actor.and_then(|actor| page.loaded.story.actor(actor)) else {
        return Some(piece);
    };
    Some(piece.style("background-color", &css_colour(actor_colour(actor, page.is_dark))))
}

/// How far into the window a moment is, in parts of [`WHOLE`].
fn share_of(window: Span, moment: Moment) -> i64 {
    let from_start = moment.0.clamp(window.start.0, window.end.0) - window.start.0;
    from_start * WHOLE / window.seconds().max(1)
}

/// Parts of [`WHOLE`] as a length of CSS.
fn percent(parts: i64) -> String {
    format!("{}.{:02}%", parts / 100, parts % 100)
}

/// Every claim, the accepted ones and the others.
fn history(page: &Page, area: AreaIndex) -> Vec<El> {
    let ledger = &page.loaded.story.ledger;
    let mut rows = Vec::new();
    for index in ledger.history(area) {
        rows.extend(ledger.change(*index).map(|change| claim(page, *index, change)));
    }
    rows
}

fn claim(page: &Page, index: ChangeIndex, change: &Change) -> El {
    let (store, moment) = (page.store, change.in_force_from());
    let when = button("dl-link")
        .text(&edtf_in_words(page.language, &change.date))
        .on_click(move || store.send(Command::SetMoment(moment)));
    let is_competing = !change.accepted;
    let competing = is_competing.then(|| page.words("span", "dl-tag", "area.competing"));
    let mut sure = page.t(&format!("confidence.{}", change.confidence.name())).to_owned();
    if let Some(doubt) = doubt_words(page, change) {
        sure.push_str(" · ");
        sure.push_str(&doubt);
    }
    let for_note = page.clone();
    let note = move || note(&for_note, index).into_iter().collect();
    el("li", if is_competing { "dl-competing" } else { "" })
        .add(el("p", "dl-claim-head").add(when).add_if(competing))
        .add(el("p", "dl-claim-what").text(&change_words(page, change)))
        .add(el("p", "dl-aside").text(&sure))
        .live(note)
        .add(source_list(page, &change.sources))
}

fn note(page: &Page, index: ChangeIndex) -> Option<El> {
    let details = page.store.details()?;
    details.note(index).map(|note| el("p", "").add(page.story_text(note)))
}

/// What a claim says, as a sentence.
fn change_words(page: &Page, change: &Change) -> String {
    let key = match change.status {
        Status::Held if change.from.is_none() => "change.as_of",
        Status::Held => "change.held",
        Status::Contested => "change.contested",
        Status::Claimed => "change.claimed",
        Status::Besieged => "change.besieged",
        Status::Unknown => "change.unknown",
    };
    let actor = actor_name(&page.loaded, change.to, page.language);
    let rival = actor_name(&page.loaded, change.from, page.language);
    page.t_with(key, &[("actor", &actor), ("rival", &rival)])
}

/// Between which dates it was, where that is not one.
fn doubt_words(page: &Page, change: &Change) -> Option<String> {
    let from = edtf_in_words(page.language, change.earliest.as_ref()?);
    let to = edtf_in_words(page.language, change.latest.as_ref()?);
    (from != to).then(|| page.t_with("area.between", &[("from", &from), ("to", &to)]))
}

/// How far the outline can be trusted.
fn outline_note(page: &Page, area: &Area) -> Option<El> {
    let metres: f64 = number_from(area.property("uncertainty_m")?)?;
    let is_estimated = area.property("coord_status") == Some("estimated");
    let key = if is_estimated { "area.outline.estimated" } else { "area.outline.sourced" };
    let n = format_number(page.language, metres, 0);
    let words = format!("{}: {}", page.t("area.outline"), page.t_with(key, &[("n", &n)]));
    Some(el("p", "dl-hint").text(&words))
}
