//! “Dates and view”: what of the timeline is seldom needed, behind one button.

use std::rc::Rc;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlInputElement};

use super::Hands;
use super::axis::NEARER;
use super::typed::window_fields;
use crate::dom::{El, button, el, icon};
use crate::i18n::{format_number, t_with};
use crate::state::{Clock, Command, Store};
use crate::timeline::transport::{field, list, option};
use crate::words::icon_button;

/// The speeds on offer, by the names of their options.
const SPEEDS: [(&str, f64); 5] = [("0.25", 0.25), ("0.5", 0.5), ("1", 1.0), ("2", 2.0), ("4", 4.0)];
const SLIDERS: &str =
    "M3 6h8M15 6h2M3 14h2M9 14h8M11 6a2 2 0 1 0 4 0 2 2 0 1 0-4 0M5 14a2 2 0 1 0 4 0 2 2 0 1 0-4 0";
const NEAR: &str = "M10 5v10M5 10h10";
const WIDE: &str = "M5 10h10";
const WINDOW: &str = "M4 6v8M16 6v8M6.500 10h7";
const ALL: &str = "M3 5v10M17 5v10M5.500 10h9M7.500 8l-2 2 2 2M12.500 8l2 2-2 2";
const BACK: &str = "M7.500 5.500 4 9l3.500 3.500M4.500 9H12a3.500 3.500 0 0 1 0 7h-1.500";
const FORWARD: &str = "M12.500 5.500 16 9l-3.500 3.500M15.500 9H8a3.500 3.500 0 0 0 0 7h1.500";
const TO_START: &str = "M14 5.500 8.500 10l5.500 4.500zM5.500 5v10";
const TO_END: &str = "M6 5.500l5.500 4.500L6 14.500zM14.500 5v10";

/// What is put at the end of the row of controls, and what the last of these buttons opens.
pub fn dates(hands: &Rc<Hands>) -> (Vec<El>, El) {
    let store = hands.track.store;
    let is_open = RwSignal::new(false);
    let opener = button("dl-icon-button dl-dates-button")
        .attr("aria-controls", "dl-dates")
        .live_attr("aria-expanded", move || Some(is_open.get().to_string()))
        .word_attr("aria-label", store, "time.dates")
        .word_attr("title", store, "time.dates")
        .add(icon("", SLIDERS))
        .add(el("span", "dl-dates-word").word(store, "time.dates"))
        .on_click(move || is_open.set(!is_open.get_untracked()));
    let back_to = opener.clone();
    let panel = el("div", "dl-dates")
        .attr("id", "dl-dates")
        .attr("role", "group")
        .word_attr("aria-label", store, "time.dates")
        .live_attr("hidden", move || (!is_open.get()).then(String::new))
        .add(window_fields(hands))
        .add(ends(store))
        .add(speed_field(store))
        .add(view_buttons(hands))
        .add(exact_switch(store))
        .on_key(move |event| {
            let closes = event.key() == "Escape";
            if closes {
                is_open.set(false);
                let opener: &HtmlElement = back_to.node().unchecked_ref();
                // A button that cannot take the focus leaves it where it is.
                let _ = opener.focus();
            }
            closes
        });
    let mut buttons = nearest(hands);
    buttons.push(opener);
    (buttons, panel)
}

/// The moment at either end of the window (T5).
fn ends(store: Store) -> El {
    let jump = |key: &'static str, path: &str, to: fn(&Clock) -> Command| {
        icon_button(store, key, icon("dl-mirrored", path))
            .on_click(move || store.send(store.peek(|state| to(&state.clock))))
    };
    el("div", "dl-icons")
        .live_attr("dir", move || Some(store.time_dir().to_owned()))
        .add(jump("time.to_start", TO_START, |clock| Command::SetMoment(clock.window.start)))
        .add(jump("time.to_end", TO_END, |clock| Command::SetMoment(clock.window.end)))
}

/// Zooming the axis by buttons (T12): what is needed most.
fn nearest(hands: &Rc<Hands>) -> Vec<El> {
    let act = |key: &'static str, path: &str, act: fn(&Hands)| button_of(hands, key, path, "", act);
    vec![
        act("time.zoom_in", NEAR, |hands| hands.magnify(NEARER)),
        act("time.zoom_out", WIDE, |hands| hands.magnify(1.0 / NEARER)),
        act("time.fit", WINDOW, Hands::fit_window),
    ]
}

/// A button that shows a drawing and does something with the axis.
fn button_of(hands: &Rc<Hands>, key: &'static str, path: &str, class: &str, act: fn(&Hands)) -> El {
    let (store, hands) = (hands.track.store, Rc::clone(hands));
    icon_button(store, key, icon(class, path)).on_click(move || act(&hands))
}

/// All about what the axis shows. On a narrow page also what else stands in the row.
fn view_buttons(hands: &Rc<Hands>) -> El {
    let walk = |key: &'static str, path: &str, act: fn(&Hands)| {
        let walker = button_of(hands, key, path, "dl-mirrored", act);
        hands.walkers.borrow_mut().push(walker.clone());
        walker
    };
    let all = button_of(hands, "time.fit_all", ALL, "", Hands::fit_all);
    let store = hands.track.store;
    el("div", "dl-icons")
        .attr("role", "group")
        .word_attr("aria-label", store, "time.view")
        .add(el("div", "dl-narrow").add_all(nearest(hands)))
        .add(all)
        .add(walk("time.back", BACK, |hands| hands.walk(true)))
        .add(walk("time.forward", FORWARD, |hands| hands.walk(false)))
}

/// Leaves out what has no exact date (T10).
fn exact_switch(store: Store) -> El {
    let is_on = move || store.filter().hides_imprecise;
    let input = el("input", "").attr("type", "checkbox").attr("role", "switch");
    let node: HtmlInputElement = input.node().clone().unchecked_into();
    crate::dom::follow(Box::new(move || node.set_checked(is_on())));
    let input = input.on("change", move |event| {
        let target = event.current_target();
        let input = target.and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
        if let Some(input) = input {
            store.send(Command::ShowExactOnly(input.checked()));
        }
    });
    el("label", "dl-check").add(input).add(el("span", "").word(store, "time.exact"))
}

/// How fast the clock runs.
fn speed_field(store: Store) -> El {
    let options = SPEEDS.map(|(name, speed)| {
        option(name).live_text(move || {
            let language = store.language.get();
            let n = format_number(language, speed, 2);
            t_with(language, "time.speed.value", &[("n", &n)])
        })
    });
    let chosen = |clock: &Clock| {
        SPEEDS.iter().find(|(_, speed)| *speed == clock.speed).map_or("", |(name, _)| *name)
    };
    let choose = |name: &str| {
        let found = SPEEDS.iter().find(|(one, _)| *one == name);
        found.map(|(_, speed)| Command::SetSpeed(*speed))
    };
    let list = list(store, options.into(), chosen, choose);
    field(store, "dl-field dl-speed", "time.speed", list)
}
