//! The columns of dates → `date` and `end`.

use super::{Canon, Column, Reader};
use crate::code::Code;
use crate::context::Context;
use crate::open::coords::decimal;
use crate::open::dates::{DateColumn, DateOrder, Outcome, day_at, number_of_month, time_of_day};
use crate::open::formats::time_of_fraction;
use crate::open::mapping::{ColumnRole, Mapping};
use crate::open::sheet::{Sheet, SheetRow};
use crate::problem::Problem;
use crate::tidy::is_nothing;

/// So many years make a calendar.
const FEW: usize = 3;

/// How the dates of a table are read.
#[derive(Clone, Copy)]
pub(super) struct When {
    pub(super) date: Option<DateColumn>,
    pub(super) end: Option<DateColumn>,
}

impl When {
    /// Judges the columns as wholes; what one says of the order holds for the other.
    pub(super) fn judge(sheet: &Sheet, mapping: &Mapping, context: &mut Context<'_>) -> Self {
        let judge = |role, stated| {
            let column = mapping.column(role)?;
            Some(DateColumn::judge(sheet.said(column), stated))
        };
        let stated = mapping.date_order;
        let usual = mapping.preset.and_then(|preset| preset.date_order());
        let order_of = |column: Option<DateColumn>| column.and_then(|column| column.order);
        let both = [ColumnRole::Date, ColumnRole::End].map(|role| judge(role, stated));
        let orders: Vec<DateOrder> = both.into_iter().filter_map(order_of).collect();
        let order = orders.first().copied().filter(|first| orders.iter().all(|it| it == first));
        // Cells that need both orders say more than what is usual.
        let is_mixed = both.iter().flatten().any(|column| column.is_mixed);
        let order = stated.or(order).or(usual.filter(|_| !is_mixed));
        let has_times = both.iter().flatten().any(|column| column.has_times);
        let [date, end] = both.map(|column| {
            let order = column.and_then(|column| column.order).or(order);
            column.map(|column| DateColumn { order, has_times, ..column })
        });
        if let (Some(column), Some(place)) = (date, mapping.column(ColumnRole::Date))
            && column.order.is_none()
            && column.undecided > 0
        {
            let name = sheet.columns.get(place).map_or("", String::as_str);
            let problem = Problem::new(Code::ColumnGuessed, &sheet.file).column(name).value(name);
            let detail = format!(
                "{} of {} dates can have day or month first, and no other date says which",
                column.undecided, column.said
            );
            context.report.push(problem.detail(detail));
        }
        tell_calendar(date, sheet, mapping, context);
        Self { date, end }
    }
}

/// Tells of a column of dates nearly all of which have years of our time in another calendar.
fn tell_calendar(
    column: Option<DateColumn>,
    sheet: &Sheet,
    mapping: &Mapping,
    context: &mut Context<'_>,
) {
    let is_odd =
        |it: &DateColumn| it.of_other_calendars >= FEW && it.of_other_calendars * 10 >= it.read * 9;
    let column = column.filter(is_odd).and_then(|_| mapping.column(ColumnRole::Date));
    let Some(name) = column.and_then(|place| sheet.columns.get(place)) else { return };
    let problem = Problem::new(Code::ColumnGuessed, &sheet.file).column(name.as_str()).value(name);
    context.report.push(problem.detail("its years may be those of another calendar"));
}

impl Reader<'_, '_> {
    pub(super) fn when(&mut self, row: &SheetRow<'_>, canon: &mut Canon) {
        use ColumnRole as R;
        let (date, end) = (self.when.date, self.when.end);
        let date = self.date(row, R::Date, date, [R::Year, R::Month, R::Day], R::Time, canon);
        let end =
            self.date(row, R::End, end, [R::EndYear, R::EndMonth, R::EndDay], R::EndTime, canon);
        canon.set(Column::Date, &date);
        // The end that is the date says nothing more.
        if end != date {
            canon.set(Column::End, &end);
        }
        // Until when it was, without a date, is no date and is not lost.
        if date.is_empty() {
            self.tell(row, R::End, canon);
        }
    }

    fn date(
        &mut self,
        row: &SheetRow<'_>,
        role: ColumnRole,
        column: Option<DateColumn>,
        parts: [ColumnRole; 3],
        time: ColumnRole,
        canon: &mut Canon,
    ) -> String {
        let cell = self.cell(row, role);
        let date = match (column, self.mapping.column(role)) {
            (Some(column), Some(place)) if !cell.is_empty() => match column.read(cell) {
                Outcome::Date(date) => date,
                Outcome::Unreadable => match column.why_no_day(cell) {
                    Some(detail) => {
                        self.report(row, place, Code::DateUnreadable, detail);
                        return String::new();
                    }
                    // The reader says what is wrong with it.
                    None => cell.to_owned(),
                },
                Outcome::Ambiguous(day_first, month_first) => {
                    let detail = format!("{day_first} or {month_first}");
                    self.report(row, place, Code::DateAmbiguous, detail);
                    return String::new();
                }
            },
            _ => {
                self.check_parts(row, parts);
                of_parts(parts.map(|part| self.cell(row, part)))
            }
        };
        let Some(place) = self.mapping.column(time) else { return date };
        let clock = row.cell(place);
        if clock.is_empty() {
            return date;
        }
        // A time says nothing of a month or a span, and is not lost.
        if date.contains(['T', '/']) || date.len() < 10 {
            self.tell(row, time, canon);
            return date;
        }
        match time_of_cell(clock) {
            Some(time) => day_at(&date, &time),
            None => {
                let detail = "a time such as 22:05 is wanted".to_owned();
                self.report(row, place, Code::DateUnreadable, detail);
                date
            }
        }
    }
}

impl Reader<'_, '_> {
    /// Reports a month or a day of which nothing can be made: the date is coarser without it.
    fn check_parts(&mut self, row: &SheetRow<'_>, [_, month, day]: [ColumnRole; 3]) {
        let number = |cell: &str| decimal(cell).is_some();
        for (role, is_read) in [
            (
                month,
                &(|cell: &str| number(cell) || number_of_month(cell).is_some())
                    as &dyn Fn(&str) -> bool,
            ),
            (day, &number),
        ] {
            let Some(column) = self.mapping.column(role) else { continue };
            let cell = row.cell(column);
            if !cell.is_empty() && !is_read(cell) {
                let detail = "the date is read without it".to_owned();
                self.report(row, column, Code::DateUnreadable, detail);
            }
        }
    }
}

/// `T22:05` of a time of day, or of the fraction of a day as spreadsheets keep it, which has no
/// second digit before its point.
fn time_of_cell(cell: &str) -> Option<String> {
    if let [h, i, b'.', m, n] = cell.as_bytes()
        && [h, i, m, n].iter().all(|sign| sign.is_ascii_digit())
    {
        return time_of_day(&cell.replace('.', ":"));
    }
    let fraction =
        decimal(cell).filter(|number| (0.0..1.0).contains(number) && cell.contains(['.', ',']));
    match fraction {
        Some(fraction) => time_of_fraction(fraction, false).map(|time| format!("T{time}")),
        None => time_of_day(cell),
    }
}

/// A date of year, month and day; what is 0 or says nothing is not known.
pub(crate) fn of_parts([year, month, day]: [&str; 3]) -> String {
    let number = |cell: &str| decimal(cell).filter(|it| it.fract() == 0.0).map(|it| it as i64);
    let Some(year) = number(year).filter(|year| *year != 0) else {
        return if is_nothing(year) || year == "0" { String::new() } else { year.to_owned() };
    };
    let sign = if year < 0 { "-" } else { "" };
    let year = format!("{sign}{:04}", year.unsigned_abs());
    let month = number(month).or_else(|| number_of_month(month).map(i64::from));
    let Some(month) = month.filter(|month| *month != 0) else { return year };
    match number(day).filter(|day| *day != 0) {
        Some(day) => format!("{year}-{month:02}-{day:02}"),
        None => format!("{year}-{month:02}"),
    }
}
