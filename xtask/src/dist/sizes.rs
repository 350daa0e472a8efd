//! How much a reader has to download, and whether that is within the budget.

use std::fmt;
use std::fs;
use std::ops::Add;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::bundle;
use crate::error::{Error, Result};
use crate::report::thousands;
use crate::shell;
use crate::split::LATE_PARTS;

/// The budget of the code until the first paint, brotli, in bytes.
const CODE_BUDGET_BYTES: u64 = 200_000;
/// The budget of code and story until the first paint, brotli, in bytes.
const STORY_BUDGET_BYTES: u64 = 250_000;

/// The budget of what comes late of the program, brotli, in bytes.
const LATE_BUDGET_BYTES: u64 = 110_000;
/// The budget of what only stories with a base map of tiles load, brotli, in bytes.
const TILES_BUDGET_BYTES: u64 = 30_000;
/// The budget of the details of the shipped story, brotli, in bytes.
const DETAILS_BUDGET_BYTES: u64 = 60_000;
/// The budget of the reader of plain folders, brotli, in bytes.
const READER_BUDGET_BYTES: u64 = 600_000;

/// Measures the files named as arguments; brotli at its best, as a static host stores it.
const MEASURE: &str = "
const { readFileSync } = require('node:fs');
const { brotliCompressSync, constants: c } = require('node:zlib');
console.log(JSON.stringify(process.argv.slice(1).map((name) => {
  const raw = readFileSync(name);
  const params = { [c.BROTLI_PARAM_QUALITY]: 11, [c.BROTLI_PARAM_LGWIN]: 22, [c.BROTLI_PARAM_SIZE_HINT]: raw.length };
  return { raw: raw.length, brotli: brotliCompressSync(raw, { params }).length };
})));";

/// What a file is for the reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    /// Needed before the map is drawn.
    Code,
    /// What the shipped story shows at once.
    Story,
    /// What it shows when it is asked: texts of events, notes, methods.
    Details,
    /// What comes late of the program: cards, comparing and the like.
    Late,
    /// What only stories with a base map of tiles load.
    Tiles,
    /// The reader of plain folders: loaded only when one is opened, or without WebGL2.
    Reader,
    /// Loaded only when somebody asks for it, or not at all.
    Later,
}

/// The sizes of one file, in bytes.
#[derive(Debug, Clone, Copy, Deserialize)]
struct Bytes {
    raw: u64,
    brotli: u64,
}

impl Add for Bytes {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self { raw: self.raw + other.raw, brotli: self.brotli + other.brotli }
    }
}

/// The sizes of a built site.
#[derive(Debug)]
pub struct Report {
    files: Vec<(String, Part, Bytes)>,
}

/// Measures all files of the site in `folder`.
///
/// # Errors
/// When a file cannot be read or Node.js fails.
pub fn measure(folder: &Path) -> Result<Report> {
    let mut paths = Vec::new();
    collect(folder, &mut paths)?;
    paths.sort();
    let mut node = shell::command("node");
    node.args(["-e", MEASURE]).args(&paths);
    let answer = shell::output(&mut node)?;
    let sizes: Vec<Bytes> = serde_json::from_str(&answer)
        .map_err(|error| Error::Site(format!("the sizes cannot be read: {error}")))?;
    let files = paths.iter().zip(sizes).map(|(path, bytes)| {
        let name = path.strip_prefix(folder).unwrap_or(path).to_string_lossy().replace('\\', "/");
        let part = part_of(&name);
        (name, part, bytes)
    });
    Ok(Report { files: files.collect() })
}

fn part_of(name: &str) -> Part {
    let is_code = [".html", ".js", ".css", ".wasm"].iter().any(|ending| name.ends_with(ending));
    let at_top = !name.contains('/') || name.starts_with("snippets/");
    if name.starts_with("data/") && name.ends_with(".details.dateline") {
        Part::Details
    } else if name.starts_with("data/") && name.ends_with(".dateline") {
        Part::Story
    } else if is_code && at_top {
        let late = LATE_PARTS.iter().map(bundle::late_name).zip([Part::Late, Part::Tiles]);
        let of_reader = ("dateline-reader".to_owned(), Part::Reader);
        let part = late.chain([of_reader]).find(|(start, _)| name.starts_with(start.as_str()));
        part.map_or(Part::Code, |(_, part)| part)
    } else {
        Part::Later
    }
}

fn collect(folder: &Path, found: &mut Vec<PathBuf>) -> Result<()> {
    for entry in fs::read_dir(folder).map_err(Error::io(folder))? {
        let path = entry.map_err(Error::io(folder))?.path();
        if path.is_dir() {
            collect(&path, found)?;
        } else {
            found.push(path);
        }
    }
    Ok(())
}

impl Report {
    fn total(&self, part: Part) -> Bytes {
        let of_part = self.files.iter().filter(|file| file.1 == part);
        of_part.fold(Bytes { raw: 0, brotli: 0 }, |sum, (_, _, bytes)| sum + *bytes)
    }

    /// Holds the site to its budget.
    ///
    /// # Errors
    /// When it is over; says by how much.
    pub fn verdict(&self) -> Result<()> {
        let code = self.total(Part::Code).brotli;
        let story = code + self.total(Part::Story).brotli;
        for (what, bytes, budget) in [
            ("the code until the first paint", code, CODE_BUDGET_BYTES),
            ("code and story until the first paint", story, STORY_BUDGET_BYTES),
            ("what comes late", self.total(Part::Late).brotli, LATE_BUDGET_BYTES),
            ("what shows tiles", self.total(Part::Tiles).brotli, TILES_BUDGET_BYTES),
            ("the details", self.total(Part::Details).brotli, DETAILS_BUDGET_BYTES),
            ("the reader", self.total(Part::Reader).brotli, READER_BUDGET_BYTES),
        ] {
            if bytes > budget {
                let (over, budget) = (thousands(bytes - budget), thousands(budget));
                return Err(Error::Site(format!(
                    "{what} is {over} bytes over its {budget} in brotli"
                )));
            }
        }
        Ok(())
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let row = |f: &mut fmt::Formatter<'_>, name: &str, bytes: Bytes| {
            let (raw, brotli) = (thousands(bytes.raw), thousands(bytes.brotli));
            writeln!(f, "{name:<48} {raw:>12} {brotli:>12}")
        };
        writeln!(f, "{:<48} {:>12} {:>12}", "file", "bytes", "brotli")?;
        for (name, _, bytes) in &self.files {
            row(f, name, *bytes)?;
        }
        let (code, story) = (self.total(Part::Code), self.total(Part::Story));
        let both = code + story;
        row(f, "= code until the first paint (budget 200 000)", code)?;
        row(f, "= code and story until then (budget 250 000)", both)?;
        let (late, details) = (self.total(Part::Late), self.total(Part::Details));
        row(f, "= late: code (budget 110 000)", late)?;
        row(f, "= late: details of the story (budget 60 000)", details)?;
        row(f, "= code and story, all that a reader may get", both + late + details)?;
        row(f, "= only for stories with tiles (budget 30 000)", self.total(Part::Tiles))?;
        row(f, "= the reader of folders (budget 600 000)", self.total(Part::Reader))?;
        row(f, "= later or never", self.total(Part::Later))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report(code: u64, story: u64) -> Report {
        report_with(code, story, 1, 1)
    }

    fn report_with(code: u64, story: u64, reader: u64, details: u64) -> Report {
        let of = |bytes| Bytes { raw: bytes * 3, brotli: bytes };
        Report {
            files: vec![
                ("a.js".into(), Part::Code, of(code)),
                ("data/x.dateline".into(), Part::Story, of(story)),
                ("data/x.details.dateline".into(), Part::Details, of(details)),
                ("dateline-reader.js".into(), Part::Reader, of(reader)),
                ("dateline-late.wasm".into(), Part::Late, of(LATE_BUDGET_BYTES)),
                ("dateline-tile.wasm".into(), Part::Tiles, of(TILES_BUDGET_BYTES)),
                ("data.zip".into(), Part::Later, of(9_000_000)),
            ],
        }
    }

    #[test]
    fn each_file_counts_where_the_reader_meets_it() {
        assert_eq!(part_of("dateline-app-1f_bg.wasm"), Part::Code);
        assert_eq!(part_of("snippets/leptos-1/inline0.js"), Part::Code);
        assert_eq!(part_of("data/aleppo.dateline"), Part::Story);
        assert_eq!(part_of("data/aleppo.details.dateline"), Part::Details);
        assert_eq!(part_of("data/aleppo/events.csv"), Part::Later);
        assert_eq!(part_of("dateline-reader-1f_bg.wasm"), Part::Reader);
        assert_eq!(part_of("dateline-late-1f.wasm"), Part::Late);
        assert_eq!(part_of("dateline-tile-1f.wasm"), Part::Tiles);
        assert_eq!(part_of("_headers"), Part::Later);
    }

    #[test]
    fn a_site_over_a_budget_is_refused() {
        assert!(report(CODE_BUDGET_BYTES, 0).verdict().is_ok());
        assert!(report(CODE_BUDGET_BYTES + 1, 0).verdict().is_err());
        let rest = STORY_BUDGET_BYTES - CODE_BUDGET_BYTES;
        assert!(report(CODE_BUDGET_BYTES, rest).verdict().is_ok());
        assert!(report(CODE_BUDGET_BYTES, rest + 1).verdict().is_err());
        assert!(report_with(1, 1, READER_BUDGET_BYTES, DETAILS_BUDGET_BYTES).verdict().is_ok());
        assert!(report_with(1, 1, READER_BUDGET_BYTES + 1, 1).verdict().is_err());
        assert!(report_with(1, 1, 1, DETAILS_BUDGET_BYTES + 1).verdict().is_err());
    }
}
