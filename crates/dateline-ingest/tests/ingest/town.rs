//! A story without a flaw is read whole.

use crate::support::{codes, town};
use dateline_core::ledger::{ChangeIndex, Confidence, Status};
use dateline_core::model::{
    ActorIndex, BaseGeometry, GeoPrecision, Mode, Shape, Text, Verification,
};
use dateline_core::time::{Precision, parse_moment};

#[test]
fn a_story_without_a_flaw_is_read_whole_and_nothing_is_reported() {
    let (story, report) = town().story();
    assert_eq!(codes(&report), Vec::<&str>::new());
    let counts = report.counts;
    assert_eq!((counts.areas, counts.changes, counts.events, counts.base), (3, 4, 4, 3));
    assert_eq!((counts.undated, counts.unplaced, counts.skipped, counts.rows), (1, 1, 0, 14));
    assert_eq!(story.areas.len(), 3);
    assert_eq!(story.ledger.changes().len(), 4);
    assert_eq!(story.events.len(), 4);
}

#[test]
fn what_the_story_says_of_itself_is_read() {
    let (story, _) = town().story();
    let meta = &story.meta;
    assert_eq!(meta.title.in_language("ar"), "مدينة وأحياؤها الثلاثة");
    assert_eq!(meta.time_zone, "Asia/Damascus");
    assert_eq!(meta.span.start, parse_moment("2020-02-29").unwrap());
    assert_eq!(meta.span.end, parse_moment("2020-03-31").unwrap());
    assert_eq!(meta.fade_days, 5);
    assert_eq!(meta.start.mode, Some(Mode::Window));
    assert_eq!(meta.start.t, Some(parse_moment("2020-03-10").unwrap()));
    assert_eq!(meta.start.view.unwrap().zoom, 12.5);
    assert_eq!(meta.actors[0].colour_light, [0xC8, 0x64, 0x4C]);
    assert_eq!(meta.actors[1].colour_light, [0x33, 0x66, 0xAA]);
    assert_eq!(meta.actors[1].colour_dark, [0x33, 0x66, 0xAA]);
    assert_eq!(meta.actors[1].short, meta.actors[1].name);
    assert_eq!(meta.categories[0].shape, Shape::Diamond);
    assert_eq!(meta.categories[1].shape, Shape::ALL[1]);
    assert_eq!(meta.chapters.len(), 2);
    assert_eq!(meta.chapters[0].text.len(), 2);
    assert_eq!(meta.chapters[0].state.t, Some(parse_moment("2020-03-05T22:00").unwrap()));
    assert_eq!(meta.chapters[0].state.compare, Some(parse_moment("2020-03-02").unwrap()));
    assert_eq!(meta.chapters[1].text.len(), 1);
    assert_eq!(meta.chapters[1].state.compare, None);
    assert_eq!((meta.claims[0].low_percent, meta.claims[0].high_percent), (60.0, 66.5));
    assert_eq!(meta.version, "2");
    let details = town().details();
    assert_eq!(details.methods, [Text::Plain("Counted by hand.".into())]);
    assert_eq!(details.corrections[0].id, "E2");
}

#[test]
fn areas_keep_their_holes_and_have_a_place_inside_for_the_name() {
    let (story, _) = town().story();
    let [harbour, mill, seventh] = story.areas.as_slice() else { panic!("three areas") };
    assert_eq!((harbour.centre.lon, harbour.centre.lat), (30.005, 40.005));
    assert_eq!(harbour.name.in_language("ar"), "الميناء");
    assert_eq!(harbour.properties, [("people".to_owned(), "1200".to_owned())]);
    assert_eq!((mill.polygons.len(), mill.polygons[0].len()), (2, 2));
    // The middle of the mill lies in its hole.
    let in_hole =
        (30.03..=30.04).contains(&mill.centre.lon) && (40.01..=40.02).contains(&mill.centre.lat);
    assert!(!in_hole, "{:?}", mill.centre);
    assert!((30.02..30.05).contains(&mill.centre.lon) && (40.0..40.03).contains(&mill.centre.lat));
    assert_eq!(seventh.id, "7");
}

#[test]
fn events_are_sorted_and_changes_find_their_event_among_them() {
    let (story, _) = town().story();
    let ids: Vec<&str> = story.events.iter().map(|(_, event)| event.id.as_str()).collect();
    assert_eq!(ids, ["E4", "E1", "E2", "E3"]);
    let change = &story.ledger.changes()[1];
    assert_eq!(change.event, story.events.find("E2"));
    assert_eq!((change.from, change.to), (Some(ActorIndex(1)), Some(ActorIndex(0))));
    assert_eq!((change.status, change.confidence), (Status::Contested, Confidence::Medium));
    let details = town().details();
    let note = details.note(ChangeIndex(1)).unwrap();
    assert_eq!(note.in_language("en"), "A note,\non two lines");
    assert_eq!(note.in_language("ar"), "ملاحظة");
    assert_eq!(details.note(ChangeIndex(99)), None);
    assert_eq!(change.sources.len(), 2);
    assert_eq!(change.sources[1].url, "https://example.org/r");
    // The note before it takes two lines of the file.
    assert_eq!(story.ledger.changes()[2].row, 5);
    assert!(!story.ledger.changes()[2].accepted);
    assert_eq!(story.ledger.changes()[2].to, Some(ActorIndex(0)), "found by its name");
}

#[test]
fn an_event_has_its_time_place_people_and_sources() {
    let (story, _) = town().story();
    let event = story.events.get(story.events.find("E2").unwrap()).unwrap();
    let when = event.when.as_ref().unwrap();
    assert_eq!(when.span.start, parse_moment("2020-03-05T22:00").unwrap());
    assert_eq!(when.precision, Precision::Minute);
    assert_eq!(event.position.map(|it| (it.lon, it.lat)), Some((30.004, 40.005)));
    assert_eq!(event.geo_precision, GeoPrecision::Exact);
    assert_eq!(event.actors, [ActorIndex(0)]);
    let details = town().details();
    let found = details.event(story.events.find("E2").unwrap()).unwrap();
    assert_eq!(found.actors_text, "North;Militia", "details are in the order of the events");
    assert_eq!(event.casualties.killed.best, Some(2));
    assert_eq!(event.casualties.injured.low, None);
    assert_eq!(event.casualties.injured.high, Some(12));
    assert_eq!(event.verification, Verification::Confirmed);
    assert!(event.graphic && !event.withdrawn);
    assert_eq!(event.sources[1].archive_url, "https://archive.example.org/2");
    assert_eq!((event.row, event.chapter.as_str()), (2, "first"));
    assert_eq!(event.title.in_language("ar"), "سقوط قذائف على الرصيف");
}

#[test]
fn an_event_without_coordinates_is_placed_in_its_first_area() {
    let (story, _) = town().story();
    let talks = story.events.get(story.events.find("E1").unwrap()).unwrap();
    assert_eq!(talks.position, Some(story.areas[0].centre));
    assert_eq!(talks.geo_precision, GeoPrecision::Area);
    assert_eq!(talks.areas.len(), 2);
    let span = talks.when.as_ref().unwrap().span;
    assert_eq!(span.start, parse_moment("2020-03-01").unwrap());
    assert_eq!(span.end, parse_moment("2020-03-03").unwrap());
    let shelling = story.events.get(story.events.find("E4").unwrap()).unwrap();
    assert_eq!(shelling.geo_precision, GeoPrecision::Region);
    let nowhere = story.events.get(story.events.find("E3").unwrap()).unwrap();
    assert_eq!((nowhere.position, nowhere.when.clone()), (None, None));
    assert_eq!(nowhere.casualties.killed.best, Some(0));
}

#[test]
fn the_base_map_has_lines_places_and_outlines() {
    let (story, _) = town().story();
    assert!(matches!(&story.base[0].geometry, BaseGeometry::Lines(lines) if lines.len() == 1));
    assert!(matches!(&story.base[1].geometry, BaseGeometry::Point(at) if at.lat == 40.02));
    assert!(matches!(&story.base[2].geometry, BaseGeometry::Polygons(it) if it[0][0].len() == 5));
    assert_eq!(story.base[1].name.in_language("ar"), "القلعة");
}
