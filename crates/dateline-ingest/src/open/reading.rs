//! What is asked of reading files, and what comes back.

use super::dates::DateOrder;
use super::encoding::Encoding;
use super::formats::Format;
use super::mapping::{ColumnGuess, ColumnRole, FileMapping};
use super::presets::Preset;
use super::sheet::Sheet;
use crate::limits::Limits;
use crate::report::{Report, Tally};
use crate::zones::Zones;
use dateline_core::pack::FoldedStory;
use std::cell::Cell;

/// A part of the work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Step {
    /// Archives are opened.
    Opening,
    /// Files are taken apart.
    Reading,
    /// Rows become a story.
    Building,
}

/// How far the work has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// What is being done.
    pub step: Step,
    /// Files that are done.
    pub done: usize,
    /// Files there are.
    pub total: usize,
    /// Rows of the file at hand that are done.
    pub rows: usize,
}

/// Rows, or other parts of the work, after which somebody is told again.
const STEPS_BETWEEN: usize = 4096;

/// Tells of the rows of one file as they are done, and knows whether to go on.
pub(super) struct Pulse<'o> {
    options: &'o OpenOptions<'o>,
    progress: Progress,
    rows: Cell<usize>,
    steps: Cell<usize>,
    is_stopped: Cell<bool>,
}

impl<'o> Pulse<'o> {
    pub(super) fn new(options: &'o OpenOptions<'o>, step: Step, done: usize, total: usize) -> Self {
        let progress = Progress { step, done, total, rows: 0 };
        Self {
            options,
            progress,
            rows: Cell::new(0),
            steps: Cell::new(0),
            is_stopped: Cell::new(false),
        }
    }

    /// One row is done; the answer says whether to go on.
    pub(super) fn beat(&self) -> bool {
        self.rows.set(self.rows.get() + 1);
        self.step()
    }

    /// A part of the work that is no row is done, such as an element of a tree; the answer
    /// says whether to go on.
    pub(super) fn step(&self) -> bool {
        self.steps.set(self.steps.get() + 1);
        if self.steps.get().is_multiple_of(STEPS_BETWEEN)
            && let Some(tell) = self.options.progress
        {
            let goes_on = tell(Progress { rows: self.rows.get(), ..self.progress });
            self.is_stopped.set(self.is_stopped.get() || !goes_on);
        }
        !self.is_stopped.get()
    }

    /// How many rows are done.
    pub(super) fn rows(&self) -> usize {
        self.rows.get()
    }

    /// Counts as many as were done before, where they are read once more in another way.
    pub(super) fn set_rows(&self, rows: usize) {
        self.rows.set(rows);
    }

    /// Whether somebody said stop.
    pub(super) fn is_stopped(&self) -> bool {
        self.is_stopped.get()
    }
}

/// How much of a cell is shown as an example of its column.
const SAMPLE_CHARS: usize = 60;

/// How to read files.
#[derive(Clone, Default)]
pub struct OpenOptions<'o> {
    /// The zones of the world, for times with an offset from UTC.
    pub zones: Option<&'o dyn Zones>,
    /// How much is read.
    pub limits: Limits,
    /// What is known of files, by their names; an empty name stands for every file.
    pub mappings: Vec<(String, FileMapping)>,
    /// Headline; what the only file calls itself, or the name of the first, where none is given.
    pub title: Option<String>,
    /// BCP 47 tag of the language of the files; English where none is given.
    pub language: Option<String>,
    /// IANA name of the zone of the place; UTC where none is given.
    pub time_zone: Option<String>,
    /// Is told of the progress, and answers whether to go on.
    pub progress: Option<&'o dyn Fn(Progress) -> bool>,
}

impl OpenOptions<'_> {
    /// Tells of the progress; the answer says whether to go on.
    pub(super) fn goes_on(&self, step: Step, done: usize, total: usize) -> bool {
        self.progress.is_none_or(|tell| tell(Progress { step, done, total, rows: 0 }))
    }

    /// What is known of a file.
    pub(super) fn mapping(&self, name: &str) -> FileMapping {
        self.mapping_of(&[name])
    }

    /// What is known of a file by the first of its names by which anything is.
    pub(crate) fn mapping_of(&self, names: &[&str]) -> FileMapping {
        let of = |wanted: &&str| self.mappings.iter().find(|(file, _)| file == wanted);
        let known = names.iter().find_map(of).or_else(|| of(&""));
        known.map(|(_, mapping)| mapping.clone()).unwrap_or_default()
    }
}

/// What was made of files.
#[derive(Debug, Default)]
pub struct Reading {
    /// The story with its details, unless there is nothing to show.
    pub story: Option<FoldedStory>,
    /// What could not be read, and how much could.
    pub report: Report,
    /// The files, those in archives and the sheets of workbooks one by one.
    pub files: Vec<OpenedFile>,
    /// Somebody said stop.
    pub is_cancelled: bool,
    /// It is a folder of which something was chosen that its `story.json` does not say.
    pub is_chosen: bool,
}

impl Reading {
    pub(super) fn cancelled(report: Report) -> Self {
        Self { report, is_cancelled: true, ..Self::default() }
    }
}

/// A file, and how it was understood.
#[derive(Clone, Debug, PartialEq)]
pub struct OpenedFile {
    /// Its name, with that of its archive before it.
    pub name: String,
    /// What it calls itself, if it does.
    pub title: Option<String>,
    /// What kind of file it is.
    pub format: Format,
    /// In which encoding it was read, if it is text.
    pub encoding: Option<Encoding>,
    /// What kind of table it is.
    pub preset: Option<Preset>,
    /// Columns, or properties of features, with what they were taken for.
    pub columns: Vec<ColumnGuess>,
    /// The first cell of each column that is not empty, cut short.
    pub samples: Vec<String>,
    /// In which order day and month stand: as somebody says, else as the cells say where all that
    /// are written in numbers are read in one order.
    pub date_order: Option<DateOrder>,
    /// What became of its rows.
    pub tally: Tally,
}

impl OpenedFile {
    pub(super) fn new(name: &str, format: Format, encoding: Option<Encoding>) -> Self {
        let tally = Tally { file: name.to_owned(), rows: 0, read: 0, skipped: 0 };
        Self {
            name: name.to_owned(),
            title: None,
            format,
            encoding,
            preset: None,
            columns: Vec::new(),
            samples: Vec::new(),
            date_order: None,
            tally,
        }
    }

    /// Takes in the order of dates that was found in a part of it; of two there is none.
    pub(super) fn find_order(&mut self, order: Option<DateOrder>) {
        let is_other = self.date_order.is_some() && order.is_some() && self.date_order != order;
        self.date_order = if is_other { None } else { self.date_order.or(order) };
    }

    /// Notes what columns are taken for. Features may have the same properties as outlines and as
    /// events: what says something stays.
    pub(super) fn tell(&mut self, sheet: &Sheet, guesses: &[ColumnGuess]) {
        let known = self.columns.len();
        for (place, guess) in guesses.iter().enumerate() {
            let sample = sheet.said(place).next().unwrap_or_default();
            let sample: String = sample.chars().take(SAMPLE_CHARS).collect();
            let before = self.columns.iter_mut().take(known);
            match before.zip(&mut self.samples).find(|(it, _)| it.column == guess.column) {
                None => {
                    self.columns.push(guess.clone());
                    self.samples.push(sample);
                }
                Some((it, of_it)) if matches!(it.role, ColumnRole::Told | ColumnRole::Ignored) => {
                    (*it, *of_it) = (guess.clone(), sample);
                }
                Some(_) => {}
            }
        }
    }
}
