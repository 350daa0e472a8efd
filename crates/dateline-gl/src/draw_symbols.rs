//! Layer: events as points, one draw call for a contiguous range of time.

use std::mem::offset_of;
use std::ops::Range;

use dateline_core::model::MAX_CATEGORIES;
use dateline_core::scene::{SymbolVertex, stack_offset_px};
use dateline_squeeze::glsl;
use web_sys::WebGl2RenderingContext as Gl;

use crate::GlError;
use crate::camera::CameraUniforms;
use crate::colour::{rgb, rgb_table};
use crate::frame::Frame;
use crate::mesh::Mesh;
use crate::program::{Program, Uniform};
use crate::vertex_array::{Attribute, Kind};

/// How the shader reads [`SymbolVertex`].
pub(crate) const SYMBOL_LAYOUT: [Attribute; 3] = [
    Attribute { location: 0, size: 2, kind: Kind::U32, offset: offset_of!(SymbolVertex, x) },
    Attribute {
        location: 1,
        size: 1,
        kind: Kind::U32,
        offset: offset_of!(SymbolVertex, start_minute),
    },
    Attribute { location: 2, size: 1, kind: Kind::U32, offset: offset_of!(SymbolVertex, packed) },
];

/// Compiles the layer's program.
///
/// # Errors
/// What [`Program::new`] returns.
pub(crate) fn program(gl: &Gl) -> Result<Program, GlError> {
    Program::new(
        gl,
        "symbol",
        glsl!(include_str!("shaders/camera.glsl"), include_str!("shaders/symbol.vert")),
        glsl!(include_str!("shaders/symbol.frag")),
    )
}

/// What the layer takes from a frame.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct SymbolUniforms {
    camera: CameraUniforms,
    size_px: f32,
    stack_spacing_px: f32,
    window: [u32; 2],
    fade_minutes: u32,
    masks: [u32; 2],
    colours: [[f32; 3]; MAX_CATEGORIES],
    shapes: [u32; MAX_CATEGORIES],
    halo: [f32; 3],
    ink: [f32; 3],
}

impl SymbolUniforms {
    /// The numbers for a frame.
    pub(crate) fn of(frame: &Frame) -> Self {
        let symbols = &frame.symbols;
        // The place with number 1 lies one spacing from the middle.
        let (right, down) = stack_offset_px(1, f64::from(symbols.size_px));
        let mut shapes = [0; MAX_CATEGORIES];
        for (slot, category) in shapes.iter_mut().zip(symbols.categories) {
            *slot = category.shape as u32;
        }
        Self {
            camera: CameraUniforms::of(&frame.camera.around()),
            size_px: symbols.size_px,
            stack_spacing_px: right.hypot(down) as f32,
            window: [symbols.window_start_minute, symbols.window_end_minute],
            fade_minutes: symbols.fade_minutes.unwrap_or(0),
            masks: [symbols.category_mask, symbols.verification_mask],
            colours: rgb_table(symbols.categories.iter().map(|category| category.colour)),
            shapes,
            halo: rgb(frame.theme.halo),
            ink: rgb(frame.theme.ink),
        }
    }
}

/// Draws the ranges, then the selected mark once more, larger and on top.
pub(crate) fn draw(
    program: &Program,
    mesh: &Mesh,
    uniforms: &SymbolUniforms,
    ranges: &[Range<u32>],
    selected: Option<u32>,
) {
    program.bind();
    uniforms.camera.send(program);
    program.float(Uniform::SizePixels, uniforms.size_px);
    program.float(Uniform::StackSpacingPixels, uniforms.stack_spacing_px);
    program.uvec2(Uniform::Window, uniforms.window);
    program.uint(Uniform::FadeMinutes, uniforms.fade_minutes);
    program.uvec2(Uniform::Masks, uniforms.masks);
    program.vec3s(Uniform::CategoryColours, &uniforms.colours);
    program.uints(Uniform::CategoryShapes, &uniforms.shapes);
    program.vec3s(Uniform::Halo, &[uniforms.halo]);
    program.vec3s(Uniform::Ink, &[uniforms.ink]);
    program.uint(Uniform::Selected, 0);
    for range in ranges {
        mesh.draw_points(range.start, range.end.saturating_sub(range.start));
    }
    if let Some(index) = selected {
        program.uint(Uniform::Selected, 1);
        mesh.draw_points(index, 1);
    }
}
