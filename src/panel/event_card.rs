//! One event in full: what, when, where, who, how many, how sure, who says so.

use dateline_core::model::{Count, Event, EventIndex, GeoPrecision};
use leptos::prelude::*;

use super::details::with_details;
use super::parts::{actor_name, area_links, fact};
use crate::dom::{El, button, el};
use crate::i18n::{Language, edtf_in_words, format_number, isolated, t_with};
use crate::page::Page;
use crate::sources::source_list;
use crate::state::Loaded;

/// The card; `None` if there is no such event. `opened` is whether a graphic text is shown.
#[inline(never)] // A way into the late part, see `crate::late`.
pub fn event_card(page: &Page, index: EventIndex, opened: RwSignal<bool>) -> Option<El> {
    let event = page.loaded.story.events.get(index)?;
    let category = page.loaded.story.meta.categories.get(usize::from(event.category.0));
    let kicker = category.map(|category| {
        el("p", "dl-kicker").add(page.mark(category)).add(page.story_text(&category.name))
    });
    let withdrawn = event.withdrawn.then(|| page.words("p", "dl-hint", "event.withdrawn"));
    let card = el("article", "dl-card")
        .attr("data-event", &event.id)
        .add_if(kicker)
        .add(el("h3", "").add(page.story_text(&event.title)))
        .add_if(withdrawn);
    let for_facts = page.clone();
    let card = with_body(card, page, index, event.graphic, opened)
        .add(el("dl", "dl-facts").live(move || facts(&for_facts, index)))
        .add(page.words("h4", "", "event.sources"))
        .add(source_list(page, &event.sources));
    Some(card)
}

fn facts(page: &Page, index: EventIndex) -> Vec<El> {
    let Some(event) = page.loaded.story.events.get(index) else { return Vec::new() };
    let plain = |words: &str| el("dd", "").text(words);
    let when = event.when.as_ref().map(|when| edtf_in_words(page.language, when));
    let when = when.unwrap_or_else(|| page.t("event.undated").to_owned());
    let reported = |count| {
        let words = count_words(page.language, count)?;
        Some(plain(&format!("{words} ({})", page.t("event.reported"))))
    };
    let verification = page.t(&format!("verification.{}", event.verification.name()));
    let lines = [
        ("event.when", Some(plain(&when))),
        ("event.where", Some(place(page, event))),
        ("event.who", who(page, index, event)),
        ("event.killed", reported(event.casualties.killed)),
        ("event.injured", reported(event.casualties.injured)),
        ("event.verification", Some(plain(verification))),
        ("event.change", changes(page, index)),
    ];
    let lines = lines.into_iter().filter_map(|(key, value)| Some(fact(page, key, value?)));
    lines.flatten().collect()
}

/// Adds the text; a graphic one only after a click (C11).
fn with_body(
    card: El,
    page: &Page,
    index: EventIndex,
    is_graphic: bool,
    opened: RwSignal<bool>,
) -> El {
    let for_body = page.clone();
    with_details(card, page, move |details| {
        let Some(details) = details.event(index) else { return Vec::new() };
        if opened.get() || !is_graphic {
            return vec![el("p", "").add(for_body.story_text(&details.text))];
        }
        let show = button("dl-link").text(for_body.t("event.graphic.show"));
        let show = show.on_click(move || opened.set(true));
        vec![for_body.words("p", "dl-hint", "event.graphic").text(" ").add(show)]
    })
}

/// The places: quarters as links, and how exactly the place is known (C5).
fn place(page: &Page, event: &Event) -> El {
    let links = area_links(page, event.areas.iter().copied());
    let named = (links.is_none() && !event.place.is_empty()).then(|| page.story_text(&event.place));
    let precision = match (event.position, event.geo_precision) {
        (None, _) => Some("events.unplaced"),
        (Some(_), GeoPrecision::Exact) => None,
        (Some(_), GeoPrecision::Area) => Some("event.place.rough"),
        (Some(_), GeoPrecision::Region) => Some("event.place.region"),
        (Some(_), GeoPrecision::Unknown) => Some("event.place.unstated"),
    };
    let precision = precision.map(|key| page.words("span", "dl-aside", key));
    el("dd", "").add_if(links).add_if(named).add_if(precision)
}

/// The sides, and as soon as the details are there all others that the row names.
fn who(page: &Page, index: EventIndex, event: &Event) -> Option<El> {
    let known =
        event.actors.iter().map(|actor| actor_name(&page.loaded, Some(*actor), page.language));
    let details = page.store.details();
    let written = details.as_ref().and_then(|details| details.event(index));
    let written = written.map_or("", |details| &details.actors_text);
    let names = known.chain(unknown_names(written, &page.loaded));
    let names: Vec<String> = names.map(|name| isolated(page.language, &name)).collect();
    let words = names.join(page.t("list.separator"));
    (!names.is_empty()).then(|| el("dd", "").add(el("bdi", "").text(&words)))
}

/// Names of a row that are no actors of the story, as the row writes them.
fn unknown_names(text: &str, loaded: &Loaded) -> Vec<String> {
    text.split(';')
        .map(str::trim)
        .filter(|name| !name.is_empty() && loaded.story.find_actor(name).is_none())
        .map(str::to_owned)
        .collect()
}

/// The quarters that the event brought into other hands.
fn changes(page: &Page, event: EventIndex) -> Option<El> {
    let ledger = &page.loaded.story.ledger;
    let changes = ledger.changes_of(event).filter_map(|index| ledger.change(index));
    let ours = changes.filter(|change| change.accepted);
    area_links(page, ours.map(|change| change.area)).map(|links| el("dd", "").add(links))
}

/// A reported number of people in words, all of what is reported; `None` if nothing is (C6, C7).
fn count_words(language: Language, count: Count) -> Option<String> {
    let n = |value: u32| format_number(language, f64::from(value), 0);
    let range = match (count.low, count.high) {
        (Some(low), Some(high)) if low < high => {
            let (low, high) = (n(low), n(high));
            Some(t_with(language, "event.number.range", &[("low", &low), ("high", &high)]))
        }
        // Both say the same, or the wrong way round, and none is better than the other.
        (Some(low), Some(_)) => count.best.is_none().then(|| n(low)),
        (Some(low), None) => Some(t_with(language, "event.number.atleast", &[("n", &n(low))])),
        (None, Some(high)) => Some(t_with(language, "event.number.upto", &[("n", &n(high))])),
        (None, None) => None,
    };
    let Some(best) = count.best.map(n) else { return range };
    // An only end that is the best estimate is said once.
    let ends = [count.low, count.high];
    let says_more = !ends.contains(&None) || !ends.contains(&count.best);
    let Some(range) = range.filter(|_| says_more) else { return Some(best) };
    Some(t_with(language, "event.number.best", &[("range", &range), ("n", &best)]))
}
