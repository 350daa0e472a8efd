//! Who holds which area at the clock's moment: the map in words.
//!
//! Has no opinion on who held it before, which an area's card tells.

use dateline_core::ledger::AreaState;
use dateline_core::model::AreaIndex;
use dateline_core::order::in_order;
use leptos::prelude::*;

use super::control::{patch, short_words, since_words};
use super::events::{ROWS_PER_PAGE, with_more_of};
use super::parts::area_link;
use crate::dom::{El, el};
use crate::i18n::{DateStyle, format_moment_shown, format_number};
use crate::page::Page;

/// The page.
#[inline(never)] // A way into the late part, see `crate::late`.
pub fn areas(page: &Page) -> El {
    let most = RwSignal::new(ROWS_PER_PAGE);
    let (for_title, page) = (page.clone(), page.clone());
    let title = el("h3", "").live_text(move || {
        let t = for_title.store.clock.with(|clock| clock.t);
        let date = format_moment_shown(for_title.language, t, DateStyle::Long);
        for_title.t_with("areas.title", &[("date", &date)])
    });
    let count = page.loaded.weights.len();
    let for_more = page.clone();
    // It takes the focus of the button below it when that goes.
    let lists = el("div", "").attr("tabindex", "-1").live(move || groups(&page, most));
    let shown = el("div", "dl-changes").add(title).add(lists);
    with_more_of(shown, &for_more, Box::new(move || count), most)
}

/// Areas of which the same is said.
struct Group {
    words: String,
    /// The state of the first of them.
    state: AreaState,
    areas: Vec<(AreaIndex, AreaState)>,
    square_metres: f64,
}

/// All areas by who holds them, the most ground first. Woken by changes of control, not by the
/// clock.
fn groups(page: &Page, most: RwSignal<usize>) -> Vec<El> {
    page.store.control.with(|_| ());
    let t = page.store.clock.with_untracked(|clock| clock.t);
    let ledger = &page.loaded.story.ledger;
    let mut groups: Vec<Group> = Vec::new();
    for (area, square_metres) in (0..).map(AreaIndex).zip(&page.loaded.weights) {
        let state = ledger.state_at(area, t);
        let words = short_words(page, &state);
        match groups.iter_mut().find(|group| group.words == words) {
            Some(group) => {
                group.areas.push((area, state));
                group.square_metres += square_metres;
            }
            None => groups.push(Group {
                words,
                areas: vec![(area, state)],
                state,
                square_metres: *square_metres,
            }),
        }
    }
    let order = in_order(&groups.iter().collect::<Vec<_>>(), |a, b| {
        b.square_metres.total_cmp(&a.square_metres)
    });
    let (mut left, mut shown) = (most.get(), Vec::new());
    for group in order {
        let listed = group.areas.len().min(left);
        left -= listed;
        shown.push(heading(page, group));
        let rows = group.areas.iter().take(listed);
        let rows = rows.filter_map(|(area, state)| row(page, *area, state)).collect();
        shown.push(el("ul", "dl-changed dl-areas").add_all(rows));
    }
    shown
}

/// Whose they are, as the map paints them, and how many.
fn heading(page: &Page, group: &Group) -> El {
    let n = format_number(page.language, group.areas.len() as f64, 0);
    el("h4", "dl-passage")
        .add(patch(page, &group.state))
        .add(el("bdi", "").text(&group.words))
        .add(el("span", "dl-key-count").text(&n))
}

/// An area, and since when it is so.
fn row(page: &Page, area: AreaIndex, state: &AreaState) -> Option<El> {
    let since = since_words(page, &AreaState { until: None, ..*state }, DateStyle::Medium);
    let id = &page.loaded.story.area(area)?.id;
    // By it the focus finds its area again when that has come into other hands.
    let link = area_link(page, area)?.attr("data-key", id);
    Some(el("li", "").add(link).add(el("span", "dl-aside").text(&since)))
}
