//! The context: that there is one, and that losing it loses no picture.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use common::*;
use dateline_gl::{Frame, GlError, LineSlot, Painter};
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{HtmlCanvasElement, WebGl2RenderingContext, WebglLoseContext};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
fn there_is_a_context_and_the_shaders_compile() {
    let painter = Painter::new(&canvas());
    assert!(painter.is_ok(), "{painter:?}");
}

#[wasm_bindgen_test]
fn a_canvas_with_another_context_is_refused() {
    let canvas = canvas();
    canvas.get_context("2d").unwrap().unwrap();
    assert_eq!(Painter::new(&canvas).err(), Some(GlError::NoContext));
}

#[wasm_bindgen_test]
fn an_empty_painter_draws_the_background() {
    let mut painter = painter();
    painter.draw(&frame(&[])).unwrap();
    assert_eq!(count(&painter.read_picture().unwrap(), BACKGROUND), 10_000);
}

#[wasm_bindgen_test]
fn a_translucent_background_is_premultiplied() {
    let mut painter = painter();
    let mut frame = frame(&[]);
    frame.theme.background = [200, 100, 0, 51];
    painter.draw(&frame).unwrap();
    assert_eq!(painter.read_pixel(5.0, 5.0).unwrap(), [40, 20, 0, 51]);
}

fn upload(painter: &mut Painter) {
    let size = [100.0, 100.0];
    let mesh = rectangles(size, &[[0.0, 0.0, 50.0, 100.0], [50.0, 0.0, 50.0, 100.0]]);
    painter.upload_areas(&mesh).unwrap();
    let border = Piece { from: [50.0, 0.0], to: [50.0, 100.0], style: 0, area: 0, other_area: 1 };
    let mesh = lines(size, &[border]);
    painter.upload_lines(LineSlot::Borders, &mesh).unwrap();
    painter.upload_symbols(&[symbol(MIDDLE, 0, 5, 0)]).unwrap();
    painter.set_control(&[[0, NOBODY, HELD, 0], [0, 1, CONTESTED, 0]]).unwrap();
}

fn picture(painter: &mut Painter, frame: &Frame) -> Vec<[u8; 4]> {
    painter.draw(frame).unwrap();
    painter.read_picture().unwrap()
}

/// Resolves after a turn of the browser's loop.
async fn turn() {
    let promise = js_sys::Promise::new(&mut |resolve, _| {
        let window = web_sys::window().unwrap();
        window.set_timeout_with_callback(&resolve).unwrap();
    });
    JsFuture::from(promise).await.unwrap();
}

/// Resolves when the canvas has had that event. Its default is prevented, without which
/// the browser does not give the context back.
async fn event(canvas: &HtmlCanvasElement, name: &str, cause: impl FnOnce()) {
    let mut cause = Some(cause);
    let promise = js_sys::Promise::new(&mut |resolve, _| {
        let listener = Closure::once_into_js(move |event: web_sys::Event| {
            event.prevent_default();
            resolve.call0(&wasm_bindgen::JsValue::NULL).unwrap();
        });
        canvas.add_event_listener_with_callback(name, listener.unchecked_ref()).unwrap();
        if let Some(cause) = cause.take() {
            cause();
        }
    });
    JsFuture::from(promise).await.unwrap();
}

#[wasm_bindgen_test]
async fn after_a_lost_context_the_same_picture_comes_back() {
    let canvas = canvas();
    let mut painter = Painter::new(&canvas).unwrap();
    let categories = categories();
    let frame = frame(&categories);
    upload(&mut painter);
    let before = picture(&mut painter, &frame);
    assert!(count(&before, opaque(RED)) > 4000);

    let gl: WebGl2RenderingContext =
        canvas.get_context("webgl2").unwrap().unwrap().unchecked_into();
    let lose: WebglLoseContext =
        gl.get_extension("WEBGL_lose_context").unwrap().unwrap().unchecked_into();
    event(&canvas, "webglcontextlost", || lose.lose_context()).await;
    assert!(painter.is_lost());
    assert_eq!(painter.draw(&frame), Err(GlError::Lost));
    assert_eq!(painter.restore(), Err(GlError::Lost));

    // The browser notes that the default was prevented when all listeners have run.
    turn().await;
    event(&canvas, "webglcontextrestored", || lose.restore_context()).await;
    assert!(!painter.is_lost());
    painter.restore().unwrap();
    upload(&mut painter);
    assert_eq!(picture(&mut painter, &frame), before);
}
