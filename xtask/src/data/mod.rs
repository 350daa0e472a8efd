//! The outlines and the base map of the shipped story, and the coasts of the world, made from
//! the tables in `data/tables/`. The same tables give the same bytes on every machine: additions,
//! multiplications, divisions and square roots only, and everything in a fixed order.
//! Has no opinion on who controls what, or on colours.
//!
//! Outlines are schematic. Each quarter spreads from its centre over a grid of cells,
//! with a head start fitted to its known area; walls, rivers and main roads slow it
//! down, so borders come to lie on them. The borders of the grid are traced as arcs
//! shared by the areas on both sides, and each arc is smoothed once.

mod areas;
mod base;
mod check;
mod coasts;
mod error;
mod fit;
mod ground;
mod grow;
mod json;
mod label;
#[cfg(test)]
mod part_tests;
mod plane;
mod rings;
mod smooth;
mod tables;
#[cfg(test)]
mod tests;
mod tidy;
mod trace;

use std::path::{Path, PathBuf};

pub use error::DataError;
use tables::Tables;

/// `cargo xtask data`: writes the generated files; `--check` compares them instead.
///
/// # Errors
/// An unknown argument, tables that cannot be used, a file that cannot be read or
/// written, or, with `--check`, a file that is not what the tables give.
pub fn run(args: &[String]) -> Result<(), DataError> {
    let mut check = false;
    for arg in args {
        match arg.as_str() {
            "--check" => check = true,
            other => return Err(DataError::Argument(other.to_owned())),
        }
    }
    for (path, text) in generate(&root())? {
        let path = root().join(path);
        let file = |source| DataError::File { path: path.clone(), source };
        if !check {
            std::fs::write(&path, text).map_err(file)?;
        } else if std::fs::read_to_string(&path).map_err(file)? != text {
            return Err(DataError::Stale(path));
        }
    }
    Ok(())
}

/// The folder of the workspace.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The generated files: path from the root of the workspace, and text.
///
/// # Errors
/// Tables that cannot be used.
pub fn generate(root: &Path) -> Result<Vec<(&'static str, String)>, DataError> {
    let tables = Tables::read(&root.join("data/tables/aleppo"))?;
    let map = areas::draw(&tables)?;
    Ok(vec![
        ("data/aleppo/areas.geojson", areas::text(&map.areas)),
        ("data/aleppo/base.geojson", base::text(&tables, &map.built_up)),
        ("crates/dateline-core/src/geo/coasts.txt", coasts::text(&root.join("data/tables/world"))?),
    ])
}
