//! Dated events, kept as columns where they are scanned and as rows where they are read.

use super::{ActorIndex, AreaIndex, CategoryIndex, EventColumns, EventIndex, Text};
use crate::geo::LonLat;
use crate::order::{places_in_order, put_in_order};
use crate::time::EdtfDate;
use std::cmp::Ordering;
use std::sync::Arc;

/// How sure it is that the event happened as told. A closed list (C1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Verification {
    /// Several independent sources, or seen in verified material.
    Confirmed = 0,
    /// Two sources that may share an origin, or one side and an agency.
    Likely = 1,
    /// One source alone.
    SingleSource = 2,
    /// Sources contradict each other on the event or on who did it.
    Disputed = 3,
    /// Only one party to the conflict says so.
    Claimed = 4,
    /// The file does not say.
    Unknown = 5,
}

impl Verification {
    /// Every status, surest first.
    pub const ALL: [Self; 6] = [
        Self::Confirmed,
        Self::Likely,
        Self::SingleSource,
        Self::Disputed,
        Self::Claimed,
        Self::Unknown,
    ];

    /// The name used in files, in the address and in messages.
    pub fn name(self) -> &'static str {
        match self {
            Self::Confirmed => "confirmed",
            Self::Likely => "likely",
            Self::SingleSource => "single-source",
            Self::Disputed => "disputed",
            Self::Claimed => "claimed",
            Self::Unknown => "unknown",
        }
    }

    /// The status of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.name() == name)
    }
}

/// How exactly the place is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum GeoPrecision {
    /// The spot itself: drawn as a bare symbol.
    Exact = 0,
    /// Somewhere in the named quarter: drawn with a soft halo.
    Area = 1,
    /// Somewhere in the city or region: drawn with a wide halo.
    Region = 2,
    /// The file does not say.
    Unknown = 3,
}

impl GeoPrecision {
    /// Every precision, most exact first.
    pub const ALL: [Self; 4] = [Self::Exact, Self::Area, Self::Region, Self::Unknown];

    /// The name used in files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Area => "area",
            Self::Region => "region",
            Self::Unknown => "unknown",
        }
    }

    /// The precision of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|precision| precision.name() == name)
    }
}

/// A reported number of people. `None` is unknown and never 0 (C7).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// Lowest figure reported.
    pub low: Option<u32>,
    /// The figure the story's editors rely on.
    pub best: Option<u32>,
    /// Highest figure reported.
    pub high: Option<u32>,
}

impl Count {
    /// Whether no figure is given at all.
    pub fn is_unknown(self) -> bool {
        self.low.is_none() && self.best.is_none() && self.high.is_none()
    }
}

/// People killed and injured, as reported (C6).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Casualties {
    /// Killed.
    pub killed: Count,
    /// Injured.
    pub injured: Count,
}

/// Who says so, and where it can be read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Source {
    /// Publisher, or publisher and title.
    pub name: String,
    /// Address of the original, as text; a link is made only from an allowed scheme.
    pub url: String,
    /// Address of an archived copy.
    pub archive_url: String,
}

/// One event; its texts are in [`super::EventDetails`].
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// Id, unique in the story.
    pub id: String,
    /// Headline.
    pub title: Text,
    /// When, as written, with its bounds; `None` is an undated event.
    pub when: Option<EdtfDate>,
    /// The areas it concerns, the main one first.
    pub areas: Vec<AreaIndex>,
    /// The place as the row words it, for what no area or position tells.
    pub place: Text,
    /// Where its symbol goes; `None` is an unplaced event.
    pub position: Option<LonLat>,
    /// How exactly the place is known.
    pub geo_precision: GeoPrecision,
    /// Kind of event.
    pub category: CategoryIndex,
    /// Actors that the story names, in the row's order.
    pub actors: Vec<ActorIndex>,
    /// People killed and injured.
    pub casualties: Casualties,
    /// How sure it is.
    pub verification: Verification,
    /// Whether its text or media are graphic and shown only after a click (C11).
    pub graphic: bool,
    /// At least one.
    pub sources: Vec<Source>,
    /// Id of the chapter that tells it, or empty.
    pub chapter: String,
    /// Withdrawn by the editors: kept and marked, never counted (C16).
    pub withdrawn: bool,
    /// Line of the file it came from, 1 = header.
    pub row: u32,
}

impl Event {
    /// An event of which nothing is said, to be filled.
    #[must_use]
    pub fn nothing() -> Self {
        Self {
            id: String::new(),
            title: Text::default(),
            when: None,
            areas: Vec::new(),
            place: Text::default(),
            position: None,
            geo_precision: GeoPrecision::Unknown,
            category: CategoryIndex(0),
            actors: Vec::new(),
            casualties: Casualties::default(),
            verification: Verification::Unknown,
            graphic: false,
            sources: Vec::new(),
            chapter: String::new(),
            withdrawn: false,
            row: 0,
        }
    }
}

/// All events of a story: sorted by start, undated ones last.
///
/// The columns hold what is scanned for every frame; [`Events::get`] gives the rest.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Events {
    rows: Vec<Event>,
    columns: Arc<EventColumns>,
}

impl Events {
    /// Sorts `rows` by start, then by end, then by id, undated ones last by id.
    pub fn from_rows(rows: Vec<Event>) -> Self {
        let nothing = vec![(); rows.len()];
        Self::from_rows_with(rows, nothing).0
    }

    /// The same, with what belongs to each row in the same order. There may be a million, so
    /// that they are put in order where they are; what belongs to no row is left out.
    pub fn from_rows_with<T>(mut rows: Vec<Event>, mut with: Vec<T>) -> (Self, Vec<T>) {
        with.truncate(rows.len());
        rows.truncate(with.len());
        let mut compare = |a: usize, b: usize| match (rows.get(a), rows.get(b)) {
            (Some(a), Some(b)) => time_order(a).cmp(&time_order(b)).then_with(|| a.id.cmp(&b.id)),
            // There is a row at every place.
            _ => Ordering::Equal,
        };
        let mut from = places_in_order(rows.len(), &mut compare);
        put_in_order(&mut from, |a, b| {
            rows.swap(a, b);
            with.swap(a, b);
        });
        let mut columns = EventColumns::default();
        columns.extend_sorted(&rows);
        (Self { columns: Arc::new(columns), rows }, with)
    }

    /// None yet, with room for so many.
    pub fn with_room(count: usize) -> Self {
        Self { rows: Vec::with_capacity(count), columns: Arc::default() }
    }

    /// Adds rows in the order that they have; false, and nothing is added, unless it goes on
    /// by start, then by end, with undated ones last, and nobody shares the columns yet.
    #[must_use]
    pub fn extend_sorted(&mut self, rows: Vec<Event>) -> bool {
        let mut before = self.rows.last().map_or((0, i64::MIN, i64::MIN), time_order);
        for row in &rows {
            let order = time_order(row);
            if order < before {
                return false;
            }
            before = order;
        }
        // They are shared by nobody as long as events are added.
        let Some(columns) = Arc::get_mut(&mut self.columns) else { return false };
        columns.extend_sorted(&rows);
        self.rows.extend(rows);
        true
    }

    /// Leaves out all but the last, after which others may follow in order; how many are gone.
    #[cfg(feature = "shapes")]
    pub(crate) fn forget(&mut self) -> usize {
        let gone = self.rows.len().saturating_sub(1);
        self.rows.drain(..gone);
        self.columns = Arc::default();
        gone
    }

    /// Takes the rows away, and with them all that is long work to let go of.
    pub fn take_rows(&mut self) -> Vec<Event> {
        self.columns = Arc::default();
        std::mem::take(&mut self.rows)
    }

    /// The columns, shared with what is built from them.
    pub fn columns(&self) -> &Arc<EventColumns> {
        &self.columns
    }

    /// How many there are, dated or not.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// How many have a date; they come first.
    pub fn dated(&self) -> usize {
        self.columns.dated()
    }

    /// The event in full, or `None` outside the range.
    pub fn get(&self, index: EventIndex) -> Option<&Event> {
        self.rows.get(index.0 as usize)
    }

    /// All events in full, in order.
    pub fn rows(&self) -> &[Event] {
        &self.rows
    }

    /// All events, in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (EventIndex, &Event)> {
        self.rows.iter().enumerate().map(|(index, event)| (EventIndex(index as u32), event))
    }

    /// The event with that id.
    pub fn find(&self, id: &str) -> Option<EventIndex> {
        self.rows.iter().position(|row| row.id == id).map(|index| EventIndex(index as u32))
    }

    /// Start of each dated event, civil seconds, ascending.
    pub fn starts(&self) -> &[i64] {
        &self.columns.starts
    }

    /// End (exclusive) of each dated event, civil seconds, parallel to [`Events::starts`].
    pub fn ends(&self) -> &[i64] {
        &self.columns.ends
    }

    /// Category of every event, dated ones first.
    pub fn categories(&self) -> &[u8] {
        &self.columns.categories
    }
}

/// Dated before undated, then by start, then by end.
fn time_order(event: &Event) -> (u8, i64, i64) {
    match &event.when {
        Some(when) => (0, when.span.start.0, when.span.end.0),
        None => (1, i64::MAX, i64::MAX),
    }
}
