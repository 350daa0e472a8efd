//! The late part of the program: what is not needed until the first paint.

use js_sys::Promise;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen_futures::JsFuture;

#[wasm_bindgen(module = "/src/platform/late.js")]
extern "C" {
    #[wasm_bindgen(js_name = loadLate)]
    fn load_late_in_js() -> Promise;
}

/// Loads the late part; at once where the program is in one piece. Until it has, no function
/// of a late module may be called.
///
/// # Errors
/// What the browser says, if it cannot be had.
pub async fn load_late() -> Result<(), JsValue> {
    JsFuture::from(load_late_in_js()).await.map(|_| ())
}
