//! A story with what is computed once from it.

use std::cell::RefCell;
use std::sync::Arc;

use dateline_core::geo::{Bounds, Extent, WorldPoint, area_square_metres};
use dateline_core::index::{Filter, IndexInMaking, TimeIndex};
use dateline_core::model::{AreaIndex, Event, EventIndex, Mode, Story};
use dateline_core::piece::ROWS_PER_PIECE;
use dateline_core::scene::{PickIndex, Shapes, Stacking, Symbols, SymbolsInMaking, restacked};
use dateline_core::time::{Day, Moment, SECONDS_PER_DAY, Span};
use js_sys::Uint8Array;
use leptos::task::spawn_local;
use send_wrapper::SendWrapper;

use super::{DetailsFile, Selection};
use crate::i18n::Language;
use crate::platform::rest;

/// See [`Loaded::has_many_marks`].
const MANY_MARKS: usize = 50_000;
/// See [`first_stacking`]: 32 days.
const MONTH: Stacking = Stacking(3);

/// Counts of a story's events, withdrawn ones left out, that no clock changes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counted {
    /// All of them.
    pub events: u32,
    /// Those without a date.
    pub undated: u32,
    /// Those without a place.
    pub unplaced: u32,
    /// How the marks of those with both look.
    pub looks: Looks,
}

/// Which kinds of mark occur: bits by the number of what they tell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Looks {
    /// By [`dateline_core::model::Verification`].
    pub verifications: u8,
    /// By [`dateline_core::model::GeoPrecision`].
    pub precisions: u8,
}

impl Counted {
    fn add(&mut self, event: &Event) {
        if !event.withdrawn {
            self.events += 1;
            self.undated += u32::from(event.when.is_none());
            self.unplaced += u32::from(event.position.is_none());
            if event.position.is_some() && event.when.is_some() {
                self.looks.verifications |= 1 << event.verification as u8;
                self.looks.precisions |= 1 << event.geo_precision as u8;
            }
        }
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
    /// Marks of placed events in order of time, stacked as the story begins. Where the others at
    /// one spot are, [`Loaded::symbols_stacked`] says.
    pub symbols: Arc<Symbols>,
    /// The same as they were stacked last.
    stacked: SendWrapper<RefCell<Arc<Symbols>>>,
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

impl Drop for Loaded {
    fn drop(&mut self) {
        let_go(self.story.events.take_rows());
    }
}

/// A million rows are as much work to let go of as to read: in pieces too.
fn let_go(mut rows: Vec<Event>) {
    if rows.len() > ROWS_PER_PIECE {
        spawn_local(async move {
            while !rows.is_empty() {
                rows.truncate(rows.len().saturating_sub(ROWS_PER_PIECE));
                rest().await;
            }
        });
    }
}

/// How the marks of a story are stacked as it begins. Where there are so many that they are not
/// stacked anew, for a month: what is taken at a time has to be kept.
fn first_stacking(story: &Story) -> Stacking {
    let start = &story.meta.start;
    let window = start.window.unwrap_or(story.meta.span);
    if story.events.len() > MANY_MARKS {
        return MONTH;
    }
    stacking_of(start.mode.unwrap_or_default(), window, story.meta.fade_days)
}

/// How marks are stacked that are shown in that mode: any two that can be seen together apart.
pub fn stacking_of(mode: Mode, window: Span, fade_days: u32) -> Stacking {
    Stacking::of(match mode {
        Mode::Moment => i64::from(fade_days) * SECONDS_PER_DAY,
        Mode::Window => window.seconds(),
        Mode::Cumulative => i64::MAX,
    })
}

/// As many seconds as marks can tell in minutes, less two hundred years in which they may end.
const MOST_SECONDS: i64 = (u32::MAX as i64 - 110_000_000) * 60;

/// A story whose indices are built in pieces of some milliseconds: [`Loading::step`] as long as
/// there is more, then [`Loading::end`].
pub struct Loading {
    story: Story,
    first_day: Day,
    /// Events that have been looked at.
    done: usize,
    counted: Counted,
    unplaced: Vec<EventIndex>,
    /// Box around the placed events.
    bounds: Bounds,
    events_by_area: Vec<Vec<EventIndex>>,
    symbols: SymbolsInMaking,
    index: IndexInMaking,
}

impl Loading {
    /// Begins with a story.
    pub fn new(story: Story) -> Self {
        let first_moment = story.events.starts().first().copied();
        let first_moment = first_moment
            .map_or(story.meta.span.start, |start| story.meta.span.start.min(Moment(start)));
        // One event whose start is open begins with the calendar: minutes from there would be more
        // than a mark can tell, and none of all others would be drawn.
        let first_moment = first_moment.max(Moment(story.meta.span.end.0 - MOST_SECONDS));
        Self {
            first_day: first_moment.day(),
            done: 0,
            counted: Counted::default(),
            unplaced: Vec::new(),
            bounds: Bounds::default(),
            events_by_area: vec![Vec::new(); story.areas.len()],
            symbols: SymbolsInMaking::new(first_moment.day(), first_stacking(&story)),
            index: IndexInMaking::default(),
            story,
        }
    }

    /// Does a piece; false if there was none left.
    pub fn step(&mut self) -> bool {
        let events = &self.story.events;
        if self.done >= events.len() {
            return self.index.step(events);
        }
        let piece = self.done..events.len().min(self.done + ROWS_PER_PIECE);
        self.done = piece.end;
        for (place, event) in piece.clone().zip(events.rows().get(piece).unwrap_or_default()) {
            let index = EventIndex(place as u32);
            self.counted.add(event);
            match event.position {
                Some(position) => self.bounds.add(position),
                None => self.unplaced.push(index),
            }
            for AreaIndex(area) in &event.areas {
                if let Some(list) = self.events_by_area.get_mut(*area as usize) {
                    list.push(index);
                }
            }
            self.symbols.add(events, index);
        }
        true
    }

    /// Lets go of the story, which is not wanted any more.
    pub fn give_up(mut self) {
        let_go(self.story.events.take_rows());
    }

    /// The story, which came in the bytes of `pack`.
    pub fn end(self, shapes: Shapes, pack: Uint8Array) -> Loaded {
        let Self { story, first_day, counted, unplaced, bounds, .. } = self;
        let symbols = Arc::new(self.symbols.built);
        let mut outlines = Bounds::default();
        for position in story.areas.iter().flat_map(|area| area.polygons.iter().flatten().flatten())
        {
            outlines.add(*position);
        }
        Loaded {
            extent: outlines.extent().or(bounds.extent()),
            unplaced,
            index: self.index.end(&story.events),
            pick: PickIndex::new(&story.areas),
            weights: story.areas.iter().map(|area| area_square_metres(&area.polygons)).collect(),
            stacked: SendWrapper::new(RefCell::new(Arc::clone(&symbols))),
            symbols,
            first_day,
            events_by_area: self.events_by_area,
            counted,
            has_control: !story.ledger.changes().is_empty(),
            story,
            shapes,
            pack: SendWrapper::new(pack),
            address: String::new(),
            details_file: None,
        }
    }
}

impl Loaded {
    /// Builds the indices of a story that came in the bytes of `pack`.
    pub fn new(story: Story, shapes: Shapes, pack: Uint8Array) -> Self {
        let mut loading = Loading::new(story);
        while loading.step() {}
        loading.end(shapes, pack)
    }

    /// What an event or an area is called.
    pub fn name_of(&self, selection: Selection, language: Language) -> Option<&str> {
        let name = match selection {
            Selection::Area(area) => &self.story.area(area)?.name,
            Selection::Event(event) => &self.story.events.get(event)?.title,
        };
        Some(name.in_language(language.tag()))
    }

    /// Whether anything in it has a date: else a clock has nothing to show.
    pub fn has_time(&self) -> bool {
        self.has_control || self.counted.events > self.counted.undated
    }

    /// Whether there are so many marks that handing them over, or counting them, is no work for
    /// between two others.
    pub fn has_many_marks(&self) -> bool {
        self.symbols.vertices.len() > MANY_MARKS
    }

    /// The marks, so stacked where there are not too many to do that again.
    pub fn symbols_stacked(&self, stacking: Stacking) -> Arc<Symbols> {
        let mut last = self.stacked.borrow_mut();
        if last.stacking() != stacking && !self.has_many_marks() {
            *last = Arc::new(restacked(&self.symbols, self.story.events.ends(), stacking));
        }
        Arc::clone(&last)
    }

    /// The same story, whose details are in that file.
    #[must_use]
    pub fn with_details_in(mut self, details_file: Option<DetailsFile>) -> Self {
        self.details_file = details_file;
        self
    }

    /// The same story, found at that address.
    #[must_use]
    pub fn found_at(mut self, address: String) -> Self {
        self.address = address;
        self
    }

    /// The events of a stretch of time that the filter lets through and that were not
    /// withdrawn, in order of time: exactly what is listed and drawn.
    pub fn listed(&self, span: Span, filter: &Filter) -> Vec<EventIndex> {
        let columns = self.story.events.columns();
        self.index.in_window(span).filter(|event| filter.counts(columns, *event)).collect()
    }

    /// Calls `each` with those of the listed events that have a place, in order of time, until
    /// it says no: with the vertex of the mark, where it is and which event. Reads columns only.
    pub fn marks_in(
        &self,
        span: Span,
        filter: &Filter,
        each: &mut dyn FnMut(u32, WorldPoint, EventIndex) -> bool,
    ) {
        let columns = self.story.events.columns();
        // There may be a million: what goes for all of them is not asked of each. No mark is of an
        // event that was withdrawn, and what starts within the span is not over before it.
        let admits_all = filter.is_empty();
        let starting = self.symbols.starting_from(span.start);
        for range in self.symbols.visible_ranges(span) {
            let places = range.start as usize..range.end as usize;
            let events = self.symbols.events.get(places.clone()).unwrap_or_default();
            let vertices = self.symbols.vertices.get(places).unwrap_or_default();
            for ((symbol, event), vertex) in range.zip(events).zip(vertices) {
                let is_on = symbol >= starting
                    || columns.ends.get(event.0 as usize).is_some_and(|end| *end > span.start.0);
                if is_on
                    && (admits_all || filter.counts(columns, *event))
                    && !each(symbol, WorldPoint { x: vertex.x, y: vertex.y }, *event)
                {
                    return;
                }
            }
        }
    }

    /// The first `most` of the listed events that have a place.
    pub fn first_placed(&self, span: Span, filter: &Filter, most: usize) -> Vec<EventIndex> {
        let mut found = Vec::new();
        let mut add = |_, _, event| {
            found.push(event);
            found.len() < most
        };
        if most > 0 {
            self.marks_in(span, filter, &mut add);
        }
        found
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
