//! Vertices with their layout and, for triangles, their indices.

use bytemuck::Pod;
use web_sys::WebGl2RenderingContext as Gl;

use crate::GlError;
use crate::buffer::Buffer;
use crate::vertex_array::{Attribute, VertexArray};

/// Something that can be drawn with one call.
#[derive(Debug)]
pub(crate) struct Mesh {
    gl: Gl,
    array: VertexArray,
    _vertices: Buffer,
    _indices: Option<Buffer>,
    count: i32,
}

impl Mesh {
    /// Indexed triangles.
    ///
    /// # Errors
    /// What [`Buffer::new`] and [`VertexArray::new`] return, or [`GlError::TooMany`].
    pub(crate) fn triangles<T: Pod>(
        gl: &Gl,
        attributes: &[Attribute],
        vertices: &[T],
        indices: &[u32],
    ) -> Result<Self, GlError> {
        let count = checked_count("indices", indices.len())?;
        let array = VertexArray::new(gl)?;
        let vertex_buffer = Buffer::new(gl, Gl::ARRAY_BUFFER, vertices)?;
        array.describe(attributes, size_of::<T>());
        let index_buffer = Buffer::new(gl, Gl::ELEMENT_ARRAY_BUFFER, indices)?;
        gl.bind_vertex_array(None);
        Ok(Self {
            gl: gl.clone(),
            array,
            _vertices: vertex_buffer,
            _indices: Some(index_buffer),
            count,
        })
    }

    /// One point per vertex.
    ///
    /// # Errors
    /// What [`Buffer::new`] and [`VertexArray::new`] return, or [`GlError::TooMany`].
    pub(crate) fn points<T: Pod>(
        gl: &Gl,
        attributes: &[Attribute],
        vertices: &[T],
    ) -> Result<Self, GlError> {
        let count = checked_count("points", vertices.len())?;
        let array = VertexArray::new(gl)?;
        let vertex_buffer = Buffer::new(gl, Gl::ARRAY_BUFFER, vertices)?;
        array.describe(attributes, size_of::<T>());
        gl.bind_vertex_array(None);
        Ok(Self { gl: gl.clone(), array, _vertices: vertex_buffer, _indices: None, count })
    }

    /// Whether there is nothing to draw, and no call to be made for it.
    pub(crate) fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// Draws all triangles.
    pub(crate) fn draw_triangles(&self) {
        if self.count > 0 {
            self.array.bind();
            self.gl.draw_elements_with_i32(Gl::TRIANGLES, self.count, Gl::UNSIGNED_INT, 0);
        }
    }

    /// Draws the triangles of `count` indices from `first` on, as far as there are so many.
    pub(crate) fn draw_some(&self, first: u32, count: u32) {
        if let Some((first, count)) = range_within(first, count, self.count) {
            self.array.bind();
            let offset = first.saturating_mul(size_of::<u32>() as i32);
            self.gl.draw_elements_with_i32(Gl::TRIANGLES, count, Gl::UNSIGNED_INT, offset);
        }
    }

    /// Draws `count` points from `first` on, as far as there are so many.
    pub(crate) fn draw_points(&self, first: u32, count: u32) {
        if let Some((first, count)) = range_within(first, count, self.count) {
            self.array.bind();
            self.gl.draw_arrays(Gl::POINTS, first, count);
        }
    }
}

fn checked_count(what: &'static str, count: usize) -> Result<i32, GlError> {
    i32::try_from(count).map_err(|_| GlError::TooMany { what, count })
}

/// The part of `first .. first + count` that lies in `0 .. total`; `None` if it is empty.
fn range_within(first: u32, count: u32, total: i32) -> Option<(i32, i32)> {
    let first = i32::try_from(first).ok().filter(|first| *first < total)?;
    let count = i32::try_from(count).unwrap_or(i32::MAX).min(total - first);
    (count > 0).then_some((first, count))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_draw_range_never_leaves_the_buffer() {
        assert_eq!(range_within(0, 10, 10), Some((0, 10)));
        assert_eq!(range_within(8, 10, 10), Some((8, 2)));
        assert_eq!(range_within(10, 1, 10), None);
        assert_eq!(range_within(3, 0, 10), None);
        assert_eq!(range_within(u32::MAX, u32::MAX, 10), None);
        assert_eq!(range_within(1, u32::MAX, i32::MAX), Some((1, i32::MAX - 1)));
    }
}
