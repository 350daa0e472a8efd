//! What stands on the map's edges: the date, buttons, scale, credit.

use dateline_core::geo::ScaleBar;
use dateline_core::number::fixed;
use dateline_core::time::Moment;
use leptos::prelude::{Get, GetUntracked, RwSignal, Set, StoredValue, With};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::manners::Manners;
use crate::dom::{El, button, el, icon};
use crate::i18n::{DateStyle, format_moment_shown, format_number, format_seconds, t, t_with};
use crate::platform::{fills_screen, may_fill_screen, toggle_screen, watch_screen};
use crate::state::{Command, Selection, Store};
use crate::ways::focus_panel;
use crate::words::{icon_button, turning_button};

/// The outline of a screen's corners, pointing out and in.
const CORNERS_OUT: &str = "M4 7V4h3M13 4h3v3M16 13v3h-3M7 16H4v-3";
const CORNERS_IN: &str = "M7 4v3H4M13 4v3h3M13 16v-3h3M7 16v-3H4";
/// Room for the scale bar, CSS pixels.
const SCALE_ROOM_PX: f64 = 96.0;

/// The dateline of the map: which moment's control is shown, at `place` among those that
/// are; the earlier is the first.
pub fn as_of(store: Store, place: usize) -> El {
    let clock = move || {
        store.clock.with(|clock| {
            let other = clock.other.unwrap_or(clock.t);
            let t = if place == 0 { clock.t.min(other) } else { clock.t.max(other) };
            (t, clock.playing && t == clock.t)
        })
    };
    let kicker = move || {
        let (moment, playing) = clock();
        let is_day = moment.is_midnight() || playing;
        let has_control = store.loaded().is_none_or(|loaded| loaded.has_control);
        let key = match (has_control, is_day) {
            (true, true) => "map.asof",
            (true, false) => "map.asof.time",
            (false, true) => "map.asof.events",
            (false, false) => "map.asof.events.time",
        };
        t(store.language.get(), key).to_owned()
    };
    let date = move || {
        let (language, (moment, playing)) = (store.language.get(), clock());
        if playing {
            // While the clock runs the time of day would only flicker.
            return format_seconds(language, Moment(moment.0 - 1), DateStyle::Long);
        }
        format_moment_shown(language, moment, DateStyle::Long)
    };
    el("p", if place == 0 { "dl-asof" } else { "dl-asof dl-asof-later" })
        .add(el("span", "dl-asof-kicker").live_text(kicker))
        .add(el("time", "dl-asof-date").live_text(date))
}

/// What is selected, where the panel is out of sight below the map: a way down to it.
/// Tracked.
pub fn peek(store: Store, selection: Option<Selection>) -> Option<El> {
    let loaded = store.loaded()?;
    let name = loaded.name_of(selection?, store.language.get())?;
    let peek = button("dl-peek")
        .add(el("bdi", "").text(name))
        .add(icon("", "M5 8l5 5 5-5"))
        .on("click", |event| focus_panel(event.unchecked_ref()));
    Some(peek)
}

/// Zoom and home: everything the fingers can do, without them (A11, A12).
pub fn map_buttons(store: Store, host: &HtmlElement, manners: Manners) -> El {
    let sends = |key: &'static str, path: &str, command: Command| {
        icon_button(store, key, icon("", path)).on_click(move || store.send(command.clone()))
    };
    el("div", "dl-map-buttons")
        .add(sends("map.zoom_in", "M10 4v12M4 10h12", Command::ZoomBy(1.0)))
        .add(sends("map.zoom_out", "M4 10h12", Command::ZoomBy(-1.0)))
        .add(sends("map.home", "M3.500 10 10 4l6.500 6M5.500 8.500V16h9V8.500", Command::Home))
        .add_if(may_fill_screen().then(|| screen_button(store, host, manners)))
}

/// Full screen and back, where the browser and the page allow it (M17).
fn screen_button(store: Store, host: &HtmlElement, manners: Manners) -> El {
    let (fills, watched, host) = (RwSignal::new(false), host.clone(), host.clone());
    let yields = manners.yields.get_untracked();
    let listener = watch_screen(move || {
        let is_filled = fills_screen(&watched);
        let is_alone = is_filled && watched.scroll_height() <= watched.client_height();
        // The map may have gone meanwhile, and the signals with it.
        let _ = fills.try_set(is_filled);
        let _ = manners.yields.try_set(yields && !is_alone);
    });
    StoredValue::new_local(listener);
    let faces = [("map.screen", CORNERS_OUT), ("map.screen.leave", CORNERS_IN)];
    turning_button(store, "dl-icon-button", faces, move || fills.get())
        .on_click(move || toggle_screen(&host))
}

/// A length on the ground, right for the latitude in the middle (M15).
pub fn scale_line(store: Store) -> El {
    let bar = move || {
        let metres_per_pixel = store.camera.with(|camera| camera.view.metres_per_pixel());
        ScaleBar::fitting(metres_per_pixel, SCALE_ROOM_PX)
    };
    let words = move || {
        let (language, bar) = (store.language.get(), bar());
        let (key, length) = if bar.is_kilometres() {
            ("map.scale.km", bar.metres / 1000.0)
        } else {
            ("map.scale.m", bar.metres)
        };
        let n = format_number(language, length, 1);
        t_with(language, key, &[("n", &n)])
    };
    // As a share of the map, which may be put on paper in another size.
    let share = move || {
        let width_px = store.camera.with(|camera| camera.view.width_px());
        fixed(bar().width_px / width_px * 100.0, 3) + "cqi"
    };
    let line = el("span", "dl-scale-bar").live_style("inline-size", share);
    el("span", "dl-scale").add(line).add(el("span", "dl-scale-words").live_text(words))
}

/// Who made what is seen; always there, always text (M6, M7, C23).
pub fn credit(store: Store) -> El {
    let words = move || {
        let language = store.language.get();
        let loaded = store.loaded()?;
        let first = loaded.story.meta.credits.first()?;
        let (by, licence) = (first.by.in_language(language.tag()), &first.licence);
        let between = if licence.is_empty() { "" } else { " · " };
        Some([by, between, licence].concat())
    };
    let words = el("bdi", "").live_text(move || words().unwrap_or_default());
    el("span", "dl-credit").add(words)
}
