//! A report as text for people and as JSON for programs.

use dateline_cli::{PackFailure, Packed};
use dateline_ingest::{Problem, Report, Tally};
use serde_json::{Value, json};
use std::fmt::Write;

/// One line for each problem, and a summary.
pub fn lines(report: &Report) -> String {
    let mut text = String::new();
    for problem in &report.problems {
        text.push_str(&line(problem));
        text.push('\n');
    }
    if report.unlisted > 0 {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "… and {} more", report.unlisted);
    }
    for tally in &report.tallies {
        let (file, rows) = (shown(&tally.file), number(tally.rows, "claim"));
        let _ = writeln!(text, "{file}: {rows}: {} read, {} skipped", tally.read, tally.skipped);
    }
    let counts = report.counts;
    let _ = writeln!(
        text,
        "{}, {}: {}, {}, {} ({} undated, {} unplaced), {}; {} skipped",
        number(report.errors, "error"),
        number(report.warnings, "warning"),
        number(counts.areas, "area"),
        number(counts.changes, "change"),
        number(counts.events, "event"),
        counts.undated,
        counts.unplaced,
        number(counts.base, "base feature"),
        counts.skipped,
    );
    text
}

/// `file:row:column: code: message`, where row and column are known.
fn line(problem: &Problem) -> String {
    let mut place = problem.file.clone();
    if let Some(row) = problem.row {
        let _ = write!(place, ":{row}");
    }
    if let Some(column) = &problem.column {
        place.push(':');
        place.push_str(column);
    }
    shown(&format!("{place}: {}: {}", problem.code.as_str(), problem.message()))
}

/// A value from outside must not end the line or colour the terminal.
fn shown(text: &str) -> String {
    text.chars().map(|sign| if sign.is_control() { ' ' } else { sign }).collect()
}

/// What was packed, and how large it is.
pub fn packed(file: &str, packed: &Packed) -> String {
    let (files, bytes_read) = packed.read;
    let (files, bytes) = (number(files, "file"), number(packed.bytes, "byte"));
    let beside = packed.details.as_ref().map(|(name, bytes)| {
        format!(", and beside it {}: {}", shown(name), number(*bytes, "byte"))
    });
    let (file, beside) = (shown(file), beside.unwrap_or_default());
    format!("{file}: {bytes}{beside}, from {} in {files}\n", number(bytes_read, "byte"))
}

/// Why nothing was packed.
pub fn failure(failure: &PackFailure) -> String {
    match failure {
        PackFailure::NoStory(_) => "there is no story".to_owned(),
        PackFailure::Refused(error) => format!("the story cannot be packed: {error}"),
        PackFailure::Write(path, error) => shown(&format!("{}: {error}", path.display())),
    }
}

fn number(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}

/// The whole report as one JSON object.
pub fn json(report: &Report) -> String {
    let counts = report.counts;
    let value = json!({
        "errors": report.errors,
        "warnings": report.warnings,
        "rows": counts.rows,
        "areas": counts.areas,
        "changes": counts.changes,
        "events": counts.events,
        "undated": counts.undated,
        "unplaced": counts.unplaced,
        "base": counts.base,
        "skipped": counts.skipped,
        "unlisted": report.unlisted,
        "tallies": report.tallies.iter().map(tally_value).collect::<Vec<Value>>(),
        "problems": report.problems.iter().map(problem_value).collect::<Vec<Value>>(),
    });
    format!("{value:#}\n")
}

fn tally_value(tally: &Tally) -> Value {
    json!({
        "file": tally.file,
        "rows": tally.rows,
        "read": tally.read,
        "skipped": tally.skipped,
    })
}

fn problem_value(problem: &Problem) -> Value {
    json!({
        "file": problem.file,
        "row": problem.row,
        "column": problem.column,
        "value": problem.value,
        "code": problem.code.as_str(),
        "severity": problem.severity.name(),
        "message": problem.message(),
    })
}
