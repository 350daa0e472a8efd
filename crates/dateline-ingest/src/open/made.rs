//! Places that rows name and give a position of: which rows mean one and the same.
//!
//! One name, but for capitals, is one place. Names that differ in signs, spaces or accents alone
//! may be two spellings of one, or two, as “Sector 1-2” and “Sector 12” are: their positions
//! tell. Has no opinion on places that have an outline.

use crate::fold::Folded;
use dateline_core::geo::{LonLat, distance_metres};
use dateline_core::hash::KeyedMap;

/// How far apart two spellings of one place may lie, metres: as far as rounding moves them.
const SAME_PLACE_M: f64 = 50.0;
/// Places of nearly one name that are compared; beyond them each spelling is its own place.
const MAX_COMPARED: usize = 16;

/// A place: its id, what it was first called, and where it is.
pub(super) type MadePlace = (String, String, LonLat);

/// The places in the order in which they were met.
#[derive(Debug, Default)]
pub(super) struct MadePlaces {
    pub(super) places: Vec<MadePlace>,
    by_name: KeyedMap<String, usize>,
    /// By the name as it is compared.
    by_fold: KeyedMap<String, Vec<usize>>,
}

impl MadePlaces {
    /// The place that a row of that name and position means, if it was met before.
    pub(super) fn find(&self, called: &str, at: Option<LonLat>) -> Option<&MadePlace> {
        if called.is_empty() {
            return None;
        }
        if let Some(number) = self.by_name.get(&called.to_lowercase()) {
            return self.places.get(*number);
        }
        let alike = self.by_fold.get(&key(called)?)?;
        let is_there = |(.., place): &&MadePlace| {
            at.is_none_or(|at| distance_metres(*place, at) <= SAME_PLACE_M)
        };
        alike.iter().filter_map(|number| self.places.get(*number)).find(is_there)
    }

    /// Adds a place; one without a name is found by no other row.
    pub(super) fn add(&mut self, called: &str, (id, place): (String, LonLat)) {
        let number = self.places.len();
        if called.is_empty() {
            self.places.push((id.clone(), id, place));
            return;
        }
        self.by_name.insert(called.to_lowercase(), number);
        if let Some(key) = key(called) {
            let alike = self.by_fold.entry(key).or_default();
            if alike.len() < MAX_COMPARED {
                alike.push(number);
            }
        }
        self.places.push((id, called.to_owned(), place));
    }
}

/// The name as it is compared; `None` if nothing is left of it.
fn key(called: &str) -> Option<String> {
    Some(Folded::of(called).whole).filter(|it| !it.is_empty())
}
