//! One angle: `36.2`, `36,2° N`, `36°12'30"N`, `N 36 12.5`, `36° 12′ شمالاً`.

use super::Axis;
use super::number::{ascii_digits, decimal};

/// Words and letters for directions, in small letters. A bare `O` is west in French and
/// Spanish and east in German, so that it says nothing.
const DIRECTIONS: [(&str, Axis, f64); 34] = [
    ("north", Axis::Latitude, 1.0),
    ("south", Axis::Latitude, -1.0),
    ("east", Axis::Longitude, 1.0),
    ("west", Axis::Longitude, -1.0),
    ("nord", Axis::Latitude, 1.0),
    ("norte", Axis::Latitude, 1.0),
    ("sud", Axis::Latitude, -1.0),
    ("süd", Axis::Latitude, -1.0),
    ("sur", Axis::Latitude, -1.0),
    ("ost", Axis::Longitude, 1.0),
    ("est", Axis::Longitude, 1.0),
    ("este", Axis::Longitude, 1.0),
    ("ouest", Axis::Longitude, -1.0),
    ("oeste", Axis::Longitude, -1.0),
    ("شمال", Axis::Latitude, 1.0),
    ("جنوب", Axis::Latitude, -1.0),
    ("شرق", Axis::Longitude, 1.0),
    ("غرب", Axis::Longitude, -1.0),
    ("ش", Axis::Latitude, 1.0),
    ("צפון", Axis::Latitude, 1.0),
    ("דרום", Axis::Latitude, -1.0),
    ("מזרח", Axis::Longitude, 1.0),
    ("מערב", Axis::Longitude, -1.0),
    ("kuzey", Axis::Latitude, 1.0),
    ("güney", Axis::Latitude, -1.0),
    ("doğu", Axis::Longitude, 1.0),
    ("batı", Axis::Longitude, -1.0),
    ("с.ш", Axis::Latitude, 1.0),
    ("ю.ш", Axis::Latitude, -1.0),
    ("в.д", Axis::Longitude, 1.0),
    ("з.д", Axis::Longitude, -1.0),
    ("пн.ш", Axis::Latitude, 1.0),
    ("пд.ш", Axis::Latitude, -1.0),
    ("сх.д", Axis::Longitude, 1.0),
];
const LETTERS: [(char, Axis, f64); 4] = [
    ('n', Axis::Latitude, 1.0),
    ('s', Axis::Latitude, -1.0),
    ('e', Axis::Longitude, 1.0),
    ('w', Axis::Longitude, -1.0),
];

/// Degrees of an angle, and which axis it is on if it says so. Only the last of its numbers
/// may have decimals.
pub(crate) fn angle(text: &str) -> Option<(f64, Option<Axis>)> {
    // Most are plain numbers.
    if let Some(degrees) = decimal(text) {
        return (degrees.abs() <= 180.0).then_some((degrees, None));
    }
    // Neither is a text without a digit, of which whole columns are looked at.
    if text.len() > 64 || !text.contains(char::is_numeric) {
        return None;
    }
    let lower = ascii_digits(text).to_lowercase();
    let (rest, direction) = without_direction(&lower)?;
    let (rest, is_negative) = match rest.trim().strip_prefix('-') {
        Some(rest) => (rest.to_owned(), true),
        None => (rest.trim().trim_start_matches('+').to_owned(), false),
    };
    let numbers = numbers(&rest)?;
    let mut degrees = 0.0;
    for (place, number) in numbers.iter().enumerate() {
        let is_last = place + 1 == numbers.len();
        let is_too_large = place > 0 && *number >= 60.0;
        if is_too_large || (!is_last && number.fract() != 0.0) {
            return None;
        }
        degrees += number / 60_f64.powi(i32::try_from(place).ok()?);
    }
    let (axis, sign) = direction.map_or((None, 1.0), |(axis, sign)| (Some(axis), sign));
    // A minus beside a letter says the same twice or is a slip.
    if is_negative && axis.is_some() && sign < 0.0 {
        return None;
    }
    let most = if axis == Some(Axis::Latitude) { 90.0 } else { 180.0 };
    let degrees = if is_negative { -degrees } else { degrees } * sign;
    (degrees.abs() <= most).then_some((degrees, axis))
}

/// The text without the word or letter for a direction; `None` if there are several.
fn without_direction(text: &str) -> Option<(String, Option<(Axis, f64)>)> {
    let mut found = None;
    let mut rest = text.to_owned();
    let mut words: Vec<_> = DIRECTIONS.iter().collect();
    words.sort_by_key(|(word, _, _)| std::cmp::Reverse(word.len()));
    for (word, axis, sign) in words {
        if let Some(at) = rest.find(word) {
            // Endings such as in «شمالاً» go with the word.
            let end = rest
                .get(at + word.len()..)?
                .find(|it: char| !it.is_alphabetic() && it != '\u{64B}');
            let end = end.map_or(rest.len(), |end| at + word.len() + end);
            rest = format!("{} {}", rest.get(..at)?, rest.get(end..)?);
            if found.replace((*axis, *sign)).is_some() {
                return None;
            }
        }
    }
    for (letter, axis, sign) in LETTERS {
        let trimmed = rest.trim().trim_end_matches('.');
        let without = trimmed.strip_prefix(letter).or_else(|| trimmed.strip_suffix(letter));
        if let Some(without) = without {
            rest = without.to_owned();
            if found.replace((axis, sign)).is_some() {
                return None;
            }
        }
    }
    Some((rest, found))
}

/// The numbers between signs for degrees, minutes and seconds.
fn numbers(text: &str) -> Option<Vec<f64>> {
    let mut numbers = Vec::new();
    let is_mark = |sign: char| "°º˚'’′‘´`\"”“″d: ".contains(sign);
    for part in text.trim().trim_end_matches('.').split(is_mark).filter(|part| !part.is_empty()) {
        let part = part.replace(',', ".");
        let is_number = part.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
        if !is_number || numbers.len() == 3 {
            return None;
        }
        numbers.push(part.parse::<f64>().ok()?);
    }
    (!numbers.is_empty()).then_some(numbers)
}
