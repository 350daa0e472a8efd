//! Workbooks of spreadsheets (XLSX, ODS) → one table for each sheet with something in it.
//!
//! Read here and not by a crate, since what an archive may become is held to limits, and the
//! crate for it would be twice as much to load as all kinds of files together. Formulas are not
//! computed: what the program last saw in a cell is its value.

mod links;
mod merged;
mod ods;
mod serial;
mod xlsx;

use super::heading::{self, header_among};
use super::table::header;
use crate::code::Code;
use crate::limits::Limits;
use crate::open::archive::Opener;
use crate::open::mapping::{ColumnRole, role_of_name};
use crate::open::reading::Pulse;
use crate::open::sheet::{Sheet, SheetBuilder, plain};
use crate::problem::Problem;
use crate::report::Report;
use crate::tidy::without_bidi_controls;
use links::{Linking, Links};
use merged::{Filling, Merge};

pub(crate) use serial::{date_of_serial, time_of_fraction};

/// Rows above the header that are passed over: a title, a note.
const MAX_PREAMBLE: usize = 8;
/// What spreadsheets write where a formula has no result; LibreOffice has numbers for others.
const NO_RESULTS: [&str; 9] =
    ["#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!"];
const NUMBERED: &str = "Err:";

/// Reads the sheets of a workbook.
pub(super) fn read(
    file: &str,
    bytes: &[u8],
    (limits, pulse): (Limits, &Pulse<'_>),
    report: &mut Report,
) -> Vec<Sheet> {
    let parts = Opener::new(limits, report).unzip(file, bytes);
    let part = |name: &str| parts.iter().find(|(of, _)| of == name).map(|(_, it)| it.as_slice());
    let mut faults = Vec::new();
    let sheets = match (part("xl/workbook.xml"), part("content.xml")) {
        (Some(book), _) => xlsx::read(book, &part, (limits, pulse), &mut faults),
        (None, Some(content)) => ods::read(content, (limits, pulse)),
        (None, None) => Vec::new(),
    };
    let broken =
        sheets.iter().filter_map(|grid| Some(format!("{}: {}", grid.name, grid.fault.as_ref()?)));
    faults.extend(broken);
    for fault in faults {
        report.push(Problem::new(Code::FileUnknown, file).foreign(fault));
    }
    let said: Vec<Grid> = sheets.into_iter().filter(|grid| !grid.rows.is_empty()).collect();
    if said.is_empty() {
        let detail = "there is no sheet with anything in it";
        report.push(Problem::new(Code::FileUnknown, file).detail(detail));
    }
    let is_only = said.len() == 1;
    let named = |grid: Grid| {
        let name = if is_only { file.to_owned() } else { format!("{file}/{}", grid.name) };
        grid.sheet(&name, limits, report)
    };
    said.into_iter().map(named).collect()
}

/// The cells of a sheet.
#[derive(Debug, Default)]
struct Grid {
    name: String,
    /// Number of the row and its cells.
    rows: Vec<(u32, Vec<String>)>,
    cells: usize,
    beyond: usize,
    /// How often a row is said to stand there again beyond what anybody fills a sheet with.
    unrepeated: usize,
    /// Cells that stand beyond the columns that are read.
    lost_cells: usize,
    /// Cells that reach over several rows of a column.
    merges: Vec<Merge>,
    /// Cells that link to an address.
    links: Links,
    /// Why reading ended before the end of the sheet.
    fault: Option<String>,
}

impl Grid {
    /// Adds a cell that reaches over several rows, if there is room for it.
    fn merge(&mut self, merge: Merge, limits: Limits) {
        if merge.last > merge.first && self.merges.len() < limits.rows {
            self.merges.push(merge);
        }
    }

    /// Adds a row so many times, as far as the limits go.
    fn push_repeated(&mut self, number: u32, cells: &[String], times: usize, limits: Limits) {
        for done in 0..times {
            if self.beyond > 0 {
                self.beyond += times - done;
                return;
            }
            self.push(number, cells.to_vec(), limits);
        }
    }

    /// Adds a row, without empty cells at its end.
    fn push(&mut self, number: u32, mut cells: Vec<String>, limits: Limits) {
        while cells.last().is_some_and(String::is_empty) {
            cells.pop();
        }
        if cells.is_empty() {
            return;
        }
        self.cells += cells.len();
        // One more than may be read is the header, and a few may stand above it.
        let fits = self.rows.len() <= limits.rows + heading::MAX_ROWS && self.cells <= limits.cells;
        if fits {
            self.rows.push((number, cells));
        } else {
            self.beyond += 1;
        }
    }

    fn sheet(self, file: &str, limits: Limits, report: &mut Report) -> Sheet {
        let mut builder = SheetBuilder::new(file, limits);
        let said = |cells: &[String]| cells.iter().filter(|cell| !cell.is_empty()).count();
        let widest = self.rows.iter().take(MAX_PREAMBLE).map(|(_, it)| said(it)).max();
        let is_header = |cells: &[String]| said(cells) > 1 || widest.unwrap_or(0) < 2;
        let first = self.rows.iter().position(|(_, cells)| is_header(cells));
        // Where the names of columns are known, notes of several cells may stand above them too.
        let named = header_among(self.rows.iter().map(|(_, it)| it.iter().map(String::as_str)));
        let width = self.rows.iter().map(|(_, cells)| cells.len()).max().unwrap_or(0);
        let mut rows = self.rows.into_iter().skip(named.or(first).unwrap_or(0));
        let (line, cells) = rows.next().unwrap_or_default();
        // Columns that the header does not name are columns all the same.
        let all = cells.iter().map(String::as_str).chain(std::iter::repeat(""));
        let mut names = header(all.take(width));
        let lost_links = self.links.lost;
        let mut linking = Linking::of(self.links, line, &mut names);
        builder.set_columns(line, names.clone());
        // What is counted once is not counted for each row, and no id is that of several.
        let is_once = |name: &String| role_of_name(&plain(name)).is_some_and(is_said_once);
        let once: Vec<bool> = names.iter().map(is_once).collect();
        let is_for_each = |merge: &Merge| once.get(merge.column) != Some(&true);
        let mut filling = Filling::of(self.merges.into_iter().filter(is_for_each).collect());
        for (line, mut cells) in rows {
            // A formula that goes on below the last row says nothing of a row.
            if cells.iter().all(|cell| cell.is_empty() || is_no_result(cell)) {
                continue;
            }
            for (cell, name) in cells.iter_mut().zip(&names).filter(|(cell, _)| is_no_result(cell))
            {
                let problem = Problem::new(Code::ValueUnknown, file).row(line).column(name);
                report.push(problem.value(&std::mem::take(cell)));
            }
            linking.link(line, &mut cells, limits);
            filling.fill(line, &mut cells, limits);
            builder.push_row(line, cells.iter().map(String::as_str));
        }
        let mut sheet = builder.finish(report);
        let unrepeated = self.unrepeated + filling.lost;
        if unrepeated > 0 {
            let detail = format!("{unrepeated} repetitions of a row are not read");
            report.push(Problem::new(Code::FileTooLarge, file).detail(detail));
        }
        if lost_links > 0 {
            let detail = format!("{lost_links} links of cells are not read");
            report.push(Problem::new(Code::FileTooLarge, file).detail(detail));
        }
        let lost_cells = self.lost_cells + linking.lost;
        if lost_cells > 0 {
            let limit = limits.columns;
            let detail = format!("{lost_cells} cells stand beyond the limit of {limit} columns");
            report.push(Problem::new(Code::FileTooLarge, file).detail(detail));
        }
        if self.beyond > 0 {
            sheet.beyond += self.beyond;
            let detail = format!("{} rows lie beyond the limits", self.beyond);
            report.push(Problem::new(Code::FileTooLarge, file).detail(detail));
        }
        sheet
    }
}

/// Whether what stands in a column of that role is of one row alone, also where it is merged.
fn is_said_once(role: ColumnRole) -> bool {
    use ColumnRole as R;
    matches!(
        role,
        R::Id
            | R::KilledLow
            | R::Killed
            | R::KilledHigh
            | R::InjuredLow
            | R::Injured
            | R::InjuredHigh
    )
}

/// Whether a cell says that its formula has no result.
fn is_no_result(cell: &str) -> bool {
    match cell.strip_prefix(NUMBERED) {
        Some(number) => number.bytes().all(|byte| byte.is_ascii_digit()),
        None => NO_RESULTS.contains(&cell),
    }
}

/// Puts a cell at its place in a row; false if it stands beyond the limits, and is lost.
fn set(cells: &mut Vec<String>, place: usize, text: &str, limits: Limits) -> bool {
    if text.is_empty() {
        return true;
    }
    if place >= limits.columns {
        return false;
    }
    if cells.len() <= place {
        cells.resize(place + 1, String::new());
    }
    if let Some(cell) = cells.get_mut(place) {
        *cell = without_bidi_controls(text.trim()).into_owned();
    }
    true
}
