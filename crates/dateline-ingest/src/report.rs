//! All problems of a story, and what was read.

use crate::code::{Code, Severity};
use crate::problem::Problem;
use crate::spoken::spoken;
use dateline_core::report::{self, Counts};

/// Problems kept; the rest are counted.
pub const MAX_PROBLEMS: usize = 1000;
/// Of each kind so many are kept, however many of others there are.
const FEW: usize = 20;
/// Kinds of problem in one column of one file that are told apart.
pub const MAX_GROUPS: usize = 256;

/// What could not be read, and how much could.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// The first problems, in the order in which the files are read; where there are too many, in
    /// the place of the last of the commonest kind the first of others.
    pub problems: Vec<Problem>,
    /// How many problems there are beyond those.
    pub unlisted: usize,
    /// How many of all problems are errors.
    pub errors: usize,
    /// How many of all problems are warnings.
    pub warnings: usize,
    /// How much was read.
    pub counts: Counts,
    /// All problems of one kind in one column of one file, those that are not listed
    /// included; at most [`MAX_GROUPS`], in the order in which they were met.
    pub groups: Vec<Group>,
    /// What became of the rows of files of which one may tell several things: features with
    /// a time of their own, snapshots, tables with all of an area in one row.
    pub tallies: Vec<Tally>,
}

/// Problems that are alike.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// What kind of problem it is.
    pub code: Code,
    /// Name of the file.
    pub file: String,
    /// Column of a table, property of a feature, or key path.
    pub column: Option<String>,
    /// How many there are.
    pub count: usize,
    /// The first row with it.
    pub first_row: Option<u32>,
    /// The last row with it.
    pub last_row: Option<u32>,
    /// What stands in the first.
    pub value: String,
    /// How many of them are listed.
    listed: usize,
}

/// The rows of one file: each is read or skipped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tally {
    /// Name of the file as the story names it.
    pub file: String,
    /// Features, or dated entries of cells, and rows without any.
    pub rows: usize,
    /// Those of which something is shown.
    pub read: usize,
    /// Those left out; the report says why.
    pub skipped: usize,
}

impl Group {
    /// Takes a row in: what is told later may stand before.
    fn reach(&mut self, row: Option<u32>) {
        let Some(row) = row else { return };
        self.first_row = Some(self.first_row.map_or(row, |first| first.min(row)));
        self.last_row = Some(self.last_row.map_or(row, |last| last.max(row)));
    }
}

impl Report {
    pub(crate) fn push(&mut self, problem: Problem) {
        match problem.severity {
            Severity::Error => self.errors += 1,
            Severity::Warning => self.warnings += 1,
        }
        self.group(&problem);
        self.list(problem);
    }

    /// Keeps a problem that is counted already, if there is room for it.
    fn list(&mut self, problem: Problem) {
        let listed =
            self.alike(problem.code, &problem.file, problem.column.as_deref()).map(|it| it.listed);
        let has_room = self.problems.len() < MAX_PROBLEMS;
        if !has_room && (listed.is_none_or(|listed| listed >= FEW) || !self.make_room()) {
            self.unlisted += 1;
            return;
        }
        if let Some(group) = self.alike(problem.code, &problem.file, problem.column.as_deref()) {
            group.listed += 1;
        }
        self.problems.push(problem);
    }

    /// Takes the last problem of the commonest kind from the list; false if no kind has more than
    /// a few there.
    fn make_room(&mut self) -> bool {
        let commonest = self.groups.iter_mut().rev().max_by_key(|group| group.listed);
        let Some(group) = commonest.filter(|group| group.listed > FEW) else { return false };
        let is_one = |problem: &Problem| {
            problem.code == group.code
                && problem.column == group.column
                && problem.file == group.file
        };
        let Some(last) = self.problems.iter().rposition(is_one) else { return false };
        group.listed -= 1;
        self.problems.remove(last);
        self.unlisted += 1;
        true
    }

    /// Adds what another report says of problems and tallies; what it counts is counted already.
    pub(crate) fn absorb(&mut self, other: Self) {
        self.errors += other.errors;
        self.warnings += other.warnings;
        self.unlisted += other.unlisted;
        for group in other.groups {
            self.absorb_group(group);
        }
        for problem in other.problems {
            self.list(problem);
        }
        self.tallies.extend(other.tallies);
    }

    fn absorb_group(&mut self, other: Group) {
        if let Some(group) = self.alike(other.code, &other.file, other.column.as_deref()) {
            group.count += other.count;
            group.reach(other.first_row);
            group.reach(other.last_row);
        } else if self.groups.len() < MAX_GROUPS {
            self.groups.push(Group { listed: 0, ..other });
        }
    }

    /// The problems of one kind in one column of one file; such come one after the other.
    fn alike(&mut self, code: Code, file: &str, column: Option<&str>) -> Option<&mut Group> {
        self.groups.iter_mut().rev().find(|group| {
            group.code == code && group.column.as_deref() == column && group.file == file
        })
    }

    fn group(&mut self, problem: &Problem) {
        // There may be a million of one kind, and nothing is copied for those after the first.
        let column = problem.column.as_deref();
        if let Some(group) = self.alike(problem.code, &problem.file, column) {
            group.count += 1;
            group.reach(problem.row);
        } else if self.groups.len() < MAX_GROUPS {
            self.groups.push(Group {
                code: problem.code,
                file: problem.file.clone(),
                column: problem.column.clone(),
                count: 1,
                first_row: problem.row,
                last_row: problem.row,
                value: problem.value.clone(),
                listed: 0,
            });
        }
    }

    /// Whether anything is not shown as the files mean it.
    pub fn has_errors(&self) -> bool {
        self.errors > 0
    }
}

impl From<&Report> for report::Report {
    /// The same told in words, for whoever does not know this crate's codes.
    fn from(read: &Report) -> Self {
        Self {
            problems: read.problems.iter().map(report::Problem::from).collect(),
            unlisted: read.unlisted,
            errors: read.errors,
            warnings: read.warnings,
            counts: read.counts,
        }
    }
}

impl From<&Problem> for report::Problem {
    fn from(read: &Problem) -> Self {
        Self {
            file: read.file.clone(),
            row: read.row,
            column: read.column.clone(),
            value: read.value.clone(),
            code: read.code.as_str().to_owned(),
            is_error: read.severity == Severity::Error,
            message: read.message(),
            detail: spoken(&read.detail, read.wording),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_is_told_with_the_same_places_and_numbers() {
        let mut read = Report::default();
        let date = Problem::new(Code::DateUnreadable, "events.csv").row(3).column("date");
        read.push(date.value("2016-13-40").detail("month 13 does not exist"));
        read.push(Problem::new(Code::FileMissing, "base.geojson").severity(Severity::Warning));
        read.counts.rows = 7;
        let told = report::Report::from(&read);
        assert_eq!((told.errors, told.warnings, told.unlisted), (1, 1, 0));
        assert_eq!(told.counts, read.counts);
        let date = &told.problems[0];
        assert_eq!((date.row, date.column.as_deref()), (Some(3), Some("date")));
        assert_eq!((date.code.as_str(), date.is_error), ("date.unreadable", true));
        assert!(date.message.starts_with("“2016-13-40” cannot be read as a date: month 13"));
        assert!(!told.problems[1].is_error);
    }

    #[test]
    fn a_thousand_of_one_kind_hide_none_of_another() {
        let mut report = Report::default();
        for row in 0..5_000 {
            report.push(Problem::new(Code::RowRagged, "list.csv").row(row));
        }
        for row in 0..3_000 {
            report.push(Problem::new(Code::DateAmbiguous, "list.csv").row(row).column("date"));
        }
        report.push(Problem::new(Code::FileMissing, "base.geojson"));
        let of = |code| report.problems.iter().filter(move |it| it.code == code).count();
        assert_eq!(report.problems.len(), MAX_PROBLEMS);
        assert_eq!((of(Code::DateAmbiguous), of(Code::FileMissing)), (FEW, 1));
        let first = report.problems.iter().filter(|it| it.code == Code::DateAmbiguous);
        assert!(first.enumerate().all(|(row, it)| it.row == Some(row as u32)));
        assert_eq!(report.problems.len() + report.unlisted, 8_001);
        assert_eq!(report.groups.iter().map(|group| group.count).sum::<usize>(), 8_001);
    }

    #[test]
    fn what_two_reports_tell_one_tells_that_takes_the_other_in() {
        let problem = |row| Problem::new(Code::DateUnreadable, "events.csv").row(row);
        let (mut whole, mut first, mut second) =
            (Report::default(), Report::default(), Report::default());
        for row in 0..3 * MAX_PROBLEMS as u32 {
            whole.push(problem(row));
            if row < 600 { &mut first } else { &mut second }.push(problem(row));
        }
        whole.push(problem(9_999).column("date").severity(Severity::Warning));
        second.push(problem(9_999).column("date").severity(Severity::Warning));
        first.absorb(second);
        assert_eq!(first, whole);
    }

    #[test]
    fn a_story_that_cannot_be_handed_on_is_told_by_its_first_file_with_the_reason() {
        let told = report::Problem::from(&Problem::story_too_large("it is too much"));
        assert_eq!((told.file.as_str(), told.row, told.is_error), ("story.json", None, true));
        assert_eq!(told.code, "file.too-large");
        let start = "The file is larger than can be read: it is too much. Simplify the outlines";
        assert!(told.message.starts_with(start), "{}", told.message);
    }
}
