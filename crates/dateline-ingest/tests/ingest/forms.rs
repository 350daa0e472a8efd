//! Who held what, kept in other shapes: each gives the same state at every day as rows of
//! `control.csv` do.

use crate::support::{Town, codes, only, place, town};
use dateline_core::ledger::{AreaState, Status};
use dateline_core::model::Story;
use dateline_core::time::{Day, Moment};
use dateline_ingest::{Code, Severity};
use proptest::prelude::*;

const DAYS: i32 = 12;
const AREAS: [&str; 3] = ["a", "b", "c"];
const SIDES: [&str; 2] = ["red", "blue"];

/// In an area, by its place: a side, by its place, from a day until another, or for good.
#[derive(Clone, Copy, Debug)]
struct Hold {
    area: usize,
    side: usize,
    start: i32,
    end: Option<i32>,
}

fn date(day: i32) -> String {
    Day(17_000 + day).to_iso()
}

/// A square for each area, smaller with each version.
fn outline(area: usize, version: usize) -> String {
    let (west, east) = (area as f64, area as f64 + 0.9 - version as f64 / 100.0);
    format!(
        r#"{{"type":"Polygon","coordinates":[[[{west},0],[{east},0],[{east},1],[{west},1],[{west},0]]]}}"#
    )
}

fn feature(id: &str, properties: &str, geometry: &str, members: &str) -> String {
    format!(
        r#"{{"type":"Feature","id":"{id}","properties":{{{properties}}},"geometry":{geometry}{members}}}"#
    )
}

fn collection(features: &[String]) -> String {
    format!("{{\"type\":\"FeatureCollection\",\"features\":[\n{}\n]}}", features.join(",\n"))
}

const ACTORS: &str = r#","actors":[{"id":"red"},{"id":"blue"}]"#;

fn story(files: &str, more: &str) -> Town {
    let text = format!(
        r#"{{"dateline":1,"title":"T","timeZone":"UTC","span":"2016-07-01/2016-08-31","files":{{{files}}}{more}}}"#
    );
    Town { files: Default::default(), ..town() }.with("story.json", text)
}

/// Areas without time, for forms that say nothing of outlines.
fn plain_areas() -> String {
    let areas: Vec<String> =
        AREAS.iter().enumerate().map(|(n, id)| feature(id, "", &outline(n, 0), "")).collect();
    collection(&areas)
}

const TABLE: &str = r#""areas":"a.geojson","control":"c.csv""#;

fn table(rows: &[String]) -> Town {
    story(TABLE, ACTORS).with("a.geojson", plain_areas()).with("c.csv", rows.join("\n"))
}

/// What each row of change says: area, day, side or nobody.
fn rows_of(holds: &[Hold]) -> Vec<(usize, i32, &'static str)> {
    let mut rows = Vec::new();
    for hold in holds {
        rows.push((hold.area, hold.start, SIDES[hold.side]));
        let is_taken = |end| holds.iter().any(|it| it.area == hold.area && it.start == end);
        rows.extend(hold.end.filter(|end| !is_taken(*end)).map(|end| (hold.area, end, "?")));
    }
    rows
}

fn as_control(holds: &[Hold]) -> Town {
    let rows = rows_of(holds).into_iter().map(|(area, day, side)| {
        let status = if side == "?" { "unknown" } else { "held" };
        let side = if side == "?" { "" } else { side };
        format!("{},{},{side},{status},S", AREAS[area], date(day))
    });
    table(&std::iter::once("area,date,to,status,source".to_owned()).chain(rows).collect::<Vec<_>>())
}

/// Shape A, with one outline for each area or one for each stretch.
fn as_spans(holds: &[Hold], is_redrawn: bool) -> Town {
    let one = |(n, hold): (usize, &Hold)| {
        let end = hold.end.map_or_else(|| "null".to_owned(), |end| format!("\"{}\"", date(end)));
        let properties = format!(
            r#""Controlled_By":"{}","valid-from":"{}","validTo":{end},"source":"S""#,
            SIDES[hold.side],
            date(hold.start)
        );
        let version = if is_redrawn { n } else { 0 };
        feature(AREAS[hold.area], &properties, &outline(hold.area, version), "")
    };
    let features: Vec<String> = holds.iter().enumerate().map(one).collect();
    story(r#""areas":"a.geojson""#, ACTORS).with("a.geojson", collection(&features))
}

/// Shape B, with a file for each day, or one of features with a date.
fn as_snapshots(holds: &[Hold], in_one_file: bool) -> Town {
    let mut names = Vec::new();
    let mut all = Vec::new();
    let mut town = Vec::new();
    for day in 0..=DAYS {
        let mut features = Vec::new();
        for (area, id) in AREAS.iter().enumerate() {
            if let Some(hold) = truth(holds, area, day) {
                let day = if in_one_file { date(day) } else { String::new() };
                let properties =
                    format!(r#""date":"{day}","owner":"{}","source":"S""#, SIDES[hold.side]);
                features.push(feature(id, &properties, "null", ""));
            }
        }
        // A day on which nobody holds anything is a snapshot, too.
        if in_one_file && features.is_empty() {
            let properties = format!(r#""date":"{}","owner":"?","source":"S""#, date(day));
            features.push(feature("a", &properties, "null", ""));
        }
        all.extend(features.iter().cloned());
        names.push(format!("\"s/{}.geojson\"", date(day)));
        town.push((format!("s/{}.geojson", date(day)), collection(&features)));
    }
    if in_one_file {
        let files = r#""areas":"a.geojson","control":"c.geojson""#;
        let town = story(files, ACTORS).with("a.geojson", plain_areas());
        return town.with("c.geojson", collection(&all));
    }
    let files = format!(r#""areas":"a.geojson","snapshots":[{}]"#, names.join(","));
    let start = story(&files, ACTORS).with("a.geojson", plain_areas());
    town.into_iter().fold(start, |town, (name, text)| town.with(&name, text))
}

/// Shape C, on features or on the geometries of one feature for each area and side.
fn as_when(holds: &[Hold], on_geometries: bool) -> Town {
    let when = |hold: &Hold| {
        let end = hold.end.map_or_else(|| "..".to_owned(), date);
        format!(
            r#""when":{{"timespans":[{{"start":{{"in":"{}"}},"end":{{"in":"{end}"}}}}]}}"#,
            date(hold.start)
        )
    };
    let mut features = Vec::new();
    for (area, id) in AREAS.iter().enumerate() {
        for (side, name) in SIDES.iter().enumerate() {
            let said: Vec<&Hold> =
                holds.iter().filter(|it| it.area == area && it.side == side).collect();
            let properties = format!(r#""title":"Quarter {id}","faction":"{name}","source":"S""#);
            if on_geometries && !said.is_empty() {
                let part =
                    |hold: &&Hold| outline(area, 0).replacen('{', &format!("{{{},", when(hold)), 1);
                let parts: Vec<String> = said.iter().map(part).collect();
                let geometry = format!(
                    r#"{{"type":"GeometryCollection","geometries":[{}]}}"#,
                    parts.join(",")
                );
                features.push(feature(id, &properties, &geometry, ""));
            } else {
                let one = |hold: &&Hold| {
                    feature(id, &properties, &outline(area, 0), &format!(",{}", when(hold)))
                };
                features.extend(said.iter().map(one));
            }
        }
    }
    story(r#""areas":"a.geojson""#, ACTORS).with("a.geojson", collection(&features))
}

/// Shape D, with pairs in one cell or with a column for each day.
fn as_cells(holds: &[Hold], is_wide: bool) -> Town {
    let rows = rows_of(holds);
    let signs = ["|", ",", "\n"];
    let mut lines = Vec::new();
    if is_wide {
        let days: Vec<String> = (0..=DAYS + 1).map(date).collect();
        lines.push(format!("area,source,{}", days.join(",")));
    } else {
        lines.push("area,source,history".to_owned());
    }
    for (area, id) in AREAS.iter().enumerate() {
        let own: Vec<_> = rows.iter().filter(|row| row.0 == area).collect();
        if own.is_empty() {
            continue;
        }
        let cells = if is_wide {
            let cell = |day| own.iter().find(|row| row.1 == day).map_or("", |row| row.2);
            (0..=DAYS + 1).map(cell).collect::<Vec<_>>().join(",")
        } else {
            let pairs: Vec<String> =
                own.iter().map(|row| format!("{};{}", date(row.1), row.2)).collect();
            format!("\"{}\"", pairs.join(signs[area]))
        };
        lines.push(format!("{id},S,{cells}"));
    }
    table(&lines)
}

/// The brute-force twin: of the stretches that cover the end of a day, the one that starts
/// last, and of two the later one.
fn truth(holds: &[Hold], area: usize, day: i32) -> Option<Hold> {
    let covers =
        |it: &&Hold| it.area == area && it.start <= day && it.end.is_none_or(|end| day < end);
    holds.iter().filter(covers).max_by_key(|hold| hold.start).copied()
}

/// The one known state of an area or of its outlines; `None` if none is known.
fn painted(story: &Story, id: &str, moment: Moment) -> Option<AreaState> {
    let is_meant = |of: &str| of == id || of.strip_prefix(id).is_some_and(|it| it.starts_with('@'));
    let areas = story.ledger.area_indices().filter(|it| is_meant(&story.areas[it.0 as usize].id));
    let states = areas.map(|area| story.ledger.state_at(area, moment));
    let known: Vec<AreaState> = states.filter(|state| state.status != Status::Unknown).collect();
    assert!(known.len() <= 1, "{id} is painted {} times at {moment:?}", known.len());
    known.first().copied()
}

fn end_of(day: i32) -> Moment {
    Moment::end_of(Day(17_000 + day))
}

/// Holds that the states of a story are those of the stretches, at the end of each day and
/// at the noon after it.
fn assert_states(town: &Town, holds: &[Hold], last: i32, what: &str) {
    let (story, report) = town.story();
    for (area, id) in AREAS.iter().enumerate() {
        for day in -1..=last {
            let wanted = truth(holds, area, day).map(|hold| SIDES[hold.side]);
            let noon = Moment(end_of(day).0 + 43_200);
            let moments = if day == last { vec![end_of(day)] } else { vec![end_of(day), noon] };
            for moment in moments {
                let state = painted(&story, id, moment);
                let side = state.and_then(|it| story.actor(it.actor?)).map(|it| it.id.as_str());
                assert_eq!(side, wanted, "{what}: {id} on day {day}, {:#?}", report.problems);
            }
        }
    }
}

fn clean(town: &Town, what: &str) {
    let (_, report) = town.story();
    assert_eq!(codes(&report), Vec::<&str>::new(), "{what}: {:#?}", report.problems);
}

/// Stretches that do not overlap, with gaps and hand-overs.
fn holds() -> impl Strategy<Value = Vec<Hold>> {
    let one_area = proptest::collection::vec((0..3_i32, 1..5_i32, 0..2_usize), 0..5);
    let areas = proptest::collection::vec((one_area, any::<bool>()), AREAS.len());
    areas.prop_map(|areas| {
        let mut holds = Vec::new();
        for (area, (stretches, is_open)) in areas.into_iter().enumerate() {
            let mut day = 0;
            let first = holds.len();
            for (gap, length, side) in stretches {
                let (start, end) = (day + gap, day + gap + length);
                if end > DAYS {
                    break;
                }
                holds.push(Hold { area, side, start, end: Some(end) });
                day = end;
            }
            if let Some(last) = holds[first..].last_mut().filter(|_| is_open) {
                last.end = None;
            }
        }
        holds
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn every_shape_gives_the_state_of_the_rows_at_every_day(holds in holds()) {
        assert_states(&as_control(&holds), &holds, DAYS + 3, "rows");
        let mut shapes = vec![("cells", as_cells(&holds, false)), ("wide", as_cells(&holds, true))];
        if !holds.is_empty() {
            shapes.push(("spans", as_spans(&holds, false)));
            shapes.push(("redrawn spans", as_spans(&holds, true)));
            shapes.push(("when", as_when(&holds, false)));
            shapes.push(("when of geometries", as_when(&holds, true)));
        }
        for (what, town) in shapes {
            clean(&town, what);
            assert_states(&town, &holds, DAYS + 3, what);
        }
        for (what, in_one_file) in [("snapshots", false), ("snapshots in one file", true)] {
            let town = as_snapshots(&holds, in_one_file);
            clean(&town, what);
            assert_states(&town, &holds, DAYS, what);
        }
    }

    #[test]
    fn of_stretches_that_overlap_the_one_that_starts_last_counts(
        said in proptest::collection::vec((0..DAYS, 1..6_i32, any::<bool>(), 0..2_usize), 1..8),
        is_redrawn in any::<bool>(),
    ) {
        let hold = |(start, length, is_open, side): (i32, i32, bool, usize)| Hold {
            area: 0, side, start, end: (!is_open).then_some(start + length),
        };
        let holds: Vec<Hold> = said.into_iter().map(hold).collect();
        assert_states(&as_spans(&holds, is_redrawn), &holds, DAYS + 8, "overlaps");
    }

    #[test]
    fn every_feature_and_entry_is_accounted_for(
        dates in proptest::collection::vec("(2016-07-0[1-9]|2016-13-40|03/04/2016|\\.\\.||\\?)", 1..8),
        sides in proptest::collection::vec("(red|blue|green|\\?|)", 8),
        ids in proptest::collection::vec("(a|b|nowhere|)", 8),
        shapes in proptest::collection::vec(0..4_usize, 8),
    ) {
        let geometries = [
            outline(0, 0), outline(1, 1), "null".to_owned(),
            r#"{"type":"Point","coordinates":[0,0]}"#.to_owned(),
        ];
        let features: Vec<String> = dates.iter().enumerate().map(|(n, date)| {
            let properties = format!(
                r#""start":"{date}","end":"{}","side":"{}""#, dates[dates.len() - 1 - n], sides[n]
            );
            feature(&ids[n], &properties, &geometries[shapes[n]], "")
        }).collect();
        let (_, report) = story(r#""control":"a.geojson""#, ACTORS)
            .with("a.geojson", collection(&features)).story();
        prop_assert_eq!(report.tallies[0].rows, dates.len());
        let pairs: Vec<String> =
            dates.iter().zip(&sides).map(|(date, side)| format!("{date};{side}")).collect();
        let lines = ["area,source,control".to_owned(), format!("a,S,\"{}\"", pairs.join("|")),
            format!("nowhere,S,\"{}\"", pairs.join("\n")), "b,S,".to_owned()];
        let (_, report) = table(&lines).story();
        prop_assert_eq!(report.tallies[0].rows, 2 * dates.len() + 1);
    }
}

#[test]
fn what_is_said_again_counts_from_its_later_place_in_the_file() {
    let hold = |side| Hold { area: 0, side, start: 1, end: Some(4) };
    let holds = [hold(0), hold(1), hold(0)];
    for is_redrawn in [false, true] {
        assert_states(&as_spans(&holds, is_redrawn), &holds, 6, "said again");
    }
}

#[test]
fn at_a_hand_over_exactly_one_state_is_there() {
    let holds = [
        Hold { area: 0, side: 0, start: 1, end: Some(4) },
        Hold { area: 0, side: 1, start: 4, end: Some(6) },
    ];
    for is_redrawn in [false, true] {
        let (story, report) = as_spans(&holds, is_redrawn).story();
        let side = |moment| painted(&story, "a", moment).and_then(|it| it.actor).map(|it| it.0);
        let before = Moment(end_of(4).0 - 1);
        let sides = [before, end_of(4), Moment(end_of(6).0 - 1), end_of(6)].map(side);
        assert_eq!(sides, [Some(0), Some(1), Some(1), None]);
        let ids: Vec<&str> = story.areas.iter().map(|area| area.id.as_str()).collect();
        assert_eq!(ids, if is_redrawn { vec!["a@1", "a@2"] } else { vec!["a"] });
        let tally = &report.tallies[0];
        assert_eq!((tally.rows, tally.read, tally.skipped), (2, 2, 0));
    }
}

#[test]
fn stretches_that_cannot_be_used_are_named_and_the_outline_stays() {
    let one = |start: &str, end: &str, side: &str| {
        let properties = format!(r#""start":"{start}","end":"{end}","side":"{side}","source":"S""#);
        feature("a", &properties, &outline(0, 0), "")
    };
    let said = [
        one("2016-07-05", "2016-07-01", "red"),
        one("2016-07-05", "2016-07-05", "red"),
        one("2016-13-40", "", "red"),
        one("2016-07-06", "", "green"),
        one("2016-07-06", "", "green"),
    ];
    let town = story(r#""areas":"a.geojson""#, ACTORS).with("a.geojson", collection(&said));
    let (story, report) = town.story();
    assert_eq!(
        codes(&report),
        [
            "date.reversed",
            "date.empty",
            "date.unreadable",
            "actor.unknown",
            "actor.unknown",
            "row.duplicate"
        ]
    );
    let reversed = only(&report, Code::DateReversed);
    assert_eq!(place(reversed), ("a.geojson", Some(2), Some("end"), "2016-07-05/2016-07-01"));
    assert_eq!(only(&report, Code::DateUnreadable).column.as_deref(), Some("start"));
    assert_eq!((story.areas.len(), report.tallies[0].read), (1, 5));
}

#[test]
fn an_overlap_is_reported_with_both_places() {
    let holds = [
        Hold { area: 0, side: 0, start: 1, end: Some(9) },
        Hold { area: 0, side: 1, start: 4, end: Some(6) },
    ];
    let (_, report) = as_spans(&holds, false).story();
    let problem = only(&report, Code::ControlOverlap);
    assert_eq!((problem.row, problem.severity), (Some(3), Severity::Error));
    assert_eq!(problem.value, format!("{}/{}", date(4), date(6)));
    assert!(problem.detail.starts_with("line 2 of a.geojson has "), "{}", problem.detail);
}

#[test]
fn a_gap_between_snapshots_is_a_gap() {
    let days = [0, 2, 4, 14, 16];
    let town = |more: &str| {
        let names: Vec<String> =
            days.iter().map(|day| format!("\"{}.json\"", date(*day))).collect();
        let files = format!(r#""snapshots":[{}]"#, names.join(","));
        let feature = feature("a", r#""owner":"red","source":"S""#, &outline(0, 0), "");
        let text = collection(&[feature]);
        let start = story(&files, &format!("{ACTORS}{more}"));
        days.iter()
            .fold(start, |town, day| town.with(&format!("{}.json", date(*day)), text.clone()))
    };
    let held = |town: &Town| -> Vec<i32> {
        let story = town.story().0;
        (-1..20).filter(|day| painted(&story, "a", end_of(*day)).is_some()).collect()
    };
    // Two days apart as a rule: the fourth day is believed for two, and so is the last.
    assert_eq!(held(&town("")), [0, 1, 2, 3, 4, 5, 14, 15, 16, 17]);
    let (story, report) = town("").story();
    let problem = only(&report, Code::SnapshotGap);
    assert_eq!(problem.file, format!("{}.json", date(4)));
    assert_eq!(problem.detail, format!("10 days until {}, at most 4 days are bridged", date(14)));
    assert_eq!(story.ledger.changes().len(), 4, "nothing is said again");
    assert_eq!(held(&town(r#","snapshotGapDays":10"#)), (0..18).collect::<Vec<_>>());
    assert_eq!(held(&town(r#","snapshotGapDays":1"#)), [0, 2, 4, 14, 16]);
}

#[test]
fn bounds_of_a_when_are_the_doubt_of_the_change() {
    let when = r#","when":{"timespans":[{"start":{"earliest":"2016-07-02","latest":"2016-07-05"},"end":"2016-07-09"}]}"#;
    let one = feature("a", r#""side":"red","source":"S""#, &outline(0, 0), when);
    let town = story(r#""areas":"a.geojson""#, ACTORS).with("a.geojson", collection(&[one]));
    clean(&town, "when");
    let story = town.story().0;
    let area = story.find_area("a").unwrap();
    let at = |text: &str| dateline_core::time::parse_moment(text).unwrap();
    for (t, is_in_doubt) in [("2016-07-01", false), ("2016-07-03", true), ("2016-07-06", false)] {
        assert_eq!(story.ledger.in_doubt_at(area, at(t)).is_some(), is_in_doubt, "{t}");
    }
}

#[test]
fn a_start_without_end_in_a_when_is_the_time_that_it_names() {
    let when = r#","when":{"timespans":[{"start":{"in":"2016-07"}}]}"#;
    let one = feature("a", r#""side":"red","source":"S""#, &outline(0, 0), when);
    let town = story(r#""areas":"a.geojson""#, ACTORS).with("a.geojson", collection(&[one]));
    let story = town.story().0;
    let at = |text: &str| dateline_core::time::parse_moment(text).unwrap();
    let is_held = |text: &str| painted(&story, "a", at(text)).is_some();
    let held = ["2016-06-29", "2016-06-30", "2016-07-30", "2016-07-31"].map(is_held);
    assert_eq!(held, [false, true, true, false]);
}

#[test]
fn where_no_actors_are_named_they_are_made_of_what_the_files_name() {
    let lines =
        ["area,date,to,status,source", "a,2016-07-01,North,held,S", "b,2016-07-01,south,held,S"];
    let town = story(TABLE, "").with("a.geojson", plain_areas()).with("c.csv", lines.join("\n"));
    let (story, report) = town.story();
    assert_eq!(codes(&report), ["story.key"]);
    assert_eq!(report.problems[0].severity, Severity::Warning);
    let names: Vec<&str> = story.meta.actors.iter().map(|it| it.id.as_str()).collect();
    assert_eq!(names, ["North", "south"]);
    assert_ne!(story.meta.actors[0].colour_light, story.meta.actors[1].colour_light);
}

#[test]
fn areas_without_time_and_nothing_else_miss_their_control() {
    let town = story(r#""areas":"a.geojson""#, ACTORS).with("a.geojson", plain_areas());
    let (story, report) = town.story();
    assert_eq!(only(&report, Code::StoryKey).column.as_deref(), Some("files.control"));
    assert_eq!(story.areas.len(), 3);
}

#[test]
fn columns_may_be_called_otherwise() {
    let columns = r#","columns":{"area":"quarter","cell":"Controlled By (Previous)"}"#;
    let lines = ["Quarter,source,Controlled By (Previous)", "a,S,2016-07-01;red|2016-07-03;blue"];
    let town = story(TABLE, &format!("{ACTORS}{columns}"));
    let town = town.with("a.geojson", plain_areas()).with("c.csv", lines.join("\n"));
    clean(&town, "cells");
    assert_eq!(town.story().0.ledger.changes().len(), 2);
}
