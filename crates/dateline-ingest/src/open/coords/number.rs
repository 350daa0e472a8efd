//! Decimal numbers with a point or a comma, and digits of other scripts.

use std::borrow::Cow;

/// A number as it is written, with the digits of ASCII and its own minus.
pub(crate) fn ascii_digits(text: &str) -> Cow<'_, str> {
    let text = text.trim();
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    let sign = |sign: char| match sign {
        '٠'..='٩' => char::from(b'0' + (u32::from(sign) - 0x660) as u8),
        '۰'..='۹' => char::from(b'0' + (u32::from(sign) - 0x6F0) as u8),
        '−' | '–' | '‒' | '﹣' | '－' => '-',
        '٫' => '.',
        '،' => ',',
        '\u{A0}' | '\u{202F}' | '\u{2009}' => ' ',
        other => other,
    };
    let plain = text.chars();
    // Marks of direction stand beside numbers in Arabic and Hebrew texts.
    plain.filter(|it| !matches!(it, '\u{200E}' | '\u{200F}' | '\u{61C}')).map(sign).collect()
}

/// Most digits of a number that comes back as it was written, whatever they are.
const MAX_DIGITS: usize = 15;

/// Whether a number is written as it would be written here: no sign but a minus, no zeros that
/// say nothing, no more digits than a number keeps.
pub(crate) fn is_shortest(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, part) = digits.split_once('.').unwrap_or((digits, "1"));
    let are_digits = |text: &str| !text.is_empty() && text.bytes().all(|it| it.is_ascii_digit());
    digits.len() <= MAX_DIGITS
        && are_digits(whole)
        && are_digits(part)
        && (whole == "0" || !whole.starts_with('0'))
        && !part.ends_with('0')
}

/// A number of no more digits than a number keeps, with a point or without: the digits as a whole
/// number and the power of ten that they are parts of are exact, and so what comes of dividing
/// the one by the other is the number nearest to what is written (Clinger, "How to read floating
/// point numbers accurately", 1990).
pub(crate) fn short_decimal(text: &str) -> Option<f64> {
    const POWERS: [f64; MAX_DIGITS + 1] =
        [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15];
    let digits = text.strip_prefix('-').unwrap_or(text);
    if digits.len() > MAX_DIGITS {
        return None;
    }
    let (mut number, mut decimals) = (0_u64, None);
    for byte in digits.bytes() {
        match byte {
            b'0'..=b'9' => {
                number = number * 10 + u64::from(byte - b'0');
                decimals = decimals.map(|count| count + 1);
            }
            b'.' if decimals.is_none() => decimals = Some(0_usize),
            _ => return None,
        }
    }
    let said = digits.len() - usize::from(decimals.is_some());
    let power = POWERS.get(decimals.unwrap_or(0)).filter(|_| said > 0)?;
    let number = number as f64 / power;
    Some(if digits.len() < text.len() { -number } else { number })
}

/// A finite decimal number with a point or a comma before its decimals.
pub(crate) fn decimal(text: &str) -> Option<f64> {
    // Nearly all are short.
    if let Some(number) = short_decimal(text) {
        return Some(number);
    }
    let text = ascii_digits(text);
    let commas = text.bytes().filter(|byte| *byte == b',').count();
    let text = match (commas, text.contains('.')) {
        (0, _) => text,
        (1, false) => Cow::Owned(text.replace(',', ".")),
        // 1,234.5 and the like are no degrees and no counts that anybody means here.
        _ => return None,
    };
    let is_plain = text.bytes().all(|byte| byte.is_ascii_digit() || b"+-.eE".contains(&byte));
    let number = if is_plain { text.parse::<f64>().ok()? } else { return None };
    number.is_finite().then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_number_that_is_taken_as_it_stands_is_what_it_would_be_written_as(
            text in r"[+-]?0{0,2}[0-9]{0,9}(\.[0-9]{0,9})?",
        ) {
            if is_shortest(&text) {
                prop_assert_eq!(decimal(&text).map(|it| it.to_string()), Some(text));
            }
        }
    }

    proptest! {
        #[test]
        fn a_short_number_is_the_one_that_the_library_reads(
            text in r"-?[0-9]{0,12}\.?[0-9]{0,12}|[-.0-9a]{0,6}",
        ) {
            match short_decimal(&text) {
                Some(number) => {
                    prop_assert_eq!(Ok(number.to_bits()), text.parse::<f64>().map(f64::to_bits));
                }
                None => prop_assert!(text.parse::<f64>().is_err() || text.len() > MAX_DIGITS),
            }
        }
    }

    #[test]
    fn numbers_as_files_have_them_are_taken_as_they_stand() {
        for text in ["36.1234", "-0.5", "0", "180", "12.25"] {
            assert!(is_shortest(text), "{text}");
        }
        for text in ["36.10", "036", "+3", "1e3", "", "-", ".5", "5.", "1,5", "1234567.123456789"] {
            assert!(!is_shortest(text), "{text}");
        }
    }
}
