//! Where on an element something happened.

use wasm_bindgen::JsCast;
use web_sys::{EventTarget, HtmlElement};

/// A position on the page, in pixels of the layout of `target` from its top left corner.
pub fn position(target: Option<EventTarget>, client_x: i32, client_y: i32) -> (f64, f64) {
    let Some(place) = target.and_then(|target| target.dyn_into::<HtmlElement>().ok()) else {
        return (f64::from(client_x), f64::from(client_y));
    };
    let rect = place.get_bounding_client_rect();
    // A host may show the element larger or smaller than it is laid out.
    let shrunk = f64::from(place.offset_width()) / rect.width();
    let shrunk = if shrunk.is_normal() { shrunk } else { 1.0 };
    ((f64::from(client_x) - rect.left()) * shrunk, (f64::from(client_y) - rect.top()) * shrunk)
}
