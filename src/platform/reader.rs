//! The reader of plain folders: a program of its own, loaded when it is wanted.

use js_sys::{Promise, Uint8Array};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

#[wasm_bindgen(module = "/src/platform/reader.js")]
extern "C" {
    #[wasm_bindgen(js_name = readFolder)]
    fn read_folder_in_js(url: &str) -> Promise;

    #[wasm_bindgen(js_name = drawingOf)]
    fn drawing_of_in_js(pack: &Uint8Array) -> Promise;

    /// A story that pictures can be made of.
    #[derive(Clone)]
    pub type Drawing;

    /// One picture as an SVG document. View: its middle in degrees, zoom, size in CSS
    /// pixels; times in civil seconds; numbers of events and areas, −1 for none. The same list as
    /// in `crates/dateline-reader/src/drawing.rs`.
    #[wasm_bindgen(method)]
    #[allow(clippy::too_many_arguments)] // Numbers and strings are all that crosses.
    pub fn svg(
        this: &Drawing,
        lon: f64,
        lat: f64,
        zoom: f64,
        width_px: f64,
        height_px: f64,
        moment_s: f64,
        just_changed_since_s: f64,
        listed: &[u32],
        selected_area: f64,
        selected_event: f64,
        mark_size_px: f64,
        is_dark: bool,
        language: &str,
    ) -> String;
}

/// The story in the folder at `url`, an absolute address, as the bytes of a pack, which may
/// hold no more than a report of why there is none. They stay outside the program's memory.
///
/// # Errors
/// What the browser says, if the reader itself cannot be had.
pub async fn read_folder(url: &str) -> Result<Uint8Array, JsValue> {
    JsFuture::from(read_folder_in_js(url)).await?.dyn_into()
}

/// What makes pictures of the story in `pack`.
///
/// # Errors
/// What the browser says, if the reader cannot be had.
pub async fn drawing_of(pack: &Uint8Array) -> Result<Drawing, JsValue> {
    Ok(JsFuture::from(drawing_of_in_js(pack)).await?.unchecked_into())
}
