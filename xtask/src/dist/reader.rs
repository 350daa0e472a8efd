//! The reader of plain folders: names that tell its content, and its way in.

use std::path::Path;

use super::files::{read, rename, write};
use super::integrity;
use crate::error::Result;

/// The name that Trunk gives its files; it hashes none of a worker's.
const PROGRAM: &str = "dateline-reader";
/// What runs as a worker or is imported by the page, beside the loader.
const ENTRY: &str = "dateline-reader.js";
const TEMPLATE: &str = include_str!("../../../crates/dateline-reader/src/entry.js");

/// Renames the reader's files after their content, writes its way in, and returns the new
/// names.
///
/// # Errors
/// When a file is missing or cannot be written.
pub fn finish(folder: &Path) -> Result<[String; 2]> {
    let (old_bindings, old_program) = (ENTRY, format!("{PROGRAM}_bg.wasm"));
    let (bindings, program) = (read(folder, old_bindings)?, read(folder, &old_program)?);
    let content = integrity::short_name(&[bindings, program.clone()].concat());
    let names = [format!("{PROGRAM}-{content}.js"), format!("{PROGRAM}-{content}_bg.wasm")];
    let [bindings_name, program_name] = &names;
    rename(folder, old_bindings, bindings_name)?;
    rename(folder, &old_program, program_name)?;
    let entry = TEMPLATE
        .replace("{bindings}", bindings_name)
        .replace("{program}", program_name)
        .replace("{digest}", &integrity::sha384(&program));
    write(folder, ENTRY, entry.as_bytes())?;
    Ok(names)
}
