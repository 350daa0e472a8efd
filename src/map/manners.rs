//! Whether the map leaves the page its scrolling, and the word about it.
//!
//! In somebody's article the wheel and one finger belong to the page: the map zooms with
//! Ctrl or ⌘ and moves under two fingers (E29). On a page of its own it takes both.

use std::cell::RefCell;

use gloo_timers::callback::Timeout;
use leptos::prelude::*;
use web_sys::HtmlElement;

use crate::dom::{El, el};
use crate::state::Store;

/// How long the word stands, milliseconds.
const SAID_FOR_MS: u32 = 1_600;

/// What a reader is told who tried the gesture that belongs to the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Advice {
    /// The wheel zooms with a key.
    HoldKey,
    /// The map moves under two fingers.
    TwoFingers,
}

/// Whether the map yields to the page, and what it says when it does.
#[derive(Clone, Copy)]
pub struct Manners {
    /// Whether the wheel and one finger belong to the page. Not while the element has the whole
    /// screen and nothing is left to scroll.
    pub yields: RwSignal<bool>,
    advice: RwSignal<Option<Advice>>,
    pending: StoredValue<RefCell<Option<Timeout>>, LocalStorage>,
}

impl Manners {
    /// What the host wishes by the attribute `gestures` (`cooperative`, `greedy`); without
    /// it a map yields unless it owns a page that is in no frame.
    pub fn of(host: &HtmlElement, owns_page: bool) -> Self {
        let yields = match host.get_attribute("gestures").as_deref() {
            Some("greedy") => false,
            Some("cooperative") => true,
            _ => !owns_page || is_framed(),
        };
        let pending = StoredValue::new_local(RefCell::new(None));
        Self { yields: RwSignal::new(yields), advice: RwSignal::new(None), pending }
    }

    /// Says it for a moment.
    pub fn advise(&self, advice: Advice) {
        self.advice.set(Some(advice));
        let signal = self.advice;
        let timeout = Timeout::new(SAID_FOR_MS, move || {
            // The map may have gone meanwhile, and the signal with it.
            let _ = signal.try_set(None);
        });
        self.pending.with_value(|pending| pending.replace(Some(timeout)));
    }

    /// The word over the map. Not for screen readers: for them nothing was tried.
    pub fn word(&self, store: Store) -> El {
        let advice = self.advice;
        el("div", "").attr("aria-hidden", "true").live(move || {
            let key = match advice.get() {
                None => return Vec::new(),
                Some(Advice::HoldKey) if has_command_key() => "map.yields.command",
                Some(Advice::HoldKey) => "map.yields.wheel",
                Some(Advice::TwoFingers) => "map.yields.touch",
            };
            vec![el("p", "dl-advice").word(store, key)]
        })
    }
}

/// Whether another page shows this one.
pub fn is_framed() -> bool {
    let window = web_sys::window();
    let parent = window.as_ref().and_then(|window| window.parent().ok().flatten());
    parent != window
}

/// Whether the reader's keyboard has ⌘ where others have Ctrl.
fn has_command_key() -> bool {
    let platform = web_sys::window().and_then(|window| window.navigator().platform().ok());
    platform.is_some_and(|platform| platform.starts_with("Mac"))
}
