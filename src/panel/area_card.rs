//! One quarter as a subject: who holds it now, who did before, who says so.

use dateline_core::model::{Area, AreaIndex, EventIndex};

use super::area_strip::{doubt, strip};
use super::claims::{groups, otherwise_words};
use super::control::{since_words, state_words};
use super::details::with_details;
use super::events::with_fixed_list;
use crate::dom::{El, el};
use crate::i18n::{DateStyle, format_number, isolated};
use crate::page::Page;
use crate::platform::number_from;

/// The card; `None` if there is no such area.
#[inline(never)] // A way into the late part, see `crate::late`.
pub fn area_card(page: &Page, index: AreaIndex) -> Option<El> {
    let area = page.loaded.story.area(index)?;
    let claims = groups(page, index);
    let no_claims = claims.is_empty().then(|| page.words("p", "dl-hint", "area.none"));
    let card = el("article", "dl-card")
        .attr("data-area", &area.id)
        .add(el("h3", "").add(page.story_text(&area.name)))
        .add_if(other_names(page, area))
        .add(now(page, index))
        .add(strip(page, index))
        .add_if(doubt_key(page, index))
        .add(page.words("h4", "", "area.history"))
        .add_if(no_claims);
    // Once for all notes of the history.
    let card = with_details(card, page, |_| Vec::new());
    let card = card.add(el("ol", "dl-claims").add_all(claims));
    Some(with_events(card, page, index).add_if(outline_note(page, area)))
}

/// What else it is called in the reader's language (C22).
fn other_names(page: &Page, area: &Area) -> Option<El> {
    let tag = page.language.tag();
    let is_first = page.loaded.story.meta.languages.first().is_some_and(|first| first == tag);
    let key = if is_first { "alt_names" } else { &["alt_names:", tag].concat() };
    let names = area.property(key)?.split(';').map(str::trim).filter(|name| !name.is_empty());
    let names: Vec<String> = names.map(|name| isolated(page.language, name)).collect();
    let names = names.join(page.t("list.separator"));
    Some(el("p", "dl-hint dl-other-names").text(&page.t_with("area.also", &[("names", &names)])))
}

/// The state at the clock's moment, and who says otherwise of it.
fn now(page: &Page, area: AreaIndex) -> El {
    let (for_words, for_since, for_others) = (page.clone(), page.clone(), page.clone());
    let words = move || state_words(&for_words, &for_words.store.state_of(area));
    let since = move || since_words(&for_since, &for_since.store.state_of(area), DateStyle::Long);
    let others = move || otherwise_words(&for_others, area);
    el("p", "dl-now")
        .add(el("strong", "").live_text(words))
        .add(el("span", "dl-aside").live_text(since))
        .add(el("span", "dl-aside dl-otherwise").live_text(others))
}

/// What the hatch in the strip means, where there is any.
fn doubt_key(page: &Page, area: AreaIndex) -> Option<El> {
    let groups = page.loaded.story.ledger.grouped_history(area);
    groups.iter().find_map(|group| doubt(page, group))?;
    let swatch = el("span", "dl-swatch dl-swatch-doubt").attr("aria-hidden", "true");
    Some(el("p", "dl-hint dl-strip-key").add(swatch).text(page.t("area.doubt")))
}

/// The events that name it, with their number.
fn with_events(card: El, page: &Page, area: AreaIndex) -> El {
    let events = page.loaded.events_of(area);
    let story = &page.loaded.story;
    // One that was withdrawn is listed with its mark, and counts nowhere.
    let stands = |event: &&EventIndex| story.events.get(**event).is_some_and(|it| !it.withdrawn);
    let n = format_number(page.language, events.iter().filter(stands).count() as f64, 0);
    let heading = page.words("h4", "", "area.events").text(" ");
    let card = card.add(heading.add(el("span", "dl-key-count").text(&n)));
    if events.is_empty() {
        return card.add(page.words("p", "dl-hint", "area.events.none"));
    }
    with_fixed_list(card, page, events)
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
