//! Times with an offset from UTC are brought to the clock of the place by the tz database.
#![allow(clippy::unwrap_used)]

use dateline_cli::read_folder;
use dateline_core::time::format_moment;
use std::path::Path;

/// The fixture's rows say in their titles what the clock showed.
#[test]
fn instants_are_shown_as_clocks_in_damascus_showed_them() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/offsets");
    let read = read_folder(&folder);
    assert!(!read.report.has_errors(), "{:#?}", read.report.problems);
    let story = read.story.unwrap().unfold().story;
    let mut count = 0;
    for (_, event) in story.events.iter() {
        let when = event.when.as_ref().unwrap();
        assert_eq!(format_moment(when.span.start), event.title.in_language("en"), "{}", when.text);
        count += 1;
    }
    assert_eq!(count, 14);
}
