//! Dates as spreadsheets write them: `03/04/2022`, `13.04.2022`, `2022/04/13`.
//!
//! They are refused, because day and month cannot be told apart; the error says what
//! to write.

use crate::time::civil::Day;
use crate::time::error::{DateErrorKind, Fault};

/// The fault of a text that is a date in another order; `None` for any other text.
pub(super) fn fault(text: &str, base: usize) -> Option<Fault> {
    let sign = text.chars().find(|found| !found.is_ascii_digit())?;
    if !matches!(sign, '/' | '.' | '-') {
        return None;
    }
    let mut parts = text.split(sign);
    let (a, b, c) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() {
        return None;
    }
    let kind = if a.len() == 4 && sign != '-' {
        let (year, month, day) = (number(a)?, short(b)?, short(c)?);
        other_order(year, month, day)?
    } else {
        let (first, second) = (short(a)?, short(b)?);
        let year = match c.len() {
            4 => number(c)?,
            2 => 2000 + number(c)?,
            _ => return None,
        };
        let months = 1..=12;
        if months.contains(&first) && months.contains(&second) && first != second {
            DateErrorKind::Ambiguous { year: year as i32, first, second }
        } else {
            other_order(year, second, first).or_else(|| other_order(year, first, second))?
        }
    };
    Some(Fault { kind, offset: base })
}

fn other_order(year: u32, month: u32, day: u32) -> Option<DateErrorKind> {
    let year = i32::try_from(year).ok()?;
    Day::from_ymd(year, month, day)?;
    Some(DateErrorKind::OtherOrder { year, month, day })
}

fn short(text: &str) -> Option<u32> {
    if matches!(text.len(), 1 | 2) { number(text) } else { None }
}

fn number(text: &str) -> Option<u32> {
    if text.bytes().all(|byte| byte.is_ascii_digit()) { text.parse().ok() } else { None }
}
