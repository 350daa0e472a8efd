//! Keys of `story.json` that are missing, wrong or misspelt.

use crate::support::{codes, only, place, town};
use dateline_core::time::parse_moment;
use dateline_ingest::{Code, FileRole, Severity, read_manifest};

#[test]
fn the_files_are_named_in_the_order_in_which_they_are_read() {
    let (manifest, _) = read_manifest(Ok(town().files["story.json"].clone()));
    assert_eq!(
        manifest.unwrap().file_names(),
        [
            (FileRole::Areas, "areas.geojson"),
            (FileRole::Events, "events.csv"),
            (FileRole::Control, "control.csv"),
            (FileRole::Base, "base.geojson"),
        ]
    );
}

#[test]
fn an_empty_story_names_every_key_that_it_needs_and_is_shown_empty() {
    let (story, report) = town().with("story.json", "{}").story();
    let columns: Vec<_> = report.problems.iter().filter_map(|it| it.column.as_deref()).collect();
    assert_eq!(columns, ["dateline", "title", "timeZone", "span", "actors", "files"]);
    assert!(report.problems.iter().all(|it| it.code == Code::StoryKey && it.row == Some(1)));
    assert_eq!(story.meta.categories.len(), 1);
    assert_eq!((story.meta.languages.len(), story.meta.time_zone.as_str()), (1, "UTC"));
}

#[test]
fn a_misspelt_key_is_a_warning_and_its_default_is_used() {
    let (story, report) = town().replacing("story.json", "fadeDays", "fadeDasy").story();
    let problem = only(&report, Code::StoryKey);
    assert_eq!(place(problem), ("story.json", Some(13), Some("fadeDasy"), "5"));
    assert_eq!(problem.severity, Severity::Warning);
    assert_eq!(story.meta.fade_days, 3);
}

#[test]
fn a_value_of_another_kind_is_named_by_its_key_path_and_takes_nothing_else_away() {
    let town = town().replacing("story.json", "\"zoom\": 12.5", "\"zoom\": \"near\"");
    let (story, report) = town.story();
    let problem = only(&report, Code::StoryKey);
    assert_eq!(place(problem), ("story.json", Some(11), Some("start.view.zoom"), "near"));
    assert!(problem.detail.contains("a number is wanted"));
    assert!(story.meta.start.view.is_none() && story.meta.start.t.is_some());
}

#[test]
fn a_zoom_beyond_what_there_is_becomes_the_nearest() {
    let (story, report) = town().replacing("story.json", "\"zoom\": 12.5", "\"zoom\": 25").story();
    assert!(only(&report, Code::NumberRange).detail.contains("between 2 and 20"));
    assert_eq!(story.meta.start.view.unwrap().zoom, 20.0);
}

#[test]
fn a_wrong_span_is_made_of_what_the_tables_say() {
    let (story, report) =
        town().replacing("story.json", "2020-03-01/2020-03-31", "2020-13-40").story();
    let problem = only(&report, Code::DateUnreadable);
    assert_eq!(place(problem), ("story.json", Some(8), Some("span"), "2020-13-40"));
    assert_eq!(story.meta.span.start, parse_moment("2020-02-29").unwrap());
    assert_eq!(story.meta.span.end, parse_moment("2020-03-31").unwrap());
}

#[test]
fn a_wrong_date_of_a_chapter_leaves_the_chapter() {
    let (story, report) = town().replacing("story.json", "2020-03-05T22:00", "05/03/2020").story();
    let problem = only(&report, Code::DateAmbiguous);
    assert_eq!(problem.column.as_deref(), Some("chapters[0].state.t"));
    assert_eq!((story.meta.chapters.len(), story.meta.chapters[0].state.t), (2, None));
}

#[test]
fn a_time_of_a_chapter_beyond_the_span_is_reported_where_the_span_is_stated() {
    let late = || town().replacing("story.json", "2020-03-05T22:00", "2021-03-05T22:00");
    let (_, report) = late().story();
    let problem = only(&report, Code::TimeOutside);
    let told = (problem.column.as_deref(), problem.value.as_str());
    assert_eq!(told, (Some("chapters[0].state.t"), "2021-03-05T22:00"));
    let (_, report) = late().replacing("story.json", "\"span\"", "\"x-span\"").story();
    assert!(!codes(&report).contains(&"time.outside"));
}

#[test]
fn selections_of_what_is_not_there_are_reported() {
    let town = town().replacing("story.json", "area:harbour", "area:castle").replacing(
        "story.json",
        "event:E2",
        "quarter:1",
    );
    let (story, report) = town.story();
    assert_eq!(
        place(only(&report, Code::AreaUnknown)),
        ("story.json", Some(11), Some("start.select"), "castle")
    );
    assert_eq!(only(&report, Code::ValueUnknown).value, "quarter:1");
    assert_eq!(story.meta.chapters[0].state.select, None);
}

#[test]
fn two_actors_of_one_id_and_unknown_colours_and_shapes_are_reported() {
    let town = town()
        .replacing("story.json", "\"id\": \"south\"", "\"id\": \"north\"")
        .replacing("story.json", "#d9775f", "reddish")
        .replacing("story.json", "diamond", "heart");
    let (story, report) = town.story();
    assert_eq!(story.meta.actors.len(), 1);
    assert_eq!(story.meta.actors[0].colour_dark, story.meta.actors[0].colour_light);
    let columns: Vec<_> = report.problems.iter().filter_map(|it| it.column.as_deref()).collect();
    assert_eq!(columns[..3], ["actors[0].colourDark", "actors[1].id", "categories[0].shape"]);
}

#[test]
fn more_sides_than_the_map_has_colours_for_are_told_of() {
    let with = |count: usize| {
        let more: String =
            (2..count).map(|place| format!("{{ \"id\": \"s{place}\" }}, ")).collect();
        let list = format!("\"actors\": [{more}");
        let (story, report) = town().replacing("story.json", "\"actors\": [", &list).story();
        assert_eq!(story.meta.actors.len(), count);
        let told = report.problems.iter().map(|problem| problem.detail.clone());
        told.filter(|detail| detail.contains("colour on the map")).count()
    };
    let most = usize::from(dateline_core::scene::ACTOR_ROWS);
    assert_eq!((with(most), with(most + 1)), (0, 1));
}

#[test]
fn a_file_outside_the_folder_is_not_asked_for() {
    for name in ["../control.csv", "/etc/passwd", "https://example.org/c.csv", "a\\\\b.csv", "a//b"]
    {
        let (story, report) = town().replacing("story.json", "control.csv", name).story();
        assert_eq!(only(&report, Code::StoryKey).column.as_deref(), Some("files.control"));
        assert!(story.ledger.changes().is_empty());
    }
    let in_a_folder = town().replacing("story.json", "control.csv", "tables/control.csv");
    assert_eq!(only(&in_a_folder.story().1, Code::FileMissing).file, "tables/control.csv");
}

#[test]
fn another_version_is_reported_and_read() {
    let (story, report) =
        town().replacing("story.json", "\"dateline\": 1", "\"dateline\": 2").story();
    assert_eq!(codes(&report), ["story.schema"]);
    assert_eq!(story.events.len(), 4);
}

#[test]
fn claims_that_are_no_percentages_are_left_out() {
    for low in ["-1", "67", "\"some\"", "1e9"] {
        let from = "\"low\": 60";
        let (story, report) =
            town().replacing("story.json", from, &format!("\"low\": {low}")).story();
        assert_eq!(report.errors, 1, "{low}");
        let kept = usize::from(low == "\"some\"");
        assert_eq!(story.meta.claims.len(), kept, "{low}: the other figure stands alone");
    }
}

#[test]
fn the_thirty_third_category_is_reported() {
    let list = |count: usize| {
        let items: Vec<String> = (0..count).map(|n| format!("{{ \"id\": \"c{n}\" }}")).collect();
        town().replacing(
            "story.json",
            "{ \"id\": \"talks\", \"name\": \"Talks\" }",
            &items.join(","),
        )
    };
    // With the one for shelling; talks are not known any more.
    let (story, report) = list(31).story();
    assert_eq!(codes(&report), ["category.unknown"]);
    assert_eq!(story.meta.categories.len(), 32);
    let (story, report) = list(32).story();
    assert_eq!(codes(&report), ["story.key", "category.unknown"]);
    assert_eq!(story.meta.categories.len(), 32);
}
