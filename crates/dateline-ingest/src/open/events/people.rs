//! The columns of people and of sources.

use super::{Canon, Column, Reader};
use crate::open::coords::{ascii_digits, decimal, is_shortest};
use crate::open::mapping::{ColumnRole, Mapping};
use crate::open::sheet::SheetRow;
use crate::tidy::is_nothing;
use std::collections::BTreeSet;

/// A figure as it is written: lowest, best, highest.
type Figure = [String; 3];

impl Reader<'_, '_> {
    pub(super) fn people(&mut self, row: &SheetRow<'_>, canon: &mut Canon) {
        use ColumnRole as R;
        canon.set(Column::Actors, &names(row, self.mapping).join(";"));
        let killed = [R::KilledLow, R::Killed, R::KilledHigh];
        let injured = [R::InjuredLow, R::Injured, R::InjuredHigh];
        let columns = [
            [Column::KilledLow, Column::KilledBest, Column::KilledHigh],
            [Column::InjuredLow, Column::InjuredBest, Column::InjuredHigh],
        ];
        for (roles, columns) in [killed, injured].into_iter().zip(columns) {
            let [low, best, high] = roles.map(|role| self.cell(row, role));
            let of_best = figure(best);
            let [own_low, _, _] = figure(low);
            let low =
                if low.is_empty() { of_best[0].clone() } else { or_best(figure(low), own_low) };
            let high = if high.is_empty() { of_best[2].clone() } else { of_high(figure(high)) };
            for (column, text) in columns.into_iter().zip([&low, &of_best[1], &high]) {
                canon.set(column, text);
            }
        }
    }
}

/// So many names are compared one by one.
const FEW_NAMES: usize = 16;

/// The sides that a row names, each once.
pub(super) fn names<'r>(row: &SheetRow<'r>, mapping: &Mapping) -> Vec<&'r str> {
    let mut names: Vec<&str> = Vec::new();
    // A cell may name a hundred thousand; most name two.
    let mut many = BTreeSet::new();
    for column in mapping.columns(ColumnRole::Actors) {
        for name in row.cell(column).split(';').map(str::trim).filter(|it| !is_nothing(it)) {
            if names.len() == FEW_NAMES {
                many.extend(names.iter().copied());
            }
            let is_known = if many.is_empty() { names.contains(&name) } else { !many.insert(name) };
            if !is_known {
                names.push(name);
            }
        }
    }
    names
}

/// A column for the lowest figure tells one; a range in it begins with it.
fn or_best(figure: Figure, low: String) -> String {
    let [_, best, _] = figure;
    if best.is_empty() { low } else { best }
}

fn of_high(figure: Figure) -> String {
    let [_, best, high] = figure;
    if best.is_empty() { high } else { best }
}

/// A figure: `12`, `12.0`, `10-15`, `12+`, `at least 12`; what is none stays as it is.
fn figure(cell: &str) -> Figure {
    let none = String::new;
    // Most are plain numbers.
    if cell.len() <= 9 && is_shortest(cell) && cell.bytes().all(|sign| sign.is_ascii_digit()) {
        return [none(), cell.to_owned(), none()];
    }
    let lower = cell.trim().to_lowercase();
    if is_nothing(&lower) || matches!(lower.as_str(), "-99" | "-9") {
        return [none(), none(), none()];
    }
    if let Some(number) = whole(&lower) {
        return [none(), number, none()];
    }
    let range = ["–", "—", "-", " to ", ".."].into_iter().find_map(|sign| lower.split_once(sign));
    if let Some((low, high)) = range
        && let (Some(low), Some(high)) = (whole(low), whole(high))
    {
        return [low, none(), high];
    }
    let at_least = lower.strip_suffix('+').or_else(|| lower.strip_prefix("at least "));
    let at_least = at_least.or_else(|| lower.strip_prefix(['≥', '>']));
    if let Some(low) = at_least.and_then(whole) {
        return [low, none(), none()];
    }
    let at_most = lower.strip_prefix("up to ").or_else(|| lower.strip_prefix(['≤', '<']));
    if let Some(high) = at_most.and_then(whole) {
        return [none(), none(), high];
    }
    [none(), cell.trim().to_owned(), none()]
}

/// A whole number of people. Between thousands a comma, a space or an apostrophe may stand; a
/// point alone, as in `1.000`, may mean a thousand and may mean one.
fn whole(text: &str) -> Option<String> {
    let text = ascii_digits(text);
    for sign in [',', ' ', '\'', '’', '.'] {
        let mut groups = text.split(sign);
        let first =
            groups.next().filter(|first| (1..=3).contains(&first.len()) && is_digits(first));
        let count = groups.clone().count();
        if first.is_some() && count > 0 && groups.all(|it| it.len() == 3 && is_digits(it)) {
            let is_sure = sign != '.' || count > 1;
            return is_sure.then(|| text.replace(sign, ""));
        }
    }
    let number = decimal(&text).filter(|it| it.fract() == 0.0 && *it >= 0.0)?;
    Some(number.to_string())
}

fn is_digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_ranges_where_they_are_written_as_ranges() {
        let cases = [
            ("12", ["", "12", ""]),
            ("12.0", ["", "12", ""]),
            ("0", ["", "0", ""]),
            ("10-15", ["10", "", "15"]),
            ("10 to 15", ["10", "", "15"]),
            ("12+", ["12", "", ""]),
            ("at least 12", ["12", "", ""]),
            ("up to 12", ["", "", "12"]),
            ("unknown", ["", "", ""]),
            ("a dozen", ["", "a dozen", ""]),
            ("1,200", ["", "1200", ""]),
            ("1,000", ["", "1000", ""]),
            ("12 000", ["", "12000", ""]),
            ("1.234.567", ["", "1234567", ""]),
            ("1.000", ["", "1.000", ""]),
            ("1,5", ["", "1,5", ""]),
            ("1,000–1,200", ["1000", "", "1200"]),
        ];
        for (cell, wanted) in cases {
            assert_eq!(figure(cell), wanted.map(str::to_owned), "{cell}");
        }
    }
}
