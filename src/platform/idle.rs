//! When the page has time for what nobody has asked for yet, and time for others between pieces
//! of long work.

use js_sys::Promise;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen_futures::JsFuture;

#[wasm_bindgen(module = "/src/platform/late.js")]
extern "C" {
    #[wasm_bindgen(js_name = isIdle)]
    fn is_idle_in_js() -> Promise;

    #[wasm_bindgen(js_name = rest)]
    fn rest_in_js() -> Promise;
}

/// Waits until the page is idle; false at once for a reader who saves data.
pub async fn is_idle() -> bool {
    JsFuture::from(is_idle_in_js()).await.is_ok_and(|answer| answer.is_truthy())
}

/// Lets the page answer before what comes next, if it is time for that.
pub async fn rest() {
    // The promise is never broken.
    let _ = JsFuture::from(rest_in_js()).await;
}
