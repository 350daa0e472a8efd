//! Ways from one part of an element to another.

use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlElement, ShadowRoot};

/// Moves the focus into the panel that is in the same shadow tree as the event's target.
pub fn focus_panel(event: &Event) {
    let target = event.current_target().and_then(|target| target.dyn_into::<HtmlElement>().ok());
    let root = target.and_then(|target| target.get_root_node().dyn_into::<ShadowRoot>().ok());
    let panel = root.and_then(|root| root.query_selector(".dl-panel").ok().flatten());
    if let Some(panel) = panel.and_then(|panel| panel.dyn_into::<HtmlElement>().ok()) {
        // A panel that cannot take the focus leaves it where it was.
        let _ = panel.focus();
    }
}
