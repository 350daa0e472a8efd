//! The map as a component: canvases, gestures, the frame loop.

use std::cell::RefCell;
use std::rc::Rc;

use dateline_core::geo::LonLat;
use gloo_events::{EventListener, EventListenerOptions};
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlCanvasElement, HtmlElement, KeyboardEvent, PointerEvent, WheelEvent, window};

use super::drawing::Drawing;
use super::furniture::{AsOf, Credit, MapButtons, ScaleLine};
use super::gestures::{Gestures, key_pressed, wheeled};
use super::labels::LabelPainter;
use super::legend::Legend;
use super::painter::MapPainter;
use super::probe::PixelProbe;
use crate::i18n::{DateStyle, format_moment_shown, t, t_with};
use crate::platform::{FrameRequest, SizeObserver};
use crate::state::{Command, Phase, Store};

/// What draws one map.
struct Stage {
    canvas: HtmlCanvasElement,
    /// `None` without WebGL2.
    painter: Option<MapPainter>,
    labels: LabelPainter,
    last_frame_ms: Option<f64>,
    _context_watch: [EventListener; 2],
}

type SharedStage = Rc<RefCell<Option<Stage>>>;

/// The map.
#[component]
pub fn MapView(
    store: Store,
    probe: PixelProbe,
    /// Called after each frame that shows a story.
    on_painted: Callback<()>,
) -> impl IntoView {
    let place = NodeRef::<html::Div>::new();
    let canvas = NodeRef::<html::Canvas>::new();
    let names = NodeRef::<html::Canvas>::new();
    let stage: SharedStage = Rc::default();
    let frames = FrameRequest::default();
    let has_webgl = RwSignal::new(true);
    // Counts pictures that are asked for though the state is the same.
    let asked = RwSignal::new(0u32);
    let gestures = StoredValue::new_local(Gestures::default());

    let observer = StoredValue::new_local(None::<SizeObserver>);
    Effect::new({
        let (stage, probe) = (Rc::clone(&stage), probe.clone());
        move |_| {
            let (Some(place), Some(canvas), Some(names)) = (place.get(), canvas.get(), names.get())
            else {
                return;
            };
            let painter = MapPainter::new(&canvas).ok();
            has_webgl.set(painter.is_some());
            let labels = LabelPainter::new(names);
            let context_watch = watch_context(&canvas, &stage, asked);
            *stage.borrow_mut() = Some(Stage {
                canvas,
                painter,
                labels,
                last_frame_ms: None,
                _context_watch: context_watch,
            });
            connect_probe(&probe, &stage, store);
            let observed = SizeObserver::new(&place, move |width_px, height_px| {
                store.send(Command::Resize(width_px, height_px));
            });
            observer.set_value(Some(observed));
        }
    });
    Effect::new({
        let (stage, frames) = (Rc::clone(&stage), frames.clone());
        move |_| {
            // Every change of the state may be seen: it is the frame that is limited.
            store.watch(|_| ());
            has_webgl.track();
            asked.track();
            let stage = Rc::clone(&stage);
            frames.request(move |time_ms| {
                if draw(&stage, store, time_ms) {
                    on_painted.run(());
                }
            });
        }
    });
    let to_clean = StoredValue::new_local((stage, frames, probe));
    on_cleanup(move || {
        to_clean.with_value(|(stage, frames, probe)| {
            frames.cancel();
            probe.disconnect();
            stage.borrow_mut().take();
        });
        observer.set_value(None);
    });

    let label = move || {
        let language = store.language.get();
        let t = store.clock.with(|clock| clock.t);
        let date = format_moment_shown(language, t, DateStyle::Long);
        t_with(language, "map.label", &[("date", &date)])
    };
    let help = move || t(store.language.get(), "map.help");
    view! {
        <section class="dl-map" aria-label=label>
            <div
                class="dl-stage"
                node_ref=place
                tabindex="0"
                role="group"
                aria-label=label
                aria-description=help
                on:pointerdown=move |event| pointer_down(gestures, &event)
                on:pointermove=move |event| pointer_move(gestures, store, &event)
                on:pointerup=move |event| pointer_up(gestures, store, &event)
                on:pointercancel=move |event| {
                    gestures.update_value(|gestures| gestures.pointer_cancel(&event));
                }
                on:wheel=move |event: WheelEvent| {
                    event.prevent_default();
                    let at = position(event.current_target(), event.client_x(), event.client_y());
                    let view = store.peek(|state| state.camera.view);
                    store.send(Command::SetView(wheeled(&event, at, &view)));
                }
                on:keydown=move |event: KeyboardEvent| {
                    if key_pressed(&event, store) {
                        event.prevent_default();
                        event.stop_propagation();
                    }
                }
            >
                <canvas class="dl-gl" node_ref=canvas aria-hidden="true"></canvas>
                <Show when=move || !has_webgl.get()>
                    <Drawing store />
                </Show>
                <canvas class="dl-names" class:dl-hidden=move || !has_webgl.get() node_ref=names aria-hidden="true"></canvas>
            </div>
            <AsOf store />
            <MapButtons store />
            <Legend store />
            <div class="dl-foot">
                <ScaleLine store />
                <Credit store />
            </div>
            <Show when=move || !has_webgl.get()>
                <p class="dl-no-webgl" role="status">
                    {move || t(store.language.get(), "app.no_webgl")}
                </p>
            </Show>
        </section>
    }
}

/// Keeps the context restorable, and draws again from what the state holds as soon as it
/// has come back.
fn watch_context(
    canvas: &HtmlCanvasElement,
    stage: &SharedStage,
    asked: RwSignal<u32>,
) -> [EventListener; 2] {
    let options = EventListenerOptions::enable_prevent_default();
    let lost = EventListener::new_with_options(canvas, "webglcontextlost", options, |event| {
        event.prevent_default();
    });
    let stage = Rc::downgrade(stage);
    let restored = EventListener::new(canvas, "webglcontextrestored", move |_| {
        let Some(stage) = stage.upgrade() else { return };
        let mut slot = stage.borrow_mut();
        let painter = slot.as_mut().and_then(|stage| stage.painter.as_mut());
        // A context that is lost again will come back again.
        if painter.is_some_and(|painter| painter.restore().is_ok()) {
            drop(slot);
            asked.update(|count| *count += 1);
        }
    });
    [lost, restored]
}

/// Draws what the state says; true if a story was painted.
fn draw(stage: &SharedStage, store: Store, time_ms: f64) -> bool {
    let mut slot = stage.borrow_mut();
    let Some(stage) = slot.as_mut() else { return false };
    let dt_s = stage.last_frame_ms.map_or(0.0, |last_ms| (time_ms - last_ms) / 1000.0);
    let moves = store.peek(|state| state.clock.playing || state.camera.flight.is_some());
    stage.last_frame_ms = moves.then_some(time_ms);
    let ratio = window().map_or(1.0, |window| window.device_pixel_ratio()).clamp(0.5, 4.0);
    let painted = store.peek(|state| {
        let view = state.camera.view;
        fit_canvas(&stage.canvas, view.width_px(), view.height_px(), ratio);
        stage.labels.draw(state, ratio);
        let drawn = match &mut stage.painter {
            Some(painter) => painter.draw(state, ratio).is_ok(),
            None => true,
        };
        drawn && matches!(state.phase, Phase::Ready(..))
    });
    drop(slot);
    if moves {
        store.send(Command::Tick(dt_s));
    }
    painted
}

/// Gives the canvas as many pixels as the screen has for it.
pub(super) fn fit_canvas(canvas: &HtmlCanvasElement, width_px: f64, height_px: f64, ratio: f64) {
    let device = |px: f64| (px * ratio).round().clamp(1.0, 16_384.0) as u32;
    let (width, height) = (device(width_px), device(height_px));
    if canvas.width() != width {
        canvas.set_width(width);
    }
    if canvas.height() != height {
        canvas.set_height(height);
    }
}

fn connect_probe(probe: &PixelProbe, stage: &SharedStage, store: Store) {
    let stage = Rc::downgrade(stage);
    probe.connect(move |place: LonLat| {
        let stage = stage.upgrade()?;
        let mut slot = stage.borrow_mut();
        let painter = slot.as_mut()?.painter.as_mut()?;
        let ratio = window().map_or(1.0, |window| window.device_pixel_ratio()).clamp(0.5, 4.0);
        store.peek(|state| {
            // The buffer is only defined in the task that drew it.
            painter.draw(state, ratio).ok()?;
            let (x_px, y_px) = state.camera.view.screen_from_lonlat(place);
            let inside = (0.0..state.camera.view.width_px()).contains(&x_px)
                && (0.0..state.camera.view.height_px()).contains(&y_px);
            if !inside {
                return None;
            }
            painter.read_pixel(x_px, y_px).ok()
        })
    });
}

/// A position on the page, relative to the element that listens.
fn position(target: Option<web_sys::EventTarget>, client_x: i32, client_y: i32) -> (f64, f64) {
    let place = target.and_then(|target| target.dyn_into::<HtmlElement>().ok());
    let rect = place.map(|place| place.get_bounding_client_rect());
    let (left, top) = rect.map_or((0.0, 0.0), |rect| (rect.left(), rect.top()));
    (f64::from(client_x) - left, f64::from(client_y) - top)
}

fn pointer_position(event: &PointerEvent) -> (f64, f64) {
    position(event.current_target(), event.client_x(), event.client_y())
}

fn pointer_down(gestures: StoredValue<Gestures, LocalStorage>, event: &PointerEvent) {
    if event.button() != 0 {
        return;
    }
    let at = pointer_position(event);
    if let Some(stage) = event.current_target().and_then(|target| target.dyn_into::<HtmlElement>().ok()) {
        // Refused for a pointer that is gone already: then there is nothing to follow.
        let _ = stage.set_pointer_capture(event.pointer_id());
    }
    gestures.update_value(|gestures| gestures.pointer_down(event, at));
}

fn pointer_move(gestures: StoredValue<Gestures, LocalStorage>, store: Store, event: &PointerEvent) {
    let at = pointer_position(event);
    let view = store.peek(|state| state.camera.view);
    let moved = gestures.try_update_value(|gestures| gestures.pointer_move(event, at, &view));
    if let Some(view) = moved.flatten() {
        store.send(Command::SetView(view));
    }
}

fn pointer_up(gestures: StoredValue<Gestures, LocalStorage>, store: Store, event: &PointerEvent) {
    let at = pointer_position(event);
    let tapped = gestures.try_update_value(|gestures| gestures.pointer_up(event, at)).flatten();
    let Some((at, is_second)) = tapped else { return };
    let view = store.peek(|state| state.camera.view);
    if is_second {
        store.send(Command::SetView(view.zoomed_about(at, view.zoom() + 1.0)));
    } else {
        store.send(Command::SelectAt(view.lonlat_from_screen(at), at));
    }
}
