//! `cargo xtask test`: everything that must hold, step by step.

mod options;
mod steps;

use std::fs;

use crate::error::{Error, Result};
use crate::paths;
use crate::report::{Outcome, Report};
use crate::tools::{self, Need};
use options::{Options, Step};

/// Runs the steps that `args` ask for, all of them if they ask for none.
///
/// # Errors
/// When an argument is not understood or a step failed; the summary has been printed.
pub fn run(args: &[String]) -> Result<()> {
    let options = Options::parse(args)?;
    let mut report = Report::default();
    let wants = |step: Step| options.wants(step);
    if wants(Step::Format) {
        report.step("format", steps::format);
    }
    if wants(Step::Lint) {
        report.step("lint", steps::lint);
    }
    if wants(Step::Native) {
        report.step("native", steps::native);
    }
    if wants(Step::Browser) {
        report.step("browser", || {
            steps::browser(&tools::ensure(&[Need::WasmBindgen, Need::Browsers])?)
        });
    }
    let is_built = if wants(Step::Build) {
        report.step("build", || steps::build(&tools::ensure(&[Need::Trunk, Need::Npm])?))
    } else {
        true
    };
    if is_built && wants(Step::Build) {
        report.step("size", steps::size);
    }
    if wants(Step::EndToEnd) {
        end_to_end(&options, is_built, &mut report)?;
    }
    println!("{}", report.summary());
    match report.count(Outcome::Failed) {
        0 => Ok(()),
        failed => Err(Error::Steps(failed)),
    }
}

/// Drives the built site in each browser. What failed there stands above hundreds of lines of
/// the next browser's run: it is kept for the end of the report.
fn end_to_end(options: &Options, is_built: bool, report: &mut Report) -> Result<()> {
    let folder = paths::root().join("target");
    fs::create_dir_all(&folder).map_err(Error::io(&folder))?;
    for browser in options.browsers() {
        let name = format!("e2e {browser}");
        if !is_built {
            report.skip(&name);
            continue;
        }
        let failures = folder.join(format!("failures-{browser}.txt"));
        // What an earlier run left is not of this one; most left nothing.
        let _ = fs::remove_file(&failures);
        report.step(&name, || {
            let tools = tools::ensure(&[Need::Npm, Need::Browsers])?;
            steps::end_to_end(&tools, browser, options.file.as_deref(), &failures)
        });
        report.keep(&name, &fs::read_to_string(&failures).unwrap_or_default());
    }
    Ok(())
}
