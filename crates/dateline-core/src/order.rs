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

/// Puts things in an order by exchanging two at a time: `from` says for each place where that
/// which belongs there is. Nothing is copied, and every place is looked at twice at most.
pub fn put_in_order(from: &mut [usize], mut exchange: impl FnMut(usize, usize)) {
    for start in 0..from.len() {
        let mut at = start;
        // Along the circle of places that follow one another; one that is done is its own.
        while let Some(next) = from.get_mut(at).map(|next| std::mem::replace(next, at)) {
            if next == start || next == at {
                break;
            }
            exchange(at, next);
            at = next;
        }
    }
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
        fn things_are_put_in_the_order_of_their_places(items: Vec<(u8, u8)>) {
            let mut sorted = items.clone();
            sorted.sort_by_key(|item| item.0);
            let mut items = items;
            let mut compare = |a: usize, b: usize| items[a].0.cmp(&items[b].0);
            let mut from = places_in_order(items.len(), &mut compare);
            put_in_order(&mut from, |a, b| items.swap(a, b));
            prop_assert_eq!(items, sorted);
        }

        #[test]
        fn items_come_as_the_librarys_stable_sort_gives_them(items: Vec<(u8, u8)>) {
            let mut sorted = items.clone();
            sorted.sort_by_key(|item| item.0);
            prop_assert_eq!(in_order(&items, |a, b| a.0.cmp(&b.0)), sorted);
        }
    }
}
