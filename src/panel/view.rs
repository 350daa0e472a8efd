//! The panel: tabs, and a card over them when something is selected.

use js_sys::Date;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent, ShadowRoot};

use super::about::About;
use super::area_card::AreaCard;
use super::event_card::event_card;
use super::events::EventList;
use super::story::Chapters;
use crate::state::{Command, Panel, Reveal, Selection, Store};
use crate::words::word;

/// How soon after a press a card counts as opened by it, milliseconds.
const AT_WORK_MS: f64 = 500.0;
/// The pages of the panel, in order.
const PAGES: [(Panel, &str); 3] =
    [(Panel::Story, "panel.story"), (Panel::Events, "panel.events"), (Panel::About, "panel.about")];

/// The panel.
#[component]
pub fn PanelView(store: Store) -> impl IntoView {
    let page = Memo::new(move |_| store.choice.with(|choice| choice.panel));
    let selection = Memo::new(move |_| store.choice.with(|choice| choice.selection));
    let content = move || match (selection.get(), page.get()) {
        (Some(Selection::Event(event)), _) => crate::page::Page::of(store)
            .and_then(|page| event_card(&page, event))
            .map(|card| card.view())
            .into_any(),
        (Some(Selection::Area(area)), _) => view! { <AreaCard store area /> }.into_any(),
        (None, Panel::Story) => view! { <Chapters store /> }.into_any(),
        (None, Panel::Events) => view! { <EventList store /> }.into_any(),
        (None, Panel::About) => view! { <About store /> }.into_any(),
    };
    let close = move || store.send(Command::Select(None, Reveal::No));
    let panel = NodeRef::<html::Aside>::new();
    // When the reader last did something in the panel: a tap on the map, a host or an
    // address that opens a card must not take the focus from where it is.
    let at_work = StoredValue::new(0.0);
    follow_with_focus(store, panel, at_work);
    view! {
        <aside
            class="dl-panel"
            tabindex="-1"
            node_ref=panel
            aria-label=word(store, "panel.label")
            on:click:capture=move |_| at_work.set_value(Date::now())
            on:keydown=move |event: KeyboardEvent| {
                if event.key() == "Escape" && selection.get_untracked().is_some() {
                    event.stop_propagation();
                    at_work.set_value(Date::now());
                    close();
                }
            }
        >
            <nav class="dl-tabs" aria-label=word(store, "panel.label")>
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

/// Moves the focus into a card that was opened from the panel, and back to its row when
/// it is closed (A10). Only a focus that was lost with what held it is moved: a tap on the
/// map, a host or an address that opens a card takes it from nowhere. A page that has
/// changed is shown from its top.
fn follow_with_focus(store: Store, panel: NodeRef<html::Aside>, at_work: StoredValue<f64>) {
    let shown = Memo::new(move |_| {
        store.choice.with(|choice| (choice.selection, choice.panel, choice.chapter))
    });
    Effect::new(move |before: Option<Option<String>>| {
        let card = shown.get().0.map(selector_of_row);
        let was_at_work = Date::now() - at_work.get_value() < AT_WORK_MS;
        if let (Some(before), Some(panel)) = (before, panel.get_untracked()) {
            let wanted = if card.is_some() { Some(".dl-back".to_owned()) } else { before };
            // The page is changed by then.
            request_animation_frame(move || {
                panel.set_scroll_top(0);
                if was_at_work && has_lost_focus(&panel) {
                    let found = wanted.and_then(|one| panel.query_selector(&one).ok().flatten());
                    let target = found.and_then(|found| found.dyn_into::<HtmlElement>().ok());
                    // Where there is no such row, the panel is the place to go on from.
                    let _ = target.unwrap_or_else(|| panel.clone().unchecked_into()).focus();
                }
            });
        }
        card
    });
}

/// Whether nothing in the panel's shadow tree has the focus.
fn has_lost_focus(panel: &HtmlElement) -> bool {
    let root = panel.get_root_node().dyn_into::<ShadowRoot>().ok();
    root.is_some_and(|root| root.active_element().is_none())
}

/// The row that a card is opened from.
fn selector_of_row(selection: Selection) -> String {
    match selection {
        Selection::Event(event) => format!(".dl-row[data-place=\"{}\"]", event.0),
        // Areas are opened from within cards, which are gone by then.
        Selection::Area(_) => ".dl-row[aria-current]".to_owned(),
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
