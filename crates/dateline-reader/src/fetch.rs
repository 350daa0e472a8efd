//! Files of a folder, over HTTP, without cookies.

use js_sys::{Promise, Uint8Array};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{RequestCredentials, RequestInit, Response, Url};

#[wasm_bindgen]
extern "C" {
    /// The function of that name, which a page and a worker have alike.
    fn fetch(url: &str, options: &RequestInit) -> Promise;
}

/// The bytes of the file `name` in `folder`, or why there are none, in English. Only the
/// folder's own origin is asked, whatever the name says (S19).
pub async fn fetch_in_folder(folder: &str, name: &str) -> Result<Vec<u8>, String> {
    let url = url_in_folder(folder, name).ok_or_else(|| "not an address".to_owned())?;
    let options = RequestInit::new();
    options.set_credentials(RequestCredentials::Omit);
    let response: Response =
        JsFuture::from(fetch(&url, &options)).await.map_err(no_answer)?.unchecked_into();
    if !response.ok() {
        return Err(format!("the server answered {}", response.status()));
    }
    let buffer = JsFuture::from(response.array_buffer().map_err(no_answer)?).await;
    Ok(Uint8Array::new(&buffer.map_err(no_answer)?).to_vec())
}

fn no_answer(error: JsValue) -> String {
    format!(
        "no answer ({})",
        error
            .dyn_into::<js_sys::Error>()
            .map_or_else(|_| String::new(), |error| error.message().into())
    )
}

fn url_in_folder(folder: &str, name: &str) -> Option<String> {
    let folder = Url::new(folder).ok()?;
    let file = Url::new_with_base(name, &folder.href()).ok()?;
    (file.origin() == folder.origin()).then(|| file.href())
}
