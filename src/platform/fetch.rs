//! Files over HTTP, without cookies.

use js_sys::Uint8Array;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{RequestCache, RequestCredentials, RequestInit, Response, window};

/// Why a file did not arrive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FetchError {
    /// The server answered with a status other than 2xx.
    Status(u16),
    /// There was no answer, or it broke off.
    Network,
}

/// Whether what the browser has kept of a file will do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fresh {
    /// As the server said when it sent it.
    AsSent,
    /// Only if the server says so now: the file belongs to another one that is new.
    Surely,
}

/// The bytes at `url`, without cookies; they stay outside the program's memory.
///
/// # Errors
/// A [`FetchError`]; what the browser knows beyond it stands in its own console.
pub async fn fetch_bytes(url: &str, fresh: Fresh) -> Result<Uint8Array, FetchError> {
    let network = |_: JsValue| FetchError::Network;
    let options = RequestInit::new();
    options.set_credentials(RequestCredentials::Omit);
    if fresh == Fresh::Surely {
        options.set_cache(RequestCache::NoCache);
    }
    let window = window().ok_or(FetchError::Network)?;
    let answer = JsFuture::from(window.fetch_with_str_and_init(url, &options)).await;
    let response: Response = answer.map_err(network)?.unchecked_into();
    if !response.ok() {
        return Err(FetchError::Status(response.status()));
    }
    let buffer = JsFuture::from(response.array_buffer().map_err(network)?).await;
    Ok(Uint8Array::new(&buffer.map_err(network)?))
}
