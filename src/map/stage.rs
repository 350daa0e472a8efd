//! What draws one map: the painter, the names, and when a frame is due.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::Arc;

use dateline_gl::{GlError, Lease};
use gloo_events::{EventListener, EventListenerOptions};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlCanvasElement, window};

use super::crowd::crowds_of;
use super::frame::Crowd;
use super::labels::LabelPainter;
use super::painter::MapPainter;
use super::probe::{Asked, PixelProbe};
use super::tiles::{self, Tiles};
use crate::dom::El;
use crate::late::{self, Part};
use crate::platform::{FrameRequest, SizeObserver};
use crate::state::{Command, Phase, State, Store};

/// What draws one map.
struct Stage {
    /// The box whose size the map has.
    place: Element,
    canvas: HtmlCanvasElement,
    /// `None` without WebGL2.
    painter: Option<MapPainter>,
    labels: LabelPainter,
    /// Whether a base map of tiles is to be shown.
    wants_tiles: Memo<bool>,
    /// That base map, if it is.
    tiles: Option<Tiles>,
    last_frame_ms: Option<f64>,
    /// The address of the story for which the place was measured.
    measured_for: usize,
    _context_watch: [EventListener; 2],
}

type SharedStage = Rc<RefCell<Option<Stage>>>;

/// The elements that a map is drawn on.
pub struct StageNodes {
    /// The box whose size the map has.
    pub place: El,
    /// The canvas for areas and marks.
    pub canvas: El,
    /// The canvas for names.
    pub names: El,
}

/// How a map is drawn.
#[derive(Clone)]
pub struct Drawn {
    /// Whether there is WebGL2.
    pub has_webgl: RwSignal<bool>,
    /// The right to its context, if there is one.
    pub lease: Option<Lease>,
    /// Whether it is in sight, or nearly so, as far as anybody watches that. Out of sight
    /// nothing plays.
    pub is_near: RwSignal<bool>,
}

/// Draws the store's state on the nodes from now on until the current owner is cleaned
/// up; `on_painted` is called after each frame that shows a story, or would show it if the
/// context were not lost. `has_webgl` is told whether there is WebGL2; `wants_tiles` says whether a base map of tiles is to be shown.
pub fn keep_drawn(
    store: Store,
    nodes: &StageNodes,
    (has_webgl, wants_tiles): (RwSignal<bool>, Memo<bool>),
    probe: PixelProbe,
    on_painted: Callback<()>,
) -> Drawn {
    let stage: SharedStage = Rc::default();
    let frames = FrameRequest::default();
    let is_near = RwSignal::new(true);
    // Counts pictures that are asked for though the state is the same.
    let asked = RwSignal::new(0u32);
    let canvas: HtmlCanvasElement = nodes.canvas.node().clone().unchecked_into();
    let painter = MapPainter::new(&canvas).ok();
    has_webgl.set(painter.is_some());
    let lease = painter.as_ref().map(MapPainter::lease);
    let context_watch = watch_context(&canvas, &stage, asked);
    *stage.borrow_mut() = Some(Stage {
        place: nodes.place.node().clone(),
        canvas,
        painter,
        labels: LabelPainter::new(nodes.names.node().clone().unchecked_into()),
        wants_tiles,
        tiles: None,
        last_frame_ms: None,
        measured_for: 0,
        _context_watch: context_watch,
    });
    connect_probe(&probe, &stage, store);
    let observer = SizeObserver::new(nodes.place.node(), move |width_px, height_px| {
        store.send(Command::Resize(width_px, height_px));
    });
    StoredValue::new_local(observer);
    Effect::new({
        let (stage, frames) = (Rc::clone(&stage), frames.clone());
        let far = Rc::new(Cell::new(false));
        move |_| {
            // Every change of the state may be seen: it is the frame that is limited.
            store.watch(|_| ());
            has_webgl.track();
            asked.track();
            // Asked again in the frame: the one that is pending now may be older than this.
            late::has_come();
            if wants_tiles.get() {
                Part::Tiles.is_here();
            }
            far.set(!is_near.get());
            let (stage, is_far) = (Rc::clone(&stage), Rc::clone(&far));
            frames.request(move |time_ms| {
                // It goes on from where it is, with a step as after any other pause. Asked in the
                // frame, which is one for all changes before it: it may have come near since.
                if is_far.get() && store.peek(|state| state.clock.playing) {
                    return;
                }
                if draw(&stage, store, has_webgl, asked, time_ms) {
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
    });
    Drawn { has_webgl, lease, is_near }
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
            if let Some(stage) = slot.as_mut() {
                stage.labels.forget();
            }
            drop(slot);
            asked.update(|count| *count += 1);
        }
    });
    [lost, restored]
}

/// Draws what the state says; true if a story was painted. Tiles, which come late, ask for
/// more pictures by `asked`.
fn draw(
    stage: &SharedStage,
    store: Store,
    has_webgl: RwSignal<bool>,
    asked: RwSignal<u32>,
    time_ms: f64,
) -> bool {
    let mut slot = stage.borrow_mut();
    let Some(stage) = slot.as_mut() else { return false };
    if measure_for_story(stage, store, ratio()) {
        asked.update(|count| *count += 1);
        return false;
    }
    let dt_s = stage.last_frame_ms.map_or(0.0, |last_ms| (time_ms - last_ms) / 1000.0);
    let moves = store.peek(|state| state.clock.playing || state.camera.flight.is_some());
    stage.last_frame_ms = moves.then_some(time_ms);
    let ratio = ratio();
    let mut is_whole = true;
    let painted = store.peek(|state| {
        let view = state.camera.view;
        fit_canvas(&stage.canvas, view.width_px(), view.height_px(), ratio);
        if Part::Tiles.is_here_now() {
            let ground = tiles::Ground {
                // While the context is given back, a drawing has tiles of its own.
                painter: stage.painter.as_mut().filter(|_| has_webgl.get_untracked()),
                labels: &mut stage.labels,
                canvas: &stage.canvas,
                is_wanted: stage.wants_tiles.get_untracked(),
                ratio,
                asked,
            };
            tiles::keep(&mut stage.tiles, state, ground);
        }
        let crowds = crowds(state);
        stage.labels.draw(state, ratio, &crowds);
        let painter = stage.painter.as_mut();
        let drawn = match painter.map(|painter| painter.draw(state, ratio, &crowds)) {
            Some(Ok(drawn)) => {
                is_whole = drawn;
                true
            }
            // A story whose context is lost is there all the same, and drawn when it is back.
            None | Some(Err(GlError::Lost)) => true,
            // A driver that refuses our shaders will go on to: the drawing takes over.
            Some(Err(error)) => {
                leptos::logging::error!("the map is drawn without WebGL: {error}");
                stage.painter = None;
                false
            }
        };
        drawn && matches!(state.phase, Phase::Ready(..))
    });
    let has_painter = stage.painter.is_some();
    drop(slot);
    if !has_painter && has_webgl.get_untracked() {
        has_webgl.set(false);
    }
    if moves {
        store.send(Command::Tick(dt_s));
    }
    if !is_whole {
        asked.update(|count| *count += 1);
    }
    painted
}

/// How many device pixels there are in one of CSS.
fn ratio() -> f64 {
    window().map_or(1.0, |window| window.device_pixel_ratio()).clamp(0.5, 4.0)
}

/// Another story makes another page around the map: its size is asked for before the first
/// picture, which would be made twice else, and the second time wait for all else that is new.
/// True where there is so much in it that its picture is for the next frame.
fn measure_for_story(stage: &mut Stage, store: Store, ratio: f64) -> bool {
    let (loaded, view, is_large) = store.peek(|state| {
        let loaded = state.loaded();
        let is_large = loaded.is_some_and(|loaded| loaded.has_many_marks());
        (loaded.map_or(0, |loaded| Arc::as_ptr(loaded) as usize), state.camera.view, is_large)
    });
    if loaded == 0 || std::mem::replace(&mut stage.measured_for, loaded) == loaded {
        return false;
    }
    let width_px = f64::from(stage.place.client_width());
    let height_px = f64::from(stage.place.client_height());
    // These are whole numbers; what there is of a pixel beside is told by the observer.
    let is_same =
        (width_px - view.width_px()).abs().max((height_px - view.height_px()).abs()) < 1.0;
    if !is_same {
        store.send(Command::Resize(width_px, height_px));
        fit_canvas(&stage.canvas, width_px, height_px, ratio);
    }
    is_large
}

/// Gives the canvas as many pixels as the screen has for it.
pub fn fit_canvas(canvas: &HtmlCanvasElement, width_px: f64, height_px: f64, ratio: f64) {
    let device = |px: f64| (px * ratio).round().clamp(1.0, 16_384.0) as u32;
    let (width, height) = (device(width_px), device(height_px));
    if canvas.width() != width {
        canvas.set_width(width);
    }
    if canvas.height() != height {
        canvas.set_height(height);
    }
}

/// Where there are more marks than room, which of them are drawn: one for each picture, or
/// none. Comes with the late part.
fn crowds(state: &State) -> Rc<Vec<Crowd>> {
    if Part::Common.is_here_now() { crowds_of(state) } else { Rc::default() }
}

fn connect_probe(probe: &PixelProbe, stage: &SharedStage, store: Store) {
    let stage = Rc::downgrade(stage);
    probe.connect(move |asked| {
        let stage = stage.upgrade()?;
        let mut slot = stage.borrow_mut();
        let painter = slot.as_mut()?.painter.as_mut()?;
        let place = match asked {
            Asked::Pixel(place) => place,
            Asked::Next(loaded) => {
                // What fails here fails again in the frame, which knows what to do.
                painter.upload(loaded).ok()?;
                return None;
            }
        };
        let ratio = ratio();
        store.peek(|state| {
            // The buffer is only defined in the task that drew it.
            painter.draw(state, ratio, &crowds(state)).ok()?;
            let view = state.camera.view;
            let shown = state.main_pane().on_screen(view.screen_from_lonlat(place));
            let (x_px, y_px) = shown.filter(|(_, y_px)| (0.0..view.height_px()).contains(y_px))?;
            painter.read_pixel(x_px, y_px).ok()
        })
    });
}
