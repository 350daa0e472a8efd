//! An address fragment as wishes: `#t=2016-12-05&sel=area:shaar`. What writes it is
//! [`super::link`].
//!
//! What cannot be read is ignored and never shown (S20).

use dateline_core::geo::LonLat;
use dateline_core::model::{Mode, ViewState};
use dateline_core::time::{EdtfDate, Moment, Span, format_moment, parse_moment};

use super::apply::selection_from_address;
use super::{Beside, Command, Loaded, Reveal, Selection, State};
use crate::i18n::Language;
use crate::platform::number_from;

/// No address that we write is longer.
const LONGEST_ADDRESS: usize = 2_000;

/// The commands that a fragment asks for, with or without `#`.
pub fn commands_from_address(fragment: &str, loaded: &Loaded) -> Vec<Command> {
    let fragment = fragment.strip_prefix('#').unwrap_or(fragment);
    if fragment.len() > LONGEST_ADDRESS {
        return Vec::new();
    }
    let pairs: Vec<(&str, String)> = fragment
        .split('&')
        .filter_map(|part| part.split_once('='))
        .map(|(key, value)| (key, decoded(value)))
        .collect();
    let value =
        |key: &str| pairs.iter().find(|(name, _)| *name == key).map(|(_, value)| value.as_str());
    // A chapter comes first, so that what else is asked for overrides what it sets.
    let chapter = value("chapter").and_then(|text| text.parse::<usize>().ok());
    let chapter = chapter.and_then(|number| number.checked_sub(1));
    let window = value("from").zip(value("to")).and_then(|(from, to)| parse_window(from, to));
    // One of another span, which the story may have had, would become a second.
    let window = window.filter(|window| window.overlaps(loaded.story.meta.span));
    let hidden = value("cat").and_then(|text| parse_hidden(text, loaded));
    let selection = value("sel").and_then(|text| match text {
        "" => Some(None),
        text => selection_from_address(loaded, text).map(Some),
    });
    // An address that tells of a moment and of no other one compares nothing.
    let other = value("compare").and_then(|text| parse_moment(text).ok());
    let compared = other.is_some() || value("t").is_some();
    let compared = compared.then_some(Command::Compare(other));
    // Whoever shares a moment shares what was seen then, also with something else selected.
    let reveal = if value("t").is_some() { Reveal::No } else { Reveal::Yes };
    let commands = [
        value("lang").and_then(Language::from_tag).map(Command::SetLanguage),
        chapter.map(|index| Command::OpenChapter(Some(index))),
        window.map(Command::SetWindow),
        value("mode").and_then(Mode::from_name).map(Command::SetMode),
        value("t").and_then(|text| parse_moment(text).ok()).map(Command::SetMoment),
        compared,
        value("beside").and_then(Beside::from_name).map(Command::SetBeside),
        value("curtain").and_then(|text| text.parse().ok()).map(Command::SetCurtain),
        hidden.map(Command::HideCategories),
        value("dates").map(|text| Command::ShowExactOnly(text == "exact")),
        selection.map(|selection| Command::Select(selection, reveal)),
        value("map").and_then(parse_view).map(Command::SetCamera),
    ];
    commands.into_iter().flatten().collect()
}

/// The value read back. A percent sign that stands for nothing stays as it is.
pub fn decoded(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut plain = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let digits = text.get(at + 1..at + 3).filter(|_| *byte == b'%');
        match digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(number) => {
                plain.push(number);
                at += 3;
            }
            None => {
                plain.push(*byte);
                at += 1;
            }
        }
    }
    String::from_utf8(plain).unwrap_or_else(|_| text.to_owned())
}

/// What is selected, as `event:ID` or `area:ID`.
pub fn selection_address(state: &State) -> Option<String> {
    let loaded = state.loaded()?;
    state.choice.selection.map(|selection| address_of_selection(loaded, selection))
}

/// `event:ID` or `area:ID`.
pub fn address_of_selection(loaded: &Loaded, selection: Selection) -> String {
    match selection {
        Selection::Event(index) => {
            format!("event:{}", loaded.story.events.get(index).map_or("", |event| &event.id))
        }
        Selection::Area(index) => {
            format!("area:{}", loaded.story.area(index).map_or("", |area| &area.id))
        }
    }
}

/// The start of a window: a midnight is the day that begins.
pub fn format_start(moment: Moment) -> String {
    if moment.is_midnight() { moment.day().to_iso() } else { format_moment(moment) }
}

/// The start of a window, read back.
pub fn parse_start(text: &str) -> Option<Moment> {
    EdtfDate::parse(text).ok().map(|date| date.span.start)
}

fn parse_window(from: &str, to: &str) -> Option<Span> {
    let span = Span::new(parse_start(from)?, parse_moment(to).ok()?)?;
    (span.seconds() > 0).then_some(span)
}

/// Ids of the categories that a bit mask hides.
pub fn hidden_category_ids(loaded: &Loaded, mask: u32) -> Vec<&str> {
    let categories = loaded.story.meta.categories.iter().enumerate();
    categories.filter(|(bit, _)| mask >> bit & 1 == 1).map(|(_, one)| one.id.as_str()).collect()
}

/// The bit mask of category ids; ids that the story lacks are left out.
pub fn category_mask<'a>(loaded: &Loaded, ids: impl IntoIterator<Item = &'a str>) -> u32 {
    let categories = &loaded.story.meta.categories;
    ids.into_iter()
        .filter_map(|id| categories.iter().position(|category| category.id == id))
        .fold(0, |mask, bit| mask | 1u32.checked_shl(bit as u32).unwrap_or(0))
}

fn parse_hidden(text: &str, loaded: &Loaded) -> Option<u32> {
    text.strip_prefix('-').map(|ids| category_mask(loaded, ids.split(',')))
}

fn parse_view(text: &str) -> Option<ViewState> {
    let numbers: Vec<f64> = text.split('/').map(number_from).collect::<Option<_>>()?;
    let [zoom, lat, lon] = numbers[..] else { return None };
    let zoom = (2.0..=20.0).contains(&zoom).then_some(zoom)?;
    Some(ViewState { centre: LonLat::new(lon, lat)?, zoom })
}
