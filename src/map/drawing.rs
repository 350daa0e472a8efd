//! The map without WebGL: the same scene as an SVG picture.
//!
//! Slower, and nothing is missing. It comes late, since hardly anybody needs it, and what draws
//! it comes with the reader of files. The picture goes in as an image, so that no markup of
//! ours or of a story's is ever parsed into the page.

use std::sync::Arc;

use dateline_core::geo::Pane;
use dateline_core::model::Mode;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::crowd::crowds_of;
use super::frame::just_changed_since;
use crate::dom::{El, el, follow, px};
use crate::platform::{Drawing as Artist, drawing_of};
use crate::state::{Loaded, State, Store, mark_size_px};

/// The pictures, as long as there is a story and what draws it: one for each moment that is
/// shown. `has_failed` tells when there is nothing to draw them with.
#[inline(never)] // A way into the late part, see `crate::late`.
pub fn drawings(store: Store, has_failed: RwSignal<bool>) -> Vec<El> {
    let artist = RwSignal::new_local(None::<(Arc<Loaded>, Artist)>);
    follow(Box::new(move || {
        // Another story needs another artist; the state in between is no reason.
        let Some(loaded) = store.loaded() else { return };
        spawn_local(async move {
            match drawing_of(&loaded.pack).await {
                // The map may have gone meanwhile, and the signal with it.
                Ok(made) => drop(artist.try_set(Some((loaded, made)))),
                Err(error) => {
                    leptos::logging::error!("the map cannot be drawn: {error:?}");
                    let _ = has_failed.try_set(true);
                }
            }
        });
    }));
    let of_place = |place: usize| {
        let address = move || {
            let artist = artist.get();
            store.watch(|state| {
                picture(state, place, artist.as_ref()?).map(|svg| data_address(&svg))
            })
        };
        let pane = move || store.watch(|state| Some(state.panes().get(place)?.1));
        // Without an address an image takes no room.
        el("img", "dl-drawing")
            .attr("alt", "")
            .live_attr("src", address)
            .live_style("clip-path", move || pane().map(cut).unwrap_or_default())
            .live_style("translate", move || px(pane().map_or(0.0, |pane| pane.shift_px)))
    };
    [0, 1].map(of_place).into()
}

/// What keeps a picture within its part of the map.
fn cut(pane: Pane) -> String {
    let [left, right] = [pane.left_px, pane.right_px].map(|edge_px| px(edge_px - pane.shift_px));
    ["inset(0 calc(100% - ", &right, ") 0 ", &left, ")"].concat()
}

fn picture(state: &State, place: usize, (drawn, artist): &(Arc<Loaded>, Artist)) -> Option<String> {
    let loaded = state.loaded().filter(|loaded| Arc::ptr_eq(loaded, drawn))?;
    let panes = state.panes();
    let t = panes.get(place)?.0;
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
        state.look.is_dark(),
        state.look.language.tag(),
    ))
}

fn data_address(svg: &str) -> String {
    ["data:image/svg+xml,", &String::from(js_sys::encode_uri_component(svg))].concat()
}
