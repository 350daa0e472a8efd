//! Rows and columns, whatever they were before: the one shape in which files of rows are
//! understood.
//!
//! Has no opinion on what the columns mean; see [`super::mapping`].

use super::rows::Rows;
pub(crate) use super::rows::SheetRow;
use crate::code::Code;
use crate::limits::Limits;
use crate::problem::Problem;
use crate::report::Report;
use dateline_core::hash::{KeyedMap, hash_of};
use geojson::GeometryValue;

/// Bits for each cell that is looked for among all others.
const BITS_A_CELL: usize = 16;

/// A table.
#[derive(Debug, Default)]
pub(crate) struct Sheet {
    pub(crate) file: String,
    /// Names of the columns as the file has them.
    pub(crate) columns: Vec<String>,
    /// Line of the header; 0 where there is none.
    pub(crate) header_line: u32,
    pub(crate) rows: Rows,
    /// Rows beyond a limit, which are counted and not kept.
    pub(crate) beyond: usize,
}

impl Sheet {
    /// The cells of a column that are not empty.
    pub(crate) fn said(&self, column: usize) -> impl Iterator<Item = &str> + Clone {
        self.rows.iter().map(move |row| row.cell(column)).filter(|cell| !cell.is_empty())
    }

    /// In how many rows a cell of a column stands that stood in another row, which differs.
    pub(crate) fn not_told_apart(&self, column: usize) -> usize {
        // A bit for each hash: a million cells in a set would be most of what the table takes. One
        // in thirty seems to have been there, and is looked at closely.
        let bits = (self.rows.len() * BITS_A_CELL).next_power_of_two().max(64);
        let mut seen = vec![0_u64; bits / 64];
        let perhaps_twice = self.said(column).filter(|cell| {
            let place = hash_of(cell.as_bytes()) as usize & (bits - 1);
            seen.get_mut(place / 64).is_some_and(|word| {
                let before = *word;
                *word |= 1 << (place % 64);
                before == *word
            })
        });
        let mut first: KeyedMap<&str, Option<SheetRow<'_>>> =
            perhaps_twice.map(|it| (it, None)).collect();
        // As a rule there is none, and no row need be looked at again.
        let rows = if first.is_empty() { 0 } else { self.rows.len() };
        let mut count = 0;
        for row in self.rows.iter().take(rows) {
            count += usize::from(match first.get_mut(row.cell(column)) {
                Some(Some(first)) => first.spot != row.spot || !first.cells().eq(row.cells()),
                Some(none) => none.replace(row).is_some(),
                None => false,
            });
        }
        count
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
    places: KeyedMap<String, usize>,
    limits: Limits,
    cells: usize,
    lost_columns: usize,
}

impl SheetBuilder {
    pub(crate) fn new(file: &str, limits: Limits) -> Self {
        let sheet = Sheet { file: file.to_owned(), ..Sheet::default() };
        Self { sheet, places: KeyedMap::default(), limits, cells: 0, lost_columns: 0 }
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
            let Some(place) = self.place(&name) else {
                self.lose_cell();
                continue;
            };
            if cells.len() <= place {
                cells.resize(place + 1, String::new());
            }
            if let Some(slot) = cells.get_mut(place) {
                *slot = cell;
            }
        }
        if self.has_room(cells.len()) {
            self.sheet.rows.push_shape(line, cells.iter().map(String::as_str), geometry);
        }
    }

    /// Adds a row whose cells stand in order.
    pub(crate) fn push_row<'c>(&mut self, line: u32, cells: impl Iterator<Item = &'c str> + Clone) {
        if self.has_room(cells.clone().count()) {
            self.sheet.rows.push(line, cells);
        }
    }

    /// Adds a row that is a point, whose cells stand in order.
    pub(crate) fn push_point(&mut self, line: u32, cells: &[&str], point: [f64; 2]) {
        if self.has_room(cells.len()) {
            self.sheet.rows.push_point(line, cells.iter().copied(), point);
        }
    }

    /// Counts a cell whose column has no room.
    pub(crate) fn lose_cell(&mut self) {
        self.lost_columns += 1;
    }

    /// Whether the limits leave room for a row of so many cells; it is counted in any case.
    fn has_room(&mut self, cells: usize) -> bool {
        self.cells += cells;
        let has_room = self.sheet.rows.len() < self.limits.rows && self.cells <= self.limits.cells;
        self.sheet.beyond += usize::from(!has_room);
        has_room
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

    /// Where the column of that name stands, which is made if there is none; `None` where there
    /// is no room for it.
    pub(crate) fn place(&mut self, name: &str) -> Option<usize> {
        if let Some(place) = self.places.get(name) {
            return Some(*place);
        }
        let place = self.sheet.columns.len();
        if place >= self.limits.columns {
            return None;
        }
        self.sheet.columns.push(name.to_owned());
        self.places.insert(name.to_owned(), place);
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
