//! Layer: groups of events, each a ring of its kinds around its number.
//!
//! Comes late, and has a context's programs only where there are groups. Their measures are
//! core's (`scene::Disc`); how a number is written is the caller's, who gives a picture of its
//! figures once and then says which of them stand where.

use std::mem::offset_of;

use bytemuck::{Pod, Zeroable};
use dateline_core::model::MAX_CATEGORIES;
use dateline_core::scene::{Disc, GAP, RIMS_PX, RING_PX};
use dateline_squeeze::glsl;
use wasm_bindgen::JsCast;
use web_sys::{HtmlCanvasElement, WebGl2RenderingContext as Gl};

use crate::buffer::Buffer;
use crate::colour::{rgb, rgb_table};
use crate::late_text::unmarked;
use crate::painter::aim_around;
use crate::program::Uniform;
use crate::texture::Texture;
use crate::vertex_array::{Attribute, Kind, VertexArray};
use crate::watched::Watched;
use crate::{Frame, GlError, Painter};

/// The shaders, between the marks by which texts are found that come with the late part of the
/// app (`src/platform/late.rs` there).
const VERTEX: &str = glsl!("\u{2}late\u{2}", include_str!("shaders/disc.vert"), "\u{3}late\u{3}");
const FRAGMENT: &str = glsl!("\u{2}late\u{2}", include_str!("shaders/disc.frag"), "\u{3}late\u{3}");

/// What is told in whole numbers: parts of a device pixel, with so many pixels left of the edge;
/// parts of a CSS pixel; parts of a turn.
const PLACE_PARTS: f64 = 256.0;
const PLACE_MARGIN_PX: f64 = 8_192.0;
const RADIUS_PARTS: f64 = 16.0;
const WHOLE_TURN: u16 = u16::MAX;

/// A group, or a figure of its number.
#[repr(C)]
#[derive(Clone, Copy, Debug, Pod, Zeroable)]
struct Vertex {
    middle: [u32; 2],
    /// Radius; or 0, and a cell of the figures: its side, its column and its row, a byte each.
    kind: [u32; 2],
    starts: [u16; MAX_CATEGORIES],
}

const STARTS: usize = offset_of!(Vertex, starts);
const LAYOUT: [Attribute; 6] = [
    Attribute { location: 0, size: 2, kind: Kind::U32, offset: offset_of!(Vertex, middle) },
    Attribute { location: 1, size: 2, kind: Kind::U32, offset: offset_of!(Vertex, kind) },
    Attribute { location: 2, size: 4, kind: Kind::U32, offset: STARTS },
    Attribute { location: 3, size: 4, kind: Kind::U32, offset: STARTS + 16 },
    Attribute { location: 4, size: 4, kind: Kind::U32, offset: STARTS + 32 },
    Attribute { location: 5, size: 4, kind: Kind::U32, offset: STARTS + 48 },
];

/// A figure where it stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Figure {
    /// Its cell in the picture of figures: from the left, from the top.
    pub cell: [u8; 2],
    /// The middle of the cell, whole or half device pixels from the left of the picture.
    pub x_device_px: f64,
    /// The same from the top.
    pub y_device_px: f64,
}

/// What draws groups on one context.
#[derive(Debug)]
pub struct Discs {
    gl: Gl,
    program: Watched,
    array: VertexArray,
    buffer: Buffer,
    figures: Option<Texture>,
    cell_side: u32,
    vertices: Vec<Vertex>,
}

impl Discs {
    /// Begins to compile what draws them.
    ///
    /// # Errors
    /// [`GlError::Create`].
    #[inline(never)]
    pub fn new(painter: &Painter) -> Result<Self, GlError> {
        let gl = painter.context();
        let program = Watched::new(gl, "disc", unmarked(VERTEX), unmarked(FRAGMENT))?;
        let array = VertexArray::new(gl)?;
        let buffer = Buffer::new::<Vertex>(gl, Gl::ARRAY_BUFFER, &[])?;
        array.describe(&LAYOUT, size_of::<Vertex>());
        gl.bind_vertex_array(None);
        let (figures, vertices) = (None, Vec::new());
        Ok(Self { gl: gl.clone(), program, array, buffer, figures, cell_side: 1, vertices })
    }

    /// Whether they can be drawn, or the driver is still at it and whoever draws has to wait.
    #[inline(never)]
    pub fn is_ready(&self) -> bool {
        self.program.is_done()
    }

    /// Takes the picture of figures: square cells, `cell_side` device pixels wide, of which only
    /// alpha counts. It is never read back, which some browsers refuse or answer with noise.
    ///
    /// # Errors
    /// [`GlError::Create`] or [`GlError::Refused`].
    #[inline(never)]
    pub fn set_figures(
        &mut self,
        cell_side: u32,
        picture: &HtmlCanvasElement,
    ) -> Result<(), GlError> {
        self.cell_side = cell_side;
        // The browser takes a canvas where it takes a bitmap, and by the same call.
        self.figures = Some(Texture::of_picture(&self.gl, picture.unchecked_ref())?);
        Ok(())
    }

    /// Draws the groups of one picture and their figures, over what is there; nothing within
    /// `hole`, a middle and a radius in CSS pixels; nothing at all before there are figures.
    ///
    /// # Errors
    /// [`GlError::TooMany`], and the first time as [`Painter::new`] for its shaders.
    #[inline(never)]
    pub fn draw(
        &mut self,
        frame: &Frame,
        discs: &[Disc],
        figures: &[Figure],
        hole: Option<(f64, f64, f64)>,
    ) -> Result<(), GlError> {
        // A program whose picture is missing draws nothing at all.
        let Some(picture) = &self.figures else { return Ok(()) };
        let ratio = frame.camera.device_pixel_ratio;
        self.vertices.clear();
        self.vertices.extend(discs.iter().map(|disc| Vertex {
            middle: placed(disc.x_px * ratio, disc.y_px * ratio),
            kind: [(disc.radius_px * RADIUS_PARTS) as u32, 0],
            starts: starts(&disc.group.by_category),
        }));
        let side = self.cell_side.min(255) as u8;
        self.vertices.extend(figures.iter().map(|figure| Vertex {
            middle: placed(figure.x_device_px, figure.y_device_px),
            kind: [0, u32::from_le_bytes([side, figure.cell[0], figure.cell[1], 0])],
            starts: [0; MAX_CATEGORIES],
        }));
        self.buffer.replace(&self.vertices)?;
        let margin = aim_around(&self.gl, frame) as f32;
        let program = self.program.linked()?;
        program.bind();
        let [width, height] = frame.camera.size_device_px().map(|length| length as f32);
        // Without one it lies where nothing is drawn.
        let (x, y, radius_px) = hole.unwrap_or((-PLACE_MARGIN_PX, -PLACE_MARGIN_PX, 0.0));
        let [x, y] = [x, y].map(|at| (at * ratio) as f32);
        program
            .vec4s(Uniform::Ground, &[[width, height, margin, 0.0], [x, y, radius_px as f32, 0.0]]);
        let rims = [RING_PX, RIMS_PX[0], RIMS_PX[1], GAP].map(|px| px as f32);
        program.vec4s(Uniform::Rims, &[rims]);
        program.float(Uniform::PixelRatio, ratio as f32);
        program.vec3s(Uniform::Halo, &[rgb(frame.theme.halo)]);
        program.vec3s(Uniform::Ink, &[rgb(frame.theme.ink)]);
        let categories = frame.symbols.categories.iter().map(|category| category.colour);
        program.vec3s(Uniform::CategoryColours, &rgb_table::<MAX_CATEGORIES>(categories));
        picture.bind();
        self.array.bind();
        self.gl.draw_arrays(Gl::POINTS, 0, self.vertices.len() as i32);
        self.gl.bind_vertex_array(None);
        self.gl.disable(Gl::SCISSOR_TEST);
        Ok(())
    }
}

/// A place in device pixels as the shader takes it; what lies far outside lies at the edge.
fn placed(x: f64, y: f64) -> [u32; 2] {
    // A cast keeps what is below 0 at 0.
    [x, y].map(|at| ((at + PLACE_MARGIN_PX) * PLACE_PARTS).min(f64::from(u32::MAX >> 8)) as u32)
}

/// Where each kind begins on the ring: what is before it, in parts of a turn. A kind of which
/// there is any has a part at least; one of which there is none begins where the next does.
fn starts(counts: &[u32]) -> [u16; MAX_CATEGORIES] {
    let total: u64 = counts.iter().map(|count| u64::from(*count)).sum();
    let present = counts.iter().filter(|count| **count > 0).count() as u64;
    let shared = u64::from(WHOLE_TURN).saturating_sub(present);
    let mut starts = [WHOLE_TURN; MAX_CATEGORIES];
    let (mut before, mut present_before) = (0_u64, 0_u64);
    for (start, count) in starts.iter_mut().zip(counts) {
        *start = (before * shared / total.max(1) + present_before) as u16;
        before += u64::from(*count);
        present_before += u64::from(*count > 0);
    }
    starts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_begin_where_those_before_them_end() {
        let starts = starts(&[1, 0, 3]);
        assert_eq!(starts[..4], [0, 16_384, 16_384, WHOLE_TURN]);
    }

    #[test]
    fn a_single_kind_has_the_whole_ring_wherever_it_stands() {
        assert_eq!(starts(&[0, 7, 0])[..4], [0, 0, WHOLE_TURN, WHOLE_TURN]);
    }

    #[test]
    fn however_few_there_are_of_a_kind_it_has_a_part() {
        let starts = starts(&[1, 4_000_000_000, 1, 1]);
        assert!(starts[0] < starts[1] && starts[1] < starts[2] && starts[2] < starts[3]);
        // The last one ends with the turn.
        assert!(starts[3] < WHOLE_TURN);
    }

    #[test]
    fn a_place_is_told_to_a_part_of_a_pixel_and_never_beyond_what_a_float_can_tell() {
        assert_eq!(placed(0.0, 0.5), [8_192 * 256, 8_192 * 256 + 128]);
        assert_eq!(placed(-1e9, 1e9), [0, (1 << 24) - 1]);
        assert_eq!(placed(f64::NAN, 0.0)[1], 8_192 * 256);
    }
}
