//! What cards and the page about the story show in the place of details that are not there.

use std::sync::Arc;

use dateline_core::model::Details;
use leptos::prelude::*;

use crate::dom::{El, el};
use crate::late;
use crate::page::Page;
use crate::state::{Command, DetailsPhase, Trouble};

/// Adds what `show` makes of the details, as soon as they are there; until then that they are
/// on their way, or why they are not.
pub fn with_details(
    into: El,
    page: &Page,
    show: impl Fn(&Arc<Details>) -> Vec<El> + 'static,
) -> El {
    let page = page.clone();
    into.live(move || match page.store.details.get() {
        DetailsPhase::Here(details) => show(&details),
        phase => vec![stand_in(&page, &phase)],
    })
}

fn stand_in(page: &Page, phase: &DetailsPhase) -> El {
    let store = page.store;
    if store.peek(|state| state.loaded().is_none_or(|it| it.details_file.is_none())) {
        // Of a file that was opened nobody knows where another is: there is nothing to try again.
        match phase {
            DetailsPhase::Missing(Trouble::Address) => {
                return page.words("p", "dl-hint", "details.apart");
            }
            DetailsPhase::Missing(_) => return page.words("p", "dl-hint", "details.damaged"),
            _ => {}
        }
    }
    let missing = match phase {
        DetailsPhase::Missing(Trouble::Pack(_) | Trouble::TooLarge) => Some("details.damaged"),
        DetailsPhase::Missing(_) => Some("details.missing"),
        _ => None,
    };
    let again = move || store.send(Command::WantDetails);
    el("div", "dl-waiting").add(late::stand_in(store, missing, again))
}
