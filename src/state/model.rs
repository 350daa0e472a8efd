//! The state itself: plain values, compared and cloned cheaply.

use std::sync::Arc;

use dateline_core::geo::{LonLat, View};
use dateline_core::index::Filter;
use dateline_core::model::{AreaIndex, EventIndex, Mode};
use dateline_core::report::Report;
use dateline_core::scene::Symbols;
use dateline_core::time::{Day, Moment, Span};

use super::loaded::stacking_of;
use super::{DetailsPhase, Former, Loaded, SharedOpening};
use crate::i18n::Language;

/// How far the story has come.
#[derive(Clone, Debug, Default)]
pub enum Phase {
    /// Files are on their way.
    #[default]
    Loading,
    /// A story is shown; the report tells what of it could not be read.
    Ready(Arc<Loaded>, Arc<Report>),
    /// There is nothing to show; the report tells why.
    Failed(Arc<Report>),
}

impl Phase {
    /// The story, once there is one.
    pub fn loaded(&self) -> Option<&Arc<Loaded>> {
        match self {
            Self::Ready(loaded, _) => Some(loaded),
            Self::Loading | Self::Failed(_) => None,
        }
    }
}

impl PartialEq for Phase {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Loading, Self::Loading) => true,
            (Self::Ready(a, _), Self::Ready(b, _)) => Arc::ptr_eq(a, b),
            (Self::Failed(a), Self::Failed(b)) => Arc::ptr_eq(a, b),
            _ => false,
        }
    }
}

/// What is looked at in particular.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Selection {
    /// An event.
    Event(EventIndex),
    /// An area.
    Area(AreaIndex),
}

/// The clock and the window.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Clock {
    /// The moment shown.
    pub t: Moment,
    /// The window, `[start, end)`: where playing runs, and what window mode lists.
    pub window: Span,
    /// How the clock chooses events.
    pub mode: Mode,
    /// The stretch that the timeline shows.
    pub axis: Span,
    /// Whether the clock runs.
    pub playing: bool,
    /// Multiple of the speed at which the window takes ten seconds.
    pub speed: f64,
    /// How long it has run without moving, seconds: where it does not glide.
    pub waited_s: f64,
    /// The other moment, earlier or later, while two are compared.
    pub other: Option<Moment>,
}

/// Which way a camera goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// Out, over and in again: to see where it goes.
    Arc,
    /// Straight, fast at first: as if pushed by a hand.
    Straight,
}

/// A camera on its way.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Flight {
    /// Where it started.
    pub from: View,
    /// Where it goes.
    pub to: View,
    /// Which way.
    pub way: Way,
    /// How long that takes, seconds.
    pub lasts_s: f64,
    /// How long it has been under way, seconds.
    pub elapsed_s: f64,
}

/// The camera.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Camera {
    /// Where it stands, and how large the map is in CSS pixels.
    pub view: View,
    /// Where it is flying to, if it is.
    pub flight: Option<Flight>,
    /// Whether the reader, the address or a host has moved it; until then it keeps to
    /// the story's start view at every size of the map.
    pub moved: bool,
}

/// What the panel shows when nothing is selected.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Panel {
    /// The chapters.
    #[default]
    Story,
    /// The list of events.
    Events,
    /// Who holds which area.
    Areas,
    /// Methods, sources, licence.
    About,
    /// What differs between the two moments that are compared.
    Changes,
    /// Files of the reader's own.
    Open,
}

/// What the reader has chosen.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Choice {
    /// What is looked at in particular.
    pub selection: Option<Selection>,
    /// What the open chapter points at: marked on the map, its card not opened.
    pub marked: Option<Selection>,
    /// The open chapter.
    pub chapter: Option<usize>,
    /// What is hidden.
    pub filter: Filter,
    /// What the panel shows.
    pub panel: Panel,
    /// Files of the reader's own, and what became of them.
    pub opening: SharedOpening,
    /// What became of those whose story is shown.
    pub shown_by: SharedOpening,
}

impl Choice {
    /// The area that stands out on the map: selected, or pointed at by the open chapter.
    pub fn emphasised_area(&self) -> Option<AreaIndex> {
        match self.selection.or(self.marked) {
            Some(Selection::Area(area)) => Some(area),
            Some(Selection::Event(_)) | None => None,
        }
    }

    /// The event that stands out on the map: selected, or pointed at by the open chapter.
    pub fn emphasised_event(&self) -> Option<EventIndex> {
        match self.selection.or(self.marked) {
            Some(Selection::Event(event)) => Some(event),
            Some(Selection::Area(_)) | None => None,
        }
    }
}

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Theme {
    /// As the device.
    #[default]
    Auto,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Theme {
    /// Every theme, in the order of the switch.
    pub const ALL: [Self; 3] = [Self::Auto, Self::Light, Self::Dark];

    /// The name used in attributes.
    pub fn name(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// The theme of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|theme| theme.name() == name)
    }
}

/// The curtain in the middle of the map, in thousandths of it.
pub const HALF: u16 = 500;

/// How two moments stand on the map.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Beside {
    /// Each has a half, and both halves show the same place.
    Halves,
    /// One map, over which a curtain is drawn.
    Swipe,
}

impl Beside {
    /// The name used in attributes and style.
    pub fn name(self) -> &'static str {
        match self {
            Self::Halves => "halves",
            Self::Swipe => "swipe",
        }
    }

    /// The way of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Halves, Self::Swipe].into_iter().find(|beside| beside.name() == name)
    }
}

/// How it looks to this reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look {
    /// Language of the interface and of the story's texts.
    pub language: Language,
    /// Light or dark, as chosen.
    pub theme: Theme,
    /// Whether the device prefers dark.
    pub device_is_dark: bool,
    /// Whether the device asks for no motion.
    pub reduced_motion: bool,
    /// How two moments stand on the map; without a choice the room decides.
    pub beside: Option<Beside>,
    /// How far from the start of the line the curtain is, in thousandths of the map.
    pub curtain: u16,
}

impl Default for Look {
    fn default() -> Self {
        Self {
            language: Language::default(),
            theme: Theme::default(),
            device_is_dark: false,
            reduced_motion: false,
            beside: None,
            curtain: HALF,
        }
    }
}

impl Look {
    /// Whether the dark palette is shown.
    pub fn is_dark(self) -> bool {
        match self.theme {
            Theme::Auto => self.device_is_dark,
            Theme::Light => false,
            Theme::Dark => true,
        }
    }
}

/// Everything.
#[derive(Clone, Debug, PartialEq)]
pub struct State {
    /// How far the story has come.
    pub phase: Phase,
    /// How far its details have come.
    pub details: DetailsPhase,
    /// The story before the files that are shown.
    pub former: Option<Former>,
    /// The clock and the window.
    pub clock: Clock,
    /// The camera.
    pub camera: Camera,
    /// What the reader has chosen.
    pub choice: Choice,
    /// How it looks.
    pub look: Look,
}

impl State {
    /// The state before any file has arrived.
    pub fn new(look: Look) -> Self {
        let span = Span::of_day(Day(0));
        let nowhere = LonLat { lon: 0.0, lat: 0.0 };
        Self {
            phase: Phase::Loading,
            details: DetailsPhase::Unwanted,
            former: None,
            clock: Clock {
                t: span.end,
                window: span,
                mode: Mode::Moment,
                axis: span,
                playing: false,
                speed: 1.0,
                waited_s: 0.0,
                other: None,
            },
            camera: Camera {
                view: View::new(nowhere, 2.0, 800.0, 600.0),
                flight: None,
                moved: false,
            },
            choice: Choice::default(),
            look,
        }
    }

    /// The story, once there is one.
    pub fn loaded(&self) -> Option<&Arc<Loaded>> {
        self.phase.loaded()
    }

    /// The stretch whose events are shown, by the clock's mode.
    pub fn event_span(&self) -> Span {
        self.event_span_at(self.clock.t)
    }

    /// The same if the clock stood at `t`.
    pub fn event_span_at(&self, t: Moment) -> Span {
        let fade_days = self.loaded().map_or(0, |loaded| loaded.story.meta.fade_days);
        super::Clock { t, ..self.clock }.event_span(fade_days)
    }

    /// The marks of the story, stacked so that those that are shown together stand apart.
    pub fn symbols(&self, loaded: &Loaded) -> Arc<Symbols> {
        let clock = &self.clock;
        let fade_days = loaded.story.meta.fade_days;
        loaded.symbols_stacked(stacking_of(clock.mode, clock.window, fade_days))
    }
}
