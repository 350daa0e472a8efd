//! What the cells of a column look like, whatever its name.

use crate::open::coords::{Place, angle, decimal, geometry, pair};
use crate::open::dates::parse;
use crate::open::sheet::Sheet;
use crate::tidy::{is_nothing, trimmed};
use dateline_core::hash::KeyedSet;
use dateline_core::ledger::Status;

/// Cells that are looked at, spread over the whole column.
const SAMPLE: usize = 200;

/// Shares of cells, of a hundred, that can be read as something.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Evidence {
    /// How many cells were looked at.
    pub(super) seen: usize,
    /// Dates, whole ones.
    pub(super) date: usize,
    /// Angles of at most 90 degrees.
    pub(super) latitude: usize,
    /// Angles of at most 180 degrees.
    pub(super) longitude: usize,
    /// Whole numbers.
    pub(super) whole: usize,
    /// Numbers, ranges of them, or words such as `at least 12`.
    pub(super) figure: usize,
    /// Numbers.
    pub(super) number: usize,
    /// Two numbers, or a reference of a grid.
    pub(super) position: usize,
    /// WKT, WKB or GeoJSON.
    pub(super) geometry: usize,
    /// Addresses of pages.
    pub(super) url: usize,
    /// Addresses of mail.
    pub(super) mail: usize,
    /// Words for how an area is held.
    pub(super) status: usize,
    /// How many of the cells differ.
    pub(super) different: usize,
    /// Characters of a usual cell; 0 where every one says that nothing is known.
    pub(super) chars: usize,
    /// A date, a semicolon and a word.
    pub(super) ledger: usize,
}

/// A column while it is looked at.
#[derive(Clone, Default)]
struct Looked<'s> {
    /// Cells that say something.
    said: usize,
    /// Of so many one is looked at.
    step: usize,
    passed: usize,
    cells: Vec<&'s str>,
}

fn is_said(cell: &str) -> bool {
    !trimmed(cell).is_empty()
}

impl Evidence {
    /// Looks at all columns of a table.
    pub(super) fn of_all(sheet: &Sheet) -> Vec<Self> {
        // All columns at once: to find the cells of one, those before it are passed over.
        let mut columns = vec![Looked::default(); sheet.columns.len()];
        for row in sheet.rows.iter() {
            for (column, _) in columns.iter_mut().zip(row.cells()).filter(|(_, cell)| is_said(cell))
            {
                column.said += 1;
            }
        }
        for column in &mut columns {
            column.step = column.said.div_ceil(SAMPLE).max(1);
        }
        for row in sheet.rows.iter() {
            let said = columns.iter_mut().zip(row.cells()).filter(|(_, cell)| is_said(cell));
            for (column, cell) in said {
                if column.passed % column.step == 0 && column.cells.len() < SAMPLE {
                    column.cells.push(trimmed(cell));
                }
                column.passed += 1;
            }
        }
        columns.iter().map(|column| Self::of(&column.cells)).collect()
    }

    /// Looks at cells of a column.
    fn of(cells: &[&str]) -> Self {
        let seen = cells.len();
        // What says that nothing is known says nothing of what the others are.
        let cells: Vec<&str> = cells.iter().copied().filter(|cell| !is_nothing(cell)).collect();
        let all = cells.len().max(1);
        let share = |test: &dyn Fn(&str) -> bool| {
            cells.iter().filter(|cell| test(cell)).count() * 100 / all
        };
        let degrees = |cell: &str| angle(cell).map(|(degrees, _)| degrees.abs());
        let distinct: KeyedSet<&str> = cells.iter().copied().collect();
        let chars: usize = cells.iter().map(|cell| cell.chars().take(1000).count()).sum();
        Self {
            seen,
            date: share(&|cell| cell.len() >= 6 && parse(cell).is_some()),
            latitude: share(&|cell| degrees(cell).is_some_and(|it| it <= 90.0)),
            longitude: share(&|cell| degrees(cell).is_some_and(|it| it <= 180.0)),
            whole: share(&|cell| decimal(cell).is_some_and(|it| it.fract() == 0.0)),
            figure: share(&|cell| cell.chars().count() <= 20 && cell.contains(char::is_numeric)),
            number: share(&|cell| decimal(cell).is_some()),
            position: share(&|cell| {
                matches!(pair(cell), Some(Place::At(..) | Place::Unordered(..)))
            }),
            geometry: share(&|cell| geometry(cell).is_some()),
            url: share(&|cell| cell.starts_with("http://") || cell.starts_with("https://")),
            mail: share(&is_mail),
            status: share(&|cell| Status::from_name(&cell.to_lowercase()).is_some()),
            different: distinct.len() * 100 / all,
            chars: chars / all,
            ledger: share(&is_ledger),
        }
    }
}

fn is_mail(cell: &str) -> bool {
    let is_sound = |(name, host): (&str, &str)| !name.is_empty() && host.contains('.');
    cell.split_once('@').is_some_and(is_sound) && !cell.contains([' ', '/'])
}

/// Whether a cell holds pairs of a date and a word: `2016-12-05;government`.
pub(super) fn is_ledger(cell: &str) -> bool {
    let first = cell.split(['\n', '|']).next().unwrap_or_default();
    first.split_once(';').is_some_and(|(date, word)| {
        let is_side = |sign: char| sign.is_alphabetic() || sign == '?';
        parse(date).is_some() && word.trim().chars().next().is_some_and(is_side)
    })
}
