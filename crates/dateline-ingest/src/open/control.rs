//! Tables of who held what when → the rows of `control.csv`.
//!
//! One row for each change, or all that is known of a place in one cell of dates and sides.
//! Has no opinion on outlines; see [`super::places`].

use super::control_ends::{Ends, goes_on};
use super::control_kind::Dated;
use super::dates::{DateColumn, DateOrder, Outcome, parse};
use super::events::{of_parts, without_markup};
use super::mapping::{ColumnRole, Mapping};
use super::sheet::{Sheet, SheetRow, plain};
use super::sources::{KnownSources, SourceColumns};
use crate::code::Code;
use crate::context::Context;
use crate::manifest::dates::fault;
use crate::problem::Problem;
use crate::tidy::is_nothing;
use csv::StringRecord;

const HEADER: [&str; 7] = ["area", "date", "to", "from", "status", "confidence", "note"];
/// What is read under its own name, with its language or without.
const OWN: [&str; 4] = ["note", "earliest", "latest", "accepted"];

/// What is read of such a table.
pub(crate) const ROLES: [ColumnRole; 10] = [
    ColumnRole::Area,
    ColumnRole::Date,
    ColumnRole::Year,
    ColumnRole::End,
    ColumnRole::Position,
    ColumnRole::Holder,
    ColumnRole::Rival,
    ColumnRole::Status,
    ColumnRole::Confidence,
    ColumnRole::Ledger,
];
/// What of it says nothing of an event.
pub(crate) const ONLY_ROLES: [ColumnRole; 5] = [
    ColumnRole::Holder,
    ColumnRole::Rival,
    ColumnRole::Status,
    ColumnRole::Confidence,
    ColumnRole::Ledger,
];

/// The rows of a table as `control.csv` has them.
pub(crate) struct ControlTable {
    pub(crate) file: String,
    pub(crate) header_line: u32,
    pub(crate) header: StringRecord,
    pub(crate) told: Vec<String>,
    pub(crate) rows: Vec<(u32, StringRecord)>,
    /// How many of the rows, at their end, are no rows of the file: each says that nothing is
    /// known from the end on that another row has.
    pub(crate) of_ends: usize,
    /// In which order day and month are read where they are numbers.
    pub(crate) date_order: Option<DateOrder>,
}

/// The column that names the area of a row.
pub(crate) fn area_column(mapping: &Mapping) -> Option<usize> {
    use ColumnRole as R;
    [R::Area, R::Place, R::Title, R::Id].into_iter().find_map(|role| mapping.column(role))
}

/// Puts a table into the shape of `control.csv`. `name_of` gives the id of the area that a
/// row means, or the name by which it was not found.
pub(crate) fn table(
    sheet: &Sheet,
    mapping: &mut Mapping,
    name_of: impl Fn(&SheetRow<'_>, usize) -> String,
    context: &mut Context<'_>,
) -> ControlTable {
    use ColumnRole as R;
    let own = mapping.take_own(&OWN);
    let mapping: &Mapping = mapping;
    let ledger = mapping.column(R::Ledger);
    let (header, told) = header_of(sheet, mapping, &own);
    let (sources, known) = (SourceColumns::of(sheet, mapping), KnownSources::default());
    let beside = beside(mapping);
    let dated = Dated::of(sheet, mapping);
    tell_undecided(sheet, &dated, context);
    let (mut rows, mut without_source) = (Vec::new(), 0);
    let mut ends = Ends::default();
    let mut reader =
        Reader { sheet, mapping, date: None, end: None, dated, context: &mut *context };
    reader.date = reader.judge(ledger);
    reader.end = reader.judge_column(R::End);
    let date_order = DateColumn::order_of([reader.date, reader.end]);
    for (number, row) in sheet.rows.iter().enumerate() {
        let row = &row;
        let area = name_of(row, number);
        let end = reader.end(row, ledger);
        for (date, side) in reader.changes(row, ledger) {
            let Some(date) = date else {
                // It was told, and stands nowhere.
                reader.context.report.counts.rows += 1;
                reader.context.report.counts.skipped += 1;
                continue;
            };
            let (side, status) = reader.held(&side, row);
            let read = |text: &str| reader.context.parse_date(text).ok().map(|date| date.span.end);
            ends.add(&area, read(&date), (&end, read(&end)), row.line);
            let cell = |role| mapping.column(role).map_or("", |column| row.written(column));
            let mut record = StringRecord::from(vec![
                area.as_str(),
                &date,
                side,
                cell(R::Rival),
                &status,
                &cell(R::Confidence).to_lowercase(),
                &note(sheet, row, cell(R::Text), &beside),
            ]);
            let of_row = sources.read(row, &known);
            without_source += usize::from(of_row.is_empty());
            SourceColumns::add(&of_row, &mut record);
            own.iter().for_each(|(place, _)| record.push_field(row.cell(*place)));
            rows.push((row.line, record));
        }
    }
    if without_source > 0 {
        let detail = format!("{without_source} of {} rows", rows.len());
        context.report.push(Problem::new(Code::SourceMissing, &sheet.file).detail(detail));
    }
    // Of what lies in no area, that is told already.
    let is_known = |(_, row): &(u32, StringRecord)| {
        context.names.area(row.get(0).unwrap_or_default()).is_some()
    };
    let before = rows.len();
    rows.extend(ends.rows().filter(is_known));
    let of_ends = rows.len() - before;
    let (file, header_line) = (sheet.file.clone(), sheet.header_line);
    ControlTable { file, header_line, header, told, rows, of_ends, date_order }
}

/// The names of the columns as `control.csv` has them, and what the file calls each.
fn header_of(
    sheet: &Sheet,
    mapping: &Mapping,
    own: &[(usize, String)],
) -> (StringRecord, Vec<String>) {
    use ColumnRole as R;
    let told_name = |role| {
        let place = mapping.column(role);
        place.and_then(|place| sheet.columns.get(place)).cloned().unwrap_or_default()
    };
    let area = area_column(mapping).and_then(|it| sheet.columns.get(it)).cloned();
    let (date, to) = match mapping.column(R::Ledger) {
        Some(_) => (told_name(R::Ledger), told_name(R::Ledger)),
        None if mapping.has(&[R::Date]) => (told_name(R::Date), told_name(R::Holder)),
        None => (told_name(R::Year), told_name(R::Holder)),
    };
    let mut told = vec![
        area.unwrap_or_default(),
        date,
        to,
        told_name(R::Rival),
        told_name(R::Status),
        told_name(R::Confidence),
        told_name(R::Text),
    ];
    let mut header: StringRecord = HEADER.iter().collect();
    SourceColumns::add_header(&mut header);
    told.resize(header.len(), String::new());
    for (place, name) in own {
        header.push_field(name);
        told.push(sheet.columns.get(*place).cloned().unwrap_or_default());
    }
    (header, told)
}

/// Tells of the columns that are called by dates that can be two days: nothing below them is read.
fn tell_undecided(sheet: &Sheet, dated: &Dated, context: &mut Context<'_>) {
    for (place, [one, other]) in &dated.undecided {
        let name = sheet.columns.get(*place).map_or("", String::as_str);
        let problem = Problem::new(Code::DateAmbiguous, &sheet.file).row(sheet.header_line);
        let problem = problem.column(name).value(name).detail(format!("{one} or {other}"));
        context.report.push(problem);
    }
}

/// The columns that nothing else of a row of control tells: they stand in its note.
fn beside(mapping: &Mapping) -> Vec<usize> {
    use ColumnRole as R;
    let told = [
        &ROLES[..],
        &[R::Text, R::Source, R::SourceUrl, R::ArchiveUrl, R::Own, R::Ignored],
        &[R::Month, R::Day, R::EndYear, R::EndMonth, R::EndDay, R::Latitude, R::Longitude],
    ];
    let area = area_column(mapping);
    let is_told = |role: &ColumnRole| told.iter().any(|roles| roles.contains(role));
    let columns = mapping.guesses.iter().enumerate();
    let others = columns.filter(|(place, guess)| {
        // Which event a change belongs to is no remark on it.
        Some(*place) != area && !is_told(&guess.role) && plain(&guess.column) != "event"
    });
    others.map(|(place, _)| place).collect()
}

/// What a row says beside who held what: its text, and a line for each other column.
fn note(sheet: &Sheet, row: &SheetRow<'_>, text: &str, beside: &[usize]) -> String {
    let mut note = without_markup(text).into_owned();
    for place in beside {
        let cell = row.written(*place);
        if !cell.is_empty() {
            if !note.is_empty() {
                note.push('\n');
            }
            for part in [sheet.columns.get(*place).map_or("", String::as_str), ": ", cell] {
                note.push_str(part);
            }
        }
    }
    note
}

struct Reader<'a, 'c> {
    sheet: &'a Sheet,
    mapping: &'a Mapping,
    date: Option<DateColumn>,
    end: Option<DateColumn>,
    /// Columns that are called by dates.
    dated: Dated,
    context: &'a mut Context<'c>,
}

impl Reader<'_, '_> {
    /// Judges the dates of the whole table.
    fn judge(&self, ledger: Option<usize>) -> Option<DateColumn> {
        let stated = self.mapping.date_order;
        if let Some(column) = ledger {
            let dates: Vec<String> =
                self.sheet.said(column).flat_map(entries).map(|(date, _)| date).collect();
            return Some(DateColumn::judge(dates.iter().map(String::as_str), stated));
        }
        self.judge_column(ColumnRole::Date)
    }

    fn judge_column(&self, role: ColumnRole) -> Option<DateColumn> {
        let column = self.mapping.column(role)?;
        Some(DateColumn::judge(self.sheet.said(column), self.mapping.date_order))
    }

    /// The last day of what a row says; empty if it says none, or none that can be read.
    fn end(&mut self, row: &SheetRow<'_>, ledger: Option<usize>) -> String {
        let column = self.mapping.column(ColumnRole::End);
        let column = column.filter(|_| ledger.is_none() && self.dated.is_empty());
        let Some(column) = column else { return String::new() };
        let cell = row.cell(column);
        if cell.is_empty() || goes_on(cell) {
            return String::new();
        }
        let Some(date) = self.date(row, column, self.end, cell.to_owned()) else {
            return String::new();
        };
        if let Err(error) = self.context.parse_date(&date) {
            let (code, detail) = fault(&error);
            let name = self.sheet.columns.get(column).map_or("", String::as_str);
            let problem = Problem::new(code, &self.sheet.file).row(row.line).column(name);
            self.context.report.push(problem.value(cell).detail(detail));
            return String::new();
        }
        date
    }

    /// Who holds the area, and how: where no column says how, a side of which nothing is known is
    /// none.
    fn held<'s>(&self, side: &'s str, row: &SheetRow<'_>) -> (&'s str, String) {
        match self.mapping.column(ColumnRole::Status) {
            Some(column) => (side, row.written(column).to_lowercase()),
            None if !side.is_empty() && is_nothing(side) => ("", "unknown".to_owned()),
            None => (side, String::new()),
        }
    }

    /// The dates of a row and who holds from then on; no date where it can be two days, which was
    /// told. A row without any is one that says nothing, and is reported as such by its empty date.
    fn changes(&mut self, row: &SheetRow<'_>, ledger: Option<usize>) -> Vec<Held> {
        let cell =
            |role| self.mapping.column(role).map_or("", |column| row.written(column)).to_owned();
        if !self.dated.is_empty() {
            let columns = self.dated.columns.iter().map(|(place, date)| (Some(date), *place));
            let undecided = self.dated.undecided.iter().map(|(place, _)| (None, *place));
            let cells = columns.chain(undecided).map(|(date, at)| (date, row.written(at)));
            let said = cells.filter(|(_, cell)| !cell.is_empty());
            return or_none(said.map(|(date, cell)| (date.cloned(), cell.to_owned())).collect());
        }
        if ledger.is_none() && self.date.is_none() {
            use ColumnRole::{Day, Month, Year};
            let parts = [Year, Month, Day].map(cell);
            let date = of_parts(parts.each_ref().map(String::as_str));
            return vec![(Some(date), cell(ColumnRole::Holder))];
        }
        let said: Vec<(String, String)> = match ledger {
            Some(column) => entries(row.written(column)).collect(),
            None => vec![(cell(ColumnRole::Date), cell(ColumnRole::Holder))],
        };
        let column = ledger.or_else(|| self.mapping.column(ColumnRole::Date)).unwrap_or(0);
        let read =
            said.into_iter().map(|(date, side)| (self.date(row, column, self.date, date), side));
        or_none(read.collect())
    }

    /// A date as it can be read further; `None` where it can be two days, which is told.
    fn date(
        &mut self,
        row: &SheetRow<'_>,
        column: usize,
        dates: Option<DateColumn>,
        date: String,
    ) -> Option<String> {
        match dates.map(|column| column.read(&date)) {
            Some(Outcome::Date(read)) => Some(read),
            Some(Outcome::Ambiguous(day_first, month_first)) => {
                let name = self.sheet.columns.get(column).map_or("", String::as_str);
                let problem = Problem::new(Code::DateAmbiguous, &self.sheet.file).row(row.line);
                let detail = format!("{day_first} or {month_first}");
                self.context.report.push(problem.column(name).value(&date).detail(detail));
                None
            }
            Some(Outcome::Unreadable) | None => Some(date),
        }
    }
}

/// From when on, and who.
type Held = (Option<String>, String);

/// One entry that says nothing, where there is none: it is reported by its empty date.
fn or_none(said: Vec<Held>) -> Vec<Held> {
    if said.is_empty() { vec![(Some(String::new()), String::new())] } else { said }
}

/// Pairs of a date and a side in one cell: `date;side`, one below the other or with a bar or
/// a comma between, where the dates may have commas themselves.
fn entries(cell: &str) -> impl Iterator<Item = (String, String)> + use<> {
    let mut entries = Vec::new();
    for line in cell.split(['\n', '\r', '|']).map(str::trim).filter(|line| !line.is_empty()) {
        let mut parts = line.split(';').map(str::trim);
        let mut date = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            // What follows the side is the next date, from the first comma on after which
            // one can be read.
            let commas = part.match_indices(',').map(|(at, _)| at);
            let mut splits = commas.filter_map(|at| part.get(..at).zip(part.get(at + 1..)));
            let next = splits.find(|(_, after)| parse(after.trim()).is_some());
            let side = next.map_or(part, |(side, _)| side).trim().to_owned();
            entries.push((std::mem::take(&mut date), side));
            if let Some((_, after)) = next {
                after.trim().clone_into(&mut date);
            }
        }
        if !date.is_empty() {
            entries.push((date, String::new()));
        }
    }
    entries.into_iter()
}

#[cfg(test)]
mod tests {
    use super::entries;

    #[test]
    fn dates_with_commas_in_them_are_told_from_commas_between_pairs() {
        let read = |cell: &str| entries(cell).collect::<Vec<_>>();
        let pair = |date: &str, side: &str| (date.to_owned(), side.to_owned());
        let wanted = [pair("March 3, 2017", "Government"), pair("June 5, 2018", "SDF")];
        assert_eq!(read("March 3, 2017;Government,June 5, 2018;SDF"), wanted);
        assert_eq!(read("March 3, 2017; Government , June 5, 2018; SDF"), wanted);
        assert_eq!(
            read("2017-03-03;Government\n2018-06-05;SDF|2019-01-01;?"),
            [pair("2017-03-03", "Government"), pair("2018-06-05", "SDF"), pair("2019-01-01", "?")]
        );
        assert_eq!(read("2017-03-03"), [pair("2017-03-03", "")]);
        assert_eq!(read(""), []);
    }
}
