//! Text from files, made safe to set beside other text.

use std::borrow::Cow;

/// Whether the character embeds, overrides or isolates a direction: in data it can turn
/// the words around it (S21). The plain marks U+200E, U+200F and U+061C are left alone.
fn is_bidi_control(character: char) -> bool {
    matches!(character, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// The text without stray controls of direction.
pub(crate) fn without_bidi_controls(text: &str) -> Cow<'_, str> {
    // Most texts are ASCII, which is seen without reading sign by sign.
    if !text.is_ascii() && text.contains(is_bidi_control) {
        Cow::Owned(text.replace(is_bidi_control, ""))
    } else {
        Cow::Borrowed(text)
    }
}

/// The text without white space around it. Most texts have none, which their first and their last
/// byte show.
pub(crate) fn trimmed(text: &str) -> &str {
    let is_plain = |byte: Option<&u8>| byte.is_some_and(|it| (b'!'..=b'~').contains(it));
    let bytes = text.as_bytes();
    if is_plain(bytes.first()) && is_plain(bytes.last()) { text } else { text.trim() }
}

/// What people and programs write where they know nothing.
#[rustfmt::skip]
const NOTHING: [&str; 15] = [
    "na", "n/a", "#n/a", "null", "nan", "none", "\\n", "?", "-", "--", "unknown", "tbd",
    "غير معروف", "неизвестно", "Неизвестно",
];

/// Whether a text is empty, or says that nothing is known.
pub(crate) fn is_nothing(text: &str) -> bool {
    // Numbers and sentences are seen at once.
    let may_be = text.len() <= 20 && !text.starts_with(|sign: char| sign.is_ascii_digit());
    text.is_empty() || may_be && NOTHING.iter().any(|word| word.eq_ignore_ascii_case(text))
}

/// The first `max_chars` characters.
pub(crate) fn cut(text: &str, max_chars: usize) -> &str {
    if text.len() <= max_chars {
        return text;
    }
    text.char_indices().nth(max_chars).and_then(|(byte, _)| text.get(..byte)).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::{NOTHING, is_nothing, trimmed};
    use proptest::prelude::*;

    #[test]
    fn a_text_that_says_that_nothing_is_known_is_known_in_capitals_too() {
        assert!(NOTHING.iter().all(|word| is_nothing(word)));
        assert!(
            ["", "NA", "NaN", "N/A", "#N/A", "\\N", "None", "NULL"].into_iter().all(is_nothing)
        );
        assert!(["0", "-99", "Nan Town", "nothing", "n.a."].into_iter().all(|it| !is_nothing(it)));
    }

    proptest! {
        #[test]
        fn no_white_space_is_left_around_a_text(text in "[ \t\u{85}\u{a0}\u{1c}\u{7f}!~aé]{0,5}") {
            prop_assert_eq!(trimmed(&text), text.trim());
        }
    }
}
