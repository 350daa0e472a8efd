//! A story with what is computed once from it.

use dateline_core::geo::{Extent, WorldPoint, area_square_metres};
use dateline_core::index::{Filter, TimeIndex};
use dateline_core::model::{AreaIndex, EventIndex, Story};
use dateline_core::scene::{PickIndex, Shapes, Symbols, symbols};
use dateline_core::time::{Day, Moment, Span};
use js_sys::Uint8Array;
use send_wrapper::SendWrapper;

use super::DetailsFile;

/// Counts of a story's events, withdrawn ones left out, that no clock changes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counted {
    /// All of them.
    pub events: u32,
    /// Those without a date.
    pub undated: u32,
    /// Those without a place.
    pub unplaced: u32,
}

impl Counted {
    fn of(story: &Story) -> Self {
        let mut counted = Self::default();
        for (_, event) in story.events.iter().filter(|(_, event)| !event.withdrawn) {
            counted.events += 1;
            counted.undated += u32::from(event.when.is_none());
            counted.unplaced += u32::from(event.position.is_none());
        }
        counted
    }
}

/// A story, indexed for the clock and the map. Built once, shared, never changed.
pub struct Loaded {
    /// The story.
    pub story: Story,
    /// Triangles and borders of its outlines.
    pub shapes: Shapes,
    /// The bytes that it came in, outside the program's memory, for whoever reads them
    /// again in another program.
    pub pack: SendWrapper<Uint8Array>,
    /// Where it was found, in full: what it names lies beside it.
    pub address: String,
    /// The file with its details, where they are not in the pack.
    pub details_file: Option<DetailsFile>,
    /// How many of the events were not withdrawn.
    pub counted: Counted,
    /// Whether it tells who held an area at all: a table of events alone does not.
    pub has_control: bool,
    /// The events without a place, in their order.
    pub unplaced: Vec<EventIndex>,
    /// Events by time.
    pub index: TimeIndex,
    /// Outlines by place.
    pub pick: PickIndex,
    /// Size of each area in square metres, for shares.
    pub weights: Vec<f64>,
    /// Marks of placed events in order of time.
    pub symbols: Symbols,
    /// The day from which the marks' minutes count.
    pub first_day: Day,
    /// Box around all areas, or around all events where there are none.
    pub extent: Option<Extent>,
    /// Per area, the events that name it, in order of time.
    pub events_by_area: Vec<Vec<EventIndex>>,
}

impl std::fmt::Debug for Loaded {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Loaded({} areas, {} events)", self.story.areas.len(), self.story.events.len())
    }
}

impl Loaded {
    /// Builds the indices of a story that came in the bytes of `pack`.
    pub fn new(story: Story, shapes: Shapes, pack: Uint8Array) -> Self {
        let first_moment = story.events.starts().first().copied();
        let first_moment = first_moment
            .map_or(story.meta.span.start, |start| story.meta.span.start.min(Moment(start)));
        let outlines =
            story.areas.iter().flat_map(|area| area.polygons.iter().flatten().flatten().copied());
        let places = story.events.iter().filter_map(|(_, event)| event.position);
        let extent = Extent::around(outlines).or_else(|| Extent::around(places));
        let mut events_by_area = vec![Vec::new(); story.areas.len()];
        for (index, event) in story.events.iter() {
            for AreaIndex(area) in &event.areas {
                if let Some(list) = events_by_area.get_mut(*area as usize) {
                    list.push(index);
                }
            }
        }
        let placeless = story.events.iter().filter(|(_, event)| event.position.is_none());
        Self {
            unplaced: placeless.map(|(index, _)| index).collect(),
            index: TimeIndex::new(&story.events),
            pick: PickIndex::new(&story.areas),
            weights: story.areas.iter().map(|area| area_square_metres(&area.polygons)).collect(),
            symbols: symbols(&story.events, first_moment.day()),
            first_day: first_moment.day(),
            extent,
            events_by_area,
            counted: Counted::of(&story),
            has_control: !story.ledger.changes().is_empty(),
            story,
            shapes,
            pack: SendWrapper::new(pack),
            address: String::new(),
            details_file: None,
        }
    }

    /// The same story, whose details are in that file.
    #[must_use]
    pub fn with_details_in(self, details_file: Option<DetailsFile>) -> Self {
        Self { details_file, ..self }
    }

    /// The same story, found at that address.
    #[must_use]
    pub fn found_at(self, address: String) -> Self {
        Self { address, ..self }
    }

    /// The events of a stretch of time that the filter lets through and that were not
    /// withdrawn, in order of time: exactly what is listed and drawn.
    pub fn listed(&self, span: Span, filter: &Filter) -> Vec<EventIndex> {
        let columns = self.story.events.columns();
        self.index.in_window(span).filter(|event| filter.counts(columns, *event)).collect()
    }

    /// Calls `each` with those of the listed events that have a place, in order of time: the
    /// vertex of the mark, where it is and which event. Reads columns only.
    pub fn marks_in(
        &self,
        span: Span,
        filter: &Filter,
        each: &mut dyn FnMut(u32, WorldPoint, EventIndex),
    ) {
        let columns = self.story.events.columns();
        for symbol in self.symbols.visible_ranges(span).into_iter().flatten() {
            let Some(event) = self.symbols.events.get(symbol as usize).copied() else { continue };
            let is_over = columns.ends.get(event.0 as usize).is_none_or(|end| *end <= span.start.0);
            if !is_over
                && filter.counts(columns, event)
                && let Some((point, _)) = self.symbols.position(symbol as usize)
            {
                each(symbol, point, event);
            }
        }
    }

    /// Those of the listed events that have no place.
    pub fn unplaced_in(&self, span: Span, filter: &Filter) -> Vec<EventIndex> {
        let columns = self.story.events.columns();
        let is_in = |event: &&EventIndex| {
            let place = event.0 as usize;
            let when = columns.starts.get(place).zip(columns.ends.get(place));
            when.is_some_and(|(start, end)| {
                Span { start: Moment(*start), end: Moment(*end) }.overlaps(span)
            })
        };
        let inside = self.unplaced.iter().filter(is_in);
        inside.copied().filter(|event| filter.counts(columns, *event)).collect()
    }

    /// The events without a date that the filter lets through and that were not withdrawn.
    pub fn undated(&self, filter: &Filter) -> Vec<EventIndex> {
        let columns = self.story.events.columns();
        let undated = columns.dated() as u32..columns.len() as u32;
        undated.map(EventIndex).filter(|event| filter.counts(columns, *event)).collect()
    }

    /// The events that name the area, in order of time.
    pub fn events_of(&self, area: AreaIndex) -> &[EventIndex] {
        self.events_by_area.get(area.0 as usize).map_or(&[], Vec::as_slice)
    }
}
