//! Where two moments meet on the map: the line between halves, or the edge of the curtain
//! with its handle.
//!
//! Comes late: without it both moments are there, and only the curtain stands still.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, KeyboardEvent, PointerEvent};

use crate::dom::{El, el, icon};
use crate::i18n::{DateStyle, format_moment_shown, format_percent, t_with};
use crate::state::{Beside, Command, Store};
use crate::ways::{COMPARE_BUTTON, focus_on};

/// How far an arrow key draws the curtain, thousandths of the map; with Shift ten times.
const KEY_STEP: i32 = 10;
/// Arrows away from an edge.
const ARROWS: &str = "M7.500 5.500 3 10l4.500 4.500M12.500 5.500 17 10l-4.500 4.500";

/// The line, with what hands and keys can do to it.
#[inline(never)] // A way into the late part, see `crate::late`.
pub fn seam(store: Store) -> El {
    let is_swipe = Memo::new(move |_| store.watch(|state| state.beside() == Some(Beside::Swipe)));
    let curtain = move || store.look.with(|look| look.curtain);
    let place = move || {
        let thousandths = if is_swipe.get() { curtain() } else { 500 };
        format!("{}.{}%", thousandths / 10, thousandths % 10)
    };
    let handle = move || if is_swipe.get() { vec![handle(store)] } else { Vec::new() };
    el("div", "dl-seam").live_style("inset-inline-start", place).live(handle)
}

/// The handle of the curtain: a slider to those who do not see it.
fn handle(store: Store) -> El {
    let held = RwSignal::new(false);
    let curtain = move || store.look.with(|look| look.curtain);
    el("div", "dl-handle")
        .attr("tabindex", "0")
        .attr("role", "slider")
        .attr("aria-orientation", "horizontal")
        .attr("aria-valuemin", "0")
        .attr("aria-valuemax", "100")
        .word_attr("aria-label", store, "compare.curtain")
        .live_attr("aria-valuenow", move || Some((curtain() / 10).to_string()))
        .live_attr("aria-valuetext", move || Some(words(store)))
        .add(el("span", "dl-grip").add(icon("", ARROWS)))
        .on("pointerdown", move |event| {
            held.set(hold(event.unchecked_ref()));
        })
        .on("pointermove", move |event| {
            if held.get_untracked()
                && let Some(wanted) = under_pointer(store, event.unchecked_ref())
            {
                store.send(Command::SetCurtain(wanted));
            }
        })
        .on("pointerup", move |_| held.set(false))
        .on("pointercancel", move |_| held.set(false))
        .on_key(move |event| key_pressed(store, event))
}

/// How much of the map each moment has.
fn words(store: Store) -> String {
    let language = store.language.get();
    let (t, other) = store.clock.with(|clock| (clock.t, clock.other.unwrap_or(clock.t)));
    let share = f64::from(store.look.with(|look| look.curtain)) / 1_000.0;
    let date = |moment| format_moment_shown(language, moment, DateStyle::Medium);
    let percent = |fraction| format_percent(language, fraction);
    let values = [
        ("earlier", date(t.min(other))),
        ("later", date(t.max(other))),
        ("n", percent(share)),
        ("rest", percent(1.0 - share)),
    ];
    let values: Vec<(&str, &str)> =
        values.iter().map(|(name, value)| (*name, value.as_str())).collect();
    t_with(language, "compare.curtain.value", &values)
}

/// Lets the handle follow the pointer wherever it goes; whether it is one that draws.
fn hold(event: &PointerEvent) -> bool {
    if event.button() != 0 {
        return false;
    }
    let handle = event.current_target().and_then(|target| target.dyn_into::<HtmlElement>().ok());
    if let Some(handle) = handle {
        // Refused for a pointer that is gone already: then there is nothing to follow. A
        // handle that cannot take the focus is drawn all the same.
        let _ = handle.set_pointer_capture(event.pointer_id());
        let _ = handle.focus();
    }
    event.prevent_default();
    true
}

/// Where the curtain would hang under the pointer, thousandths from the start of the line.
fn under_pointer(store: Store, event: &PointerEvent) -> Option<u16> {
    let handle = event.current_target()?.dyn_into::<Element>().ok()?;
    let map = handle.closest(".dl-map").ok().flatten()?.get_bounding_client_rect();
    let from_left = (f64::from(event.client_x()) - map.left()) / map.width().max(1.0);
    let is_rtl = store.language.get_untracked().is_rtl();
    let share = if is_rtl { 1.0 - from_left } else { from_left };
    Some((share.clamp(0.0, 1.0) * 1_000.0).round() as u16)
}

/// Carries out a key; false if it means nothing here. Arrows draw to where they point,
/// whichever way the language runs.
fn key_pressed(store: Store, event: &KeyboardEvent) -> bool {
    if event.ctrl_key() || event.alt_key() || event.meta_key() {
        return false;
    }
    let (is_rtl, curtain) =
        store.peek(|state| (state.look.language.is_rtl(), i32::from(state.look.curtain)));
    let to_right = if is_rtl { -KEY_STEP } else { KEY_STEP };
    let times = if event.shift_key() { 10 } else { 1 };
    let wanted = match event.key().as_str() {
        "ArrowRight" => curtain + to_right * times,
        "ArrowLeft" => curtain - to_right * times,
        "ArrowUp" => curtain + KEY_STEP * times,
        "ArrowDown" => curtain - KEY_STEP * times,
        "PageUp" => curtain + KEY_STEP * 10,
        "PageDown" => curtain - KEY_STEP * 10,
        "Home" => 0,
        "End" => 1_000,
        "Escape" => {
            // The handle goes with the curtain.
            focus_on(event, COMPARE_BUTTON);
            store.send(Command::Compare(None));
            return true;
        }
        _ => return false,
    };
    store.send(Command::SetCurtain(wanted.clamp(0, 1_000) as u16));
    true
}
