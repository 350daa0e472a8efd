//! Archives, and story folders in them.

use crate::support::{check, event, gzip, only, open, open_with, zip};
use dateline_ingest::{Limits, OpenOptions};

const CSV: &[u8] = b"id,date,title,lat,lon,source\nA,2016-12-05,Shells,36.2,37.15,Gazette\n";

fn town() -> Vec<(&'static str, &'static [u8])> {
    vec![
        ("town/story.json", include_bytes!("../fixtures/town/story.json")),
        ("town/areas.geojson", include_bytes!("../fixtures/town/areas.geojson")),
        ("town/control.csv", include_bytes!("../fixtures/town/control.csv")),
        ("town/events.csv", include_bytes!("../fixtures/town/events.csv")),
        ("town/base.geojson", include_bytes!("../fixtures/town/base.geojson")),
    ]
}

#[test]
fn a_story_folder_is_read_as_one_loose_and_packed() {
    let files = town();
    let packed = zip(&files, true);
    let stored = zip(&files, false);
    let mut with_more = files.clone();
    with_more.push(("town/notes.txt", b"to do"));
    for (files, unused) in [
        (files.clone(), 0),
        (vec![("town.zip", packed.as_slice())], 0),
        (vec![("town.zip", stored.as_slice())], 0),
        (with_more, 1),
    ] {
        let reading = open(&files);
        let story = reading.whole.as_ref().unwrap();
        assert_eq!(
            (story.story.areas.len(), story.story.events.len(), story.story.base.len()),
            (3, 4, 3)
        );
        assert_eq!(reading.report.problems.len(), unused, "{:#?}", reading.report.problems);
    }
    let without = open(&[files[0], files[1], files[2], files[3]]);
    assert_eq!(only(&without, "file.missing").file, "base.geojson");
}

#[test]
fn archives_are_opened_by_what_they_are_and_no_deeper_than_twice() {
    let inner = gzip(CSV);
    let twice =
        zip(&[("a.csv.gz", inner.as_slice()), ("__MACOSX/._a", b"x"), (".DS_Store", b"x")], true);
    let reading = open(&[("data", &twice)]);
    assert_eq!(event(reading.whole.as_ref().unwrap(), "A").row, 2);
    assert_eq!(reading.files[0].name, "data/a.csv");
    let thrice = zip(
        &[(
            "data.zip",
            zip(&[("b.zip", zip(&[("a.csv", CSV)], true).as_slice())], true).as_slice(),
        )],
        true,
    );
    let rolled = gzip(&gzip(&gzip(CSV)));
    for (archive, inner) in [(&thrice, "data/data.zip/b.zip"), (&rolled, "data")] {
        let reading = open(&[("data", archive)]);
        assert!(reading.whole.is_none());
        let told = only(&reading, "file.unknown");
        let detail = "archives lie too deep in one another; one in another is read";
        assert_eq!((told.file.as_str(), told.detail.as_str()), (inner, detail));
    }
}

#[test]
fn a_bomb_is_refused_by_what_it_would_become() {
    let zeros = vec![b' '; 40 << 20];
    for bomb in [gzip(&zeros), zip(&[("a.csv", &zeros)], true)] {
        assert!(bomb.len() < 200_000);
        let reading = open(&[("bomb", &bomb)]);
        assert!(only(&reading, "file.too-large").detail.contains("200 times its size"));
        assert!(reading.whole.is_none());
    }
    // Together, too: each is small enough for itself.
    let part = vec![b' '; 1 << 20];
    let names: Vec<String> = (0..8).map(|n| format!("{n}.csv")).collect();
    let files: Vec<(&str, &[u8])> =
        names.iter().map(|name| (name.as_str(), part.as_slice())).collect();
    let limits = Limits { inflated_bytes: 4 << 20, ..Limits::DEFAULT };
    let reading = open_with(
        &[("many.zip", &zip(&files, true))],
        &OpenOptions { limits, ..OpenOptions::default() },
    );
    let refused =
        reading.report.problems.iter().filter(|it| it.code.as_str() == "file.too-large").count();
    assert_eq!(refused, 4);
}

#[test]
fn an_archive_cut_at_any_byte_gives_what_it_can_and_a_report() {
    for whole in [gzip(CSV), zip(&[("a.csv", CSV), ("b.csv", CSV)], true)] {
        for length in 0..whole.len() {
            let reading = open(&[("cut", &whole[..length])]);
            check(&reading);
            assert!(
                !reading.report.problems.is_empty() || reading.whole.is_some(),
                "cut at {length}"
            );
        }
    }
}

#[test]
fn more_files_than_the_limit_are_told_once() {
    let names: Vec<String> = (0..6).map(|n| format!("{n}.csv")).collect();
    for count in 4..=6 {
        let files: Vec<(&str, &[u8])> =
            names.iter().take(count).map(|name| (name.as_str(), CSV)).collect();
        let limits = Limits { files: 5, ..Limits::DEFAULT };
        let reading = open_with(&files, &OpenOptions { limits, ..OpenOptions::default() });
        let told = reading
            .report
            .problems
            .iter()
            .filter(|it| it.code.as_str() == "file.too-large")
            .count();
        assert_eq!(told, usize::from(count > 5));
    }
}

#[test]
fn stored_files_count_among_what_archives_may_become_and_none_is_left_out_unsaid() {
    let event =
        |id: &str| format!("id,date,title,lat,lon,source\n{id},2016-12-05,T,36.2,37.15,S\n");
    let (a, b) = (event("A"), event("B"));
    let archive = zip(&[("a.csv", a.as_bytes()), ("b.csv", b.as_bytes())], false);
    for limits in [
        Limits { inflated_bytes: a.len() * 3 / 2, ..Limits::DEFAULT },
        Limits { files: 1, ..Limits::DEFAULT },
    ] {
        let options = OpenOptions { limits, ..OpenOptions::default() };
        let reading = open_with(&[("a.zip", &archive)], &options);
        assert_eq!(reading.report.counts.events, 1);
        only(&reading, "file.too-large");
    }
}
