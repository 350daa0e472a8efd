//! Made-up stories of a size that nobody has written yet: the same in every run.
//!
//! Has no opinion on what is measured with them.

use dateline_core::geo::LonLat;
use dateline_core::ledger::{Change, Confidence, Ledger, Status};
use dateline_core::model::{
    Actor, ActorIndex, Area, AreaIndex, Casualties, Category, CategoryIndex, ChapterState, Details,
    Event, EventDetails, Events, GeoPrecision, Mode, Shape, Source, Story, StoryMeta, Text,
    Timeline, Verification, ViewState, WholeStory,
};
use dateline_core::time::{Day, EdtfDate, Moment, Precision, SECONDS_PER_DAY, Span, format_moment};

/// What the numbers of every story follow from.
const SEED: u64 = 20_161_205;
/// 1 January 2016, the first day of every story, since 1970.
const FIRST_DAY: i32 = 16_801;
/// Ten years.
pub const DAYS: i32 = 3_653;
/// Kinds of event that are shown.
pub const KINDS: u8 = 8;
/// One more kind, which holds only the events that last.
pub const LASTING_KIND: &str = "lasting";
/// Every so many events one lasts, where there are such.
const LASTING_EVERY: u32 = 256;
/// Where events lie: west, south, east, north.
const GROUND: [f64; 4] = [33.0, 32.6, 45.0, 37.4];
/// The middle of it, and a zoom at which a map of 1200 × 400 pixels shows all of it.
pub const CENTRE: LonLat = LonLat { lon: 39.0, lat: 35.0 };
/// See [`CENTRE`].
pub const ZOOM: f64 = 6.3;

/// The generator of Steele, Lea and Flood, "Fast splittable pseudorandom number generators"
/// (2014).
struct Dice(u64);

impl Dice {
    /// A number below `limit`, which is not 0.
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % limit
    }

    /// A number from 0 to 1.
    fn share(&mut self) -> f64 {
        self.below(1 << 32) as f64 / f64::from(u32::MAX)
    }

    /// A number about 0, most within 1.
    fn scatter(&mut self) -> f64 {
        (0..4).map(|_| self.share() - 0.5).sum()
    }
}

/// So many events of a day or a few on [`DAYS`] days, half of them around towns. With
/// `has_lasting`, events that last to the end stand between them, one in every 256, so that
/// nothing that is kept by time can pass any of them by: whoever hides their kind sees the
/// same, and everything has been looked at.
pub fn events(count: u32, has_lasting: bool) -> WholeStory {
    let mut dice = Dice(SEED);
    let towns: Vec<LonLat> = (0..40).map(|_| anywhere(&mut dice)).collect();
    let mut rows = Vec::new();
    for place in 0..count {
        let day = dice.below(DAYS as u64 - 4) as i32;
        let days = if dice.below(10) == 0 { 1 + dice.below(3) as i32 } else { 1 };
        let position = match towns.get(dice.below(80) as usize) {
            Some(town) => LonLat {
                lon: town.lon + 0.25 * dice.scatter(),
                lat: town.lat + 0.2 * dice.scatter(),
            },
            None => anywhere(&mut dice),
        };
        let kind = dice.below(KINDS.into()) as u8;
        let verification = Verification::ALL.get(dice.below(6) as usize).copied();
        let mut row = event(place, (day, days), position, kind);
        row.verification = verification.unwrap_or(Verification::Unknown);
        rows.push(row);
    }
    if has_lasting {
        rows.sort_by_key(|row| row.when.as_ref().map(|when| when.span.start));
        let starts = rows.iter().step_by(LASTING_EVERY as usize).filter_map(|row| row.when.clone());
        let days = starts.map(|when| when.span.start.day().0 - FIRST_DAY);
        let lasting = days.zip(count..);
        let lasting = lasting.map(|(day, place)| event(place, (day, DAYS - day), CENTRE, KINDS));
        rows.extend(lasting.collect::<Vec<Event>>());
    }
    let details = Details { events: vec![EventDetails::default(); rows.len()], ..empty_details() };
    let story = Story {
        meta: meta(),
        areas: Vec::new(),
        ledger: Ledger::new(0, Vec::new()),
        events: Events::from_rows(rows),
        base: Vec::new(),
    };
    WholeStory { story, details }
}

/// `columns` × `rows` areas that fill the ground side by side, with `changes` changes each.
pub fn areas(columns: u32, rows: u32, changes: u32) -> WholeStory {
    let mut dice = Dice(SEED);
    let areas = (0..rows).flat_map(|row| (0..columns).map(move |column| (column, row)));
    let areas: Vec<Area> = areas.map(|place| cell(place, (columns, rows))).collect();
    let mut told = Vec::new();
    for area in 0..columns * rows {
        let mut holder = dice.below(4) as u16;
        for number in 0..changes {
            let to = (holder + 1 + dice.below(3) as u16) % 4;
            let day = (number * (DAYS as u32 / changes)) as i32
                + dice.below(u64::from(DAYS as u32 / changes)) as i32;
            told.push(change(area, day, (holder, to), told.len() as u32));
            holder = to;
        }
    }
    let details = Details { notes: vec![Text::default(); told.len()], ..empty_details() };
    let story = Story {
        meta: meta(),
        ledger: Ledger::new(areas.len(), told),
        areas,
        events: Events::default(),
        base: Vec::new(),
    };
    WholeStory { story, details }
}

fn empty_details() -> Details {
    Details { events: Vec::new(), notes: Vec::new(), methods: Vec::new(), corrections: Vec::new() }
}

fn anywhere(dice: &mut Dice) -> LonLat {
    let [west, south, east, north] = GROUND;
    LonLat { lon: west + (east - west) * dice.share(), lat: south + (north - south) * dice.share() }
}

/// So many days from a day on, as a table would write them.
fn days(first: i32, count: i32) -> EdtfDate {
    let span = Span {
        start: Moment::start_of(Day(FIRST_DAY + first)),
        end: Moment::start_of(Day(FIRST_DAY + first + count)),
    };
    // A day is named by its end.
    let first = format_moment(Moment(span.start.0 + SECONDS_PER_DAY));
    let last = format_moment(span.end);
    let text = if count == 1 { first } else { format!("{first}/{last}") };
    // Every day of a calendar can be read.
    EdtfDate::parse(&text).unwrap_or(EdtfDate {
        text,
        span,
        precision: Precision::Day,
        approximate: false,
        uncertain: false,
        open_start: false,
        open_end: false,
    })
}

fn event(place: u32, (first, count): (i32, i32), position: LonLat, kind: u8) -> Event {
    Event {
        id: format!("E{place}"),
        title: Text::Plain(format!("Event {}", place % 1_000)),
        when: Some(days(first, count)),
        areas: Vec::new(),
        place: Text::default(),
        position: Some(position),
        geo_precision: GeoPrecision::Exact,
        category: CategoryIndex(kind),
        actors: Vec::new(),
        casualties: Casualties::default(),
        verification: Verification::Confirmed,
        graphic: false,
        sources: vec![source()],
        chapter: String::new(),
        withdrawn: false,
        row: place + 2,
    }
}

fn source() -> Source {
    Source { name: "Made up".into(), ..Source::default() }
}

fn change(area: u32, day: i32, (from, to): (u16, u16), place: u32) -> Change {
    Change {
        area: AreaIndex(area),
        date: days(day, 1),
        earliest: None,
        latest: None,
        from: Some(ActorIndex(from)),
        to: Some(ActorIndex(to)),
        status: Status::Held,
        confidence: Confidence::High,
        accepted: true,
        sources: vec![source()],
        event: None,
        row: place + 2,
    }
}

/// A cell of a grid with a corner in the middle of each side, which its neighbours share.
fn cell((column, row): (u32, u32), (columns, rows): (u32, u32)) -> Area {
    let [west, south, east, north] = GROUND;
    let at = |x: f64, y: f64| LonLat {
        lon: west + (east - west) * (f64::from(column) + x) / f64::from(columns),
        lat: south + (north - south) * (f64::from(row) + y) / f64::from(rows),
    };
    let corners = [
        (0.0, 0.0),
        (0.5, 0.1),
        (1.0, 0.0),
        (0.9, 0.5),
        (1.0, 1.0),
        (0.5, 1.1),
        (0.0, 1.0),
        (-0.1, 0.5),
        (0.0, 0.0),
    ];
    Area {
        id: format!("a{column}-{row}"),
        name: Text::Plain(format!("{column}/{row}")),
        polygons: vec![vec![corners.map(|(x, y)| at(x, y)).to_vec()]],
        centre: at(0.5, 0.5),
        properties: Vec::new(),
    }
}

/// Colours that can be told apart, of the style of Okabe and Ito's.
const COLOURS: [[u8; 3]; 9] = [
    [0, 114, 178],
    [213, 94, 0],
    [0, 158, 115],
    [204, 121, 167],
    [86, 180, 233],
    [230, 159, 0],
    [90, 90, 90],
    [140, 81, 10],
    [120, 120, 120],
];

fn meta() -> StoryMeta {
    let span = days(0, DAYS).span;
    let actor = |place: usize| Actor {
        id: format!("side-{place}"),
        name: Text::Plain(format!("Side {place}")),
        short: Text::Plain(format!("Side {place}")),
        colour_light: COLOURS[place],
        colour_dark: COLOURS[place],
        aliases: Vec::new(),
    };
    let category = |(place, shape): (usize, Shape)| {
        let id =
            if place == usize::from(KINDS) { LASTING_KIND.into() } else { format!("k{place}") };
        Category {
            name: Text::Plain(format!("Kind {place}")),
            id,
            shape,
            colour_light: COLOURS[place],
            colour_dark: COLOURS[place],
        }
    };
    StoryMeta {
        title: Text::Plain("A story that is made up".into()),
        standfirst: Text::default(),
        languages: vec!["en".into()],
        time_zone: "UTC".into(),
        span,
        timeline: Timeline::default(),
        start: ChapterState {
            t: Some(Moment(span.start.0 + 30 * SECONDS_PER_DAY)),
            window: None,
            mode: Some(Mode::Window),
            view: Some(ViewState { centre: CENTRE, zoom: ZOOM }),
            ..ChapterState::default()
        },
        fade_days: 3,
        actors: (0..4).map(actor).collect(),
        categories: Shape::ALL
            .into_iter()
            .take(KINDS as usize + 1)
            .enumerate()
            .map(category)
            .collect(),
        chapters: Vec::new(),
        claims_title: Text::default(),
        claims: Vec::new(),
        sources: Vec::new(),
        credits: Vec::new(),
        base_map: None,
        version: "1".into(),
        updated: None,
    }
}
