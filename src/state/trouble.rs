//! Why there is no story, where the page itself knows it and not the reader of files.

use dateline_core::pack::{PackError, PackFault};
use dateline_core::report::{Problem, Report};

use crate::i18n::{Language, t_with};
use crate::platform::FetchError;

/// What keeps the page from showing a story.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// The address is none, or not of the page's own site.
    Address,
    /// The server answered with this status.
    Status(u16),
    /// There was no answer.
    NoAnswer,
    /// There are more bytes than a page can hold.
    TooLarge,
    /// The bytes are no pack, or none that can be read.
    Pack(PackError),
    /// The reader of folders and files did not arrive.
    NoReader,
    /// The reader broke off.
    Broken,
}

impl From<FetchError> for Trouble {
    fn from(error: FetchError) -> Self {
        match error {
            FetchError::Status(status) => Self::Status(status),
            FetchError::Network => Self::NoAnswer,
        }
    }
}

impl Trouble {
    /// The report of a story, named by its file, that there is not.
    #[must_use]
    pub fn report(&self, file: &str) -> Report {
        let (code, value) = match self {
            Self::Address | Self::NoAnswer => ("file.missing", String::new()),
            Self::Status(status) => ("file.missing", status.to_string()),
            Self::TooLarge => ("file.too-large", String::new()),
            Self::NoReader => ("reader.missing", String::new()),
            Self::Broken => ("reader.broken", String::new()),
            Self::Pack(error) => match error.fault {
                PackFault::Magic => ("file.unknown", String::new()),
                PackFault::Missing => ("pack.part", String::new()),
                PackFault::Version(version) => ("pack.version", version.to_string()),
                _ => ("pack.damaged", format!("{} {}", error.section, error.offset)),
            },
        };
        let mut problem =
            Problem { file: file.to_owned(), value, code: code.to_owned(), ..Problem::default() };
        problem.message = words(Language::English, &problem);
        Report::of_error(problem)
    }
}

/// What is wrong and what to do, in the reader's language where the page words it itself,
/// else as it was told; and in which language that is.
#[must_use]
pub fn problem_words(language: Language, problem: &Problem) -> (String, Language) {
    if !problem.message.is_empty() && words(Language::English, problem) == problem.message {
        (words(language, problem), language)
    } else {
        (problem.message.clone(), Language::English)
    }
}

/// The page's own words for a problem; empty where it has none.
fn words(language: Language, problem: &Problem) -> String {
    let key = match problem.code.as_str() {
        "file.missing" if problem.value.is_empty() => "trouble.missing",
        "file.missing" => "trouble.status",
        "file.too-large" => "trouble.large",
        // What it is the late part says.
        "file.unknown" | "pack.part" => "trouble.unknown",
        "pack.version" => "trouble.version",
        "pack.damaged" => "trouble.damaged",
        "reader.missing" => "trouble.reader",
        "reader.broken" => "trouble.broken",
        _ => return String::new(),
    };
    t_with(language, key, &[("value", &problem.value)])
}
