//! How much memory files of a million rows take while they are read and packed, beside their
//! own bytes: the most that was ever allocated at a time. Twice what a list has counts where it
//! grows, as it may in a browser. No bench of time, and nothing fails here.
//!
//! ```text
//! cargo bench -p dateline-ingest --bench memory [-- EVENTS]
//! ```
#![allow(missing_docs, clippy::expect_used)]

use std::cell::RefCell;
use std::fmt::Write as _;
use std::io::{Read, Seek, SeekFrom, Write};

use dateline_core::pack::encode_or_tell;
use dateline_core::report::Report;
use dateline_ingest::{Content, OpenOptions, Pieces, Problem, read_contents};
use peak_alloc::PeakAlloc;

#[global_allocator]
static ALLOCATED: PeakAlloc = PeakAlloc;

const EVENTS: usize = 1_000_000;
const KINDS: [&str; 5] = ["Shelling", "Air strike", "Clash", "Evacuation", "Talks"];

/// Day, kind, longitude and latitude of a row, those of `tests/e2e/measure-open.mjs`.
fn row(number: usize) -> (String, &'static str, f64, f64) {
    let day = dateline_core::time::Day(15_340 + (number * 7_919 % 2_000) as i32).to_iso();
    let lat = 35.0 + (number * 104_729 % 20_000) as f64 / 1e4;
    let lon = 36.0 + (number * 15_485 % 50_000) as f64 / 1e4;
    (day, KINDS[number % KINDS.len()], lon, lat)
}

fn csv(count: usize) -> String {
    let mut text = "id,date,title,category,lat,lon,killed,source\n".to_owned();
    for number in 0..count {
        let (day, kind, lon, lat) = row(number);
        let killed = number % 4;
        // A text takes all that is written to it.
        let _ = writeln!(
            text,
            "E{number},{day},Event {number},{kind},{lat:.4},{lon:.4},{killed},Gazette"
        );
    }
    text
}

fn geojson(count: usize) -> String {
    let mut text = r#"{"type":"FeatureCollection","features":["#.to_owned();
    for number in 0..count {
        let (day, kind, lon, lat) = row(number);
        let comma = if number == 0 { "" } else { "," };
        let _ = write!(
            text,
            r#"{comma}
{{"type":"Feature","id":"E{number}","properties":{{"date":"{day}","title":"Event {number}","category":"{kind}"}},"geometry":{{"type":"Point","coordinates":[{lon:.4},{lat:.4}]}}}}"#
        );
    }
    text + "\n]}\n"
}

/// A file on the disk, as a browser has it.
struct File {
    file: RefCell<std::fs::File>,
    bytes: u64,
}

impl File {
    fn of(text: String) -> Self {
        let path = std::env::temp_dir().join(format!("dateline-memory-{}", std::process::id()));
        let options = std::fs::File::options().read(true).write(true).create_new(true).to_owned();
        let mut file = options.open(&path).expect("a file");
        std::fs::remove_file(path).expect("a file that is gone with this program");
        file.write_all(text.as_bytes()).expect("room for a file");
        Self { file: RefCell::new(file), bytes: text.len() as u64 }
    }
}

impl Pieces for File {
    fn bytes(&self) -> u64 {
        self.bytes
    }

    fn read(&self, from: u64, count: usize) -> Option<Vec<u8>> {
        let mut file = self.file.borrow_mut();
        file.seek(SeekFrom::Start(from)).ok()?;
        let mut read = vec![0; count];
        file.read_exact(&mut read).ok()?;
        Some(read)
    }
}

/// Reads and packs a file as the reader's worker does: its bytes are gone before it is packed.
fn measure(name: &str, text: fn(usize) -> String, count: usize) {
    let file = File::of(text(count));
    let before = PeakAlloc.current_usage();
    let input = file.bytes() as usize;
    let files = vec![(name.to_owned(), Content::Pieces(Box::new(file)))];
    let a_row = |bytes: usize| bytes as f64 / count as f64;
    let beside = |peak: usize| (peak as f64 - (before + input) as f64) / count as f64;
    PeakAlloc.reset_peak_usage();
    let mut reading = read_contents(files, &OpenOptions::default());
    let read = PeakAlloc.peak_usage();
    let kept = PeakAlloc.current_usage() - before;
    assert_eq!(reading.report.counts.events, count);
    PeakAlloc.reset_peak_usage();
    let report: Report = (&reading.report).into();
    let told = |_| (&Problem::story_too_large("")).into();
    let pack: Vec<u8> = encode_or_tell(reading.story.take(), &report, told);
    let packed = PeakAlloc.peak_usage();
    println!("{name}: {count} events, {:.1} bytes each", a_row(input));
    println!("  while it is read   input + {:.1} bytes an event", beside(read));
    println!("  when it is read    {:.1} bytes an event, its own gone", a_row(kept));
    println!("  while it is packed input + {:.1} bytes an event", beside(packed));
    println!("  packed             {:.1} bytes an event", a_row(pack.len()));
}

fn main() {
    // Cargo adds arguments of its own.
    let count = std::env::args().find_map(|it| it.parse().ok()).unwrap_or(EVENTS);
    measure("events.csv", csv, count);
    measure("events.geojson", geojson, count);
}
