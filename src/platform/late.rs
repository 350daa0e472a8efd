//! The late part of the program: what is not needed until the first paint. Its texts are
//! between two marks, by which they are found in the finished program and taken out of the
//! first part (`xtask/src/split/data.rs`).

use js_sys::Promise;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen_futures::JsFuture;

#[wasm_bindgen(module = "/src/platform/late.js")]
extern "C" {
    #[wasm_bindgen(js_name = loadLate)]
    fn load_late_in_js(part: u32) -> Promise;
}

/// Loads the late part of that number (`xtask/src/split/parts.rs`); at once where the program
/// is in one piece. Until it has, no function of its modules may be called.
///
/// # Errors
/// What the browser says, if it cannot be had.
pub async fn load_late(part: u32) -> Result<(), JsValue> {
    JsFuture::from(load_late_in_js(part)).await.map(|_| ())
}

/// A text, a literal or a file, that comes with the late part; read by [`read_late`].
macro_rules! late_text {
    ($text:expr) => {
        concat!("\u{2}late\u{2}", $text, "\u{3}late\u{3}")
    };
}
pub(crate) use late_text;

/// How long each mark is.
const MARK_BYTES: usize = 6;

/// The text between its marks, as soon as the late part has put it there; zeros until then.
pub fn read_late(marked: &'static str) -> Option<&'static str> {
    // What stands there is not what the compiler knows.
    let marked = std::hint::black_box(marked);
    let inside = MARK_BYTES..marked.len().checked_sub(MARK_BYTES)?;
    if marked.starts_with('\u{2}') { marked.get(inside) } else { None }
}
