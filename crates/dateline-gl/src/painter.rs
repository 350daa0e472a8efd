//! The painter: owns the context and every GL object, draws frames.

use dateline_core::scene::{AreaMesh, FillMesh, LineMesh, SymbolVertex};
use web_sys::{HtmlCanvasElement, WebGl2RenderingContext as Gl};

use crate::control::Control;
use crate::draw_areas::{self, AREA_LAYOUT, AreaUniforms};
use crate::draw_fills::{self, FillUniforms};
use crate::draw_lines::{self, LINE_LAYOUT, LineUniforms};
use crate::draw_symbols::{self, SYMBOL_LAYOUT, SymbolUniforms};
use crate::ground::Ground;
use crate::mesh::Mesh;
use crate::program::Program;
use crate::{Frame, GlError, Lease, context};

/// Which lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineSlot {
    /// Rivers, roads, rails, walls: by the frame's style table.
    Base,
    /// Borders between areas: by the control texture.
    Borders,
}

/// Draws the story on one canvas.
#[derive(Debug)]
pub struct Painter {
    canvas: HtmlCanvasElement,
    gl: Gl,
    lease: Lease,
    programs: Programs,
    meshes: Meshes,
    /// Tiles under everything; `None` without a base map of them.
    ground: Option<Box<Ground>>,
    /// One per picture on the canvas.
    controls: [Control; 2],
    device_pixel_ratio: f64,
}

#[derive(Debug)]
struct Programs {
    fill: Program,
    area: Program,
    line: Program,
    symbol: Program,
}

#[derive(Debug, Default)]
struct Meshes {
    fills: Option<Mesh>,
    areas: Option<Mesh>,
    base_lines: Option<Mesh>,
    borders: Option<Mesh>,
    symbols: Option<Mesh>,
}

/// A mesh that draws something: for any other no uniforms are sent.
fn filled(mesh: &Option<Mesh>) -> Option<&Mesh> {
    mesh.as_ref().filter(|mesh| !mesh.is_empty())
}

impl Programs {
    fn new(gl: &Gl) -> Result<Self, GlError> {
        Ok(Self {
            fill: draw_fills::program(gl)?,
            area: draw_areas::program(gl)?,
            line: draw_lines::program(gl)?,
            symbol: draw_symbols::program(gl)?,
        })
    }
}

impl Drop for Painter {
    /// Gives the context back at once: browsers keep some sixteen, and take the oldest from
    /// whoever has it as soon as there is one more.
    fn drop(&mut self) {
        // Its owners delete their objects after this; on a lost context that does nothing.
        self.lease.give_back();
    }
}

impl Painter {
    /// Takes the canvas's WebGL2 context and compiles the shaders. The canvas keeps its
    /// size until the first [`Painter::draw`].
    ///
    /// # Errors
    /// [`GlError::NoContext`] where the browser has no WebGL2, and what the driver says
    /// about the shaders.
    pub fn new(canvas: &HtmlCanvasElement) -> Result<Self, GlError> {
        let gl = context::create(canvas)?;
        let programs = Programs::new(&gl)?;
        Ok(Self {
            canvas: canvas.clone(),
            lease: Lease::of(&gl),
            gl,
            programs,
            meshes: Meshes::default(),
            ground: None,
            controls: Default::default(),
            device_pixel_ratio: 1.0,
        })
    }

    /// For layers that have objects of their own.
    pub(crate) fn context(&self) -> &Gl {
        &self.gl
    }

    /// Whether the browser has taken the context away. Nothing is drawn until
    /// [`Painter::restore`].
    pub fn is_lost(&self) -> bool {
        self.gl.is_context_lost()
    }

    /// The right to the context, for whoever knows whether the canvas is seen.
    pub fn lease(&self) -> Lease {
        self.lease.clone()
    }

    /// Compiles the shaders again, to be called on `webglcontextrestored`; the browser
    /// sends that only if `preventDefault` was called on `webglcontextlost`. All that was
    /// uploaded is gone: upload again, control included.
    ///
    /// # Errors
    /// [`GlError::Lost`] while the context is still lost, else as in [`Painter::new`].
    pub fn restore(&mut self) -> Result<(), GlError> {
        if self.is_lost() {
            return Err(GlError::Lost);
        }
        self.meshes = Meshes::default();
        self.ground = None;
        self.controls = Default::default();
        self.programs = Programs::new(&self.gl)?;
        Ok(())
    }

    /// Replaces the triangles of the areas.
    ///
    /// # Errors
    /// [`GlError::Create`] or [`GlError::TooMany`].
    pub fn upload_areas(&mut self, mesh: &AreaMesh) -> Result<(), GlError> {
        self.meshes.areas =
            Some(Mesh::triangles(&self.gl, &AREA_LAYOUT, &mesh.vertices, &mesh.indices)?);
        Ok(())
    }

    /// Replaces the triangles of the base map's fills.
    ///
    /// # Errors
    /// [`GlError::Create`] or [`GlError::TooMany`].
    pub fn upload_fills(&mut self, mesh: &FillMesh) -> Result<(), GlError> {
        self.meshes.fills =
            Some(Mesh::triangles(&self.gl, &AREA_LAYOUT, &mesh.vertices, &mesh.indices)?);
        Ok(())
    }

    /// Replaces the lines of a slot.
    ///
    /// # Errors
    /// [`GlError::Create`] or [`GlError::TooMany`].
    pub fn upload_lines(&mut self, slot: LineSlot, mesh: &LineMesh) -> Result<(), GlError> {
        let mesh = Some(Mesh::triangles(&self.gl, &LINE_LAYOUT, &mesh.vertices, &mesh.indices)?);
        match slot {
            LineSlot::Base => self.meshes.base_lines = mesh,
            LineSlot::Borders => self.meshes.borders = mesh,
        }
        Ok(())
    }

    /// Replaces the events. Once per story: time and filters are uniforms.
    ///
    /// # Errors
    /// [`GlError::Create`] or [`GlError::TooMany`].
    pub fn upload_symbols(&mut self, vertices: &[SymbolVertex]) -> Result<(), GlError> {
        self.meshes.symbols = Some(Mesh::points(&self.gl, &SYMBOL_LAYOUT, vertices)?);
        Ok(())
    }

    /// Says who holds what: one texel per area, see
    /// [`dateline_core::scene::control_texels`]. Only what differs from the last call
    /// travels.
    ///
    /// # Errors
    /// [`GlError::Create`], [`GlError::TooMany`] or [`GlError::Refused`].
    pub fn set_control(&mut self, texels: &[[u8; 4]]) -> Result<(), GlError> {
        self.set_control_of(0, texels)
    }

    /// The same for one of the pictures of [`Painter::draw_all`], by its place among them;
    /// there are at most two.
    ///
    /// # Errors
    /// As [`Painter::set_control`].
    pub fn set_control_of(&mut self, place: usize, texels: &[[u8; 4]]) -> Result<(), GlError> {
        self.controls.get_mut(place).map_or(Ok(()), |control| control.set(&self.gl, texels))
    }

    /// The ground under everything, empty when it is asked for first and after a loss of the
    /// context.
    ///
    /// # Errors
    /// As [`Painter::new`] for its shaders.
    pub fn ground(&mut self) -> Result<&mut Ground, GlError> {
        if self.ground.is_none() && self.is_lost() {
            return Err(GlError::Lost);
        }
        let ground = match self.ground.take() {
            Some(ground) => ground,
            None => Box::new(Ground::new(&self.gl)?),
        };
        Ok(self.ground.insert(ground))
    }

    /// Takes the ground away.
    pub fn clear_ground(&mut self) {
        self.ground = None;
    }

    /// Draws a picture, giving the canvas the size that the camera asks for.
    ///
    /// # Errors
    /// [`GlError::Lost`] if there is nothing to draw on.
    pub fn draw(&mut self, frame: &Frame) -> Result<(), GlError> {
        self.draw_all(std::slice::from_ref(frame))
    }

    /// Draws one or two pictures of the same size, each in the part of the canvas that its
    /// camera names and with the control that was set for its place.
    ///
    /// # Errors
    /// [`GlError::Lost`] if there is nothing to draw on.
    pub fn draw_all(&mut self, frames: &[Frame]) -> Result<(), GlError> {
        if self.is_lost() {
            return Err(GlError::Lost);
        }
        if let Some(first) = frames.first() {
            self.begin(first);
        }
        for (frame, control) in frames.iter().zip(&self.controls) {
            aim(&self.gl, frame);
            if let Some(ground) = &self.ground {
                // Its lines read no control, but the program that draws them declares it, and what
                // was bound last, such as the figures of groups, may be of another type: nothing
                // would be drawn then. A tile that is a picture takes the place in its turn.
                control.bind();
                ground.draw(&self.programs.fill, &self.programs.line, frame);
            }
            self.draw_layers(frame, control.bind());
        }
        self.gl.disable(Gl::SCISSOR_TEST);
        self.gl.bind_vertex_array(None);
        Ok(())
    }

    fn draw_layers(&self, frame: &Frame, control_count: u32) {
        let (programs, meshes) = (&self.programs, &self.meshes);
        if let Some(mesh) = filled(&meshes.fills) {
            draw_fills::draw(&programs.fill, mesh, &FillUniforms::of(frame));
        }
        if let Some(mesh) = filled(&meshes.areas) {
            draw_areas::draw(&programs.area, mesh, control_count, &AreaUniforms::of(frame));
        }
        let lines = LineUniforms::of(frame);
        if let Some(mesh) = filled(&meshes.base_lines) {
            draw_lines::draw_base(&programs.line, mesh, &lines);
        }
        if let Some(mesh) = filled(&meshes.borders) {
            draw_lines::draw_borders(&programs.line, mesh, control_count, &lines);
        }
        if let Some(mesh) = &meshes.symbols {
            let symbols = &frame.symbols;
            aim_around(&self.gl, frame);
            let uniforms = SymbolUniforms::of(frame);
            let (ranges, selected) = (symbols.ranges, symbols.selected);
            draw_symbols::draw(&programs.symbol, mesh, &uniforms, ranges, selected);
        }
    }

    /// The pixel at that place in CSS pixels from the top left corner: red, green, blue,
    /// alpha, premultiplied. In the task of the [`Painter::draw`] only, since the browser
    /// takes the picture away afterwards; transparent outside the canvas.
    ///
    /// # Errors
    /// [`GlError::Refused`] if the browser throws.
    pub fn read_pixel(&self, x_px: f64, y_px: f64) -> Result<[u8; 4], GlError> {
        let column = (x_px * self.device_pixel_ratio).floor() as i32;
        let row = (y_px * self.device_pixel_ratio).floor() as i32;
        let from_bottom = self.canvas.height() as i32 - 1 - row;
        let mut pixel = [0; 4];
        self.gl
            .read_pixels_with_opt_u8_array(
                column,
                from_bottom,
                1,
                1,
                Gl::RGBA,
                Gl::UNSIGNED_BYTE,
                Some(&mut pixel),
            )
            .map_err(|_| GlError::Refused { what: "read a pixel" })?;
        Ok(pixel)
    }

    /// The whole picture, row by row from the top, with the same caveats as
    /// [`Painter::read_pixel`]; its size is that of the canvas.
    ///
    /// # Errors
    /// [`GlError::Refused`] if the browser throws.
    pub fn read_picture(&self) -> Result<Vec<[u8; 4]>, GlError> {
        let (width, height) = (self.canvas.width() as usize, self.canvas.height() as usize);
        let mut pixels = vec![[0; 4]; width * height];
        self.gl
            .read_pixels_with_opt_u8_array(
                0,
                0,
                width as i32,
                height as i32,
                Gl::RGBA,
                Gl::UNSIGNED_BYTE,
                Some(pixels.as_flattened_mut()),
            )
            .map_err(|_| GlError::Refused { what: "read the picture" })?;
        // GL counts rows from the bottom.
        Ok(pixels.chunks_exact(width.max(1)).rev().flatten().copied().collect())
    }

    /// Sizes and clears the canvas.
    fn begin(&mut self, frame: &Frame) {
        let [width, height] = frame.camera.size_device_px();
        // Setting the size clears the canvas and costs an allocation even when it is the
        // same.
        if self.canvas.width() != width {
            self.canvas.set_width(width);
        }
        if self.canvas.height() != height {
            self.canvas.set_height(height);
        }
        self.device_pixel_ratio = frame.camera.device_pixel_ratio;
        context::prepare(&self.gl);
        let [red, green, blue, alpha] = crate::colour::rgba(frame.theme.background);
        self.gl.clear_color(red * alpha, green * alpha, blue * alpha, alpha);
        self.gl.clear(Gl::COLOR_BUFFER_BIT);
    }
}

/// Puts the picture at its place and keeps it within its part of the canvas.
fn aim(gl: &Gl, frame: &Frame) {
    let height = frame.camera.size_device_px()[1] as i32;
    let [left, right] = frame.camera.seen_device_px();
    aim_with(gl, frame, 0);
    gl.enable(Gl::SCISSOR_TEST);
    gl.scissor(left, 0, (right - left).max(0), height);
}

/// Aims so that a mark or a group is drawn whose middle lies beside the picture while it reaches
/// in: by a larger picture, the one [`Camera::around`] sees, of which no more is seen. How much
/// larger on each side, device pixels.
pub(crate) fn aim_around(gl: &Gl, frame: &Frame) -> i32 {
    let margin = frame.camera.margin_device_px();
    aim_with(gl, frame, margin);
    margin
}

fn aim_with(gl: &Gl, frame: &Frame, margin: i32) {
    let [width, height] = frame.camera.size_device_px().map(|length| length as i32 + 2 * margin);
    gl.viewport(frame.camera.shift_device_px() - margin, -margin, width, height);
}
