//! Tables of well-known kinds: which column is what, and what their numbers mean.
//!
//! What a kind of file says with numbers of its own, such as how exact a date is, becomes what
//! the story format says for it, and stands in the text as it was written besides. Has no
//! opinion on how a row becomes an event; see [`super::events`].

mod acled;
mod gtd;
mod timelinejs;
mod timemap;
mod ucdp;

use super::dates::DateOrder;
use super::events::Canon;
use super::mapping::{ColumnGuess, ColumnRole, Why, role_of_numbered};
use super::sheet::{Sheet, SheetRow, plain};
use csv::StringRecord;
use dateline_core::hash::KeyedMap;

/// A well-known kind of table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Preset {
    /// ACLED, in every set of columns that it has had.
    Acled,
    /// UCDP Georeferenced Event Dataset, in both sets of names, with a header or without.
    UcdpGed,
    /// TimelineJS: the sheet, new and old, or the JSON.
    TimelineJs,
    /// TimeMap, as Forensic Architecture and Bellingcat keep it.
    TimeMap,
    /// Global Terrorism Database, and others with year, month and day apart and 0 for
    /// what is not known.
    Gtd,
}

/// What a kind of table is.
struct Kind {
    name: &'static str,
    /// It is one if all of these are there, one of each group, as [`plain`] has them.
    needed: &'static [&'static [&'static str]],
    columns: &'static [(&'static str, ColumnRole)],
    /// What all other columns are.
    rest: ColumnRole,
    /// In which order day and month stand where the cells do not say.
    order: Option<DateOrder>,
    /// Whose data it is; `None` of a form that anybody fills.
    credit: Option<DataCredit>,
    adjust: fn(&Cells<'_>, &mut Canon),
}

/// Who makes a dataset, and on what terms.
#[derive(Clone, Copy, Debug)]
pub(super) struct DataCredit {
    pub(super) by: &'static str,
    pub(super) licence: &'static str,
    pub(super) url: &'static str,
}

/// The names of the columns of a table, as presets look them up.
pub(super) struct Names(KeyedMap<String, usize>);

impl Names {
    pub(super) fn of(columns: &[String]) -> Self {
        let named = columns.iter().enumerate().rev();
        Self(named.map(|(place, name)| (plain(name), place)).collect())
    }
}

/// The cells of a row by the names of their columns.
pub(super) struct Cells<'s> {
    names: &'s Names,
    row: &'s SheetRow<'s>,
}

impl Cells<'_> {
    /// The cell; empty if there is no such column.
    fn get(&self, name: &str) -> &str {
        self.names.0.get(name).map_or("", |place| self.row.written(*place))
    }

    /// A cell that holds a number for something; programs that know no whole numbers write
    /// `2.0` for 2.
    fn code(&self, name: &str) -> &str {
        let cell = self.get(name);
        cell.strip_suffix(".0").unwrap_or(cell)
    }

    /// What is not empty of the cells, with a point between.
    fn joined(&self, names: &[&str]) -> String {
        let cells = names.iter().map(|name| self.get(name)).filter(|cell| !cell.is_empty());
        cells.collect::<Vec<_>>().join(" · ")
    }
}

impl Preset {
    /// Every kind, in the order in which they are looked for.
    pub const ALL: [Self; 5] =
        [Self::Acled, Self::UcdpGed, Self::Gtd, Self::TimelineJs, Self::TimeMap];

    fn kind(self) -> &'static Kind {
        match self {
            Self::Acled => &acled::KIND,
            Self::UcdpGed => &ucdp::KIND,
            Self::TimelineJs => &timelinejs::KIND,
            Self::TimeMap => &timemap::KIND,
            Self::Gtd => &gtd::KIND,
        }
    }

    /// The name used in `story.json` and in messages.
    pub fn name(self) -> &'static str {
        self.kind().name
    }

    /// Whose data tables of this kind are.
    pub(super) fn credit(self) -> Option<DataCredit> {
        self.kind().credit
    }

    /// The kind of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|preset| preset.name().eq_ignore_ascii_case(name.trim()))
    }

    /// The kind of a table, if its columns are those of one.
    pub(crate) fn recognise(sheet: &Sheet) -> Option<Self> {
        let names: Vec<String> = sheet.columns.iter().map(|name| plain(name)).collect();
        let has = |wanted: &str| names.iter().any(|name| name == wanted);
        let is_kind = |kind: &Kind| kind.needed.iter().all(|group| group.iter().any(|it| has(it)));
        Self::ALL.into_iter().find(|preset| is_kind(preset.kind()))
    }

    /// The names of the columns of a first row that is none, if it is of a kind that comes
    /// without a header.
    pub(crate) fn names_of_bare_row(first: &StringRecord) -> Option<Vec<String>> {
        ucdp::names_of_bare_row(first)
    }

    /// What each column is.
    pub(super) fn columns(self, sheet: &Sheet) -> Vec<ColumnGuess> {
        let kind = self.kind();
        let names: Vec<String> = sheet.columns.iter().map(|name| plain(name)).collect();
        // Of columns that say the same, the first of the list is read.
        let is_first = |name: &str, role: ColumnRole| {
            let of_role = kind.columns.iter().filter(|(_, it)| *it == role);
            let mut there = of_role.filter(|(column, _)| names.iter().any(|it| it == column));
            there.next().is_none_or(|(column, _)| *column == name)
        };
        let guess = |(name, plain_name): (&String, &String)| {
            let known = kind.columns.iter().find(|(column, _)| column == plain_name);
            let numbered = || role_of_numbered(plain_name);
            let role = known.map(|(_, role)| *role).or_else(numbered).unwrap_or(kind.rest);
            let is_second = !role.is_repeated() && !is_first(plain_name, role);
            let role = if is_second { ColumnRole::Told } else { role };
            ColumnGuess { column: name.clone(), role, confidence: 100, why: Why::Preset }
        };
        sheet.columns.iter().zip(&names).map(guess).collect()
    }

    /// In which order day and month stand where the cells do not say.
    pub(super) fn date_order(self) -> Option<DateOrder> {
        self.kind().order
    }

    /// Puts what this kind says in its own way into the words of the story format.
    pub(super) fn adjust(self, names: &Names, row: &SheetRow<'_>, canon: &mut Canon) {
        (self.kind().adjust)(&Cells { names, row }, canon);
    }
}
