//! One row of the ledger.

use crate::model::{ActorIndex, AreaIndex, EventIndex, Source};
use crate::time::{EdtfDate, Moment, Span};

/// Position of a change in [`super::Ledger::changes`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ChangeIndex(pub u32);

/// What a side has in an area.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Status {
    /// One side holds it.
    Held = 0,
    /// Two sides hold parts of it or fight over it.
    Contested = 1,
    /// One side says that it holds it and nobody else confirms.
    Claimed = 2,
    /// One side holds it and the other has closed it in.
    Besieged = 3,
    /// Nobody says.
    Unknown = 4,
}

impl Status {
    /// Every status.
    pub const ALL: [Self; 5] =
        [Self::Held, Self::Contested, Self::Claimed, Self::Besieged, Self::Unknown];

    /// The name used in files and messages.
    pub fn name(self) -> &'static str {
        match self {
            Self::Held => "held",
            Self::Contested => "contested",
            Self::Claimed => "claimed",
            Self::Besieged => "besieged",
            Self::Unknown => "unknown",
        }
    }

    /// The status of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.name() == name)
    }
}

/// How sure the editors are of a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Confidence {
    /// Both sides, or several independent sources.
    High = 0,
    /// One good source, or several that may share an origin.
    Medium = 1,
    /// Inferred, or one party alone.
    Low = 2,
    /// The file does not say.
    Unknown = 3,
}

impl Confidence {
    /// Every grade, surest first.
    pub const ALL: [Self; 4] = [Self::High, Self::Medium, Self::Low, Self::Unknown];

    /// The name used in files and messages.
    pub fn name(self) -> &'static str {
        match self {
            Self::High => "high",
            Self::Medium => "medium",
            Self::Low => "low",
            Self::Unknown => "unknown",
        }
    }

    /// The grade of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|grade| grade.name() == name)
    }
}

/// A claim that from some date on an area is in some state.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// Which area.
    pub area: AreaIndex,
    /// When, as written. In force from the end of what it names: a change dated to a day
    /// counts from the end of that day, one dated to a minute from the end of the minute.
    pub date: EdtfDate,
    /// The earliest it can have been, if stated.
    pub earliest: Option<EdtfDate>,
    /// The latest it can have been, if stated.
    pub latest: Option<EdtfDate>,
    /// Who held it before; in a contested row, the side that is pushed back.
    pub from: Option<ActorIndex>,
    /// Who holds it after; in a contested row, the side that comes in.
    pub to: Option<ActorIndex>,
    /// What the state is after it.
    pub status: Status,
    /// How sure the editors are.
    pub confidence: Confidence,
    /// Whether the map follows it; the others are competing claims, kept for the history.
    pub accepted: bool,
    /// Who says so.
    pub sources: Vec<Source>,
    /// The event that brought it about, if the row names one that exists.
    pub event: Option<EventIndex>,
    /// Line of the file it came from, 1 = header.
    pub row: u32,
}

impl Change {
    /// The first moment at which the change counts.
    pub fn in_force_from(&self) -> Moment {
        self.date.span.end
    }

    /// The first moment at which it can have been in force, by `earliest`.
    pub fn earliest_moment(&self) -> Moment {
        self.earliest.as_ref().map_or(self.date.span.start, |date| date.span.start)
    }

    /// The moment by which it must have been in force, by `latest`.
    pub fn latest_moment(&self) -> Moment {
        self.latest.as_ref().map_or(self.date.span.end, |date| date.span.end)
    }

    /// The stretch in which the map may be wrong about it, where earliest or latest are stated
    /// and say more than the date: at its start the change had not happened, by its end it had and
    /// is in force. A date that is only coarse is no doubt.
    pub fn doubt(&self) -> Option<Span> {
        let (earliest, latest) = (self.earliest_moment(), self.latest_moment());
        // Without both, these are the ends of the date itself.
        let says_more = earliest < self.date.span.start || latest != self.date.span.end;
        // Bounds that contradict each other are none. By `latest` it had changed, but the map
        // shows that only from the end of the date on.
        let doubt = Span::new(earliest, latest).filter(|_| says_more)?;
        Some(Span { end: doubt.end.max(self.in_force_from()), ..doubt })
    }

    /// Every moment at which it can have happened, by any of its dates.
    pub fn reach(&self) -> Span {
        self.doubt().map_or(self.date.span, |doubt| doubt.union(self.date.span))
    }
}
