//! The panel: tabs, and a card over them when something is selected.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::Date;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent};

use super::about::about;
use super::area_card::area_card;
use super::areas::areas;
use super::changes::changes;
use super::event_card::event_card;
use super::events::{ROWS_PER_PAGE, with_events};
use super::open::with_open;
use super::story::chapters;
use crate::dom::{El, button, el, follow, icon, is_lost};
use crate::i18n::t;
use crate::late;
use crate::page::Page;
use crate::state::{Choice, Command, Panel, Reveal, Selection, Store};

/// How soon after a press a card counts as opened by it, milliseconds.
const AT_WORK_MS: f64 = 500.0;
/// The pages of the panel, in order.
const PAGES: [(Panel, &str); 5] = [
    (Panel::Story, "panel.story"),
    (Panel::Events, "panel.events"),
    (Panel::Areas, "panel.areas"),
    (Panel::About, "panel.about"),
    (Panel::Changes, "compare.tab"),
];

/// What of the reader's choice the panel shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shown {
    /// What has its card open.
    pub selection: Option<Selection>,
    /// The page without a card.
    pub panel: Panel,
    /// The open chapter.
    pub chapter: Option<usize>,
}

impl Shown {
    fn of(choice: &Choice) -> Self {
        Self { selection: choice.selection, panel: choice.panel, chapter: choice.chapter }
    }

    /// The name used in attributes and style.
    fn name(self) -> &'static str {
        match (self.selection, self.panel) {
            (Some(Selection::Event(_)), _) => "event",
            (Some(Selection::Area(_)), _) => "area",
            (None, Panel::Story) => "story",
            (None, Panel::Events) => "events",
            (None, Panel::Areas) => "areas",
            (None, Panel::About) => "about",
            (None, Panel::Changes) => "changes",
            (None, Panel::Open) => "open",
        }
    }
}

/// The panel.
#[component]
pub fn PanelView(
    store: Store,
    /// Whether it is ever seen.
    has_panel: bool,
) -> impl IntoView {
    let shown = Memo::new(move |_| store.choice.with(Shown::of));
    // The page as such: it stays while one chapter follows another.
    let open = Memo::new(move |_| Shown { chapter: None, ..shown.get() });
    // When the reader last did something in the panel: a tap on the map, a host or an
    // address that opens a card must not take the focus from where it is.
    let at_work = Rc::new(Cell::new(0.0));
    let panel = el("aside", "dl-panel").attr("tabindex", "-1").word_attr(
        "aria-label",
        store,
        "panel.label",
    );
    let panel = with_listeners(panel, store, &at_work).add(tabs(store, open));
    follow_with_focus(&panel, shown, at_work);
    let (node, last) = (panel.node().clone(), Cell::new(None));
    // Kept here: rows that were asked for stay when a card is closed.
    let most = RwSignal::new(ROWS_PER_PAGE);
    follow(Box::new(move || {
        store.phase.with(|_| ());
        most.set(ROWS_PER_PAGE);
    }));
    // Kept here too: the card is built anew when the device goes dark.
    let opened = RwSignal::new(false);
    let page = move || {
        let now = open.get();
        if last.replace(Some(now)) != Some(now) {
            opened.set(false);
            // The focus must not be taken for the same place in another page.
            if let Some(old) = node.query_selector(".dl-page").ok().flatten() {
                old.remove();
            }
        }
        let frame = el("div", "dl-page").attr("data-page", now.name());
        vec![with_content(frame, store, now, shown, Kept { most, opened })]
    };
    if has_panel { panel.live(page) } else { panel }.view()
}

fn with_listeners(panel: El, store: Store, at_work: &Rc<Cell<f64>>) -> El {
    let (at_press, at_key) = (Rc::clone(at_work), Rc::clone(at_work));
    let panel = panel.on_capture("click", move |_| at_press.set(Date::now()));
    panel.on("keydown", move |event| {
        let is_escape =
            event.dyn_ref::<KeyboardEvent>().is_some_and(|event| event.key() == "Escape");
        let way_back = store.peek(|state| match (state.choice.selection, state.clock.other) {
            (Some(_), _) => Some(Command::Select(None, Reveal::No)),
            (None, Some(_)) => Some(Command::Compare(None)),
            (None, None) => None,
        });
        if let Some(command) = way_back.filter(|_| is_escape) {
            event.stop_propagation();
            at_key.set(Date::now());
            store.send(command);
        }
    })
}

fn tabs(store: Store, open: Memo<Shown>) -> El {
    let compares = Memo::new(move |_| store.clock.with(|clock| clock.other.is_some()));
    let has_control = Memo::new(move |_| store.loaded().is_some_and(|it| it.has_control));
    let mut tabs = el("nav", "dl-tabs").word_attr("aria-label", store, "panel.label");
    for (panel, key) in PAGES {
        let is_current = move || {
            let open = open.get();
            // Opening files is a page behind the one about the data.
            let is_behind = panel == Panel::About && open.panel == Panel::Open;
            let is_open = is_behind || open.panel == panel;
            (is_open && open.selection.is_none()).then(|| "true".to_owned())
        };
        let tab = button("dl-tab")
            .word(store, key)
            .live_attr("aria-current", is_current)
            .live_class("dl-gone", move || match panel {
                Panel::Changes => !compares.get(),
                // What changed says it of two moments, and there is room for one of both.
                Panel::Areas => compares.get() || !has_control.get(),
                _ => false,
            })
            .on_click(move || store.send(Command::SetPanel(panel)));
        tabs = tabs.add(tab);
    }
    tabs
}

/// What outlives a page that is built anew.
#[derive(Clone, Copy)]
struct Kept {
    /// How many rows of events are wanted.
    most: RwSignal<usize>,
    /// Whether the card's graphic text is shown.
    opened: RwSignal<bool>,
}

/// Fills the panel's page, as far as there is a story.
fn with_content(frame: El, store: Store, open: Shown, shown: Memo<Shown>, kept: Kept) -> El {
    let frame = frame.add_if(open.selection.map(|_| back(store)));
    let Some(page) = Page::of(store) else { return frame };
    let is_late = open.selection.is_some() || open.panel != Panel::Story;
    if is_late && !late::is_here() {
        return frame.add(late::waiting(store));
    }
    match (open.selection, open.panel) {
        (Some(Selection::Event(event)), _) => frame.add_if(event_card(&page, event, kept.opened)),
        (Some(Selection::Area(area)), _) => frame.add_if(area_card(&page, area)),
        (None, Panel::Story) => frame.add(chapters(&page, shown)),
        (None, Panel::Events) => with_events(frame, &page, kept.most),
        (None, Panel::Areas) => frame.add(areas(&page)),
        (None, Panel::About) => frame.add(about(&page)),
        (None, Panel::Changes) => frame.add(changes(&page)),
        (None, Panel::Open) => with_open(frame, &page),
    }
}

/// The way from a card back to the page that it lies over.
fn back(store: Store) -> El {
    button("dl-back")
        .add(icon("dl-mirrored", "M12 4 6 10l6 6"))
        .text(t(store.language.get(), "panel.back"))
        .on_click(move || store.send(Command::Select(None, Reveal::No)))
}

/// Moves the focus into a card that was opened from the panel, and back to its row when
/// it is closed (A10). Only a focus that was lost with what held it is moved: a tap on the
/// map, a host or an address that opens a card takes it from nowhere. A page that has
/// changed is shown from its top.
fn follow_with_focus(panel: &El, shown: Memo<Shown>, at_work: Rc<Cell<f64>>) {
    let panel: HtmlElement = panel.node().clone().unchecked_into();
    let (last, turns) = (RefCell::new(None), Rc::new(Cell::new(0_u32)));
    follow(Box::new(move || {
        let shown = shown.get();
        let is_open = shown.panel == Panel::Open;
        // Opening files is left to where it was entered, as a card is.
        let card = shown.selection.map(selector_of_row);
        let card = card.or_else(|| is_open.then(|| ".dl-open-way .dl-button".to_owned()));
        let was_at_work = Date::now() - at_work.get() < AT_WORK_MS;
        let Some(before) = last.replace(Some(card.clone())) else { return };
        let wanted = if card.is_some() { Some(".dl-back".to_owned()) } else { before };
        let (panel, turns, turn) = (panel.clone(), Rc::clone(&turns), turns.get() + 1);
        turns.set(turn);
        // The page is changed by then.
        request_animation_frame(move || {
            if turns.get() != turn {
                // The page has changed again before it was seen.
                return;
            }
            panel.set_scroll_top(0);
            // Where the page scrolls and not the panel, its tabs are pressed from far below.
            if was_at_work && panel.get_bounding_client_rect().top() < 0.0 {
                panel.scroll_into_view();
            }
            if was_at_work && is_lost(&panel) {
                let found = wanted.and_then(|one| panel.query_selector(&one).ok().flatten());
                let target = found.and_then(|found| found.dyn_into::<HtmlElement>().ok());
                // Where there is no such row, the panel is the place to go on from.
                let _ = target.unwrap_or(panel).focus();
            }
        });
    }));
}

/// The row that a card is opened from.
fn selector_of_row(selection: Selection) -> String {
    match selection {
        Selection::Event(event) => format!(".dl-row[data-place=\"{}\"]", event.0),
        // Areas are opened from within cards, which are gone by then: what is left is the
        // chapter that is open.
        Selection::Area(_) => ".dl-row[aria-current]".to_owned(),
    }
}
