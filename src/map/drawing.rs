//! The map without WebGL: the same scene as an SVG picture.
//!
//! Slower, and nothing is missing. The picture goes in as an image, so that no markup of
//! ours or of a story's is ever parsed into the page.

use dateline_core::svg::{Palette, SvgInput, story_svg};
use leptos::prelude::*;

use super::frame::just_changed_since;
use crate::state::{State, Store, mark_size_px};

/// The picture, as long as there is a story.
#[component]
pub fn Drawing(store: Store) -> impl IntoView {
    let address = move || store.watch(|state| picture(state).map(|svg| data_address(&svg)));
    view! { {move || address().map(|src| view! { <img class="dl-drawing" alt="" src=src /> })} }
}

fn picture(state: &State) -> Option<String> {
    let loaded = state.loaded()?;
    let events = loaded.listed(state.event_span(), &state.choice.filter);
    let palette = if state.look.is_dark() { &Palette::DARK } else { &Palette::LIGHT };
    Some(story_svg(&SvgInput {
        story: &loaded.story,
        view: state.camera.view,
        moment: state.clock.t,
        just_changed_since: Some(just_changed_since(state.clock.t)),
        events: &events,
        selected_area: state.choice.emphasised_area(),
        selected_event: state.choice.emphasised_event(),
        mark_size_px: mark_size_px(&state.camera.view),
        palette,
        language: state.look.language.tag(),
        // The page itself has date, key, scale and credit around the picture.
        title: "",
        as_of: "",
        credit: "",
        units: ["", ""],
        status_words: None,
    }))
}

fn data_address(svg: &str) -> String {
    format!("data:image/svg+xml,{}", String::from(js_sys::encode_uri_component(svg)))
}
