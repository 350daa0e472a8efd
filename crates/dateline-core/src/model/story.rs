//! The story as a whole: what `story.json` says, and the tables it names.

use super::{
    Actor, ActorIndex, Area, AreaIndex, BaseFeature, BaseMap, Category, Events, Source, Text,
    Timeline,
};
use crate::geo::LonLat;
use crate::ledger::Ledger;
use crate::time::{EdtfDate, Moment, Span};

/// How the clock chooses what is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Mode {
    /// The state at an instant, with the events of the last days fading out.
    #[default]
    Moment,
    /// The events between the two thumbs.
    Window,
    /// The events from the start of the window to the moment.
    Cumulative,
}

impl Mode {
    /// The name used in files, in the address and in messages.
    pub fn name(self) -> &'static str {
        match self {
            Self::Moment => "moment",
            Self::Window => "window",
            Self::Cumulative => "cumulative",
        }
    }

    /// The mode of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Moment, Self::Window, Self::Cumulative].into_iter().find(|mode| mode.name() == name)
    }
}

/// Where the camera stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ViewState {
    /// Middle of the map.
    pub centre: LonLat,
    /// Web Mercator zoom, 256-pixel tiles, fractional, 2 to 20.
    pub zoom: f64,
}

/// What a chapter sets; what it leaves out stays as it is, but for what it compares with.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ChapterState {
    /// Time of the clock.
    pub t: Option<Moment>,
    /// The moment that stands beside it; left out, a chapter compares nothing.
    pub compare: Option<Moment>,
    /// Window, `[start, end)`.
    pub window: Option<Span>,
    /// Mode.
    pub mode: Option<Mode>,
    /// Camera.
    pub view: Option<ViewState>,
    /// Selection as in the address: `event:ID` or `area:ID`.
    pub select: Option<String>,
}

/// A step of the told story.
#[derive(Clone, Debug, PartialEq)]
pub struct Chapter {
    /// Id, unique.
    pub id: String,
    /// Headline.
    pub title: Text,
    /// Paragraphs.
    pub text: Vec<Text>,
    /// What it shows.
    pub state: ChapterState,
    /// Who says so.
    pub sources: Vec<Source>,
}

/// A sourced statement of a share, never mixed with the computed one.
#[derive(Clone, Debug, PartialEq)]
pub struct Claim {
    /// When it was stated or holds.
    pub when: EdtfDate,
    /// Lowest share stated, percent 0–100.
    pub low_percent: f64,
    /// Highest share stated, percent 0–100.
    pub high_percent: f64,
    /// The words, e.g. "more than a third".
    pub text: Text,
    /// Who states it.
    pub source: Source,
}

/// Licence and credit of one data file.
#[derive(Clone, Debug, PartialEq)]
pub struct Credit {
    /// What the line is about, e.g. "Outlines".
    pub what: Text,
    /// Who made it.
    pub by: Text,
    /// SPDX id or name of the licence.
    pub licence: String,
    /// Address, or empty.
    pub url: String,
}

/// What `story.json` says itself, but for [`super::Details`].
#[derive(Clone, Debug, PartialEq)]
pub struct StoryMeta {
    /// Headline.
    pub title: Text,
    /// The sentence under it.
    pub standfirst: Text,
    /// BCP 47 tags of the languages the story is told in, the first is the default.
    pub languages: Vec<String>,
    /// IANA name of the zone of the place.
    pub time_zone: String,
    /// From the first to the last moment of the timeline.
    pub span: Span,
    /// What it says of its time beside that.
    pub timeline: Timeline,
    /// Where the story starts.
    pub start: ChapterState,
    /// How many days an event stays visible in moment mode.
    pub fade_days: u32,
    /// The sides.
    pub actors: Vec<Actor>,
    /// The kinds of event.
    pub categories: Vec<Category>,
    /// The told steps.
    pub chapters: Vec<Chapter>,
    /// What the claims are a share of.
    pub claims_title: Text,
    /// Sourced statements of share.
    pub claims: Vec<Claim>,
    /// General sources, beside those of rows.
    pub sources: Vec<Source>,
    /// Credit and licence per file.
    pub credits: Vec<Credit>,
    /// The tiles under it, if it names any.
    pub base_map: Option<BaseMap>,
    /// Version of the data, free text.
    pub version: String,
    /// When the data were last changed.
    pub updated: Option<EdtfDate>,
}

/// A story, ready to be shown.
#[derive(Clone, Debug, PartialEq)]
pub struct Story {
    /// What `story.json` says.
    pub meta: StoryMeta,
    /// The areas.
    pub areas: Vec<Area>,
    /// Who held what when.
    pub ledger: Ledger,
    /// What happened.
    pub events: Events,
    /// What lies under it.
    pub base: Vec<BaseFeature>,
}

impl Story {
    /// The area with that id.
    pub fn find_area(&self, id: &str) -> Option<AreaIndex> {
        self.areas.iter().position(|area| area.id == id).map(|index| AreaIndex(index as u32))
    }

    /// The area at that place, or `None` outside the range.
    pub fn area(&self, index: AreaIndex) -> Option<&Area> {
        self.areas.get(index.0 as usize)
    }

    /// The actor at that place, or `None` outside the range.
    pub fn actor(&self, index: ActorIndex) -> Option<&Actor> {
        self.meta.actors.get(usize::from(index.0))
    }

    /// The actor whose id or alias is `id`.
    pub fn find_actor(&self, id: &str) -> Option<ActorIndex> {
        let known = |actor: &Actor| actor.id == id || actor.aliases.iter().any(|alias| alias == id);
        self.meta.actors.iter().position(known).map(|index| ActorIndex(index as u16))
    }
}
