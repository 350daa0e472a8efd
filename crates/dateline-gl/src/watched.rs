//! A program that is linked while pictures go on: it is asked whether the driver is done, so that
//! nobody waits for it. Comes late, as all programs do but the first.

use web_sys::{WebGl2RenderingContext as Gl, WebGlSync};

use crate::GlError;
use crate::program::{Program, Shader};

/// By which it is asked whether a program is linked, without waiting for it. Source: Khronos,
/// KHR_parallel_shader_compile.
const COMPLETION_STATUS: u32 = 0x91B1;

/// A program that the driver is at, or was.
#[derive(Debug)]
pub(crate) struct Watched {
    program: Program,
    name: &'static str,
    /// `None` once it is linked.
    waiting: Option<Waiting>,
}

#[derive(Debug)]
struct Waiting {
    shaders: [Shader; 2],
    /// Passed by the driver once it has come to what was handed over.
    fence: Option<WebGlSync>,
}

impl Watched {
    /// Hands over what is to be compiled and linked; as [`Program::new`].
    #[inline(never)]
    pub(crate) fn new(
        gl: &Gl,
        name: &'static str,
        vertex_source: &str,
        fragment_source: &str,
    ) -> Result<Self, GlError> {
        let (program, shaders) = Program::begin(gl, vertex_source, fragment_source)?;
        let fence = gl.fence_sync(Gl::SYNC_GPU_COMMANDS_COMPLETE, 0);
        Ok(Self { program, name, waiting: Some(Waiting { shaders, fence }) })
    }

    /// Whether the driver is done. It has much to do before, such as to take all marks of a story.
    #[inline(never)]
    pub(crate) fn is_done(&self) -> bool {
        let (gl, program) = self.program.parts();
        let fence = self.waiting.as_ref().and_then(|waiting| waiting.fence.as_ref());
        // What is lost is done, and says so when it is asked for.
        let Some(fence) = fence.filter(|_| !gl.is_context_lost()) else { return true };
        let has_passed = gl.get_sync_parameter(fence, Gl::SYNC_STATUS) == f64::from(Gl::SIGNALED);
        // A driver may go on beside, and some browsers tell of that.
        let tells = || gl.get_extension("KHR_parallel_shader_compile").ok().flatten().is_some();
        let is_linked = || gl.get_program_parameter(program, COMPLETION_STATUS).is_truthy();
        has_passed && (!tells() || is_linked())
    }

    /// The program, for which this waits if it has to; what was refused is refused again.
    #[inline(never)]
    pub(crate) fn linked(&mut self) -> Result<&Program, GlError> {
        if let Some(waiting) = &self.waiting {
            self.program.end(self.name, &waiting.shaders)?;
            self.waiting = None;
        }
        Ok(&self.program)
    }
}
