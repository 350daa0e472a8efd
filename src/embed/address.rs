//! The page's address and the state, kept alike both ways.
//!
//! Comes late: until then readers have done little, and what they do to the address meanwhile
//! is seen by what it was. See [`super::fragment`] for what it says at first.

use std::cell::RefCell;
use std::rc::Rc;

use gloo_events::EventListener;
use gloo_timers::callback::Timeout;
use leptos::prelude::*;
use wasm_bindgen::JsValue;
use web_sys::window;

use super::fragment::hash;
use crate::state::{Command, Loaded, Store, address_of, commands_from_address, decoded};

/// Browsers allow some hundred writes in half a minute (M20).
const WRITE_EVERY_MS: u32 = 300;

/// Writes the state into the address after commands that ask for it, and follows the
/// address when the reader changes it. `seen` is what the fragment was when the element read
/// it. Ends with the current reactive owner.
#[inline(never)] // A way into the late part, see `crate::late`.
pub fn keep_address(store: Store, seen: &str) {
    let pending: Rc<RefCell<Option<Timeout>>> = Rc::default();
    // What the address was when it was last written or read here.
    let known = Rc::new(RefCell::new(seen.to_owned()));
    if hash() != seen {
        follow(store, &known);
    }
    Effect::new({
        let (pending, known) = (Rc::clone(&pending), Rc::clone(&known));
        move |_| {
            let (_, response) = store.outbox();
            if !response.address || pending.borrow().is_some() {
                return;
            }
            let (slot, known) = (Rc::downgrade(&pending), Rc::clone(&known));
            let timeout = Timeout::new(WRITE_EVERY_MS, move || {
                let Some(slot) = slot.upgrade() else { return };
                let done = slot.borrow_mut().take();
                // A reader who has just gone back or on is not to be written over: the
                // event that tells of it is still on its way.
                if *known.borrow() == hash() {
                    write(&store.peek(address_of));
                    *known.borrow_mut() = hash();
                }
                drop(done);
            });
            *pending.borrow_mut() = Some(timeout);
        }
    });
    let for_clean_up = StoredValue::new_local(Rc::clone(&pending));
    let listener = window().map(|window| {
        EventListener::new(&window, "hashchange", move |_| {
            pending.borrow_mut().take();
            follow(store, &known);
        })
    });
    let listener = StoredValue::new_local(listener);
    on_cleanup(move || {
        for_clean_up.with_value(|pending| drop(pending.borrow_mut().take()));
        listener.update_value(|listener| drop(listener.take()));
    });
}

/// Brings the state to what the address says now.
fn follow(store: Store, known: &RefCell<String>) {
    let fragment = hash();
    known.borrow_mut().clone_from(&fragment);
    let commands = store.peek(|state| {
        let same = decoded(&address_of(state)) == decoded(fragment.trim_start_matches('#'));
        let loaded = state.loaded().filter(|_| !same)?;
        Some(commands_to_follow(&fragment, loaded))
    });
    store.send_all(commands.unwrap_or_default());
}

/// The commands that a fragment asks for where a story is shown already. One that tells of a
/// moment tells of a whole state, as [`address_of`] writes it: what it leaves out is as the
/// story begins. Any other changes only what it names.
pub fn commands_to_follow(fragment: &str, loaded: &Loaded) -> Vec<Command> {
    let mut commands = commands_from_address(fragment, loaded);
    if commands.iter().any(|command| matches!(command, Command::SetMoment(_))) {
        commands.insert(0, Command::Restart);
    }
    commands
}

fn write(fragment: &str) {
    let Some(history) = window().and_then(|window| window.history().ok()) else { return };
    if fragment.is_empty() || hash().trim_start_matches('#') == fragment {
        return;
    }
    // Refused in a few sandboxes; the map works without an address.
    // A host's own state of the page is kept.
    let kept = history.state().unwrap_or(JsValue::NULL);
    let _ = history.replace_state_with_url(&kept, "", Some(&format!("#{fragment}")));
}
