//! Showing one element on the whole screen, where the browser and the page allow it (M17).

use gloo_events::EventListener;
use web_sys::{Document, Element, window};

fn document() -> Option<Document> {
    window().and_then(|window| window.document())
}

/// Whether it may be asked for at all: not in a frame that was not given the right.
pub fn may_fill_screen() -> bool {
    document().is_some_and(|document| document.fullscreen_enabled())
}

/// Whether `element` has the screen now.
pub fn fills_screen(element: &Element) -> bool {
    document().and_then(|document| document.fullscreen_element()).as_ref() == Some(element)
}

/// Gives `element` the whole screen, or the screen back. Only in answer to a press.
pub fn toggle_screen(element: &Element) {
    if fills_screen(element) {
        if let Some(document) = document() {
            document.exit_fullscreen();
        }
    } else {
        // Refused without a press or a right: then nothing changes, and nothing says so.
        let _ = element.request_fullscreen();
    }
}

/// Calls `on_change` whenever an element takes the screen or gives it back, for as long as
/// the listener lives.
pub fn watch_screen(on_change: impl Fn() + 'static) -> Option<EventListener> {
    let document = document()?;
    Some(EventListener::new(&document, "fullscreenchange", move |_| on_change()))
}
