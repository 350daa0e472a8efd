//! Takes the finished program apart: what is needed until the first paint, and what is
//! loaded when somebody wants it.
//!
//! Compiler and wasm-bindgen know one program. Afterwards the functions of the modules named
//! in [`parts`], and what only they call, are moved into modules of their own that share memory
//! and table with the first. Data stay in the first part, but for what is marked ([`data`]). Has no opinion on how the browser
//! gets the parts: see `src/platform/late.js`.

mod anatomy;
mod data;
mod first;
mod late;
mod parts;
mod plan;
mod shared;
#[cfg(test)]
mod tests;
mod unused;

use anatomy::Anatomy;
use data::Data;
pub use parts::{LATE_PARTS, LatePart};
use plan::Plan;
pub use unused::{without_unused, without_unused_classes};

use crate::error::{Error, Result};

/// The parts of a program.
#[derive(Debug)]
pub struct Parts {
    /// What runs at once.
    pub first: Vec<u8>,
    /// What is loaded later, as in [`LATE_PARTS`]; each is instantiated with the exports of the
    /// first part as `first`, none before the first of them.
    pub late: Vec<Vec<u8>>,
}

/// The parts of `program`, which must still have its names; `None` if none of it is late.
///
/// # Errors
/// When it is not a program that can be taken apart; says why.
pub fn split(program: &[u8]) -> Result<Option<Parts>> {
    let anatomy = Anatomy::of(program)?;
    let Some(plan) = Plan::of(&anatomy)? else { return Ok(None) };
    let data = Data::of(program)?;
    let first = first::first_part(program, &anatomy, &plan, &data)?;
    let late_part = |part| late::late_part(program, (&anatomy, &plan, &data), part);
    let late = (0..LATE_PARTS.len()).map(late_part).collect::<Result<_>>()?;
    for (number, (part, functions)) in LATE_PARTS.iter().zip(&plan.late).enumerate() {
        let is_in = |function: &&u32| plan.place_in(number, **function).is_some();
        println!(
            "taken apart: {} of {} functions come later as \"{}\", by {} ways in",
            functions.len(),
            anatomy.len(),
            part.name,
            plan.ways_in.iter().filter(is_in).count()
        );
    }
    Ok(Some(Parts { first, late }))
}

fn unfit(what: &str) -> Error {
    Error::Site(format!("the program cannot be taken apart: {what}"))
}

impl From<wasmparser::BinaryReaderError> for Error {
    fn from(error: wasmparser::BinaryReaderError) -> Self {
        unfit(&error.to_string())
    }
}

impl<E: std::fmt::Display> From<wasm_encoder::reencode::Error<E>> for Error {
    fn from(error: wasm_encoder::reencode::Error<E>) -> Self {
        unfit(&error.to_string())
    }
}
