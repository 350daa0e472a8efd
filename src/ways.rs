//! Ways from one part of an element to another.

use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlElement, ShadowRoot};

/// The button by which comparing starts and ends.
pub const COMPARE_BUTTON: &str = ".dl-compare-button";

/// Moves the focus into the panel that is in the same shadow tree as the event's target.
pub fn focus_panel(event: &Event) {
    focus_on(event, ".dl-panel");
}

/// Moves the focus to the first element that matches, in the same shadow tree.
pub fn focus_on(event: &Event, selector: &str) {
    let target = event.current_target().and_then(|target| target.dyn_into::<HtmlElement>().ok());
    let root = target.and_then(|target| target.get_root_node().dyn_into::<ShadowRoot>().ok());
    let found = root.and_then(|root| root.query_selector(selector).ok().flatten());
    if let Some(found) = found.and_then(|found| found.dyn_into::<HtmlElement>().ok()) {
        // One that cannot take the focus leaves it where it was.
        let _ = found.focus();
    }
}
