//! The map without WebGL: the same scene as an SVG picture.
//!
//! Slower, and nothing is missing. What draws it comes with the reader of files, so that
//! nobody else has to wait for it. The picture goes in as an image, so that no markup of
//! ours or of a story's is ever parsed into the page.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::frame::just_changed_since;
use crate::dom::{El, el, follow};
use crate::platform::{Drawing as Artist, drawing_of};
use crate::state::{Loaded, State, Store, mark_size_px};

/// The picture, as long as there is a story and what draws it. `has_failed` tells when
/// there is nothing to draw it with.
pub fn drawing(store: Store, has_failed: RwSignal<bool>) -> El {
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
    let address = move || {
        let artist = artist.get();
        store.watch(|state| picture(state, artist.as_ref()?).map(|svg| data_address(&svg)))
    };
    // Without an address an image takes no room.
    el("img", "dl-drawing").attr("alt", "").live_attr("src", address)
}

fn picture(state: &State, (drawn, artist): &(Arc<Loaded>, Artist)) -> Option<String> {
    let loaded = state.loaded().filter(|loaded| Arc::ptr_eq(loaded, drawn))?;
    let events = loaded.listed(state.event_span(), &state.choice.filter);
    let events: Vec<u32> = events.iter().map(|event| event.0).collect();
    let number = |index: Option<u32>| index.map_or(-1.0, f64::from);
    let view = state.camera.view;
    let centre = view.centre();
    Some(artist.svg(
        centre.lon,
        centre.lat,
        view.zoom(),
        view.width_px(),
        view.height_px(),
        state.clock.t.0 as f64,
        just_changed_since(state.clock.t).0 as f64,
        &events,
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
