//! The timeline as a component: the parts in their order, and dragging over all of them.

use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, PointerEvent, WheelEvent};

use super::axis::Axis;
use super::band::Band;
use super::drag::{Handle, snapped};
use super::histogram::Bars;
use super::key::EventKey;
use super::layout::Layout;
use super::thumbs::Thumb;
use super::transport::Transport;
use crate::platform::SizeObserver;
use crate::state::{Command, Store};
use crate::words::word;

/// How near a press must be to an end of the window to take hold of it, CSS pixels.
const GRAB_PX: f64 = 14.0;
/// A timeline that shows fewer days than this is dragged by the minute.
const FINE_BELOW_DAYS: i64 = 4;

/// The timeline.
#[component]
pub fn TimelineView(store: Store) -> impl IntoView {
    let track = NodeRef::<html::Div>::new();
    let width_px = RwSignal::new(320.0);
    let observer = StoredValue::new_local(None::<SizeObserver>);
    Effect::new(move |_| {
        if let Some(track) = track.get() {
            let observed = SizeObserver::new(&track, move |width, _| width_px.set(width.max(1.0)));
            observer.set_value(Some(observed));
        }
    });
    on_cleanup(move || observer.set_value(None));
    let axis = Memo::new(move |_| store.clock.with(|clock| clock.axis));
    let layout =
        Memo::new(move |_| Layout::new(axis.get(), width_px.get(), store.language.get().is_rtl()));
    let held = RwSignal::new(None::<Handle>);
    let window_range = move || {
        layout.get().inline_range(store.clock.with(|clock| clock.window)).unwrap_or_default()
    };
    let shown_range = move || layout.get().inline_range(store.span.get()).unwrap_or_default();
    let thumb = move |handle| view! { <Thumb store layout handle held /> };
    view! {
        <section class="dl-timeline" aria-label=word(store, "time.label")>
            <Transport store />
            <EventKey store />
            <div
                class="dl-track"
                node_ref=track
                class:dl-dragging=move || held.get().is_some()
                on:pointerdown=move |event| press(store, layout, held, &event)
                on:pointermove=move |event| drag(store, layout, held, &event)
                on:pointerup=move |_| held.set(None)
                on:pointercancel=move |_| held.set(None)
                on:wheel=move |event| turn(store, layout, &event)
            >
                <Band store layout />
                <div class="dl-chart">
                    <div
                        class="dl-shown"
                        style:inset-inline-start=move || format!("{:.1}px", shown_range().0)
                        style:inline-size=move || format!("{:.1}px", shown_range().1)
                    ></div>
                    <Bars store layout />
                </div>
                <div
                    class="dl-window"
                    style:inset-inline-start=move || format!("{:.1}px", window_range().0)
                    style:inline-size=move || format!("{:.1}px", window_range().1)
                ></div>
                <Axis store layout />
                {thumb(Handle::WindowStart)}
                {thumb(Handle::Moment)}
                {thumb(Handle::WindowEnd)}
            </div>
        </section>
    }
}

/// A press takes hold of an end of the window if it is on its grip, else of the moment,
/// which jumps to it.
fn press(store: Store, layout: Memo<Layout>, held: RwSignal<Option<Handle>>, event: &PointerEvent) {
    if event.button() != 0 {
        return;
    }
    let Some((left_px, top_px)) = position(event) else { return };
    let layout_now = layout.get_untracked();
    let clock = store.peek(|state| state.clock);
    let near = |handle: Handle| {
        let start_px = layout_now.inline_px(handle.moment(&clock));
        (layout_now.left_px(start_px, 0.0) - left_px).abs() <= GRAB_PX
    };
    // The grips of the window stand on the axis, below the bars.
    let on_grips = top_px > super::band::BAND_HEIGHT_PX + super::histogram::HISTOGRAM_HEIGHT_PX;
    let handle = [Handle::WindowStart, Handle::WindowEnd]
        .into_iter()
        .find(|handle| on_grips && near(*handle))
        .unwrap_or(Handle::Moment);
    held.set(Some(handle));
    if let Some(track) =
        event.current_target().and_then(|target| target.dyn_into::<HtmlElement>().ok())
    {
        // Refused for a pointer that is gone already: then there is nothing to follow.
        let _ = track.set_pointer_capture(event.pointer_id());
    }
    drag(store, layout, held, event);
}

fn drag(store: Store, layout: Memo<Layout>, held: RwSignal<Option<Handle>>, event: &PointerEvent) {
    let (Some(handle), Some((left_px, _))) = (held.get_untracked(), position(event)) else {
        return;
    };
    let layout = layout.get_untracked();
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
fn turn(store: Store, layout: Memo<Layout>, event: &WheelEvent) {
    let Some(story) = store.peek(|state| state.loaded().map(|loaded| loaded.story.meta.span))
    else {
        return;
    };
    let layout = layout.get_untracked();
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
