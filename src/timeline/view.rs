//! The timeline as a component: the parts in their order.

use dateline_core::time::Span;
use leptos::prelude::*;

use super::axis::axis;
use super::band::band;
use super::compare::{compare_bar, other_mark};
use super::hands::take_hold;
use super::histogram::bars;
use super::key::event_key;
use super::room::{Room, needed};
use super::track::Track;
use super::transport::transport;
use crate::dom::{El, el, px};
use crate::late;
use crate::page::Page;
use crate::state::Store;

/// The timeline.
#[component]
pub fn TimelineView(
    store: Store,
    /// Whether buttons, fields and what is below the axis are ever seen.
    has_controls: bool,
) -> impl IntoView {
    let (track, layers) = (Track::new(store), Room::new(has_controls));
    layers.fill(track);
    let compares = Memo::new(move |_| store.clock.with(|clock| clock.other.is_some()));
    let (place, room) = (on_track(track, &layers, compares), el("div", "dl-axis-buttons"));
    let (for_hands, beside) = (place.clone(), room.clone());
    el("section", "dl-timeline")
        .word_attr("aria-label", store, "time.label")
        .add_if(has_controls.then(|| transport(store).add(room)))
        .live(move || {
            let is_late_here = compares.get() && late::is_here();
            if is_late_here { vec![compare_bar(store)] } else { Vec::new() }
        })
        .live(move || {
            let is_here = late::has_come();
            // Handles outlive every change of what they read.
            untrack(|| if is_here { take_hold(track, &for_hands, &beside) } else { Vec::new() })
        })
        .live(move || Page::of(store).filter(|_| has_controls).iter().map(event_key).collect())
        .live_attr("data-room", move || needed(store))
        .add(layers.eras.clone().live_attr("dir", move || Some(store.time_dir().to_owned())))
        .add(place)
        .add(layers.below.clone())
        .view()
}

/// What lies on the track. The handles come with the late part.
fn on_track(track: Track, layers: &Room, compares: Memo<bool>) -> El {
    let store = track.store;
    let chart = el("div", "dl-chart")
        .add(layers.behind.clone())
        .add(stretch("dl-shown", track, store.span))
        .live(move || bars(track));
    let place = el("div", "dl-track")
        .live_attr("dir", move || Some(store.time_dir().to_owned()))
        .live(move || vec![band(track)])
        .add(layers.over_band.clone())
        .add(chart)
        .add(stretch("dl-window", track, track.window))
        .live(move || {
            let is_late_here = compares.get() && late::is_here();
            if is_late_here { vec![other_mark(track)] } else { Vec::new() }
        })
        .add(axis(track))
        .add(now(track));
    track.follow_width(place.node());
    place
}

/// A box from the start of a span to its end.
fn stretch(class: &str, track: Track, span: Memo<Span>) -> El {
    let range = move || track.layout().inline_range(span.get()).unwrap_or_default();
    el("div", class)
        .live_style("inset-inline-start", move || px(range().0))
        .live_style("inline-size", move || px(range().1))
}

/// The line at the moment, if that is in sight.
fn now(track: Track) -> El {
    let inline_px = move || track.layout().inline_px(track.store.clock.with(|clock| clock.t));
    let is_outside = move || !(-1.0..=track.layout().width_px() + 1.0).contains(&inline_px());
    el("div", "dl-playhead")
        .live_class("dl-outside", is_outside)
        .live_style("inset-inline-start", move || px(inline_px()))
}
