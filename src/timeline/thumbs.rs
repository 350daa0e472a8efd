//! The three thumbs: the moment and both ends of the window.

use dateline_core::time::Moment;
use leptos::prelude::*;
use web_sys::KeyboardEvent;

use super::drag::{Handle, moment_for_key};
use super::track::Track;
use crate::dom::{El, el, px};
use crate::i18n::{DateStyle, format_moment_shown, format_seconds};
use crate::state::{Clock, Command, Store};

/// A thumb: seen, dragged by the track under it, and moved by keys (A28). `held` is the one
/// that is being dragged.
pub fn thumb(track: Track, held: RwSignal<Option<Handle>>, handle: Handle) -> El {
    let store = track.store;
    // While the clock plays only one of the three moves.
    let moment = Memo::new(move |_| store.clock.with(|clock| handle.moment(clock)));
    let inline_px = move || track.layout().inline_px(moment.get());
    let is_outside = move || !(-1.0..=track.layout().width_px() + 1.0).contains(&inline_px());
    let range = move || {
        let story = store.loaded()?.story.meta.span;
        Some(store.clock.with(|clock| handle.range(clock, story)))
    };
    let (class, label) = match handle {
        Handle::Moment => ("dl-thumb dl-thumb-moment", "time.moment"),
        Handle::WindowStart => ("dl-thumb dl-thumb-start", "time.window.start"),
        Handle::WindowEnd => ("dl-thumb dl-thumb-end", "time.window.end"),
    };
    el("div", class)
        .live_class("dl-outside", is_outside)
        .live_class("dl-held", move || held.get() == Some(handle))
        .live_style("inset-inline-start", move || px(inline_px()))
        .attr("role", "slider")
        .attr("tabindex", "0")
        .word_attr("aria-label", store, label)
        .live_attr("aria-valuemin", move || Some(day_number(range()?.start)))
        .live_attr("aria-valuemax", move || Some(day_number(range()?.end)))
        .live_attr("aria-valuenow", move || Some(day_number(moment.get())))
        .live_attr("aria-valuetext", move || Some(in_words(store, handle, moment.get())))
        .on_key(move |event| press(event, store, handle, track.layout_now().is_rtl()))
        .add(el("span", "dl-thumb-grip").attr("aria-hidden", "true"))
}

fn day_number(moment: Moment) -> String {
    moment.day().0.to_string()
}

fn in_words(store: Store, handle: Handle, moment: Moment) -> String {
    let language = store.language.get();
    match handle {
        // The window starts with the day that begins at its start.
        Handle::WindowStart => format_seconds(language, moment, DateStyle::Long),
        Handle::Moment | Handle::WindowEnd => {
            format_moment_shown(language, moment, DateStyle::Long)
        }
    }
}

/// Carries out a key on a thumb; false if it means nothing here.
fn press(event: &KeyboardEvent, store: Store, handle: Handle, is_rtl: bool) -> bool {
    if event.ctrl_key() || event.alt_key() || event.meta_key() {
        return false;
    }
    let key = event.key();
    let wanted = store.peek(|state| {
        let story = state.loaded()?.story.meta.span;
        let clock: &Clock = &state.clock;
        if key == " " && handle == Handle::Moment {
            return Some(if clock.playing { Command::Pause } else { Command::Play });
        }
        // Home and End of the moment are those of the window: that is where it plays.
        let range = match handle {
            Handle::Moment => clock.window,
            Handle::WindowStart | Handle::WindowEnd => handle.range(clock, story),
        };
        let now = handle.moment(clock);
        let moment = moment_for_key(&key, event.shift_key(), is_rtl, now, range)?;
        Some(handle.moved_to(moment, clock, story))
    });
    let Some(command) = wanted else { return false };
    store.send(command);
    true
}
