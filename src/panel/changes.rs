//! What differs between the two moments that are compared: which areas, from whom to whom,
//! by which changes; who had how much; how much happened.

use std::cell::RefCell;
use std::rc::Rc;

use dateline_core::ledger::{AreaState, Change, ChangeIndex, SharePart};
use dateline_core::model::{ActorIndex, AreaIndex};
use dateline_core::order::in_order;
use dateline_core::time::{Moment, Span};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::Element;

use super::claims::claim;
use super::control::{patch, short_words};
use super::parts::{actor_name, area_link};
use crate::dom::{El, el, icon};
use crate::i18n::{
    DateStyle, edtf_in_words, format_moment_shown, format_number, format_percent, plural,
};
use crate::page::Page;

/// The page.
#[inline(never)] // A way into the late part, see `crate::late`.
pub fn changes(page: &Page) -> El {
    let store = page.store;
    // By itself: the page is built anew when control changes, not with each step of a clock.
    let other = Memo::new(move |_| store.clock.with(|clock| clock.other.unwrap_or(clock.t)));
    let between = move || {
        // Read and not only tracked: one that nobody has read since the last change would seem
        // not to change when it comes back to what it was before that.
        store.control.with(|_| ());
        let (other, t) = (other.get(), store.clock.with_untracked(|clock| clock.t));
        Span { start: other.min(t), end: other.max(t) }
    };
    // The clock comes to the other moment and leaves it without a change of control.
    let is_same = move || store.clock.with(|clock| clock.other.is_none_or(|it| it == clock.t));
    let (for_dates, for_sum, for_list) = (page.clone(), page.clone(), page.clone());
    let (for_shares, for_events) = (page.clone(), page.clone());
    // Outlives the list, which is made anew when control changes.
    let opened = Unfolded::default();
    let same = page.t("compare.same");
    let is_quiet = move || store.clock.with(|clock| clock.playing);
    el("div", "dl-changes")
        .add(page.words("h3", "", "compare.changed"))
        .add(el("p", "dl-count-span").live_text(move || dates(&for_dates)))
        .add(
            el("p", "dl-changes-sum")
                .live_attr("aria-live", move || {
                    Some(if is_quiet() { "off" } else { "polite" }.to_owned())
                })
                .add(el("span", "").live_class("dl-gone", move || !is_same()).text(same))
                .add(
                    el("span", "")
                        .live_class("dl-gone", is_same)
                        .live_text(move || sum_words(&for_sum, between())),
                ),
        )
        .add(shares(&for_shares, between))
        .add(el("div", "").live(move || list(&for_list, between(), &opened)))
        .add(events(&for_events))
}

/// The two moments, the earlier first. Tracked.
fn now_between(page: &Page) -> Span {
    let (t, other) = page.store.clock.with(|clock| (clock.t, clock.other.unwrap_or(clock.t)));
    Span { start: t.min(other), end: t.max(other) }
}

fn date(page: &Page, moment: Moment, style: DateStyle) -> String {
    format_moment_shown(page.language, moment, style)
}

fn dates(page: &Page) -> String {
    let between = now_between(page);
    let (from, to) =
        (date(page, between.start, DateStyle::Long), date(page, between.end, DateStyle::Long));
    page.t_with("compare.dates", &[("from", &from), ("to", &to)])
}

/// How many areas differ, of how many.
fn sum_words(page: &Page, between: Span) -> String {
    let ledger = &page.loaded.story.ledger;
    let changed = ledger.changed_between(between.start, between.end).len();
    let all = format_number(page.language, ledger.area_count() as f64, 0);
    plural(page.language, "compare.sum", changed, &[("all", &all)])
}

/// A change on the way from one moment to the other.
type Step<'a> = (ChangeIndex, &'a Change);

/// The areas whose changes are unfolded.
type Unfolded = Rc<RefCell<Vec<AreaIndex>>>;

/// Areas that went the same way.
struct Group {
    before: AreaState,
    after: AreaState,
    areas: Vec<AreaIndex>,
    square_metres: f64,
}

/// The areas that differ, by from whom to whom, the most ground first; then those that
/// changed and changed back.
fn list(page: &Page, between: Span, opened: &Unfolded) -> Vec<El> {
    let ledger = &page.loaded.story.ledger;
    let steps: Vec<Step> = ledger
        .changes_between(between.start, between.end)
        .into_iter()
        .filter_map(|index| Some((index, ledger.change(index)?)))
        .collect();
    let mut groups: Vec<Group> = Vec::new();
    let mut differing = vec![false; ledger.area_count()];
    for one in ledger.differences_between(between.start, between.end) {
        let place = one.area.0 as usize;
        let square_metres = page.loaded.weights.get(place).copied().unwrap_or(0.0);
        if let Some(differs) = differing.get_mut(place) {
            *differs = true;
        }
        let same = groups.iter_mut().find(|group| {
            group.before.is_same_control(&one.before) && group.after.is_same_control(&one.after)
        });
        match same {
            Some(group) => {
                group.areas.push(one.area);
                group.square_metres += square_metres;
            }
            None => {
                let (before, after) = (one.before, one.after);
                groups.push(Group { before, after, areas: vec![one.area], square_metres });
            }
        }
    }
    let places: Vec<usize> = (0..groups.len()).collect();
    let ground = |place: &usize| groups.get(*place).map_or(0.0, |group| group.square_metres);
    let places = in_order(&places, |a, b| ground(b).total_cmp(&ground(a)));
    let mut shown = Vec::new();
    for group in places.into_iter().filter_map(|place| groups.get(place)) {
        shown.push(heading(page, group));
        shown.push(rows(page, &group.areas, &steps, opened));
    }
    let mut back = Vec::new();
    for (_, step) in &steps {
        let is_back = differing.get(step.area.0 as usize) == Some(&false);
        if is_back && !back.contains(&step.area) && moved(page, step.area, between) {
            back.push(step.area);
        }
    }
    if !back.is_empty() {
        shown.push(page.words("h4", "", "compare.back"));
        shown.push(rows(page, &back, &steps, opened));
    }
    shown
}

/// Whether an area's state was another one at some time in between.
fn moved(page: &Page, area: AreaIndex, between: Span) -> bool {
    let intervals = page.loaded.story.ledger.intervals_in(area, between);
    intervals.windows(2).any(|pair| match pair {
        [a, b] => !a.state.is_same_control(&b.state),
        _ => false,
    })
}

/// From whom to whom, as the map paints them, and how many.
fn heading(page: &Page, group: &Group) -> El {
    let side = |state: &AreaState| {
        el("span", "dl-passage-side")
            .add(patch(page, state))
            .add(el("bdi", "").text(&short_words(page, state)))
    };
    let n = format_number(page.language, group.areas.len() as f64, 0);
    el("h4", "dl-passage")
        .add(side(&group.before))
        .add(icon("dl-mirrored", "M4 10h12M11.500 5.500 16 10l-4.500 4.500"))
        .add(page.words("span", "dl-hidden", "compare.to"))
        .add(side(&group.after))
        .add(el("span", "dl-key-count").text(&n))
}

/// The areas, each with the changes in between.
fn rows(page: &Page, areas: &[AreaIndex], steps: &[Step], opened: &Unfolded) -> El {
    let mut list = el("ul", "dl-changed");
    for area in areas {
        let Some(link) = area_link(page, *area) else { continue };
        let own: Vec<Step> = steps.iter().filter(|step| step.1.area == *area).copied().collect();
        list = list.add(el("li", "").add(link).add_if(step_list(page, *area, &own, opened)));
    }
    list
}

/// The changes of one area, folded under their dates. What is folded is not built.
fn step_list(page: &Page, area: AreaIndex, steps: &[Step], opened: &Unfolded) -> Option<El> {
    let last = edtf_in_words(page.language, &steps.last()?.1.date);
    let words = plural(page.language, "compare.steps", steps.len(), &[("date", &last)]);
    // A signal of a kind that there is early: another kind would be early too.
    let is_open = RwSignal::new(opened.borrow().contains(&area));
    let opened = Rc::clone(opened);
    let (page, steps): (_, Vec<ChangeIndex>) =
        (page.clone(), steps.iter().map(|(index, _)| *index).collect());
    let claims = move || {
        if !is_open.get() {
            return Vec::new();
        }
        let claims = steps.iter().map(|index| claim(&page, el("li", ""), *index)).collect();
        vec![el("ol", "dl-claims").add_all(claims)]
    };
    let details = el("details", "")
        .attr_if("open", is_open.get_untracked().then_some(""))
        .add(el("summary", "").text(&words))
        .live(claims)
        .on("toggle", move |event| {
            let is_shown = event
                .current_target()
                .and_then(|target| target.dyn_into::<Element>().ok())
                .is_some_and(|details| details.has_attribute("open"));
            if is_shown != is_open.get_untracked() {
                is_open.set(is_shown);
                let mut all = opened.borrow_mut();
                all.retain(|one| *one != area);
                all.extend(is_shown.then_some(area));
            }
        });
    Some(details)
}

/// Who had how much at each of the two, and the difference.
fn shares(page: &Page, between: impl Fn() -> Span + Copy + 'static) -> El {
    let (for_head, for_rows) = (page.clone(), page.clone());
    let head = move || {
        let now = now_between(&for_head);
        let column = |words: &str| el("th", "").attr("scope", "col").text(words);
        let corner = el("td", "");
        let of = |moment| column(&date(&for_head, moment, DateStyle::Medium));
        vec![corner, of(now.start), of(now.end), column(for_head.t("compare.points"))]
    };
    let rows = move || share_rows(&for_rows, between());
    el("table", "dl-table dl-shares")
        .add(page.words("caption", "", "compare.shares"))
        .add(el("thead", "").add(el("tr", "").live(head)))
        .add(el("tbody", "").live(rows))
}

fn share_rows(page: &Page, between: Span) -> Vec<El> {
    let mut sums: Vec<(Option<ActorIndex>, SharePart, f64, f64)> = Vec::new();
    let ledger = &page.loaded.story.ledger;
    for one in ledger.share_difference(&page.loaded.weights, between.start, between.end) {
        let actor = one.part.actor();
        // A side's own, whether held, besieged or claimed, is one row.
        let known =
            sums.iter_mut().find(|sum| sum.0 == actor && (actor.is_some() || sum.1 == one.part));
        match known {
            Some(sum) => {
                sum.2 += one.before;
                sum.3 += one.after;
            }
            None => sums.push((actor, one.part, one.before, one.after)),
        }
    }
    sums.into_iter().map(|(_, part, before, after)| share_row(page, part, before, after)).collect()
}

fn share_row(page: &Page, part: SharePart, before: f64, after: f64) -> El {
    let name = match part {
        SharePart::Actor(actor, _) => actor_name(&page.loaded, Some(actor), page.language),
        SharePart::Contested => page.t("legend.contested").to_owned(),
        SharePart::Unknown => page.t("legend.unknown").to_owned(),
    };
    let state = AreaState { actor: part.actor(), status: part.status(), ..AreaState::UNKNOWN };
    let cell = |fraction| el("td", "").text(&format_percent(page.language, fraction));
    let points = ((after - before) * 100.0).round();
    let sign = if points > 0.0 {
        "+"
    } else if points < 0.0 {
        "\u{2212}"
    } else {
        ""
    };
    let points = [sign, &format_number(page.language, points.abs(), 0)].concat();
    let name = el("span", "dl-share-name").add(patch(page, &state)).text(&name);
    el("tr", "")
        .add(el("th", "").attr("scope", "row").add(name))
        .add(cell(before))
        .add(cell(after))
        .add(el("td", "").add(el("bdi", "").attr("dir", "ltr").text(&points)))
}

/// How many events lie between the two, by kind. What the key hides is left out, as
/// everywhere.
fn events(page: &Page) -> El {
    let for_count = page.clone();
    let count = move || {
        let count =
            for_count.loaded.index.count_in(now_between(&for_count), &for_count.store.filter());
        plural(for_count.language, "events.count", count, &[])
    };
    let heading = page.words("h4", "", "compare.events").text(" ");
    let mut list = el("ul", "dl-kinds");
    for (place, category) in page.loaded.story.meta.categories.iter().enumerate() {
        let for_kind = page.clone();
        let of_kind = move || {
            let filter = for_kind.store.filter();
            let counts = for_kind.loaded.index.count_by_category(now_between(&for_kind), &filter);
            counts.get(place).copied().unwrap_or_default()
        };
        let for_number = page.language;
        let number = of_kind.clone();
        let row = el("li", "")
            .live_class("dl-zero", move || of_kind() == 0)
            .add(page.mark(category))
            .add(page.story_text(&category.name))
            .add(
                el("span", "dl-key-count")
                    .live_text(move || format_number(for_number, f64::from(number()), 0)),
            );
        list = list.add(row);
    }
    el("div", "").add(heading.add(el("span", "dl-key-count").live_text(count))).add(list)
}
