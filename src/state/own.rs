//! What wishes about files of one's own do to the state, and going back to a story's start.
//!
//! Only late code has such wishes, and so this comes late too.

use std::sync::Arc;

use super::apply::open;
use super::model::HALF;
use super::{DetailsPhase, Former, Opening, Own, Panel, Phase, Response, State};

/// Carries out a wish, as [`super::apply`] does all others.
#[inline(never)] // A way into the late part, see `crate::late`.
pub fn carry_out(state: &mut State, wish: Own) -> Response {
    match wish {
        Own::Open(files) => {
            state.choice.opening = Opening::Wanted(files).into();
            state.choice.panel = Panel::Open;
            state.choice.selection = None;
        }
        Own::Tell(opening) => {
            if matches!(&*opening, Opening::Told(opened) if opened.is_shown) {
                state.choice.shown_by = opening.clone();
            }
            state.choice.opening = opening;
        }
        Own::Show(loaded, report) => {
            let former = state.former.take().or_else(|| shown(state));
            let response = open(state, loaded, report);
            state.former = former;
            return response;
        }
        Own::Back => {
            if let Some(former) = state.former.take() {
                let response = open(state, former.loaded, former.report);
                state.details = former.details;
                return response;
            }
        }
    }
    Response::default()
}

/// Brings all that an address tells of to what the story begins with. The page that the panel is
/// turned to stays, and so does what has been read.
#[inline(never)] // A way into the late part, see `crate::late`.
pub fn restart(state: &mut State) {
    let Phase::Ready(loaded, report) = &state.phase else { return };
    let (loaded, report) = (Arc::clone(loaded), Arc::clone(report));
    let details = std::mem::take(&mut state.details);
    let former = state.former.take();
    let (choice, other) = (std::mem::take(&mut state.choice), state.clock.other);
    let _ = open(state, loaded, report);
    // Whether anything is compared the address says in any case, and the panel follows that.
    state.clock.other = other;
    state.look.beside = None;
    state.look.curtain = HALF;
    state.keep_home();
    (state.details, state.former) = (details, former);
    (state.choice.panel, state.choice.opening) = (choice.panel, choice.opening);
    state.choice.shown_by = choice.shown_by;
}

/// The story that is shown now, if there is one.
fn shown(state: &State) -> Option<Former> {
    let Phase::Ready(loaded, report) = &state.phase else { return None };
    // What is on its way may never come: it is wanted anew.
    let details = match &state.details {
        DetailsPhase::Here(details) => DetailsPhase::Here(Arc::clone(details)),
        // Those of a file that was opened without them come from nowhere.
        missing if loaded.details_file.is_none() => missing.clone(),
        _ => DetailsPhase::Unwanted,
    };
    Some(Former { loaded: Arc::clone(loaded), report: Arc::clone(report), details })
}
