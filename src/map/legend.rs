//! The key of the map: what colours and patterns mean. Marks have theirs beside the bars
//! of the same colours, in [`crate::timeline`].

use dateline_core::ledger::Status;
use dateline_core::model::{ActorIndex, Category, Shape};
use dateline_core::svg::shape_path;
use leptos::prelude::*;

use super::palette::{actor_colour, category_colour, css_colour};
use crate::dom::{El, svg};
use crate::i18n::t;
use crate::state::{Loaded, Store};
use crate::words::word;

/// Width and height of a map on which the key starts open, CSS pixels.
const OPEN_FROM_PX: (f64, f64) = (600.0, 360.0);

/// A mark as in the map, for keys and lists. The unit box is −1 to 1.
pub fn shape_mark(shape: Shape, colour: &str) -> El {
    let path = svg("path", "").attr("d", shape_path(shape)).style("fill", colour);
    svg("svg", "dl-mark")
        .attr("viewBox", "-1.25 -1.25 2.5 2.5")
        .attr("aria-hidden", "true")
        .add(path)
}

/// The mark of a category in the colours of the theme.
#[component]
pub fn CategoryMark(store: Store, category: Category) -> impl IntoView {
    let shape = category.shape;
    let colour = move || css_colour(category_colour(&category, store.is_dark.get()));
    move || shape_mark(shape, &colour()).view()
}

/// The key of the map. On a small map it starts closed.
#[component]
pub fn Legend(store: Store) -> impl IntoView {
    let has_room = Memo::new(move |_| {
        let (width_px, height_px) =
            store.camera.with(|camera| (camera.view.width_px(), camera.view.height_px()));
        width_px >= OPEN_FROM_PX.0 && height_px >= OPEN_FROM_PX.1
    });
    let chosen = RwSignal::new(None::<bool>);
    let is_open = Memo::new(move |_| chosen.get().unwrap_or(has_room.get()));
    view! {
        <section class="dl-legend" class:dl-closed=move || !is_open.get()>
            <h2>
                <button
                    type="button"
                    class="dl-legend-title"
                    aria-expanded=move || is_open.get().to_string()
                    on:click=move |_| chosen.set(Some(!is_open.get_untracked()))
                >
                    {word(store, "legend.control")}
                </button>
            </h2>
            <Show when=move || is_open.get()>
                {move || store.loaded().map(|loaded| view! { <ControlKey store loaded /> })}
            </Show>
        </section>
    }
}

/// Which actors hold an area at some time, and which statuses occur.
fn what_occurs(loaded: &Loaded) -> (Vec<ActorIndex>, Vec<Status>) {
    let changes = || loaded.story.ledger.changes().iter().filter(|change| change.accepted);
    let mut actors: Vec<ActorIndex> =
        changes().flat_map(|change| [change.to, change.from]).flatten().collect();
    actors.sort_unstable();
    actors.dedup();
    let occurs = |status: &Status| changes().any(|change| change.status == *status);
    let statuses =
        [Status::Contested, Status::Besieged, Status::Claimed].into_iter().filter(occurs);
    (actors, statuses.collect())
}

#[component]
fn ControlKey(store: Store, loaded: std::sync::Arc<Loaded>) -> impl IntoView {
    let (actors, statuses) = what_occurs(&loaded);
    let patterns = statuses.into_iter().map(|status| status.name()).chain(["doubt", "unknown"]);
    let patterns: Vec<_> = patterns
        .map(|name| {
            let key = format!("legend.{name}");
            view! {
                <li>
                    <span class=format!("dl-swatch dl-swatch-{name}") aria-hidden="true"></span>
                    {move || t(store.language.get(), &key)}
                </li>
            }
        })
        .collect();
    let sides: Vec<_> = actors
        .into_iter()
        .filter_map(|index| loaded.story.actor(index).cloned())
        .map(|actor| {
            let name = actor.short.clone();
            let colour = move || css_colour(actor_colour(&actor, store.look.get().is_dark()));
            view! {
                <li>
                    <span class="dl-swatch" aria-hidden="true" style:background-color=colour></span>
                    <bdi>{move || name.in_language(store.language.get().tag()).to_owned()}</bdi>
                </li>
            }
        })
        .collect();
    view! {
        <ul class="dl-key">{sides}{patterns}</ul>
    }
}
