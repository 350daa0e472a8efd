#![allow(clippy::unwrap_used)]
use super::well_formed::elements;
use super::*;
use crate::geo::{LonLat, View};
use crate::ledger::{Change, Confidence, Ledger, Status};
use crate::model::{
    Actor, ActorIndex, AreaIndex, BaseFeature, BaseGeometry, Category, CategoryIndex, EventIndex,
    Events, GeoPrecision, Shape, Story, StoryMeta, Text, Verification,
};
use crate::scene::testing::{area, event, rectangle};
use crate::scene::{Stacking, symbols};
use crate::time::{Day, EdtfDate, Moment, parse_moment};

fn plain(text: &str) -> Text {
    Text::Plain(text.to_owned())
}

fn actor(id: &str, colour_light: [u8; 3], colour_dark: [u8; 3]) -> Actor {
    Actor {
        id: id.to_owned(),
        name: plain(id),
        short: plain(id),
        colour_light,
        colour_dark,
        aliases: Vec::new(),
    }
}

fn change(area: u32, date: &str, status: Status) -> Change {
    Change {
        area: AreaIndex(area),
        date: EdtfDate::parse(date).unwrap(),
        earliest: None,
        latest: None,
        from: Some(ActorIndex(1)),
        to: Some(ActorIndex(0)),
        status,
        confidence: Confidence::High,
        accepted: true,
        sources: Vec::new(),
        event: None,
        row: 2,
    }
}

fn meta() -> StoryMeta {
    let shapes = Shape::ALL.iter().zip(0_u8..).map(|(shape, number)| Category {
        id: shape.name().to_owned(),
        name: plain(shape.name()),
        shape: *shape,
        colour_light: [number * 20, 40, 60],
        colour_dark: [200, 200, number * 20],
    });
    StoryMeta {
        title: plain("Story"),
        standfirst: Text::default(),
        languages: vec!["en".to_owned()],
        time_zone: "Asia/Damascus".to_owned(),
        span: EdtfDate::parse("2016-11-14/2016-12-22").unwrap().span,
        timeline: Default::default(),
        start: Default::default(),
        fade_days: 3,
        actors: vec![
            actor("Government", [0xc8, 0x64, 0x4c], [0xd9, 0x77, 0x5f]),
            actor("Opposition", [0x4f, 0x8a, 0x63], [0x6f, 0xaa, 0x83]),
        ],
        categories: shapes.collect(),
        chapters: Vec::new(),
        claims_title: Text::default(),
        claims: Vec::new(),
        sources: Vec::new(),
        credits: Vec::new(),
        base_map: None,
        version: String::new(),
        updated: None,
    }
}

/// Six squares in a row, one of each status and one in doubt, a river, a mark per shape.
pub fn story() -> Story {
    let names = ["Held", "Contested", "Claimed", "Besieged", "Unknown", "Doubtful"];
    let areas = names
        .iter()
        .enumerate()
        .map(|(place, name)| {
            let west = 37.10 + 0.02 * place as f64;
            let mut area = area(name, vec![vec![rectangle(west, 36.18, west + 0.02, 36.20)]]);
            area.centre = LonLat { lon: west + 0.01, lat: 36.19 };
            area
        })
        .collect();
    let mut doubtful = change(5, "2016-12-01", Status::Held);
    doubtful.latest = EdtfDate::parse("2016-12-20").ok();
    doubtful.to = Some(ActorIndex(1));
    let changes = vec![
        change(0, "2016-11-20", Status::Held),
        change(1, "2016-12-05", Status::Contested),
        change(2, "2016-11-28", Status::Claimed),
        change(3, "2016-11-25", Status::Besieged),
        doubtful,
    ];
    let rows = Shape::ALL.iter().zip(0_u8..).map(|(shape, number)| {
        let lon = 37.105 + 0.01 * f64::from(number);
        let mut row = event(shape.name(), Some("2016-12-05"), Some((lon, 36.205)));
        row.category = CategoryIndex(number);
        row.verification = Verification::ALL[usize::from(number) % 6];
        row.geo_precision = GeoPrecision::ALL[usize::from(number) % 4];
        row
    });
    let river = BaseFeature {
        kind: "river".to_owned(),
        name: Text::default(),
        geometry: BaseGeometry::Lines(vec![vec![
            LonLat { lon: 37.09, lat: 36.175 },
            LonLat { lon: 37.16, lat: 36.185 },
            LonLat { lon: 37.23, lat: 36.175 },
        ]]),
    };
    let citadel = BaseFeature {
        kind: "citadel".to_owned(),
        name: plain("Citadel"),
        geometry: BaseGeometry::Polygons(vec![vec![rectangle(37.15, 36.21, 37.155, 36.213)]]),
    };
    let mark = BaseFeature {
        kind: "landmark".to_owned(),
        name: plain("Citadel"),
        geometry: BaseGeometry::Point(LonLat { lon: 37.1525, lat: 36.216 }),
    };
    Story {
        meta: meta(),
        areas,
        ledger: Ledger::new(6, changes),
        events: Events::from_rows(rows.collect()),
        base: vec![river, citadel, mark],
    }
}

pub fn all_events(story: &Story) -> Vec<EventIndex> {
    story.events.iter().map(|(index, _)| index).collect()
}

pub fn input<'a>(story: &'a Story, events: &'a [EventIndex]) -> SvgInput<'a> {
    // A test is short.
    let symbols = Box::leak(Box::new(symbols(&story.events, Day(0), Stacking::default())));
    SvgInput {
        story,
        symbols,
        ground: None,
        grouping: Grouping::ByRoom,
        view: View::new(LonLat { lon: 37.16, lat: 36.195 }, 12.0, 480.0, 320.0),
        seen_px: None,
        moment: parse_moment("2016-12-06").unwrap(),
        just_changed_since: None,
        events,
        selected_area: None,
        selected_event: None,
        fades_since: None,
        mark_size_px: 12.0,
        palette: &Palette::LIGHT,
        language: "en",
        title: "A small story",
        as_of: "As of 6 December 2016",
        credit: "Nobody, CC0-1.0",
        units: ["m", "km"],
        status_words: None,
    }
}

#[test]
fn a_small_story_is_painted_as_the_kept_picture() {
    let story = story();
    let events = all_events(&story);
    let svg = story_svg(&input(&story, &events));
    let kept = concat!(env!("CARGO_MANIFEST_DIR"), "/src/svg/small_story.svg");
    if std::env::var_os("DATELINE_BLESS").is_some() {
        std::fs::write(kept, &svg).unwrap();
    }
    let expected = std::fs::read_to_string(kept).unwrap().replace("\r\n", "\n");
    let differs = svg.lines().zip(expected.lines()).find(|(now, then)| now != then);
    assert_eq!(differs, None, "if the change is meant, run once with DATELINE_BLESS=1");
    assert_eq!(svg.len(), expected.len());
}

#[test]
fn the_picture_is_well_formed_and_has_every_part() {
    let story = story();
    let events = all_events(&story);
    let svg = story_svg(&input(&story, &events));
    let names = elements(&svg).unwrap();
    assert_eq!(names.first().map(String::as_str), Some("svg"));
    assert_eq!(names.iter().filter(|name| *name == "pattern").count(), 4);
    for shape in Shape::ALL {
        assert!(svg.contains(shape_path(shape)), "{}", shape.name());
    }
    for text in ["A small story", "As of 6 December 2016", "Nobody, CC0-1.0", "2 km", "Besieged"] {
        assert!(svg.contains(&format!(">{text}<")), "{text}");
    }
    for pattern in ["contested", "claimed", "besieged", "doubt"] {
        assert!(svg.contains(&format!("<pattern id=\"{pattern}-")), "{pattern}");
        assert!(svg.contains(&format!("fill=\"url(#{pattern}-")), "{pattern}");
    }
    // Nobody's land is blank and its outline dotted.
    assert!(svg.contains("<path fill=\"none\" d="));
    assert!(svg.contains("stroke-dasharray=\"2 2\""));
}

#[test]
fn the_state_follows_the_clock_and_the_colours_the_palette() {
    let story = story();
    let early = SvgInput { moment: Moment(0), palette: &Palette::DARK, ..input(&story, &[]) };
    let svg = story_svg(&early);
    elements(&svg).unwrap();
    assert!(!svg.contains("<pattern") && !svg.contains("#d9775f"));
    let later = SvgInput { moment: parse_moment("2016-11-21").unwrap(), ..early };
    let svg = story_svg(&later);
    assert!(svg.contains("fill=\"#d9775f\"") && !svg.contains("#c8644c"));
}

#[test]
fn selected_and_new_areas_are_outlined_strongly() {
    let story = story();
    let since = parse_moment("2016-12-04").ok();
    let accent = hex(Palette::LIGHT.accent);
    let quiet = story_svg(&input(&story, &[]));
    assert!(!quiet.contains(&accent) && !quiet.contains("stroke-width=\"3\" d="));
    let strong = SvgInput {
        // The very moment of the change: later it settles.
        moment: parse_moment("2016-12-05").unwrap(),
        just_changed_since: since,
        selected_area: Some(AreaIndex(4)),
        ..input(&story, &[])
    };
    let svg = story_svg(&strong);
    assert!(svg.contains(&format!("stroke=\"{accent}\"")));
    assert!(svg.contains("stroke-width=\"3\" d="));
}

#[test]
fn only_the_events_asked_for_are_painted_and_the_selected_one_last() {
    let story = story();
    let events = all_events(&story);
    let first = SvgInput { selected_event: events.first().copied(), ..input(&story, &events) };
    let svg = story_svg(&first);
    let painted: Vec<&str> = svg.split("<g transform=\"translate(").skip(1).collect();
    assert_eq!(painted.len(), 10);
    let title = story.events.get(events[0]).unwrap().title.in_language("en");
    assert!(painted[9].contains(&format!("<title>{title}</title>")));
    let beyond = [EventIndex(99), events[3]];
    let svg = story_svg(&input(&story, &beyond));
    assert_eq!(svg.matches("<g transform=\"translate(").count(), 1);
}

/// So many events of the first two kinds at one spot, and one of the third apart.
pub fn crowded(count: usize) -> Story {
    let mut crowded = story();
    let mut rows: Vec<_> = (0..count)
        .map(|place| {
            let mut row = event("x", Some("2016-12-05"), Some((37.16, 36.205)));
            row.category = CategoryIndex((place % 2) as u8);
            row
        })
        .collect();
    let mut apart = event("apart", Some("2016-12-05"), Some((37.19, 36.205)));
    apart.category = CategoryIndex(2);
    rows.push(apart);
    crowded.events = Events::from_rows(rows);
    crowded
}

#[test]
fn more_marks_than_room_are_a_group_with_their_number_and_a_ring_of_their_kinds() {
    let story = crowded(1_234);
    let events = all_events(&story);
    let svg = story_svg(&input(&story, &events));
    elements(&svg).unwrap();
    let (_, groups) = svg.split_once("<g class=\"groups\"").unwrap();
    assert_eq!(groups.matches(">1,234</text>").count(), 1);
    assert_eq!(groups.matches("<path stroke=").count(), 2);
    let marks = |svg: &str| svg.matches("<title>x</title>").count();
    assert_eq!(marks(&svg), 0);
    assert_eq!(svg.matches("<title>apart</title>").count(), 1);
    // The same few events are marks, unless somebody wants them as a group.
    let few = crowded(5);
    let events = all_events(&few);
    let svg = story_svg(&input(&few, &events));
    assert!(!svg.contains("class=\"groups\"") && marks(&svg) == 5);
    let svg = story_svg(&SvgInput { grouping: Grouping::Always, ..input(&few, &events) });
    assert!(svg.contains(">5</text>") && marks(&svg) == 0);
    let never = SvgInput { grouping: Grouping::Never, ..input(&story, &[]) };
    let events = all_events(&story);
    assert_eq!(marks(&story_svg(&SvgInput { events: &events, ..never })), 1_234);
}

#[test]
fn the_selected_mark_is_seen_out_of_its_group() {
    let story = crowded(50);
    let events = all_events(&story);
    let svg = story_svg(&SvgInput { selected_event: Some(events[7]), ..input(&story, &events) });
    elements(&svg).unwrap();
    let (_, after) = svg.split_once(">50</text>").unwrap();
    assert_eq!(after.matches("<title>x</title>").count(), 1);
}

#[test]
fn the_key_explains_what_is_in_the_picture_and_nothing_else() {
    let story = story();
    let events = all_events(&story);
    let words = Some(["held", "contested", "claimed", "besieged", "unknown"]);
    let wide = SvgInput {
        view: View::new(LonLat { lon: 37.16, lat: 36.195 }, 12.0, 800.0, 600.0),
        status_words: words,
        ..input(&story, &events[..2])
    };
    let svg = story_svg(&wide);
    elements(&svg).unwrap();
    let (_, key) = svg.split_once("<g class=\"key\">").unwrap();
    let shown: Vec<&str> = key
        .split("</text>")
        .filter_map(|row| row.rsplit_once('>').map(|(_, word)| word))
        .filter(|word| !word.trim().is_empty())
        .collect();
    let expected = ["Government", "Opposition", "contested", "claimed", "besieged", "unknown"];
    assert_eq!(shown[..6], expected);
    assert_eq!(shown.len(), 8);
    let early = story_svg(&SvgInput { moment: Moment(0), events: &[], ..wide });
    let (_, key) = early.split_once("<g class=\"key\">").unwrap();
    assert!(key.contains(">unknown<") && !key.contains("Government") && !key.contains("contested"));
    let small = SvgInput { view: wide.view.with_size(300.0, 120.0), ..wide };
    assert!(!story_svg(&small).contains("class=\"key\""));
    // What has no side is painted as unknown, and explained as that.
    let mut nameless = change(0, "2016-11-20", Status::Besieged);
    nameless.to = None;
    let story = Story { ledger: Ledger::new(1, vec![nameless]), ..self::story() };
    let svg = story_svg(&SvgInput { story: &story, ..wide });
    let (_, key) = svg.split_once("<g class=\"key\">").unwrap();
    assert!(key.contains(">unknown<"));
    assert!(!key.contains("besieged") && !key.contains("Opposition"));
}

#[test]
fn what_lies_outside_the_picture_is_left_out() {
    let story = story();
    let events = all_events(&story);
    let far = LonLat { lon: -60.0, lat: -30.0 };
    let away = SvgInput { view: View::new(far, 12.0, 480.0, 320.0), ..input(&story, &events) };
    let svg = story_svg(&away);
    elements(&svg).unwrap();
    assert!(!svg.contains("<title>Held</title>") && !svg.contains("translate("));
}

#[test]
fn an_arabic_picture_runs_from_right_to_left() {
    let mut story = story();
    story.areas[0].name = Text::PerLanguage(vec![
        ("en".to_owned(), "Held".to_owned()),
        ("ar".to_owned(), "الشعار".to_owned()),
    ]);
    let arabic = SvgInput { language: "ar", title: "حلب", ..input(&story, &[]) };
    let svg = story_svg(&arabic);
    elements(&svg).unwrap();
    assert!(svg.contains("direction=\"rtl\"") && svg.contains(">الشعار<"));
    assert!(svg.contains("<text x=\"468\" y=\"31.8\""));
}

#[test]
fn no_text_of_a_story_becomes_markup() {
    let hostile = [
        "<script>alert(1)</script>",
        "\"><script>alert(1)</script>",
        "' onload='alert(1)",
        "</text></svg><svg onload=alert(1)>",
        "<![CDATA[<script>alert(1)</script>]]>",
        "<!--",
        "-->",
        "]]>",
        "<?xml-stylesheet href='x'?>",
        "&lt;script&gt;",
        "&#60;script&#62;",
        "&undefined;",
        "javascript:alert(1)",
        "<a xlink:href=\"javascript:alert(1)\">x</a>",
        "<foreignObject><img src=x onerror=alert(1)></foreignObject>",
        "\u{0}\u{1}\u{8}\u{b}\u{1f}\u{7f}\u{85}",
        "\u{202e}gnp.exe\u{202c}",
        "url(#x)\");}</style>",
    ];
    for text in hostile {
        let mut story = story();
        story.areas.iter_mut().for_each(|area| area.name = plain(text));
        story.base.iter_mut().for_each(|feature| {
            feature.name = plain(text);
            feature.kind = text.to_owned();
        });
        let mut rows: Vec<_> = story.events.iter().map(|(_, event)| event.clone()).collect();
        rows.iter_mut().for_each(|row| row.title = plain(text));
        story.events = Events::from_rows(rows);
        let events = all_events(&story);
        let svg = story_svg(&SvgInput {
            title: text,
            as_of: text,
            credit: text,
            language: text,
            units: [text, text],
            status_words: Some([text; 5]),
            ..input(&story, &events)
        });
        let names = elements(&svg).unwrap_or_else(|error| panic!("{text:?}: {error}"));
        const KNOWN: [&str; 14] = [
            "clipPath",
            "radialGradient",
            "stop",
            "svg",
            "title",
            "desc",
            "rect",
            "g",
            "path",
            "defs",
            "pattern",
            "circle",
            "text",
            "use",
        ];
        assert!(names.iter().all(|name| KNOWN.contains(&name.as_str())), "{text:?}");
        assert!(!svg.contains('\u{202e}') && !svg.contains('\u{0}'), "{text:?}");
    }
}

#[test]
fn a_story_of_nothing_and_numbers_that_are_none_give_a_picture() {
    let mut empty = story();
    empty.areas = vec![area("x", vec![vec![]]), area("y", vec![])];
    let not_a_number = LonLat { lon: f64::NAN, lat: f64::NAN };
    empty.areas.push(area("z", vec![vec![vec![not_a_number; 4]]]));
    empty.base = Vec::new();
    empty.events = Events::default();
    let svg = story_svg(&SvgInput {
        view: View::new(not_a_number, f64::NAN, 0.0, f64::INFINITY),
        mark_size_px: f64::NAN,
        title: "",
        as_of: "",
        credit: "",
        ..input(&empty, &[])
    });
    elements(&svg).unwrap();
    assert!(!svg.contains("NaN") && !svg.contains("inf"));
}
