//! Many strings, each once, with its number: one after the other as they are packed, and found
//! again by their hash. There may be millions, so that each takes no more than its bytes and
//! some twelve beside them.

use crate::pack::STRING_END;
use std::hash::{DefaultHasher, Hasher};

/// Strings in the order in which they were met.
#[derive(Default)]
pub(super) struct Words {
    /// All of them, each with its end.
    bytes: Vec<u8>,
    /// Where each begins.
    starts: Vec<u32>,
    /// A number and one at the place that a hash gives, or at the next that is free; 0 is free.
    slots: Vec<u32>,
}

impl Words {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.starts.len()
    }

    /// The number of a string, and whether it was met for the first time.
    pub fn number(&mut self, word: &str) -> (u32, bool) {
        // Three of four slots are taken at most, so that one that is free is always near.
        if (self.len() + 1) * 4 > self.slots.len() * 3 {
            self.grow();
        }
        let mut slot = self.slot_of(word.as_bytes());
        while let Some(number) = self.slots.get(slot).and_then(|slot| slot.checked_sub(1)) {
            if self.bytes_of(number) == word.as_bytes() {
                return (number, false);
            }
            slot = (slot + 1) % self.slots.len();
        }
        let number = self.len() as u32;
        self.starts.push(self.bytes.len() as u32);
        self.bytes.extend_from_slice(word.as_bytes());
        self.bytes.push(STRING_END);
        if let Some(free) = self.slots.get_mut(slot) {
            *free = number + 1;
        }
        (number, true)
    }

    /// The string of that number.
    pub fn get(&self, number: u32) -> &str {
        std::str::from_utf8(self.bytes_of(number)).unwrap_or_default()
    }

    /// All strings with their ends.
    pub fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }

    fn bytes_of(&self, number: u32) -> &[u8] {
        let start = |number: usize| self.starts.get(number).map(|start| *start as usize);
        let end = start(number as usize + 1).unwrap_or(self.bytes.len());
        let range = start(number as usize).unwrap_or(end)..end.saturating_sub(1);
        self.bytes.get(range).unwrap_or_default()
    }

    /// Where a string is looked for first.
    fn slot_of(&self, word: &[u8]) -> usize {
        let mut hasher = DefaultHasher::new();
        hasher.write(word);
        hasher.finish() as usize & self.slots.len().wrapping_sub(1)
    }

    fn grow(&mut self) {
        self.slots = vec![0; (self.slots.len() * 2).max(64)];
        for number in 0..self.len() as u32 {
            let mut slot = self.slot_of(self.bytes_of(number));
            while self.slots.get(slot).is_some_and(|taken| *taken != 0) {
                slot = (slot + 1) % self.slots.len();
            }
            if let Some(free) = self.slots.get_mut(slot) {
                *free = number + 1;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::HashMap;

    proptest! {
        #[test]
        fn words_have_the_numbers_that_a_map_would_give_them(
            words in prop::collection::vec("[abé]{0,4}", 0..400),
        ) {
            let (mut all, mut twin) = (Words::default(), HashMap::new());
            for word in &words {
                let next = twin.len() as u32;
                let number = *twin.entry(word.as_str()).or_insert(next);
                prop_assert_eq!(all.number(word), (number, number == next));
            }
            prop_assert_eq!(all.len(), twin.len());
            for (word, number) in twin {
                prop_assert_eq!(all.get(number), word);
            }
        }
    }
}
