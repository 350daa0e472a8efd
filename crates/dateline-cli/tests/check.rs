//! The built tool, run on folders with and without flaws.
#![allow(clippy::unwrap_used)]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn dateline(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_dateline")).args(arguments).output().unwrap()
}

fn fixture(name: &str) -> String {
    let crates: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().into();
    crates.join("dateline-ingest/tests/fixtures").join(name).to_str().unwrap().to_owned()
}

fn stdout(output: &Output) -> &str {
    std::str::from_utf8(&output.stdout).unwrap()
}

#[test]
fn a_folder_without_a_flaw_gives_the_summary_and_status_0() {
    for path in ["town", "town/", "town/story.json"] {
        let output = dateline(&["check", &fixture(path)]);
        assert_eq!(
            stdout(&output),
            "0 errors, 0 warnings: 3 areas, 4 changes, 4 events (1 undated, 1 unplaced), \
             3 base features; 0 skipped\n"
        );
        assert_eq!(output.status.code(), Some(0));
    }
}

#[test]
fn each_problem_has_its_line_and_errors_give_status_1() {
    let output = dateline(&["check", &fixture("broken")]);
    assert_eq!(output.status.code(), Some(1));
    let text = stdout(&output);
    let starts = [
        "story.json:7:span: date.unreadable: “2020-13-40” cannot be read as a date: month 13 does not exist",
        "story.json:12:fadeDasy: story.key: ",
        "events.csv:2:date: date.unreadable: “2016-13-40” cannot be read as a date: ",
        "events.csv:3:date: date.ambiguous: “03/04/2020” can be two different days: ",
        "events.csv:4: row.ragged: ",
        "control.csv:2:date: date.unreadable: “2016-13-40” ",
        "control.csv:3:area: area.unknown: No area has the id “castle”. ",
        "base.geojson: file.missing: ",
    ];
    for start in starts {
        assert!(
            text.lines().any(|line| line.starts_with(start)),
            "no line starts with {start}:\n{text}"
        );
    }
    let summary = text.lines().last().unwrap();
    assert!(summary.contains("3 areas, 1 change, 3 events (2 undated"), "{summary}");
    assert!(summary.ends_with("2 skipped"), "{summary}");
}

#[test]
fn json_has_the_same_problems_for_programs() {
    let output = dateline(&["check", "--json", &fixture("broken")]);
    assert_eq!(output.status.code(), Some(1));
    let value: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let problems = value["problems"].as_array().unwrap();
    let lines = stdout(&dateline(&["check", &fixture("broken")])).lines().count();
    assert_eq!(problems.len(), lines - 1);
    let castle = problems.iter().find(|it| it["code"] == "area.unknown").unwrap();
    assert_eq!((&castle["file"], &castle["row"]), (&"control.csv".into(), &3.into()));
    assert_eq!((&castle["column"], &castle["severity"]), (&"area".into(), &"error".into()));
    assert_eq!((&value["changes"], &value["skipped"]), (&1.into(), &2.into()));
}

#[test]
fn a_story_that_is_not_there_is_told_by_its_path() {
    for path in [fixture("nowhere"), fixture("nowhere/story.json")] {
        let packed = std::env::temp_dir().join(format!("dateline-none-{}", std::process::id()));
        let pack = ["pack", &path, "-o", packed.to_str().unwrap()];
        for arguments in [&["check", &path][..], &pack] {
            let output = dateline(arguments);
            assert_eq!((output.status.code(), stdout(&output)), (Some(1), ""));
            let said = String::from_utf8(output.stderr).unwrap();
            assert!(said.starts_with(&format!("dateline: {path}: ")), "{said}");
        }
        assert!(!packed.exists());
    }
}

#[test]
fn a_folder_with_warnings_alone_gives_status_0() {
    let folder = std::env::temp_dir().join(format!("dateline-check-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    for name in ["story.json", "areas.geojson", "control.csv", "events.csv", "base.geojson"] {
        std::fs::copy(fixture(&format!("town/{name}")), folder.join(name)).unwrap();
    }
    let story = std::fs::read_to_string(folder.join("story.json")).unwrap();
    std::fs::write(folder.join("story.json"), story.replace("fadeDays", "fadeDasy")).unwrap();
    let output = dateline(&["check", folder.to_str().unwrap()]);
    std::fs::remove_dir_all(&folder).unwrap();
    assert!(stdout(&output).contains("story.json:13:fadeDasy: story.key: "), "{}", stdout(&output));
    assert!(stdout(&output).contains("0 errors, 1 warning: "));
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn help_is_printed_and_what_cannot_be_understood_gives_the_usage_and_status_2() {
    let help = dateline(&["help"]);
    assert_eq!(help.status.code(), Some(0));
    assert!(stdout(&help).contains("dateline check FOLDER"));
    let wrong: [&[&str]; 13] = [
        &[],
        &["paint"],
        &["check"],
        &["check", "a", "-o", "b"],
        &["check", "a", "--date-order", "ymd"],
        &["check", "a", "--column", "date"],
        &["pack", "a"],
        &["check", "--xml", "a"],
        &["pack", "a", "-o", "b", "--json"],
        &["pack", "a", "-o", "b", "--columns"],
        &["keep", "a", "-o", "b", "--json"],
        &["keep", "a", "-o", "b", "--apart"],
        &["chek\u{1b}[2J"],
    ];
    for arguments in wrong {
        let output = dateline(arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(said.contains("dateline check FOLDER") && !said.contains('\u{1b}'), "{said}");
    }
}

#[test]
fn a_folder_of_snapshots_is_checked_and_packed_with_every_file_that_story_json_names() {
    let folder = std::env::temp_dir().join(format!("dateline-snapshots-{}", std::process::id()));
    std::fs::create_dir_all(folder.join("control")).unwrap();
    let square = r#"{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,0]]]}"#;
    let story = r#"{"dateline":1,"title":"T","timeZone":"UTC","span":"2020-01","actors":[{"id":"red"}],
        "files":{"snapshots":["control/2020-01-03.geojson","control/2020-01-05.geojson"]}}"#;
    std::fs::write(folder.join("story.json"), story).unwrap();
    for day in ["2020-01-03", "2020-01-05"] {
        let text = format!(
            r#"{{"type":"FeatureCollection","features":[{{"type":"Feature","id":"a","properties":{{"owner":"red","source":"S"}},"geometry":{square}}}]}}"#
        );
        std::fs::write(folder.join(format!("control/{day}.geojson")), text).unwrap();
    }
    let (path, file) = (folder.to_str().unwrap(), folder.join("out.dateline"));
    let checked = dateline(&["check", path]);
    assert_eq!(
        stdout(&checked),
        "control/2020-01-03.geojson: 1 row: 1 read, 0 skipped\n\
         control/2020-01-05.geojson: 1 row: 1 read, 0 skipped\n\
         0 errors, 0 warnings: 1 area, 2 changes, 0 events (0 undated, 0 unplaced), \
         0 base features; 0 skipped\n"
    );
    let packed = dateline(&["pack", path, "-o", file.to_str().unwrap()]);
    assert_eq!(packed.status.code(), Some(0));
    assert!(file.metadata().unwrap().len() > 0);
    std::fs::remove_dir_all(&folder).unwrap();
}
