//! Tables with one row for each area: all its changes in one cell, or a column per date.
//!
//! `date;controller` pairs stand in one cell, one below the other or between `|` or `,`;
//! or the header names dates and the cells below say who holds the area from then on.

use super::roles::{Role, Roles, plain};
use super::side::{Slip, Words};
use crate::code::Code;
use crate::context::Context;
use crate::noted::Noted;
use crate::report::Tally;
use crate::row::Row;
use crate::spelt::Spellings;
use crate::table::{Columns, header_of, normalised, read_table};
use dateline_core::ledger::Change;
use dateline_core::model::{AreaIndex, Source, Text};
use dateline_core::time::{EdtfDate, Moment};
use std::collections::BTreeMap;

/// How such a table is built.
pub(crate) struct CellTable {
    area: String,
    form: Form,
}

enum Form {
    /// The column with the pairs.
    Pairs(String),
    /// Columns that are dates, with their dates.
    Dates(Vec<(String, EdtfDate)>),
}

/// A pair, or a cell below a date.
struct Entry<'r> {
    column: &'r str,
    /// As it stands in the file.
    written: String,
    date: Option<EdtfDate>,
    words: Words,
}

/// What a row says beside its entries.
struct Beside {
    area: Option<AreaIndex>,
    sources: Vec<Source>,
    note: Text,
}

impl CellTable {
    /// The table in `text`, if it is one of these: it has a column for areas and one of
    /// pairs or of dates, and is no table of one row for each change.
    pub(crate) fn recognise(text: &str, roles: &Roles) -> Option<Self> {
        let header = header_of(text)?;
        let names = || header.iter().map(str::trim);
        let is_ledger = |wanted: &str| names().any(|name| normalised(name) == wanted);
        if is_ledger("area") && is_ledger("date") && !roles.is_named(Role::Cell) {
            return None;
        }
        let area = roles.find(Role::Area, names())?.1.to_owned();
        let dates: Vec<(String, EdtfDate)> = names()
            .filter_map(|name| Some((normalised(name), EdtfDate::parse(name).ok()?)))
            .collect();
        let form = match roles.find(Role::Cell, names()) {
            Some((_, cell)) => Form::Pairs(normalised(cell)),
            None if dates.is_empty() => return None,
            None => Form::Dates(dates),
        };
        Some(Self { area: normalised(&area), form })
    }

    /// Reads the table; each pair is counted, and a row without one.
    pub(crate) fn read(&self, text: &str, file: &str, context: &mut Context<'_>) -> Vec<Noted> {
        let before = context.report.counts;
        let mut changes = Vec::new();
        let (mut rows_told, mut told, mut lost) = (0, 0, 0);
        let mut spelt = Spellings::default();
        let area = [self.area.as_str()];
        let mut optional = vec!["id", "name", "confidence"];
        match &self.form {
            Form::Pairs(cell) => optional.push(cell),
            Form::Dates(dates) => optional.extend(dates.iter().map(|(name, _)| name.as_str())),
        }
        let columns =
            Columns { needed: &area, expected: &[], optional: &optional, texts: &["note", "name"] };
        read_table(text, file, &columns, context, |row| {
            rows_told += 1;
            let entries = self.entries(row);
            if entries.is_empty() {
                (told, lost) = (told + 1, lost + 1);
                let column = match &self.form {
                    Form::Pairs(cell) => cell.as_str(),
                    Form::Dates(_) => self.area.as_str(),
                };
                row.refuse(Code::ValueMissing, column, "nothing is said of the area");
                return false;
            }
            told += entries.len();
            let beside = self.beside(row, &mut spelt);
            let mut seen = BTreeMap::new();
            for entry in entries {
                let change = entry.read(row, &beside, &mut seen);
                lost += usize::from(change.is_none());
                changes.extend(change);
            }
            true
        });
        let counts = &mut context.report.counts;
        // Rows of a table that cannot be used, and those beyond the limit, stay whole.
        let whole = counts.rows - before.rows - rows_told;
        let (rows, skipped) = (told + whole, lost + whole);
        (counts.rows, counts.skipped) = (before.rows + rows, before.skipped + skipped);
        counts.changes += changes.len();
        let tally = Tally { file: file.to_owned(), rows, read: changes.len(), skipped };
        context.report.tallies.push(tally);
        changes
    }

    fn beside(&self, row: &mut Row<'_, '_>, spelt: &mut Spellings) -> Beside {
        let name = row.cell(&self.area);
        let area = row.context.names.area_named(name);
        if name.is_empty() {
            let problem = row.problem(Code::ValueMissing, &self.area);
            let problem = problem.severity(crate::Severity::Error);
            row.report(problem.detail("the row is left out"));
        } else if area.is_none() {
            row.refuse(Code::AreaUnknown, &self.area, "");
        } else {
            let problem = row.problem(Code::AreaSpelt, &self.area);
            spelt.tell(name, problem, row.context);
        }
        Beside { area, sources: row.sources(), note: row.text("note") }
    }

    /// What a row says, entry by entry.
    fn entries<'s>(&'s self, row: &mut Row<'_, '_>) -> Vec<Entry<'s>> {
        match &self.form {
            Form::Pairs(column) => {
                let pairs = row.cell(column).split(['\n', '\r', '|', ',']).map(str::trim);
                let pairs: Vec<&str> = pairs.filter(|pair| !pair.is_empty()).collect();
                pairs.into_iter().map(|pair| self.pair(row, column, pair)).collect()
            }
            Form::Dates(dates) => {
                let cells = dates.iter().map(|(column, date)| (column, date, row.cell(column)));
                let said = cells.filter(|(_, _, cell)| !cell.is_empty());
                said.map(|(column, date, cell)| Entry {
                    column,
                    written: cell.to_owned(),
                    date: Some(date.clone()),
                    words: words_of([cell, "", ""], row.cell("confidence")),
                })
                .collect()
            }
        }
    }

    fn pair<'s>(&'s self, row: &mut Row<'_, '_>, column: &'s str, pair: &str) -> Entry<'s> {
        let mut parts = pair.split(';').map(str::trim);
        let date = parts.next().unwrap_or_default();
        let holder = parts.next();
        let rest = [parts.next().unwrap_or_default(), parts.next().unwrap_or_default()];
        let read = row.context.parse_date(date);
        let problem = match (&read, holder, parts.next()) {
            (Err(error), _, _) => Some(crate::manifest::dates::fault(error)),
            (Ok(date), _, _) if date.open_end => Some((Code::DateOpen, String::new())),
            (Ok(_), None, _) | (Ok(_), _, Some(_)) => {
                Some((Code::ValueUnknown, "a pair date;controller is wanted".to_owned()))
            }
            _ => None,
        };
        let is_sound = problem.is_none();
        if let Some((code, detail)) = problem {
            let value = if read.is_err() { date } else { pair };
            let problem = row.problem(code, column).value(value);
            row.report(problem.detail(detail));
        }
        Entry {
            column,
            written: pair.to_owned(),
            date: read.ok().filter(|_| is_sound),
            words: words_of([holder.unwrap_or_default(), rest[0], rest[1]], row.cell("confidence")),
        }
    }
}

impl Entry<'_> {
    /// The change that it makes; `None` if it cannot be used, which is reported.
    fn read(
        self,
        row: &mut Row<'_, '_>,
        beside: &Beside,
        seen: &mut BTreeMap<Moment, [String; 3]>,
    ) -> Option<Noted> {
        let (area, date) = (beside.area?, self.date?);
        if row.context.is_beyond(date.span.end) {
            let problem = row.problem(Code::TimeOutside, self.column).value(&self.written);
            row.report(problem);
        }
        let words = &self.words;
        let said = [&words.holder, &words.status, &words.rival].map(|word| plain(word));
        if let Some(before) = seen.insert(date.span.end, said.clone()) {
            let is_same = before == said;
            let code = if is_same { Code::RowDuplicate } else { Code::ControlOverlap };
            let problem = row.problem(code, self.column).value(&self.written);
            row.report(problem);
            if is_same {
                return None;
            }
        }
        let mut slips: Vec<Slip> = Vec::new();
        let side = self.words.read(&mut row.context.names, &mut slips);
        for slip in slips {
            let value = if slip.value.is_empty() { &self.written } else { &slip.value };
            let problem = row.problem(slip.code, self.column).value(value);
            row.report(problem.severity(slip.severity).detail(slip.detail));
        }
        let change = Change {
            area,
            date,
            earliest: None,
            latest: None,
            from: side.from,
            to: side.to,
            status: side.status,
            confidence: side.confidence,
            accepted: true,
            sources: beside.sources.clone(),
            event: None,
            row: row.line,
        };
        Some(Noted { change, note: beside.note.clone() })
    }
}

fn words_of([holder, status, rival]: [&str; 3], confidence: &str) -> Words {
    Words {
        holder: holder.to_owned(),
        rival: rival.to_owned(),
        status: status.to_owned(),
        confidence: confidence.to_owned(),
    }
}
