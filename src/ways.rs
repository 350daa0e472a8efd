//! Ways from one part of an element to another.

use leptos::prelude::request_animation_frame;
use wasm_bindgen::JsCast;
use web_sys::{Event, FocusOptions, HtmlElement, ShadowRoot};

/// The heading of the listed events without a place.
pub const UNPLACED_ID: &str = "dl-unplaced";
/// The heading of the events without a date.
pub const UNDATED_ID: &str = "dl-undated";

/// The button by which comparing starts and ends.
pub const COMPARE_BUTTON: &str = ".dl-compare-button";

/// Moves the focus into the panel that is in the same shadow tree as the event's target.
pub fn focus_panel(event: &Event) {
    focus_on(event, ".dl-panel");
}

/// Moves the focus to the first element that matches, in the same shadow tree.
pub fn focus_on(event: &Event, selector: &str) {
    let found = root_of(event).and_then(|root| root.query_selector(selector).ok().flatten());
    if let Some(found) = found.and_then(|found| found.dyn_into::<HtmlElement>().ok()) {
        // One that cannot take the focus leaves it where it was.
        let _ = found.focus();
    }
}

/// Brings the element with that id into sight and moves the focus there, as soon as a page of
/// the panel that was just asked for is there.
pub fn focus_soon(event: &Event, id: &'static str) {
    let Some(root) = root_of(event) else { return };
    // In the first frame the panel turns to the top of its page.
    request_animation_frame(move || {
        request_animation_frame(move || {
            let found = root.get_element_by_id(id);
            if let Some(found) = found.and_then(|found| found.dyn_into::<HtmlElement>().ok()) {
                found.scroll_into_view();
                let options = FocusOptions::new();
                options.set_prevent_scroll(true);
                // An element that cannot take the focus leaves it where it was.
                let _ = found.focus_with_options(&options);
            }
        });
    });
}

/// The shadow tree that hears of the event.
fn root_of(event: &Event) -> Option<ShadowRoot> {
    let target = event.current_target()?.dyn_into::<HtmlElement>().ok()?;
    target.get_root_node().dyn_into::<ShadowRoot>().ok()
}
