//! Which version of which tool the project is built with.

use std::fs;

use crate::error::{Error, Result};
use crate::paths;

/// What browsers run; also in `rust-toolchain.toml`.
pub const BROWSER_TARGET: &str = "wasm32-unknown-unknown";
/// Bundles the site.
pub const TRUNK: &str = "0.21.14";
/// Shrinks the WebAssembly; also in `tests/e2e/package.json` and `Trunk.toml`.
#[cfg(test)]
const BINARYEN: &str = "132";

/// The wasm-bindgen tool must be of the very version of the crate in `Cargo.lock`.
///
/// # Errors
/// When the lock file cannot be read or does not hold the crate.
pub fn wasm_bindgen() -> Result<String> {
    let path = paths::root().join("Cargo.lock");
    let lock = fs::read_to_string(&path).map_err(Error::io(&path))?;
    locked_version(&lock, "wasm-bindgen")
        .ok_or_else(|| Error::Missing("Cargo.lock does not name wasm-bindgen".into()))
}

/// The version of the package `name` in the text of a `Cargo.lock`.
fn locked_version(lock: &str, name: &str) -> Option<String> {
    let mut lines = lock.lines();
    let wanted = format!("name = \"{name}\"");
    lines.find(|line| *line == wanted)?;
    let version = lines.next()?.strip_prefix("version = \"")?;
    version.strip_suffix('"').map(ToOwned::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_is_that_of_the_package_of_exactly_this_name() {
        let lock = "[[package]]\nname = \"wasm-bindgen-macro\"\nversion = \"9.9.9\"\n\n\
                    [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\n";
        assert_eq!(locked_version(lock, "wasm-bindgen").as_deref(), Some("0.2.130"));
        assert_eq!(locked_version(lock, "trunk"), None);
    }

    #[test]
    fn the_compiler_is_asked_for_what_browsers_run() {
        let asked =
            fs::read_to_string(paths::root().join("rust-toolchain.toml")).unwrap_or_default();
        assert!(asked.contains(&format!("targets = [\"{BROWSER_TARGET}\"]")));
    }

    #[test]
    fn the_version_of_binaryen_is_the_same_in_all_three_places() {
        let root = paths::root();
        let read = |name: &str| fs::read_to_string(root.join(name)).unwrap_or_default();
        let in_trunk = format!("wasm_opt = \"version_{BINARYEN}\"");
        let in_npm = format!("\"binaryen\": \"{BINARYEN}.");
        assert!(read("Trunk.toml").contains(&in_trunk));
        assert!(read("tests/e2e/package.json").contains(&in_npm));
    }
}
