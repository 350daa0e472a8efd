//! The built tool packs folders, and what it packs is what the folder says.
#![allow(clippy::unwrap_used)]

use dateline_cli::read_folder;
use dateline_core::pack::{Kept, decode, decode_details};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn dateline(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_dateline")).args(arguments).output().unwrap()
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).unwrap().into()
}

fn fixture(name: &str) -> String {
    root().join("crates/dateline-ingest/tests/fixtures").join(name).to_str().unwrap().to_owned()
}

/// A file of that name that is not there yet.
fn new_file(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("dateline-pack-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    folder.join(name)
}

#[test]
fn the_shipped_story_comes_back_from_its_pack_without_a_difference() {
    let folder = root().join("data/aleppo");
    let file = new_file("aleppo.dateline");
    let output = dateline(&["pack", folder.to_str().unwrap(), "-o", file.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(0));
    let said = String::from_utf8(output.stdout).unwrap();
    let last = said.lines().last().unwrap();
    assert!(last.contains(" bytes, from ") && last.ends_with(" in 5 files"), "{said}");
    let opened = decode(&std::fs::read(&file).unwrap()).unwrap();
    std::fs::remove_file(&file).unwrap();
    let read = read_folder(&folder);
    let whole = read.story.unwrap().unfold();
    assert_eq!(opened.story, Some(whole.story));
    assert_eq!(opened.details, Some(Kept::Within(whole.details)));
    assert_eq!(opened.report, (&read.report).into());
    assert_eq!(opened.shapes.areas.len(), 110);
}

#[test]
fn packed_apart_the_story_names_the_file_beside_it_and_both_are_what_the_folder_says() {
    let folder = root().join("data/aleppo");
    let file = new_file("apart.dateline");
    let arguments = ["pack", folder.to_str().unwrap(), "-o", file.to_str().unwrap(), "--apart"];
    let output = dateline(&arguments);
    assert_eq!(output.status.code(), Some(0));
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(said.contains(", and beside it apart.details.dateline: "), "{said}");
    let beside = file.with_file_name("apart.details.dateline");
    let (pack, details) = (std::fs::read(&file).unwrap(), std::fs::read(&beside).unwrap());
    std::fs::remove_file(&file).unwrap();
    std::fs::remove_file(&beside).unwrap();
    let opened = decode(&pack).unwrap();
    let Some(Kept::Beside(named)) = opened.details else { panic!("the details lie beside it") };
    assert_eq!(named.name, "apart.details.dateline");
    let whole = read_folder(&folder).story.unwrap().unfold();
    assert_eq!(decode_details(&details, &named, &whole.story), Ok(whole.details));
    assert_eq!(opened.story, Some(whole.story));
}

#[test]
fn a_file_whose_name_would_lead_elsewhere_has_no_details_beside_it() {
    let file = new_file("50%.dateline");
    let output = dateline(&["pack", "--apart", &fixture("town"), "-o", file.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("not the name of a file in the same folder"), "{said}");
    assert!(!file.exists());
}

#[test]
fn what_can_be_shown_is_packed_and_the_report_with_it() {
    let file = new_file("broken.dateline");
    let output = dateline(&["pack", "-o", file.to_str().unwrap(), &fixture("broken")]);
    assert_eq!(output.status.code(), Some(0));
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(said.contains("events.csv:2:date: date.unreadable: "), "{said}");
    let opened = decode(&std::fs::read(&file).unwrap()).unwrap();
    std::fs::remove_file(&file).unwrap();
    assert_eq!(opened.story.unwrap().areas.len(), 3);
    assert!(opened.report.problems.iter().any(|problem| problem.code == "area.unknown"));
}

#[test]
fn without_a_story_there_is_no_file_and_the_problems_are_printed() {
    let (file, folder) = (new_file("none.dateline"), new_file("none"));
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("story.json"), "[]").unwrap();
    let output = dateline(&["pack", folder.to_str().unwrap(), "-o", file.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8(output.stdout).unwrap().starts_with("story.json:1: story.schema: "));
    assert!(!file.exists());
    std::fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn a_file_that_cannot_be_written_is_named() {
    let output = dateline(&["pack", &fixture("town"), "-o", "/nowhere/at/all.dateline"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8(output.stderr).unwrap().contains("/nowhere/at/all.dateline"));
}

#[test]
fn a_command_without_a_file_is_not_understood() {
    for arguments in [
        &["pack", "a"][..],
        &["pack", "a", "-o"],
        &["pack", "-o", "b", "--x"],
        &["pack", "--apart"],
    ] {
        assert_eq!(dateline(arguments).status.code(), Some(2), "{arguments:?}");
    }
}
