//! What must hold of every reading.

use dateline_ingest::{Limits, OpenOptions, Report, read_files};

/// Opens files, held to limits that a fuzzer reaches.
pub fn open(files: Vec<(String, Vec<u8>)>) {
    let limits = Limits {
        bytes: 4 << 20,
        rows: 2000,
        value_bytes: 1 << 20,
        elements: 32_000,
        vertices: 20_000,
        columns: 64,
        cells: 100_000,
        files: 32,
        inflated_bytes: 8 << 20,
        ..Limits::DEFAULT
    };
    let reading = read_files(&files, &OpenOptions { limits, ..OpenOptions::default() });
    check(&reading.report);
}

/// Every row is shown or skipped, and every problem is counted.
pub fn check(report: &Report) {
    let counts = report.counts;
    let shown = counts.areas + counts.changes + counts.events + counts.base;
    assert_eq!(counts.rows, shown + counts.skipped);
    assert_eq!(report.problems.len() + report.unlisted, report.errors + report.warnings);
}
