//! Where what is told again and again was written first.
//!
//! A table of fixed size: what has no place in it any more takes that of another, so that it
//! never grows, and what is found is compared byte by byte with what was asked for.

use crate::hash::hash_of;

/// Words of each kind that are remembered, at most: more than ten years have days.
const SLOTS: usize = 1 << 14;

/// What a word is used for: titles, which are of one row each, must not drive out sources, which
/// are of thousands.
#[derive(Clone, Copy, Debug)]
pub(super) enum Kind {
    /// A date with its bounds.
    Date,
    /// A headline.
    Title,
    /// A place in words.
    Place,
    /// Name or address of a source.
    Source,
    /// Id of a chapter.
    Chapter,
    /// What happened.
    Text,
    /// Actors as the row names them.
    Actors,
    /// Address of a picture, or what it shows.
    Media,
}

/// Where a word of a kind may be remembered: at one of two places.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pair {
    kind: usize,
    first: usize,
}

impl Pair {
    /// That of what is written so.
    pub fn of(kind: Kind, blob: &[u8]) -> Self {
        Self { kind: kind as usize, first: hash_of(blob) as usize % SLOTS }
    }

    fn places(self) -> [usize; 2] {
        [self.first, self.first ^ 1]
    }
}

/// Addresses by what stands there, a list for each kind that there is.
#[derive(Default)]
pub(super) struct Recent([Vec<u32>; 8]);

impl Recent {
    /// The addresses that are kept at a pair of places. The first row begins with its head, so
    /// that nothing that is remembered has the address 0.
    pub fn get(&self, pair: Pair) -> impl Iterator<Item = u32> {
        let kept = self.0.get(pair.kind).map(Vec::as_slice).unwrap_or_default();
        let addresses = pair.places().into_iter().filter_map(|place| kept.get(place).copied());
        addresses.filter(|address| *address > 0)
    }

    /// Keeps an address. What was at its first place goes to the other.
    pub fn set(&mut self, pair: Pair, address: u32) {
        let Some(kept) = self.0.get_mut(pair.kind) else { return };
        if kept.is_empty() {
            *kept = vec![0; SLOTS];
        }
        let mut address = address;
        for place in pair.places() {
            if let Some(there) = kept.get_mut(place) {
                address = std::mem::replace(there, address);
            }
        }
    }
}
