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

/// The first `max_chars` characters.
pub(crate) fn cut(text: &str, max_chars: usize) -> &str {
    if text.len() <= max_chars {
        return text;
    }
    text.char_indices().nth(max_chars).and_then(|(byte, _)| text.get(..byte)).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::trimmed;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn no_white_space_is_left_around_a_text(text in "[ \t\u{85}\u{a0}\u{1c}\u{7f}!~aé]{0,5}") {
            prop_assert_eq!(trimmed(&text), text.trim());
        }
    }
}
