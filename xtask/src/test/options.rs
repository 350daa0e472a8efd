//! What the command line of `cargo xtask test` asks for.

use crate::error::{Error, Result};

/// The browsers of the end-to-end tests.
const BROWSERS: [&str; 2] = ["chromium", "firefox"];

/// One part of the test run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// The formatting of all Rust code.
    Format,
    /// Clippy, for this machine and for the browser.
    Lint,
    /// Tests that need no browser.
    Native,
    /// The Rust tests that run inside a browser.
    Browser,
    /// The site as published, and whether it is within its budget.
    Build,
    /// The built site, driven as a reader would.
    EndToEnd,
}

/// The command line, understood.
#[derive(Debug, Default)]
pub struct Options {
    only: Option<Step>,
    fast: bool,
    reuse_dist: bool,
    browser: Option<&'static str>,
    /// Part of the name of the end-to-end files to run.
    pub file: Option<String>,
}

impl Options {
    /// Understands `args`.
    ///
    /// # Errors
    /// When a word is not known; names it.
    pub fn parse(args: &[String]) -> Result<Self> {
        let mut options = Self::default();
        let mut words = args.iter().map(String::as_str);
        while let Some(word) = words.next() {
            match word {
                "--fast" => options.fast = true,
                "--reuse-dist" => options.reuse_dist = true,
                "--only" => options.only = Some(step(value(word, words.next())?)?),
                "--browser" => options.browser = Some(browser(value(word, words.next())?)?),
                "--file" => options.file = Some(value(word, words.next())?.to_owned()),
                other => {
                    return Err(Error::Usage(format!(
                        "`{other}` is not known; see `cargo xtask help`"
                    )));
                }
            }
        }
        Ok(options)
    }

    /// Whether `step` is to run.
    #[must_use]
    pub fn wants(&self, step: Step) -> bool {
        if step == Step::Build && self.reuse_dist {
            return false;
        }
        match self.only {
            // The end-to-end tests drive what the build makes.
            Some(Step::EndToEnd) => matches!(step, Step::EndToEnd | Step::Build),
            Some(only) => step == only,
            None if self.fast => matches!(step, Step::Format | Step::Lint | Step::Native),
            None => true,
        }
    }

    /// The browsers for the end-to-end tests.
    #[must_use]
    pub fn browsers(&self) -> Vec<&'static str> {
        self.browser.map_or(BROWSERS.to_vec(), |one| vec![one])
    }
}

fn value<'a>(flag: &str, word: Option<&'a str>) -> Result<&'a str> {
    word.ok_or_else(|| Error::Usage(format!("{flag} needs a value")))
}

fn step(name: &str) -> Result<Step> {
    Ok(match name {
        "format" => Step::Format,
        "lint" => Step::Lint,
        "native" => Step::Native,
        "browser" => Step::Browser,
        "build" => Step::Build,
        "e2e" => Step::EndToEnd,
        other => return Err(Error::Usage(format!("no step `{other}`"))),
    })
}

fn browser(name: &str) -> Result<&'static str> {
    let found = BROWSERS.into_iter().find(|known| *known == name);
    found.ok_or_else(|| {
        Error::Usage(format!("no browser `{name}`; there are {}", BROWSERS.join(" and ")))
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    const ALL: [Step; 6] =
        [Step::Format, Step::Lint, Step::Native, Step::Browser, Step::Build, Step::EndToEnd];

    fn wanted(line: &str) -> Vec<Step> {
        let args: Vec<String> = line.split_whitespace().map(ToOwned::to_owned).collect();
        let options = Options::parse(&args).unwrap();
        ALL.into_iter().filter(|step| options.wants(*step)).collect()
    }

    #[test]
    fn all_steps_run_unless_some_are_chosen() {
        assert_eq!(wanted(""), ALL);
        assert_eq!(wanted("--fast"), [Step::Format, Step::Lint, Step::Native]);
        assert_eq!(wanted("--only lint"), [Step::Lint]);
    }

    #[test]
    fn the_end_to_end_tests_build_first_unless_told_to_take_what_is_there() {
        assert_eq!(wanted("--only e2e"), [Step::Build, Step::EndToEnd]);
        assert_eq!(wanted("--only e2e --reuse-dist"), [Step::EndToEnd]);
    }

    #[test]
    fn a_misspelt_word_is_refused_and_not_passed_over() {
        for line in ["--onyl lint", "--only lnit", "--only", "--browser safari"] {
            let args: Vec<String> = line.split_whitespace().map(ToOwned::to_owned).collect();
            assert!(Options::parse(&args).is_err(), "{line}");
        }
    }
}
