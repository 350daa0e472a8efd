//! A small story with something in every field.
#![allow(clippy::unwrap_used)]

use crate::geo::LonLat;
use crate::ledger::{Change, Confidence, Ledger, Status};
use crate::model::{
    Actor, ActorIndex, AreaIndex, AxisDirection, BaseFeature, BaseGeometry, BaseMap, Casualties,
    Category, CategoryIndex, Chapter, ChapterState, Claim, Correction, Count, Coverage, Credit,
    Details, Era, EventDetails, EventIndex, Events, GeoPrecision, Mode, Shape, Source, Story,
    StoryMeta, Text, TileForm, Timeline, Verification, ViewState, WholeStory,
};
use crate::pack::{FoldedStory, Shelf};
use crate::report::{Counts, Problem, Report};
use crate::scene::testing::{area, event, rectangle, ring};
use crate::time::{EdtfDate, FixedZone};

pub fn date(text: &str) -> EdtfDate {
    EdtfDate::parse(text).unwrap()
}

pub fn both(en: &str, ar: &str) -> Text {
    Text::PerLanguage(vec![("en".into(), en.into()), ("ar".into(), ar.into())])
}

fn plain(text: &str) -> Text {
    Text::Plain(text.to_owned())
}

fn source(name: &str) -> Source {
    let url = format!("https://example.org/{name}");
    Source { name: name.to_owned(), url, archive_url: String::new() }
}

fn actor(id: &str) -> Actor {
    Actor {
        id: id.to_owned(),
        name: both(id, "طرف"),
        short: plain(id),
        colour_light: [200, 100, 76],
        colour_dark: [217, 119, 95],
        aliases: vec![id.to_uppercase()],
    }
}

fn state() -> ChapterState {
    ChapterState {
        t: Some(date("2016-12-05").span.end),
        window: Some(date("2016-11-14/2016-12-22").span),
        mode: Some(Mode::Window),
        view: Some(ViewState { centre: LonLat { lon: 37.168, lat: 36.205 }, zoom: 12.6 }),
        select: Some("area:shaar".to_owned()),
        compare: Some(date("2016-11-26").span.end),
    }
}

fn timeline() -> Timeline {
    let era = |dates: &str, label| Era { span: date(dates).span, label, source: source("SOHR") };
    let note = both("Day by day.", "يوما بيوم.");
    Timeline {
        eras: vec![
            era("2016-11-15/2016-12-14", both("Offensive", "الهجوم")),
            Era { source: Source::default(), ..era("2016-12-15/2016-12-22", plain("Evacuation")) },
        ],
        coverage: vec![Coverage { span: date("2016-11-14/2016-12-20").span, note }],
        week_start: 5,
        zone_name: both("Damascus time", "توقيت دمشق"),
        axis: AxisDirection::RightToLeft,
    }
}

fn meta() -> StoryMeta {
    let categories = [Shape::Cross, Shape::TriangleDown].map(|shape| Category {
        id: shape.name().to_owned(),
        name: plain(shape.name()),
        shape,
        colour_light: [51, 51, 51],
        colour_dark: [221, 221, 221],
    });
    StoryMeta {
        title: both("Who held Aleppo", "من سيطر على حلب"),
        standfirst: plain("Quarter by quarter."),
        languages: vec!["en".into(), "ar".into()],
        time_zone: "Asia/Damascus".into(),
        span: date("2016-11-14/2016-12-22").span,
        timeline: timeline(),
        start: state(),
        fade_days: 3,
        actors: vec![actor("government"), actor("rebels")],
        categories: categories.into(),
        chapters: vec![Chapter {
            id: "night".into(),
            title: plain("The night"),
            text: vec![both("One.", "واحد."), plain("Two.")],
            state: ChapterState::default(),
            sources: vec![source("AFP"), source("SOHR")],
        }],
        claims_title: plain("Share of the east"),
        claims: vec![Claim {
            when: date("2016-12-05"),
            low_percent: 66.0,
            high_percent: 66.6,
            text: plain("two thirds"),
            source: source("SOHR"),
        }],
        sources: vec![source("AFP")],
        credits: vec![Credit {
            what: plain("Outlines"),
            by: plain("Dateline"),
            licence: "CC-BY-4.0".into(),
            url: String::new(),
        }],
        base_map: Some(BaseMap {
            form: TileForm::Archive,
            address: "ground.pmtiles".into(),
            counts_from_south: true,
            least_zoom: 3,
            greatest_zoom: 14,
            tile_px: 512,
            bounds: vec![LonLat { lon: 36.0, lat: 35.5 }, LonLat { lon: 38.0, lat: 37.0 }],
            credit: both("Survey", "المساحة"),
            credit_url: "https://example.org/".into(),
        }),
        version: "1".into(),
        updated: Some(date("2026-11-23")),
    }
}

fn change(area: u32, text: &str) -> Change {
    Change {
        area: AreaIndex(area),
        date: date(text),
        earliest: None,
        latest: Some(date("2016-12-07")),
        from: Some(ActorIndex(1)),
        to: Some(ActorIndex(0)),
        status: Status::Contested,
        confidence: Confidence::Medium,
        accepted: area == 0,
        sources: vec![source("AFP")],
        event: Some(EventIndex(1)),
        row: area + 2,
    }
}

fn events() -> Events {
    let mut full = event("ALP-080", Some("2016-12-05~"), Some((37.1731, 36.20132)));
    full.areas = vec![AreaIndex(1), AreaIndex(0)];
    full.place = plain("Qadi Askar");
    full.geo_precision = GeoPrecision::Area;
    full.category = CategoryIndex(1);
    full.actors = vec![ActorIndex(1)];
    let killed = Count { low: Some(0), best: None, high: Some(u32::MAX) };
    full.casualties = Casualties { killed, injured: Count::default() };
    full.verification = Verification::Disputed;
    full.graphic = true;
    full.sources = vec![source("SOHR"), source("AFP")];
    full.chapter = "night".into();
    full.withdrawn = true;
    // Its text alone does not say when it was: the clocks of Damascus were two hours ahead.
    let mut zoned = event("ALP-079", None, None);
    let damascus = FixedZone { offset_seconds: 7200 };
    zoned.when = EdtfDate::parse_in("2016-12-04T22:30Z", &damascus).ok();
    assert!(zoned.when.is_some());
    Events::from_rows(vec![full, zoned, event("ALP-200", None, None)])
}

/// Two quarters that share a border, one with a hole, and what lies under them.
pub fn story() -> Story {
    let west = vec![rectangle(37.1, 36.1, 37.2, 36.2)];
    let hole = ring(&[(37.24, 36.14), (37.24, 36.16), (37.26, 36.16)]);
    let east = vec![rectangle(37.2, 36.1, 37.3, 36.2), hole];
    let mut areas = vec![area("West", vec![west.clone()]), area("East", vec![east])];
    areas[1].name = both("East", "الشرق");
    areas[1].properties = vec![("kind".into(), "quarter".into()), ("area_ha".into(), "23".into())];
    let feature =
        |kind: &str, geometry| BaseFeature { kind: kind.into(), name: plain(""), geometry };
    let base = vec![
        feature("landmark", BaseGeometry::Point(LonLat { lon: 37.1626, lat: -36.1992001 })),
        feature("river", BaseGeometry::Lines(vec![ring(&[(37.1, 36.3), (37.2, 36.4)])])),
        feature("airport", BaseGeometry::Polygons(vec![west])),
    ];
    let ledger = Ledger::new(2, vec![change(0, "2016-12-05"), change(1, "2016-12")]);
    Story { meta: meta(), areas, ledger, events: events(), base }
}

/// What its cards show: of three events and two changes.
fn details() -> Details {
    let full = EventDetails {
        text: both("It was told.", "قيل ذلك."),
        actors_text: "rebels;somebody".into(),
        media_url: "https://example.org/a.jpg".into(),
        media_alt: both("A street", "شارع"),
    };
    let correction = Correction {
        date: date("2026-11-23"),
        id: "night".into(),
        text: plain("A name was wrong."),
    };
    Details {
        events: vec![EventDetails::default(), full, EventDetails::default()],
        notes: vec![plain("In the night."), both("By day.", "نهارا.")],
        methods: vec![plain("By hand.")],
        corrections: vec![correction],
    }
}

/// Both together.
pub fn whole() -> WholeStory {
    WholeStory { story: story(), details: details() }
}

/// A story as it is read of files: its events folded, one after the other.
pub fn folded(whole: &WholeStory) -> FoldedStory {
    let mut shelf = Shelf::default();
    let rows = whole.story.events.rows().iter().zip(&whole.details.events);
    rows.for_each(|(event, details)| assert!(shelf.push(event, details)));
    FoldedStory::new(whole.clone(), shelf)
}

/// A report with two problems.
pub fn report() -> Report {
    let error = Problem {
        file: "events.csv".into(),
        row: Some(3),
        column: Some("date".into()),
        value: "2016-13-40".into(),
        code: "date.unreadable".into(),
        is_error: true,
        message: "“2016-13-40” cannot be read as a date: month 13 does not exist".into(),
        detail: both("month 13 does not exist", "لا شهر رقمه 13"),
    };
    let warning = Problem { file: "base.geojson".into(), ..Problem::default() };
    let counts = Counts { rows: 9, areas: 2, changes: 2, events: 3, base: 2, ..Counts::default() };
    Report { problems: vec![error, warning], unlisted: 7, errors: 8, warnings: 1, counts }
}
