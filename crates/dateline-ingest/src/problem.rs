//! One thing that could not be read: where, what, and what to do.

use crate::code::{Code, Severity};
use crate::manifest::STORY_FILE;
use crate::spoken::{Wording, is_known};
use crate::tidy::{cut, without_bidi_controls};

/// Longest part of a refused value that is kept, in characters (S20).
pub const MAX_VALUE_CHARS: usize = 80;

/// Something in a file that is wrong or looks wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Name of the file as the story names it.
    pub file: String,
    /// Line of the file, 1 = header or first line; `None` where the whole file is meant.
    pub row: Option<u32>,
    /// Column of a table, property of a feature, or key path in `story.json`.
    pub column: Option<String>,
    /// What stands there, cut after 80 characters; may be empty.
    pub value: String,
    /// What kind of problem it is.
    pub code: Code,
    /// How grave it is.
    pub severity: Severity,
    /// More on this one, in English, without a full stop; may be empty.
    pub detail: String,
    /// Whose words that is in.
    pub(crate) wording: Wording,
}

impl Problem {
    pub(crate) fn new(code: Code, file: &str) -> Self {
        Self {
            file: file.to_owned(),
            row: None,
            column: None,
            value: String::new(),
            code,
            severity: code.severity(),
            detail: String::new(),
            wording: Wording::Own,
        }
    }

    /// Every file can be read, and the story that they make cannot be handed on; `why`, in
    /// English, without a full stop.
    pub fn story_too_large(why: &str) -> Self {
        Self::new(Code::FileTooLarge, STORY_FILE).foreign(why)
    }

    pub(crate) fn row(mut self, row: u32) -> Self {
        self.row = Some(row);
        self
    }

    pub(crate) fn column(mut self, column: impl Into<String>) -> Self {
        self.column = Some(cut(&column.into(), MAX_VALUE_CHARS).to_owned());
        self
    }

    pub(crate) fn value(mut self, value: &str) -> Self {
        self.value = without_bidi_controls(cut(value, MAX_VALUE_CHARS)).into_owned();
        self
    }

    /// More on this one, in the words that `spoken` has in every language.
    pub(crate) fn detail(mut self, detail: impl Into<String>) -> Self {
        self.detail = detail.into();
        self.wording = Wording::Own;
        debug_assert!(is_known(&self.detail), "not in locales/reader: {}", self.detail);
        self
    }

    /// More on this one, in the words of whoever else found it.
    pub(crate) fn foreign(mut self, detail: impl Into<String>) -> Self {
        self.detail = detail.into();
        self.wording = Wording::Foreign;
        self
    }

    pub(crate) fn severity(mut self, severity: Severity) -> Self {
        self.severity = severity;
        self
    }

    /// What is wrong and what to do, in English.
    pub fn message(&self) -> String {
        let mut message = self.code.what().replace("{value}", &self.value);
        if !self.detail.is_empty() {
            message.push_str(": ");
            message.push_str(&self.detail);
        }
        message.push_str(". ");
        message.push_str(self.code.advice());
        message
    }

    /// What a sentence in another language is made of: name and value.
    pub fn args(&self) -> [(&'static str, String); 5] {
        [
            ("file", self.file.clone()),
            ("row", self.row.map(|row| row.to_string()).unwrap_or_default()),
            ("column", self.column.clone().unwrap_or_default()),
            ("value", self.value.clone()),
            ("detail", self.detail.clone()),
        ]
    }
}
