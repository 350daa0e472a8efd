//! Files that are missing, cut, too large, or something else than they should be.

use crate::support::{codes, only, place, town};
use dateline_ingest::{Code, Severity};

#[test]
fn without_story_json_there_is_no_story_and_the_report_says_why() {
    let (story, report) = town().without("story.json").read();
    assert!(story.is_none());
    let problem = only(&report, Code::FileMissing);
    assert_eq!((problem.file.as_str(), problem.detail.as_str()), ("story.json", "404"));
}

#[test]
fn a_broken_story_json_is_named_with_line_and_column() {
    let (story, report) = town().replacing("story.json", "\"span\": ", "\"span\" ").read();
    assert!(story.is_none());
    let problem = only(&report, Code::JsonSyntax);
    assert_eq!(problem.row, Some(8));
    assert!(problem.detail.contains("line 8 column 10"), "{}", problem.detail);
    assert!(problem.value.starts_with("\"span\" \"2020"), "{}", problem.value);
}

#[test]
fn a_story_json_that_is_a_list_is_no_story() {
    let (story, report) = town().with("story.json", "[1, 2]").read();
    assert!(story.is_none());
    assert_eq!(codes(&report), ["story.schema"]);
}

#[test]
fn without_control_the_areas_are_unknown() {
    let (story, report) = town().without("control.csv").story();
    assert_eq!(place(only(&report, Code::FileMissing)), ("control.csv", None, None, ""));
    assert_eq!((story.areas.len(), story.events.len(), story.ledger.changes().len()), (3, 4, 0));
    assert_eq!(story.ledger.area_count(), 3);
}

#[test]
fn without_events_the_rest_is_there_and_changes_lose_theirs() {
    let (story, report) = town().without("events.csv").story();
    assert_eq!(codes(&report), ["file.missing", "event.unknown", "event.unknown"]);
    assert_eq!((story.events.len(), story.ledger.changes().len()), (0, 4));
    assert_eq!(story.ledger.changes()[1].event, None);
}

#[test]
fn without_areas_there_is_an_empty_map_with_events() {
    let (story, report) = town().without("areas.geojson").story();
    assert_eq!((story.areas.len(), story.events.len()), (0, 4));
    assert_eq!(report.counts.skipped, 4, "the rows of control");
    let event = story.events.get(story.events.find("E2").unwrap()).unwrap();
    assert!(event.position.is_some() && event.areas.is_empty());
}

#[test]
fn a_web_page_or_a_spreadsheet_in_place_of_a_table_is_called_so() {
    for (bytes, word) in [("<!doctype html><p>Not found", "web page"), ("PK\u{3}\u{4}…", "XLSX")]
    {
        let (_, report) = town().with("events.csv", bytes).story();
        assert!(only(&report, Code::FileUnknown).detail.contains(word));
    }
    let (_, report) = town().with("control.csv", "{\"type\": \"FeatureCollection\"}").story();
    assert!(only(&report, Code::FileUnknown).detail.contains("no list “features”"));
    let (_, report) = town().with("events.csv", "{\"type\": \"FeatureCollection\"}").story();
    assert_eq!(
        only(&report, Code::FileUnknown).detail,
        "it is JSON, not CSV; name it under files.open to have it read as it is"
    );
    let (_, report) = town().with("areas.geojson", "{\"type\": \"Topology\"}").story();
    assert!(only(&report, Code::FileUnknown).detail.contains("TopoJSON"));
    let (_, report) = town().with("control.csv", "").story();
    assert_eq!(only(&report, Code::FileUnknown).detail, "it is empty");
}

#[test]
fn utf_16_and_utf_8_with_a_mark_are_read_like_utf_8() {
    let (plain, _) = town().story();
    let text = town().text("events.csv");
    let units: Vec<u16> = text.encode_utf16().collect();
    let little = units.iter().flat_map(|unit| unit.to_le_bytes());
    let big = units.iter().flat_map(|unit| unit.to_be_bytes());
    let variants: [Vec<u8>; 3] = [
        [0xFF, 0xFE].into_iter().chain(little).collect(),
        [0xFE, 0xFF].into_iter().chain(big).collect(),
        [0xEF, 0xBB, 0xBF].into_iter().chain(text.bytes()).collect(),
    ];
    for bytes in variants {
        let (story, report) = town().with("events.csv", bytes).story();
        assert_eq!(codes(&report), Vec::<&str>::new());
        let events = |story: &dateline_core::model::Story| -> Vec<_> {
            story.events.iter().map(|(_, event)| event.clone()).collect()
        };
        assert_eq!(events(&story), events(&plain));
    }
}

#[test]
fn a_byte_that_is_not_utf_8_is_named_and_the_rest_is_read() {
    let mut bytes = town().files["events.csv"].clone();
    let at = bytes.windows(5).position(|it| it == b"Talks").unwrap();
    bytes[at] = 0xE9;
    let (story, report) = town().with("events.csv", bytes).story();
    let problem = only(&report, Code::FileEncoding);
    assert_eq!(place(problem), ("events.csv", Some(3), None, "0xE9"));
    assert_eq!(story.events.len(), 4);
    let event = story.events.get(story.events.find("E1").unwrap()).unwrap();
    assert_eq!(event.title.in_language("en"), "\u{FFFD}alks, the first");
}

#[test]
fn utf_16_without_its_mark_is_refused() {
    let bytes: Vec<u8> = "id,date".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let (_, report) = town().with("events.csv", bytes).story();
    assert_eq!(only(&report, Code::FileEncoding).value, "0x00");
}

#[test]
fn a_file_of_the_largest_size_is_read_and_one_byte_more_is_not() {
    let mut town = town();
    let tables = town.files.iter().filter(|(name, _)| **name != "story.json");
    town.limits.bytes = tables.map(|(_, bytes)| bytes.len()).max().unwrap();
    assert!(codes(&town.story().1).is_empty());
    town.limits.bytes -= 1;
    assert_eq!(town.story().1.problems[0].code, Code::FileTooLarge);
}

#[test]
fn rows_features_and_positions_have_limits() {
    let mut rows = town();
    rows.limits.rows = 4;
    assert!(codes(&rows.story().1).is_empty());
    rows.limits.rows = 3;
    let (story, report) = rows.story();
    assert_eq!((story.events.len(), story.ledger.changes().len(), story.areas.len()), (3, 3, 3));
    assert_eq!(report.counts.skipped, 2);
    let too_large = report.problems.iter().filter(|it| it.code == Code::FileTooLarge).count();
    assert_eq!(too_large, 2);

    let mut vertices = town();
    vertices.limits.vertices = 24;
    assert!(codes(&vertices.story().1).is_empty());
    vertices.limits.vertices = 23;
    let (story, report) = vertices.story();
    // The third area, and the change that names it.
    assert_eq!((story.areas.len(), report.counts.skipped), (2, 2));
    assert_eq!(only(&report, Code::FileTooLarge).row, Some(12));
}

#[test]
fn a_text_is_cut_at_its_limit() {
    let mut town = town();
    town.limits.text_chars = "https://archive.example.org/2".len();
    assert!(codes(&town.story().1).is_empty());
    town.limits.text_chars -= 1;
    let (story, report) = town.story();
    assert!(codes(&report).iter().all(|code| *code == "text.too-long"));
    assert_eq!(report.problems[0].severity, Severity::Warning);
    let event = story.events.get(story.events.find("E2").unwrap()).unwrap();
    assert_eq!(event.sources[1].archive_url, "https://archive.example.org/");
}

#[test]
fn controls_of_direction_are_taken_out_of_every_text() {
    let turned = town()
        .replacing("events.csv", "Shells fall", "\u{202E}Shells\u{2066} fall")
        .replacing("areas.geojson", "\"Harbour\"", "\"\\u202eHarb\\u2069our\"")
        .replacing("story.json", "An invented", "\\u202eAn invented");
    let (story, report) = turned.story();
    assert_eq!(codes(&report), Vec::<&str>::new());
    let event = story.events.get(story.events.find("E2").unwrap()).unwrap();
    assert_eq!(event.title.in_language("en"), "Shells fall on the quay");
    assert_eq!(story.areas[0].name.in_language("en"), "Harbour");
    assert_eq!(story.meta.standfirst.in_language("en"), "An invented story for tests.");
}

#[test]
fn brackets_nested_without_end_are_refused_and_not_followed() {
    let deep = 200_000;
    let nested = format!("{}{}", "[".repeat(deep), "]".repeat(deep));
    let (story, report) = town().with("story.json", nested.clone()).read();
    assert!(story.is_none());
    assert_eq!(codes(&report), ["story.schema"]);
    let (story, report) = town().replacing("story.json", "[\"Counted by hand.\"]", &nested).story();
    assert_eq!(only(&report, Code::StoryKey).column.as_deref(), Some("methods[0]"));
    assert_eq!(story.events.len(), 4);
    let coordinates = format!("\"coordinates\": {nested}, \"old\": [");
    let (story, report) =
        town().replacing("areas.geojson", "\"coordinates\": [", &coordinates).story();
    assert_eq!(only(&report, Code::GeometryInvalid).row, Some(2));
    assert_eq!(story.areas.len(), 2);
}

#[test]
fn a_problem_names_its_column_as_the_header_of_the_file_does() {
    let column = |table: &str| {
        let (_, report) = town().with("control.csv", table).story();
        only(&report, Code::ActorUnknown).column.clone().unwrap()
    };
    assert_eq!(column("area,source,2020-03-01, 2020-03-08\nmill,S,south,west\n"), "2020-03-08");
    assert_eq!(column("Area,Date,To ,Status,Source\nmill,2020-03-08,west,held,S\n"), "To");
    let named = town().replacing(
        "story.json",
        "\"files\"",
        "\"columns\": { \"cell\": \"Held By\" }, \"files\"",
    );
    let (_, report) =
        named.with("control.csv", "area,source,Held By\nmill,S,2020-03-08;west\n").story();
    assert_eq!(only(&report, Code::ActorUnknown).column.as_deref(), Some("Held By"));
}
