//! How long a step of the clock takes until other pixels stand on the screen: ours, our own
//! without an index, and two other libraries, in one run of one browser.
//!
//! Makes the stories and gets the libraries; the measuring is [the script's](../../../bench/scrub.mjs).

use std::fs;
use std::path::{Path, PathBuf};

use dateline_core::model::{Events, WholeStory};
use dateline_core::pack::encode;
use dateline_core::report::Report;

use super::stories::{self, CENTRE, DAYS, KINDS, LASTING_KIND, ZOOM};
use crate::error::{Error, Result};
use crate::tools::{Need, ensure};
use crate::{paths, shell};

/// Events of the large story, and of the one for what does not stand so many.
const EVENTS: [(&str, u32); 2] = [("million", 1_000_000), ("hundred", 100_000)];
/// Areas beside each other, areas below each other, changes of each.
const AREAS: (u32, u32, u32) = (200, 100, 10);

/// Runs a script of `bench/` on the site as it stands in `dist/`, with the stories and the
/// libraries that it is about: `scrub`, with names of systems as `args`, or none for all; or
/// `beside`, which takes pictures of one story in each of them.
///
/// # Errors
/// When there is no built site, a tool is missing or the script fails.
pub fn run(script: &str, args: &[String]) -> Result<()> {
    if !paths::dist().join("_headers").is_file() {
        return Err(Error::Missing("run `cargo xtask build` first: dist/ is empty".into()));
    }
    let folder = make_stories()?;
    install_peers()?;
    let tools = ensure(&[Need::Npm, Need::Browsers])?;
    let mut node = shell::command("node");
    tools.lend_to(&mut node)?;
    if let Some(browsers) = &tools.browsers {
        node.env("DATELINE_CHROMIUM", &browsers.chromium);
    }
    node.arg(format!("bench/{script}.mjs")).args(args);
    node.env("DATELINE_DIST", paths::dist()).env("DATELINE_BENCH", folder);
    shell::run(&mut node)
}

/// Writes the stories, and their events as plain numbers for the others.
fn make_stories() -> Result<PathBuf> {
    let target = paths::target_dir()?.unwrap_or_else(|| paths::root().join("target"));
    let folder = target.join("bench");
    fs::create_dir_all(&folder).map_err(Error::io(&folder))?;
    for (name, count) in EVENTS {
        let story = stories::events(count, false);
        write(&folder, &format!("{name}.f64"), &numbers(&story.story.events))?;
        pack(&folder, name, &story)?;
    }
    pack(&folder, "million-scanned", &stories::events(EVENTS[0].1, true))?;
    let (columns, rows, changes) = AREAS;
    pack(&folder, "areas", &stories::areas(columns, rows, changes))?;
    let about = format!(
        "{{\"days\":{DAYS},\"kinds\":{KINDS},\"lasting\":\"{LASTING_KIND}\",\
         \"view\":{{\"lon\":{},\"lat\":{},\"zoom\":{ZOOM}}}}}",
        CENTRE.lon, CENTRE.lat
    );
    write(&folder, "about.json", about.as_bytes())?;
    Ok(folder)
}

fn pack(folder: &Path, name: &str, story: &WholeStory) -> Result<()> {
    write(folder, &format!("{name}.dateline"), &encode(Some(story), &Report::default()))
}

fn write(folder: &Path, name: &str, bytes: &[u8]) -> Result<()> {
    let file = folder.join(name);
    fs::write(&file, bytes).map_err(Error::io(file))
}

/// Longitude, latitude, start, end in civil seconds, kind: five numbers an event.
fn numbers(events: &Events) -> Vec<u8> {
    let placed = events.iter().filter_map(|(_, event)| {
        let (when, place) = (event.when.as_ref()?.span, event.position?);
        let seconds = [when.start.0 as f64, when.end.0 as f64];
        Some([place.lon, place.lat, seconds[0], seconds[1], event.category.0.into()])
    });
    placed.flatten().flat_map(f64::to_le_bytes).collect()
}

/// Gets the other libraries from npm, once.
fn install_peers() -> Result<()> {
    let folder = paths::root().join("bench");
    if folder.join("node_modules/.package-lock.json").is_file() {
        return Ok(());
    }
    let mut npm = shell::command("npm");
    npm.args(["install", "--no-audit", "--no-fund", "--no-package-lock", "--loglevel=error"]);
    shell::run(npm.current_dir(folder))
}
