//! The import rules: which crate may know what. Held against Cargo's own account of the
//! dependencies and against the sources.

use std::collections::BTreeSet;
use std::fs;
use std::process::Command;

use serde_json::Value;

use crate::sources::{code_only, root, sources};

/// What each crate may take from this workspace, and whether a browser may be in what it
/// takes from elsewhere.
const MAY_IMPORT: [(&str, &[&str], bool); 8] = [
    ("dateline-core", &[], false),
    ("dateline-ingest", &["dateline-core", "dateline-tiles"], false),
    ("dateline-cli", &["dateline-core", "dateline-ingest"], false),
    ("dateline-squeeze", &[], false),
    ("dateline-tiles", &["dateline-core"], false),
    ("dateline-gl", &["dateline-core", "dateline-squeeze"], true),
    ("dateline-reader", &["dateline-core", "dateline-ingest", "dateline-tiles"], true),
    ("dateline", &["dateline-core", "dateline-gl", "dateline-squeeze", "dateline-tiles"], true),
];
/// Crates that mean a browser.
const BROWSER_CRATES: [&str; 4] = ["web-sys", "js-sys", "wasm-bindgen", "leptos"];

fn cargo(args: &[&str]) -> String {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".into());
    let output = Command::new(cargo).current_dir(root()).args(args).arg("--offline").output();
    let output = output.unwrap_or_else(|error| panic!("cargo {args:?}: {error}"));
    assert!(output.status.success(), "cargo {args:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn metadata(more: &[&str]) -> Value {
    let args = [&["metadata", "--format-version", "1"], more].concat();
    serde_json::from_str(&cargo(&args)).unwrap_or_else(|error| panic!("cargo metadata: {error}"))
}

fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value.get(key).and_then(Value::as_str).unwrap_or_default()
}

fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value.get(key).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

/// The names of all crates that end up in `package` when it is built for the browser.
fn tree(package: &str) -> BTreeSet<String> {
    let target = "wasm32-unknown-unknown";
    let lines =
        cargo(&["tree", "-p", package, "-e", "normal", "--prefix", "none", "--target", target]);
    lines.lines().filter_map(|line| line.split_whitespace().next()).map(ToOwned::to_owned).collect()
}

#[test]
fn each_crate_takes_from_the_workspace_only_what_it_may() {
    let metadata = metadata(&["--no-deps"]);
    let packages = list(&metadata, "packages");
    for (name, may, _) in MAY_IMPORT {
        let package = packages.iter().find(|package| text(package, "name") == name);
        let package = package.unwrap_or_else(|| panic!("no package {name}"));
        for dependency in list(package, "dependencies") {
            let is_ours = dependency.get("path").is_some_and(|path| !path.is_null());
            let is_normal = dependency.get("kind").is_none_or(Value::is_null);
            let other = text(dependency, "name");
            assert!(
                !is_ours || !is_normal || may.contains(&other),
                "{name} may not import {other}"
            );
        }
    }
    let known = MAY_IMPORT.map(|(name, _, _)| name);
    for package in packages {
        let name = text(package, "name");
        assert!(known.contains(&name) || name == "xtask", "no import rule for {name}");
    }
}

#[test]
fn crates_without_a_browser_have_none_in_anything_they_take() {
    for (name, _, may_have_browser) in MAY_IMPORT {
        let tree = tree(name);
        assert!(tree.contains(name), "cargo tree does not name {name}");
        for browser in BROWSER_CRATES {
            assert!(may_have_browser || !tree.contains(browser), "{name} has {browser} in it");
        }
    }
}

/// What reads plain files and cuts polygons: in the reader, and not in what all wait for.
const OF_THE_READER: [&str; 4] = ["dateline-ingest", "csv", "geojson", "earcut"];

#[test]
fn what_few_readers_need_is_in_the_program_that_only_they_load() {
    let (reader, app) = (tree("dateline-reader"), tree("dateline"));
    for name in OF_THE_READER {
        assert!(
            reader.contains(name),
            "{name} is not in the reader: the rule would hold on nothing"
        );
        assert!(!app.contains(name), "{name} is in the app");
    }
}

#[test]
fn leptos_is_known_in_the_app_only() {
    assert!(!tree("dateline-gl").contains("leptos"));
    for source in sources(&["crates", "xtask/src"], &[".rs"]) {
        assert!(!code_only(&source.text).contains("leptos"), "{} names Leptos", source.path);
    }
}

#[test]
fn only_the_gl_crate_touches_webgl() {
    for source in sources(&["src", "crates", "tests"], &[".rs"]) {
        let is_free = source.path.starts_with("crates/dateline-gl/");
        let names_it = code_only(&source.text).contains("WebGl2RenderingContext");
        assert!(is_free || !names_it, "{} touches WebGL", source.path);
    }
}

#[test]
fn what_files_name_is_found_by_a_hash_that_they_cannot_foresee() {
    // In WebAssembly the key of the standard library's own is the same for everybody.
    for source in sources(&["crates/dateline-ingest/src"], &[".rs"]) {
        let code = code_only(&source.text);
        let is_free = source.is_test();
        let names_it = code.contains("HashMap") || code.contains("HashSet");
        assert!(is_free || !names_it, "{}: KeyedMap, KeyedSet of core", source.path);
    }
}

#[test]
fn every_crate_from_elsewhere_has_a_licence_that_is_allowed() {
    let rules = fs::read_to_string(root().join("deny.toml"))
        .unwrap_or_else(|error| panic!("deny.toml: {error}"));
    let list_of = rules.split("allow = [").nth(1).and_then(|tail| tail.split(']').next());
    let allowed: BTreeSet<&str> =
        list_of.unwrap_or_default().split('"').skip(1).step_by(2).collect();
    assert!(allowed.contains("MIT"), "deny.toml lists no licences");
    for package in list(&metadata(&[]), "packages") {
        let licence = text(package, "license");
        assert!(is_allowed(licence, &allowed), "{}: {licence}", text(package, "name"));
    }
}

/// Whether an SPDX expression can be met by `allowed`: any of those joined by OR (or the
/// older `/`), where each of those joined by AND must be met.
fn is_allowed(expression: &str, allowed: &BTreeSet<&str>) -> bool {
    let plain = expression.replace(['(', ')'], " ").replace('/', " OR ");
    // Brackets occur only as `(A OR B) AND C`, which the order below reads rightly.
    plain.split(" AND ").all(|all| all.split(" OR ").any(|any| allowed.contains(any.trim())))
}

#[test]
fn licences_joined_by_and_must_all_be_allowed() {
    let allowed = BTreeSet::from(["MIT", "Unicode-3.0"]);
    assert!(is_allowed("Apache-2.0/MIT", &allowed));
    assert!(is_allowed("(MIT OR Apache-2.0) AND Unicode-3.0", &allowed));
    assert!(!is_allowed("MIT AND GPL-3.0-only", &allowed));
    assert!(!is_allowed("", &allowed));
}
