//! What can go wrong between Rust and the driver.

use thiserror::Error;

/// A failure of the painter, with the place where it happened.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum GlError {
    /// The browser gives no WebGL2 context: switched off, not built in, or the canvas
    /// already has a context of another kind.
    #[error("no WebGL2 context for this canvas")]
    NoContext,
    /// The context is lost; call [`crate::Painter::restore`] once the browser says that it
    /// is back.
    #[error("the WebGL2 context is lost")]
    Lost,
    /// The driver made no object of that kind.
    #[error("the driver made no {what}")]
    Create {
        /// Which kind of object.
        what: &'static str,
    },
    /// A shader does not compile.
    #[error("{program} {stage} shader: {log}")]
    Compile {
        /// Which program.
        program: &'static str,
        /// `vertex` or `fragment`.
        stage: &'static str,
        /// The driver's words.
        log: String,
    },
    /// A program does not link.
    #[error("{program} program: {log}")]
    Link {
        /// Which program.
        program: &'static str,
        /// The driver's words.
        log: String,
    },
    /// More than GL can count in one call.
    #[error("{what}: {count} are more than the painter takes")]
    TooMany {
        /// Of what.
        what: &'static str,
        /// How many.
        count: usize,
    },
    /// The browser refused a transfer.
    #[error("the browser refused to {what}")]
    Refused {
        /// To do what.
        what: &'static str,
    },
}
