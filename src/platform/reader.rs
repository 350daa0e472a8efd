//! The reader of plain folders and files: a program of its own, loaded when it is wanted.

use js_sys::{Array, Object, Promise, Uint8Array};
use send_wrapper::SendWrapper;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

#[wasm_bindgen(module = "/src/platform/reader.js")]
extern "C" {
    #[wasm_bindgen(js_name = ask)]
    fn ask_in_js(name: &str, argument: &JsValue) -> Promise;

    /// A story that pictures can be made of.
    #[derive(Clone)]
    pub type Drawing;

    /// One picture as an SVG document, as an image's `data:` address. View: its middle in degrees, zoom, size in CSS
    /// pixels; times in civil seconds, `fades_since_s` not a
    /// number where marks do not fade; numbers of events and areas, −1 for none; whether marks are
    /// groups. The same list as in `crates/dateline-reader/src/drawing.rs`.
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
        fades_since_s: f64,
        listed: &[u32],
        is_crowded: bool,
        selected_area: f64,
        selected_event: f64,
        mark_size_px: f64,
        stacking: u8,
        is_dark: bool,
        language: &str,
    ) -> String;
}

/// What the reader answers to a question by that name.
///
/// # Errors
/// What the browser says, if the reader cannot be had or does not answer.
pub(super) async fn ask(name: &str, argument: &JsValue) -> Result<JsValue, JsValue> {
    JsFuture::from(ask_in_js(name, argument)).await
}

/// The story in the folder at `url`, an absolute address, as the bytes of a pack, which may
/// hold no more than a report of why there is none. They stay outside the program's memory.
///
/// # Errors
/// What the browser says, if the reader itself cannot be had.
pub async fn read_folder(url: &str) -> Result<Uint8Array, JsValue> {
    ask("readFolder", &JsValue::from_str(url)).await?.dyn_into()
}

/// Files of the browser's, and what somebody knows of them. Two are equal only if both are the
/// same lists.
#[derive(Clone, Debug)]
pub struct Files(SendWrapper<Array>, SendWrapper<JsValue>);

impl Files {
    /// A list of `File`s, which nobody changes any more.
    pub fn new(files: Array) -> Self {
        Self(SendWrapper::new(files), SendWrapper::new(JsValue::NULL))
    }

    /// The same files, with other choices: the list that `crates/dateline-reader/src/choices.rs`
    /// reads.
    pub fn with_choices(&self, choices: JsValue) -> Self {
        Self(self.0.clone(), SendWrapper::new(choices))
    }

    /// What somebody knows of them; null for nothing.
    pub fn choices(&self) -> &JsValue {
        &self.1
    }

    /// The list.
    pub fn list(&self) -> &Array {
        &self.0
    }

    /// How many there are.
    pub fn count(&self) -> u32 {
        self.0.length()
    }
}

impl PartialEq for Files {
    fn eq(&self, other: &Self) -> bool {
        Object::is(&self.0, &other.0) && Object::is(&self.1, &other.1)
    }
}

/// How far the reader has come: its step from 0 to 2, files done, files in all, and rows
/// done of the present one.
pub type FilesProgress = [f64; 4];

/// What makes pictures of the story in `pack`.
///
/// # Errors
/// What the browser says, if the reader cannot be had.
pub async fn drawing_of(pack: &Uint8Array) -> Result<Drawing, JsValue> {
    Ok(ask("drawingOf", pack).await?.unchecked_into())
}
