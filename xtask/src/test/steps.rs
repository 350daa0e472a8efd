//! What each step of the test run does.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::error::{Error, Result};
use crate::tools::{BROWSER_TARGET, Browsers, Tools};
use crate::{dist, paths, shell, tools};

/// The packages with a browser in them; all others are compiled for this machine too.
const BROWSER_PACKAGES: [&str; 3] = ["dateline", "dateline-gl", "dateline-reader"];
/// How long all browser tests of one program may take together before they count as hanging,
/// in seconds: much more than they need on a busy machine without a graphics card.
const BROWSER_TEST_LIMIT_SECONDS: &str = "600";
/// How long one file of end-to-end tests may take. Node.js lends the limit to the file as a whole,
/// which needs up to a minute and a half; a single wait has a limit of its own.
const END_TO_END_FILE_LIMIT_MS: &str = "900000";

fn cargo(tools: &Tools) -> Result<Command> {
    let mut cargo = shell::command("cargo");
    tools.lend_to(&mut cargo)?;
    Ok(cargo)
}

/// All Rust code is formatted.
pub fn format() -> Result<()> {
    shell::run(shell::command("cargo").args(["fmt", "--all", "--check"]))
}

/// Clippy has nothing to say, for this machine and for the browser.
pub fn lint() -> Result<()> {
    let tools = tools::ensure(&[])?;
    let mut native = cargo(&tools)?;
    native.args(["clippy", "--quiet", "--all-targets", "--workspace"]);
    for package in BROWSER_PACKAGES {
        native.args(["--exclude", package]);
    }
    let native = shell::run(native.args(["--", "-D", "warnings"]));

    let mut browser = cargo(&tools)?;
    browser.args(["clippy", "--quiet", "--all-targets", "--target", BROWSER_TARGET]);
    for package in BROWSER_PACKAGES {
        browser.args(["--package", package]);
    }
    let browser = shell::run(browser.args(["--", "-D", "warnings"]));
    // Both have run and spoken by now.
    native.and(browser)
}

/// The tests of the crates that know no browser, of this tool, and the import rules.
pub fn native() -> Result<()> {
    let tools = Tools::default();
    // The rules about crates read all of the lock file, also what is compiled elsewhere only.
    dist::fetch_crates(&tools)?;
    let mut all = cargo(&tools)?;
    all.args(["test", "--workspace", "--no-fail-fast"]);
    for package in BROWSER_PACKAGES {
        all.args(["--exclude", package]);
    }
    let all = shell::run(&mut all);
    // What the painter computes before it touches GL.
    let mut painter = cargo(&tools)?;
    let painter = shell::run(painter.args(["test", "--package", "dateline-gl", "--lib"]));
    all.and(painter)
}

/// The Rust tests that run inside Chromium.
pub fn browser(tools: &Tools) -> Result<()> {
    let browsers = need(tools.browsers.as_ref(), "browsers")?;
    let settings = paths::root().join("webdriver.json");
    if !settings.is_file() {
        return Err(Error::Missing("webdriver.json is not there".into()));
    }
    let mut cargo = cargo(tools)?;
    cargo.args(["test", "--no-fail-fast", "--target", BROWSER_TARGET]);
    for package in BROWSER_PACKAGES {
        cargo.args(["--package", package]);
    }
    cargo
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", "wasm-bindgen-test-runner")
        .env("CHROMEDRIVER", &browsers.chromedriver)
        // Without it the runner looks for the file in each package's own folder.
        .env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", settings)
        .env("WASM_BINDGEN_TEST_ONLY_WEB", "1")
        .env("WASM_BINDGEN_TEST_TIMEOUT", BROWSER_TEST_LIMIT_SECONDS);
    shell::run(&mut cargo)
}

/// The built site is within its budget.
pub fn size() -> Result<()> {
    dist::check_size()
}

/// The site as it is published.
pub fn build(tools: &Tools) -> Result<()> {
    dist::build_with(tools)
}

/// The built site, driven in `browser`; only the files with `filter` in their name. What fails is
/// written to `failures` too.
pub fn end_to_end(
    tools: &Tools,
    browser: &str,
    filter: Option<&str>,
    failures: &Path,
) -> Result<()> {
    let browsers = need(tools.browsers.as_ref(), "browsers")?;
    let mut node = match browser {
        "firefox" => on_a_screen(browsers),
        _ => shell::command("node"),
    };
    tools.lend_to(&mut node)?;
    node.args(["--test", "--test-concurrency=1"])
        .args(["--test-reporter=spec", "--test-reporter-destination=stdout"])
        .arg("--test-reporter=./tests/e2e/support/failures.mjs")
        .arg(format!("--test-reporter-destination={}", failures.display()))
        .arg(format!("--test-timeout={END_TO_END_FILE_LIMIT_MS}"))
        .args(test_files(filter)?)
        .env("DATELINE_BROWSER", browser)
        .env("DATELINE_CHROMIUM", &browsers.chromium)
        .env("DATELINE_FIREFOX", &browsers.firefox)
        .env("DATELINE_DIST", paths::dist());
    shell::run(&mut node)
}

/// Node.js with a screen in memory and a software WebGL2 for the Firefox that it starts.
fn on_a_screen(browsers: &Browsers) -> Command {
    let mut xvfb = shell::command(&browsers.xvfb_run);
    xvfb.args(["-a", "-s", "-screen 0 1280x800x24", "node"]).env("LIBGL_ALWAYS_SOFTWARE", "1");
    xvfb
}

/// The end-to-end test files, in the order of their names.
fn test_files(filter: Option<&str>) -> Result<Vec<PathBuf>> {
    let folder = paths::root().join("tests/e2e");
    let entries = fs::read_dir(&folder).map_err(Error::io(&folder))?;
    let mut files: Vec<PathBuf> = entries
        .filter_map(std::result::Result::ok)
        .map(|entry| entry.path())
        .filter(|path| {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            name.ends_with(".test.mjs") && filter.is_none_or(|part| name.contains(part))
        })
        .collect();
    files.sort();
    if files.is_empty() {
        return Err(Error::Usage("no end-to-end file has such a name".into()));
    }
    Ok(files)
}

fn need<T>(found: Option<T>, what: &str) -> Result<T> {
    found.ok_or_else(|| Error::Missing(format!("{what}: not asked for")))
}
