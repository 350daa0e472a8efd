//! The key: what colours, patterns and marks mean, and the switch for each kind of event.

use dateline_core::ledger::Status;
use dateline_core::model::{ActorIndex, Category, Shape};
use dateline_core::svg::shape_path;
use leptos::prelude::*;

use super::palette::{actor_colour, category_colour, css_colour};
use crate::i18n::{Language, format_number, t};
use crate::state::{Command, Loaded, Store};

/// A mark as in the map, for keys and lists. The unit box is −1 to 1.
pub fn shape_svg(shape: Shape, colour: String) -> impl IntoView {
    view! {
        <svg class="dl-mark" viewBox="-1.25 -1.25 2.5 2.5" aria-hidden="true">
            <path d=shape_path(shape) style:fill=colour />
        </svg>
    }
}

/// The mark of a category in the colours of the theme.
#[component]
pub fn CategoryMark(store: Store, category: Category) -> impl IntoView {
    let shape = category.shape;
    move || shape_svg(shape, css_colour(category_colour(&category, store.look.get().is_dark())))
}

/// The key, in two parts. On a small map a part starts closed.
#[component]
pub fn Legend(store: Store) -> impl IntoView {
    view! {
        <div class="dl-legend">
            <Part store title="legend.control" open_from_px=(600.0, 300.0)>
                {move || store.loaded().map(|loaded| view! { <ControlKey store loaded /> })}
            </Part>
            <Part store title="legend.events" open_from_px=(600.0, 440.0)>
                {move || store.loaded().map(|loaded| view! { <EventKey store loaded /> })}
            </Part>
        </div>
    }
}

/// A part of the key, opened and closed by its title.
#[component]
fn Part(
    store: Store,
    title: &'static str,
    /// Width and height of a map on which it starts open, CSS pixels.
    open_from_px: (f64, f64),
    children: ChildrenFn,
) -> impl IntoView {
    let has_room = Memo::new(move |_| {
        store.camera.with(|camera| {
            camera.view.width_px() >= open_from_px.0 && camera.view.height_px() >= open_from_px.1
        })
    });
    let chosen = RwSignal::new(None::<bool>);
    let is_open = Memo::new(move |_| chosen.get().unwrap_or(has_room.get()));
    view! {
        <section class="dl-legend-part" class:dl-closed=move || !is_open.get()>
            <h3>
                <button
                    type="button"
                    class="dl-legend-title"
                    aria-expanded=move || is_open.get().to_string()
                    on:click=move |_| chosen.set(Some(!is_open.get_untracked()))
                >
                    {move || t(store.language.get(), title)}
                </button>
            </h3>
            <Show when=move || is_open.get()>{children()}</Show>
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
    let statuses = [Status::Contested, Status::Besieged, Status::Claimed].into_iter().filter(occurs);
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

#[component]
fn EventKey(store: Store, loaded: std::sync::Arc<Loaded>) -> impl IntoView {
    let counts = {
        let loaded = loaded.clone();
        Memo::new(move |_| {
            let all = dateline_core::index::Filter::default();
            let span = store.watch(|state| state.event_span());
            let mut counts = [0usize; 32];
            for index in loaded.listed(span, &all) {
                if let Some(event) = loaded.story.events.get(index)
                    && let Some(count) = counts.get_mut(usize::from(event.category.0))
                {
                    *count += 1;
                }
            }
            counts
        })
    };
    let rows: Vec<_> = loaded
        .story
        .meta
        .categories
        .iter()
        .enumerate()
        .map(|(index, category)| {
            let bit = index as u8;
            let hidden = move || {
                store.choice.with(|choice| choice.filter.hidden_categories >> bit & 1 == 1)
            };
            let name = category.name.clone();
            let count = move || counts.with(|counts| counts.get(index).copied().unwrap_or(0));
            view! {
                <li>
                    <button
                        type="button"
                        class="dl-key-button"
                        aria-pressed=move || (!hidden()).to_string()
                        on:click=move |_| store.send(Command::ToggleCategory(bit))
                    >
                        <CategoryMark store category=category.clone() />
                        <bdi>{move || name.in_language(store.language.get().tag()).to_owned()}</bdi>
                        <span class="dl-key-count" class:dl-zero=move || count() == 0>
                            {move || count_words(store.language.get(), count())}
                        </span>
                    </button>
                </li>
            }
        })
        .collect();
    let some_hidden = move || store.choice.with(|choice| !choice.filter.is_empty());
    view! {
        <p class="dl-hidden">{move || t(store.language.get(), "legend.filter.hint")}</p>
        <ul class="dl-key">{rows}</ul>
        <Show when=some_hidden>
            <button type="button" class="dl-link" on:click=move |_| store.send(Command::ShowAll)>
                {move || t(store.language.get(), "legend.show_all")}
            </button>
        </Show>
    }
}

fn count_words(language: Language, count: usize) -> String {
    format_number(language, count as f64, 0)
}
