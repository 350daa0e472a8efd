//! What a story says of itself that is made of opened files: kinds and sides from what the rows
//! name, a span from their dates.

use super::presets::{DataCredit, Preset};
use super::reading::OpenedFile;
use dateline_core::hash::KeyedMap;
use dateline_core::model::{Category, Credit, Shape, StoryMeta, Text};

/// Kinds that are told apart; the others are one.
const MAX_KINDS: usize = 31;
/// Sides that can be filtered by; all are named on their events.
const MAX_SIDES: usize = 48;
/// Marks on the light and on the dark theme. Rings of groups and stacked bars tell kinds by their
/// colour alone.
const MARKS: [([u8; 3], [u8; 3]); 8] = [
    ([0x33, 0x33, 0x33], [0xDD, 0xDD, 0xDD]),
    ([0x8A, 0x3B, 0x12], [0xF0, 0xB0, 0x8C]),
    ([0x1F, 0x4E, 0x79], [0x9C, 0xC3, 0xE6]),
    ([0x4A, 0x5D, 0x23], [0xC2, 0xD5, 0x9B]),
    ([0x6B, 0x2D, 0x5C], [0xDD, 0xA8, 0xD0]),
    ([0x00, 0x66, 0x5E], [0x7F, 0xCF, 0xC4]),
    ([0x7A, 0x59, 0x00], [0xE3, 0xC2, 0x6B]),
    ([0x9B, 0x1B, 0x30], [0xF2, 0x9A, 0xA6]),
];

/// The kinds of event that the rows name, the most frequent first. Rows of others are of the
/// general kind, which the reader of events adds. Those that are `known` come first.
pub(super) fn categories<'t>(
    cells: impl Iterator<Item = &'t str>,
    known: Vec<Category>,
) -> Vec<Category> {
    let is_known = |name: &String| {
        let lower = name.to_lowercase();
        known.iter().any(|category| category.id.to_lowercase() == lower)
    };
    let named = frequent(cells, MAX_KINDS, '\0');
    let named: Vec<String> = named.into_iter().filter(|name| !is_known(name)).collect();
    let first = known.len();
    let category = |(place, name): (usize, String)| {
        let place = first + place;
        let (shape, mark) = look(place);
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

/// Shape and colours of a kind by its place: no two of as many as there may be have both.
fn look(place: usize) -> (Shape, ([u8; 3], [u8; 3])) {
    let shapes = Shape::ALL.len();
    let shape = Shape::ALL.get(place % shapes).copied().unwrap_or(Shape::Circle);
    let mark = MARKS.get((place + place / shapes) % MARKS.len()).copied().unwrap_or(MARKS[0]);
    (shape, mark)
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
pub(super) fn sides<'t>(cells: impl Iterator<Item = &'t str>) -> Vec<String> {
    frequent(cells, MAX_SIDES, ';')
}

/// The values of cells, which may have several with a sign between, by how often they are there,
/// then by their spelling. Values that differ in capitals are one.
fn frequent<'t>(cells: impl Iterator<Item = &'t str>, most: usize, between: char) -> Vec<String> {
    // As they are written first: there are few, and a million rows.
    let mut written: KeyedMap<&str, usize> = KeyedMap::default();
    let mut order: Vec<&str> = Vec::new();
    for cell in cells {
        for part in cell.split(between).map(str::trim).filter(|part| !part.is_empty()) {
            let count = written.entry(part).or_insert_with(|| {
                order.push(part);
                0
            });
            *count += 1;
        }
    }
    let mut counts: KeyedMap<String, (usize, &str)> = KeyedMap::default();
    for part in order {
        let count = written.get(part).copied().unwrap_or_default();
        counts.entry(part.to_lowercase()).or_insert((0, part)).0 += count;
    }
    let mut named: Vec<(usize, &str)> = counts.into_values().collect();
    named.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(b.1)));
    named.into_iter().take(most).map(|(_, name)| name.to_owned()).collect()
}

/// Who made the data of files that are known exports, each once (C23).
pub(super) fn credits_of(files: &[OpenedFile]) -> Vec<Credit> {
    let mut credits: Vec<Credit> = Vec::new();
    for file in files {
        let Some(DataCredit { by, licence, url }) = file.preset.and_then(Preset::credit) else {
            continue;
        };
        if !credits.iter().any(|credit| credit.url == url) {
            credits.push(Credit {
                what: Text::Plain(file.name.clone()),
                by: Text::Plain(by.to_owned()),
                licence: licence.to_owned(),
                url: url.to_owned(),
            });
        }
    }
    credits
}

/// What the story says of itself before anything is read.
pub(super) fn empty(title: &str, language: &str, time_zone: &str) -> StoryMeta {
    StoryMeta {
        title: Text::Plain(title.to_owned()),
        standfirst: Text::default(),
        languages: vec![language.to_owned()],
        time_zone: time_zone.to_owned(),
        span: crate::manifest::dates::EMPTY_SPAN,
        timeline: crate::manifest::timeline::usual(time_zone),
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

#[cfg(test)]
mod tests {
    use super::*;

    /// Relative luminance, as WCAG 2.2 has it.
    fn luminance(colour: [u8; 3]) -> f64 {
        let linear = |part: u8| {
            let part = f64::from(part) / 255.0;
            if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        };
        let [red, green, blue] = colour.map(linear);
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    fn contrast(one: [u8; 3], other: [u8; 3]) -> f64 {
        let (one, other) = (luminance(one), luminance(other));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    #[test]
    fn no_two_kinds_look_alike_and_the_first_have_colours_of_their_own() {
        let looks: Vec<_> = (0..=MAX_KINDS).map(look).collect();
        for (place, one) in looks.iter().enumerate() {
            assert!(!looks[..place].contains(one), "{place}");
        }
        for (place, (_, mark)) in looks[..MARKS.len()].iter().enumerate() {
            assert!(looks[..place].iter().all(|(_, other)| other != mark), "{place}");
        }
    }

    #[test]
    fn every_colour_of_a_kind_stands_out_on_the_panel_in_both_themes() {
        for (light, dark) in MARKS {
            assert!(contrast(light, [0xF1, 0xEF, 0xE6]) >= 4.5, "{light:X?}");
            assert!(contrast(dark, [0x1B, 0x1C, 0x20]) >= 4.5, "{dark:X?}");
        }
    }
}
