//! The key of the map: what colours and patterns mean. Marks have theirs beside the bars
//! of the same colours, in [`crate::timeline`].

use std::cell::Cell;
use std::rc::Rc;

use dateline_core::geo::View;
use dateline_core::ledger::Status;
use dateline_core::model::ActorIndex;
use leptos::prelude::*;

use crate::dom::{El, button, el, follow};
use crate::marks::{actor_colour, css_colour};
use crate::page::Page;
use crate::state::{Loaded, Store};

/// Width and height of a map on which the key starts open, CSS pixels.
const OPEN_FROM_PX: (f64, f64) = (600.0, 360.0);

/// The key of the map. On a small map it starts closed.
pub fn legend(store: Store) -> El {
    let is_open = RwSignal::new(false);
    // Until the reader has chosen, the room decides.
    let has_chosen = Rc::new(Cell::new(false));
    let had_chosen = Rc::clone(&has_chosen);
    // Beside another map there is only half of it.
    let has_room = Memo::new(move |_| store.watch(|state| has_room(&state.pane_view())));
    follow(Box::new(move || {
        let has_room = has_room.get();
        if !had_chosen.get() {
            is_open.set(has_room);
        }
    }));
    let title = button("dl-legend-title")
        .live_attr("aria-expanded", move || Some(is_open.get().to_string()))
        .word(store, "legend.control")
        .on_click(move || {
            has_chosen.set(true);
            is_open.update(|is_open| *is_open = !*is_open);
        });
    el("section", "dl-legend")
        .live_class("dl-closed", move || !is_open.get())
        .add(el("h2", "").add(title))
        .live(move || {
            let page = is_open.get().then(|| Page::of(store)).flatten();
            page.iter().map(control_key).collect()
        })
}

fn has_room(view: &View) -> bool {
    view.width_px() >= OPEN_FROM_PX.0 && view.height_px() >= OPEN_FROM_PX.1
}

/// Which actors hold an area at some time, and which statuses occur.
fn what_occurs(loaded: &Loaded) -> (Vec<ActorIndex>, Vec<Status>) {
    let mut is_side = vec![false; loaded.story.meta.actors.len()];
    let mut occurs = [false; Status::ALL.len()];
    for change in loaded.story.ledger.changes().iter().filter(|change| change.accepted) {
        for actor in [change.from, change.to].into_iter().flatten() {
            if let Some(is_side) = is_side.get_mut(usize::from(actor.0)) {
                *is_side = true;
            }
        }
        if let Some(occurs) = occurs.get_mut(change.status as usize) {
            *occurs = true;
        }
    }
    let actors = is_side.into_iter().zip(0..).filter(|(is_side, _)| *is_side);
    let statuses = [Status::Contested, Status::Besieged, Status::Claimed];
    let occurs = |status: &Status| occurs.get(*status as usize) == Some(&true);
    (
        actors.map(|(_, actor)| ActorIndex(actor)).collect(),
        statuses.into_iter().filter(occurs).collect(),
    )
}

fn control_key(page: &Page) -> El {
    let (actors, statuses) = what_occurs(&page.loaded);
    let swatch = |class: &str| el("span", class).attr("aria-hidden", "true");
    let mut rows = Vec::new();
    for actor in actors.into_iter().filter_map(|actor| page.loaded.story.actor(actor)) {
        let colour = css_colour(actor_colour(actor, page.is_dark));
        let name = el("bdi", "").text(actor.short.in_language(page.language.tag()));
        rows.push(
            el("li", "").add(swatch("dl-swatch").style("background-color", &colour)).add(name),
        );
    }
    for name in statuses.into_iter().map(Status::name).chain(["doubt", "unknown"]) {
        let swatch = swatch(&format!("dl-swatch dl-swatch-{name}"));
        rows.push(el("li", "").add(swatch).text(page.t(&format!("legend.{name}"))));
    }
    el("ul", "dl-key").add_all(rows)
}
