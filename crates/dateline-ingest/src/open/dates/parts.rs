//! One cell → what it says of a date.

pub(crate) use super::months::number as number_of_month;
use super::{Said, at_time, clock, months, range};
use crate::open::coords::ascii_digits;
use dateline_core::time::{Day, EdtfDate};

/// Longest text that is looked at, bytes.
const MAX_BYTES: usize = 128;
/// Years of two digits from this one on belong to the last century.
const PIVOT: i32 = 69;

/// Days of the week, in full and as they are shortened. The French `mar` is a month.
const DAYS: [&str; 8] = [
    "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun",
    "lundi mardi mercredi jeudi vendredi samedi dimanche lun mer jeu ven sam dim",
    "lunes martes miércoles miercoles jueves viernes sábado sabado domingo mié mie jue vie sáb sab dom",
    "montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag mo di mi do fr sa so",
    "pazartesi salı çarşamba perşembe cuma cumartesi pazar pzt sal çar per cum cmt paz",
    "понедельник вторник среда четверг пятница суббота воскресенье пн вт ср чт пт сб вс",
    "понеділок вівторок середа четвер субота неділя нд",
    "الاثنين الثلاثاء الاربعاء الخميس الجمعة السبت الاحد",
];

/// A part of a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    /// Its value and how many digits it has.
    Number(u32, usize),
    Month(u32),
}

/// Reads a cell; `None` if nothing can be made of it.
pub(crate) fn parse(cell: &str) -> Option<Said> {
    let text = cell.trim();
    if text.is_empty() || text.len() > MAX_BYTES {
        return None;
    }
    if is_edtf(text) {
        return Some(Said::Date(text.to_owned()));
    }
    // As Wikidata writes years of our time.
    let text = text.strip_prefix('+').unwrap_or(text);
    let text = months::joined(&ascii_digits(text));
    parse_one(&text).or_else(|| range::read(&text))
}

/// Reads one date, in our digits.
pub(super) fn parse_one(text: &str) -> Option<Said> {
    let (date, time) = clock::split(text)?;
    if time.is_empty() && is_edtf(text) {
        return Some(Said::Date(text.to_owned()));
    }
    let (parts, dotted) = parts(&date)?;
    let said = match *parts.as_slice() {
        [Part::Number(year, 4), Part::Number(month, _), Part::Number(day, _)] => {
            whole(number(year)?, month, day, &time)?
        }
        // 20161205
        [Part::Number(all, 8)] => whole(number(all / 10_000)?, all / 100 % 100, all % 100, &time)?,
        [
            Part::Number(first, of_first @ (1 | 2)),
            Part::Number(second, 1 | 2),
            Part::Number(year, digits),
        ] => {
            let year = full_year(year, digits)?;
            // With slashes between, the year stands last.
            let is_short = of_first == 2 && digits == 2 && !text.contains('/');
            ordered((first, second, year), is_short, time, dotted)?
        }
        [Part::Number(day, 1 | 2), Part::Month(month), Part::Number(year, digits)]
        | [Part::Month(month), Part::Number(day, 1 | 2), Part::Number(year, digits)] => {
            whole(full_year(year, digits)?, month, day, &time)?
        }
        [Part::Number(year, 4), Part::Month(month), Part::Number(day, 1 | 2)] => {
            whole(number(year)?, month, day, &time)?
        }
        [Part::Month(month), Part::Number(year, 4)]
        | [Part::Number(year, 4), Part::Month(month)]
            if time.is_empty() =>
        {
            Said::Date(format!("{year:04}-{month:02}"))
        }
        // 12/2016
        [Part::Number(month @ 1..=12, 1 | 2), Part::Number(year, 4)] if time.is_empty() => {
            Said::Date(format!("{year:04}-{month:02}"))
        }
        _ => return None,
    };
    Some(said)
}

/// The two numbers of a cell that stand before a year, the year, and whether points stand between
/// them: what [`parse`] makes nothing of where they are no day.
pub(super) fn numbers_and_year(cell: &str) -> Option<(u32, u32, i32, bool)> {
    let text = months::joined(&ascii_digits(cell.trim()));
    let (parts, dotted) = parts(&clock::split(&text)?.0)?;
    match *parts.as_slice() {
        [Part::Number(first, 1 | 2), Part::Number(second, 1 | 2), Part::Number(year, digits)] => {
            Some((first, second, full_year(year, digits)?, dotted))
        }
        _ => None,
    }
}

/// Whether the text is EDTF or becomes so when it is brought to a zone.
fn is_edtf(text: &str) -> bool {
    match EdtfDate::parse(text) {
        Ok(_) => true,
        // Two digits of an offset, or four without a colon, are mended first.
        Err(error) => error.code() == "date.zone" && has_full_offset(text),
    }
}

/// Whether each time ends as EDTF has it: `Z`, or an offset with a colon.
fn has_full_offset(text: &str) -> bool {
    let is_full = |part: &str| {
        let Some((_, time)) = part.split_once('T') else { return true };
        let offset = time.find(['+', '-']).and_then(|at| time.get(at..));
        offset.is_none_or(|offset| offset.len() == "+02:00".len() && offset.contains(':'))
    };
    text.split('/').all(is_full)
}

/// Day and month in the order in which they stand, unless one of them says which it is.
fn ordered(
    (first, second, year): (u32, u32, i32),
    is_short: bool,
    time: String,
    dotted: bool,
) -> Option<Said> {
    // With points between, everybody puts the day first.
    if dotted || (first == second && !is_short) {
        return whole(year, second, first, &time);
    }
    let is_day = |day, month| Day::from_ymd(year, month, day).is_some();
    if is_day(first, second) || is_day(second, first) {
        return Some(Said::Unordered { first, second, year, is_short, time });
    }
    None
}

fn whole(year: i32, month: u32, day: u32, time: &str) -> Option<Said> {
    let day = Day::from_ymd(year, month, day)?;
    Some(Said::Date(at_time(day, time)))
}

fn number(value: u32) -> Option<i32> {
    i32::try_from(value).ok()
}

pub(super) fn full_year(year: u32, digits: usize) -> Option<i32> {
    let year = number(year)?;
    match digits {
        4 => Some(year),
        2 => Some(if year < PIVOT { 2000 + year } else { 1900 + year }),
        _ => None,
    }
}

/// The numbers and months of a text, and whether points stand between all its numbers. Names
/// of days of the week and ordinal endings are passed over.
fn parts(text: &str) -> Option<(Vec<Part>, bool)> {
    let mut parts = Vec::new();
    let mut rest = text;
    let (mut points, mut others) = (0, 0);
    let mut is_behind_slash = false;
    while let Some(sign) = rest.chars().next() {
        let is_digit = sign.is_ascii_digit();
        let is_word = sign.is_alphabetic() || sign == '_';
        let is_same = |it: char| {
            if is_digit {
                it.is_ascii_digit()
            } else {
                it.is_alphabetic() || it == '_' || it == '.'
            }
        };
        if !is_digit && !is_word {
            is_behind_slash = sign == '/' || (is_behind_slash && sign == ' ');
            match sign {
                '.' => points += 1,
                '/' | '-' => others += 1,
                ',' | ' ' | '\u{A0}' | '\'' => {}
                _ => return None,
            }
            rest = rest.get(sign.len_utf8()..)?;
            continue;
        }
        let end = rest.find(|it: char| !is_same(it)).unwrap_or(rest.len());
        let (word, after) = rest.split_at(end);
        rest = after;
        let is_day = !is_digit && parts.is_empty() && is_filler(word, true);
        if is_digit {
            if word.len() > 8 {
                return None;
            }
            parts.push(Part::Number(word.parse().ok()?, word.len()));
        } else if let Some(month) = months::number(word).filter(|_| !is_day) {
            // One month by both of its Arabic names.
            if !(is_behind_slash && parts.last() == Some(&Part::Month(month))) {
                parts.push(Part::Month(month));
            }
        } else if !is_filler(word, parts.is_empty()) {
            return None;
        }
        if parts.len() > 3 {
            return None;
        }
    }
    Some((parts, points >= 2 && others == 0))
}

/// Words that say nothing of a date: `th`, `de`, `of`, and the day of the week before it.
fn is_filler(word: &str, is_first: bool) -> bool {
    let word = word.trim_end_matches('.').to_lowercase();
    const FILLERS: [&str; 14] =
        ["st", "nd", "rd", "th", "er", "of", "de", "del", "the", "le", "г", "р", "года", "року"];
    FILLERS.contains(&word.as_str()) || (is_first && is_day_of_week(&word))
}

/// Whether a word in small letters is a day of the week. Any other word before a date, such as
/// `before` or `circa`, makes it another one.
fn is_day_of_week(word: &str) -> bool {
    DAYS.iter().any(|days| days.split(' ').any(|day| day == word))
}
