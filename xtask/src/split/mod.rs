//! Takes the finished program apart: what is needed until the first paint, and what is
//! loaded when somebody wants it.
//!
//! Compiler and wasm-bindgen know one program. Afterwards the functions of the modules named
//! in [`plan`], and what only they call, are moved into a second module that shares memory
//! and table with the first. Data stay in the first part, but for what is marked ([`data`]). Has no opinion on how the browser
//! gets the parts: see `src/platform/late.js`.

mod anatomy;
mod data;
mod first;
mod late;
mod plan;
mod shared;
#[cfg(test)]
mod tests;
mod unused;

use anatomy::Anatomy;
use data::Data;
use plan::Plan;
pub use unused::{without_unused, without_unused_classes};

use crate::error::{Error, Result};

/// The two parts of a program.
#[derive(Debug)]
pub struct Parts {
    /// What runs at once.
    pub first: Vec<u8>,
    /// What is loaded later; instantiated with the exports of the first part as `first`.
    pub late: Vec<u8>,
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
    let late = late::late_part(program, &anatomy, &plan, &data)?;
    println!(
        "taken apart: {} of {} functions come later, by {} ways in",
        plan.late.len(),
        anatomy.len(),
        plan.ways_in.len()
    );
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
