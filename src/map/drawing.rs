//! The map without WebGL: the same scene as an SVG picture.
//!
//! Slower, and nothing is missing. It comes late, since hardly anybody needs it, and what draws
//! it comes with the reader of files. The picture goes in as an image, so that no markup of
//! ours or of a story's is ever parsed into the page.

use std::cell::RefCell;
use std::sync::Arc;

use dateline_core::geo::Pane;
use dateline_core::model::Mode;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsValue;
use web_sys::Element;

use super::crowd::crowds_of;
use super::frame::just_changed_since;
use super::tiles::{self, DrawnGround};
use crate::dom::{El, el, follow, px};
use crate::late::Part;
use crate::platform::{Drawing as Artist, call, drawing_of, member};
use crate::state::{Beside, Loaded, State, Store, mark_size_px};

/// The pictures, as long as there is a story and what draws it: one for each moment that is
/// shown. `has_failed` tells when there is nothing to draw them with, `wants_tiles` whether a
/// base map of tiles is to be shown.
#[inline(never)] // A way into the late part, see `crate::late`.
pub fn drawings(store: Store, has_failed: RwSignal<bool>, wants_tiles: Memo<bool>) -> Vec<El> {
    let artist = RwSignal::new_local(None::<(Arc<Loaded>, Artist)>);
    // Counts the changes of what the artist has of tiles.
    let grounds = RwSignal::new(0u32);
    follow(Box::new(move || {
        // Another story needs another artist; the state in between is no reason.
        let Some(loaded) = store.loaded() else { return };
        spawn_local(async move {
            match drawing_of(&loaded.pack).await {
                // The map may have gone meanwhile, and the signals with it.
                Ok(made) => {
                    let _ = artist.try_set(Some((loaded, made)));
                    let _ = has_failed.try_set(false);
                }
                Err(error) => {
                    // What wants all of a value as text would be some hundred bytes for everybody.
                    let why = member(&error, "message").as_string().unwrap_or_default();
                    leptos::logging::error!("the map cannot be drawn: {why}");
                    let _ = has_failed.try_set(true);
                }
            }
        });
    }));
    let of_place = |place: usize| {
        let address = move || {
            let artist = artist.get();
            grounds.get();
            store.watch(|state| picture(state, place, artist.as_ref()?))
        };
        let pane = move || store.watch(|state| Some(state.panes().get(place)?.1));
        // Without an address an image takes no room.
        el("img", "dl-drawing")
            .attr("alt", "")
            .live_attr("src", address)
            .live_style("clip-path", move || pane().map(cut).unwrap_or_default())
            .live_style("translate", move || px(pane().map_or(0.0, |pane| pane.shift_px)))
    };
    let images = [0, 1].map(of_place);
    keep_ground(store, wants_tiles, (artist, grounds), images[0].node().clone());
    images.into()
}

/// Keeps the tiles that the artist draws under everything in step with the state.
fn keep_ground(
    store: Store,
    wants_tiles: Memo<bool>,
    (artist, grounds): (ArtistOf, RwSignal<u32>),
    image: Element,
) {
    let slot = RefCell::new(None);
    // What the tiles in the slot were handed to.
    let given_to = RefCell::new(JsValue::NULL);
    let asked = RwSignal::new(0u32);
    follow(Box::new(move || {
        asked.get();
        let is_wanted = wants_tiles.get();
        let artist = artist.get();
        let is_here = if is_wanted { Part::Tiles.is_here() } else { Part::Tiles.is_here_now() };
        let Some((drawn, artist)) = artist.filter(|_| is_here) else { return };
        let Some(map) = image.closest(".dl-map").ok().flatten() else { return };
        let has_changed = store.watch(|state| {
            let mut slot = slot.borrow_mut();
            let is_drawn = state.loaded().is_some_and(|loaded| Arc::ptr_eq(loaded, &drawn));
            let taker: &JsValue = artist.as_ref();
            let before = given_to.replace(taker.clone());
            if !is_drawn || before != *taker {
                *slot = None;
            }
            let ground = DrawnGround { artist: &artist, map: &map, is_wanted, asked };
            is_drawn && tiles::keep_drawn(&mut slot, state, ground)
        });
        if has_changed {
            grounds.update(|count| *count += 1);
        }
    }));
}

/// A story and what draws it, once that is there.
type ArtistOf = RwSignal<Option<(Arc<Loaded>, Artist)>, LocalStorage>;

/// What keeps a picture within its part of the map.
fn cut(pane: Pane) -> String {
    let [left, right] = [pane.left_px, pane.right_px].map(|edge_px| px(edge_px - pane.shift_px));
    ["inset(0 calc(100% - ", &right, ") 0 ", &left, ")"].concat()
}

/// The address of a picture.
fn picture(state: &State, place: usize, (drawn, artist): &(Arc<Loaded>, Artist)) -> Option<String> {
    let loaded = state.loaded().filter(|loaded| Arc::ptr_eq(loaded, drawn))?;
    let panes = state.panes();
    let (t, pane) = *panes.get(place)?;
    // Of two moments the later shows as new what has come since the earlier.
    let new_since = match panes.first() {
        Some((earlier, _)) if panes.len() > 1 => *earlier,
        _ => just_changed_since(t),
    };
    let events = loaded.listed(state.event_span_at(t), &state.choice.filter);
    let events: Vec<u32> = events.iter().map(|event| event.0).collect();
    let number = |index: Option<u32>| index.map_or(-1.0, f64::from);
    let fades = state.clock.mode == Mode::Moment;
    let fades_since = if fades { state.event_span_at(t).start.0 as f64 } else { f64::NAN };
    let view = state.camera.view;
    let centre = view.centre();
    // Under a curtain names lie across it, and it shows what it shows of them.
    let seen = if state.beside() == Some(Beside::Halves) { pane } else { Pane::whole(&view) };
    let edges = [seen.left_px, seen.right_px].map(|edge_px| edge_px - seen.shift_px);
    let _ = call(artist.as_ref(), "see_columns", &edges.map(JsValue::from_f64));
    Some(artist.svg(
        centre.lon,
        centre.lat,
        view.zoom(),
        view.width_px(),
        view.height_px(),
        t.0 as f64,
        new_since.0 as f64,
        fades_since,
        &events,
        crowds_of(state).iter().any(|crowd| crowd.groups.is_some()),
        number(state.choice.emphasised_area().map(|area| area.0)),
        number(state.choice.emphasised_event().map(|event| event.0)),
        mark_size_px(&view),
        state.symbols(loaded).stacking().0,
        state.look.is_dark(),
        state.look.language.tag(),
    ))
}
