//! Sorting, compiled once.
//!
//! The library's sort is some kilobytes of code for every kind of thing that it sorts. A
//! reader has to download them, so everything that is sorted while a story is shown is
//! sorted as places in a list, by one instance. Has no opinion on what is compared.

use std::cmp::Ordering;

/// The places `0 .. count` in the order that `compare` gives; of equal ones the lower place
/// comes first.
pub fn places_in_order(
    count: usize,
    compare: &mut dyn FnMut(usize, usize) -> Ordering,
) -> Vec<usize> {
    let mut places: Vec<usize> = (0..count).collect();
    places.sort_unstable_by(|a, b| compare(*a, *b).then(a.cmp(b)));
    places
}

/// The items in the order that `compare` gives; equal ones keep theirs.
pub fn in_order<T: Copy>(items: &[T], compare: impl Fn(&T, &T) -> Ordering) -> Vec<T> {
    let mut by_place = |a: usize, b: usize| match (items.get(a), items.get(b)) {
        (Some(a), Some(b)) => compare(a, b),
        // There is an item at every place.
        _ => Ordering::Equal,
    };
    let places = places_in_order(items.len(), &mut by_place);
    places.into_iter().filter_map(|place| items.get(place).copied()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn items_come_as_the_librarys_stable_sort_gives_them(items: Vec<(u8, u8)>) {
            let mut sorted = items.clone();
            sorted.sort_by_key(|item| item.0);
            prop_assert_eq!(in_order(&items, |a, b| a.0.cmp(&b.0)), sorted);
        }
    }
}
