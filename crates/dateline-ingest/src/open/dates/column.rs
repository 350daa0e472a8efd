//! A column of dates, judged as a whole.

use super::parts::numbers_and_year;
use super::{DateOrder, Said, parse, time_in, two_digits};
use crate::open::coords::ascii_digits;
use crate::open::formats::date_of_serial;
use dateline_core::time::{EdtfDate, Moment, Span};

/// Share of cells, of a hundred, that must be of a kind of number.
const MOST: usize = 90;

/// What numbers in a column count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Numbers {
    /// Nothing: they are years or parts of dates.
    Plain,
    /// Days as spreadsheets count them.
    Serial,
    /// Seconds since 1970 in UTC.
    Seconds,
    /// Milliseconds since 1970 in UTC.
    Milliseconds,
}

/// How the cells of a column are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct DateColumn {
    pub(crate) numbers: Numbers,
    /// In which order, if that is stated or if the cells themselves say so.
    pub(crate) order: Option<DateOrder>,
    /// Some cells have two numbers for day and month.
    pub(crate) is_numeric: bool,
    /// Some cells can only be read in one order and some only in the other.
    pub(crate) is_mixed: bool,
    /// How many cells can be read in both orders, as different days.
    pub(crate) undecided: usize,
    /// Cells that say something, and those of which a date can be made.
    pub(crate) said: usize,
    pub(crate) read: usize,
    /// How many have a year that is more usual in another calendar.
    pub(crate) of_other_calendars: usize,
    /// Whether a cell has another time than midnight, of no zone or of UTC. Where none has,
    /// midnight is how programs write a day.
    pub(crate) has_times: bool,
    /// Whether numbers of two digits seem to be years where they stand first.
    pub(crate) may_be_year_first: bool,
}

/// Numbers that stand last in a column spread over so many more than those that stand first where
/// the last are days and the first years.
const SPREAD: u32 = 10;

/// Numbers of two digits that may be years, first and last of each cell.
struct Ends {
    /// The lowest and the highest.
    first: (u32, u32),
    last: (u32, u32),
    /// Whether each cell can begin with its year.
    all: bool,
    count: usize,
}

/// So many cells do not begin with one day by chance.
const NO_CHANCE: usize = 3;
/// Of no year of two digits above this one anybody writes yet what happened in it.
const LAST_YEAR: u32 = 27;

impl Ends {
    fn add(&mut self, said: &Said) {
        let Said::Unordered { first, year, .. } = said else { return };
        self.count += 1;
        self.all &= said.year_first().is_some();
        let wider = |(low, high): (u32, u32), it: u32| (low.min(it), high.max(it));
        self.first = wider(self.first, *first);
        self.last = wider(self.last, two_digits(*year));
    }

    /// Days spread over a month; years that do while the days hardly differ, or differ while there
    /// is only one day, are no years. Which of them they are is not for a program to say.
    fn may_be_year_first(&self) -> bool {
        let spread = |(low, high): (u32, u32)| high.saturating_sub(low);
        let (first, last) = (spread(self.first), spread(self.last));
        let is_one = first == 0 && last > 0 && self.count >= NO_CHANCE;
        let is_wide = last > first + SPREAD;
        self.all && self.last.1 > 12 && (is_one || is_wide || self.last.0 > LAST_YEAR)
    }
}

/// How midnight begins in cells once they are EDTF, and what may follow: seconds and parts of
/// them, and that it is that of UTC.
const MIDNIGHT: &str = "T00:00";
const BEHIND_MIDNIGHT: &[u8] = b":.0Z+";

/// What became of a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// EDTF.
    Date(String),
    /// Two different days, in the first the day first, or the year last.
    Ambiguous(String, String),
    /// None that can be read.
    Unreadable,
}

impl DateColumn {
    /// Looks at all cells that are not empty. `stated` is what somebody says of the order.
    pub(crate) fn judge<C: AsRef<str>>(
        cells: impl Iterator<Item = C> + Clone,
        stated: Option<DateOrder>,
    ) -> Self {
        let numbers = numbers(cells.clone());
        let mut column = Self {
            numbers,
            order: stated,
            is_numeric: false,
            is_mixed: false,
            undecided: 0,
            said: 0,
            read: 0,
            of_other_calendars: 0,
            has_times: false,
            may_be_year_first: false,
        };
        let mut ends = Ends { first: (u32::MAX, 0), last: (u32::MAX, 0), all: true, count: 0 };
        let (mut only_day_first, mut only_month_first) = (0_usize, 0_usize);
        for cell in cells {
            let cell = cell.as_ref();
            column.said += 1;
            if column.leaves(cell) {
                column.read += 1;
                column.of_other_calendars += usize::from(is_of_other_calendar(cell));
                continue;
            }
            if numbers != Numbers::Plain {
                if let Some(date) = column.of_number(cell) {
                    column.read += 1;
                    column.has_times |= has_other_time(time_in(&date));
                }
                continue;
            }
            let Some(said) = parse(cell) else { continue };
            column.read += 1;
            column.has_times |= has_other_time(said.time());
            ends.add(&said);
            let year = said.in_order(DateOrder::DayMonthYear).unwrap_or_default();
            column.of_other_calendars += usize::from(is_of_other_calendar(&year));
            if let Said::Unordered { .. } = said {
                column.is_numeric = true;
                let day_first = said.in_order(DateOrder::DayMonthYear);
                let month_first = said.in_order(DateOrder::MonthDayYear);
                only_day_first += usize::from(day_first.is_some() && month_first.is_none());
                only_month_first += usize::from(month_first.is_some() && day_first.is_none());
                let are_two = day_first.is_some() && month_first.is_some();
                column.undecided += usize::from(are_two && day_first != month_first);
            }
        }
        column.is_mixed = only_day_first > 0 && only_month_first > 0;
        if stated.is_none() {
            column.may_be_year_first = ends.may_be_year_first();
            // A column in which both orders are needed says nothing of its other cells.
            column.order = match (only_day_first, only_month_first) {
                (0, 0) => None,
                (_, 0) => Some(DateOrder::DayMonthYear),
                (0, _) => Some(DateOrder::MonthDayYear),
                _ => None,
            };
        }
        if column.order.is_some() {
            column.undecided = 0;
        }
        column
    }

    /// The one order in which columns are read, of those that have two numbers for day and month.
    pub(crate) fn order_of(columns: impl IntoIterator<Item = Option<Self>>) -> Option<DateOrder> {
        // Where the year may stand first, neither order is what was read.
        let order = |it: Self| it.order.filter(|_| !it.may_be_year_first);
        let mut orders = columns.into_iter().flatten().filter(|it| it.is_numeric).map(order);
        let first = orders.next()?;
        first.filter(|_| orders.all(|it| it == first))
    }

    /// Whether a cell is a date as it stands.
    pub(crate) fn leaves(&self, cell: &str) -> bool {
        self.numbers == Numbers::Plain && EdtfDate::is_bare_day(cell)
    }

    /// Reads a cell of the column.
    pub(crate) fn read(&self, cell: &str) -> Outcome {
        if self.leaves(cell) {
            return Outcome::Date(cell.to_owned());
        }
        match self.whole(cell) {
            Outcome::Date(date) if !self.has_times => Outcome::Date(without_midnight(date)),
            Outcome::Ambiguous(first, second) if !self.has_times => {
                Outcome::Ambiguous(without_midnight(first), without_midnight(second))
            }
            outcome => outcome,
        }
    }

    /// Why two numbers and a year are no day, in the order of the column or the only one in which
    /// the month can be one; `None` of a cell that is none of these.
    pub(crate) fn why_no_day(&self, cell: &str) -> Option<String> {
        let (first, second, year, dotted) = numbers_and_year(cell)?;
        let is_month_first = second > 12 && first <= 12;
        let likely = if is_month_first { DateOrder::MonthDayYear } else { DateOrder::DayMonthYear };
        let order = self.order.filter(|_| !dotted).unwrap_or(likely);
        let (month, day) = match order {
            DateOrder::DayMonthYear => (second, first),
            DateOrder::MonthDayYear => (first, second),
        };
        let date = EdtfDate::parse(&format!("{year:04}-{month:02}-{day:02}"));
        date.err().map(|error| error.kind.to_string())
    }

    fn whole(&self, cell: &str) -> Outcome {
        if self.numbers != Numbers::Plain {
            return self.of_number(cell).map_or_else(|| self.text(cell), Outcome::Date);
        }
        self.text(cell)
    }

    fn text(&self, cell: &str) -> Outcome {
        let Some(said) = parse(cell) else { return Outcome::Unreadable };
        let ways = [DateOrder::DayMonthYear, DateOrder::MonthDayYear].map(|it| said.in_order(it));
        let year_first = said.year_first().filter(|_| self.may_be_year_first);
        let year_last = ways.iter().flatten().next();
        if let (Some(year_first), Some(year_last)) = (year_first, year_last)
            && year_first != *year_last
        {
            return Outcome::Ambiguous(year_last.clone(), year_first);
        }
        match (self.order.map(|order| said.in_order(order)), ways) {
            (Some(Some(date)), _) | (_, [Some(date), None] | [None, Some(date)]) => {
                Outcome::Date(date)
            }
            (_, [Some(day_first), Some(month_first)]) if day_first == month_first => {
                Outcome::Date(day_first)
            }
            (_, [Some(day_first), Some(month_first)]) => Outcome::Ambiguous(day_first, month_first),
            _ => Outcome::Unreadable,
        }
    }

    fn of_number(&self, cell: &str) -> Option<String> {
        let number = plain_number(cell)?;
        match self.numbers {
            Numbers::Plain => None,
            Numbers::Serial => date_of_serial(number, false),
            Numbers::Seconds => instant(number),
            Numbers::Milliseconds => instant((number / 1000.0).floor()),
        }
    }
}

/// Whether a date in EDTF has a year of our time as the Hijri, the Solar Hijri or the Buddhist
/// calendar counts it: from 1300 to 1499, or from 2500 to 2599.
fn is_of_other_calendar(date: &str) -> bool {
    ["13", "14", "25"].iter().any(|century| date.starts_with(century))
}

/// The day of a time that is midnight; intervals are left alone.
fn without_midnight(date: String) -> String {
    let time = time_in(&date).filter(|_| !date.contains('/'));
    match time.filter(|time| is_midnight(time)) {
        Some(time) => date.get(..date.len() - time.len()).unwrap_or_default().to_owned(),
        None => date,
    }
}

fn is_midnight(time: &str) -> bool {
    let behind = time.strip_prefix(MIDNIGHT);
    behind.is_some_and(|rest| rest.bytes().all(|byte| BEHIND_MIDNIGHT.contains(&byte)))
}

fn has_other_time(time: Option<&str>) -> bool {
    time.is_some_and(|time| !is_midnight(time))
}

/// What the numbers of a column are, if it has hardly anything else.
fn numbers(cells: impl Iterator<Item = impl AsRef<str>>) -> Numbers {
    let mut counts = [0_usize; 3];
    let mut all = 0;
    for cell in cells {
        all += 1;
        let Some(number) = plain_number(cell.as_ref()) else { continue };
        let whole = number.fract() == 0.0;
        // Serials of 1927 to 2119: below lie years, above days written without signs.
        counts[0] += usize::from((10_000.0..80_000.0).contains(&number));
        counts[1] += usize::from(whole && (1.0e8..5.0e9).contains(&number.abs()));
        counts[2] += usize::from(whole && (1.0e11..5.0e12).contains(&number.abs()));
    }
    let kinds = [Numbers::Serial, Numbers::Seconds, Numbers::Milliseconds];
    let kind = kinds.into_iter().zip(counts).find(|(_, count)| *count * 100 > all * MOST);
    kind.map_or(Numbers::Plain, |(kind, _)| kind)
}

fn plain_number(cell: &str) -> Option<f64> {
    // A day, and no number, as nearly all cells are.
    if let [_, _, _, _, b'-', _, _, b'-', _, _] = cell.as_bytes() {
        return None;
    }
    let text = ascii_digits(cell);
    let is_plain = text.bytes().all(|byte| byte.is_ascii_digit() || b".-".contains(&byte));
    text.parse::<f64>().ok().filter(|number| is_plain && number.is_finite())
}

/// An instant as a time of UTC, with the offset that brings it to the zone of the place.
fn instant(seconds: f64) -> Option<String> {
    let moment = Moment(seconds as i64);
    let is_within = Span::CALENDAR.start < moment && moment < Span::CALENDAR.end;
    let (hour, minute, second) = moment.hms();
    let day = moment.day().to_iso();
    is_within.then(|| format!("{day}T{hour:02}:{minute:02}:{second:02}Z"))
}
