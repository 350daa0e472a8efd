//! Compiling and linking shaders, and naming their uniforms.

use web_sys::{WebGl2RenderingContext as Gl, WebGlProgram, WebGlShader, WebGlUniformLocation};

use crate::GlError;

macro_rules! uniforms {
    ($($variant:ident = $name:literal,)*) => {
        /// Every uniform of every program.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(crate) enum Uniform { $($variant,)* }

        const UNIFORM_NAMES: &[&str] = &[$($name,)*];
    };
}

uniforms! {
    Origin = "u_origin",
    Offset = "u_offset",
    Scale = "u_scale",
    Viewport = "u_viewport",
    PixelRatio = "u_pixel_ratio",
    PatternOrigin = "u_pattern_origin",
    PatternStretch = "u_pattern_stretch",
    UnitsPerPatternPixel = "u_units_per_pattern_px",
    Control = "u_control",
    ControlCount = "u_control_count",
    ActorColours = "u_actor_colours",
    UnknownFill = "u_unknown_fill",
    Background = "u_background",
    Outline = "u_outline",
    Halo = "u_halo",
    Ink = "u_ink",
    Accent = "u_accent",
    SelectedArea = "u_selected_area",
    StyleColours = "u_style_colours",
    StyleShapes = "u_style_shapes",
    Borders = "u_borders",
    Rims = "u_rims",
    Window = "u_window",
    FadeMinutes = "u_fade_minutes",
    Masks = "u_masks",
    SizePixels = "u_size_px",
    StackSpacingPixels = "u_stack_spacing_px",
    CategoryColours = "u_category_colours",
    CategoryShapes = "u_category_shapes",
    Selected = "u_selected",
    Ground = "u_ground",
}

/// Owner of one linked program.
#[derive(Debug)]
pub(crate) struct Program {
    gl: Gl,
    raw: WebGlProgram,
    locations: Vec<Option<WebGlUniformLocation>>,
}

impl Program {
    /// Compiles and links. `name` appears in errors.
    ///
    /// # Errors
    /// [`GlError::Compile`], [`GlError::Link`], [`GlError::Create`], or [`GlError::Lost`]
    /// when the context went away meanwhile.
    pub(crate) fn new(
        gl: &Gl,
        name: &'static str,
        vertex_source: &str,
        fragment_source: &str,
    ) -> Result<Self, GlError> {
        let (mut program, shaders) = Self::begin(gl, vertex_source, fragment_source)?;
        program.end(name, &shaders)?;
        Ok(program)
    }

    /// Hands over what is to be compiled and linked.
    pub(crate) fn begin(
        gl: &Gl,
        vertex_source: &str,
        fragment_source: &str,
    ) -> Result<(Self, [Shader; 2]), GlError> {
        let vertex = Shader::compile(gl, Gl::VERTEX_SHADER, vertex_source)?;
        let fragment = Shader::compile(gl, Gl::FRAGMENT_SHADER, fragment_source)?;
        let raw = gl.create_program().ok_or(GlError::Create { what: "program" })?;
        let program = Self { gl: gl.clone(), raw, locations: Vec::new() };
        gl.attach_shader(&program.raw, &vertex.raw);
        gl.attach_shader(&program.raw, &fragment.raw);
        gl.link_program(&program.raw);
        Ok((program, [vertex, fragment]))
    }

    /// Finds the uniforms of a program that was handed over; waits for the driver if it has to.
    pub(crate) fn end(
        &mut self,
        name: &'static str,
        [vertex, fragment]: &[Shader; 2],
    ) -> Result<(), GlError> {
        let Self { gl, raw, .. } = self;
        // Asked once, here: a failed compilation shows up as a failed link, and asking
        // after each shader would make the driver wait in between.
        if !gl.get_program_parameter(raw, Gl::LINK_STATUS).is_truthy() {
            if gl.is_context_lost() {
                return Err(GlError::Lost);
            }
            vertex.check(name, "vertex")?;
            fragment.check(name, "fragment")?;
            let log = gl.get_program_info_log(raw).unwrap_or_default();
            return Err(GlError::Link { program: name, log });
        }
        self.locations =
            UNIFORM_NAMES.iter().map(|name| gl.get_uniform_location(raw, name)).collect();
        Ok(())
    }

    /// The context and the program, to ask how far the driver is.
    pub(crate) fn parts(&self) -> (&Gl, &WebGlProgram) {
        (&self.gl, &self.raw)
    }

    /// Makes it the current one; the setters below speak to the current program.
    pub(crate) fn bind(&self) {
        self.gl.use_program(Some(&self.raw));
    }

    /// `None` where this program has no such uniform, which GL takes for "ignore".
    fn at(&self, uniform: Uniform) -> Option<&WebGlUniformLocation> {
        self.locations.get(uniform as usize).and_then(Option::as_ref)
    }

    /// Sets a `float`.
    pub(crate) fn float(&self, uniform: Uniform, value: f32) {
        self.gl.uniform1f(self.at(uniform), value);
    }

    /// Sets a `vec2`.
    pub(crate) fn vec2(&self, uniform: Uniform, [x, y]: [f32; 2]) {
        self.gl.uniform2f(self.at(uniform), x, y);
    }

    /// Sets a `vec4`, or an array of them.
    pub(crate) fn vec4s(&self, uniform: Uniform, values: &[[f32; 4]]) {
        self.gl.uniform4fv_with_f32_array(self.at(uniform), values.as_flattened());
    }

    /// Sets a `vec3`, or an array of them.
    pub(crate) fn vec3s(&self, uniform: Uniform, values: &[[f32; 3]]) {
        self.gl.uniform3fv_with_f32_array(self.at(uniform), values.as_flattened());
    }

    /// Sets a `uint`.
    pub(crate) fn uint(&self, uniform: Uniform, value: u32) {
        self.gl.uniform1ui(self.at(uniform), value);
    }

    /// Sets an array of `uint`.
    pub(crate) fn uints(&self, uniform: Uniform, values: &[u32]) {
        self.gl.uniform1uiv_with_u32_array(self.at(uniform), values);
    }

    /// Sets a `uvec2`.
    pub(crate) fn uvec2(&self, uniform: Uniform, [x, y]: [u32; 2]) {
        self.gl.uniform2ui(self.at(uniform), x, y);
    }

    /// Sets a sampler to a texture unit.
    pub(crate) fn sampler(&self, uniform: Uniform, unit: i32) {
        self.gl.uniform1i(self.at(uniform), unit);
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        self.gl.delete_program(Some(&self.raw));
    }
}

/// Owner of one shader; needed only until its program is linked.
#[derive(Debug)]
pub(crate) struct Shader {
    gl: Gl,
    raw: WebGlShader,
}

impl Shader {
    fn compile(gl: &Gl, stage: u32, source: &str) -> Result<Self, GlError> {
        let raw = gl.create_shader(stage).ok_or(GlError::Create { what: "shader" })?;
        gl.shader_source(&raw, source);
        gl.compile_shader(&raw);
        Ok(Self { gl: gl.clone(), raw })
    }

    fn check(&self, program: &'static str, stage: &'static str) -> Result<(), GlError> {
        if self.gl.get_shader_parameter(&self.raw, Gl::COMPILE_STATUS).is_truthy() {
            return Ok(());
        }
        let log = self.gl.get_shader_info_log(&self.raw).unwrap_or_default();
        Err(GlError::Compile { program, stage, log })
    }
}

impl Drop for Shader {
    fn drop(&mut self) {
        self.gl.delete_shader(Some(&self.raw));
    }
}
