//! The story of an invented town, and ways to damage it.

use dateline_core::model::{Details, Story, WholeStory};
use dateline_ingest::{Code, Limits, Problem, ReadOptions, Report, read_manifest, read_story_with};
use std::collections::BTreeMap;

/// The files of a story by name.
#[derive(Clone)]
pub struct Town {
    pub files: BTreeMap<String, Vec<u8>>,
    pub limits: Limits,
}

/// The town without a flaw.
pub fn town() -> Town {
    let files = [
        ("story.json", include_bytes!("../fixtures/town/story.json").as_slice()),
        ("areas.geojson", include_bytes!("../fixtures/town/areas.geojson").as_slice()),
        ("control.csv", include_bytes!("../fixtures/town/control.csv").as_slice()),
        ("events.csv", include_bytes!("../fixtures/town/events.csv").as_slice()),
        ("base.geojson", include_bytes!("../fixtures/town/base.geojson").as_slice()),
    ];
    let files = files.map(|(name, bytes)| (name.to_owned(), bytes.to_vec()));
    Town { files: files.into(), limits: Limits::DEFAULT }
}

impl Town {
    /// Other bytes in a file.
    pub fn with(mut self, file: &str, bytes: impl Into<Vec<u8>>) -> Self {
        self.files.insert(file.to_owned(), bytes.into());
        self
    }

    /// Without a file.
    pub fn without(mut self, file: &str) -> Self {
        self.files.remove(file);
        self
    }

    /// The text of a file.
    pub fn text(&self, file: &str) -> String {
        String::from_utf8(self.files[file].clone()).unwrap()
    }

    /// With other words in a file, which must be there.
    pub fn replacing(self, file: &str, from: &str, to: &str) -> Self {
        let text = self.text(file);
        assert!(text.contains(from), "{file} does not contain {from}");
        self.with(file, text.replacen(from, to, 1))
    }

    /// With the rows under a header.
    pub fn with_rows(self, file: &str, header: &str, rows: &[&str]) -> Self {
        self.with(file, format!("{header}\n{}\n", rows.join("\n")))
    }

    /// What is read.
    pub fn read(&self) -> (Option<Story>, Report) {
        let (whole, report) = self.read_whole();
        (whole.map(|whole| whole.story), report)
    }

    /// What is read, with the details.
    pub fn read_whole(&self) -> (Option<WholeStory>, Report) {
        let get = |name: &str| self.files.get(name).cloned().ok_or_else(|| "404".to_owned());
        let (manifest, report) = read_manifest(get("story.json"));
        let Some(manifest) = manifest else { return (None, report) };
        let names: Vec<String> =
            manifest.file_names().iter().map(|(_, name)| (*name).to_owned()).collect();
        let files: Vec<_> = names.into_iter().map(|name| (name.clone(), get(&name))).collect();
        let options = ReadOptions { limits: self.limits, ..ReadOptions::default() };
        let (story, report) = read_story_with(manifest, &files, report, options);
        let whole = story.map(|story| story.unfold());
        if let Some(whole) = &whole {
            assert!(whole.details.fit(&whole.story), "each event and change has its details");
        }
        let counts = report.counts;
        let shown = counts.areas + counts.changes + counts.events + counts.base;
        assert_eq!(counts.rows, shown + counts.skipped, "every row is accounted for");
        for tally in &report.tallies {
            assert_eq!(tally.rows, tally.read + tally.skipped, "{tally:?}");
        }
        assert_eq!(report.problems.len() + report.unlisted, report.errors + report.warnings);
        (whole, report)
    }

    /// The details of the story, which must be there.
    pub fn details(&self) -> Details {
        self.read_whole().0.expect("there is a story").details
    }

    /// The story, which must be there, and the report.
    pub fn story(&self) -> (Story, Report) {
        let (story, report) = self.read();
        (story.expect("there is a story"), report)
    }
}

/// The codes of a report, in order.
pub fn codes(report: &Report) -> Vec<&'static str> {
    report.problems.iter().map(|problem| problem.code.as_str()).collect()
}

/// The only problem of that kind.
pub fn only(report: &Report, code: Code) -> &Problem {
    let found: Vec<&Problem> = report.problems.iter().filter(|it| it.code == code).collect();
    assert_eq!(found.len(), 1, "{code:?} in {:#?}", report.problems);
    found[0]
}

/// File, row, column and value of a problem.
pub fn place(problem: &Problem) -> (&str, Option<u32>, Option<&str>, &str) {
    (&problem.file, problem.row, problem.column.as_deref(), &problem.value)
}
