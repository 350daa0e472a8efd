//! Actors and categories: the ids that rows use, with their names and colours.

use super::warn;
use crate::code::{Code, Severity};
use crate::json::{JsonReader, Object};
use dateline_core::model::{Actor, Category, MAX_ACTORS, MAX_CATEGORIES, Shape, Text};
use dateline_core::scene::ACTOR_ROWS;
use std::collections::BTreeSet;

/// A filter has one bit for each actor.
const MAX_FILTERED_ACTORS: usize = 64;
/// Fills of sides that name no colour, in both themes: as far apart for readers who see no
/// red or no green as for others.
const COLOURS: [[u8; 3]; 6] = [
    [0xC8, 0x64, 0x4C],
    [0x4B, 0x4B, 0xAF],
    [0x7E, 0x9C, 0xB9],
    [0x7B, 0x42, 0x55],
    [0x39, 0x52, 0x84],
    [0x81, 0x90, 0xDF],
];
/// Marks of categories that name no colour.
const MARK_LIGHT: [u8; 3] = [0x33, 0x33, 0x33];
const MARK_DARK: [u8; 3] = [0xDD, 0xDD, 0xDD];

/// The sides, and whether none are named at all; one without an id, or with an id that is
/// taken, is left out.
pub(super) fn actors<'a>(
    json: &mut JsonReader<'a, '_>,
    top: &mut Object<'a>,
) -> (Vec<Actor>, bool) {
    let Some(list) = top.take("actors") else {
        let problem = json.missing(top, "actors").severity(Severity::Warning);
        json.report.push(problem.detail("“actors” is missing; sides are made of what files name"));
        return (Vec::new(), true);
    };
    let list = Some(list);
    let mut taken = BTreeSet::new();
    let mut actors = Vec::new();
    for mut object in json.objects(list.clone()) {
        let Some(id) = id_of(json, &mut object, &mut taken) else {
            continue;
        };
        let fallback = colour_of(actors.len());
        let (colour_light, colour_dark) = colours(json, &mut object, fallback, fallback);
        let name = name_of(json, &mut object, &id);
        let short = json.text(object.take("short"));
        let aliases = json.list(object.take("aliases"));
        let aliases = aliases.into_iter().map(|alias| json.string(Some(alias))).collect();
        let short = if short.is_empty() { name.clone() } else { short };
        actors.push(Actor { id, name, short, colour_light, colour_dark, aliases });
        json.finish(object);
    }
    if let Some(list) = &list {
        if actors.len() > MAX_FILTERED_ACTORS {
            warn(json, Code::StoryKey, list, "only the first 64 actors can be filtered by");
        }
        if actors.len() > usize::from(ACTOR_ROWS) {
            warn(json, Code::StoryKey, list, "only the first 192 actors have a colour on the map");
        }
    }
    actors.truncate(MAX_ACTORS);
    (actors, false)
}

/// A side that no story names, by what files call it.
pub(crate) fn made_actor(place: usize, name: &str) -> Actor {
    let (text, colour) = (Text::Plain(name.to_owned()), colour_of(place));
    Actor {
        id: name.to_owned(),
        name: text.clone(),
        short: text,
        colour_light: colour,
        colour_dark: colour,
        aliases: Vec::new(),
    }
}

/// The colour of the side at that place, if it names none.
fn colour_of(place: usize) -> [u8; 3] {
    COLOURS.get(place % COLOURS.len()).copied().unwrap_or(MARK_LIGHT)
}

/// The kinds of event; never none.
pub(super) fn categories<'a>(json: &mut JsonReader<'a, '_>, top: &mut Object<'a>) -> Vec<Category> {
    let list = top.take("categories");
    let mut taken = BTreeSet::new();
    let mut categories = Vec::new();
    for mut object in json.objects(list) {
        let Some(id) = id_of(json, &mut object, &mut taken) else {
            continue;
        };
        if categories.len() == MAX_CATEGORIES {
            json.refuse(Code::StoryKey, &object.node, "a story has at most 32 categories");
            break;
        }
        let shape = object.take("shape");
        let shape_name = json.string(shape.clone());
        let by_place = Shape::ALL.get(categories.len() % Shape::ALL.len()).copied();
        let known = Shape::from_name(&shape_name);
        if let Some(node) = shape.filter(|_| known.is_none() && !shape_name.is_empty()) {
            let names = Shape::ALL.map(Shape::name).join(" ");
            json.refuse(Code::ValueUnknown, &node, format!("one of {names}"));
        }
        let (colour_light, colour_dark) = colours(json, &mut object, MARK_LIGHT, MARK_DARK);
        let name = name_of(json, &mut object, &id);
        let shape = known.or(by_place).unwrap_or(Shape::Circle);
        categories.push(Category { id, name, shape, colour_light, colour_dark });
        json.finish(object);
    }
    if categories.is_empty() {
        categories.push(general_category());
    }
    categories
}

/// The category of events whose own is not known.
pub(crate) fn general_category() -> Category {
    let name =
        [("en", "Event"), ("ar", "حدث")].map(|(tag, word)| (tag.to_owned(), word.to_owned()));
    Category {
        id: "event".to_owned(),
        name: Text::PerLanguage(name.into()),
        shape: Shape::Circle,
        colour_light: MARK_LIGHT,
        colour_dark: MARK_DARK,
    }
}

/// The id of an object, if it has one that nobody else has.
pub(super) fn id_of<'a>(
    json: &mut JsonReader<'a, '_>,
    object: &mut Object<'a>,
    taken: &mut BTreeSet<String>,
) -> Option<String> {
    let node = json.needed(object, "id")?;
    let id = json.string(Some(node.clone())).trim().to_owned();
    if id.is_empty() || !taken.insert(id.clone()) {
        json.refuse(Code::StoryKey, &node, "an id is wanted that nothing else in the list has");
        return None;
    }
    Some(id)
}

fn name_of<'a>(json: &mut JsonReader<'a, '_>, object: &mut Object<'a>, id: &str) -> Text {
    let name = json.text(object.take("name"));
    if name.is_empty() { Text::Plain(id.to_owned()) } else { name }
}

/// Colours on the light and on the dark theme; one that is missing is the other's.
fn colours<'a>(
    json: &mut JsonReader<'a, '_>,
    object: &mut Object<'a>,
    fallback_light: [u8; 3],
    fallback_dark: [u8; 3],
) -> ([u8; 3], [u8; 3]) {
    let light = colour(json, object, "colour");
    let dark = colour(json, object, "colourDark");
    (light.or(dark).unwrap_or(fallback_light), dark.or(light).unwrap_or(fallback_dark))
}

fn colour<'a>(
    json: &mut JsonReader<'a, '_>,
    object: &mut Object<'a>,
    key: &str,
) -> Option<[u8; 3]> {
    let node = object.take(key)?;
    let text = json.string(Some(node.clone()));
    let colour = parse_colour(&text);
    if colour.is_none() {
        json.refuse(Code::ValueUnknown, &node, "a colour is written #rrggbb");
    }
    colour
}

/// `#rrggbb` or `#rgb`.
fn parse_colour(text: &str) -> Option<[u8; 3]> {
    let digits = text.trim().strip_prefix('#')?;
    let digit = |at: usize| {
        let character = char::from(*digits.as_bytes().get(at)?);
        character.to_digit(16).and_then(|value| u8::try_from(value).ok())
    };
    let pair = |first: usize, second: usize| Some(digit(first)? * 16 + digit(second)?);
    match digits.len() {
        6 => Some([pair(0, 1)?, pair(2, 3)?, pair(4, 5)?]),
        3 => Some([pair(0, 0)?, pair(1, 1)?, pair(2, 2)?]),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::COLOURS;

    type Matrix = [[f64; 3]; 3];
    /// Linear sRGB as it is seen, as it is without red cones and as without green ones.
    /// Source: Viénot, Brettel and Mollon, "Digital video colourmaps for checking the
    /// legibility of displays by dichromats", 1999.
    const EYES: [Matrix; 3] = [
        [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]],
        [[0.112_38, 0.887_62, 0.0], [0.112_38, 0.887_62, 0.0], [0.004_01, -0.004_01, 1.0]],
        [[0.292_75, 0.707_25, 0.0], [0.292_75, 0.707_25, 0.0], [-0.022_34, 0.022_34, 1.0]],
    ];
    const TO_XYZ: Matrix =
        [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]];

    fn times(matrix: &Matrix, value: [f64; 3]) -> [f64; 3] {
        matrix.map(|row| row.iter().zip(value).map(|(a, b)| a * b).sum())
    }

    /// CIE L*a*b* under D65 for one of the eyes.
    fn lab(colour: [u8; 3], eye: &Matrix) -> [f64; 3] {
        let linear = colour.map(|channel| {
            let value = f64::from(channel) / 255.0;
            if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        });
        let [x, y, z] = times(&TO_XYZ, times(eye, linear));
        let bent = |value: f64| {
            if value > 0.008_856 { value.cbrt() } else { 7.787 * value + 16.0 / 116.0 }
        };
        let [x, y, z] = [bent(x / 0.950_47), bent(y), bent(z / 1.088_83)];
        [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
    }

    #[test]
    fn sides_without_a_colour_are_told_apart_by_every_reader() {
        for eye in &EYES {
            for (place, one) in COLOURS.iter().enumerate() {
                for other in COLOURS.iter().skip(place + 1) {
                    let parts = lab(*one, eye).into_iter().zip(lab(*other, eye));
                    let distance = parts.map(|(a, b)| (a - b).powi(2)).sum::<f64>().sqrt();
                    assert!(distance > 20.0, "{one:02X?} and {other:02X?}: {distance}");
                }
            }
        }
    }
}
