//! The programs that the chores run: found on `PATH` in the right version, else kept in
//! a cache folder by name and version, else installed there.

mod browsers;
mod crates;
mod npm;
mod toolchain;
mod versions;

use std::env;
use std::ffi::OsString;
use std::fs::{self, File};
use std::path::PathBuf;
use std::process::Command;

use crate::error::{Error, Result};
use crate::paths;
pub use browsers::Browsers;
pub use versions::BROWSER_TARGET;

/// What a chore cannot do without.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// Trunk and wasm-bindgen: a build for trying out.
    Trunk,
    /// The wasm-bindgen tool with its test runner.
    WasmBindgen,
    /// wasm-opt, esbuild and what drives a browser, from npm.
    Npm,
    /// Chromium with its driver, Firefox with a screen to draw on, fonts.
    Browsers,
}

/// Where the tools are that were asked for.
#[derive(Debug, Default)]
pub struct Tools {
    /// Folders to put before the rest of `PATH`.
    folders: Vec<PathBuf>,
    /// The folder `node_modules`, if it was asked for.
    pub node_modules: Option<PathBuf>,
    /// The browsers, if they were asked for.
    pub browsers: Option<Browsers>,
}

impl Tools {
    /// Lets `command` find these tools and the build folder.
    ///
    /// # Errors
    /// When there is no place for the cache.
    pub fn lend_to(&self, command: &mut Command) -> Result<()> {
        let before = env::var_os("PATH").unwrap_or_default();
        let all = self.folders.iter().cloned().chain(env::split_paths(&before));
        let path: OsString = env::join_paths(all).unwrap_or(before.clone());
        command.env("PATH", path);
        if let Some(target) = paths::target_dir()? {
            command.env("CARGO_TARGET_DIR", target);
        }
        Ok(())
    }
}

/// Makes sure of everything that any chore needs.
///
/// # Errors
/// When something is missing and cannot be installed.
pub fn install_all() -> Result<()> {
    let tools = ensure(&[Need::Trunk, Need::WasmBindgen, Need::Npm, Need::Browsers])?;
    for folder in &tools.folders {
        println!("tools: {}", folder.display());
    }
    println!("all tools are there");
    Ok(())
}

/// Makes sure of the tools in `needs` and of the compiler's part for browsers, and installs what
/// is missing. Two runs at once do not get in each other's way: the second waits.
///
/// # Errors
/// When something is missing and cannot be installed.
pub fn ensure(needs: &[Need]) -> Result<Tools> {
    let cache = paths::cache()?;
    fs::create_dir_all(&cache).map_err(Error::io(&cache))?;
    let _held = hold(cache.join("install.lock"))?;
    let mut tools = Tools::default();
    let wants = |need: Need| needs.contains(&need);
    toolchain::ensure_browser_target()?;
    if wants(Need::Trunk) {
        tools.folders.extend(crates::trunk(&cache)?);
    }
    if wants(Need::Trunk) || wants(Need::WasmBindgen) {
        tools.folders.extend(crates::wasm_bindgen(&cache)?);
    }
    if wants(Need::Npm) {
        let modules = npm::node_modules(&cache)?;
        tools.folders.push(modules.join(".bin"));
        tools.node_modules = Some(modules);
    }
    if wants(Need::Browsers) {
        tools.browsers = Some(browsers::find_or_install()?);
    }
    Ok(tools)
}

/// Holds the lock file at `path` until the returned file is dropped.
///
/// # Errors
/// When the file cannot be made or locked.
pub fn hold(path: PathBuf) -> Result<File> {
    let file = File::create(&path).map_err(Error::io(&path))?;
    if file.try_lock().is_err() {
        println!("waiting for another run to let go of {}", path.display());
        file.lock().map_err(Error::io(&path))?;
    }
    Ok(file)
}
