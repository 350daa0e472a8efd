//! The groups for keys and screen readers: a button each, over what is drawn. One of them is
//! reached by Tab, the others by arrows.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use dateline_core::geo::WorldPoint;
use dateline_core::scene::{Disc, Groups};
use gloo_timers::callback::Timeout;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, FocusOptions, HtmlElement, KeyboardEvent};

use super::crowds_of;
use super::hands::{nearer, opening};
use crate::dom::{El, button, el, follow, px};
use crate::i18n::{Language, format_number, plural, t};
use crate::state::{Loaded, State, Store};

/// How long the map has to stand still before there are buttons, milliseconds.
const REST_MS: u32 = 200;

/// Which event the focus is on, by its place: the picture, and where in the world. It is the
/// first of the group on whose button the focus is, and stays so while groups come apart.
type Held = Rc<Cell<Option<(usize, WorldPoint)>>>;

/// The buttons, as long as there are groups; where the map moves, those of where it last stood
/// until it stands again. Taps are the map's own.
#[inline(never)] // A way into the late part, see `crate::late`.
pub fn group_buttons(store: Store) -> El {
    let rested = RwSignal::new(0_usize);
    let pending = RefCell::new((0, None::<Timeout>));
    follow(Box::new(move || {
        // Whatever changes may move a group.
        store.watch(|_| ());
        let mut pending = pending.borrow_mut();
        let count = pending.0 + 1;
        let timeout = Timeout::new(REST_MS, move || {
            // The map may have gone meanwhile, and the signal with it.
            let _ = rested.try_set(count);
        });
        *pending = (count, Some(timeout));
    }));
    let place = el("div", "dl-groups");
    let (node, around) = (place.node().clone(), place.node().clone());
    let held = Held::default();
    place
        .attr("role", "group")
        .word_attr("aria-label", store, "groups.label")
        .live_attr("hidden", move || {
            rested.track();
            store
                .peek(|state| crowds_of(state).iter().all(|crowd| crowd.groups.is_none()))
                .then(String::new)
        })
        .on_key(move |event| moved(&node, event))
        .live(move || {
            rested.track();
            let buttons = store.peek(|state| buttons(store, state, &held));
            if buttons.is_empty() {
                give_back(&around);
            }
            buttons
        })
}

/// Gives the focus to the map where it is on a button of groups of which there are no more.
fn give_back(place: &Element) {
    let focused = place.query_selector(":focus").ok().flatten();
    let map = focused.and_then(|_| place.closest(".dl-map").ok().flatten());
    let stage = map.and_then(|map| map.query_selector(".dl-stage").ok().flatten());
    if let Some(stage) = stage.and_then(|stage| stage.dyn_into::<HtmlElement>().ok()) {
        // It can take the focus: keys move the map there.
        // What is in sight stays there: the page belongs to somebody else.
        let options = FocusOptions::new();
        options.set_prevent_scroll(true);
        let _ = stage.focus_with_options(&options);
    }
}

/// A group that a button stands for: in which picture, and where it is on the map.
struct Stands<'a> {
    place: usize,
    groups: &'a Groups,
    disc: Disc,
    at: (f64, f64),
}

fn buttons(store: Store, state: &State, held: &Held) -> Vec<El> {
    let Some(loaded) = state.loaded() else { return Vec::new() };
    let view = state.camera.view;
    let crowds = crowds_of(state);
    let mut stand = Vec::new();
    for (place, ((_, pane), crowd)) in state.panes().iter().zip(crowds.iter()).enumerate() {
        let Some(groups) = &crowd.groups else { continue };
        for disc in Disc::all(groups, &view) {
            let at = (disc.x_px + pane.shift_px, disc.y_px);
            if pane.contains(at.0) && (0.0..view.height_px()).contains(&at.1) {
                stand.push(Stands { place, groups, disc, at });
            }
        }
    }
    let focused = held.get().and_then(|(place, point)| {
        let middle = view.screen_from_world(point);
        Some((standing_for(&stand, place, point, middle)?, point))
    });
    let button = |(number, one): (usize, &Stands<'_>)| {
        let point = focused.filter(|(stands_for, _)| *stands_for == number);
        let point = point.map_or(one.disc.group.first, |(_, point)| point);
        let is_stop = number == focused.map_or(0, |(number, _)| number);
        let held = Rc::clone(held);
        let place = one.place;
        made(store, state, loaded, one)
            .attr("tabindex", if is_stop { "0" } else { "-1" })
            // By which the focus finds the group that has the event now.
            .attr(
                "data-key",
                &[place as u32, point.x, point.y].map(|one| one.to_string()).join(" "),
            )
            .on("focus", move |_| held.set(Some((place, point))))
    };
    stand.iter().enumerate().map(button).collect()
}

/// Which of the groups has the event at a point, else which is nearest to it in that picture.
fn standing_for(
    stand: &[Stands<'_>],
    place: usize,
    point: WorldPoint,
    middle: (f64, f64),
) -> Option<usize> {
    let mut nearest = None;
    for (number, one) in stand.iter().enumerate().filter(|(_, one)| one.place == place) {
        if one.groups.group_of(point) == Some(one.disc.group.cell) {
            return Some(number);
        }
        let distance = (one.disc.x_px - middle.0).hypot(one.disc.y_px - middle.1);
        if nearest.is_none_or(|(_, least)| distance < least) {
            nearest = Some((number, distance));
        }
    }
    nearest.map(|(number, _)| number)
}

fn made(store: Store, state: &State, loaded: &Loaded, one: &Stands<'_>) -> El {
    let Stands { place, disc, at: (x_px, y_px), .. } = one;
    let language = state.look.language;
    let size_px = 2.0 * disc.radius_px;
    let is_nearer = nearer(&state.pane_view(), &disc.group).is_some();
    let what = t(language, if is_nearer { "groups.nearer" } else { "groups.list" });
    let words = [&words(language, loaded, disc), ". ", what].concat();
    let (place, first) = (*place, disc.group.first);
    button("dl-group")
        .attr("aria-label", &words)
        .attr("data-count", &disc.group.count.to_string())
        .style("translate", &[&px(x_px - disc.radius_px), " ", &px(y_px - disc.radius_px)].concat())
        .style("inline-size", &px(size_px))
        .style("block-size", &px(size_px))
        .on_click(move || pressed(store, place, first))
}

#[inline(never)] // So that it is not a part of what listens, which comes early.
fn pressed(store: Store, place: usize, first: WorldPoint) {
    let wishes = store.peek(|state| {
        let (moment, _) = *state.panes().get(place)?;
        let crowds = crowds_of(state);
        let groups = crowds.get(place)?.groups.as_ref()?;
        // The map may have moved since the button was made: by an event, as numbers of squares are
        // those of a view.
        let cell = groups.group_of(first)?;
        let group = groups.groups().into_iter().find(|group| group.cell == cell)?;
        Some(opening(state, moment, groups, &group))
    });
    store.send_all(wishes.unwrap_or_default());
}

/// How many events a group has, and of which kinds, most first.
fn words(language: Language, loaded: &Loaded, disc: &Disc) -> String {
    let count = disc.group.count as usize;
    let counts = &disc.group.by_category;
    let of = |place: usize| counts.get(place).copied().unwrap_or(0);
    let order = dateline_core::order::places_in_order(counts.len(), &mut |a, b| of(b).cmp(&of(a)));
    let mut kinds = String::new();
    for place in order.into_iter().filter(|place| of(*place) > 0) {
        let Some(category) = loaded.story.meta.categories.get(place) else { continue };
        if !kinds.is_empty() {
            kinds.push_str(t(language, "list.separator"));
        }
        kinds.push_str(category.name.in_language(language.tag()));
        kinds.push(' ');
        kinds.push_str(&format_number(language, f64::from(of(place)), 0));
    }
    plural(language, "groups.here", count, &[("kinds", &kinds)])
}

/// Moves the focus among the buttons by arrows, Home and End.
#[inline(never)] // As above.
fn moved(place: &Element, event: &KeyboardEvent) -> bool {
    let buttons = place.children();
    let count = buttons.length();
    let focused = target(event);
    let now = (0..count).find(|at| buttons.item(*at) == focused).unwrap_or(0);
    let next = match event.key().as_str() {
        "ArrowDown" | "ArrowRight" => (now + 1) % count.max(1),
        "ArrowUp" | "ArrowLeft" => (now + count.max(1) - 1) % count.max(1),
        "Home" => 0,
        "End" => count.saturating_sub(1),
        _ => return false,
    };
    let other = buttons.item(next).and_then(|other| other.dyn_into::<HtmlElement>().ok());
    if let (Some(old), Some(other)) = (focused, other) {
        // An element that is there takes an attribute and the focus.
        let _ = old.set_attribute("tabindex", "-1");
        let _ = other.set_attribute("tabindex", "0");
        let _ = other.focus();
    }
    true
}

fn target(event: &Event) -> Option<Element> {
    event.target()?.dyn_into().ok()
}
