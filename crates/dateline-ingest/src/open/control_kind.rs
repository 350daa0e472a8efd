//! Which tables say who holds what, and which of their columns are called by dates.
//!
//! Has no opinion on what stands in their cells; see [`super::control`].

use super::coords::decimal;
use super::dates::{DateColumn, Outcome, parse};
use super::mapping::{ColumnGuess, ColumnRole, Mapping};
use super::sheet::{Sheet, plain};

/// Names of columns that may mean who holds a place, and mean other things as often: the side that
/// did something, the owner of a house, where somebody went.
const WEAK: [&str; 3] = ["side", "owner", "to"];
/// Names of columns of text that is no more than a remark.
const REMARKS: [&str; 9] = [
    "note",
    "notes",
    "comment",
    "comments",
    "remark",
    "remarks",
    "anmerkung",
    "bemerkung",
    "ملاحظات",
];
/// Shorter names of columns are no dates, but may be numbers.
const MIN_DATE_BYTES: usize = 6;

/// The columns that are called by dates, where no column holds dates: who holds the area from
/// then on stands below each.
#[derive(Default)]
pub(super) struct Dated {
    /// Where each stands, and its date.
    pub(super) columns: Vec<(usize, String)>,
    /// Those that can be two days, with both.
    pub(super) undecided: Vec<(usize, [String; 2])>,
}

impl Dated {
    /// Finds those of a table.
    pub(super) fn of(sheet: &Sheet, mapping: &Mapping) -> Self {
        let mut dated = Self::default();
        if mapping.has(&[ColumnRole::Date, ColumnRole::Year, ColumnRole::Ledger]) {
            return dated;
        }
        let names = || sheet.columns.iter().map(String::as_str).enumerate();
        let names = || names().filter(|(_, name)| name.len() >= MIN_DATE_BYTES);
        let parsed = names().map(|(_, name)| name).filter(|name| parse(name).is_some());
        let dates = DateColumn::judge(parsed, mapping.date_order);
        for (place, name) in names() {
            match dates.read(name) {
                Outcome::Date(date) => dated.columns.push((place, date)),
                Outcome::Ambiguous(one, other) => dated.undecided.push((place, [one, other])),
                Outcome::Unreadable => {}
            }
        }
        dated
    }

    /// Whether there is none.
    pub(super) fn is_empty(&self) -> bool {
        self.columns.is_empty() && self.undecided.is_empty()
    }

    /// Whether most cells below dates are numbers: something was counted, and nobody is called so.
    fn are_figures(&self, sheet: &Sheet) -> bool {
        let dated = self.columns.iter().map(|it| it.0);
        let places: Vec<usize> = dated.chain(self.undecided.iter().map(|it| it.0)).collect();
        let cells = sheet.rows.iter().flat_map(|row| places.iter().map(move |it| row.cell(*it)));
        are_numbers(cells)
    }
}

/// Whether a table says who holds what: sides by dates and areas, and nothing of what happened.
pub(crate) fn is_control(sheet: &Sheet, mapping: &Mapping) -> bool {
    use ColumnRole as R;
    let is_named = mapping.has(&[R::Area, R::Place, R::Title, R::Id]);
    let has_position = mapping.has(&[R::Latitude, R::Position]);
    let is_ledger = mapping.has(&[R::Ledger]) && (is_named || mapping.has(&[R::Position]));
    let is_weak = is_weak(mapping);
    let is_rows = mapping.has(&[R::Holder])
        && mapping.has(&[R::Date, R::Year])
        && is_named
        && !mapping.has(&[R::Killed, R::Category, R::Geometry])
        && (mapping.has(&[R::Status]) || !(mapping.has(&[R::Title]) && mapping.has(&[R::Text])))
        && !(is_weak && has_position)
        && !((is_weak || has_position) && tells_of_events(sheet, mapping));
    let is_wide = || {
        let dated = Dated::of(sheet, mapping);
        dated.columns.len() + dated.undecided.len() > 1 && !dated.are_figures(sheet)
    };
    is_ledger || is_rows || (is_named && is_wide())
}

/// Whether the name of the column of sides alone says that they hold anything, and says it weakly.
fn is_weak(mapping: &Mapping) -> bool {
    let holder = mapping.column(ColumnRole::Holder).and_then(|at| mapping.guesses.get(at));
    let is_weak =
        |it: &ColumnGuess| it.why.is_guess() && WEAK.contains(&plain(&it.column).as_str());
    holder.is_some_and(is_weak) && !mapping.has(&[ColumnRole::Status])
}

/// Whether a table has a headline beside the names of its places, a text that is more than a
/// remark, or figures.
fn tells_of_events(sheet: &Sheet, mapping: &Mapping) -> bool {
    use ColumnRole as R;
    let has_names = mapping.has(&[R::Area, R::Place]);
    let tells = |(place, guess): (usize, &ColumnGuess)| match guess.role {
        R::Title => has_names,
        R::Text => !REMARKS.contains(&plain(&guess.column).as_str()),
        R::Told => are_numbers(sheet.said(place)),
        _ => false,
    };
    mapping.guesses.iter().enumerate().any(tells)
}

/// Whether most of the cells that say something are numbers.
fn are_numbers<'s>(cells: impl Iterator<Item = &'s str>) -> bool {
    let (all, numbers) = cells
        .filter(|cell| !cell.is_empty())
        .fold((0, 0), |(all, numbers), it| (all + 1, numbers + usize::from(decimal(it).is_some())));
    numbers * 2 > all
}
