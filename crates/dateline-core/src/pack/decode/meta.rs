//! What `story.json` says itself.

use super::reader::Reader;
use super::taken;
use crate::model::{
    Actor, Category, Chapter, ChapterState, Claim, Credit, MAX_ACTORS, MAX_CATEGORIES, Mode, Shape,
    StoryMeta, Text, Timeline, ViewState,
};
use crate::pack::PackFault;
use crate::time::{EdtfDate, Moment, Precision, Span};

/// What the flags of a state are below: four of what it has, two for the mode.
const STATE_FLAGS: usize = 1 << 7;

pub(super) fn read(reader: &mut Reader<'_>) -> StoryMeta {
    let mut texts = reader.texts(3);
    let count = reader.cursor.count();
    let languages = reader.strings(count);
    StoryMeta {
        title: taken(&mut texts, 0),
        standfirst: taken(&mut texts, 1),
        claims_title: taken(&mut texts, 2),
        languages,
        time_zone: reader.string(),
        version: reader.string(),
        span: reader.span(),
        timeline: Timeline::default(),
        fade_days: reader.cursor.number(),
        updated: taken(&mut reader.dates(1), 0),
        start: state(reader),
        actors: actors(reader),
        categories: categories(reader),
        chapters: chapters(reader),
        claims: claims(reader),
        sources: taken(&mut reader.source_lists(1), 0),
        credits: credits(reader),
        base_map: None,
    }
}

fn state(reader: &mut Reader<'_>) -> ChapterState {
    let flags = reader.cursor.index(STATE_FLAGS);
    let has = |bit: u32| flags >> bit & 1 == 1;
    let mut state = ChapterState::default();
    if has(0) {
        state.t = Some(reader.moment());
    }
    if has(1) {
        state.window = Some(reader.span());
    }
    if has(2) {
        let centre = reader.positions(1).pop();
        let zoom = double(reader);
        state.view = centre.map(|centre| ViewState { centre, zoom });
    }
    if has(3) {
        state.select = Some(reader.string());
    }
    if has(6) {
        state.compare = Some(reader.moment());
    }
    state.mode = match flags >> 4 & 3 {
        1 => Some(Mode::Moment),
        2 => Some(Mode::Window),
        3 => Some(Mode::Cumulative),
        _ => None,
    };
    state
}

fn double(reader: &mut Reader<'_>) -> f64 {
    f64::from_bits(reader.cursor.fixed(8))
}

fn colour(reader: &mut Reader<'_>) -> [u8; 3] {
    let [red, green, blue, ..] = reader.cursor.fixed(3).to_le_bytes();
    [red, green, blue]
}

fn actors(reader: &mut Reader<'_>) -> Vec<Actor> {
    let names = at_most(MAX_ACTORS, reader);
    let mut shorts = reader.texts(names.len());
    let mut actors = Vec::with_capacity(names.len());
    for (place, name) in names.into_iter().enumerate() {
        let id = reader.string();
        let (colour_light, colour_dark) = (colour(reader), colour(reader));
        let count = reader.cursor.count();
        let aliases = reader.strings(count);
        let short = taken(&mut shorts, place);
        actors.push(Actor { id, name, short, colour_light, colour_dark, aliases });
    }
    actors
}

fn categories(reader: &mut Reader<'_>) -> Vec<Category> {
    let names = at_most(MAX_CATEGORIES, reader);
    let mut categories = Vec::with_capacity(names.len());
    for name in names {
        let shape = reader.cursor.index(Shape::ALL.len()) as usize;
        categories.push(Category {
            id: reader.string(),
            name,
            shape: Shape::ALL.get(shape).copied().unwrap_or(Shape::Circle),
            colour_light: colour(reader),
            colour_dark: colour(reader),
        });
    }
    categories
}

fn chapters(reader: &mut Reader<'_>) -> Vec<Chapter> {
    let titles = paragraphs(reader);
    let counts = reader.numbers(titles.len());
    let total = reader.total(&counts).unwrap_or(0);
    let mut paragraphs = reader.texts(total).into_iter();
    let mut sources = reader.source_lists(titles.len());
    let mut chapters = Vec::with_capacity(titles.len());
    for (place, title) in titles.into_iter().enumerate() {
        let count = counts.get(place).copied().unwrap_or(0);
        chapters.push(Chapter {
            id: reader.string(),
            title,
            text: paragraphs.by_ref().take(count as usize).collect(),
            state: state(reader),
            sources: taken(&mut sources, place),
        });
    }
    chapters
}

/// How many texts follow, and the texts.
pub(super) fn paragraphs(reader: &mut Reader<'_>) -> Vec<Text> {
    at_most(u32::MAX as usize - 1, reader)
}

/// The same, where there may be no more than `limit`.
fn at_most(limit: usize, reader: &mut Reader<'_>) -> Vec<Text> {
    let count = reader.cursor.index(limit + 1);
    reader.texts(count as usize)
}

/// The date, which may not be missing.
pub(super) fn needed(reader: &mut Reader<'_>, date: Option<EdtfDate>) -> EdtfDate {
    date.unwrap_or_else(|| {
        reader.cursor.fail(PackFault::Date);
        EdtfDate {
            text: String::new(),
            span: Span { start: Moment(0), end: Moment(0) },
            precision: Precision::Day,
            approximate: false,
            uncertain: false,
            open_start: false,
            open_end: false,
        }
    })
}

fn claims(reader: &mut Reader<'_>) -> Vec<Claim> {
    let texts = paragraphs(reader);
    let mut dates = reader.dates(texts.len());
    let mut claims = Vec::with_capacity(texts.len());
    for (place, text) in texts.into_iter().enumerate() {
        claims.push(Claim {
            when: needed(reader, taken(&mut dates, place)),
            low_percent: double(reader),
            high_percent: double(reader),
            text,
            source: reader.source(),
        });
    }
    claims
}

fn credits(reader: &mut Reader<'_>) -> Vec<Credit> {
    let whats = paragraphs(reader);
    let mut bys = reader.texts(whats.len());
    let mut credits = Vec::with_capacity(whats.len());
    for (place, what) in whats.into_iter().enumerate() {
        let by = taken(&mut bys, place);
        credits.push(Credit { what, by, licence: reader.string(), url: reader.string() });
    }
    credits
}
