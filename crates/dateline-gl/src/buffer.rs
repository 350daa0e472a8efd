//! A GL buffer that is deleted with its owner.

use bytemuck::Pod;
use web_sys::{WebGl2RenderingContext as Gl, WebGlBuffer};

use crate::GlError;

/// Owner of one buffer object.
#[derive(Debug)]
pub(crate) struct Buffer {
    gl: Gl,
    raw: WebGlBuffer,
}

impl Buffer {
    /// A buffer for vertices (`Gl::ARRAY_BUFFER`) or indices (`Gl::ELEMENT_ARRAY_BUFFER`),
    /// filled with `items` as they lie in memory. Stays bound.
    ///
    /// # Errors
    /// [`GlError::Create`] if the driver makes none, [`GlError::TooMany`] above 2 GiB.
    pub(crate) fn new<T: Pod>(gl: &Gl, target: u32, items: &[T]) -> Result<Self, GlError> {
        let raw = gl.create_buffer().ok_or(GlError::Create { what: "buffer" })?;
        let buffer = Self { gl: gl.clone(), raw };
        buffer.fill(target, items, Gl::STATIC_DRAW)?;
        Ok(buffer)
    }

    /// Puts other vertices in place of those that it has. Stays bound.
    ///
    /// # Errors
    /// [`GlError::TooMany`] above 2 GiB.
    pub(crate) fn replace<T: Pod>(&self, items: &[T]) -> Result<(), GlError> {
        self.fill(Gl::ARRAY_BUFFER, items, Gl::STREAM_DRAW)
    }

    fn fill<T: Pod>(&self, target: u32, items: &[T], usage: u32) -> Result<(), GlError> {
        let bytes: &[u8] = bytemuck::cast_slice(items);
        if i32::try_from(bytes.len()).is_err() {
            return Err(GlError::TooMany { what: "bytes in a buffer", count: bytes.len() });
        }
        self.gl.bind_buffer(target, Some(&self.raw));
        self.gl.buffer_data_with_u8_array(target, bytes, usage);
        Ok(())
    }
}

impl Drop for Buffer {
    fn drop(&mut self) {
        self.gl.delete_buffer(Some(&self.raw));
    }
}
