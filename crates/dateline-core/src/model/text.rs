//! Text that may exist in several languages.

/// A text of the story: the same in every language, or one per language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Text {
    /// One text for all readers.
    Plain(String),
    /// Pairs of a BCP 47 tag and the text in that language, in the file's order.
    PerLanguage(Vec<(String, String)>),
}

impl Default for Text {
    fn default() -> Self {
        Self::Plain(String::new())
    }
}

impl Text {
    /// The text for `language` (a BCP 47 tag): the same tag, else the same primary
    /// subtag, else English, else the first there is, else empty.
    pub fn in_language(&self, language: &str) -> &str {
        self.with_tag(language).1
    }

    /// Like [`Text::in_language`], with the tag the text is really in: empty for a plain
    /// text, whose language is not stated.
    pub fn with_tag(&self, language: &str) -> (&str, &str) {
        let pairs = match self {
            Self::Plain(text) => return ("", text),
            Self::PerLanguage(pairs) => pairs,
        };
        let find = |wanted: &dyn Fn(&str) -> bool| {
            pairs.iter().find(|(tag, text)| wanted(tag) && !text.is_empty())
        };
        find(&|tag| tag.eq_ignore_ascii_case(language))
            .or_else(|| find(&|tag| primary(tag).eq_ignore_ascii_case(primary(language))))
            .or_else(|| find(&|tag| primary(tag).eq_ignore_ascii_case("en")))
            .or_else(|| pairs.first())
            .map_or(("", ""), |(tag, text)| (tag, text))
    }

    /// Whether there is nothing to show in any language.
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Plain(text) => text.is_empty(),
            Self::PerLanguage(pairs) => pairs.iter().all(|(_, text)| text.is_empty()),
        }
    }

    /// Every text there is, for search.
    pub fn all(&self) -> impl Iterator<Item = &str> {
        let (plain, pairs) = match self {
            Self::Plain(text) => (Some(text.as_str()), [].as_slice()),
            Self::PerLanguage(pairs) => (None, pairs.as_slice()),
        };
        plain.into_iter().chain(pairs.iter().map(|(_, text)| text.as_str()))
    }
}

fn primary(tag: &str) -> &str {
    tag.split(['-', '_']).next().unwrap_or(tag)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_language_falls_back_to_the_same_primary_subtag_then_english() {
        let text = Text::PerLanguage(vec![
            ("ar".into(), "حلب".into()),
            ("en".into(), "Aleppo".into()),
            ("fr".into(), String::new()),
        ]);
        assert_eq!(text.in_language("ar-SY"), "حلب");
        assert_eq!(text.in_language("fr"), "Aleppo");
        assert_eq!(text.with_tag("de"), ("en", "Aleppo"));
        assert_eq!(Text::default().in_language("en"), "");
    }
}
