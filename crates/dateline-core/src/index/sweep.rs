//! Events that come in order of start, put in the order of what comes after their start.
//!
//! One after the other, so that it can be done in pieces. Has no opinion on what comes after the
//! start: their ends, or when the clock meets them.

use crate::piece::ROWS_PER_PIECE;
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// An order that grows from its front as events are added. Where many last to the same end, all
/// of them wait for it.
#[derive(Default)]
pub(super) struct Sweep {
    /// Those that a later event may still come before.
    waiting: BinaryHeap<Reverse<(i64, u32)>>,
    /// What those that are in their order are ordered by, ascending.
    pub keys: Vec<i64>,
    order: Vec<u32>,
}

impl Sweep {
    /// Adds an event that starts no earlier than those before, with a key beyond its start.
    pub fn add(&mut self, start: i64, key: i64, event: u32) {
        // Whatever comes from now on has a key beyond this start.
        while self.settle_one(start) {}
        self.waiting.push(Reverse((key, event)));
    }

    /// Puts some of those that still wait in their order, once all have been added; false if none
    /// does.
    pub fn settle_some(&mut self) -> bool {
        (0..ROWS_PER_PIECE).filter(|_| self.settle_one(i64::MAX)).count() > 0
    }

    /// The events in their order once all are settled; of equal keys the earlier event first.
    pub fn order(&mut self) -> Vec<u32> {
        std::mem::take(&mut self.order)
    }

    fn settle_one(&mut self, until: i64) -> bool {
        if self.waiting.peek().is_none_or(|Reverse((key, _))| *key > until) {
            return false;
        }
        if let Some(Reverse((key, event))) = self.waiting.pop() {
            self.keys.push(key);
            self.order.push(event);
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn events_are_swept_into_the_order_that_sorting_gives(
            mut spans: Vec<(i16, u8)>
        ) {
            spans.sort_by_key(|span| span.0);
            let key = |(start, length): (i16, u8)| i64::from(start) + 1 + i64::from(length);
            let mut sorted: Vec<(i64, u32)> =
                spans.iter().map(|span| key(*span)).zip(0..).collect();
            sorted.sort_unstable();
            let mut sweep = Sweep::default();
            for (span, event) in spans.iter().zip(0..) {
                sweep.add(span.0.into(), key(*span), event);
            }
            while sweep.settle_some() {}
            let order = sweep.order();
            let swept: Vec<(i64, u32)> = sweep.keys.into_iter().zip(order).collect();
            prop_assert_eq!(swept, sorted);
        }
    }
}
