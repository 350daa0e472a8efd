//! A row of which each cell says plainly what its column is for → an event, at once.
//!
//! Nearly all rows of a long table are such: bare days, short decimals, words that stand in a
//! hundred other rows. What they make is what the way through `events.csv` would make of them,
//! without a copy of each cell on it; a row that says anything in another way, or of which
//! anything is to be told, is left to that way.

mod columns;
mod remembered;
#[cfg(test)]
mod tests;

use super::words::without_markup;
use super::{How, Opened, kind_in, made_title, people};
use crate::context::Context;
use crate::limits::Limits;
use crate::open::coords::short_decimal;
use crate::open::mapping::Mapping;
use crate::open::rows::Spot;
use crate::open::sheet::SheetRow;
use crate::tidy::{is_nothing, trimmed};
use columns::{Columns, MAX_CELLS};
use dateline_core::geo::LonLat;
use dateline_core::model::{
    ActorIndex, Casualties, CategoryIndex, Count, Event, EventDetails, Source, Text, Verification,
};
use dateline_core::time::EdtfDate;
use remembered::Remembered;
use std::fmt::Write;

/// Reads plain rows of one table.
pub(super) struct Quick<'o> {
    columns: Columns<'o>,
    mapping: &'o Mapping,
    id_prefix: &'o str,
    /// Whether an id that is made is no other row's.
    may_make_ids: bool,
    /// Whether a row without a position may be placed by a name.
    knows_places: bool,
    general: CategoryIndex,
    limits: Limits,
    kinds: Remembered<Option<CategoryIndex>>,
    actors: Remembered<Vec<ActorIndex>>,
    verifications: Remembered<Option<Verification>>,
    /// What the last row was read into, to be used again.
    event: Event,
    details: EventDetails,
}

impl<'o> Quick<'o> {
    /// `None` for a table of which no row is plain.
    pub(super) fn of(
        opened: &'o Opened<'_>,
        how: How<'_>,
        general: CategoryIndex,
        context: &Context<'_>,
    ) -> Option<Self> {
        let columns = Columns::of(opened).filter(|_| how.known_sources.is_empty())?;
        Some(Self {
            columns,
            mapping: opened.mapping,
            id_prefix: &opened.id_prefix,
            may_make_ids: opened.like_made.is_empty(),
            knows_places: context.names.has_areas() || !how.listed.is_empty(),
            general,
            limits: context.limits,
            kinds: Remembered::default(),
            actors: Remembered::default(),
            verifications: Remembered::default(),
            event: Event::nothing(),
            details: EventDetails::default(),
        })
    }

    /// The event of a row; `None` if it is not plain.
    pub(super) fn read(
        &mut self,
        row: &SheetRow<'_>,
        number: usize,
        context: &Context<'_>,
    ) -> Option<(&Event, &EventDetails)> {
        let mut cells = [""; MAX_CELLS];
        for (slot, cell) in cells.iter_mut().zip(row.cells()) {
            *slot = trimmed(cell);
        }
        for column in &self.columns.read {
            if let Some(cell) = cells.get_mut(*column).filter(|cell| is_nothing(cell)) {
                *cell = "";
            }
        }
        let cells = &cells;
        let at = |column: Option<usize>| {
            column.and_then(|column| cells.get(column)).copied().unwrap_or_default()
        };
        if self.columns.blank.iter().any(|column| !at(Some(*column)).is_empty()) {
            return None;
        }
        self.date(at(self.columns.date))?;
        self.position(row, at(self.columns.latitude), at(self.columns.longitude))?;
        self.texts(cells, number)?;
        self.event.category = self.category(at(self.columns.category), context)?;
        self.actors(row, context)?;
        self.event.casualties = Casualties {
            killed: figure(at(self.columns.killed))?,
            injured: figure(at(self.columns.injured))?,
        };
        self.event.verification = self.verification(at(self.columns.verification))?;
        self.sources(cells)?;
        self.event.row = row.line;
        Some((&self.event, &self.details))
    }

    /// A bare day, or none.
    fn date(&mut self, cell: &str) -> Option<()> {
        let before = self.event.when.take();
        if cell.is_empty() {
            return Some(());
        }
        let room = before.map(|date| date.text).unwrap_or_default();
        self.event.when = EdtfDate::of_bare_day(cell, room).filter(|_| self.columns.reads_days);
        self.event.when.is_some().then_some(())
    }

    /// The position of a point, or two short decimals; none where there is neither.
    fn position(&mut self, row: &SheetRow<'_>, lat: &str, lon: &str) -> Option<()> {
        let position = match row.spot {
            Some(Spot::Point([lon, lat])) => {
                let (lat, lon) = if self.columns.is_swapped { (lon, lat) } else { (lat, lon) };
                Some(LonLat::new(lon, lat)?)
            }
            Some(Spot::Shape(_)) => return None,
            None if lat.is_empty() && lon.is_empty() => None,
            None => {
                let (lat, lon) = if self.columns.is_swapped { (lon, lat) } else { (lat, lon) };
                Some(LonLat { lon: short_decimal(lon)?, lat: short_decimal(lat)? })
            }
        };
        // What is at 0, 0 is told of, and what is nowhere may be somewhere by a name.
        let is_plain = match position {
            Some(LonLat { lon, lat }) => lon != 0.0 || lat != 0.0,
            None => !self.knows_places,
        };
        self.event.position = position;
        is_plain.then_some(())
    }

    /// Id, headline, text, place and picture.
    fn texts(&mut self, cells: &[&str], number: usize) -> Option<()> {
        let Self { columns, event, details, limits, .. } = self;
        let at = |column: &usize| cells.get(*column).copied().unwrap_or_default();
        let of = |column: &Option<usize>| column.as_ref().map(at).unwrap_or_default();
        event.id.clear();
        match of(&columns.id) {
            "" if !self.may_make_ids => return None,
            // A text takes all that is written to it.
            "" => drop(write!(event.id, "{}row-{number}", self.id_prefix)),
            id => event.id.push_str(id),
        }
        let mut text = room(&mut details.text);
        for column in &columns.text {
            add(&mut text, "\n\n", &without_markup(at(column)));
        }
        let mut title = room(&mut event.title);
        for column in &columns.title {
            add(&mut title, " · ", &without_markup(at(column)));
        }
        let (place, category) = (of(&columns.place), of(&columns.category));
        if title.is_empty() {
            title = made_title(&event.id, &text, kind_in(category), place);
        }
        let mut between = "\n\n";
        for (column, name) in &columns.told {
            let cell = at(column);
            if !cell.is_empty() {
                let between = if text.is_empty() { "" } else { between };
                [between, name, ": ", cell].into_iter().for_each(|part| text.push_str(part));
            }
            between = if text.is_empty() || cell.is_empty() { between } else { "\n" };
        }
        let mut alt = room(&mut details.media_alt);
        alt.push_str(&without_markup(of(&columns.media_alt)));
        of(&columns.media).clone_into(&mut details.media_url);
        let mut name = room(&mut event.place);
        name.push_str(place);
        // A name of a column may begin with white space, and a longer text is cut.
        let texts = [&event.id, &title, &text, &alt, &name, &details.media_url];
        let are_plain = texts
            .into_iter()
            .all(|text| text.len() <= limits.text_chars && trimmed(text).len() == text.len());
        let is_called = !title.is_empty();
        (event.title, event.place) = (Text::Plain(title), Text::Plain(name));
        (details.text, details.media_alt) = (Text::Plain(text), Text::Plain(alt));
        (are_plain && is_called).then_some(())
    }

    fn category(&mut self, cell: &str, context: &Context<'_>) -> Option<CategoryIndex> {
        if cell.is_empty() {
            return Some(self.general);
        }
        // Of what is more than one kind, or one with a long name, something is to be told.
        let known = |cell: &str| context.names.category(cell).filter(|_| kind_in(cell) == cell);
        *self.kinds.get(cell, known)?
    }

    fn actors(&mut self, row: &SheetRow<'_>, context: &Context<'_>) -> Option<()> {
        let Self { columns, mapping, actors, event, details, limits, .. } = self;
        details.actors_text.clear();
        event.actors.clear();
        if !columns.has_actors {
            return Some(());
        }
        for name in people::names(row, mapping) {
            add(&mut details.actors_text, ";", name);
        }
        if details.actors_text.is_empty() {
            return Some(());
        }
        let known = actors.get(&details.actors_text, |text| {
            let mut known = Vec::new();
            for actor in text.split(';').filter_map(|name| context.names.actor(name)) {
                if !known.contains(&actor) {
                    known.push(actor);
                }
            }
            known
        })?;
        event.actors.extend_from_slice(known);
        (details.actors_text.len() <= limits.text_chars).then_some(())
    }

    fn verification(&mut self, cell: &str) -> Option<Verification> {
        if cell.is_empty() {
            return Some(Verification::Unknown);
        }
        let known = |cell: &str| Verification::from_name(&cell.to_lowercase().replace(' ', "-"));
        *self.verifications.get(cell, known)?
    }

    /// Of each source a name without signs that could part it, and whole addresses.
    fn sources(&mut self, cells: &[&str]) -> Option<()> {
        let Self { columns, event, limits, .. } = self;
        let at = |column: Option<usize>| {
            column.and_then(|column| cells.get(column)).copied().unwrap_or_default()
        };
        let mut count = 0;
        for [name, url, archive_url] in columns.sources.iter().map(|places| places.map(at)) {
            let is_name = !name.contains([';', ':', '<', '&', '\n', '\r']) && !name.ends_with(',');
            let are_plain = is_name && is_one_address(url) && is_one_address(archive_url);
            let longest = name.len().max(url.len()).max(archive_url.len());
            if !are_plain || longest > limits.text_chars {
                return None;
            }
            if longest == 0 {
                continue;
            }
            if event.sources.len() == count {
                event.sources.push(Source::default());
            }
            if let Some(source) = event.sources.get_mut(count) {
                for (part, text) in [
                    (&mut source.name, name),
                    (&mut source.url, url),
                    (&mut source.archive_url, archive_url),
                ] {
                    text.clone_into(part);
                }
            }
            count += 1;
        }
        event.sources.truncate(count);
        Some(())
    }
}

/// Whether a cell has nothing or one address in it.
fn is_one_address(cell: &str) -> bool {
    let is_address = cell.starts_with("https://") || cell.starts_with("http://");
    cell.is_empty() || is_address && !cell.contains([' ', '\n', '\r', '\t', ';', '|', ','])
}

/// A number of people, or none.
fn figure(cell: &str) -> Option<Count> {
    let digits = cell.as_bytes();
    let is_plain = digits.len() <= 9 && digits.iter().all(u8::is_ascii_digit);
    if !is_plain || digits.len() > 1 && digits.first() == Some(&b'0') {
        return None;
    }
    let number = digits.iter().fold(0, |number, digit| number * 10 + u32::from(digit - b'0'));
    Some(Count { best: (!digits.is_empty()).then_some(number), ..Count::default() })
}

/// The room of a text, to be written anew.
fn room(text: &mut Text) -> String {
    match std::mem::take(text) {
        Text::Plain(mut plain) => {
            plain.clear();
            plain
        }
        Text::PerLanguage(_) => String::new(),
    }
}

/// Adds a text to others.
fn add(to: &mut String, between: &str, text: &str) {
    if !to.is_empty() && !text.is_empty() {
        to.push_str(between);
    }
    to.push_str(text);
}
