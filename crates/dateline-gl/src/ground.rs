//! Layer: the ground under everything, tiles of a base map as pictures or as drawn ones.
//!
//! Comes late: nobody calls it before there are tiles. A tile is drawn within a square of the
//! picture, so that a larger one can stand in for one that is not there yet. Surfaces are
//! counted in the stencil and then covered (see `dateline_tiles::VectorPicture`); everything
//! is counted from the middle of the tile, so that the world can be seen more than once.

use dateline_core::look::DIMMED;
use dateline_core::scene::{AreaVertex, LineMesh};
use dateline_squeeze::glsl;
use web_sys::{ImageBitmap, WebGl2RenderingContext as Gl};

use crate::camera::Camera;
use crate::draw_areas::AREA_LAYOUT;
use crate::draw_fills::{self, FillUniforms};
use crate::draw_lines::{self, LINE_LAYOUT, LineUniforms};
use crate::late_text::unmarked;
use crate::mesh::Mesh;
use crate::program::{Program, Uniform};
use crate::texture::Texture;
use crate::vertex_array::VertexArray;
use crate::{FillStyle, Frame, GlError, LineStyle};

/// The shaders, between the marks by which texts are found that come with the late part of the
/// app (`src/platform/late.rs` there).
const VERTEX: &str = glsl!("\u{2}tile\u{2}", include_str!("shaders/ground.vert"), "\u{3}tile\u{3}");
const FRAGMENT: &str =
    glsl!("\u{2}tile\u{2}", include_str!("shaders/ground.frag"), "\u{3}tile\u{3}");

/// A tile's number, whatever the caller counts by.
pub type TileKey = u64;

/// Surfaces of one kind: where they are in a tile's indices, each a first one and a count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SurfaceRange {
    /// Fans, and six indices after them that cover them all.
    pub fans: (u32, u32),
    /// Their edges, in the indices of the lines.
    pub edges: (u32, u32),
}

/// A tile and the square of the picture in which it is seen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GroundTile {
    /// Which tile.
    pub key: TileKey,
    /// World position of its middle.
    pub middle: [u32; 2],
    /// Its edges relative to the middle of the picture: west, north, east, south, world units.
    pub edges: [f64; 4],
    /// The edges of the square in which it is seen, likewise.
    pub within: [f64; 4],
}

/// How the ground looks.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct GroundStyle {
    /// Whether pictures are dimmed.
    pub is_dark: bool,
    /// Styles of surfaces by row.
    pub fills: Vec<FillStyle>,
    /// Styles of lines by row.
    pub lines: Vec<LineStyle>,
}

/// What a tile is drawn from.
#[derive(Debug)]
enum Content {
    Picture(Texture),
    Drawn { surfaces: Mesh, ranges: Vec<SurfaceRange>, lines: Mesh },
}

/// The tiles on the GPU, and which of them are drawn where.
#[derive(Debug)]
pub struct Ground {
    gl: Gl,
    quad: Program,
    corners: VertexArray,
    contents: Vec<(TileKey, Content)>,
    tiles: Vec<GroundTile>,
    style: GroundStyle,
}

impl Ground {
    #[inline(never)]
    pub(crate) fn new(gl: &Gl) -> Result<Self, GlError> {
        let quad = Program::new(gl, "ground", unmarked(VERTEX), unmarked(FRAGMENT))?;
        let corners = VertexArray::new(gl)?;
        gl.bind_vertex_array(None);
        Ok(Self {
            gl: gl.clone(),
            quad,
            corners,
            contents: Vec::new(),
            tiles: Vec::new(),
            style: GroundStyle::default(),
        })
    }

    /// Whether a tile was given to the GPU.
    pub fn has(&self, key: TileKey) -> bool {
        self.contents.iter().any(|(one, _)| *one == key)
    }

    /// Gives a picture to the GPU.
    ///
    /// # Errors
    /// [`GlError::Create`] or [`GlError::Refused`].
    #[inline(never)]
    pub fn put_picture(&mut self, key: TileKey, picture: &ImageBitmap) -> Result<(), GlError> {
        let texture = Texture::of_picture(&self.gl, picture)?;
        self.contents.push((key, Content::Picture(texture)));
        Ok(())
    }

    /// Gives surfaces and lines to the GPU; lines follow the last of the edges.
    ///
    /// # Errors
    /// [`GlError::Create`] or [`GlError::TooMany`].
    #[inline(never)]
    pub fn put_drawn(
        &mut self,
        key: TileKey,
        (vertices, indices): (&[AreaVertex], &[u32]),
        ranges: Vec<SurfaceRange>,
        lines: &LineMesh,
    ) -> Result<(), GlError> {
        let surfaces = Mesh::triangles(&self.gl, &AREA_LAYOUT, vertices, indices)?;
        let lines = Mesh::triangles(&self.gl, &LINE_LAYOUT, &lines.vertices, &lines.indices)?;
        self.contents.push((key, Content::Drawn { surfaces, ranges, lines }));
        Ok(())
    }

    /// Says what is drawn from now on, the first first, and how; other tiles leave the GPU.
    #[inline(never)]
    pub fn show(&mut self, tiles: Vec<GroundTile>, style: GroundStyle) {
        self.contents.retain(|(key, _)| tiles.iter().any(|tile| tile.key == *key));
        self.tiles = tiles;
        self.style = style;
    }

    /// Draws it all, within the part of the canvas that the frame names.
    #[inline(never)] // A way into the late part of the program.
    pub(crate) fn draw(&self, fill: &Program, line: &Program, frame: &Frame) {
        let canvas = Canvas::of(&frame.camera);
        for tile in &self.tiles {
            let content = self.contents.iter().find(|(key, _)| *key == tile.key);
            let Some((_, content)) = content else { continue };
            let [left, top, right, bottom] = canvas.edges(tile.within);
            let (left, right) = (left.max(canvas.seen[0]), right.min(canvas.seen[1]));
            if left >= right || top >= bottom {
                continue;
            }
            self.gl.scissor(left, canvas.height - bottom, right - left, bottom - top);
            match content {
                Content::Picture(texture) => self.draw_picture(texture, canvas, tile),
                Content::Drawn { surfaces, ranges, lines } => {
                    let [west, north, east, south] = tile.edges;
                    let camera = Camera {
                        origin: tile.middle,
                        offset: [-(west + east) / 2.0, -(north + south) / 2.0],
                        ..frame.camera
                    };
                    let (fills, styles) = (&self.style.fills, &self.style.lines);
                    let own = Frame { camera, fills, lines: styles, ..*frame };
                    let lines_of = LineUniforms::of(&own);
                    let mut done = 0;
                    for SurfaceRange { fans, edges: (first, count) } in ranges {
                        self.draw_surfaces(fill, surfaces, *fans, &own);
                        draw_lines::prepare_base(line, &lines_of);
                        lines.draw_some(*first, *count);
                        done = first + count;
                    }
                    draw_lines::prepare_base(line, &lines_of);
                    lines.draw_some(done, u32::MAX);
                }
            }
        }
        let [left, right] = canvas.seen;
        self.gl.scissor(left, 0, (right - left).max(0), canvas.height);
    }

    fn draw_picture(&self, texture: &Texture, canvas: Canvas, tile: &GroundTile) {
        let [left, top, right, bottom] = canvas.edges(tile.edges);
        // Whole pixels, so that neighbours meet; from the edge of the viewport.
        let clip = |edge: i32, length: i32| 2.0 * edge as f32 / length as f32 - 1.0;
        let across = |edge: i32| clip(edge - canvas.shift, canvas.width);
        let square =
            [across(left), -clip(top, canvas.height), across(right), -clip(bottom, canvas.height)];
        let light = if self.style.is_dark { DIMMED } else { 1.0 };
        self.quad.bind();
        self.quad.vec4s(Uniform::Ground, &[square, [light, light, light, 1.0]]);
        texture.bind();
        self.corners.bind();
        self.gl.draw_arrays(Gl::TRIANGLE_STRIP, 0, 4);
    }

    /// Counts the fans of a kind in the stencil, and covers where they are.
    fn draw_surfaces(
        &self,
        fill: &Program,
        mesh: &Mesh,
        (first, count): (u32, u32),
        frame: &Frame,
    ) {
        let gl = &self.gl;
        draw_fills::prepare(fill, &FillUniforms::of(frame));
        gl.enable(Gl::STENCIL_TEST);
        gl.color_mask(false, false, false, false);
        gl.stencil_func(Gl::ALWAYS, 0, 0xff);
        gl.stencil_op_separate(Gl::FRONT, Gl::KEEP, Gl::KEEP, Gl::INCR_WRAP);
        gl.stencil_op_separate(Gl::BACK, Gl::KEEP, Gl::KEEP, Gl::DECR_WRAP);
        mesh.draw_some(first, count);
        gl.color_mask(true, true, true, true);
        gl.stencil_func(Gl::NOTEQUAL, 0, 0xff);
        // Leaves the stencil as it was: empty.
        gl.stencil_op_separate(Gl::FRONT_AND_BACK, Gl::KEEP, Gl::KEEP, Gl::ZERO);
        mesh.draw_some(first + count, 6);
        gl.disable(Gl::STENCIL_TEST);
    }
}

/// The canvas in device pixels.
#[derive(Clone, Copy)]
struct Canvas {
    width: i32,
    height: i32,
    shift: i32,
    seen: [i32; 2],
    /// Device pixels per world unit.
    scale: f64,
}

impl Canvas {
    fn of(camera: &Camera) -> Self {
        let [width, height] = camera.size_device_px().map(|length| length as i32);
        Self {
            width,
            height,
            shift: camera.shift_device_px(),
            seen: camera.seen_device_px(),
            scale: camera.pixels_per_unit * camera.device_pixel_ratio,
        }
    }

    /// Left, top, right and bottom edge from those in world units, from the canvas's corner.
    fn edges(self, [west, north, east, south]: [f64; 4]) -> [i32; 4] {
        // What is far outside is cut to what whole numbers can tell.
        let along = |units: f64, length: i32, shift: i32| {
            (f64::from(length) / 2.0 + units * self.scale).round() as i32 + shift
        };
        [
            along(west, self.width, self.shift),
            along(north, self.height, 0),
            along(east, self.width, self.shift),
            along(south, self.height, 0),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_share_an_edge_in_whole_pixels_of_the_screen() {
        let canvas = Canvas { width: 801, height: 600, shift: 7, seen: [0, 801], scale: 0.37 };
        let [.., east, _] = canvas.edges([-100.0, -50.0, 33.3, 20.0]);
        let [west, ..] = canvas.edges([33.3, -50.0, 166.6, 20.0]);
        assert_eq!(east, west);
        assert_eq!(canvas.edges([0.0; 4]), [408, 300, 408, 300]);
    }
}
