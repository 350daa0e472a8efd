//! Headings, times and the summary of a run of steps.

use std::time::{Duration, Instant};

use crate::error::Result;

/// How a step ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// All of it held.
    Passed,
    /// Something in it did not hold.
    Failed,
    /// It was not tried, since a step that it stands on failed.
    Skipped,
}

/// The steps so far.
#[derive(Debug, Default)]
pub struct Report {
    steps: Vec<(String, Outcome, Duration)>,
    /// What is to be read again at the end: step, text.
    kept: Vec<(String, String)>,
}

impl Report {
    /// Runs `step` under a heading and notes how it ended. Its error is printed, not
    /// handed on: the next step runs all the same. Returns whether it passed.
    pub fn step(&mut self, name: &str, step: impl FnOnce() -> Result<()>) -> bool {
        println!("\n=== {name} ===");
        let start = Instant::now();
        let outcome = match step() {
            Ok(()) => Outcome::Passed,
            Err(error) => {
                println!("error: {error}");
                Outcome::Failed
            }
        };
        let took = start.elapsed();
        println!("--- {name}: {} in {:.1} s", word(outcome), took.as_secs_f64());
        self.steps.push((name.to_owned(), outcome, took));
        outcome == Outcome::Passed
    }

    /// Notes a step that was not tried.
    pub fn skip(&mut self, name: &str) {
        self.steps.push((name.to_owned(), Outcome::Skipped, Duration::ZERO));
    }

    /// Keeps what `name` said of its failures, to be printed above the summary.
    pub fn keep(&mut self, name: &str, text: &str) {
        if !text.trim().is_empty() {
            self.kept.push((name.to_owned(), text.to_owned()));
        }
    }

    /// How many steps ended in `outcome`.
    #[must_use]
    pub fn count(&self, outcome: Outcome) -> usize {
        self.steps.iter().filter(|step| step.1 == outcome).count()
    }

    /// What was kept, the table of all steps and the closing line.
    #[must_use]
    pub fn summary(&self) -> String {
        let mut text = String::new();
        for (name, kept) in &self.kept {
            text.push_str(&format!("\n=== failed in {name} ===\n{}\n", kept.trim_end()));
        }
        text.push_str("\n=== summary ===\n");
        for (name, outcome, took) in &self.steps {
            text.push_str(&format!(
                "{name:<16} {:<8} {:>8.1} s\n",
                word(*outcome),
                took.as_secs_f64()
            ));
        }
        let [passed, failed, skipped] =
            [Outcome::Passed, Outcome::Failed, Outcome::Skipped].map(|outcome| self.count(outcome));
        text.push_str(&format!("\n{passed} passed, {failed} failed"));
        if skipped > 0 {
            text.push_str(&format!(", {skipped} skipped"));
        }
        text
    }
}

fn word(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Passed => "passed",
        Outcome::Failed => "FAILED",
        Outcome::Skipped => "skipped",
    }
}

/// A number with its thousands set apart by spaces: `12 345`.
#[must_use]
pub fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(' ');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Error;

    #[test]
    fn a_step_that_fails_does_not_hide_the_next() {
        let mut report = Report::default();
        assert!(!report.step("one", || Err(Error::Data("broken".into()))));
        assert!(report.step("two", || Ok(())));
        report.skip("three");
        assert!(report.summary().ends_with("\n1 passed, 1 failed, 1 skipped"));
    }

    #[test]
    fn the_closing_line_names_no_skipped_steps_when_there_are_none() {
        let mut report = Report::default();
        report.step("one", || Ok(()));
        assert!(report.summary().ends_with("\n1 passed, 0 failed"));
    }

    #[test]
    fn what_was_kept_stands_above_the_table_and_nothing_where_nothing_failed() {
        let mut report = Report::default();
        report.keep("one", "✖ a test\n    why\n");
        report.keep("two", "\n");
        let summary = report.summary();
        assert!(summary.starts_with("\n=== failed in one ===\n✖ a test\n    why\n\n=== summary"));
        assert!(!summary.contains("two"));
    }

    #[test]
    fn thousands_are_set_apart() {
        assert_eq!(thousands(0), "0");
        assert_eq!(thousands(999), "999");
        assert_eq!(thousands(1_000), "1 000");
        assert_eq!(thousands(12_345_678), "12 345 678");
    }
}
