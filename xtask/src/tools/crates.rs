//! Tools that Cargo builds from source.

use std::fs;
use std::path::{Path, PathBuf};

use super::versions;
use crate::error::{Error, Result};
use crate::shell;

/// A program that `cargo install` builds.
struct Recipe<'a> {
    /// The package, and the name of its folder in the cache.
    package: &'a str,
    version: &'a str,
    /// The programs that must answer `--version` with the version.
    programs: &'a [&'a str],
    /// With the package's own lock file; some packages do not build with theirs.
    locked: bool,
    /// For the person who waits, measured on two cores.
    usual_minutes: u32,
}

/// The folder with Trunk, or `None` if the right one is on `PATH`.
///
/// # Errors
/// When it does not build.
pub fn trunk(cache: &Path) -> Result<Option<PathBuf>> {
    let recipe = Recipe {
        package: "trunk",
        version: versions::TRUNK,
        programs: &["trunk"],
        locked: true,
        usual_minutes: 8,
    };
    recipe.find_or_build(cache)
}

/// The folder with wasm-bindgen and its test runner, or `None` if they are on `PATH`.
///
/// # Errors
/// When they do not build.
pub fn wasm_bindgen(cache: &Path) -> Result<Option<PathBuf>> {
    let version = versions::wasm_bindgen()?;
    let recipe = Recipe {
        package: "wasm-bindgen-cli",
        version: &version,
        programs: &["wasm-bindgen", "wasm-bindgen-test-runner"],
        locked: false,
        usual_minutes: 3,
    };
    recipe.find_or_build(cache)
}

impl Recipe<'_> {
    fn find_or_build(&self, cache: &Path) -> Result<Option<PathBuf>> {
        if self.programs.iter().all(|name| self.answers(Path::new(name))) {
            return Ok(None);
        }
        let home = cache.join(format!("{}-{}", self.package, self.version));
        let bin = home.join("bin");
        let kept = self.programs.iter().all(|name| self.answers(&bin.join(name)));
        if !kept {
            self.build(cache, &home)?;
        }
        Ok(Some(bin))
    }

    /// Whether `program` is there and of the wanted version.
    fn answers(&self, program: &Path) -> bool {
        shell::probe(program, &["--version"])
            .is_some_and(|text| text.split_whitespace().any(|word| word == self.version))
    }

    /// Builds into a folder of its own and renames that at the end, so that a build that
    /// was interrupted is never taken for a whole one.
    fn build(&self, cache: &Path, home: &Path) -> Result<()> {
        let (package, version) = (self.package, self.version);
        println!(
            "installing {package} {version} into {}: usually {} minutes, once",
            home.display(),
            self.usual_minutes
        );
        let unfinished = cache.join(format!("{package}-{version}.part"));
        let objects = cache.join(format!("{package}-{version}.build"));
        let mut cargo = shell::command("cargo");
        cargo
            .args(["install", "--quiet", "--force", "--version", version, package])
            .arg("--root")
            .arg(&unfinished)
            .env("CARGO_TARGET_DIR", &objects)
            .env_remove("CARGO_BUILD_TARGET")
            .env_remove("RUSTFLAGS");
        if self.locked {
            cargo.arg("--locked");
        }
        shell::run(&mut cargo)?;
        if home.exists() {
            fs::remove_dir_all(home).map_err(Error::io(home))?;
        }
        fs::rename(&unfinished, home).map_err(Error::io(home))?;
        fs::remove_dir_all(&objects).map_err(Error::io(&objects))
    }
}
