//! The three thumbs: the moment and both ends of the window.

use leptos::prelude::*;
use web_sys::KeyboardEvent;

use super::drag::{Handle, moment_for_key};
use super::layout::Layout;
use crate::i18n::{DateStyle, format_moment_shown, format_seconds};
use crate::state::{Clock, Command, Store};
use crate::words::word;

/// A thumb: seen, dragged by the track under it, and moved by keys (A28).
#[component]
pub fn Thumb(
    store: Store,
    layout: Memo<Layout>,
    handle: Handle,
    /// Which thumb is being dragged.
    held: RwSignal<Option<Handle>>,
) -> impl IntoView {
    let clock = store.clock;
    let story = move || store.loaded().map(|loaded| loaded.story.meta.span);
    let range = move || story().map(|story| handle.range(&clock.get(), story));
    let inline_px = move || layout.get().inline_px(handle.moment(&clock.get()));
    let is_outside = move || !(-1.0..=layout.get().width_px() + 1.0).contains(&inline_px());
    let (class, label) = match handle {
        Handle::Moment => ("dl-thumb dl-thumb-moment", "time.moment"),
        Handle::WindowStart => ("dl-thumb dl-thumb-start", "time.window.start"),
        Handle::WindowEnd => ("dl-thumb dl-thumb-end", "time.window.end"),
    };
    let days = |moment: dateline_core::time::Moment| moment.day().0.to_string();
    let words = move || {
        let language = store.language.get();
        let moment = handle.moment(&clock.get());
        match handle {
            // The window starts with the day that begins at its start.
            Handle::WindowStart => format_seconds(language, moment, DateStyle::Long),
            Handle::Moment | Handle::WindowEnd => {
                format_moment_shown(language, moment, DateStyle::Long)
            }
        }
    };
    view! {
        <div
            class=class
            class:dl-outside=is_outside
            class:dl-held=move || held.get() == Some(handle)
            style:inset-inline-start=move || format!("{:.1}px", inline_px())
            role="slider"
            tabindex="0"
            aria-label=word(store, label)
            aria-valuemin=move || range().map(|range| days(range.start))
            aria-valuemax=move || range().map(|range| days(range.end))
            aria-valuenow=move || days(handle.moment(&clock.get()))
            aria-valuetext=words
            on:keydown=move |event: KeyboardEvent| {
                if press(&event, store, handle, layout.get_untracked().is_rtl()) {
                    event.prevent_default();
                    event.stop_propagation();
                }
            }
        >
            <span class="dl-thumb-grip" aria-hidden="true"></span>
        </div>
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
