//! Rows of `control.csv` that cannot be read as they stand.

use crate::support::{Town, codes, only, place, town};
use dateline_core::ledger::Status;
use dateline_core::model::{ActorIndex, AreaIndex};
use dateline_core::time::parse_moment;
use dateline_ingest::{Code, Severity};

const HEADER: &str = "area,date,earliest,latest,from,to,status,accepted,source";

fn with(rows: &[&str]) -> Town {
    town().with_rows("control.csv", HEADER, rows)
}

#[test]
fn a_row_without_a_date_or_an_area_that_can_be_read_is_skipped_and_the_others_stay() {
    let (story, report) = with(&[
        "harbour,2016-13-40,,,,south,held,,S",
        "castle,2020-03-02,,,,south,held,,S",
        ",2020-03-02,,,,south,held,,S",
        "mill,,,,,south,held,,S",
        "mill,2020-03-03,,,,south,held,,S",
    ])
    .story();
    assert_eq!(
        place(only(&report, Code::DateUnreadable)),
        ("control.csv", Some(2), Some("date"), "2016-13-40")
    );
    assert_eq!(
        place(only(&report, Code::AreaUnknown)),
        ("control.csv", Some(3), Some("area"), "castle")
    );
    let missing: Vec<_> =
        report.problems.iter().filter(|it| it.code == Code::ValueMissing).collect();
    assert_eq!(missing.len(), 2);
    assert!(missing.iter().all(|it| it.severity == Severity::Error));
    assert_eq!((report.counts.changes, report.counts.skipped), (1, 4));
    assert_eq!(story.ledger.changes()[0].row, 6);
}

#[test]
fn an_unknown_side_is_nobody() {
    let (story, report) = with(&["mill,2020-03-03,,,,west,held,,S"]).story();
    assert_eq!(
        place(only(&report, Code::ActorUnknown)),
        ("control.csv", Some(2), Some("to"), "west")
    );
    let state = story.ledger.state_at(AreaIndex(1), parse_moment("2020-03-05").unwrap());
    assert_eq!((state.actor, state.status), (None, Status::Held));
}

#[test]
fn an_unknown_status_is_not_guessed() {
    let (story, report) =
        with(&["mill,2020-03-03,,,,south,seized,maybe,S", "7,2020-03-03,,,,south,,,S"]).story();
    assert_eq!(codes(&report), ["value.unknown", "value.unknown"]);
    let [guessed, stated] = story.ledger.changes() else { panic!("two rows") };
    assert_eq!((guessed.status, guessed.accepted), (Status::Unknown, false));
    assert_eq!((stated.status, stated.accepted), (Status::Held, true));
}

#[test]
fn dates_around_a_change_must_lie_around_it() {
    let (story, report) = with(&[
        "mill,2020-03-03,2020-03-04,2020-03-02,,south,held,,S",
        "mill,2020-03-03,2020-03-03,2020-03-03,,south,held,,S",
    ])
    .story();
    assert_eq!(codes(&report), ["date.reversed", "date.reversed"]);
    let [wrong, right] = story.ledger.changes() else { panic!("two rows") };
    assert!(wrong.earliest.is_none() && wrong.latest.is_none());
    assert!(right.earliest.is_some() && right.latest.is_some());
}

#[test]
fn a_change_dated_without_an_end_is_reported_because_it_never_takes_force() {
    let (story, report) = with(&["mill,2020-03-03/..,,,,south,held,,S"]).story();
    assert_eq!(codes(&report), ["date.open"]);
    assert_eq!(story.ledger.changes().len(), 1);
}

#[test]
fn sides_that_a_status_needs_and_sources_are_missed() {
    let (_, report) =
        with(&["mill,2020-03-03,,,,south,contested,,", "mill,2020-03-04,,,,,held,,S"]).story();
    assert_eq!(codes(&report), ["value.missing", "source.missing", "value.missing"]);
    assert_eq!((report.errors, report.warnings), (0, 3));
}

#[test]
fn a_ragged_row_is_reported_and_read() {
    let (story, report) =
        with(&["mill,2020-03-03,,,,south", "7,2020-03-03,,,,south,held,,S,,"]).story();
    assert_eq!(codes(&report), ["row.ragged", "source.missing", "row.ragged"]);
    assert_eq!(only_detail(&report, 0), "6 cells, the header has 9");
    let sides: Vec<_> = story.ledger.changes().iter().map(|change| change.to).collect();
    assert_eq!(sides, [Some(ActorIndex(1)); 2]);
}

fn only_detail(report: &dateline_ingest::Report, at: usize) -> &str {
    &report.problems[at].detail
}

#[test]
fn a_quotation_mark_that_is_never_closed_is_named_by_its_row() {
    let (_, report) = with(&[
        "mill,2020-03-03,,,,south,held,,S",
        "7,2020-03-03,,,,south,held,,\"S",
        "mill,2020-03-04,,,,north,held,,S",
    ])
    .story();
    let problem = only(&report, Code::RowQuote);
    assert_eq!((problem.row, report.counts.changes), (Some(3), 2));
}

#[test]
fn a_table_without_a_column_that_it_needs_is_skipped_whole() {
    let (story, report) = town()
        .with_rows(
            "control.csv",
            "place,date,to,status",
            &["mill,2020,south,held", "7,2020,south,held"],
        )
        .story();
    assert_eq!(codes(&report), ["column.unknown", "column.missing"]);
    assert_eq!(only(&report, Code::ColumnMissing).value, "area");
    assert_eq!((story.ledger.changes().len(), report.counts.skipped), (0, 2));
}

#[test]
fn headers_may_be_in_capitals_with_spaces_and_between_semicolons_or_tabs() {
    for sign in [";", "\t", ","] {
        let header =
            [" Area ", "DATE", "To", "Status", "Source", "Source URL", "archive url"].join(sign);
        let row = ["mill", "2020-03-03", "south", "held", "S", "https://a", "https://b"].join(sign);
        let (story, report) = town().with_rows("control.csv", &header, &[&row]).story();
        assert_eq!(codes(&report), Vec::<&str>::new(), "{sign:?}");
        let source = &story.ledger.changes()[0].sources[0];
        assert_eq!((source.url.as_str(), source.archive_url.as_str()), ("https://a", "https://b"));
    }
}

#[test]
fn rows_are_physical_lines_whatever_ends_them() {
    for end in ["\n", "\r\n", "\r"] {
        let lines = [
            HEADER,
            "",
            "mill,2020-03-03,,,,south,held,,\"S",
            "and T\"",
            "",
            "nowhere,2020,,,,,,,S",
            ",,,,,,,,",
        ];
        let (_, report) = town().with("control.csv", lines.join(end)).story();
        assert_eq!(only(&report, Code::AreaUnknown).row, Some(6), "{end:?}");
        assert_eq!(report.counts.changes, 1);
    }
}

#[test]
fn a_column_that_is_there_twice_is_read_once() {
    let (story, report) = town()
        .with_rows(
            "control.csv",
            "area,date,to,status,source,to",
            &["mill,2020,south,held,S,north"],
        )
        .story();
    assert_eq!(place(only(&report, Code::ColumnUnknown)), ("control.csv", Some(1), None, "to"));
    assert_eq!(story.ledger.changes()[0].to, Some(ActorIndex(1)));
}

#[test]
fn an_area_of_cells_that_is_spelt_otherwise_is_told_once() {
    let table = "area,source,control\nTHE MILL,S,2016-01-01;red\n";
    let areas = r#"{"type":"FeatureCollection","features":[{"type":"Feature","id":"a","properties":{"name":"The Mill"},"geometry":{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,0]]]}}]}"#;
    let read = |table: &str| {
        let town = town().with("areas.geojson", areas).with("control.csv", table);
        let (_, report) = town.story();
        report.problems.into_iter().filter(|it| it.code == Code::AreaSpelt).collect::<Vec<_>>()
    };
    assert_eq!(read(table), [], "capitals are no other spelling");
    let told = read("area,source,control\nThe-Mill,S,2016-01-01;red\nThe-Mill,S,2016-02-01;red\n");
    assert_eq!(told.len(), 1, "{told:?}");
    assert_eq!((told[0].row, told[0].detail.as_str()), (Some(2), "it was read as “a”"));
}

#[test]
fn rows_that_contradict_one_another_about_one_moment_are_named_and_the_later_counts() {
    let (story, report) = with(&[
        "mill,2020-03-03,,,,south,held,,S",
        "mill,2020-03-03,,,,north,held,,S",
        "harbour,2020-03,,,,south,held,,S",
        "harbour,2020-03-31,,,,south,claimed,,S",
        "7,2020-03-03,,,north,south,contested,,S",
        "7,2020-03-03,,,,south,contested,,S",
    ])
    .story();
    let told = report.problems.iter().filter(|it| it.code == Code::ControlOverlap);
    let told: Vec<_> = told.map(|it| (place(it), it.detail.as_str())).collect();
    let of = |row, date| ("control.csv", Some(row), Some("date"), date);
    assert_eq!(
        told,
        [
            (of(3, "2020-03-03"), "line 2 of control.csv has 2020-03-03"),
            (of(5, "2020-03-31"), "line 4 of control.csv has 2020-03"),
            (of(7, "2020-03-03"), "line 6 of control.csv has 2020-03-03"),
        ]
    );
    assert!(report.problems.iter().all(|it| it.code != Code::RowDuplicate));
    let state = story.ledger.state_at(AreaIndex(1), parse_moment("2020-03-05").unwrap());
    assert_eq!(state.actor, Some(ActorIndex(0)));
    assert_eq!(report.counts.changes, 6, "all of them are in the history");
}

#[test]
fn a_row_is_counted_once_that_stands_there_twice_and_what_agrees_or_is_not_followed_may_stay() {
    let (story, report) = with(&[
        "mill,2020-03-03,,,,south,held,,S",
        "mill,2020-03-03,,,,south,held,,S",
        "mill,2020-03-03,,,,south,held,yes,Another",
        "mill,2020-03-03,,,,north,held,no,S",
        "mill,2020-03-03,,,north,south,held,,S",
        "mill,2020-03-04,,,,north,held,,S",
    ])
    .story();
    assert_eq!(codes(&report), ["row.duplicate"]);
    let twice = only(&report, Code::RowDuplicate);
    assert_eq!(place(twice), ("control.csv", Some(3), Some("date"), "2020-03-03"));
    assert_eq!(twice.severity, Severity::Warning);
    assert_eq!((story.ledger.changes().len(), report.counts.skipped), (5, 1));
}
