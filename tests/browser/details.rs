//! How the state comes to the details of a story.

use std::sync::Arc;

use dateline::state::{
    Command, DetailsFile, DetailsPhase, Loaded, Look, Panel, Reveal, Selection, State, Trouble,
    apply,
};
use dateline_core::model::{AreaIndex, Details};
use dateline_core::pack::{Beside, decode};
use js_sys::Uint8Array;
use wasm_bindgen_test::wasm_bindgen_test;

use super::packs::pack_of;

/// The shipped story; `is_apart` as if its details lay in a file of their own.
fn aleppo(is_apart: bool) -> Arc<Loaded> {
    let pack = pack_of("/data/aleppo/").unwrap();
    let opened = decode(&pack).unwrap();
    let known_by = Beside { name: "x.details.dateline".into(), bytes: 1, checksum: 1 };
    let file = DetailsFile { url: "https://example.org/x.details.dateline".into(), known_by };
    let loaded = Loaded::new(opened.story.unwrap(), opened.shapes, Uint8Array::new_with_length(0));
    Arc::new(loaded.with_details_in(is_apart.then_some(file)))
}

fn opened(loaded: &Arc<Loaded>) -> State {
    let mut state = State::new(Look::default());
    after(&mut state, Command::Open(Arc::clone(loaded), Arc::default()));
    state
}

fn after(state: &mut State, command: Command) {
    let _ = apply(state, command);
}

#[wasm_bindgen_test]
fn a_card_and_the_methods_want_the_details_and_the_list_does_not() {
    let loaded = aleppo(true);
    let mut state = opened(&loaded);
    after(&mut state, Command::SetPanel(Panel::Events));
    assert_eq!(state.details, DetailsPhase::Unwanted);
    after(&mut state, Command::Select(Some(Selection::Area(AreaIndex(0))), Reveal::No));
    assert_eq!(state.details, DetailsPhase::Coming);
    let mut state = opened(&loaded);
    after(&mut state, Command::SetPanel(Panel::About));
    assert_eq!(state.details, DetailsPhase::Coming);
    let mut state = opened(&loaded);
    after(&mut state, Command::WantDetails);
    assert_eq!(state.details, DetailsPhase::Coming);
}

#[wasm_bindgen_test]
fn what_came_with_the_story_is_not_set_out_for() {
    let loaded = aleppo(false);
    let mut state = opened(&loaded);
    after(&mut state, Command::SetPanel(Panel::About));
    assert_eq!(state.details, DetailsPhase::Unwanted);
    after(&mut state, Command::TakeDetails(Arc::clone(&loaded), Ok(Arc::default())));
    assert!(matches!(state.details, DetailsPhase::Here(_)));
    after(&mut state, Command::WantDetails);
    assert!(matches!(state.details, DetailsPhase::Here(_)), "they stay");
}

#[wasm_bindgen_test]
fn details_that_did_not_arrive_are_wanted_again_only_when_somebody_says_so() {
    let loaded = aleppo(true);
    let mut state = opened(&loaded);
    after(&mut state, Command::SetPanel(Panel::About));
    after(&mut state, Command::TakeDetails(Arc::clone(&loaded), Err(Trouble::NoAnswer)));
    after(&mut state, Command::SetPanel(Panel::Story));
    after(&mut state, Command::SetPanel(Panel::About));
    assert_eq!(state.details, DetailsPhase::Missing(Trouble::NoAnswer));
    after(&mut state, Command::WantDetails);
    assert_eq!(state.details, DetailsPhase::Coming);
}

#[wasm_bindgen_test]
fn details_of_a_story_that_is_no_longer_shown_are_left() {
    let (first, second) = (aleppo(true), aleppo(true));
    let mut state = opened(&first);
    after(&mut state, Command::WantDetails);
    after(&mut state, Command::Open(Arc::clone(&second), Arc::default()));
    assert_eq!(state.details, DetailsPhase::Unwanted);
    let details: Arc<Details> = Arc::default();
    after(&mut state, Command::TakeDetails(first, Ok(Arc::clone(&details))));
    assert_eq!(state.details, DetailsPhase::Unwanted);
    after(&mut state, Command::TakeDetails(second, Ok(details)));
    assert!(matches!(state.details, DetailsPhase::Here(_)));
}
