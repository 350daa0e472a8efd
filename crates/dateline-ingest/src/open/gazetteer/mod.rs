//! A table of places with their positions → where a name is.
//!
//! It may lie beside tables of events that name their places and know no positions. A name that
//! means several places means none: nothing is guessed. Has no opinion on areas, whose names
//! come first; see [`crate::names`].

mod recognise;

pub(super) use recognise::{names_of_bare_row, take};

use crate::fold::Folded;
use crate::names::Called;
use dateline_core::geo::LonLat;
use dateline_core::hash::KeyedMap;
use std::collections::hash_map::Entry;

/// Places of one name that lie so near to one another are one, degrees: some three kilometres,
/// as far as a town is from its district's middle.
const NEAR_DEGREES: f64 = 0.03;

/// Where names are; `None` where they are in several places.
type Positions = KeyedMap<String, Option<LonLat>>;

/// The places of all tables of them.
#[derive(Debug, Default)]
pub(crate) struct Gazetteer {
    /// By name as it is compared, by name without articles.
    by_name: [Positions; 2],
    /// The same by other names of the places.
    by_other_name: [Positions; 2],
}

impl Gazetteer {
    /// Whether there is no place in it.
    pub(crate) fn is_empty(&self) -> bool {
        self.by_name.iter().chain(&self.by_other_name).all(KeyedMap::is_empty)
    }

    /// Adds a place; what somebody calls it first counts before its other names.
    fn add(&mut self, name: &str, is_first: bool, position: LonLat) {
        let Folded { whole, bare } = Folded::of(name);
        if whole.is_empty() {
            return;
        }
        let lists = if is_first { &mut self.by_name } else { &mut self.by_other_name };
        for (list, key) in lists.iter_mut().zip([whole, bare]) {
            match list.entry(key) {
                Entry::Vacant(entry) => {
                    entry.insert(Some(position));
                }
                Entry::Occupied(mut entry) => {
                    let is_there = entry.get().is_some_and(|other| is_near(other, position));
                    if !is_there {
                        entry.insert(None);
                    }
                }
            }
        }
    }

    /// The place of that name: as it is written, else by other names, else without articles.
    pub(crate) fn find(&self, name: &str) -> Called<LonLat> {
        let Folded { whole, bare } = Folded::of(name);
        let [[named, named_bare], [other, other_bare]] = [&self.by_name, &self.by_other_name];
        let lists = [(named, &whole), (other, &whole), (named_bare, &bare), (other_bare, &bare)];
        match lists.into_iter().find_map(|(list, key)| list.get(key)) {
            Some(Some(position)) => Called::One(*position),
            Some(None) => Called::Several,
            None => Called::Nothing,
        }
    }
}

fn is_near(one: LonLat, other: LonLat) -> bool {
    let shrink = one.lat.to_radians().cos();
    let (east, north) = ((one.lon - other.lon) * shrink, one.lat - other.lat);
    east.hypot(north) <= NEAR_DEGREES
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(lon: f64, lat: f64) -> LonLat {
        LonLat { lon, lat }
    }

    #[test]
    fn a_name_of_several_places_is_none_of_them_unless_they_are_near() {
        let mut places = Gazetteer::default();
        assert!(places.is_empty());
        places.add("Al-Bab", true, at(37.5, 36.4));
        places.add("al Bab", true, at(37.51, 36.41));
        places.add("Salem", true, at(-123.0, 44.9));
        places.add("Salem", true, at(78.1, 11.7));
        places.add("", true, at(1.0, 1.0));
        assert_eq!(places.find("AL BAB"), Called::One(at(37.5, 36.4)));
        assert_eq!(places.find("Bab"), Called::One(at(37.5, 36.4)));
        assert_eq!(places.find("Salem"), Called::Several);
        assert_eq!(places.find("Karm"), Called::Nothing);
        assert_eq!(places.find(" - "), Called::Nothing);
    }

    #[test]
    fn what_a_place_is_called_first_counts_before_other_names_of_others() {
        let mut places = Gazetteer::default();
        places.add("Aleppo", true, at(37.1, 36.2));
        places.add("Haleb", false, at(37.1, 36.2));
        places.add("Aleppo Governorate", true, at(37.6, 36.0));
        places.add("Aleppo", false, at(37.6, 36.0));
        places.add("Haleb", false, at(37.6, 36.0));
        assert_eq!(places.find("aleppo"), Called::One(at(37.1, 36.2)));
        assert_eq!(places.find("Haleb"), Called::Several);
    }
}
