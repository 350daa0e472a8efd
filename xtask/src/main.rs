//! The chores of the project, in one command: `cargo xtask`.
//!
//! Has no opinion on the app itself: it finds tools, runs them, and says what came out.

mod bench;
mod data;
mod dist;
mod error;
mod paths;
mod report;
mod serve;
mod shell;
mod split;
mod test;
mod tools;

use std::process::ExitCode;

use error::{Error, Result};

const HELP: &str = "\
cargo xtask serve [--port N]     build, serve at 127.0.0.1 and rebuild on change
cargo xtask build                the site as it is published, in dist/, with its sizes
cargo xtask test [--only STEP]   everything that must hold; STEP is one of
                                 format, lint, native, browser, build, e2e
            [--fast]             only format, lint and native: no browser
            [--reuse-dist]       end-to-end tests on dist/ as it stands
            [--browser NAME]     end-to-end tests in chromium or firefox only
            [--file NAME]        only the end-to-end files with NAME in their name
cargo xtask bench [NAME]         how long index and ledger take, and a scan beside the
                                 index; only the benches with NAME in their name
cargo xtask bench scrub          a step of the clock until other pixels are on the screen, beside
                                 MapLibre GL and Leaflet from npm; needs dist/
cargo xtask bench beside         pictures of the story in each of them, to be looked at
cargo xtask tools                only install what the other commands need
cargo xtask data [--check]       draw the shipped story's outlines from its tables

Tools are kept in $DATELINE_CACHE, else in ~/.cache/dateline.";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    match run(&args) {
        Ok(()) => ExitCode::SUCCESS,
        // The summary of the steps is to be the last word.
        Err(Error::Steps(_)) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(args: &[String]) -> Result<()> {
    let (command, rest) = match args.split_first() {
        Some((command, rest)) => (command.as_str(), rest),
        None => ("help", args),
    };
    match command {
        "serve" => serve::run(rest),
        "build" => dist::build(rest),
        // Called by Trunk after each build, see Trunk.toml.
        "finish" => dist::finish_from_trunk(),
        "test" => test::run(rest),
        "data" => data::run(rest).map_err(|error| Error::Data(error.to_string())),
        "bench" => bench::run(rest),
        "tools" => tools::install_all(),
        "help" | "-h" | "--help" => {
            println!("{HELP}");
            Ok(())
        }
        other => Err(Error::Usage(format!("no chore `{other}`\n\n{HELP}"))),
    }
}
