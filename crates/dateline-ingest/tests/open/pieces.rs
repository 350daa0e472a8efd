//! Files that are handed over piece by piece: what is read of them is what is read of a whole.

use crate::support::{Reading, check, codes, event, only, open, open_with};
use dateline_ingest::{Content, Limits, OpenOptions, Pieces, read_contents};
use std::cell::Cell;
use std::rc::Rc;

/// A file of which no more is ever handed over at a time than was told.
struct Handed {
    bytes: Vec<u8>,
    longest: Rc<Cell<usize>>,
    asked: Rc<Cell<usize>>,
    /// After so many questions there are other bytes in it, or none.
    changes: Option<(usize, Option<u8>)>,
}

impl Handed {
    fn of(text: &str) -> Self {
        let (longest, asked) = (Rc::default(), Rc::default());
        Self { bytes: text.as_bytes().to_vec(), longest, asked, changes: None }
    }
}

impl Pieces for Handed {
    fn bytes(&self) -> u64 {
        self.bytes.len() as u64
    }

    fn read(&self, from: u64, count: usize) -> Option<Vec<u8>> {
        self.longest.set(self.longest.get().max(count));
        self.asked.set(self.asked.get() + 1);
        let from = from as usize;
        let read = self.bytes[from..from + count].to_vec();
        match self.changes {
            Some((after, other)) if self.asked.get() > after => other.map(|byte| vec![byte; count]),
            _ => Some(read),
        }
    }
}

fn read(files: Vec<(&str, Handed)>, options: &OpenOptions<'_>) -> Reading {
    let content = |(name, file): (&str, Handed)| (name.to_owned(), Content::Pieces(Box::new(file)));
    let read = read_contents(files.into_iter().map(content).collect(), options);
    let reading = Reading::of(read);
    check(&reading);
    reading
}

const HEAD: &str = "id,date,title,lat,lon,source\n";

/// More than a megabyte, and a broken date in every thousandth row.
fn long_table() -> String {
    let row = |n: usize| {
        let day = if n.is_multiple_of(1000) { "soon" } else { "2016-12-05" };
        format!("E{n},{day},\"قصف, \"\"{n}\"\"\nفي الشعار\",36.2,37.15,Gazette\r\n")
    };
    HEAD.to_owned() + &(0..20_000).map(row).collect::<String>()
}

#[test]
fn a_long_table_is_read_as_it_would_be_as_a_whole_and_never_asked_for_at_once() {
    let text = long_table();
    let file = Handed::of(&text);
    let (longest, asked) = (Rc::clone(&file.longest), Rc::clone(&file.asked));
    let reading = read(vec![("a.csv", file)], &OpenOptions::default());
    // It is looked through and then read; for each sign between cells a look is had at its head.
    assert!(asked.get() <= 2 * text.len().div_ceil(1 << 18) + 4, "{}", asked.get());
    let whole = open(&[("a.csv", text.as_bytes())]);
    assert!(text.len() > 1 << 20 && longest.get() <= 1 << 18, "{}", longest.get());
    assert_eq!(reading.report, whole.report);
    assert_eq!(reading.files, whole.files);
    assert_eq!(reading.whole, whole.whole);
    assert_eq!(reading.report.counts.events, 20_000);
    let broken: Vec<Option<u32>> = reading.report.problems.iter().map(|it| it.row).collect();
    // Each row has two lines.
    assert_eq!(broken, (0..20).map(|n| Some(2 + n * 2_000)).collect::<Vec<_>>());
}

#[test]
fn a_quotation_mark_that_nobody_closes_costs_its_line_alone_however_the_table_is_handed_over() {
    let row = |n: usize| format!("E{n},2016-12-05,Talks,36.2,37.15,Gazette\n");
    let rows = |from: usize, to: usize| (from..to).map(row).collect::<String>();
    let outline = format!("\"{}\"", "in one line, ".repeat(100_000));
    let far = 40_000;
    let text = [
        HEAD,
        &rows(0, 2),
        "open,2016-12-06,\"Shells,36.3,37.25,Gazette\n",
        &rows(2, far),
        &format!("long,2016-12-07,{outline},36.3,37.25,Gazette\n"),
        "tale,2016-12-08,\"of two\nlines\",36.3,37.25,Gazette\n",
    ]
    .concat();
    assert!(text.len() > 2 << 20 && outline.len() > 1 << 20);
    let reading = read(vec![("a.csv", Handed::of(&text))], &OpenOptions::default());
    assert_eq!(only(&reading, "row.quote").row, Some(4));
    assert_eq!(reading.report.counts.events, far + 3);
    let story = reading.whole.as_ref().unwrap();
    assert_eq!(event(story, "open").row, 4);
    assert_eq!(event(story, "E2").row, 5);
    assert_eq!(event(story, "tale").row as usize, far + 4);
    let whole = open(&[("a.csv", text.as_bytes())]);
    assert_eq!((&reading.report, &reading.whole), (&whole.report, &whole.whole));
}

#[test]
fn a_table_of_nothing_but_open_quotation_marks_is_read_in_time() {
    let text = HEAD.to_owned() + &"a\",\"\n".repeat(400_000);
    let reading = read(vec![("a.csv", Handed::of(&text))], &OpenOptions::default());
    assert!(codes(&reading).contains(&"row.quote"));
}

#[test]
fn whatever_else_is_long_is_read_as_a_whole() {
    let members = "\"title\":\"x\",".repeat(100_000);
    let text = format!("[{{{members}\"date\":\"2016-12-05\"}}]");
    let reading = read(vec![("a.json", Handed::of(&text))], &OpenOptions::default());
    assert!(text.len() > 1 << 20);
    assert_eq!(reading.report, open(&[("a.json", text.as_bytes())]).report);
}

#[test]
fn a_table_that_changes_while_it_is_read_is_told_of_with_the_rows_above() {
    let text = long_table();
    let pieces = text.len().div_ceil(1 << 18);
    for other in [None, Some(0xFF)] {
        // It is looked through once, and its head is read anew for each sign between cells.
        let changes = Some((pieces + 4, other));
        let file = Handed { changes, ..Handed::of(&text) };
        let reading = read(vec![("a.csv", file)], &OpenOptions::default());
        let broken = only(&reading, "file.broken");
        let events = reading.report.counts.events;
        assert!(events > 1_000 && events < 20_000, "{events}");
        // Each row has two lines and every thousandth no date; the last row is the one that is named.
        assert_eq!(
            broken.row.map(|row| row as usize),
            Some(2 * (reading.report.counts.rows - 1) + 2)
        );
    }
}

#[test]
fn a_file_that_cannot_be_had_is_told_of_and_the_others_are_read() {
    for (bytes, limit) in [(10, 1 << 28), (2 << 20, 1 << 28), (2 << 20, 1_000), (2 << 20, 10)] {
        let lost = Handed { changes: Some((0, None)), ..Handed::of(&"x".repeat(bytes)) };
        let table_bytes = limit.max(1_000_000);
        let limits = Limits { bytes: limit.max(100), table_bytes, ..Limits::DEFAULT };
        let options = OpenOptions { limits, ..OpenOptions::default() };
        let other = Handed::of("id,date,title\nA,2016-12-05,Talks\n");
        let files = vec![("lost.csv", lost), ("a.csv", other)];
        let reading = read(files, &options);
        assert_eq!(only(&reading, "file.broken").file, "lost.csv");
        assert_eq!(reading.report.counts.events, 1);
    }
}

#[test]
fn a_long_table_of_a_story_is_read_with_it() {
    let manifest =
        r#"{"dateline":1,"id":"a","title":"A","timezone":"UTC","files":{"events":"events.csv"}}"#;
    let rows = |n: usize| format!("E{n},2016-12-05,{},36.2,37.15,Gazette\n", "x".repeat(80));
    let text = HEAD.to_owned() + &(0..10_000).map(rows).collect::<String>();
    assert!(text.len() > 1 << 20);
    let files = vec![("story.json", Handed::of(manifest)), ("events.csv", Handed::of(&text))];
    let reading = read(files, &OpenOptions::default());
    assert_eq!(reading.report.counts.events, 10_000);
    // Alone it might be longer.
    let limits = Limits { bytes: text.len() - 1, ..Limits::DEFAULT };
    let files = vec![("story.json", Handed::of(manifest)), ("events.csv", Handed::of(&text))];
    let beyond = read(files, &OpenOptions { limits, ..OpenOptions::default() });
    assert!(codes(&beyond).contains(&"file.too-large"), "{:#?}", beyond.report.problems);
    let lost = Handed { changes: Some((0, None)), ..Handed::of(&text) };
    let files = vec![("story.json", Handed::of(manifest)), ("events.csv", lost)];
    let lost = read(files, &OpenOptions::default());
    assert!(only(&lost, "file.missing").detail.contains("cannot be read"));
    let used: Vec<&str> = reading.files.iter().map(|file| file.name.as_str()).collect();
    assert_eq!(used, ["story.json", "events.csv"]);
}

#[test]
fn a_table_may_be_longer_than_other_files_whether_in_pieces_or_not() {
    let limits = Limits { bytes: 1_000, table_bytes: 2_000, ..Limits::DEFAULT };
    let options = OpenOptions { limits, ..OpenOptions::default() };
    let table = |rows: usize| HEAD.to_owned() + &"A,2016-12-05,T,36.2,37.15,S\n".repeat(rows);
    let (within, beyond) = (table(60), table(90));
    let told = |name, text: &str| codes(&open_with(&[(name, text.as_bytes())], &options));
    assert!(!told("a.csv", &within).contains(&"file.too-large"), "{}", within.len());
    assert_eq!(told("a.csv", &beyond), ["file.too-large"]);
    assert_eq!(told("a.json", &format!("[\"{within}\"]")), ["file.too-large"]);
    let long = long_table();
    for (table_bytes, bytes) in [(long.len(), 1_000), (long.len() - 1, 1_000)] {
        let limits = Limits { bytes, table_bytes, ..Limits::DEFAULT };
        let options = OpenOptions { limits, ..OpenOptions::default() };
        let reading = read(vec![("a.csv", Handed::of(&long))], &options);
        let is_read = table_bytes == long.len();
        assert_eq!(reading.report.counts.events > 0, is_read);
        if !is_read {
            let told = format!("{} bytes, the limit is {table_bytes}", long.len());
            assert_eq!(only(&reading, "file.too-large").detail, told);
        }
    }
}
