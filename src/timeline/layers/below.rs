//! The row below the axis: the window in words with the zone, what the hatch means, the ways to
//! events that are not on the axis or not on the map, and the switches of lanes and lists, which open under it.

use dateline_core::time::{Moment, Span};
use leptos::prelude::{Get, Memo, Update, With};

use super::lanes::lanes;
use super::notes::{gaps_in_words, notes};
use super::ways::ways;
use super::{Open, Opened};
use crate::dom::{El, button, el};
use crate::i18n::{DateStyle, format_range};
use crate::page::Page;
use crate::timeline::track::Track;

/// The row and what is opened of it. Tracked by story, language and theme.
pub fn below(track: Track, open: Opened) -> Vec<El> {
    let Some(page) = Page::of(track.store) else { return Vec::new() };
    let meta = &page.loaded.story.meta;
    let has_notes = !(meta.timeline.eras.is_empty()
        && meta.timeline.coverage.is_empty()
        && meta.claims.is_empty());
    let switches = el("div", "dl-layer-switches")
        .add(switch(&page, "layers.lanes", open, |open| &mut open.lanes))
        .add_if(has_notes.then(|| switch(&page, "layers.notes", open, |open| &mut open.notes)));
    let beside = el("div", "dl-below-notes").add_if(gap_key(&page)).add_all(ways(&page));
    let row = el("div", "dl-below-row").add(window_words(&page)).add(beside).add(switches);
    // What is shut is not built.
    let lanes_open = Memo::new(move |_| open.get().lanes);
    let notes_open = Memo::new(move |_| open.get().notes);
    let (for_lanes, for_notes) = (page.clone(), page);
    let shown_lanes = move || {
        if lanes_open.get() { vec![lanes(&for_lanes, track, open)] } else { Vec::new() }
    };
    let shown_notes =
        move || if notes_open.get() { vec![notes(&for_notes, open)] } else { Vec::new() };
    vec![row, el("div", "").live(shown_lanes).live(shown_notes)]
}

/// A button that opens something and shuts it again.
fn switch(page: &Page, key: &str, open: Opened, which: fn(&mut Open) -> &mut bool) -> El {
    let is_open = move || *which(&mut open.get());
    button("dl-layer-switch")
        .live_attr("aria-expanded", move || Some(is_open().to_string()))
        .text(page.t(key))
        .on_click(move || {
            open.update(|open| {
                let is_open = which(open);
                *is_open = !*is_open;
                // What was pointed out or found is told once.
                let Open { lanes, notes, .. } = *open;
                *open = Open { lanes, notes, ..Open::default() };
            });
        })
}

/// The window with both days, and the name of the zone (T18).
fn window_words(page: &Page) -> El {
    let (store, language) = (page.store, page.language);
    let meta = &page.loaded.story.meta;
    let window = Memo::new(move |_| store.clock.with(|clock| clock.window));
    let range = move || {
        let window = window.get();
        if window.start.is_midnight() && window.end.is_midnight() {
            return format_range(language, window, DateStyle::Medium);
        }
        // With times of day the end is named itself, as on a clock.
        let until = Span { start: window.start, end: Moment(window.end.0 + 1) };
        format_range(language, until, DateStyle::LongTime)
    };
    let zone = meta.timeline.zone_name.in_language(language.tag());
    let zone = if zone.is_empty() { meta.time_zone.as_str() } else { zone };
    el("p", "dl-window-words")
        .attr("title", &page.t_with("time.zone", &[("zone", &meta.time_zone)]))
        .add(el("bdi", "").live_text(range))
        .text(" · ")
        .add(el("bdi", "dl-zone").text(zone))
}

/// What the hatch means; for those who do not see it, where it is.
fn gap_key(page: &Page) -> Option<El> {
    let gaps = gaps_in_words(page);
    if gaps.is_empty() {
        return None;
    }
    let where_it_is = [" ", &gaps.join(page.t("list.separator"))].concat();
    let key = el("p", "dl-gap-key")
        .attr("title", where_it_is.trim())
        .add(el("span", "dl-gap-swatch").attr("aria-hidden", "true"))
        .text(page.t("layers.gap"))
        .add(el("span", "dl-hidden").text(&where_it_is));
    Some(key)
}
