//! Rows and columns, whatever they were before: the one shape in which files of rows are
//! understood.
//!
//! Has no opinion on what the columns mean; see [`super::mapping`].

use super::cells::Cells;
use crate::code::Code;
use crate::limits::Limits;
use crate::problem::Problem;
use crate::report::Report;
use geojson::GeometryValue;
use std::collections::HashMap;

/// A table.
#[derive(Debug, Default)]
pub(crate) struct Sheet {
    pub(crate) file: String,
    /// Names of the columns as the file has them.
    pub(crate) columns: Vec<String>,
    /// Line of the header; 0 where there is none.
    pub(crate) header_line: u32,
    pub(crate) rows: Vec<SheetRow>,
    /// Rows beyond a limit, which are counted and not kept.
    pub(crate) beyond: usize,
}

/// A row of a table.
#[derive(Debug, Default)]
pub(crate) struct SheetRow {
    /// Line of the file on which it begins, or its number in a workbook.
    pub(crate) line: u32,
    /// Cells; a row may be shorter than the header.
    pub(crate) cells: Cells,
    /// Where it is, if it is a feature.
    pub(crate) geometry: Option<Box<GeometryValue>>,
}

impl SheetRow {
    /// The cell without white space around it.
    pub(crate) fn cell(&self, column: usize) -> &str {
        self.cells.get(column).trim()
    }
}

impl Sheet {
    /// The cells of a column that are not empty.
    pub(crate) fn said(&self, column: usize) -> impl Iterator<Item = &str> + Clone {
        self.rows.iter().map(move |row| row.cell(column)).filter(|cell| !cell.is_empty())
    }
}

/// A name as it is compared: small letters and digits alone, so that `Event Date`,
/// `event_date` and `eventDate` are one.
pub(crate) fn plain(name: &str) -> String {
    let signs = name.chars().filter(|sign| sign.is_alphanumeric() || *sign == '.');
    signs.flat_map(char::to_lowercase).collect()
}

/// Builds a table of rows whose columns are found as they come.
pub(crate) struct SheetBuilder {
    sheet: Sheet,
    places: HashMap<String, usize>,
    limits: Limits,
    cells: usize,
    lost_columns: usize,
}

impl SheetBuilder {
    pub(crate) fn new(file: &str, limits: Limits) -> Self {
        let sheet = Sheet { file: file.to_owned(), ..Sheet::default() };
        Self { sheet, places: HashMap::new(), limits, cells: 0, lost_columns: 0 }
    }

    /// Adds a row of named cells; the last of a name that is there twice counts.
    pub(crate) fn push(
        &mut self,
        line: u32,
        named: Vec<(String, String)>,
        geometry: Option<GeometryValue>,
    ) {
        let mut cells: Vec<String> = Vec::new();
        for (name, cell) in named {
            let Some(place) = self.place(name) else {
                self.lost_columns += 1;
                continue;
            };
            if cells.len() <= place {
                cells.resize(place + 1, String::new());
            }
            if let Some(slot) = cells.get_mut(place) {
                *slot = cell;
            }
        }
        let cells = Cells::of(cells.iter().map(String::as_str));
        self.push_row(SheetRow { line, cells, geometry: geometry.map(Box::new) });
    }

    /// Adds a row whose cells stand in order.
    pub(crate) fn push_row(&mut self, row: SheetRow) {
        self.cells += row.cells.len();
        if self.sheet.rows.len() < self.limits.rows && self.cells <= self.limits.cells {
            self.sheet.rows.push(row);
        } else {
            self.sheet.beyond += 1;
        }
    }

    /// Counts rows that are not kept.
    pub(crate) fn lose(&mut self, rows: usize) {
        self.sheet.beyond += rows;
    }

    /// The columns, where a header names them.
    pub(crate) fn set_columns(&mut self, line: u32, names: Vec<String>) {
        self.lost_columns += names.len().saturating_sub(self.limits.columns);
        self.sheet.header_line = line;
        self.sheet.columns = names;
        self.sheet.columns.truncate(self.limits.columns);
    }

    fn place(&mut self, name: String) -> Option<usize> {
        if let Some(place) = self.places.get(&name) {
            return Some(*place);
        }
        let place = self.sheet.columns.len();
        if place >= self.limits.columns {
            return None;
        }
        self.sheet.columns.push(name.clone());
        self.places.insert(name, place);
        Some(place)
    }

    /// The table; what lies beyond a limit is reported.
    pub(crate) fn finish(self, report: &mut Report) -> Sheet {
        let Self { sheet, limits, lost_columns, .. } = self;
        if sheet.beyond > 0 {
            let rows = sheet.rows.len() + sheet.beyond;
            let detail = format!(
                "{rows} rows, the limit is {} rows and {} cells",
                limits.rows, limits.cells
            );
            report.push(Problem::new(Code::FileTooLarge, &sheet.file).detail(detail));
        }
        if lost_columns > 0 {
            let detail = format!("the limit is {} columns", limits.columns);
            report.push(Problem::new(Code::FileTooLarge, &sheet.file).detail(detail));
        }
        sheet
    }
}
