//! The choice of what the clock's moment is compared with, and of how the two stand.
//!
//! Comes late; the button that starts comparing is beside the clock from the beginning.

use dateline_core::model::AreaIndex;
use dateline_core::time::{Moment, format_moment, parse_moment};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::KeyboardEvent;

use super::track::Track;
use super::transport::date_field_of;
use crate::dom::{El, button, el, icon, px};
use crate::i18n::{DateStyle, format_moment_shown, plural};
use crate::page::Page;
use crate::state::{Beside, Clock, Command, Panel, Reveal, Selection, Store};
use crate::ways::{COMPARE_BUTTON, focus_on, focus_panel};
use crate::words::icon_button;

/// The two ways, with their words.
const WAYS: [(Beside, &str); 2] =
    [(Beside::Halves, "compare.halves"), (Beside::Swipe, "compare.swipe")];

/// The bar below the clock's controls.
#[inline(never)] // A way into the late part, see `crate::late`.
pub fn compare_bar(store: Store) -> El {
    let close = icon_button(store, "compare.end", icon("", "M5 5l10 10M15 5 5 15"));
    let close = close.on("click", move |event| {
        // The button goes with the bar.
        focus_on(event, COMPARE_BUTTON);
        store.send(Command::Compare(None));
    });
    let date = date_field_of(
        store,
        "compare.date",
        |clock| clock.other.unwrap_or(clock.t),
        |moment| Command::Compare(Some(moment)),
    );
    el("div", "dl-compare")
        .attr("role", "group")
        .word_attr("aria-label", store, "compare.label")
        .on("keydown", move |event| {
            let key = event.dyn_ref::<KeyboardEvent>().map(KeyboardEvent::key);
            if key.as_deref() == Some("Escape") {
                event.stop_propagation();
                focus_on(event, COMPARE_BUTTON);
                store.send(Command::Compare(None));
            }
        })
        .add(el("span", "dl-compare-title").word(store, "compare.with"))
        .add(date)
        .live(move || Page::of(store).iter().map(offered_field).collect())
        .add(ways(store))
        .live(move || Page::of(store).iter().map(way_down).collect())
        .add(close)
}

/// Where the other moment is on the track.
#[inline(never)] // A way into the late part, see `crate::late`.
pub fn other_mark(track: Track) -> El {
    let store = track.store;
    let other = Memo::new(move |_| store.clock.with(|clock| clock.other.unwrap_or(clock.t)));
    let inline_px = move || track.layout().inline_px(other.get());
    let is_outside = move || !(-1.0..=track.layout().width_px() + 1.0).contains(&inline_px());
    el("div", "dl-other-mark")
        .attr("aria-hidden", "true")
        .live_class("dl-gone", is_outside)
        .live_style("inset-inline-start", move || px(inline_px()))
}

/// How the two stand on the map.
fn ways(store: Store) -> El {
    let group = el("div", "dl-compare-ways").attr("role", "group");
    let ways = WAYS.map(|(beside, key)| {
        let is_on = move || store.watch(|state| state.beside() == Some(beside));
        button("dl-button")
            .live_attr("aria-pressed", move || Some(is_on().to_string()))
            .word(store, key)
            .on_click(move || store.send(Command::SetBeside(beside)))
    });
    group.word_attr("aria-label", store, "compare.ways").add_all(ways.into())
}

/// Dates that are worth comparing with, as a list to choose from.
fn offered_field(page: &Page) -> El {
    let store = page.store;
    // The area and its last change; both move seldom while the clock runs.
    let last_change = {
        let page = page.clone();
        Memo::new(move |_| {
            let selected = store.choice.with(|choice| choice.selection);
            let Some(Selection::Area(area)) = selected else { return String::new() };
            before_last_change(&page, area).map(format_moment).unwrap_or_default()
        })
    };
    // The list is not made anew under a finger with each step of the clock.
    let start = Memo::new(move |_| store.clock.with(Clock::window_first));
    let page = page.clone();
    let list = move || {
        let offers = offers(&page, start.get(), &last_change.get());
        let values: Vec<String> = offers.iter().map(|(value, _)| value.clone()).collect();
        let chosen = move || {
            let other = store.clock.with(|clock| clock.other).map(format_moment);
            other.filter(|other| values.contains(other)).unwrap_or_default()
        };
        let mut options = vec![el("option", "").attr("value", "").text(page.t("compare.offers"))];
        for (value, words) in &offers {
            options.push(el("option", "").attr("value", value).text(words));
        }
        let list = el("select", "")
            .attr("aria-label", page.t("compare.offers"))
            .add_all(options)
            .live_value(chosen)
            .on("change", move |event| {
                if let Ok(moment) = parse_moment(&event_target_value(event)) {
                    store.send(Command::Compare(Some(moment)));
                }
            });
        vec![list]
    };
    el("span", "dl-field dl-offers").live(list)
}

/// Each moment as an address writes it, with words; no moment twice.
fn offers(page: &Page, start: Moment, last_change: &str) -> Vec<(String, String)> {
    let mut offers: Vec<(String, String)> = Vec::new();
    let mut offer = |moment: Moment, words: String| {
        let value = format_moment(moment);
        if offers.iter().all(|(known, _)| *known != value) {
            offers.push((value, words));
        }
    };
    let date = |moment| format_moment_shown(page.language, moment, DateStyle::Medium);
    offer(start, page.t_with("compare.offer.window", &[("date", &date(start))]));
    if let Ok(before) = parse_moment(last_change) {
        offer(before, page.t_with("compare.offer.change", &[("date", &date(before))]));
    }
    for chapter in &page.loaded.story.meta.chapters {
        let Some(t) = chapter.state.t else { continue };
        let title = chapter.title.in_language(page.language.tag());
        offer(t, [&date(t), " · ", title].concat());
    }
    offers
}

/// The end of the day before the area last changed, seen from the clock's moment.
fn before_last_change(page: &Page, area: AreaIndex) -> Option<Moment> {
    let since = page.store.state_of(area).since?;
    Some(Moment::start_of(Moment(since.0 - 1).day()))
}

/// How many areas differ; a press goes to the list of them.
fn way_down(page: &Page) -> El {
    let (store, page) = (page.store, page.clone());
    let words = move || {
        let (t, other) = store.clock.with(|clock| (clock.t, clock.other));
        let changed = other.map(|other| page.loaded.story.ledger.changed_between(t, other).len());
        plural(page.language, "compare.count", changed.unwrap_or_default(), &[])
    };
    button("dl-link dl-compare-count").live_text(words).on("click", move |event| {
        store.send_all([Command::Select(None, Reveal::No), Command::SetPanel(Panel::Changes)]);
        focus_panel(event);
    })
}
