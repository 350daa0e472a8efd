//! What a story says of itself that is made of opened files: kinds and sides from what the rows
//! name, a span from their dates.

use super::events::{Column, EventTable};
use dateline_core::model::{Category, Shape, StoryMeta, Text};
use std::collections::HashMap;

/// Kinds that are told apart; the others are one.
const MAX_KINDS: usize = 31;
/// Sides that can be filtered by; all are named on their events.
const MAX_SIDES: usize = 48;
/// Marks on the light and on the dark theme, so that kinds of one shape differ.
const MARKS: [([u8; 3], [u8; 3]); 4] = [
    ([0x33, 0x33, 0x33], [0xDD, 0xDD, 0xDD]),
    ([0x8A, 0x3B, 0x12], [0xF0, 0xB0, 0x8C]),
    ([0x1F, 0x4E, 0x79], [0x9C, 0xC3, 0xE6]),
    ([0x4A, 0x5D, 0x23], [0xC2, 0xD5, 0x9B]),
];

/// The kinds of event that the rows name, the most frequent first. Rows of others are of the
/// general kind, which the reader of events adds. Those that are `known` come first.
pub(super) fn categories(tables: &[EventTable], known: Vec<Category>) -> Vec<Category> {
    let is_known = |name: &String| {
        let lower = name.to_lowercase();
        known.iter().any(|category| category.id.to_lowercase() == lower)
    };
    let named = frequent(tables, Column::Category, MAX_KINDS, false);
    let named: Vec<String> = named.into_iter().filter(|name| !is_known(name)).collect();
    let first = known.len();
    let category = |(place, name): (usize, String)| {
        let place = first + place;
        let shape = Shape::ALL.get(place % Shape::ALL.len()).copied().unwrap_or(Shape::Circle);
        let mark = MARKS.get(place / Shape::ALL.len()).copied().unwrap_or(MARKS[0]);
        Category {
            id: name.clone(),
            name: name_of_kind(&name),
            shape,
            colour_light: mark.0,
            colour_dark: mark.1,
        }
    };
    let made = named.into_iter().take(MAX_KINDS.saturating_sub(first)).enumerate().map(category);
    let made: Vec<Category> = made.collect();
    known.into_iter().chain(made).collect()
}

/// Names of kinds that a preset gives numbers for.
fn name_of_kind(id: &str) -> Text {
    let pair = |english: &str, arabic: &str| {
        Text::PerLanguage(vec![("en".into(), english.into()), ("ar".into(), arabic.into())])
    };
    match id {
        "state-based" => pair("State-based conflict", "نزاع تشارك فيه دولة"),
        "non-state" => pair("Non-state conflict", "نزاع بين أطراف غير حكومية"),
        "one-sided" => pair("One-sided violence", "عنف من طرف واحد"),
        other => Text::Plain(other.to_owned()),
    }
}

/// The names of sides that the rows name most.
pub(super) fn sides(tables: &[EventTable]) -> Vec<String> {
    frequent(tables, Column::Actors, MAX_SIDES, true)
}

/// The values of a column by how often they are there, then by their spelling. Values that
/// differ in capitals are one.
fn frequent(tables: &[EventTable], column: Column, most: usize, is_list: bool) -> Vec<String> {
    let mut counts: HashMap<String, (usize, &str)> = HashMap::new();
    let rows = tables.iter().flat_map(|table| &table.rows);
    for cell in rows.map(|(_, cells)| cells.get(column as usize)) {
        let parts = if is_list { cell.split(';') } else { cell.split('\0') };
        for part in parts.map(str::trim).filter(|part| !part.is_empty()) {
            counts.entry(part.to_lowercase()).or_insert((0, part)).0 += 1;
        }
    }
    let mut named: Vec<(usize, &str)> = counts.into_values().collect();
    named.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(b.1)));
    named.into_iter().take(most).map(|(_, name)| name.to_owned()).collect()
}

/// What the story says of itself before anything is read.
pub(super) fn empty(title: &str, language: &str, time_zone: &str) -> StoryMeta {
    StoryMeta {
        title: Text::Plain(title.to_owned()),
        standfirst: Text::default(),
        languages: vec![language.to_owned()],
        time_zone: time_zone.to_owned(),
        span: crate::manifest::dates::EMPTY_SPAN,
        timeline: dateline_core::model::Timeline::default(),
        start: dateline_core::model::ChapterState::default(),
        fade_days: crate::manifest::DEFAULT_FADE_DAYS,
        actors: Vec::new(),
        categories: Vec::new(),
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
