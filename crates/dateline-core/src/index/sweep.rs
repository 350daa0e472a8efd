//! Events that come in order of start, put in the order of what comes after their start.
//!
//! One after the other, so that it can be done in pieces. Has no opinion on what comes after the
//! start: their ends, or when the clock meets them.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// An order that grows from its front as events are added.
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
        self.settle(start);
        self.waiting.push(Reverse((key, event)));
    }

    /// All keys, and the events in their order; of equal ones the earlier event first.
    pub fn end(&mut self) -> (Vec<i64>, Vec<u32>) {
        self.settle(i64::MAX);
        (std::mem::take(&mut self.keys), std::mem::take(&mut self.order))
    }

    fn settle(&mut self, until: i64) {
        while self.waiting.peek().is_some_and(|Reverse((key, _))| *key <= until)
            && let Some(Reverse((key, event))) = self.waiting.pop()
        {
            self.keys.push(key);
            self.order.push(event);
        }
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
            let (keys, order) = sweep.end();
            let swept: Vec<(i64, u32)> = keys.into_iter().zip(order).collect();
            prop_assert_eq!(swept, sorted);
        }
    }
}
