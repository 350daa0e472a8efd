//! Numbers, colours and foreign text as they may stand in XML.

/// Text from outside, fit for element content and for quoted attributes.
///
/// What XML 1.0 does not allow is left out, and so are the controls that turn the
/// direction of text around them (U+202A–202E, U+2066–2069): a name must not be able to
/// rearrange the words beside it.
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            '\t' | '\n' | '\r' => escaped.push(' '),
            '\u{0}'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{fffe}' | '\u{ffff}' => {}
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {}
            character => escaped.push(character),
        }
    }
    escaped
}

/// A document as a `data:` address, in which an image can have it.
///
/// No more is escaped than must be: in path data every second sign is a space or a letter, and
/// a picture with the tiles of a base map has megabytes of them.
pub fn data_address(svg: &str) -> String {
    let mut address = String::with_capacity(svg.len() + svg.len() / 16);
    address.push_str("data:image/svg+xml,");
    for character in svg.chars() {
        match character {
            '%' => address.push_str("%25"),
            '#' => address.push_str("%23"),
            '\n' => address.push_str("%0A"),
            '\r' => address.push_str("%0D"),
            '\t' => address.push_str("%09"),
            character => address.push(character),
        }
    }
    address
}

/// A length with one decimal at most; 0 for what is not finite.
pub fn px(value: f64) -> String {
    decimal(value, 1)
}

/// A number with so many decimals at most, without zeros at the end.
pub fn decimal(value: f64, decimals: usize) -> String {
    if !value.is_finite() {
        return "0".to_owned();
    }
    let text = format!("{value:.decimals$}");
    let text = if text.contains('.') {
        text.trim_end_matches('0').trim_end_matches('.')
    } else {
        text.as_str()
    };
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

/// `#rrggbb`.
pub fn hex([red, green, blue]: [u8; 3]) -> String {
    format!("#{red:02x}{green:02x}{blue:02x}")
}

/// Whether text in that language runs from right to left, by its primary subtag.
pub fn is_right_to_left(language: &str) -> bool {
    let primary = language.split(['-', '_']).next().unwrap_or("").to_ascii_lowercase();
    ["ar", "ckb", "dv", "fa", "he", "ps", "sd", "syr", "ug", "ur", "yi"].contains(&primary.as_str())
}

/// Whether a text itself does, by the first of its letters; `None` where it has none.
pub fn runs_right_to_left(text: &str) -> Option<bool> {
    let first = text.chars().find(|character| character.is_alphabetic())?;
    // Hebrew to Arabic, their forms for presentation, and old scripts of the same parts.
    Some(matches!(
        first,
        '\u{590}'..='\u{8ff}'
            | '\u{fb1d}'..='\u{fdff}'
            | '\u{fe70}'..='\u{feff}'
            | '\u{10800}'..='\u{10fff}'
            | '\u{1e800}'..='\u{1efff}'
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_comes_out_as_text_and_controls_not_at_all() {
        assert_eq!(escape("<b a='\"'>&amp;"), "&lt;b a=&#39;&quot;&#39;&gt;&amp;amp;");
        assert_eq!(escape("a\u{202e}b\u{2066}c\0d\ne\u{ffff}"), "abcd e");
        assert_eq!(escape("قاضي عسكر"), "قاضي عسكر");
    }

    #[test]
    fn an_address_has_all_of_a_document_and_neither_breaks_nor_ends_early() {
        let svg = "<a b=\"#1c1b19 50%\">حلب %23\r\n\t&amp;</a>\n";
        let address = data_address(svg);
        let body = address.strip_prefix("data:image/svg+xml,").unwrap_or_default();
        assert!(!body.contains(['#', '\n', '\r', '\t']));
        let back = ["%0A\n", "%0D\r", "%09\t", "%23#", "%25%"]
            .iter()
            .fold(body.to_owned(), |text, pair| text.replace(&pair[..3], &pair[3..]));
        assert_eq!(back, svg);
    }

    #[test]
    fn numbers_are_short_and_never_not_a_number() {
        let shown = [12.0, -0.04, 3.25, -7.06, f64::NAN, f64::INFINITY, 100.0].map(px);
        assert_eq!(shown, ["12", "0", "3.2", "-7.1", "0", "0", "100"]);
        assert_eq!(decimal(0.125, 3), "0.125");
        assert_eq!(decimal(100.0, 0), "100");
    }

    #[test]
    fn arabic_runs_from_right_to_left_in_every_country() {
        assert!(is_right_to_left("ar-SY") && is_right_to_left("FA"));
        assert!(!is_right_to_left("en") && !is_right_to_left("") && !is_right_to_left("arn"));
    }

    #[test]
    fn a_text_runs_as_the_first_of_its_letters_does() {
        let runs = ["(2) حلب Aleppo", "Aleppo حلب", "٣ Aleppo", "שלום", "12 (3)", ""];
        let runs = runs.map(runs_right_to_left);
        assert_eq!(runs, [Some(true), Some(false), Some(false), Some(true), None, None]);
    }
}
