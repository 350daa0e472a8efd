//! A report as text for people and as JSON for programs.

use dateline_cli::{PackFailure, Packed};
use dateline_ingest::{Code, ColumnGuess, Group, OpenedFile, Problem, Report, Severity, Tally};
use serde_json::{Value, json};
use std::fmt::Write;
use std::path::Path;

/// How it is said here what columns are, where nothing of a table is shown without that.
const SAY_COLUMNS: &str = " Here that is --column NAME=date and --column NAME=place.";

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
        for group in report.groups.iter().filter(|group| group.count > 1) {
            text.push_str(&grouped(group));
        }
    }
    for tally in &report.tallies {
        let (file, rows) = (shown(&tally.file), number(tally.rows, "row"));
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

/// How many problems there are of one kind in one column.
fn grouped(group: &Group) -> String {
    let column = group.column.as_deref().map(|column| format!(":{column}")).unwrap_or_default();
    let rows = match (group.first_row, group.last_row) {
        (Some(first), Some(last)) => format!(", rows {first} to {last}"),
        _ => String::new(),
    };
    let place = shown(&format!("{}{column}", place_of(&group.file, group.code)));
    format!("{place}: {}: {} in all{rows}\n", group.code.as_str(), group.count)
}

/// Where something is wrong: a file, or the option that says it of all files.
fn place_of(file: &str, code: Code) -> &str {
    match code {
        _ if !file.is_empty() => file,
        Code::StoryZone => "--time-zone",
        _ => "--column",
    }
}

/// `file:row:column: code: message`, where row and column are known.
fn line(problem: &Problem) -> String {
    let mut place = place_of(&problem.file, problem.code).to_owned();
    if let Some(row) = problem.row {
        let _ = write!(place, ":{row}");
    }
    if let Some(column) = &problem.column {
        place.push(':');
        place.push_str(column);
    }
    let is_left = problem.code == Code::ColumnGuessed && problem.severity == Severity::Error;
    let here = if is_left { SAY_COLUMNS } else { "" };
    shown(&format!("{place}: {}: {}{here}", problem.code.as_str(), problem.message()))
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
        PackFailure::Read(path, error) | PackFailure::Write(path, error) => unreadable(path, error),
    }
}

/// What was written into a folder.
pub fn kept(folder: &str, names: &[String]) -> String {
    names.iter().map(|name| format!("{}\n", shown(&format!("{folder}/{name}")))).collect()
}

/// A path and why it cannot be used.
pub fn unreadable(path: &Path, error: &std::io::Error) -> String {
    shown(&format!("{}: {error}", path.display()))
}

/// A folder of which nothing is read.
pub fn passed_over(folder: &Path) -> String {
    shown(&format!("{}: a folder within a folder is not read", folder.display()))
}

/// What each file was taken for, column by column.
pub fn columns(files: &[OpenedFile]) -> String {
    let mut text = String::new();
    for file in files {
        let encoding = file.encoding.map_or("", |encoding| encoding.name());
        let preset = file.preset.map_or("", |preset| preset.name());
        let words = [file.format.name(), encoding, preset];
        let words: Vec<&str> = words.into_iter().filter(|word| !word.is_empty()).collect();
        let _ = writeln!(text, "{}: {}", shown(&file.name), words.join(", "));
        for guess in &file.columns {
            let (role, why) = (guess.role.name(), guess.why.name());
            let column = shown(&guess.column);
            let _ = writeln!(text, "  {column}: {role} ({} %, by {why})", guess.confidence);
        }
    }
    text
}

fn number(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}

/// The whole report as one JSON object.
pub fn json(report: &Report, files: &[OpenedFile]) -> String {
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
        "files": files.iter().map(file_value).collect::<Vec<Value>>(),
        "groups": report.groups.iter().map(group_value).collect::<Vec<Value>>(),
        "tallies": report.tallies.iter().map(tally_value).collect::<Vec<Value>>(),
        "problems": report.problems.iter().map(problem_value).collect::<Vec<Value>>(),
    });
    format!("{value:#}\n")
}

fn file_value(file: &OpenedFile) -> Value {
    let column = |guess: &ColumnGuess| {
        json!({
            "column": guess.column,
            "role": guess.role.name(),
            "confidence": guess.confidence,
            "why": guess.why.name(),
        })
    };
    json!({
        "name": file.name,
        "format": file.format.name(),
        "encoding": file.encoding.map(|encoding| encoding.name()),
        "preset": file.preset.map(|preset| preset.name()),
        "dateOrder": file.date_order.map(|order| order.name()),
        "columns": file.columns.iter().map(column).collect::<Vec<Value>>(),
    })
}

fn group_value(group: &Group) -> Value {
    json!({
        "code": group.code.as_str(),
        "file": group.file,
        "column": group.column,
        "count": group.count,
        "firstRow": group.first_row,
        "lastRow": group.last_row,
        "value": group.value,
    })
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
