//! Eras, coverage, weeks and the name of the zone in `story.json`.

use crate::support::{Town, codes, only, place, town};
use dateline_core::model::{AxisDirection, Source, Text};
use dateline_core::time::{EdtfDate, Span};
use dateline_ingest::{Code, Severity};

/// The town with a timeline, on the line of its span.
fn with_timeline(timeline: &str) -> Town {
    let span = "\"span\": \"2020-03-01/2020-03-31\",";
    town().replacing("story.json", span, &format!("{span} \"timeline\": {{ {timeline} }},"))
}

fn with_eras(eras: &str) -> Town {
    with_timeline(&format!("\"eras\": [{eras}]"))
}

fn span(text: &str) -> Span {
    EdtfDate::parse(text).unwrap().span
}

#[test]
fn what_the_story_says_of_its_time_is_read() {
    let (story, report) = with_timeline(
        "\"eras\": [{ \"start\": \"2020-03-11\", \"end\": \"2020-03-20\", \"label\": \"Siege\" },
            { \"start\": \"2020-03-01\", \"end\": \"2020-03-10\",
              \"label\": { \"en\": \"Approach\", \"ar\": \"الاقتراب\" },
              \"source\": { \"name\": \"Gazette\", \"url\": \"https://example.org/1\" } }],
         \"coverage\": [{ \"start\": \"2020-03-05T12:00\", \"end\": \"2020-03\", \"note\": \"Daily\" }],
         \"weekStart\": \"Sunday\",
         \"axis\": \"ltr\",
         \"timeZoneName\": { \"en\": \"Town time\" }",
    )
    .story();
    assert_eq!(codes(&report), Vec::<&str>::new());
    let timeline = &story.meta.timeline;
    let spans: Vec<Span> = timeline.eras.iter().map(|era| era.span).collect();
    assert_eq!(spans, [span("2020-03-01/2020-03-10"), span("2020-03-11/2020-03-20")]);
    assert_eq!(timeline.eras[0].label.in_language("ar"), "الاقتراب");
    assert_eq!(timeline.eras[0].source.name, "Gazette");
    assert_eq!(timeline.eras[1].source, Source::default());
    assert_eq!(timeline.coverage[0].span.start, span("2020-03-05T12:00").start);
    assert_eq!(timeline.coverage[0].span.end, span("2020-03").end);
    assert_eq!(timeline.coverage[0].note, Text::Plain("Daily".into()));
    assert_eq!(timeline.week_start, 6);
    assert_eq!(timeline.axis, AxisDirection::LeftToRight);
    assert_eq!(timeline.zone_name.in_language("en"), "Town time");
}

#[test]
fn weeks_start_as_usual_at_the_place_where_the_story_does_not_say() {
    for (zone, day) in [("Asia/Damascus", 5), ("America/New_York", 6), ("Europe/Berlin", 0)] {
        let (story, _) = town().replacing("story.json", "Asia/Damascus", zone).story();
        assert_eq!(story.meta.timeline.week_start, day, "{zone}");
    }
    let (story, report) = with_timeline("\"weekStart\": \"Someday\"").story();
    assert_eq!(story.meta.timeline.week_start, 5);
    let problem = only(&report, Code::ValueUnknown);
    assert_eq!(place(problem), ("story.json", Some(8), Some("timeline.weekStart"), "Someday"));
}

#[test]
fn time_runs_as_the_text_does_where_the_story_does_not_say_otherwise() {
    let axis_of = |timeline: &str| with_timeline(timeline).story();
    assert_eq!(axis_of("").0.meta.timeline.axis, AxisDirection::Text);
    for axis in AxisDirection::ALL {
        let (story, report) = axis_of(&format!("\"axis\": \"{}\"", axis.name()));
        assert_eq!(codes(&report), Vec::<&str>::new());
        assert_eq!(story.meta.timeline.axis, axis);
    }
    let (story, report) = axis_of("\"axis\": \"up\"");
    assert_eq!(story.meta.timeline.axis, AxisDirection::Text);
    let problem = only(&report, Code::ValueUnknown);
    assert_eq!(place(problem), ("story.json", Some(8), Some("timeline.axis"), "up"));
}

#[test]
fn an_end_that_is_left_out_is_that_of_the_story() {
    let open = "{ \"end\": \"2020-03-04\", \"label\": \"Before\" },
                { \"start\": \"2020-03-05\", \"label\": \"After\" }";
    let (story, report) = with_eras(open).story();
    assert_eq!(codes(&report), Vec::<&str>::new());
    let spans: Vec<Span> = story.meta.timeline.eras.iter().map(|era| era.span).collect();
    assert_eq!(spans, [span("2020-03-01/2020-03-04"), span("2020-03-05/2020-03-31")]);
    // Where the story's own span is made of the files, too.
    let unstated = with_eras(open).replacing("story.json", "2020-03-01/2020-03-31", "2020-13");
    let (story, _) = unstated.story();
    assert_eq!(story.meta.timeline.eras[0].span.start, story.meta.span.start);
    assert_eq!(story.meta.timeline.eras[1].span.end, story.meta.span.end);
}

#[test]
fn what_ends_before_it_starts_is_left_out_and_named_with_its_place() {
    let (story, report) = with_timeline(
        "\"coverage\": [{ \"start\": \"2020-03-09\", \"end\": \"2020-03-08\" },
                        { \"start\": \"2020-03-32\" }, { \"note\": \"when?\" },
                        { \"start\": \"2020-03-01\", \"end\": \"2020-03-01\" }]",
    )
    .story();
    assert_eq!(codes(&report), ["date.reversed", "date.unreadable", "story.key"]);
    let places: Vec<_> = report.problems.iter().map(place).collect();
    assert_eq!(places[0].2, Some("timeline.coverage[0].start"));
    assert_eq!((places[1].1, places[1].2), (Some(9), Some("timeline.coverage[1].start")));
    assert_eq!(places[2].2, Some("timeline.coverage[2].start"));
    assert_eq!(story.meta.timeline.coverage.len(), 1);
}

#[test]
fn eras_that_overlap_or_reach_beyond_the_story_are_reported_and_kept() {
    let (story, report) = with_eras(
        "{ \"start\": \"2020-03-01\", \"end\": \"2020-03-10\", \"label\": \"One\" },
         { \"start\": \"2020-03-10\", \"end\": \"2020-03-12\", \"label\": \"Two\" },
         { \"start\": \"2020-03-20\", \"end\": \"2020-04-02\", \"label\": \"Three\" }",
    )
    .story();
    let overlap = only(&report, Code::TimeOverlap);
    assert_eq!(overlap.column.as_deref(), Some("timeline.eras[1].start"));
    let outside = only(&report, Code::TimeOutside);
    assert_eq!((outside.value.as_str(), outside.severity), ("2020-03-20", Severity::Warning));
    assert_eq!(story.meta.timeline.eras.len(), 3);
    assert_eq!(story.meta.timeline.eras[2].span, span("2020-03-20/2020-04-02"));
}

#[test]
fn an_era_without_a_name_and_keys_that_nobody_knows_are_reported() {
    let (story, report) = with_eras(
        "{ \"start\": \"2020-03-01\", \"end\": \"2020-03-02\" },
         { \"start\": \"2020-03-03\", \"end\": \"2020-03-04\", \"label\": \"x\", \"colour\": \"red\" }, 7",
    )
    .story();
    let columns: Vec<_> = report.problems.iter().filter_map(|it| it.column.as_deref()).collect();
    let wanted = ["timeline.eras[2]", "timeline.eras[0].label", "timeline.eras[1].colour"];
    assert_eq!(columns, wanted);
    assert_eq!(story.meta.timeline.eras.len(), 1);
}
