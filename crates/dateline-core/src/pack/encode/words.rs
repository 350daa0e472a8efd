//! Many strings, each once, with its number: one after the other as they are packed, and found
//! again by their hash. There may be millions, so that each takes no more than its bytes and
//! some twelve beside them, and nothing of it is there twice while it grows but where each begins.

use crate::hash::{Slots, hash_of};
use crate::pack::STRING_END;
use crate::pack::chunks::Chunks;
use std::ops::Range;

/// Strings in the order in which they were met.
#[derive(Default)]
pub(super) struct Words {
    /// All of them, each with its end.
    bytes: Chunks,
    /// The address of each.
    starts: Vec<u32>,
    /// The numbers of the words by their hashes.
    slots: Slots,
    /// The numbers of those that are not looked for.
    alone: Vec<Range<u32>>,
}

impl Words {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.starts.len()
    }

    /// The number of a string, and whether it was met for the first time.
    pub fn number(&mut self, word: &str) -> (u32, bool) {
        self.make_room();
        let word = word.as_bytes();
        let free = match self.slots.find(hash_of(word), |number| self.bytes_of(number) == word) {
            Ok(number) => return (number, false),
            Err(free) => free,
        };
        let number = self.push(word);
        self.slots.take(free, number);
        (number, true)
    }

    /// Adds a string that is no other's, such as an id: it is not looked for, nor found by whoever
    /// looks for another that is the same.
    pub fn push_alone(&mut self, word: &str) {
        let number = self.push(word.as_bytes());
        match self.alone.last_mut() {
            Some(last) if last.end == number => last.end += 1,
            _ => self.alone.push(number..number + 1),
        }
    }

    fn push(&mut self, word: &[u8]) -> u32 {
        let number = self.len() as u32;
        // Behind 4 GiB there is no address, and no pack that could be read.
        let address = self.bytes.add(&[word, &[STRING_END]]);
        self.starts.push(address.unwrap_or_default());
        number
    }

    /// Makes room for one more.
    fn make_room(&mut self) {
        let Some(slots) = self.slots.wanted_for(1) else { return };
        // The words tell all that stood there.
        self.slots.free_all(slots);
        let mut number = 0;
        for place in 0..=self.alone.len() {
            let end = self.len() as u32;
            let alone = self.alone.get(place).map_or(end..end, Range::clone);
            for number in number..alone.start {
                if let Err(free) = self.slots.find(hash_of(self.bytes_of(number)), |_| false) {
                    self.slots.take(free, number);
                }
            }
            number = alone.end;
        }
    }

    /// Brings near what is asked for to number these words.
    pub fn near<'w>(&self, words: impl Iterator<Item = &'w str>) {
        self.slots.near(words.map(|word| hash_of(word.as_bytes())));
    }

    /// The string of that number.
    pub fn get(&self, number: u32) -> &str {
        std::str::from_utf8(self.bytes_of(number)).unwrap_or_default()
    }

    /// All strings with their ends, piece by piece.
    pub fn into_pieces(self) -> Vec<Vec<u8>> {
        self.bytes.into_pieces()
    }

    fn bytes_of(&self, number: u32) -> &[u8] {
        let number = number as usize;
        let Some(start) = self.starts.get(number).copied() else { return &[] };
        let from = self.bytes.at(start);
        let next = self.starts.get(number + 1).filter(|next| Chunks::meet(start, **next));
        let length = next.map_or(from.len(), |next| (next - start) as usize);
        from.get(..length.saturating_sub(1)).unwrap_or_default()
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
            alone in prop::collection::vec(0..400_usize, 0..60),
        ) {
            let (mut all, mut twin) = (Words::default(), HashMap::new());
            let mut others = Vec::new();
            for (place, word) in words.iter().enumerate() {
                if alone.contains(&place) {
                    others.push((all.len() as u32, word));
                    all.push_alone(word);
                    continue;
                }
                let next = (twin.len() + others.len()) as u32;
                let number = *twin.entry(word.as_str()).or_insert(next);
                prop_assert_eq!(all.number(word), (number, number == next));
            }
            prop_assert_eq!(all.len(), twin.len() + others.len());
            for (number, word) in others {
                prop_assert_eq!(all.get(number), word);
            }
            for (word, number) in twin {
                prop_assert_eq!(all.get(number), word);
            }
        }
    }

    #[test]
    fn words_longer_together_than_a_piece_keep_their_numbers_and_follow_one_another() {
        let words: Vec<String> =
            (1..5_usize).map(|number| number.to_string().repeat(400_000 * number)).collect();
        let mut all = Words::default();
        for pass in [true, false] {
            for (number, word) in (0..).zip(&words) {
                assert_eq!(all.number(word), (number, pass));
                assert!(all.get(number) == word);
            }
        }
        let written: Vec<u8> = all.into_pieces().concat();
        let mut read = written.split(|byte| *byte == STRING_END);
        assert!(words.iter().all(|word| read.next() == Some(word.as_bytes())));
    }
}
