//! The built tool, run on files as people have them.
#![allow(clippy::unwrap_used)]

use dateline_core::pack::decode;
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

fn dateline(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_dateline")).args(arguments).output().unwrap()
}

/// A folder of the test's own with those files.
fn folder(name: &str, files: &[(&str, &str)]) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("dateline-open-{name}-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    for (name, text) in files {
        std::fs::write(folder.join(name), text).unwrap();
    }
    folder
}

const EVENTS: &str = "Datum;Titel;Breite;Länge;Quelle\n3/4/2022;Shells;36,2;37,15;Gazette\n5/6/2022;Talks;36,3;37,2;Radio\n";

#[test]
fn a_table_is_checked_and_packed_as_it_is() {
    let folder = folder("table", &[("events.csv", EVENTS)]);
    let file = folder.join("events.csv");
    let path = file.to_str().unwrap();
    let checked = dateline(&["check", path, "--columns"]);
    let text = String::from_utf8(checked.stdout).unwrap();
    assert_eq!(checked.status.code(), Some(1));
    for words in [
        ": table, UTF-8\n  Datum: date (",
        "events.csv:2:Datum: date.ambiguous: “3/4/2022” can be two different days: 2022-04-03 or 2022-03-04. ",
        "2 events (2 undated, 0 unplaced)",
    ] {
        assert!(text.contains(words), "{words} in {text}");
    }
    let decided = dateline(&["check", path, "--date-order", "dmy"]);
    assert_eq!(decided.status.code(), Some(0), "{}", String::from_utf8_lossy(&decided.stdout));
    let packed = folder.join("out.dateline");
    let hints = ["--date-order", "mdy", "--title", "A week", "-o", packed.to_str().unwrap()];
    let output = dateline(&[&["pack", path], hints.as_slice()].concat());
    assert_eq!(output.status.code(), Some(0));
    let story = decode(&std::fs::read(&packed).unwrap()).unwrap().story.unwrap();
    let dates: Vec<_> = story.events.iter().map(|(_, it)| it.when.clone().unwrap().text).collect();
    assert_eq!(dates, ["2022-03-04", "2022-05-06"]);
    assert_eq!(story.meta.title.in_language("en"), "A week");
    std::fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn a_folder_without_a_story_is_read_file_by_file_with_times_of_the_place() {
    let areas = r#"{"type":"FeatureCollection","features":[{"type":"Feature","id":"mill","properties":{},"geometry":{"type":"Polygon","coordinates":[[[37,36],[38,36],[38,37],[37,36]]]}}]}"#;
    let events = "id,time,title,area,source\nA,2016-12-05T22:05:00Z,Shells,mill,Gazette\n";
    let folder = folder("folder", &[("areas.geojson", areas), ("events.csv", events)]);
    let path = folder.to_str().unwrap();
    let output = dateline(&["check", path, "--json", "--time-zone", "Asia/Damascus"]);
    let value: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(
        (&value["areas"], &value["events"], &value["errors"]),
        (&1.into(), &1.into(), &0.into())
    );
    assert_eq!(value["files"][1]["columns"][1]["role"], "date");
    let packed = folder.join("out.dateline");
    let written = packed.to_str().unwrap();
    assert!(
        dateline(&["pack", path, "--time-zone", "Asia/Damascus", "-o", written]).status.success()
    );
    let story = decode(&std::fs::read(&packed).unwrap()).unwrap().story.unwrap();
    let (_, shells) = story.events.iter().next().unwrap();
    let (_, minute, _) = shells.when.as_ref().unwrap().span.start.hms();
    assert_eq!((shells.when.as_ref().unwrap().span.start.hms().0, minute), (0, 5));
    std::fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn files_are_kept_as_a_folder_that_is_read_as_they_were() {
    let folder = folder("keep", &[("events.csv", EVENTS)]);
    let (file, kept) = (folder.join("events.csv"), folder.join("story"));
    let (file, kept) = (file.to_str().unwrap(), kept.to_str().unwrap());
    let first = dateline(&["keep", file, "--date-order", "dmy", "-o", kept]);
    let said = String::from_utf8(first.stdout).unwrap();
    assert!(said.ends_with(&format!("{kept}/story.json\n{kept}/events.csv\n")), "{said}");
    let checked = dateline(&["check", kept]);
    assert_eq!(checked.status.code(), Some(0));
    let text = String::from_utf8(checked.stdout).unwrap();
    assert!(text.contains("2 events (0 undated, 0 unplaced)"), "{text}");
    let other = dateline(&["check", kept, "--date-order", "mdy", "--columns"]);
    let text = String::from_utf8(other.stdout).unwrap();
    assert!(text.contains("events.csv: table, UTF-8\n  Datum: date (100 %, by chosen)"), "{text}");
    let packed = folder.join("out.dateline");
    let hints = ["--date-order", "mdy", "--title", "A week", "-o", packed.to_str().unwrap()];
    dateline(&[&["pack", kept], hints.as_slice()].concat());
    let story = decode(&std::fs::read(&packed).unwrap()).unwrap().story.unwrap();
    let dates: Vec<_> = story.events.iter().map(|(_, it)| it.when.clone().unwrap().text).collect();
    assert_eq!(dates, ["2022-03-04", "2022-05-06"]);
    assert_eq!(story.meta.title.in_language("en"), "A week");
    let again = dateline(&["keep", file, "-o", kept]);
    assert_eq!(again.status.code(), Some(1), "a folder is not written over");
    std::fs::remove_dir_all(&folder).unwrap();
}

const ACLED: &str = "event_id_cnty,event_date,year,event_type,fatalities,latitude,longitude,source\nSYR1,05 December 2016,2016,Battles,2,36.2,37.1,Gazette\nSYR2,soon,2016,Battles,2,36.2,37.1,Gazette\n";

#[test]
fn what_is_handed_on_does_not_say_where_files_lay_and_the_terminal_does() {
    let parent = folder("whistle", &[("acled.csv", ACLED)]);
    let (file, packed) = (parent.join("acled.csv"), parent.join("out.dateline"));
    let (file, kept) = (file.to_str().unwrap(), parent.join("story"));
    let hidden = parent.file_name().unwrap().to_str().unwrap();
    for apart in [&["--apart"][..], &[]] {
        let asked = ["pack", file, "-o", packed.to_str().unwrap()];
        let output = dateline(&[&asked, apart].concat());
        let said = String::from_utf8(output.stdout).unwrap();
        assert!(said.contains(&format!("{file}:3:event_date: date.unreadable: ")), "{said}");
        assert!(said.contains(&format!("{file}: 2 rows: 2 read, 0 skipped\n")), "{said}");
        let bytes = std::fs::read(&packed).unwrap();
        let pack = decode(&bytes).unwrap();
        assert_eq!(pack.report.problems.first().map(|it| it.file.as_str()), Some("acled.csv"));
        assert_eq!(pack.story.unwrap().meta.credits[0].what.in_language("en"), "acled.csv");
        assert!(!String::from_utf8_lossy(&bytes).contains(hidden));
    }
    let output = dateline(&["keep", file, "-o", kept.to_str().unwrap()]);
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(said.contains(&format!("{file}:3:event_date: date.unreadable: ")), "{said}");
    let story = std::fs::read_to_string(kept.join("story.json")).unwrap();
    assert!(story.contains("\"what\": \"acled.csv\"") && !story.contains(hidden), "{story}");
    std::fs::remove_dir_all(&parent).unwrap();
}

#[test]
fn a_folder_without_files_is_an_error_and_folders_within_one_are_told_of() {
    let parent = folder("parent", &[(".DS_Store", "x"), ("Thumbs.db", "x"), ("desktop.ini", "x")]);
    let path = parent.to_str().unwrap();
    for arguments in [&["check", path][..], &["check", "--json", path]] {
        let output = dateline(arguments);
        assert_eq!(output.status.code(), Some(1));
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(
            said.starts_with(&format!("dateline: {path}: there is neither a story.json")),
            "{said}"
        );
    }
    for inner in [".git", "one", "two"] {
        std::fs::create_dir(parent.join(inner)).unwrap();
    }
    let told = |output: &Output| {
        let said = String::from_utf8(output.stderr.clone()).unwrap();
        said.lines().filter(|line| line.ends_with("a folder within a folder is not read")).count()
    };
    let output = dateline(&["check", path]);
    assert_eq!((output.status.code(), told(&output)), (Some(1), 2));
    std::fs::write(parent.join("events.csv"), EVENTS).unwrap();
    let output = dateline(&["check", path, "--date-order", "dmy"]);
    assert_eq!((output.status.code(), told(&output)), (Some(0), 2));
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.contains("2 events (0 undated") && !text.contains("DS_Store"), "{text}");
    std::fs::remove_dir_all(&parent).unwrap();
}

#[test]
fn a_story_in_an_archive_is_kept_with_its_folders_or_not_at_all() {
    let parent = folder("archive", &[]);
    let square = r#"{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,0]]]}"#;
    let story = r#"{"dateline":1,"title":"T","timeZone":"UTC","span":"2020-01","actors":[{"id":"red"}],
        "files":{"snapshots":["control/2020-01-03.geojson"]}}"#;
    let outlines = format!(
        r#"{{"type":"FeatureCollection","features":[{{"type":"Feature","id":"a","properties":{{"owner":"red","source":"S"}},"geometry":{square}}}]}}"#
    );
    let files = [
        ("story.json".to_owned(), story.as_bytes().to_vec()),
        ("control/2020-01-03.geojson".to_owned(), outlines.into_bytes()),
    ];
    let archive = parent.join("story.zip");
    std::fs::write(&archive, dateline_ingest::zip(&files).unwrap()).unwrap();
    let (archive, kept) = (archive.to_str().unwrap(), parent.join("out"));
    let output = dateline(&["keep", archive, "-o", kept.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    let checked = dateline(&["check", kept.to_str().unwrap()]);
    assert!(String::from_utf8(checked.stdout).unwrap().contains("1 area, 2 changes"));
    std::fs::remove_dir_all(&parent).unwrap();
}

#[test]
fn no_file_is_packed_over_what_it_is_made_of() {
    let folder = folder("over", &[("events.csv", EVENTS)]);
    let file = folder.join("events.csv");
    let (file, path) = (file.to_str().unwrap(), folder.to_str().unwrap());
    let aside = format!("{path}/../{}/events.csv", folder.file_name().unwrap().to_str().unwrap());
    for arguments in
        [["pack", file, "-o", file], ["pack", path, "-o", file], ["pack", file, "-o", &aside]]
    {
        let output = dateline(&arguments);
        assert_eq!(output.status.code(), Some(1), "{arguments:?}");
        assert!(String::from_utf8(output.stderr).unwrap().contains("would be written over"));
        assert_eq!(std::fs::read_to_string(file).unwrap(), EVENTS);
    }
    std::fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn a_table_that_says_nothing_is_an_error_and_so_is_a_slip_in_the_name_of_a_column() {
    let list = "Tag,Wo\nsoon,Mill\nlater,Hall\n";
    let folder = folder("left", &[("events.csv", EVENTS), ("list.csv", list)]);
    let check = |file: &str, more: &[&str]| {
        let path = folder.join(file);
        let output = dateline(&[&["check", path.to_str().unwrap()], more].concat());
        (output.status.code(), String::from_utf8(output.stdout).unwrap())
    };
    let (status, text) = check("list.csv", &[]);
    assert_eq!(status, Some(1));
    for words in [
        "list.csv: column.guessed: ",
        "stands under “Tag, Wo”: no column says when or where. ",
        " Here that is --column NAME=date and --column NAME=place.\n",
        "list.csv: 2 rows: 0 read, 2 skipped\n",
    ] {
        assert!(text.contains(words), "{words} in {text}");
    }
    let (status, text) = check("events.csv", &["--date-order", "dmy", "--column", "Datun=date"]);
    assert_eq!(status, Some(1));
    assert!(text.starts_with("--column:Datun: column.missing: The table has no"), "{text}");
    let (status, text) =
        check("events.csv", &["--date-order", "dmy", "--time-zone", "Asia/Damaskus"]);
    assert_eq!(status, Some(1));
    assert!(text.starts_with("--time-zone: story.zone: No time zone is called"), "{text}");
    std::fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn a_file_that_is_not_there_is_named() {
    let output = dateline(&["check", "nowhere/a.csv", "nowhere/b.csv"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8(output.stderr).unwrap().starts_with("dateline: nowhere/a.csv: "));
}

#[test]
fn what_comes_through_a_pipe_is_read_and_can_be_kept() {
    let parent = folder("pipe", &[]);
    let kept = parent.join("kept");
    let commands =
        [vec!["check", "/dev/stdin"], vec!["keep", "/dev/stdin", "-o", kept.to_str().unwrap()]];
    for arguments in commands {
        let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
        let command = command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = command.spawn().unwrap();
        child.stdin.take().unwrap().write_all(EVENTS.as_bytes()).unwrap();
        let output = child.wait_with_output().unwrap();
        assert!(!String::from_utf8_lossy(&output.stdout).contains("file.unknown"), "{output:?}");
    }
    assert_eq!(std::fs::read_to_string(kept.join("stdin")).unwrap(), EVENTS);
    std::fs::remove_dir_all(parent).unwrap();
}

#[test]
fn more_files_than_may_be_open_at_a_time_are_read_together() {
    let names: Vec<String> = (0..60).map(|n| format!("{n}.csv")).collect();
    let files: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), EVENTS)).collect();
    let path = folder("many", &files);
    let dateline = env!("CARGO_BIN_EXE_dateline");
    let script = format!("ulimit -n 30 && exec '{dateline}' check '{}'", path.display());
    let output = Command::new("sh").args(["-c", &script]).output().unwrap();
    assert!(String::from_utf8_lossy(&output.stdout).contains("59.csv"), "{output:?}");
    std::fs::remove_dir_all(path).unwrap();
}
