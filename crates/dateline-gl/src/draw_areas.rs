//! Layer: the fill of areas by who holds them.

use std::mem::offset_of;

use dateline_core::scene::AreaVertex;
use dateline_squeeze::glsl;
use web_sys::WebGl2RenderingContext as Gl;

use crate::GlError;
use crate::camera::CameraUniforms;
use crate::colour::{rgb_table, rgba};
use crate::frame::{Frame, MAX_ACTORS};
use crate::mesh::Mesh;
use crate::pattern::PatternUniforms;
use crate::program::{Program, Uniform};
use crate::vertex_array::{Attribute, Kind};

/// How the shaders of areas and of base fills read [`AreaVertex`].
pub(crate) const AREA_LAYOUT: [Attribute; 2] = [
    Attribute { location: 0, size: 2, kind: Kind::U32, offset: offset_of!(AreaVertex, x) },
    Attribute { location: 1, size: 1, kind: Kind::U32, offset: offset_of!(AreaVertex, area) },
];

/// Compiles the layer's program.
///
/// # Errors
/// What [`Program::new`] returns.
pub(crate) fn program(gl: &Gl) -> Result<Program, GlError> {
    Program::new(
        gl,
        "area",
        glsl!(
            include_str!("shaders/camera.glsl"),
            include_str!("shaders/control.glsl"),
            include_str!("shaders/area.vert")
        ),
        glsl!(include_str!("shaders/pattern.glsl"), include_str!("shaders/area.frag")),
    )
}

/// What the layer takes from a frame.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct AreaUniforms {
    camera: CameraUniforms,
    pattern: PatternUniforms,
    actors: [[f32; 3]; MAX_ACTORS],
    unknown_fill: [f32; 4],
    background: [f32; 4],
}

impl AreaUniforms {
    /// The numbers for a frame.
    pub(crate) fn of(frame: &Frame) -> Self {
        Self {
            camera: CameraUniforms::of(&frame.camera),
            pattern: PatternUniforms::of(&frame.camera),
            actors: rgb_table(frame.actors.iter().copied()),
            unknown_fill: rgba(frame.theme.unknown_fill),
            background: rgba(frame.theme.background),
        }
    }
}

/// Draws all areas.
pub(crate) fn draw(program: &Program, mesh: &Mesh, control_count: u32, uniforms: &AreaUniforms) {
    program.bind();
    uniforms.camera.send(program);
    uniforms.pattern.send(program);
    program.sampler(Uniform::Control, 0);
    program.uint(Uniform::ControlCount, control_count);
    program.vec3s(Uniform::ActorColours, &uniforms.actors);
    program.vec4s(Uniform::UnknownFill, &[uniforms.unknown_fill]);
    program.vec4s(Uniform::Background, &[uniforms.background]);
    mesh.draw_triangles();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shader_has_room_for_the_colours_that_it_is_given() {
        let shader = include_str!("shaders/control.glsl");
        assert!(shader.contains(&format!("u_actor_colours[{MAX_ACTORS}]")));
        assert!(shader.contains(&format!("min(actor, {}u)", MAX_ACTORS - 1)));
    }

    #[test]
    fn a_vertex_shader_asks_for_no_more_vectors_than_every_device_has() {
        // OpenGL ES 3.0, table 6.31: MAX_VERTEX_UNIFORM_VECTORS.
        const MOST: usize = 256;
        let of = |text: &str| -> usize {
            let uniforms = text.lines().filter_map(|line| line.trim().strip_prefix("uniform "));
            let vectors = |line: &str| {
                let count = line.split(['[', ']']).nth(1).and_then(|count| count.parse().ok());
                count.unwrap_or(1) * if line.contains("mat4") { 4 } else { 1 }
            };
            uniforms.map(vectors).sum()
        };
        let shared =
            of(include_str!("shaders/control.glsl")) + of(include_str!("shaders/camera.glsl"));
        for shader in [include_str!("shaders/line.vert"), include_str!("shaders/area.vert")] {
            let all = of(shader) + shared;
            assert!((MAX_ACTORS..=MOST).contains(&all), "{all}");
        }
    }
}
