//! Decimal numbers with a point or a comma, and digits of other scripts.

/// A number as it is written, with the digits of ASCII and its own minus.
pub(crate) fn ascii_digits(text: &str) -> String {
    let sign = |sign: char| match sign {
        '٠'..='٩' => char::from(b'0' + (u32::from(sign) - 0x660) as u8),
        '۰'..='۹' => char::from(b'0' + (u32::from(sign) - 0x6F0) as u8),
        '−' | '–' | '‒' | '﹣' | '－' => '-',
        '٫' => '.',
        '،' => ',',
        '\u{A0}' | '\u{202F}' | '\u{2009}' => ' ',
        other => other,
    };
    let plain = text.trim().chars();
    // Marks of direction stand beside numbers in Arabic and Hebrew texts.
    plain.filter(|it| !matches!(it, '\u{200E}' | '\u{200F}' | '\u{61C}')).map(sign).collect()
}

/// A finite decimal number with a point or a comma before its decimals.
pub(crate) fn decimal(text: &str) -> Option<f64> {
    let text = ascii_digits(text);
    let commas = text.bytes().filter(|byte| *byte == b',').count();
    let text = match (commas, text.contains('.')) {
        (0, _) => text,
        (1, false) => text.replace(',', "."),
        // 1,234.5 and the like are no degrees and no counts that anybody means here.
        _ => return None,
    };
    let is_plain = text.bytes().all(|byte| byte.is_ascii_digit() || b"+-.eE".contains(&byte));
    let number = if is_plain { text.parse::<f64>().ok()? } else { return None };
    number.is_finite().then_some(number)
}
