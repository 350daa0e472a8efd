//! A set of events, one bit each.

use crate::model::EventIndex;

/// A set of events: those that a search found, those that the map shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EventSet {
    words: Vec<u64>,
}

impl EventSet {
    /// Puts an event in.
    pub fn insert(&mut self, event: EventIndex) {
        let (word, bit) = place(event);
        if word >= self.words.len() {
            self.words.resize(word + 1, 0);
        }
        if let Some(found) = self.words.get_mut(word) {
            *found |= bit;
        }
    }

    /// Whether the event is in.
    pub fn contains(&self, event: EventIndex) -> bool {
        let (word, bit) = place(event);
        self.words.get(word).is_some_and(|found| found & bit != 0)
    }

    /// How many are in.
    pub fn len(&self) -> usize {
        self.words.iter().map(|word| word.count_ones() as usize).sum()
    }

    /// Whether none is in.
    pub fn is_empty(&self) -> bool {
        self.words.iter().all(|word| *word == 0)
    }
}

impl FromIterator<EventIndex> for EventSet {
    fn from_iter<I: IntoIterator<Item = EventIndex>>(events: I) -> Self {
        let mut set = Self::default();
        events.into_iter().for_each(|event| set.insert(event));
        set
    }
}

fn place(event: EventIndex) -> (usize, u64) {
    ((event.0 / 64) as usize, 1 << (event.0 % 64))
}
