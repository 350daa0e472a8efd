//! The browsers that the tests drive, and what they draw with on a machine that has
//! neither a graphics card nor a screen.

use std::path::PathBuf;

use crate::error::{Error, Result};
use crate::shell;

/// Where the browsers are.
#[derive(Debug)]
pub struct Browsers {
    /// Chromium or Chrome.
    pub chromium: PathBuf,
    /// The driver of the same version.
    pub chromedriver: PathBuf,
    /// Firefox.
    pub firefox: PathBuf,
    /// Gives Firefox a screen in memory: its headless mode has no WebGL2 without a
    /// graphics card.
    pub xvfb_run: PathBuf,
}

/// The packages of Debian and its kin; the libraries are a software WebGL2 for Firefox,
/// the fonts have Arabic.
const PACKAGES: [&str; 10] = [
    "chromium",
    "chromium-driver",
    "firefox-esr",
    "xvfb",
    "xauth",
    "libgl1",
    "libgl1-mesa-dri",
    "libegl1",
    "libgles2",
    "fonts-noto-core",
];

/// Finds the browsers; where the system's package manager can be used without a
/// question, installs what is missing.
///
/// # Errors
/// When something is missing and cannot be installed; says what to install.
pub fn find_or_install() -> Result<Browsers> {
    let missing = missing_packages();
    if let (Some(found), true) = (find(), missing.is_empty()) {
        return Ok(found);
    }
    let hint = || {
        Error::Missing(format!(
            "install Chromium, its driver, Firefox, xvfb-run and fonts with Arabic; on Debian: apt-get install {}",
            PACKAGES.join(" ")
        ))
    };
    if let Some(prefix) = apt_prefix() {
        println!("installing {} with apt-get: usually 2 minutes, once", missing.join(" "));
        apt(prefix, &["update", "-qq"])?;
        let mut install = vec!["install", "-y", "-qq", "--no-install-recommends"];
        install.extend(missing);
        apt(prefix, &install)?;
    }
    find().ok_or_else(hint)
}

fn find() -> Option<Browsers> {
    Some(Browsers {
        chromium: shell::find_on_path(&["chromium", "chromium-browser", "google-chrome"])?,
        chromedriver: shell::find_on_path(&["chromedriver"])?,
        firefox: shell::find_on_path(&["firefox-esr", "firefox"])?,
        xvfb_run: shell::find_on_path(&["xvfb-run"])?,
    })
}

/// The packages that are not installed; none where the system does not know packages of
/// this kind.
fn missing_packages() -> Vec<&'static str> {
    if shell::find_on_path(&["dpkg-query"]).is_none() {
        return Vec::new();
    }
    let installed = |name: &str| {
        shell::probe("dpkg-query", &["-W", "-f=${Status}", name])
            .is_some_and(|status| status.contains("install ok installed"))
    };
    PACKAGES.into_iter().filter(|name| !installed(name)).collect()
}

/// What to put before `apt-get`, or `None` if it cannot be used without a question.
fn apt_prefix() -> Option<&'static [&'static str]> {
    shell::find_on_path(&["apt-get"])?;
    if shell::probe("id", &["-u"]).is_some_and(|id| id.trim() == "0") {
        return Some(&[]);
    }
    shell::probe("sudo", &["-n", "true"]).map(|_| ["sudo", "-n"].as_slice())
}

fn apt(prefix: &[&str], args: &[&str]) -> Result<()> {
    let (program, before) = match prefix.split_first() {
        Some((first, rest)) => (*first, rest),
        None => ("env", prefix),
    };
    let mut command = shell::command(program);
    command.args(before);
    if !prefix.is_empty() {
        command.arg("env");
    }
    command.arg("DEBIAN_FRONTEND=noninteractive").arg("apt-get").args(args);
    shell::run(&mut command)
}
