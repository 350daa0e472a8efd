//! What the ledger says at a moment, and the stretches between changes.

use super::{ChangeIndex, Status};
use crate::model::ActorIndex;
use crate::time::{Moment, Span};

/// The state of one area at one moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AreaState {
    /// Who holds it; in a contested area, the side that comes in.
    pub actor: Option<ActorIndex>,
    /// The other side of a contested or besieged area.
    pub rival: Option<ActorIndex>,
    /// What the actor has.
    pub status: Status,
    /// Since when; `None` where nothing is claimed.
    pub since: Option<Moment>,
    /// Until when, exclusive; `None` while no later change is known.
    pub until: Option<Moment>,
    /// The row that says so.
    pub change: Option<ChangeIndex>,
}

impl AreaState {
    /// Nobody says anything.
    pub const UNKNOWN: Self = Self {
        actor: None,
        rival: None,
        status: Status::Unknown,
        since: None,
        until: None,
        change: None,
    };

    /// Whether both say the same: the sides and what they have, by whatever row and since
    /// whenever.
    pub fn is_same_control(&self, other: &Self) -> bool {
        (self.actor, self.rival, self.status) == (other.actor, other.rival, other.status)
    }
}

/// A stretch in which an area has one state, `[start, end)`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Interval {
    /// From when to when; the last interval ends with the calendar.
    pub span: Span,
    /// The state during it.
    pub state: AreaState,
}
