//! Text with a sign between cells → a table: comma, semicolon, tab or bar, whichever the
//! rows themselves agree on.

use super::heading;
use super::records::{Records, reader_of};
use crate::Limits;
use crate::code::Code;
use crate::lines::LineCount;
use crate::open::coords::decimal;
use crate::open::reading::Pulse;
use crate::open::sheet::{Sheet, SheetBuilder};
use crate::problem::Problem;
use crate::report::Report;
use crate::text::{Cursor, Text};
use crate::tidy::{cut, trimmed};
use csv::StringRecord;
use std::collections::BTreeSet;

/// Signs that stand between cells.
const SIGNS: [u8; 4] = [b',', b';', b'\t', b'|'];
/// Rows by which the sign is found.
const SAMPLE_ROWS: usize = 32;
/// Bytes of these at most: a quotation mark that is never closed makes one row of a whole file.
const SAMPLE_BYTES: usize = 1 << 20;
/// Lines above the header that are passed over: a title, a note.
const MAX_PREAMBLE: usize = 8;
/// Bytes of the longest line that says which sign it is, with its end.
const LONGEST_SEP_LINE: usize = "sep=,\r\n".len();
/// Longest name of a column, in characters.
const MAX_NAME_CHARS: usize = 200;

/// Reads a table; `names_of` gives the names of columns to a first row that is no header.
pub(crate) fn read(
    text: Text<'_>,
    file: &str,
    (limits, pulse): (Limits, &Pulse<'_>),
    names_of: impl Fn(&StringRecord) -> Option<Vec<String>>,
    report: &mut Report,
) -> Sheet {
    let (text, stated) = without_sep_line(text);
    let (mut lines, mut cursor) = (LineCount::default(), Cursor::of(text));
    let skipped_lines = u32::from(stated.is_some());
    let sign = stated.unwrap_or_else(|| sign_of(text));
    let start_of_header = start_of_header(text, sign, &names_of);
    let mut records = Records::of(text, sign);
    let mut builder = SheetBuilder::new(file, limits);
    let mut record = StringRecord::new();
    // A cell of several lines stands in quotation marks.
    let has_quotes = text.has_quotes();
    let mut width = 0;
    let mut last = 0;
    let mut above = 0;
    while pulse.beat() {
        match records.next(&mut record) {
            Ok(true) => {}
            Ok(false) => break,
            // It was UTF-8 throughout when it was looked through.
            Err(_) => {
                let mut problem = Problem::new(Code::FileBroken, file);
                if last > 0 {
                    let detail = "it could not be read to its end; the rows above are shown";
                    problem = problem.row(last).detail(detail);
                }
                report.push(problem);
                break;
            }
        }
        let said = record.iter().filter(|cell| !trimmed(cell).is_empty()).count();
        if said == 0 {
            continue;
        }
        let line = lines.line_of(&record, &mut cursor) + skipped_lines;
        last = line;
        let columns = if width == 0 { record.len() } else { width };
        if has_quotes
            && record.as_slice().contains('\n')
            && records.quotes(&record, columns).are_broken()
        {
            report.push(Problem::new(Code::RowQuote, file).row(line));
        }
        if width == 0 {
            let is_note = match start_of_header {
                Some(start) => record.position().is_some_and(|it| it.byte() < start),
                None => {
                    said == 1
                        && above < MAX_PREAMBLE
                        && is_table_soon(text.behind(records.at()).up_to(SAMPLE_BYTES))
                }
            };
            if is_note {
                above += 1;
                continue;
            }
            width = record.len();
            match names_of(&record).or_else(|| names_of_numbers(&record)) {
                Some(names) => builder.set_columns(0, names),
                None => {
                    builder.set_columns(line, header(&record));
                    continue;
                }
            }
        }
        if record.len() != width {
            let detail = format!("{} cells, the header has {width}", record.len());
            report.push(Problem::new(Code::RowRagged, file).row(line).detail(detail));
        }
        builder.push_row(line, record.iter().take(width.min(limits.columns)));
    }
    builder.finish(report)
}

/// Where the header begins if the names in it are known; of a table without one they are not looked
/// for.
fn start_of_header(
    text: Text<'_>,
    sign: u8,
    names_of: &impl Fn(&StringRecord) -> Option<Vec<String>>,
) -> Option<u64> {
    let mut reader = reader_of(text.up_to(SAMPLE_BYTES), sign);
    let (mut rows, mut record) = (Vec::new(), StringRecord::new());
    while rows.len() < heading::MAX_ROWS && matches!(reader.read_record(&mut record), Ok(true)) {
        if record.iter().any(|cell| !trimmed(cell).is_empty()) {
            rows.push(record.clone());
        }
    }
    let place = heading::header_among(rows.iter().map(|row| row.iter()))?;
    let is_row = |row: &StringRecord| names_of(row).or_else(|| names_of_numbers(row)).is_some();
    let (above, rest) = rows.split_at(place);
    rest.first().filter(|_| !above.iter().any(is_row))?.position().map(csv::Position::byte)
}

/// Numbers for names where the first row is none: two of its cells are decimal numbers.
fn names_of_numbers(first: &StringRecord) -> Option<Vec<String>> {
    let is_decimal = |cell: &&str| {
        let cell = cell.trim();
        cell.contains(['.', ',']) && decimal(cell).is_some()
    };
    let is_bare = first.iter().filter(is_decimal).count() >= 2;
    is_bare.then(|| (1..=first.len()).map(|number| format!("column {number}")).collect())
}

/// The names of the columns: what is empty gets a number, what is there twice as well.
pub(crate) fn header<'c>(cells: impl IntoIterator<Item = &'c str>) -> Vec<String> {
    let mut taken = BTreeSet::new();
    let mut names = Vec::new();
    for (place, cell) in cells.into_iter().enumerate() {
        let cell = cut(cell.trim().trim_start_matches('\u{FEFF}'), MAX_NAME_CHARS);
        let mut name =
            if cell.is_empty() { format!("column {}", place + 1) } else { cell.to_owned() };
        if taken.contains(&name) {
            name = format!("{name} (column {})", place + 1);
        }
        taken.insert(name.clone());
        names.push(name);
    }
    names
}

/// What Excel writes above a table to say which sign it uses.
fn without_sep_line(text: Text<'_>) -> (Text<'_>, Option<u8>) {
    let head = text.head(LONGEST_SEP_LINE);
    let Some(rest) = head.strip_prefix(b"sep=") else { return (text, None) };
    let length = rest.iter().position(|byte| *byte == b'\n');
    let line = rest.get(..length.unwrap_or(rest.len())).unwrap_or_default();
    match line {
        [sign] | [sign, b'\r'] if *sign != b'\r' => {
            let below = length.map_or(head.len(), |length| "sep=".len() + length + 1);
            (text.behind(below), Some(*sign))
        }
        _ => (text, None),
    }
}

/// The sign that splits the most rows into the same number of cells.
fn sign_of(text: Text<'_>) -> u8 {
    let score = |sign: u8| {
        let mut reader = reader_of(text.up_to(SAMPLE_BYTES), sign);
        let mut record = StringRecord::new();
        let mut widths: Vec<usize> = Vec::new();
        while widths.len() < SAMPLE_ROWS && matches!(reader.read_record(&mut record), Ok(true)) {
            if record.iter().any(|cell| !cell.trim().is_empty()) {
                widths.push(record.len());
            }
        }
        let most = widths.iter().copied().max().unwrap_or(0);
        let usual = (2..=most).max_by_key(|width| widths.iter().filter(|it| *it == width).count());
        usual.map_or(0, |usual| {
            let agreeing = widths.iter().filter(|it| **it == usual).count();
            // Agreement first; of signs on which rows agree alike, the one with more cells.
            agreeing * 1000 / widths.len().max(1) * 1000 + usual.min(999)
        })
    };
    // Of equals the last counts, and a comma is the most usual.
    SIGNS.into_iter().rev().max_by_key(|sign| score(*sign)).unwrap_or(b',')
}

fn is_table_soon(text: Text<'_>) -> bool {
    let mut reader = reader_of(text, sign_of(text));
    let mut record = StringRecord::new();
    let mut seen = 0;
    while seen < MAX_PREAMBLE && matches!(reader.read_record(&mut record), Ok(true)) {
        if record.iter().filter(|cell| !cell.trim().is_empty()).count() > 1 {
            return true;
        }
        seen += 1;
    }
    false
}
