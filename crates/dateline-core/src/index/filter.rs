//! What the reader has switched off.

use super::EventSet;
use crate::model::{
    ActorIndex, CategoryIndex, EventColumns, EventIndex, Events, Verification, grade,
};
use std::sync::Arc;

/// Which events are admitted; the default admits all. Time is not a part of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Bit n hides the events of the category at place n. A story has at most 32.
    pub hidden_categories: u32,
    /// Bit n hides the events whose verification has the discriminant n.
    pub hidden_verifications: u8,
    /// Bit n hides the actor at place n: an event is hidden when it names actors and all
    /// of them are. Actors at place 64 and later cannot be hidden.
    pub hidden_actors: u64,
    /// Hides events whose date is coarser than a day, approximate, uncertain, open or
    /// missing.
    pub hides_imprecise: bool,
    /// Admits only these: what a search found or what the map shows.
    pub only: Option<Arc<EventSet>>,
}

impl Filter {
    /// Whether the event passes. Withdrawn events pass like others, so that they can be
    /// listed with their mark; the counts of [`super::TimeIndex`] leave them out. False
    /// outside the range.
    pub fn admits(&self, events: &Events, event: EventIndex) -> bool {
        self.admits_in(events.columns(), event)
    }

    /// Like [`Filter::admits`], by the columns.
    pub fn admits_in(&self, columns: &EventColumns, event: EventIndex) -> bool {
        let place = event.0 as usize;
        let (category, grade) = (columns.categories.get(place), columns.grades.get(place));
        let Some((category, grade)) = category.zip(grade) else {
            return false;
        };
        self.admits_kind(*category, *grade) && self.admits_rest(columns, event)
    }

    /// Whether category, verification and precision pass; see [`grade`] for the latter two.
    pub(super) fn admits_kind(&self, category: u8, grade: u8) -> bool {
        let is_hidden = is_set(u64::from(self.hidden_categories), category)
            || is_set(u64::from(self.hidden_verifications), grade & grade::VERIFICATION)
            || (self.hides_imprecise && grade & grade::IMPRECISE != 0);
        !is_hidden
    }

    /// Whether everything else passes: the actors, and being one of the only ones.
    pub(super) fn admits_rest(&self, columns: &EventColumns, event: EventIndex) -> bool {
        let actors = columns.actors.get(event.0 as usize).copied().unwrap_or(0);
        // Without a branch: see `Sieve::count`.
        ((actors == 0) | (actors & !self.hidden_actors != 0))
            & self.only.as_ref().is_none_or(|only| only.contains(event))
    }

    /// Whether the event passes and counts: admitted and not withdrawn.
    pub fn counts(&self, columns: &EventColumns, event: EventIndex) -> bool {
        let grade = columns.grades.get(event.0 as usize).copied();
        grade.is_some_and(|grade| grade & grade::WITHDRAWN == 0) && self.admits_in(columns, event)
    }

    /// Whether it admits everything.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Hides or shows a category.
    pub fn set_category_hidden(&mut self, category: CategoryIndex, hidden: bool) {
        let bit = 1_u32.checked_shl(u32::from(category.0)).unwrap_or(0);
        self.hidden_categories = with_bit(self.hidden_categories, bit, hidden);
    }

    /// Whether the category is hidden.
    pub fn is_category_hidden(&self, category: CategoryIndex) -> bool {
        is_set(u64::from(self.hidden_categories), category.0)
    }

    /// Hides or shows a verification status.
    pub fn set_verification_hidden(&mut self, verification: Verification, hidden: bool) {
        let bit = 1_u8 << (verification as u8);
        self.hidden_verifications = with_bit(self.hidden_verifications, bit, hidden);
    }

    /// Whether the verification status is hidden.
    pub fn is_verification_hidden(&self, verification: Verification) -> bool {
        is_set(u64::from(self.hidden_verifications), verification as u8)
    }

    /// Hides or shows an actor.
    pub fn set_actor_hidden(&mut self, actor: ActorIndex, hidden: bool) {
        let bit = 1_u64.checked_shl(u32::from(actor.0)).unwrap_or(0);
        self.hidden_actors = with_bit(self.hidden_actors, bit, hidden);
    }

    /// Whether the actor is hidden.
    pub fn is_actor_hidden(&self, actor: ActorIndex) -> bool {
        u8::try_from(actor.0).is_ok_and(|place| is_set(self.hidden_actors, place))
    }
}

fn is_set(mask: u64, place: u8) -> bool {
    mask.checked_shr(u32::from(place)).unwrap_or(0) & 1 != 0
}

fn with_bit<Mask>(mask: Mask, bit: Mask, set: bool) -> Mask
where
    Mask: std::ops::BitOr<Output = Mask>
        + std::ops::BitAnd<Output = Mask>
        + std::ops::Not<Output = Mask>,
{
    if set { mask | bit } else { mask & !bit }
}
