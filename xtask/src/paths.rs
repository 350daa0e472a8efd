//! Where things are: the clone, the cache beside it, the build folder.

use std::env;
use std::path::{Path, PathBuf};

use crate::error::{Error, Result};

/// The root of the clone, known since this tool was compiled.
#[must_use]
pub fn root() -> PathBuf {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR"));
    manifest.parent().unwrap_or(manifest).to_path_buf()
}

/// The folder outside the clone in which tools are kept:
/// `DATELINE_CACHE`, else `$XDG_CACHE_HOME/dateline`, else `~/.cache/dateline`.
///
/// # Errors
/// When no variable names a home.
pub fn cache() -> Result<PathBuf> {
    let set = |name: &str| env::var_os(name).filter(|value| !value.is_empty());
    set("DATELINE_CACHE")
        .map(PathBuf::from)
        .or_else(|| set("XDG_CACHE_HOME").map(|base| PathBuf::from(base).join("dateline")))
        .or_else(|| set("HOME").map(|home| PathBuf::from(home).join(".cache/dateline")))
        .ok_or_else(|| Error::Missing("set DATELINE_CACHE or HOME: no place for tools".into()))
}

/// True on a continuous-integration machine.
#[must_use]
pub fn is_ci() -> bool {
    env::var("CI").is_ok_and(|value| value == "true" || value == "1")
}

/// The build folder to hand to Cargo, or `None` for Cargo's own choice. A CI clone is
/// thrown away after each run, so what it compiles is kept in the cache instead.
///
/// # Errors
/// As [`cache`].
pub fn target_dir() -> Result<Option<PathBuf>> {
    if let Some(dir) = env::var_os("CARGO_TARGET_DIR") {
        return Ok(Some(PathBuf::from(dir)));
    }
    if is_ci() {
        return Ok(Some(cache()?.join("target")));
    }
    Ok(None)
}

/// The folder that holds the built site.
#[must_use]
pub fn dist() -> PathBuf {
    root().join("dist")
}
