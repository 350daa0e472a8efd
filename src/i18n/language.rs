//! The languages of the interface.

/// A language of the interface.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Language {
    /// English, left to right.
    #[default]
    English,
    /// Arabic, right to left.
    Arabic,
}

impl Language {
    /// Every language, in the order of the switch.
    pub const ALL: [Self; 2] = [Self::English, Self::Arabic];

    /// BCP 47 tag, as in `lang` attributes and in the address.
    pub fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Arabic => "ar",
        }
    }

    /// The locale for `Intl`: day before month, Levantine month names for Arabic, and
    /// digits and calendar pinned so that every device writes the same (I5–I7).
    pub fn locale(self) -> &'static str {
        match self {
            Self::English => "en-GB-u-ca-gregory-nu-latn",
            Self::Arabic => "ar-SY-u-ca-gregory-nu-latn",
        }
    }

    /// Writing direction, as in `dir` attributes.
    pub fn dir(self) -> &'static str {
        if self.is_rtl() { "rtl" } else { "ltr" }
    }

    /// Whether the language is written from right to left.
    pub fn is_rtl(self) -> bool {
        self == Self::Arabic
    }

    /// The next language of the switch.
    pub fn other(self) -> Self {
        match self {
            Self::English => Self::Arabic,
            Self::Arabic => Self::English,
        }
    }

    /// The language of a BCP 47 tag, by its primary subtag.
    pub fn from_tag(tag: &str) -> Option<Self> {
        let primary = tag.split(['-', '_']).next().unwrap_or_default();
        Self::ALL.into_iter().find(|language| language.tag().eq_ignore_ascii_case(primary))
    }
}
