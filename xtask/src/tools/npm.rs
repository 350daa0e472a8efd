//! What comes from npm: wasm-opt, esbuild, the library that drives a browser, the accessibility
//! checker. Kept in the cache by the content of the lock file, linked into `tests/e2e/`.

use std::fs;
use std::path::{Path, PathBuf};

use crate::dist::integrity;
use crate::error::{Error, Result};
use crate::{paths, shell};

/// The oldest Node.js whose test runner has what the tests use.
const OLDEST_NODE_MAJOR: u32 = 20;

/// The folder `node_modules` that belongs to the lock file as it stands.
///
/// # Errors
/// When Node.js is missing or too old, or npm fails.
pub fn node_modules(cache: &Path) -> Result<PathBuf> {
    need_node()?;
    let source = paths::root().join("tests/e2e");
    let lock_path = source.join("package-lock.json");
    let lock = fs::read(&lock_path).map_err(Error::io(&lock_path))?;
    let home = cache.join(format!("npm-{}", integrity::short_name(&lock)));
    let modules = home.join("node_modules");
    // npm writes this file last.
    if !modules.join(".package-lock.json").is_file() {
        println!("installing npm packages into {}: usually seconds", home.display());
        fs::create_dir_all(&home).map_err(Error::io(&home))?;
        for name in ["package.json", "package-lock.json"] {
            fs::copy(source.join(name), home.join(name)).map_err(Error::io(source.join(name)))?;
        }
        let mut npm = shell::command("npm");
        npm.args(["ci", "--no-audit", "--no-fund", "--loglevel=error"])
            .current_dir(&home)
            .env("PUPPETEER_SKIP_DOWNLOAD", "1");
        shell::run(&mut npm)?;
    }
    link(&modules, &source.join("node_modules"))?;
    Ok(modules)
}

fn need_node() -> Result<()> {
    let said = shell::probe("node", &["--version"]);
    let major = said.as_deref().and_then(node_major);
    if major.is_some_and(|major| major >= OLDEST_NODE_MAJOR)
        && shell::find_on_path(&["npm"]).is_some()
    {
        return Ok(());
    }
    Err(Error::Missing(format!(
        "install Node.js {OLDEST_NODE_MAJOR} or newer with npm (found: {})",
        said.as_deref().map_or("none", str::trim)
    )))
}

fn node_major(said: &str) -> Option<u32> {
    said.trim().strip_prefix('v')?.split('.').next()?.parse().ok()
}

/// Makes `link` point at `target`, so that the tests' `import`s find their packages.
/// A real folder, from somebody's own `npm install`, is left as it is.
fn link(target: &Path, link: &Path) -> Result<()> {
    if fs::read_link(link).is_ok_and(|there| there == target) {
        return Ok(());
    }
    match fs::symlink_metadata(link) {
        Ok(found) if found.is_dir() => return Ok(()),
        Ok(_) => fs::remove_file(link).map_err(Error::io(link))?,
        Err(_) => {}
    }
    make_link(target, link).map_err(Error::io(link))
}

#[cfg(unix)]
fn make_link(target: &Path, link: &Path) -> std::io::Result<()> {
    std::os::unix::fs::symlink(target, link)
}

#[cfg(windows)]
fn make_link(target: &Path, link: &Path) -> std::io::Result<()> {
    std::os::windows::fs::symlink_dir(target, link)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_major_version_of_node_is_read_from_what_it_says() {
        assert_eq!(node_major("v20.20.2\n"), Some(20));
        assert_eq!(node_major("v8.0.0"), Some(8));
        assert_eq!(node_major("not node"), None);
    }

    #[test]
    fn the_lock_file_of_npm_names_no_download_address() {
        let path = paths::root().join("tests/e2e/package-lock.json");
        let lock = fs::read_to_string(path).unwrap_or_default();
        assert!(lock.contains("\"integrity\": \"sha512-"));
        assert!(!lock.contains("\"resolved\""));
    }
}
