//! The right to a context, which can be given back for a while.
//!
//! Browsers keep some sixteen contexts on a page and take the oldest for one more. A map that
//! nobody sees can do without its own. Has no opinion on who is seen.

use wasm_bindgen::JsCast;
use web_sys::{WebGl2RenderingContext as Gl, WebglLoseContext};

/// The right of one canvas to its context; copies are the same right. Where the browser does
/// not let go of contexts, nothing happens.
#[derive(Clone, Debug)]
pub struct Lease {
    gl: Gl,
    extension: Option<WebglLoseContext>,
}

impl Lease {
    /// The right to a context that is not lost: one that is does not tell.
    pub(crate) fn of(gl: &Gl) -> Self {
        let extension = gl.get_extension("WEBGL_lose_context").ok().flatten();
        Self { gl: gl.clone(), extension: extension.map(JsCast::unchecked_into) }
    }

    /// Whether the context is lost, given back or taken.
    pub fn is_lost(&self) -> bool {
        self.gl.is_context_lost()
    }

    /// Gives the context back at once. The canvas is told by `webglcontextlost`.
    pub fn give_back(&self) {
        if let Some(extension) = &self.extension {
            extension.lose_context();
        }
    }

    /// Asks for it again; it comes with `webglcontextrestored`, and needs `preventDefault` on
    /// the event of its loss.
    pub fn ask_again(&self) {
        if let Some(extension) = &self.extension {
            extension.restore_context();
        }
    }
}
