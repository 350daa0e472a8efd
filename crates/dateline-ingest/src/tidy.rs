//! Text from files, made safe to set beside other text.

use std::borrow::Cow;

/// Whether the character embeds, overrides or isolates a direction: in data it can turn
/// the words around it (S21). The plain marks U+200E, U+200F and U+061C are left alone.
fn is_bidi_control(character: char) -> bool {
    matches!(character, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// The text without stray controls of direction.
pub(crate) fn without_bidi_controls(text: &str) -> Cow<'_, str> {
    if text.contains(is_bidi_control) {
        Cow::Owned(text.replace(is_bidi_control, ""))
    } else {
        Cow::Borrowed(text)
    }
}

/// The first `max_chars` characters.
pub(crate) fn cut(text: &str, max_chars: usize) -> &str {
    text.char_indices().nth(max_chars).and_then(|(byte, _)| text.get(..byte)).unwrap_or(text)
}
