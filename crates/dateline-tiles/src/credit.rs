//! Credits of tiles, which come as HTML, as plain words and links (M7).
//!
//! TileJSON itself warns of what its `attribution` may hold. Nothing of it becomes markup
//! here: tags are dropped but for the address of a link, and that only if it is an ordinary
//! one.

/// The longest credit that is read, bytes.
const MAX_BYTES: usize = 4_000;
/// The most pieces that are kept.
const MAX_PARTS: usize = 12;
/// The longest piece, characters.
const MAX_CHARS: usize = 160;

/// Some words of a credit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CreditPart {
    /// Plain text.
    pub words: String,
    /// Where they lead, `https:` or `http:` only; empty where they do not.
    pub link: String,
}

/// The words of a credit with their links.
pub fn credit_parts(html: &str) -> Vec<CreditPart> {
    let mut parts: Vec<CreditPart> = Vec::new();
    let (mut words, mut link) = (String::new(), String::new());
    let mut end = html.len().min(MAX_BYTES);
    while !html.is_char_boundary(end) {
        end -= 1;
    }
    let mut rest = html.get(..end).unwrap_or_default();
    let mut push = |words: &mut String, link: &str| {
        let mut text = String::new();
        for word in words.split_whitespace() {
            if !text.is_empty() {
                text.push(' ');
            }
            text.push_str(word);
        }
        words.clear();
        if !text.is_empty() && parts.len() < MAX_PARTS {
            let words = text.chars().take(MAX_CHARS).collect();
            parts.push(CreditPart { words, link: link.to_owned() });
        }
    };
    while let Some(character) = rest.chars().next() {
        let after = rest.get(character.len_utf8()..).unwrap_or_default();
        match character {
            '<' => {
                let (tag, after) = after.split_once('>').unwrap_or((after, ""));
                let name_end =
                    tag.find(|letter: char| !letter.is_ascii_alphanumeric() && letter != '/');
                let name = tag.get(..name_end.unwrap_or(tag.len())).unwrap_or_default();
                rest = after;
                if name.eq_ignore_ascii_case("a") || name.eq_ignore_ascii_case("/a") {
                    push(&mut words, &link);
                    link = address(tag);
                } else if name.eq_ignore_ascii_case("script") || name.eq_ignore_ascii_case("style")
                {
                    // What these hold are no words.
                    rest = rest.find("</").and_then(|at| rest.get(at..)).unwrap_or_default();
                } else {
                    words.push(' ');
                }
            }
            '&' => {
                let (character, length) = entity(after);
                words.push(character);
                rest = after.get(length..).unwrap_or_default();
            }
            other => {
                if is_plain(other) {
                    words.push(other);
                }
                rest = after;
            }
        }
    }
    push(&mut words, &link);
    parts
}

/// Whether a character only stands for itself: neither a control nor one that turns text.
fn is_plain(character: char) -> bool {
    let turns = matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    !turns && (!character.is_control() || character.is_whitespace())
}

/// The address that a tag leads to, or nothing.
fn address(tag: &str) -> String {
    let Some(at) = tag.to_ascii_lowercase().find("href") else { return String::new() };
    let after = tag.get(at + 4..).unwrap_or_default().trim_start();
    let Some(value) = after.strip_prefix('=') else { return String::new() };
    let value = value.trim_start();
    let inside = match value.chars().next() {
        Some(quote @ ('"' | '\'')) => value.get(1..).and_then(|rest| rest.split(quote).next()),
        _ => value.split_whitespace().next(),
    };
    let inside = inside.unwrap_or_default().trim();
    if is_ordinary(inside) { inside.replace("&amp;", "&") } else { String::new() }
}

/// Whether an address can only lead to a page.
fn is_ordinary(address: &str) -> bool {
    let lower = address.to_ascii_lowercase();
    (lower.starts_with("https://") || lower.starts_with("http://"))
        && !address.contains(|letter: char| !is_plain(letter) || letter.is_whitespace())
}

/// The character of an entity, whose name follows, and how much of the text it takes.
fn entity(after: &str) -> (char, usize) {
    const NAMED: [(&str, char); 7] = [
        ("copy;", '©'),
        ("amp;", '&'),
        ("lt;", '<'),
        ("gt;", '>'),
        ("quot;", '"'),
        ("nbsp;", '\u{a0}'),
        ("#39;", '\''),
    ];
    let known = NAMED.iter().find(|(name, _)| after.starts_with(name));
    if let Some((name, character)) = known {
        return (*character, name.len());
    }
    let number = after.strip_prefix('#').and_then(|digits| {
        let (digits, _) = digits.split_once(';')?;
        let code = match digits.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => digits.parse().ok()?,
        };
        Some((char::from_u32(code).filter(|it| is_plain(*it))?, digits.len() + 2))
    });
    number.unwrap_or(('&', 0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn part(words: &str, link: &str) -> CreditPart {
        CreditPart { words: words.into(), link: link.into() }
    }

    #[test]
    fn the_usual_credit_is_words_and_a_link() {
        let html = "&copy; <a href=\"https://www.openstreetmap.org/copyright\" target='_blank'>OpenStreetMap</a> contributors";
        let wanted = [
            part("©", ""),
            part("OpenStreetMap", "https://www.openstreetmap.org/copyright"),
            part("contributors", ""),
        ];
        assert_eq!(credit_parts(html), wanted);
    }

    #[test]
    fn nothing_hostile_is_left_of_a_credit() {
        for html in [
            "<a href=\"javascript:alert(1)\">x</a>",
            "<a href='JaVaScRiPt:alert(1)'>x</a>",
            "<a href=\" java\tscript:alert(1)\">x</a>",
            "<a href=&#106;avascript:alert(1)>x</a>",
            "<a href='data:text/html,<script>'>x</a>",
            "<a href='//evil.example'>x</a>",
            "<a href='https://evil.example/\u{202e}gpj'>x</a>",
            "<a onclick=\"alert(1)\">x</a>",
        ] {
            let parts = credit_parts(html);
            assert!(parts.iter().all(|part| part.link.is_empty()), "{html}: {parts:?}");
        }
        assert_eq!(credit_parts("<script>alert(1)</script>ok"), [part("ok", "")]);
        assert_eq!(credit_parts("<img src=x onerror=alert(1)>ok"), [part("ok", "")]);
        assert_eq!(credit_parts("&lt;b&gt;&#x2f;&#8238;a"), [part("<b>/&#8238;a", "")]);
        assert_eq!(credit_parts("<<a"), [part("", "")].get(1..).unwrap_or_default());
    }

    #[test]
    fn a_credit_without_end_is_cut() {
        let parts = credit_parts(&"<a href='https://a.example'>word</a>".repeat(1_000));
        assert_eq!(parts.len(), MAX_PARTS);
        assert_eq!(credit_parts(&"a".repeat(9_000))[0].words.len(), MAX_CHARS);
    }

    proptest! {
        #[test]
        fn every_link_is_an_ordinary_address(html in "[<>a/ href='\"=&;:javascriptTPS#x0-9é©]{0,200}") {
            for part in credit_parts(&html) {
                prop_assert!(part.link.is_empty() || is_ordinary(&part.link));
                prop_assert!(part.words.chars().count() <= MAX_CHARS);
            }
        }
    }
}
