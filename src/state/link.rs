//! The state as an address fragment: `t=2016-12-05&sel=area:shaar`. What reads it is
//! [`super::address`].
//!
//! Only the late part keeps the address, and so this comes late too.

use dateline_core::geo::LonLat;
use dateline_core::number::fixed;
use dateline_core::time::format_moment;

use super::State;
use super::address::{address_of_selection, format_start, hidden_category_ids};
use super::model::HALF;

/// The fragment for the state, without `#`. Empty while there is no story.
pub fn address_of(state: &State) -> String {
    let Some(loaded) = state.loaded() else { return String::new() };
    let clock = &state.clock;
    let start = &loaded.story.meta.start;
    // A chapter sets all of these: what differs from it now has to be said.
    let is_told = state.choice.chapter.is_some();
    let mut parts = vec![format!("t={}", format_moment(clock.t))];
    if let Some(other) = clock.other {
        parts.push(format!("compare={}", format_moment(other)));
        if let Some(beside) = state.look.beside {
            parts.push(format!("beside={}", beside.name()));
        }
        if state.look.curtain != HALF {
            parts.push(format!("curtain={}", state.look.curtain));
        }
    }
    if is_told || clock.mode != start.mode.unwrap_or_default() {
        parts.push(format!("mode={}", clock.mode.name()));
    }
    if is_told || Some(clock.window) != start.window {
        parts.push(format!(
            "from={}&to={}",
            format_start(clock.window.start),
            format_moment(clock.window.end)
        ));
    }
    if is_told || state.camera.moved {
        let view = state.camera.flight.map_or(state.camera.view, |flight| flight.to);
        parts.push(format!("map={}", format_view(view.zoom(), view.centre())));
    }
    match state.choice.selection {
        Some(selection) => {
            parts.push(format!("sel={}", encoded(&address_of_selection(loaded, selection))));
        }
        None if start.select.is_some() => parts.push("sel=".to_owned()),
        None => {}
    }
    let hidden = hidden_category_ids(loaded, state.choice.filter.hidden_categories);
    if !hidden.is_empty() {
        parts.push(format!("cat=-{}", encoded(&hidden.join(","))));
    }
    if state.choice.filter.hides_imprecise {
        parts.push("dates=exact".to_owned());
    }
    if let Some(chapter) = state.choice.chapter {
        parts.push(format!("chapter={}", chapter + 1));
    }
    parts.push(format!("lang={}", state.look.language.tag()));
    parts.join("&")
}

/// A value as it stands in an address: what could be taken for a part of the address, or
/// that a mail program would break, as percent signs and numbers (RFC 3986 §2.1).
pub fn encoded(value: &str) -> String {
    let mut text = String::with_capacity(value.len());
    for byte in value.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~:,/".contains(&byte) {
            text.push(char::from(byte));
        } else {
            text.push_str(&format!("%{byte:02X}"));
        }
    }
    text
}

/// `zoom/lat/lon`, with as many digits as the zoom can show (M19).
fn format_view(zoom: f64, centre: LonLat) -> String {
    let digits = ((zoom + 8.0) * std::f64::consts::LN_2 / std::f64::consts::LN_10).ceil() as u32;
    [fixed(zoom, 2), fixed(centre.lat, digits), fixed(centre.lon, digits)].join("/")
}
