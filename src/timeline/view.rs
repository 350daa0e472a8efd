//! The timeline as a component: the parts in their order, and dragging over all of them.

use dateline_core::time::Span;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, PointerEvent, WheelEvent};

use super::axis::axis;
use super::band::band;
use super::compare::{compare_bar, other_mark};
use super::drag::{Handle, snapped};
use super::histogram::bars;
use super::key::event_key;
use super::room::{Room, needed};
use super::thumbs::thumb;
use super::track::Track;
use super::transport::transport;
use crate::dom::{El, el, px};
use crate::late;
use crate::page::Page;
use crate::state::{Command, Store};

/// How near a press must be to an end of the window to take hold of it, CSS pixels.
const GRAB_PX: f64 = 14.0;
/// A timeline that shows fewer days than this is dragged by the minute.
const FINE_BELOW_DAYS: i64 = 4;

/// The timeline.
#[component]
pub fn TimelineView(store: Store) -> impl IntoView {
    let (track, room) = (Track::new(store), Room::new());
    room.fill(track);
    let compares = Memo::new(move |_| store.clock.with(|clock| clock.other.is_some()));
    el("section", "dl-timeline")
        .word_attr("aria-label", store, "time.label")
        .add(transport(store))
        .live(move || {
            let is_late_here = compares.get() && late::is_here();
            if is_late_here { vec![compare_bar(store)] } else { Vec::new() }
        })
        .live(move || Page::of(store).iter().map(event_key).collect())
        .live_attr("data-room", move || needed(store))
        .add(room.eras.clone())
        .add(on_track(track, &room, compares))
        .add(room.below.clone())
        .view()
}

/// What lies on the track, and dragging over it.
fn on_track(track: Track, room: &Room, compares: Memo<bool>) -> El {
    let store = track.store;
    let held = RwSignal::new(None::<Handle>);
    let window = Memo::new(move |_| store.clock.with(|clock| clock.window));
    let chart = el("div", "dl-chart")
        .add(room.behind.clone())
        .add(stretch("dl-shown", track, store.span))
        .live(move || bars(track));
    let place = el("div", "dl-track")
        .live_class("dl-dragging", move || held.get().is_some())
        .on("pointerdown", move |event| press(track, held, event.unchecked_ref()))
        .on("pointermove", move |event| drag(track, held, event.unchecked_ref()))
        .on("pointerup", move |_| held.set(None))
        .on("pointercancel", move |_| held.set(None))
        .on("wheel", move |event| turn(track, event.unchecked_ref()))
        .live(move || vec![band(track)])
        .add(room.over_band.clone())
        .add(chart)
        .add(stretch("dl-window", track, window))
        .live(move || {
            let is_late_here = compares.get() && late::is_here();
            if is_late_here { vec![other_mark(track)] } else { Vec::new() }
        })
        .add(axis(track))
        .add(thumb(track, held, Handle::WindowStart))
        .add(thumb(track, held, Handle::Moment))
        .add(thumb(track, held, Handle::WindowEnd));
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

/// A press takes hold of an end of the window if it is on its grip, else of the moment,
/// which jumps to it.
fn press(track: Track, held: RwSignal<Option<Handle>>, event: &PointerEvent) {
    if event.button() != 0 {
        return;
    }
    let Some((left_px, top_px)) = position(event) else { return };
    let layout = track.layout_now();
    let clock = track.store.peek(|state| state.clock);
    let near = |handle: Handle| {
        let start_px = layout.inline_px(handle.moment(&clock));
        (layout.left_px(start_px, 0.0) - left_px).abs() <= GRAB_PX
    };
    // The grips of the window stand on the axis, below the bars.
    let on_grips = top_px > super::band::BAND_HEIGHT_PX + super::histogram::HISTOGRAM_HEIGHT_PX;
    let handle = [Handle::WindowStart, Handle::WindowEnd]
        .into_iter()
        .find(|handle| on_grips && near(*handle))
        .unwrap_or(Handle::Moment);
    held.set(Some(handle));
    if let Some(place) =
        event.current_target().and_then(|target| target.dyn_into::<HtmlElement>().ok())
    {
        // Refused for a pointer that is gone already: then there is nothing to follow.
        let _ = place.set_pointer_capture(event.pointer_id());
    }
    drag(track, held, event);
}

fn drag(track: Track, held: RwSignal<Option<Handle>>, event: &PointerEvent) {
    let (Some(handle), Some((left_px, _))) = (held.get_untracked(), position(event)) else {
        return;
    };
    let (store, layout) = (track.store, track.layout_now());
    let few_days = layout.scale().domain.seconds() < FINE_BELOW_DAYS * 86_400;
    let moment = snapped(layout.moment_from_left(left_px), few_days != event.shift_key());
    let command = store.peek(|state| {
        let story = state.loaded()?.story.meta.span;
        Some(handle.moved_to(moment, &state.clock, story))
    });
    if let Some(command) = command {
        store.send(command);
    }
}

/// The wheel zooms the axis with Ctrl, and moves it sideways where it turns sideways;
/// any other turn scrolls the page.
fn turn(track: Track, event: &WheelEvent) {
    let store = track.store;
    let Some(story) = store.peek(|state| state.loaded().map(|loaded| loaded.story.meta.span))
    else {
        return;
    };
    let layout = track.layout_now();
    let sideways = event.delta_x().abs() > event.delta_y().abs();
    let scale = if event.ctrl_key() {
        let left_px = position(event).map_or(0.0, |(left_px, _)| left_px);
        let at_px = layout.left_px(left_px, 0.0);
        layout.scale().zoomed_about(at_px, (-event.delta_y() / 200.0).exp2(), story)
    } else if sideways {
        let direction = if layout.is_rtl() { 1.0 } else { -1.0 };
        layout.scale().panned(direction * event.delta_x(), story)
    } else {
        return;
    };
    event.prevent_default();
    store.send(Command::SetAxis(scale.domain));
}

/// A position relative to the track, from its left and top edges.
fn position(event: &web_sys::MouseEvent) -> Option<(f64, f64)> {
    let track = event.current_target()?.dyn_into::<HtmlElement>().ok()?;
    let rect = track.get_bounding_client_rect();
    Some((f64::from(event.client_x()) - rect.left(), f64::from(event.client_y()) - rect.top()))
}
