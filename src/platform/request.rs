//! Requests that can be called back, parts of files, and what the browser unpacks.
//!
//! Comes late. What only this needs of the browser is called by its name, since each binding
//! would be a piece of the script that everybody waits for.

use std::cell::Cell;
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::rc::Rc;
use std::task::Poll;

use gloo_timers::callback::Timeout;
use js_sys::{Array, Function, Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{ImageBitmap, RequestInit, window};

use super::record::{Record, member};

/// For how long nothing may arrive of what is asked for, milliseconds. It is no limit for the
/// whole of it, which takes long where the line is slow.
const PATIENCE_MS: u32 = 30_000;

/// Why bytes did not arrive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RequestError {
    /// The server answered with another status than was hoped for.
    Status(u16),
    /// A part was asked for and the whole was sent.
    NoParts,
    /// There are more bytes than are read.
    TooLarge,
    /// There was no answer in time, it broke off, or cannot be unpacked.
    Broken,
}

/// A request; dropped, it is called back.
#[derive(Debug)]
pub struct Request(JsValue);

impl Request {
    /// A request that has not been sent.
    pub fn unsent() -> Self {
        Self(construct("AbortController", &[]).unwrap_or(JsValue::UNDEFINED))
    }

    /// What tells the browser that it was called back.
    pub fn signal(&self) -> JsValue {
        member(&self.0, "signal")
    }
}

impl Drop for Request {
    fn drop(&mut self) {
        // What has arrived already cannot be called back, which does no harm.
        let _ = call(&self.0, "abort", &[]);
    }
}

/// Whether a request was called back.
pub fn is_called_back(signal: &JsValue) -> bool {
    member(signal, "aborted").is_truthy()
}

/// The bytes at `url`, without cookies, at most `limit`; of the file only the `part` from one
/// byte to before another, if that is asked for. What has been given up for lack of an answer is
/// still on its way, until the [`Request`] is dropped.
///
/// # Errors
/// A [`RequestError`].
pub async fn fetch_part(
    url: &str,
    part: Option<(u64, u64)>,
    signal: &JsValue,
    limit: usize,
) -> Result<Vec<u8>, RequestError> {
    let mut options = Record::new().text("credentials", "omit").put("signal", signal);
    if let Some((first, end)) = part {
        let range = ["bytes=", &first.to_string(), "-", &end.saturating_sub(1).to_string()];
        options = options.put("headers", &Record::new().text("Range", &range.concat()).value());
    }
    let options: RequestInit = options.value().unchecked_into();
    let window = window().ok_or(RequestError::Broken)?;
    let answer = in_time(window.fetch_with_str_and_init(url, &options)).await;
    let answer = answer.map_err(|_| RequestError::Broken)?;
    let status = member(&answer, "status").as_f64().unwrap_or(0.0) as u16;
    match (status, part) {
        (206, Some(_)) | (200, None) => drain(&member(&answer, "body"), limit).await,
        (200, Some(_)) => {
            // Nobody waits for the rest of the file.
            let _ = call(&member(&answer, "body"), "cancel", &[]);
            Err(RequestError::NoParts)
        }
        _ => Err(RequestError::Status(status)),
    }
}

/// What was packed with gzip, at most `limit` bytes of it.
///
/// # Errors
/// [`RequestError::TooLarge`] or [`RequestError::Broken`].
pub async fn gunzip(bytes: &[u8], limit: usize) -> Result<Vec<u8>, RequestError> {
    let broken = |_: JsValue| RequestError::Broken;
    let unpacker = construct("DecompressionStream", &["gzip".into()]).map_err(broken)?;
    let packed = member(&response(bytes).map_err(broken)?, "body");
    let stream = call(&packed, "pipeThrough", &[unpacker]).map_err(broken)?;
    drain(&stream, limit).await
}

/// The picture in some bytes, of any kind that the browser knows; `None` if it is none.
pub async fn picture_of(bytes: &[u8]) -> Option<ImageBitmap> {
    let blob = promised(call(&response(bytes).ok()?, "blob", &[])).await.ok()?;
    let picture = promised(call(&js_sys::global(), "createImageBitmap", &[blob])).await.ok()?;
    Some(picture.unchecked_into())
}

/// A response with those bytes, which is how the browser turns bytes into other things.
fn response(bytes: &[u8]) -> Result<JsValue, JsValue> {
    construct("Response", &[Uint8Array::from(bytes).into()])
}

/// All bytes of a stream.
async fn drain(stream: &JsValue, limit: usize) -> Result<Vec<u8>, RequestError> {
    let broken = |_: JsValue| RequestError::Broken;
    let mut bytes = Vec::new();
    if stream.is_null() {
        return Ok(bytes);
    }
    let reader = call(stream, "getReader", &[]).map_err(broken)?;
    loop {
        let read = call(&reader, "read", &[]).map_err(broken)?;
        let read = in_time(read.unchecked_into()).await.map_err(broken)?;
        if member(&read, "done").is_truthy() {
            return Ok(bytes);
        }
        let chunk = Uint8Array::new(&member(&read, "value"));
        if bytes.len() + chunk.length() as usize > limit {
            let _ = call(&reader, "cancel", &[]);
            return Err(RequestError::TooLarge);
        }
        bytes.extend_from_slice(&chunk.to_vec());
    }
}

async fn promised(value: Result<JsValue, JsValue>) -> Result<JsValue, JsValue> {
    JsFuture::from(value?.unchecked_into::<Promise>()).await
}

/// What a promise brings, if it does so in time; else nothing that means anything.
async fn in_time(promise: Promise) -> Result<JsValue, JsValue> {
    let mut answer = JsFuture::from(promise);
    let is_over = Rc::new(Cell::new(false));
    let mut timer = None;
    poll_fn(move |context| {
        if let Poll::Ready(answer) = Pin::new(&mut answer).poll(context) {
            return Poll::Ready(answer);
        }
        if is_over.get() {
            return Poll::Ready(Err(JsValue::UNDEFINED));
        }
        // One is enough: whoever waits here stays the same.
        timer.get_or_insert_with(|| {
            let (is_over, waker) = (Rc::clone(&is_over), context.waker().clone());
            Timeout::new(PATIENCE_MS, move || {
                is_over.set(true);
                waker.wake();
            })
        });
        Poll::Pending
    })
    .await
}

/// Calls a method by its name.
///
/// # Errors
/// What it throws, or that there is none.
pub fn call(object: &JsValue, name: &str, values: &[JsValue]) -> Result<JsValue, JsValue> {
    let method: Function = member(object, name).dyn_into()?;
    Reflect::apply(&method, object, &list(values))
}

/// Makes a new object of one of the browser's classes.
fn construct(class: &str, values: &[JsValue]) -> Result<JsValue, JsValue> {
    let class: Function = member(&js_sys::global(), class).dyn_into()?;
    Reflect::construct(&class, &list(values))
}

fn list(values: &[JsValue]) -> Array {
    values.iter().collect()
}
