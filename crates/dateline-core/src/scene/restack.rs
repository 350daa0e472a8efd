//! Marks that are stacked anew, for a clock that shows another stretch.
//!
//! Has no opinion on when that is needed; [`super::symbols`] makes the marks.

use super::Symbols;
use super::stack::{Stacking, Stacks};
use super::symbols::{SLOT, SLOT_BIT};
use crate::geo::WorldPoint;
use crate::time::{Moment, Span};

/// The same marks, stacked so. `ends` are those of all events, civil seconds.
#[must_use]
pub fn restacked(symbols: &Symbols, ends: &[i64], stacking: Stacking) -> Symbols {
    let mut stacks = Stacks::new(stacking);
    let mut made = symbols.clone();
    made.stacking = stacking;
    for ((vertex, event), start) in made.vertices.iter_mut().zip(&made.events).zip(&made.starts) {
        let end = ends.get(event.0 as usize).copied().unwrap_or(*start);
        let span = Span { start: Moment(*start), end: Moment(end) };
        let slot = stacks.place(WorldPoint { x: vertex.x, y: vertex.y }, span);
        vertex.packed = vertex.packed & !(SLOT << SLOT_BIT) | (slot & SLOT) << SLOT_BIT;
    }
    made
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Events;
    use crate::scene::symbols;
    use crate::scene::testing::event;
    use crate::time::Day;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn marks_stacked_anew_are_those_that_were_never_stacked_otherwise(
            days in prop::collection::vec((1_u32..=12, 1_u32..=28, 0_u8..3), 0..60),
            steps in (0_u8..10, 0_u8..10),
        ) {
            let row = |(month, day, spot): &(u32, u32, u8)| {
                let date = format!("2016-{month:02}-{day:02}");
                let spot = (37.0 + f64::from(*spot), 36.0);
                event(&format!("{date} {spot:?}"), Some(&date), Some(spot))
            };
            let events = Events::from_rows(days.iter().map(row).collect());
            let [first, other] = [steps.0, steps.1].map(Stacking);
            let built = symbols(&events, Day(0), first);
            let anew = restacked(&built, events.ends(), other);
            prop_assert_eq!(anew, symbols(&events, Day(0), other));
        }
    }
}
