//! What problems of files are called, by their codes. It comes with the late part.
//!
//! In English the reader of files words them, in each report. Has no opinion on where they are
//! shown.

use std::cell::OnceCell;

use super::Language;
use super::strings::{Table, fill, find_in, parse};
use crate::platform::{late_text, read_late};

const ARABIC: &str = late_text!(include_str!("../../locales/late/problems.ar.json"));

thread_local! {
    /// Filled when it is first asked.
    static WORDS: OnceCell<Table> = const { OnceCell::new() };
}

/// What is wrong and what to do, by the code of a problem, the value that it is about and what
/// is told of it alone, which may be empty; `None` in the language of the reader of files, and for
/// codes of others.
pub fn problem_in(language: Language, code: &str, value: &str, detail: &str) -> Option<String> {
    if language == Language::English {
        return None;
    }
    let json = read_late(ARABIC)?;
    let find = |key: &str| WORDS.with(|all| find_in(all.get_or_init(|| parse(json)), key));
    let what = fill(language, find(code)?, &[("value", value)]);
    let colon = if detail.is_empty() { "" } else { ": " };
    Some([&what, colon, detail, ". ", find(&[code, ".do"].concat())?].concat())
}
