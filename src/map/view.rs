//! The map as a component: canvases, what stands on them, and what hands can do.

use std::sync::Arc;

use dateline_core::number::fixed;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::crowd::group_buttons;
use super::drawing::drawings;
use super::frame::are_too_many;
use super::furniture::{as_of, credit, map_buttons, peek, scale_line};
use super::gestures::{Gestures, key_pressed};
use super::hand::take_hold;
use super::lack::lack_of_tiles;
use super::legend::legend;
use super::manners::Manners;
use super::pointers::{
    SharedGestures, pointer_down, pointer_move, pointer_up, touch_moved, wheel_turned,
};
use super::probe::PixelProbe;
use super::seam::seam;
use super::stage::{StageNodes, keep_drawn};
use crate::dom::{El, el};
use crate::i18n::{DateStyle, format_moment_shown, t_with};
use crate::late::{self, Part};
use crate::state::{Beside, Loaded, State, Store};

/// The map.
#[component]
pub fn MapView(
    store: Store,
    probe: PixelProbe,
    /// The element that the map stands in.
    host: HtmlElement,
    /// Whether it leaves the page its scrolling.
    manners: Manners,
    /// Called after each frame that shows a story.
    on_painted: Callback<()>,
) -> impl IntoView {
    let gestures: SharedGestures = StoredValue::new_local(Gestures::default());
    let has_webgl = RwSignal::new(true);
    let nodes = StageNodes {
        place: stage(store, manners, gestures),
        canvas: el("canvas", "dl-gl").attr("aria-hidden", "true"),
        names: el("canvas", "dl-names"),
    };
    let wants_tiles = wants_tiles(store, host.clone());
    let buttons = map_buttons(store, &host, manners);
    let drawn = keep_drawn(store, &nodes, (has_webgl, wants_tiles), probe, on_painted);
    let StageNodes { place, canvas, names } = nodes;
    let has_failed = RwSignal::new(false);
    let without = move || {
        if has_webgl.get() {
            return Vec::new();
        }
        if !late::is_here() {
            return vec![late::waiting(store)];
        }
        drawings(store, has_failed, wants_tiles)
    };
    let names = names.live_class("dl-hidden", move || !has_webgl.get()).attr("aria-hidden", "true");
    let stage = place.add(canvas).live(without).add(names);
    let under_hand = stage.clone();
    let selection = Memo::new(move |_| store.choice.with(|choice| choice.selection));
    let compares = Memo::new(move |_| store.clock.with(|clock| clock.other.is_some()));
    // A memo, so that a button is not made anew under the finger.
    let lacks_groups =
        Memo::new(move |_| Part::Common.is_missing() && store.watch(has_too_many_marks));
    let beside = move || store.watch(|state| state.beside().map(Beside::name));
    let proportions = move || {
        store.camera.with(|camera| fixed(camera.view.width_px() / camera.view.height_px(), 4))
    };
    el("section", "dl-map")
        .live_style("--dl-proportions", proportions)
        .live_attr("aria-label", move || Some(label(store)))
        .live_attr("data-beside", move || beside().map(str::to_owned))
        .add(stage)
        .add(manners.word(store))
        .live(move || {
            // The pictures are there without it.
            let is_late_here = compares.get() && late::is_here();
            if is_late_here { vec![seam(store)] } else { Vec::new() }
        })
        .live(move || {
            let is_here = late::has_come();
            let held = || {
                let mut held = take_hold(store, (&under_hand, &host), (gestures, manners), &drawn);
                held.push(lack_of_tiles(store, wants_tiles));
                held
            };
            // What listens outlives every change of what it reads.
            untrack(|| if is_here { held() } else { Vec::new() })
        })
        .live(move || {
            let has_groups = !has_failed.get() && late::has_come();
            if has_groups { vec![group_buttons(store)] } else { Vec::new() }
        })
        .add(as_of(store, 0))
        .add(as_of(store, 1))
        .add(buttons)
        .add(legend(store))
        .live(move || peek(store, selection.get()).into_iter().collect())
        .add(el("div", "dl-foot").add(scale_line(store)).add(credit(store)))
        .live(move || {
            let has_webgl = has_webgl.get();
            what_lacks(store, has_webgl, has_webgl && lacks_groups.get(), has_failed)
        })
        .view()
}

/// What keeps the map from showing all that it could, in words.
fn what_lacks(
    store: Store,
    has_webgl: bool,
    lacks_groups: bool,
    has_failed: RwSignal<bool>,
) -> Vec<El> {
    if !has_webgl {
        vec![no_webgl(store, has_failed.get())]
    } else if lacks_groups {
        vec![el("div", "dl-no-webgl").add(late::waiting(store))]
    } else {
        Vec::new()
    }
}

/// Whether a base map of tiles is to be shown: the story names one, and the host has not
/// switched it off.
fn wants_tiles(store: Store, host: HtmlElement) -> Memo<bool> {
    let host = StoredValue::new_local(host);
    // Files that somebody has opened lie nowhere, and nothing is asked for their sake.
    let names_tiles =
        |loaded: &Arc<Loaded>| loaded.story.meta.base_map.is_some() && !loaded.address.is_empty();
    Memo::new(move |_| {
        store.phase.with(|phase| phase.loaded().is_some_and(names_tiles))
            && host.with_value(|host| host.get_attribute("basemap").as_deref() != Some("none"))
    })
}

/// Whether there are marks that are not drawn before they can be grouped.
fn has_too_many_marks(state: &State) -> bool {
    let Some(loaded) = state.loaded() else { return false };
    state.panes().iter().any(|(t, _)| are_too_many(state, *t, loaded))
}

/// What the map shows, for those who do not see it.
fn label(store: Store) -> String {
    let language = store.language.get();
    let (t, other) = store.clock.with(|clock| (clock.t, clock.other));
    let shown = |moment| format_moment_shown(language, moment, DateStyle::Long);
    let date = shown(t);
    match other {
        None => t_with(language, "map.label", &[("date", &date)]),
        Some(other) => {
            t_with(language, "map.label.two", &[("date", &date), ("other", &shown(other))])
        }
    }
}

/// The box of the canvases, and what pointers and keys do on it.
fn stage(store: Store, manners: Manners, gestures: SharedGestures) -> El {
    el("div", "dl-stage")
        .live_class("dl-yields", move || manners.yields.get())
        .attr("tabindex", "0")
        .attr("role", "group")
        .word_attr("aria-label", store, "map.stage")
        .word_attr("aria-description", store, "map.help")
        .on("pointerdown", move |event| pointer_down(gestures, store, event.unchecked_ref()))
        .on("pointermove", move |event| {
            pointer_move(gestures, store, manners, event.unchecked_ref())
        })
        .on("pointerup", move |event| {
            pointer_up(gestures, store, event.unchecked_ref());
        })
        .on("pointercancel", move |event| {
            gestures.update_value(|gestures| gestures.pointer_cancel(event.unchecked_ref()));
        })
        .on("touchmove", |event| touch_moved(event.unchecked_ref()))
        .on("wheel", move |event| wheel_turned(store, manners, event.unchecked_ref()))
        .on_key(move |event| key_pressed(event, store))
}

fn no_webgl(store: Store, has_failed: bool) -> El {
    let key = if has_failed { "app.no_drawing" } else { "app.no_webgl" };
    el("p", "dl-no-webgl").attr("role", "status").word(store, key)
}
