//! A vertex array object that is deleted with its owner.

use web_sys::{WebGl2RenderingContext as Gl, WebGlVertexArrayObject};

use crate::GlError;

/// How the shader sees an attribute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// 32-bit unsigned integers, exact.
    U32,
    /// 16-bit unsigned integers, exact.
    U16,
    /// 16-bit signed integers, read as floats of the same value.
    I16AsFloat,
}

/// One attribute of a vertex struct.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Attribute {
    /// Its `layout(location = …)` in the shader.
    pub location: u32,
    /// How many numbers.
    pub size: i32,
    /// Of which type.
    pub kind: Kind,
    /// Bytes from the start of the struct.
    pub offset: usize,
}

/// Owner of one vertex array object.
#[derive(Debug)]
pub(crate) struct VertexArray {
    gl: Gl,
    raw: WebGlVertexArrayObject,
}

impl VertexArray {
    /// An empty one, bound.
    ///
    /// # Errors
    /// [`GlError::Create`] if the driver makes none.
    pub(crate) fn new(gl: &Gl) -> Result<Self, GlError> {
        let raw = gl.create_vertex_array().ok_or(GlError::Create { what: "vertex array" })?;
        gl.bind_vertex_array(Some(&raw));
        Ok(Self { gl: gl.clone(), raw })
    }

    /// Describes the struct in the vertex buffer that is bound now.
    pub(crate) fn describe(&self, attributes: &[Attribute], stride_bytes: usize) {
        let stride = stride_bytes as i32;
        for attribute in attributes {
            let Attribute { location, size, kind, offset } = *attribute;
            let offset = offset as i32;
            self.gl.enable_vertex_attrib_array(location);
            match kind {
                Kind::U32 => self.gl.vertex_attrib_i_pointer_with_i32(
                    location,
                    size,
                    Gl::UNSIGNED_INT,
                    stride,
                    offset,
                ),
                Kind::U16 => self.gl.vertex_attrib_i_pointer_with_i32(
                    location,
                    size,
                    Gl::UNSIGNED_SHORT,
                    stride,
                    offset,
                ),
                Kind::I16AsFloat => self.gl.vertex_attrib_pointer_with_i32(
                    location,
                    size,
                    Gl::SHORT,
                    false,
                    stride,
                    offset,
                ),
            }
        }
    }

    /// Makes it the current one.
    pub(crate) fn bind(&self) {
        self.gl.bind_vertex_array(Some(&self.raw));
    }
}

impl Drop for VertexArray {
    fn drop(&mut self) {
        self.gl.delete_vertex_array(Some(&self.raw));
    }
}
