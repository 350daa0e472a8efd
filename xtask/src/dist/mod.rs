//! The site as it is published: built by Trunk, finished here.
//!
//! Trunk compiles, hashes names and writes `index.html`; the finishing step writes the
//! loader `dateline.js`, the reader's way in, the packed stories and the file of headers,
//! so that the folder runs under the strictest policy that WebAssembly allows and from any
//! other site's page.

mod bundle;
mod files;
mod finish;
mod headers;
pub mod integrity;
mod markup;
mod reader;
mod sizes;
mod stories;

use std::path::PathBuf;
use std::process::Command;
use std::{env, fs};

use crate::error::{Error, Result};
use crate::tools::{self, Need, Tools};
use crate::{paths, shell};

/// `cargo xtask build`.
///
/// # Errors
/// When a tool is missing, the build fails, or the site is too large.
pub fn build(args: &[String]) -> Result<()> {
    if !args.is_empty() {
        return Err(Error::Usage("usage: cargo xtask build".into()));
    }
    let tools = tools::ensure(&[Need::Trunk, Need::Npm])?;
    build_with(&tools)?;
    check_size()
}

/// Builds the site with tools that are there already.
///
/// # Errors
/// As [`build`].
pub fn build_with(tools: &Tools) -> Result<()> {
    let target = build_folder()?;
    // Two builds of one clone would share Trunk's working folder.
    let _held = tools::hold(target.join("dist.lock"))?;
    fetch_crates(tools)?;
    // What wasm-bindgen wrote for an earlier state of the sources would be published too.
    let left_over = target.join("wasm-bindgen/release");
    if left_over.exists() {
        fs::remove_dir_all(&left_over).map_err(Error::io(&left_over))?;
    }
    let mut trunk = trunk(tools, "build")?;
    shell::run(trunk.arg("--release").env("RUSTFLAGS", published_flags()))?;
    println!("the site is in {}", paths::dist().display());
    Ok(())
}

/// The compiler's flags for what is published: those of `.cargo/config.toml`, which the
/// variable replaces, and no folder of this machine in the messages of a panic.
fn published_flags() -> String {
    let root = paths::root();
    let cargo_home = env::var_os("CARGO_HOME").map(PathBuf::from);
    let cargo_home = cargo_home.or_else(|| Some(env::home_dir()?.join(".cargo")));
    let mut flags = format!(
        "--cfg erase_components -C symbol-mangling-version=v0 --remap-path-prefix={}=.",
        root.display()
    );
    if let Some(cargo_home) = cargo_home {
        flags += &format!(" --remap-path-prefix={}=cargo", cargo_home.display());
    }
    flags
}

/// Prints what the built site weighs and holds it to its budget.
///
/// # Errors
/// When a file cannot be measured, or the site is too large.
pub fn check_size() -> Result<()> {
    let report = sizes::measure(&paths::dist())?;
    println!("{report}");
    report.verdict()
}

/// The folder that Cargo builds into; made if it is not there.
///
/// # Errors
/// When it cannot be made.
pub fn build_folder() -> Result<PathBuf> {
    let target = paths::target_dir()?.unwrap_or_else(|| paths::root().join("target"));
    fs::create_dir_all(&target).map_err(Error::io(&target))?;
    Ok(target)
}

/// The finishing step, called by Trunk once it has written its own part.
///
/// # Errors
/// When it was not Trunk that called, or the folder is not as expected.
pub fn finish_from_trunk() -> Result<()> {
    let staging = env::var_os("TRUNK_STAGING_DIR")
        .map(PathBuf::from)
        .ok_or_else(|| Error::Usage("`finish` is called by Trunk, see Trunk.toml".into()))?;
    let is_release = env::var("TRUNK_PROFILE").is_ok_and(|profile| profile == "release");
    finish::finish(&staging, is_release)
}

/// Trunk with the tools in reach and the network out of it.
///
/// # Errors
/// When there is no place for the cache.
pub fn trunk(tools: &Tools, chore: &str) -> Result<Command> {
    let mut trunk = shell::command("trunk");
    tools.lend_to(&mut trunk)?;
    trunk
        .args([chore, "--offline=true"])
        .env("TRUNK_SKIP_VERSION_CHECK", "true")
        // Trunk takes only the words true and false for it, others set it to 1.
        .env_remove("NO_COLOR");
    Ok(trunk)
}

/// Gets the crates of the lock file, so that all that follows needs no network.
///
/// # Errors
/// When a crate cannot be had.
pub fn fetch_crates(tools: &Tools) -> Result<()> {
    let mut cargo = shell::command("cargo");
    tools.lend_to(&mut cargo)?;
    cargo.args(["fetch", "--quiet"]);
    if paths::is_ci() {
        cargo.arg("--locked");
    }
    shell::run(&mut cargo)
}
