//! Opening files in tests, with what must hold of every reading.

use dateline_core::model::{Event, EventDetails, Text, WholeStory};
use dateline_ingest::{OpenOptions, Problem};
use std::ops::Deref;

/// What was made of files, with the story as values.
#[derive(Debug)]
pub struct Reading {
    pub whole: Option<WholeStory>,
    read: dateline_ingest::Reading,
}

impl Reading {
    /// With the story as values.
    pub fn of(read: dateline_ingest::Reading) -> Self {
        Self { whole: read.story.as_ref().map(|story| story.unfold()), read }
    }
}

impl Deref for Reading {
    type Target = dateline_ingest::Reading;

    fn deref(&self) -> &dateline_ingest::Reading {
        &self.read
    }
}

/// Reads files as they are.
pub fn read_files(files: &[(String, Vec<u8>)], options: &OpenOptions<'_>) -> Reading {
    Reading::of(dateline_ingest::read_files(files, options))
}

/// Opens files with options; every row must be accounted for.
pub fn open_with(files: &[(&str, &[u8])], options: &OpenOptions<'_>) -> Reading {
    let files: Vec<(String, Vec<u8>)> =
        files.iter().map(|(name, bytes)| ((*name).to_owned(), bytes.to_vec())).collect();
    let reading = read_files(&files, options);
    check(&reading);
    reading
}

/// What holds of every reading.
pub fn check(reading: &Reading) {
    let report = &reading.report;
    let counts = report.counts;
    let shown = counts.areas + counts.changes + counts.events + counts.base;
    assert_eq!(counts.rows, shown + counts.skipped, "every row is accounted for: {report:#?}");
    assert_eq!(report.problems.len() + report.unlisted, report.errors + report.warnings);
    let grouped: usize = report.groups.iter().map(|group| group.count).sum();
    assert!(report.groups.len() >= 256 || grouped == report.errors + report.warnings);
    for tally in &report.tallies {
        assert_eq!(tally.rows, tally.read + tally.skipped, "{tally:?}");
    }
    if let Some(story) = &reading.whole {
        assert!(story.details.fit(&story.story));
        assert_eq!(story.story.events.len(), counts.events);
        assert_eq!(story.story.areas.len(), counts.areas);
        assert_eq!(story.story.base.len(), counts.base);
    }
}

/// Opens files as they are.
pub fn open(files: &[(&str, &[u8])]) -> Reading {
    open_with(files, &OpenOptions::default())
}

/// Opens one file, which must give a story.
pub fn open_one(name: &str, text: &str) -> (WholeStory, Reading) {
    let mut reading = open(&[(name, text.as_bytes())]);
    let story = reading.whole.take();
    (story.unwrap_or_else(|| panic!("there is a story: {:#?}", reading.report)), reading)
}

/// An event with what its card shows.
#[derive(Clone, Copy)]
pub struct Shown<'s> {
    event: &'s Event,
    pub text: &'s Text,
    pub actors_text: &'s String,
    pub media_url: &'s String,
    pub media_alt: &'s Text,
}

impl<'s> Shown<'s> {
    fn of(event: &'s Event, details: &'s EventDetails) -> Self {
        let EventDetails { text, actors_text, media_url, media_alt } = details;
        Self { event, text, actors_text, media_url, media_alt }
    }
}

impl<'s> From<Shown<'s>> for &'s Event {
    fn from(shown: Shown<'s>) -> Self {
        shown.event
    }
}

impl Deref for Shown<'_> {
    type Target = Event;

    fn deref(&self) -> &Event {
        self.event
    }
}

/// All events, in order.
pub fn all(story: &WholeStory) -> Vec<Shown<'_>> {
    let events = story.story.events.iter().map(|(_, event)| event);
    events.zip(&story.details.events).map(|(event, details)| Shown::of(event, details)).collect()
}

/// The event of that id.
pub fn event<'s>(story: &'s WholeStory, id: &str) -> Shown<'s> {
    let found = all(story).into_iter().find(|event| event.id == id);
    found.unwrap_or_else(|| panic!("no event {id}: {:#?}", ids(story)))
}

/// The ids of all events.
pub fn ids(story: &WholeStory) -> Vec<&str> {
    story.story.events.iter().map(|(_, event)| event.id.as_str()).collect()
}

/// When an event was, as written.
pub fn date<'s>(event: impl Into<&'s Event>) -> &'s str {
    event.into().when.as_ref().map_or("", |when| when.text.as_str())
}

/// Where an event is, rounded to a hundred-thousandth of a degree.
pub fn place<'s>(event: impl Into<&'s Event>) -> Option<(f64, f64)> {
    let rounded = |it: f64| (it * 1e5).round() / 1e5;
    event.into().position.map(|it| (rounded(it.lat), rounded(it.lon)))
}

/// The codes of the problems, in order.
pub fn codes(reading: &Reading) -> Vec<&'static str> {
    reading.report.problems.iter().map(|problem| problem.code.as_str()).collect()
}

/// The only problem of that code.
pub fn only<'r>(reading: &'r Reading, code: &str) -> &'r Problem {
    let all = &reading.report.problems;
    let found: Vec<&Problem> = all.iter().filter(|it| it.code.as_str() == code).collect();
    assert_eq!(found.len(), 1, "{code} in {all:#?}");
    found[0]
}

/// A deflated GZIP file.
pub fn gzip(bytes: &[u8]) -> Vec<u8> {
    use std::io::Write;
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// A ZIP archive; with `deflated` its files are packed.
pub fn zip(files: &[(&str, &[u8])], deflated: bool) -> Vec<u8> {
    use std::io::Write;
    let (mut out, mut directory) = (Vec::new(), Vec::new());
    for (name, bytes) in files {
        let packed = if deflated {
            let mut encoder =
                flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::best());
            encoder.write_all(bytes).unwrap();
            encoder.finish().unwrap()
        } else {
            bytes.to_vec()
        };
        let offset = out.len() as u32;
        let mut crc = flate2::Crc::new();
        crc.update(bytes);
        let mut common = Vec::new();
        common.extend(20_u16.to_le_bytes());
        common.extend(0x0800_u16.to_le_bytes());
        common.extend((if deflated { 8_u16 } else { 0 }).to_le_bytes());
        common.extend([0; 4]);
        common.extend(crc.sum().to_le_bytes());
        common.extend((packed.len() as u32).to_le_bytes());
        common.extend((bytes.len() as u32).to_le_bytes());
        common.extend((name.len() as u16).to_le_bytes());
        common.extend(0_u16.to_le_bytes());
        out.extend(b"PK\x03\x04");
        out.extend(&common);
        out.extend(name.as_bytes());
        out.extend(&packed);
        directory.extend(b"PK\x01\x02\x14\x00");
        directory.extend(&common);
        directory.extend([0; 10]);
        directory.extend(offset.to_le_bytes());
        directory.extend(name.as_bytes());
    }
    let (count, start) = (files.len() as u16, out.len() as u32);
    out.extend(&directory);
    out.extend(b"PK\x05\x06\x00\x00\x00\x00");
    out.extend(count.to_le_bytes());
    out.extend(count.to_le_bytes());
    out.extend((directory.len() as u32).to_le_bytes());
    out.extend(start.to_le_bytes());
    out.extend(0_u16.to_le_bytes());
    out
}
