//! The base map of tiles that a story names: what is fetched, kept and shown of it.
//!
//! Comes late, and only for a story that names some. Tiles come in the order in which
//! they are wanted, and what the camera has left behind is called back. If they do not come,
//! the map says so and is otherwise as it would be without them (M14).

mod drawn;
mod said;
mod source;

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

use dateline_core::geo::View;
use dateline_core::look::LineStyle;
use dateline_core::model::BaseMap;
use dateline_gl::{GlError, GroundStyle, GroundTile, SurfaceRange};
use dateline_tiles::{
    CreditPart, Drawn, Placed, Queue, Tile, covering, drawing, ground_look, tile_id, written_names,
};
use gloo_timers::callback::Timeout;
use leptos::prelude::{RwSignal, Update};
use leptos::task::spawn_local;
use wasm_bindgen::JsValue;
use web_sys::{Element, HtmlCanvasElement};

pub use self::drawn::{DrawnGround, keep_drawn};
use self::said::Said;
use self::source::{Content, Fault, Form, Source, open};
use super::labels::LabelPainter;
use super::painter::MapPainter;
use crate::i18n::Language;
use crate::platform::{Request, is_called_back};
use crate::state::{Loaded, State};

/// The density from which pictures of twice the size are worth their bytes.
const SHARP_FROM: f64 = 1.5;

/// Where tiles are shown.
pub struct Ground<'a> {
    /// What draws them.
    pub painter: Option<&'a mut MapPainter>,
    /// What writes the names on them.
    pub labels: &'a mut LabelPainter,
    /// The canvas of the map.
    pub canvas: &'a HtmlCanvasElement,
    /// Whether any are to be shown of this story, on this element.
    pub is_wanted: bool,
    /// Device pixels per CSS pixel.
    pub ratio: f64,
    /// Counts pictures that are asked for though the state is the same.
    pub asked: RwSignal<u32>,
}

/// The tiles of one story.
pub struct Tiles {
    shared: Rc<RefCell<Shared>>,
    said: Said,
    /// The tiles and the language whose names the labels have, and the zoom for them.
    named: Option<(Vec<u64>, Language, i32)>,
    /// What the drawing shows, where there is one.
    drawn: Vec<Drawn>,
}

/// What requests come back to.
struct Shared {
    loaded: Arc<Loaded>,
    /// What is made of them.
    form: Form,
    asked: RwSignal<u32>,
    source: Option<Source>,
    /// The request by which the source is found out about.
    opening: Option<Request>,
    queue: Queue<Content, Fault>,
    coming: Vec<(Tile, Request)>,
    /// Why the source is not known; what is wrong with single tiles is the queue's.
    fault: Option<Fault>,
    /// Whether the source itself is no use, so that nothing is tried again.
    is_hopeless: bool,
    /// Whether the source is asked for again only after a pause.
    is_waiting: bool,
    /// What ends the pause.
    pause: Option<Timeout>,
}

/// Keeps the tiles of the story that is shown in step with the camera.
#[inline(never)] // A way into a late part, see `crate::late`.
pub fn keep(slot: &mut Option<Tiles>, state: &State, ground: Ground<'_>) {
    let Ground { painter, labels, canvas, is_wanted, ratio, asked } = ground;
    let Some(painter) = painter else {
        // A drawing stands in, which has tiles of its own.
        *slot = None;
        return;
    };
    let loaded = state.loaded().filter(|_| is_wanted);
    let map = canvas.closest(".dl-map").ok().flatten();
    let Some((loaded, map)) = loaded.zip(map) else {
        if slot.take().is_some() {
            painter.gl().clear_ground();
            labels.set_places(state, Vec::new());
        }
        return;
    };
    if !Tiles::are_of(slot, loaded) {
        painter.gl().clear_ground();
        *slot = Said::on(&map).map(|said| Tiles::new(loaded, said, (Form::Uploaded, asked)));
    }
    let Some(tiles) = slot else { return };
    let wanted = tiles.ask(&state.camera.view, ratio);
    // On a lost context there is nothing to show it on; it comes back with a frame.
    let drawn = tiles.show(&wanted, state, painter).unwrap_or_default();
    tiles.name(&drawn, state, labels);
    tiles.tell(&wanted, &map, state.look.language);
}

impl Tiles {
    fn new(loaded: &Arc<Loaded>, said: Said, (form, asked): (Form, RwSignal<u32>)) -> Self {
        let shared = Shared {
            loaded: Arc::clone(loaded),
            form,
            asked,
            source: None,
            opening: None,
            queue: Queue::default(),
            coming: Vec::new(),
            fault: None,
            is_hopeless: false,
            is_waiting: false,
            pause: None,
        };
        Self { shared: Rc::new(RefCell::new(shared)), said, named: None, drawn: Vec::new() }
    }

    /// Whether they are the tiles of this story.
    fn are_of(slot: &Option<Self>, loaded: &Arc<Loaded>) -> bool {
        slot.as_ref().is_some_and(|tiles| Arc::ptr_eq(&tiles.shared.borrow().loaded, loaded))
    }

    /// Asks for what a view wants and is not there; tells what it wants.
    #[inline(never)]
    fn ask(&self, view: &View, ratio: f64) -> Vec<Placed> {
        let mut shared = self.shared.borrow_mut();
        let Some(source) = shared.source.clone() else {
            if shared.opening.is_none() && !shared.is_waiting && !shared.is_hopeless {
                let request = Request::unsent();
                spawn_local(found_out(Rc::clone(&self.shared), request.signal()));
                shared.opening = Some(request);
            }
            return Vec::new();
        };
        let mut wanted = covering(view, &source.scales);
        if let Some(bounds) = source.bounds {
            wanted.retain(|placed| placed.tile.touches(bounds));
        }
        let mut tiles: Vec<Tile> = Vec::new();
        for placed in &wanted {
            if !tiles.contains(&placed.tile) {
                tiles.push(placed.tile);
            }
        }
        let work = shared.queue.work(&tiles);
        // What is dropped is called back.
        shared.coming.retain(|(tile, _)| !work.stop.contains(tile));
        for tile in work.start {
            let request = Request::unsent();
            let is_sharp = source.has_sharp && ratio >= SHARP_FROM;
            let (source, form) = (source.clone(), shared.form);
            let errand = Errand { source, tile, is_sharp, form, signal: request.signal() };
            spawn_local(fetched(Rc::clone(&self.shared), errand));
            shared.coming.push((tile, request));
        }
        wanted
    }

    /// Gives the painter what it is to draw; tells which tiles those are.
    #[inline(never)]
    fn show(
        &self,
        wanted: &[Placed],
        state: &State,
        painter: &mut MapPainter,
    ) -> Result<Vec<Drawn>, GlError> {
        let mut shared = self.shared.borrow_mut();
        let view = &state.camera.view;
        let drawn = drawing(wanted, &|tile| shared.queue.get(tile).is_some());
        let ground = painter.gl().ground()?;
        let mut tiles = Vec::with_capacity(drawn.len());
        for one in &drawn {
            shared.queue.touch(one.tile);
            let key = tile_id(one.tile);
            if !ground.has(key) {
                match shared.queue.get(one.tile) {
                    Some(Content::Picture(picture)) => ground.put_picture(key, picture)?,
                    Some(Content::Drawn(picture)) => {
                        let ranges = picture.fills.iter().map(|fill| SurfaceRange {
                            fans: (fill.first, fill.count),
                            edges: fill.edges,
                        });
                        let surfaces = (picture.vertices.as_slice(), picture.indices.as_slice());
                        ground.put_drawn(key, surfaces, ranges.collect(), &picture.lines)?;
                    }
                    Some(Content::Kept(..)) | None => {}
                }
            }
            let middle = one.tile.middle();
            let copy = one.within.copy;
            tiles.push(GroundTile {
                key,
                middle: [middle.x, middle.y],
                edges: Placed { tile: one.tile, copy }.edges(view),
                within: one.within.edges(view),
            });
        }
        ground.show(tiles, ground_style(state.look.is_dark(), view.zoom()));
        Ok(drawn)
    }

    /// Gives the names on the tiles to what writes them, if those are others than before.
    #[inline(never)]
    fn name(&mut self, drawn: &[Drawn], state: &State, labels: &mut LabelPainter) {
        let zoom = state.camera.view.zoom();
        let language = state.look.language;
        let keys = drawn.iter().map(|one| tile_id(one.tile)).collect();
        let named = Some((keys, language, (zoom * 2.0) as i32));
        if self.named == named {
            return;
        }
        self.named = named;
        let shared = self.shared.borrow();
        let places = drawn.iter().filter_map(|one| match shared.queue.get(one.tile) {
            Some(Content::Drawn(picture)) => Some((one.tile, picture.places.as_slice())),
            _ => None,
        });
        let names = written_names(places, zoom, language.tag());
        labels.set_places(state, names);
    }

    #[inline(never)]
    fn tell(&mut self, wanted: &[Placed], map: &Element, language: Language) {
        let shared = self.shared.borrow();
        let base_map = shared.loaded.story.meta.base_map.as_ref();
        let own = base_map.and_then(|base_map| own_credit(base_map, language));
        let from_files = shared.source.as_ref().map(|source| source.credit.clone());
        let credit = own.map(|own| vec![own]).or(from_files).unwrap_or_default();
        let of_tiles = shared.queue.fault(wanted.iter().map(|placed| placed.tile));
        self.said.tell(map, language, credit, shared.fault.or(of_tiles));
    }
}

impl Drop for Tiles {
    /// Calls back what is on its way: whoever waits for it holds the rest.
    fn drop(&mut self) {
        if let Ok(mut shared) = self.shared.try_borrow_mut() {
            shared.coming.clear();
            shared.opening = None;
            shared.pause = None;
        }
    }
}

/// The styles of surfaces and lines as the painter takes them.
fn ground_style(is_dark: bool, zoom: f64) -> GroundStyle {
    let look = ground_look(is_dark, zoom);
    // An edge is as wide as a pixel, to smooth what it bounds.
    let edge = |colour| LineStyle { colour, width_px: 1.0, dash_px: None };
    let edges = look.fills.iter().map(|fill| edge(fill.colour));
    GroundStyle { is_dark, fills: look.fills.into(), lines: edges.chain(look.lines).collect() }
}

/// The credit in the story's own words, if it has one.
fn own_credit(base_map: &BaseMap, language: Language) -> Option<CreditPart> {
    let words = base_map.credit.in_language(language.tag());
    let link = base_map.credit_url.clone();
    (!words.is_empty()).then(|| CreditPart { words: words.to_owned(), link })
}

/// A tile that was asked for.
struct Errand {
    source: Source,
    tile: Tile,
    is_sharp: bool,
    form: Form,
    signal: JsValue,
}

async fn found_out(shared: Rc<RefCell<Shared>>, signal: JsValue) {
    let loaded = Arc::clone(&shared.borrow().loaded);
    let Some(base_map) = &loaded.story.meta.base_map else { return };
    let outcome = open(base_map, &loaded.address, &signal).await;
    if is_called_back(&signal) {
        return;
    }
    let mut now = shared.borrow_mut();
    now.opening = None;
    match outcome {
        Ok(source) => {
            now.source = Some(source);
            now.fault = None;
            // Failures so far were of other files.
            now.queue = Queue::default();
        }
        // The whole of it may be put there yet.
        Err(Fault::Again | Fault::Busy | Fault::Refused | Fault::Absent) => {
            now.fault = Some(Fault::Again);
            let nowhere = Tile { zoom: 0, x: 0, y: 0 };
            let pause_ms = now.queue.failed(nowhere, Fault::Again);
            now.wait(&shared, pause_ms);
        }
        Err(fault) => {
            now.fault = Some(fault);
            now.is_hopeless = true;
        }
    }
    now.ask_for_picture();
}

async fn fetched(shared: Rc<RefCell<Shared>>, errand: Errand) {
    let Errand { source, tile, is_sharp, form, signal } = errand;
    let outcome = source.load(tile, (form, is_sharp), &signal).await;
    if is_called_back(&signal) {
        return;
    }
    let mut now = shared.borrow_mut();
    now.coming.retain(|(one, _)| *one != tile);
    let pause_ms = match outcome {
        Ok(content) => {
            let bytes = content.bytes();
            now.queue.arrived(tile, content, bytes)
        }
        // A store of files that may not be listed refuses those that it does not have.
        Err(Fault::Refused) if now.queue.has_any() && now.queue.has_failed(tile) => {
            now.queue.absent(tile, None);
            None
        }
        Err(Fault::Busy) => now.queue.put_off(tile, Fault::Busy),
        Err(fault @ (Fault::Again | Fault::Refused)) => now.queue.failed(tile, fault),
        Err(fault) => {
            now.queue.absent(tile, (fault != Fault::Absent).then_some(fault));
            None
        }
    };
    now.wait(&shared, pause_ms);
    now.ask_for_picture();
}

impl Shared {
    /// Begins a pause, in place of one that there is, if the queue wants one; after it the next
    /// picture asks again.
    fn wait(&mut self, shared: &Rc<RefCell<Self>>, pause_ms: Option<u32>) {
        let Some(pause_ms) = pause_ms else { return };
        self.is_waiting = true;
        let shared = Rc::downgrade(shared);
        self.pause = Some(Timeout::new(pause_ms, move || {
            let Some(shared) = shared.upgrade() else { return };
            let mut now = shared.borrow_mut();
            now.queue.resume();
            now.is_waiting = false;
            now.ask_for_picture();
        }));
    }

    fn ask_for_picture(&self) {
        // The map may have gone meanwhile, and the signal with it.
        let _ = self.asked.try_update(|count| *count += 1);
    }
}
