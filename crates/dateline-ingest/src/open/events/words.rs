//! Markup in texts → plain text. Nothing of it is ever shown as markup; what remains of a tag
//! would only be noise.

use std::borrow::Cow;

/// Entities that people and programs write in texts.
const ENTITIES: [(&str, &str); 8] = [
    ("&nbsp;", " "),
    ("&quot;", "\""),
    ("&#39;", "'"),
    ("&apos;", "'"),
    ("&rsquo;", "’"),
    ("&lt;", "<"),
    ("&gt;", ">"),
    ("&amp;", "&"),
];
/// Tags after which a new line begins.
const BREAKS: [&str; 8] = ["br", "p", "/p", "div", "/div", "li", "tr", "/h3"];

/// The text without tags; a text that has none is left alone.
pub(crate) fn without_markup(text: &str) -> Cow<'_, str> {
    if !text.contains(['<', '&']) {
        return Cow::Borrowed(text.trim());
    }
    let bare = without_tags(text);
    let resolved = ENTITIES.iter().fold(bare, |text, (entity, sign)| {
        if text.contains(entity) { Cow::Owned(text.replace(entity, sign)) } else { text }
    });
    Cow::Owned(resolved.trim().to_owned())
}

fn without_tags(text: &str) -> Cow<'_, str> {
    if !text.contains('<') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        let (before, tag) = rest.split_at(at);
        out.push_str(before);
        let inside = tag.get(1..).unwrap_or_default();
        let is_tag =
            inside.starts_with(|sign: char| sign.is_ascii_alphabetic() || "/!".contains(sign));
        // A sign that begins no tag, or a tag that never ends, is text; so is all after that.
        match is_tag.then(|| inside.find('>')) {
            Some(None) => {
                out.push_str(tag);
                return Cow::Owned(out);
            }
            Some(Some(end)) => {
                let name = inside.get(..end).unwrap_or_default().trim_end_matches('/');
                let name = name.split_whitespace().next().unwrap_or_default().to_ascii_lowercase();
                if BREAKS.contains(&name.as_str()) && !out.is_empty() && !out.ends_with('\n') {
                    out.push('\n');
                }
                rest = inside.get(end + 1..).unwrap_or_default();
            }
            None => {
                out.push('<');
                rest = inside;
            }
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::without_markup;

    #[test]
    fn tags_go_and_their_text_stays() {
        let text = "<p>Rockets &amp; shells</p><p>at <b>night</b><br/>again</p>";
        assert_eq!(without_markup(text), "Rockets & shells\nat night\nagain");
        for plain in ["a < b and c > d", "<3", "1 <2", "no tags"] {
            assert_eq!(without_markup(plain), plain);
        }
        assert_eq!(without_markup("<script>alert(1)</script>x"), "alert(1)x");
    }
}
