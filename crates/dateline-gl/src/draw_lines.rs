//! Layers: the lines of the base map, and the borders between areas.

use std::mem::offset_of;

use dateline_core::scene::LineVertex;
use dateline_squeeze::glsl;
use web_sys::WebGl2RenderingContext as Gl;

use crate::GlError;
use crate::camera::CameraUniforms;
use crate::colour::rgb;
use crate::frame::{Frame, MAX_STYLES};
use crate::mesh::Mesh;
use crate::pattern::PatternUniforms;
use crate::program::{Program, Uniform};
use crate::style_table::{line_colours, line_shapes};
use crate::vertex_array::{Attribute, Kind};

/// How the shader reads [`LineVertex`].
pub(crate) const LINE_LAYOUT: [Attribute; 7] = [
    Attribute { location: 0, size: 2, kind: Kind::U32, offset: offset_of!(LineVertex, x) },
    Attribute {
        location: 1,
        size: 2,
        kind: Kind::I16AsFloat,
        offset: offset_of!(LineVertex, push_x),
    },
    Attribute { location: 2, size: 1, kind: Kind::U16, offset: offset_of!(LineVertex, style) },
    Attribute { location: 3, size: 1, kind: Kind::U16, offset: offset_of!(LineVertex, area) },
    Attribute { location: 4, size: 1, kind: Kind::U16, offset: offset_of!(LineVertex, other_area) },
    Attribute { location: 5, size: 1, kind: Kind::U32, offset: offset_of!(LineVertex, along) },
    Attribute {
        location: 6,
        size: 1,
        kind: Kind::I16AsFloat,
        offset: offset_of!(LineVertex, across),
    },
];

/// An area that no line bounds.
const NO_SELECTION: u32 = u32::MAX;

/// Compiles the layers' program.
///
/// # Errors
/// What [`Program::new`] returns.
pub(crate) fn program(gl: &Gl) -> Result<Program, GlError> {
    Program::new(
        gl,
        "line",
        glsl!(
            include_str!("shaders/camera.glsl"),
            include_str!("shaders/control.glsl"),
            include_str!("shaders/line.vert")
        ),
        glsl!(include_str!("shaders/pattern.glsl"), include_str!("shaders/line.frag")),
    )
}

/// What the layers take from a frame.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct LineUniforms {
    camera: CameraUniforms,
    pattern: PatternUniforms,
    colours: [[f32; 4]; MAX_STYLES],
    shapes: [[f32; 3]; MAX_STYLES],
    outline: [f32; 3],
    halo: [f32; 3],
    ink: [f32; 3],
    accent: [f32; 3],
    selected_area: u32,
}

impl LineUniforms {
    /// The numbers for a frame.
    pub(crate) fn of(frame: &Frame) -> Self {
        Self {
            camera: CameraUniforms::of(&frame.camera),
            pattern: PatternUniforms::of(&frame.camera),
            colours: line_colours(frame.lines),
            shapes: line_shapes(frame.lines),
            outline: rgb(frame.theme.outline),
            halo: rgb(frame.theme.halo),
            ink: rgb(frame.theme.ink),
            accent: rgb(frame.theme.accent),
            selected_area: frame.selected_area.unwrap_or(NO_SELECTION),
        }
    }
}

/// Draws the lines of the base map by their style rows.
pub(crate) fn draw_base(program: &Program, mesh: &Mesh, uniforms: &LineUniforms) {
    prepare_base(program, uniforms);
    mesh.draw_triangles();
}

/// Lets the program draw lines by their style rows.
pub(crate) fn prepare_base(program: &Program, uniforms: &LineUniforms) {
    prepare(program, uniforms);
    program.uint(Uniform::Borders, 0);
    program.uint(Uniform::Rims, 0);
    program.vec4s(Uniform::StyleColours, &uniforms.colours);
    program.vec3s(Uniform::StyleShapes, &uniforms.shapes);
}

/// Draws the borders by the state of the areas on both sides: first all rims, so that none
/// lies over a line that meets its own.
pub(crate) fn draw_borders(
    program: &Program,
    mesh: &Mesh,
    control_count: u32,
    uniforms: &LineUniforms,
) {
    prepare(program, uniforms);
    program.uint(Uniform::Borders, 1);
    program.sampler(Uniform::Control, 0);
    program.uint(Uniform::ControlCount, control_count);
    program.vec3s(Uniform::Outline, &[uniforms.outline]);
    program.vec3s(Uniform::Halo, &[uniforms.halo]);
    program.vec3s(Uniform::Ink, &[uniforms.ink]);
    program.vec3s(Uniform::Accent, &[uniforms.accent]);
    program.uint(Uniform::SelectedArea, uniforms.selected_area);
    for rims in [1, 0] {
        program.uint(Uniform::Rims, rims);
        mesh.draw_triangles();
    }
}

fn prepare(program: &Program, uniforms: &LineUniforms) {
    program.bind();
    uniforms.camera.send(program);
    uniforms.pattern.send(program);
}
