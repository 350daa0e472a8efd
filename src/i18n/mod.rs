//! Every word of the interface, in every language, and how numbers and dates read.
//!
//! The strings live in `locales/`; nothing a reader sees is written in code. Has no
//! opinion on which language is chosen (see [`crate::state`]) nor on the story's own
//! texts, which carry their languages themselves.

mod dates;
mod language;
mod problems;
mod strings;

pub use dates::{DateStyle, edtf_in_words, format_moment_shown, format_range, format_seconds};
pub use language::Language;
pub use problems::problem_in;
pub use strings::{fill, format_number, format_percent, isolated, plural, t, t_with};
