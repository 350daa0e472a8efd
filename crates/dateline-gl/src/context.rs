//! Getting a WebGL2 context of the right kind.
//!
//! A stencil, in which the surfaces of vector tiles are counted. No multisampling: edges are smoothed in the shaders, where it costs less. No kept
//! drawing buffer: pixels are read in the same task in which they are drawn.

use wasm_bindgen::JsCast;
use web_sys::{
    HtmlCanvasElement, WebGl2RenderingContext as Gl, WebGlContextAttributes, WebGlPowerPreference,
};

use crate::GlError;

/// Asks the canvas for its context.
///
/// # Errors
/// [`GlError::NoContext`] if there is none, [`GlError::Lost`] if it is lost already.
pub(crate) fn create(canvas: &HtmlCanvasElement) -> Result<Gl, GlError> {
    let attributes = WebGlContextAttributes::new();
    attributes.set_alpha(true);
    attributes.set_antialias(false);
    attributes.set_depth(false);
    attributes.set_stencil(true);
    attributes.set_premultiplied_alpha(true);
    attributes.set_preserve_drawing_buffer(false);
    attributes.set_power_preference(WebGlPowerPreference::LowPower);
    let gl = canvas
        .get_context_with_context_options("webgl2", &attributes)
        .ok()
        .flatten()
        .and_then(|context| context.dyn_into::<Gl>().ok())
        .ok_or(GlError::NoContext)?;
    if gl.is_context_lost() { Err(GlError::Lost) } else { Ok(gl) }
}

/// The state that every layer shares: premultiplied blending, no depth.
pub(crate) fn prepare(gl: &Gl) {
    gl.disable(Gl::DEPTH_TEST);
    gl.disable(Gl::CULL_FACE);
    gl.disable(Gl::DITHER);
    gl.enable(Gl::BLEND);
    gl.blend_func(Gl::ONE, Gl::ONE_MINUS_SRC_ALPHA);
    gl.pixel_storei(Gl::UNPACK_ALIGNMENT, 1);
}
