//! The cells of a row, read as what they should be; what they are not is reported.

use crate::code::{Code, Severity};
use crate::context::Context;
use crate::manifest::dates::fault;
use crate::problem::Problem;
use crate::table::Header;
use crate::tidy::cut;
use csv::StringRecord;
use dateline_core::model::{Source, Text};
use dateline_core::time::{DateError, EdtfDate};

/// A row with the place it comes from.
pub(crate) struct Row<'r, 'c> {
    pub(crate) header: &'r Header<'r>,
    pub(crate) record: &'r StringRecord,
    /// Physical line, 1 = header.
    pub(crate) line: u32,
    pub(crate) context: &'r mut Context<'c>,
}

impl<'r> Row<'r, '_> {
    /// The cell without white space around it; empty if there is no such column.
    pub(crate) fn cell(&self, column: &str) -> &'r str {
        self.header.place(column).map_or("", |place| self.at(place))
    }

    fn at(&self, place: usize) -> &'r str {
        self.record.get(place).unwrap_or_default().trim()
    }

    /// The parts of a cell that is a list.
    pub(crate) fn parts(&self, column: &str) -> impl Iterator<Item = &'r str> + use<'r> {
        self.cell(column).split(';').map(str::trim).filter(|part| !part.is_empty())
    }

    /// A problem with a cell, to be added to.
    pub(crate) fn problem(&self, code: Code, column: &str) -> Problem {
        let problem = Problem::new(code, self.header.file).row(self.line);
        problem.column(self.header.told(column)).value(self.cell(column))
    }

    /// Reports a problem.
    pub(crate) fn report(&mut self, problem: Problem) {
        self.context.report.push(problem);
    }

    /// Reports a cell.
    pub(crate) fn refuse(&mut self, code: Code, column: &str, detail: impl Into<String>) {
        let problem = self.problem(code, column).detail(detail);
        self.report(problem);
    }

    /// Reports a cell from which nothing is lost.
    pub(crate) fn warn(&mut self, code: Code, column: &str, detail: impl Into<String>) {
        let problem = self.problem(code, column).detail(detail).severity(Severity::Warning);
        self.report(problem);
    }

    /// Reports a row of another length than the header.
    pub(crate) fn check_length(&mut self, wanted: usize) {
        let cells = self.record.len();
        if cells != wanted {
            let problem = Problem::new(Code::RowRagged, self.header.file).row(self.line);
            self.report(problem.detail(format!("{cells} cells, the header has {wanted}")));
        }
    }

    fn string_at(&mut self, place: usize, column: &str) -> String {
        let text = self.at(place);
        let max_chars = self.context.limits.text_chars;
        let short = cut(text, max_chars);
        if short.len() < text.len() {
            let problem = Problem::new(Code::TextTooLong, self.header.file).row(self.line);
            let problem = problem.column(self.header.told(column)).value(text);
            self.report(problem.detail(format!("the limit is {max_chars} characters")));
        }
        short.to_owned()
    }

    /// A text without language.
    pub(crate) fn string(&mut self, column: &str) -> String {
        self.header.place(column).map_or_else(String::new, |place| self.string_at(place, column))
    }

    /// A text of which there may be a column for each language. The column without a tag
    /// is in the story's first language, or where that has one of its own in the only other
    /// language of the table. Where none is left, a text goes below the one of the story's
    /// language, and others are [left](Self::left).
    pub(crate) fn text(&mut self, column: &str) -> Text {
        let plain = self.string(column);
        let header = self.header;
        let mut pairs = Vec::new();
        for (tag, place) in header.languages(column) {
            let text = self.string_at(place, &format!("{column}:{tag}"));
            if !text.is_empty() {
                pairs.push((tag.to_owned(), text));
            }
        }
        if pairs.is_empty() {
            return Text::Plain(plain);
        }
        let language = self.context.language.clone();
        let same = pairs.iter_mut().find(|(tag, _)| tag.eq_ignore_ascii_case(&language));
        match (same, header.other_language(column, &language)) {
            _ if plain.is_empty() => {}
            (None, _) => pairs.insert(0, (language, plain)),
            (Some((_, text)), None) if matches!(column, "text" | "note") => {
                // It may begin with the same, and go on with what else the row says.
                let more = plain.strip_prefix(text.as_str()).unwrap_or(&plain).trim_start();
                add_below(text, more, self.context.limits.text_chars);
            }
            (Some((_, text)), Some(tag)) if *text != plain => pairs.push((tag.to_owned(), plain)),
            (Some(_), _) => {}
        }
        Text::PerLanguage(pairs)
    }

    /// What a column without a tag says of which [`text`](Self::text) has no use, with what the
    /// file calls the column.
    pub(crate) fn left(&self, column: &str) -> Option<String> {
        let (plain, language) = (self.cell(column), &self.context.language);
        let mut tagged = self.header.languages(column);
        let (_, place) = tagged.find(|(tag, _)| tag.eq_ignore_ascii_case(language))?;
        let is_left = !(plain.is_empty() || [plain, ""].contains(&self.at(place)))
            && self.header.other_language(column, language).is_none();
        is_left.then(|| format!("{}: {plain}", self.header.told(column)))
    }

    /// A date; `None` if the cell is empty or is none.
    pub(crate) fn date(&mut self, column: &str) -> Option<EdtfDate> {
        let text = self.cell(column);
        if text.is_empty() {
            return None;
        }
        let read = self.context.parse_date(text);
        self.date_or_report(read, column)
    }

    /// What was read, or `None` with a report.
    pub(crate) fn date_or_report(
        &mut self,
        read: Result<EdtfDate, DateError>,
        column: &str,
    ) -> Option<EdtfDate> {
        if let Err(error) = &read {
            let (code, detail) = fault(error);
            self.refuse(code, column, detail);
        }
        read.ok()
    }

    /// `yes` or `no`.
    pub(crate) fn flag(&mut self, column: &str, if_empty: bool, if_unknown: bool) -> bool {
        match self.cell(column).to_ascii_lowercase().as_str() {
            "" => if_empty,
            "yes" | "true" | "1" => true,
            "no" | "false" | "0" => false,
            _ => {
                self.refuse(Code::ValueUnknown, column, "yes or no");
                if_unknown
            }
        }
    }

    /// One of a closed list; `None` if the cell is empty or none of them.
    pub(crate) fn one_of<T>(
        &mut self,
        column: &str,
        from_name: impl Fn(&str) -> Option<T>,
        names: &str,
    ) -> Option<T> {
        let cell = self.cell(column);
        let value = from_name(&cell.to_ascii_lowercase());
        if value.is_none() && !cell.is_empty() {
            self.refuse(Code::ValueUnknown, column, format!("one of {names}"));
        }
        value
    }

    /// A whole number of people; `None` if it is empty or none.
    pub(crate) fn count(&mut self, column: &str) -> Option<u32> {
        let cell = self.cell(column);
        if cell.is_empty() {
            return None;
        }
        let count = cell.parse().ok();
        if count.is_none() {
            self.refuse(Code::NumberUnreadable, column, "a whole number is wanted");
        }
        count
    }

    /// A finite number; `None` if it is empty or none.
    pub(crate) fn number(&mut self, column: &str) -> Option<f64> {
        let cell = self.cell(column);
        if cell.is_empty() {
            return None;
        }
        let number = cell.parse::<f64>().ok().filter(|number| number.is_finite());
        if number.is_none() {
            let comma = if cell.contains(',') { "a comma stands in it" } else { "" };
            self.refuse(Code::NumberUnreadable, column, comma);
        }
        number
    }

    /// Who says so; that nobody is named is reported.
    pub(crate) fn sources(&mut self) -> Vec<Source> {
        let header = self.header;
        let mut sources = Vec::new();
        for places in &header.sources {
            let [name, url, archive_url] = places.map(|place| {
                place.map_or_else(String::new, |place| self.string_at(place, "source"))
            });
            if !(name.is_empty() && url.is_empty() && archive_url.is_empty()) {
                sources.push(Source { name, url, archive_url });
            }
        }
        // Most rows have one, and a list begins with room for four.
        sources.shrink_to_fit();
        if sources.is_empty() && !header.is_mapped() {
            self.refuse(Code::SourceMissing, "source", "");
        }
        sources
    }
}

/// Adds what else is said below a text, as far as there is room.
pub(crate) fn add_below(text: &mut String, more: &str, max_chars: usize) {
    if !(text.is_empty() || more.is_empty()) {
        text.push_str("\n\n");
    }
    text.push_str(more);
    text.truncate(cut(text, max_chars).len());
}
