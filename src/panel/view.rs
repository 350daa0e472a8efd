//! The panel: tabs, and a card over them when something is selected.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent, ShadowRoot};

use super::about::About;
use super::area_card::AreaCard;
use super::event_card::EventCard;
use super::events::EventList;
use super::story::Chapters;
use crate::state::{Command, Panel, Reveal, Selection, Store};
use crate::words::word;

/// The pages of the panel, in order.
const PAGES: [(Panel, &str); 3] =
    [(Panel::Story, "panel.story"), (Panel::Events, "panel.events"), (Panel::About, "panel.about")];

/// The panel.
#[component]
pub fn PanelView(store: Store) -> impl IntoView {
    let page = Memo::new(move |_| store.choice.with(|choice| choice.panel));
    let selection = Memo::new(move |_| store.choice.with(|choice| choice.selection));
    let content = move || match (selection.get(), page.get()) {
        (Some(Selection::Event(event)), _) => view! { <EventCard store event /> }.into_any(),
        (Some(Selection::Area(area)), _) => view! { <AreaCard store area /> }.into_any(),
        (None, Panel::Story) => view! { <Chapters store /> }.into_any(),
        (None, Panel::Events) => view! { <EventList store /> }.into_any(),
        (None, Panel::About) => view! { <About store /> }.into_any(),
    };
    let close = move || store.send(Command::Select(None, Reveal::No));
    view! {
        <aside
            class="dl-panel"
            tabindex="-1"
            aria-label=word(store, "panel.label")
            on:keydown=move |event: KeyboardEvent| {
                if event.key() == "Escape" && selection.get_untracked().is_some() {
                    event.stop_propagation();
                    close();
                }
            }
        >
            <nav class="dl-tabs">
                {PAGES.map(|(one, key)| view! {
                    <button
                        type="button"
                        class="dl-tab"
                        aria-current=move || (page.get() == one && selection.get().is_none()).then_some("true")
                        on:click=move |_| store.send(Command::SetPanel(one))
                    >
                        {word(store, key)}
                    </button>
                }).collect_view()}
            </nav>
            <div class="dl-page" data-page=move || page_name(page.get(), selection.get())>
                <Show when=move || selection.get().is_some()>
                    <button type="button" class="dl-back" on:click=move |_| close()>
                        <svg class="dl-mirrored" viewBox="0 0 20 20" aria-hidden="true"><path d="M12 4 6 10l6 6" /></svg>
                        {word(store, "panel.back")}
                    </button>
                </Show>
                {content}
            </div>
        </aside>
    }
}

fn page_name(page: Panel, selection: Option<Selection>) -> &'static str {
    match (selection, page) {
        (Some(Selection::Event(_)), _) => "event",
        (Some(Selection::Area(_)), _) => "area",
        (None, Panel::Story) => "story",
        (None, Panel::Events) => "events",
        (None, Panel::About) => "about",
    }
}

/// Moves the focus into the panel that is in the same shadow tree as the event's target.
pub fn focus_panel(event: &web_sys::MouseEvent) {
    let target = event.current_target().and_then(|target| target.dyn_into::<HtmlElement>().ok());
    let root = target.and_then(|target| target.get_root_node().dyn_into::<ShadowRoot>().ok());
    let panel = root.and_then(|root| root.query_selector(".dl-panel").ok().flatten());
    if let Some(panel) = panel.and_then(|panel| panel.dyn_into::<HtmlElement>().ok()) {
        // A panel that cannot take the focus leaves it where it was.
        let _ = panel.focus();
    }
}
