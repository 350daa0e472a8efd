//! The part of the compiler that makes programs for a browser. `rust-toolchain.toml` names it, and
//! rustup brings it with a toolchain that is new; to one that was there before it adds nothing.

use std::path::Path;

use super::versions::BROWSER_TARGET;
use crate::error::{Error, Result};
use crate::shell;

/// Makes sure of it.
///
/// # Errors
/// When it is missing and there is no rustup, or that fails.
pub fn ensure_browser_target() -> Result<()> {
    if is_there() {
        return Ok(());
    }
    if shell::find_on_path(&["rustup"]).is_none() {
        let what =
            format!("the standard library for {BROWSER_TARGET} is missing, and so is rustup");
        return Err(Error::Missing(what));
    }
    println!("installing what rust-toolchain.toml names: usually seconds, once");
    shell::run(shell::command("rustup").args(["target", "add", BROWSER_TARGET]))
}

fn is_there() -> bool {
    let arguments = ["--print", "target-libdir", "--target", BROWSER_TARGET];
    shell::probe("rustc", &arguments).is_some_and(|folder| Path::new(folder.trim()).is_dir())
}
