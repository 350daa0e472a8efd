//! Layer: the fills of the base map, under everything.

use dateline_squeeze::glsl;
use web_sys::WebGl2RenderingContext as Gl;

use crate::GlError;
use crate::camera::CameraUniforms;
use crate::frame::{Frame, MAX_STYLES};
use crate::mesh::Mesh;
use crate::program::{Program, Uniform};
use crate::style_table::fill_colours;

/// Compiles the layer's program.
///
/// # Errors
/// What [`Program::new`] returns.
pub(crate) fn program(gl: &Gl) -> Result<Program, GlError> {
    Program::new(
        gl,
        "fill",
        glsl!(include_str!("shaders/camera.glsl"), include_str!("shaders/fill.vert")),
        glsl!(include_str!("shaders/fill.frag")),
    )
}

/// What the layer takes from a frame.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct FillUniforms {
    camera: CameraUniforms,
    colours: [[f32; 4]; MAX_STYLES],
}

impl FillUniforms {
    /// The numbers for a frame.
    pub(crate) fn of(frame: &Frame) -> Self {
        Self { camera: CameraUniforms::of(&frame.camera), colours: fill_colours(frame.fills) }
    }
}

/// Draws all fills.
pub(crate) fn draw(program: &Program, mesh: &Mesh, uniforms: &FillUniforms) {
    prepare(program, uniforms);
    mesh.draw_triangles();
}

/// Makes the program ready to draw fills.
pub(crate) fn prepare(program: &Program, uniforms: &FillUniforms) {
    program.bind();
    uniforms.camera.send(program);
    program.vec4s(Uniform::StyleColours, &uniforms.colours);
}
