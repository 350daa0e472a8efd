//! The four handles: the moment, both ends of the window, and the window between them.

use std::rc::Rc;

use dateline_core::number::fixed;
use dateline_core::time::{Moment, SECONDS_PER_DAY, Span};
use leptos::prelude::*;

use super::handle::Handle;
use super::{Hands, keys};
use crate::dom::{El, el, px};
use crate::i18n::{DateStyle, Language, format_moment_shown, format_range, format_seconds};
use crate::state::Clock;

/// All handles.
pub fn thumbs(hands: &Rc<Hands>) -> Vec<El> {
    Handle::ALL.map(|handle| thumb(hands, handle)).into()
}

/// The class by which a handle is found.
pub fn class_of(handle: Handle) -> &'static str {
    match handle {
        Handle::Moment => "dl-thumb-moment",
        Handle::WindowStart => "dl-thumb-start",
        Handle::Window => "dl-thumb-window",
        Handle::WindowEnd => "dl-thumb-end",
    }
}

/// A handle: seen, dragged by the track under it, and moved by keys (A28). One that is
/// outside of what the axis shows stands at its edge and can be reached all the same.
fn thumb(hands: &Rc<Hands>, handle: Handle) -> El {
    let (for_keys, hands) = (Rc::clone(hands), Rc::clone(hands));
    let (store, track) = (hands.track.store, hands.track);
    // While the clock plays only the moment moves, and only what moves is written.
    let span = Memo::new(move |_| store.clock.with(|clock| span_of(handle, clock)));
    let inline_px = move |moment| track.layout().inline_px(moment);
    let on_track = move |moment| inline_px(moment).max(0.0).min(track.layout().width_px());
    let is_outside = move || {
        let span = span.get();
        let is_before = inline_px(span.end) < -1.0;
        is_before || inline_px(span.start) > track.layout().width_px() + 1.0
    };
    let range = Rc::new(move || {
        let (story, step) = (store.loaded()?.story.meta.span, hands.snap().step);
        Some(store.clock.with(|clock| handle.range(clock, story, step)))
    });
    let least = Rc::clone(&range);
    // Whoever listens would hear nothing else while it plays: what moves by itself is told at the
    // end.
    let said = Memo::new(move |before: Option<&Span>| {
        let now = span.get();
        let plays = store.clock.with(|clock| clock.playing);
        before.copied().filter(|_| plays && handle == Handle::Moment).unwrap_or(now)
    });
    let label = match handle {
        Handle::Moment => "time.moment",
        Handle::WindowStart => "time.window.start",
        Handle::Window => "time.window",
        Handle::WindowEnd => "time.window.end",
    };
    let thumb = el("div", &["dl-thumb ", class_of(handle)].concat())
        .live_class("dl-outside", is_outside)
        .live_style("inset-inline-start", move || px(on_track(span.get().start)))
        .attr("role", "slider")
        .attr("tabindex", "0")
        .word_attr("aria-label", store, label)
        .live_attr("aria-valuemin", move || Some(days(least()?.start)))
        .live_attr("aria-valuemax", move || Some(days(range()?.end)))
        .live_attr("aria-valuenow", move || Some(days(said.get().start)))
        .live_attr("aria-valuetext", move || {
            Some(in_words(store.language.get(), handle, said.get()))
        })
        .on_key(move |event| keys::press(event, &for_keys, handle))
        .add(el("span", "dl-thumb-grip").attr("aria-hidden", "true"));
    match handle {
        Handle::Moment => thumb.attr("aria-keyshortcuts", "Space N P"),
        Handle::Window => thumb.live_style("inline-size", move || {
            let span = span.get();
            px(on_track(span.end) - on_track(span.start))
        }),
        Handle::WindowStart | Handle::WindowEnd => thumb,
    }
}

/// Where a handle starts and ends: all but the whole window in a point.
fn span_of(handle: Handle, clock: &Clock) -> Span {
    if handle == Handle::Window {
        return clock.window;
    }
    let moment = handle.moment(clock);
    Span { start: moment, end: moment }
}

/// Days since 1970, as a number: whole ones for midnights.
fn days(moment: Moment) -> String {
    if moment.is_midnight() {
        return moment.day().0.to_string();
    }
    fixed(moment.0 as f64 / SECONDS_PER_DAY as f64, 5)
}

/// What a handle says: an end of the window the day that is inside (T9).
fn in_words(language: Language, handle: Handle, span: Span) -> String {
    let is_whole_days = span.start.is_midnight() && span.end.is_midnight();
    match handle {
        Handle::Window if is_whole_days => format_range(language, span, DateStyle::Long),
        Handle::Window => format_range(language, span, DateStyle::LongTime),
        // The window starts with the day that begins at its start.
        Handle::WindowStart if is_whole_days => {
            format_seconds(language, span.start, DateStyle::Long)
        }
        Handle::WindowStart => format_seconds(language, span.start, DateStyle::LongTime),
        Handle::Moment | Handle::WindowEnd => {
            format_moment_shown(language, span.start, DateStyle::Long)
        }
    }
}
