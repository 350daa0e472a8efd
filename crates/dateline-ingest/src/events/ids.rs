//! Which event has an id: a table of the numbers of rows, compared with the ids that the rows
//! have themselves. There may be a million, and each would take its letters once more.

use dateline_core::hash::{Free, Slots, hash_of};
use dateline_core::pack::Shelf;

/// Places on a shelf by the ids that stand there.
#[derive(Default)]
pub(crate) struct Ids(Slots);

impl Ids {
    /// Those of all that is on a shelf.
    pub(crate) fn of(shelf: &Shelf) -> Self {
        let mut ids = Self::default();
        ids.reserve(shelf.len(), shelf);
        (0..shelf.len()).for_each(|place| ids.add(place, shelf));
        ids
    }

    /// The place of an id.
    pub(crate) fn find(&self, id: &str, shelf: &Shelf) -> Option<usize> {
        self.probe(id, shelf).ok().map(|place| place as usize)
    }

    /// Makes room for so many more.
    pub(super) fn reserve(&mut self, count: usize, shelf: &Shelf) {
        if let Some(slots) = self.0.wanted_for(count) {
            let places = self.0.taken();
            // The shelf has all that stood there.
            self.0.free_all(slots);
            (0..places).for_each(|place| self.add(place, shelf));
        }
    }

    /// Adds a place of which the id is not there yet; one that is there keeps its place.
    pub(super) fn add(&mut self, place: usize, shelf: &Shelf) {
        if let Some(free) = self.free(shelf.id(place), shelf) {
            self.take(free, place);
        }
    }

    /// Where an id is to be [put](Self::take) that is not there yet; `None` where it is there.
    pub(super) fn free(&mut self, id: &str, shelf: &Shelf) -> Option<Free> {
        self.reserve(1, shelf);
        self.probe(id, shelf).err()
    }

    /// Puts the place of an id where it is free for it.
    pub(super) fn take(&mut self, free: Free, place: usize) {
        self.0.take(free, place as u32);
    }

    /// The place of an id, or the slot that is free for it.
    fn probe(&self, id: &str, shelf: &Shelf) -> Result<u32, Free> {
        self.0.find(hash_of(id.as_bytes()), |place| shelf.id(place as usize) == id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use dateline_core::model::{Event, EventDetails};
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    fn event(id: &str) -> Event {
        Event { id: id.to_owned(), ..Event::nothing() }
    }

    proptest! {
        #[test]
        fn ids_are_found_where_a_map_would_find_them(
            ids in prop::collection::vec("[abé]{0,4}", 0..300),
            room in 0..400_usize,
        ) {
            let (mut all, mut shelf, mut twin) = (Ids::default(), Shelf::default(), BTreeMap::new());
            all.reserve(room, &shelf);
            for id in &ids {
                prop_assert_eq!(all.find(id, &shelf), twin.get(id).copied());
                if !twin.contains_key(id) {
                    let place = shelf.len();
                    prop_assert!(shelf.push(&event(id), &EventDetails::default()));
                    all.add(place, &shelf);
                    twin.insert(id.clone(), place);
                }
            }
            shelf.sort();
            let again = Ids::of(&shelf);
            for id in twin.keys() {
                prop_assert_eq!(again.find(id, &shelf).map(|place| shelf.id(place)), Some(&**id));
            }
            prop_assert_eq!(again.find("nobody", &shelf), None);
        }
    }
}
