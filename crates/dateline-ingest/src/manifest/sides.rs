//! Actors and categories: the ids that rows use, with their names and colours.

use super::warn;
use crate::code::{Code, Severity};
use crate::json::{JsonReader, Object};
use dateline_core::model::{Actor, Category, MAX_ACTORS, MAX_CATEGORIES, Shape, Text};
use std::collections::BTreeSet;

/// A filter has one bit for each actor.
const MAX_FILTERED_ACTORS: usize = 64;
/// Fills of sides that name no colour, in both themes: told apart by readers who see no
/// red, no green or no blue as well, which a test holds.
pub(crate) const COLOURS: [[u8; 3]; 6] = [
    [0xC8, 0x64, 0x4C],
    [0x3F, 0x7F, 0xA8],
    [0x8A, 0x7A, 0x2E],
    [0x7B, 0x5E, 0xA7],
    [0x3F, 0x8F, 0x6B],
    [0x8C, 0x6D, 0x5A],
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
    if let Some(list) = list.filter(|_| actors.len() > MAX_FILTERED_ACTORS) {
        warn(json, Code::StoryKey, &list, "only the first 64 actors can be filtered by");
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
