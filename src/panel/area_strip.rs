//! Who held an area over a stretch of time: as a strip for the eye and the pointer, and as a
//! list that says the same to everybody.

use dateline_core::ledger::{AreaState, ClaimGroup, Interval};
use dateline_core::model::AreaIndex;
use dateline_core::time::{Moment, Span};
use leptos::prelude::*;

use super::control::{painted, patch, since_words, state_words};
use crate::dom::{El, button, el};
use crate::i18n::{DateStyle, format_moment_shown, format_seconds};
use crate::page::Page;
use crate::state::Command;

/// Parts of the strip's length: hundredths of a percent.
const WHOLE: i64 = 10_000;

/// The strip, its scale and its list, over the window or over the whole story.
pub fn strip(page: &Page, area: AreaIndex) -> El {
    let store = page.store;
    let is_whole = RwSignal::new(false);
    let story = page.loaded.story.meta.span;
    // By itself, for the clock moves within it.
    let shown = Memo::new(move |_| {
        let window = store.clock.with(|clock| clock.window);
        if is_whole.get() { story } else { window }
    });
    let (for_strip, for_scale, for_list) = (page.clone(), page.clone(), page.clone());
    let line = el("div", "dl-strip")
        .attr("aria-hidden", "true")
        .live(move || pieces(&for_strip, area, shown.get()))
        .add(marker(page, "dl-strip-now", shown))
        .add(marker(page, "dl-strip-other", shown));
    let scale = el("p", "dl-strip-scale").live(move || scale(&for_scale, shown.get()));
    let list = el("ol", "dl-stretches")
        .attr("aria-label", page.t("area.history.strip"))
        .live(move || stretches(&for_list, area, shown.get()));
    let of_time = el("div", "").attr("dir", store.time_dir()).add(line).add(scale);
    el("div", "dl-strip-box").add(extents(page, is_whole)).add(of_time).add(list)
}

/// Whether the window or the whole story is shown.
fn extents(page: &Page, is_whole: RwSignal<bool>) -> El {
    let choice = |key: &str, whole: bool| {
        button("dl-link")
            .text(page.t(key))
            .live_attr("aria-pressed", move || Some((is_whole.get() == whole).to_string()))
            .on_click(move || is_whole.set(whole))
    };
    el("div", "dl-extents")
        .attr("role", "group")
        .attr("aria-label", page.t("area.history.strip"))
        .add(choice("area.strip.window", false))
        .add(choice("area.strip.story", true))
}

/// Where the clock stands, and the moment that it is compared with.
fn marker(page: &Page, class: &str, shown: Memo<Span>) -> El {
    let (store, is_other) = (page.store, class == "dl-strip-other");
    let moment =
        move || store.clock.with(|clock| if is_other { clock.other } else { Some(clock.t) });
    let share = move || {
        moment().filter(|moment| {
            let shown = shown.get();
            shown.start <= *moment && *moment <= shown.end
        })
    };
    el("span", class)
        .live_class("dl-gone", move || share().is_none())
        .live_style("inset-inline-start", move || {
            percent(share().map_or(0, |moment| share_of(shown.get(), moment)))
        })
}

/// The stretches as pieces of the strip, and over them where the date of a change is in
/// doubt. A press sets the clock to where the piece begins.
fn pieces(page: &Page, area: AreaIndex, shown: Span) -> Vec<El> {
    let ledger = &page.loaded.story.ledger;
    let mut pieces = Vec::new();
    for interval in ledger.intervals_in(area, shown) {
        let (store, start) = (page.store, interval.span.start);
        let piece = painted(page, el("span", "dl-strip-piece dl-state"), &interval.state);
        let piece = placed(piece, shown, interval.span);
        pieces.push(piece.on_click(move || store.send(Command::SetMoment(start))));
    }
    for doubt in ledger.grouped_history(area).iter().filter_map(|group| doubt(page, group)) {
        if doubt.overlaps(shown) {
            pieces.push(placed(el("span", "dl-strip-doubt"), shown, doubt));
        }
    }
    pieces
}

/// From the earliest to the latest that any account gives for a change, where they say more than
/// the date itself.
pub fn doubt(page: &Page, group: &ClaimGroup) -> Option<Span> {
    let ledger = &page.loaded.story.ledger;
    let change = ledger.change(group.change?)?;
    let own = change.doubt();
    let mut spans = own;
    for claim in group.claims.iter().filter_map(|claim| ledger.change(*claim)) {
        let reach = claim.reach().union(change.reach());
        spans = Some(spans.map_or(reach, |span| span.union(reach)));
    }
    spans.filter(|span| own.is_some() || *span != change.date.span)
}

/// Puts an element where a span lies in the strip.
fn placed(element: El, shown: Span, span: Span) -> El {
    let start = share_of(shown, span.start);
    let length = share_of(shown, span.end) - start;
    element.style("inset-inline-start", &percent(start)).style("inline-size", &percent(length))
}

/// Which dates the ends of the strip are.
fn scale(page: &Page, shown: Span) -> Vec<El> {
    // It starts with the day that begins at its start.
    let first = format_seconds(page.language, shown.start, DateStyle::Medium);
    let last = format_moment_shown(page.language, shown.end, DateStyle::Medium);
    [first, last].map(|date| el("span", "").text(&date)).into()
}

/// The same as a list; the one that the clock is in is marked.
fn stretches(page: &Page, area: AreaIndex, shown: Span) -> Vec<El> {
    let found = page.loaded.story.ledger.intervals_in(area, shown);
    found.into_iter().map(|one| stretch(page, one)).collect()
}

fn stretch(page: &Page, Interval { span, state }: Interval) -> El {
    let store = page.store;
    let is_now = move || {
        let t = store.clock.with(|clock| clock.t);
        // The last moment of the story belongs to what it ends with.
        (span.contains(t) || (t == span.end && state.until.is_none_or(|until| t < until)))
            .then(|| "true".to_owned())
    };
    let row = button("dl-stretch")
        .live_attr("aria-current", is_now)
        .add(patch(page, &state))
        .add(el("span", "").text(&short_sentence(page, &state)))
        .add(el("span", "dl-aside").text(&since_words(page, &state, DateStyle::Medium)))
        .on_click(move || store.send(Command::SetMoment(span.start)));
    el("li", "").add(row)
}

fn short_sentence(page: &Page, state: &AreaState) -> String {
    if state.change.is_none() {
        return page.t("legend.unknown").to_owned();
    }
    state_words(page, state)
}

/// How far into the shown time a moment is, in parts of [`WHOLE`].
fn share_of(shown: Span, moment: Moment) -> i64 {
    let from_start = moment.0.clamp(shown.start.0, shown.end.0) - shown.start.0;
    // A story may be millions of years long.
    (i128::from(from_start) * i128::from(WHOLE) / i128::from(shown.seconds().max(1))) as i64
}

/// Parts of [`WHOLE`] as a length of CSS.
fn percent(parts: i64) -> String {
    format!("{}.{:02}%", parts / 100, parts % 100)
}
