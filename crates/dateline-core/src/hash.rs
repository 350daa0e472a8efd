//! Hashes of words that a stranger may have chosen: quick, and with a key that nobody knows who
//! writes a file, so that none can be written whose words all have one hash and are compared each
//! with all others.
//!
//! Source: Black, Halevi, Krawczyk, Krovetz, Rogaway, "UMAC: Fast and Secure Message
//! Authentication", 1999: of the hash NH two different words of one length have the same value with
//! a chance of 2⁻³². It needs no more than products of halves, which WebAssembly has. Has no opinion
//! on what the words are.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasher, Hasher, RandomState};
use std::sync::OnceLock;

/// Bytes that are hashed with one set of keys; longer words are hashed in parts.
const PART_BYTES: usize = 128;

/// The keys of a run of the program.
struct Keys {
    /// Two for each eight bytes.
    pairs: [[u32; 2]; PART_BYTES / 8],
    /// An odd factor between parts.
    between: u64,
    /// An odd factor for the length.
    length: u64,
}

static KEYS: OnceLock<Keys> = OnceLock::new();

/// Gives a number that nobody can foresee, for keys of hashes; only the first counts, and only before
/// the first word is hashed. Without it, the standard library's is used: in WebAssembly that is no
/// secret.
pub fn seed_hashes(seed: u64) {
    // Whoever comes too late has keys already.
    let _ = KEYS.set(Keys::of(seed));
}

/// The hash of a word, another in each run of the program.
pub fn hash_of(word: &[u8]) -> u64 {
    let own_seed = || Keys::of(RandomState::new().build_hasher().finish());
    KEYS.get_or_init(own_seed).hash(word)
}

/// A map whose keys a stranger may have chosen.
pub type KeyedMap<K, V> = HashMap<K, V, Keyed>;
/// A set of what a stranger may have chosen.
pub type KeyedSet<T> = HashSet<T, Keyed>;

/// Hashes for the standard library's maps, with the key of this run.
#[derive(Clone, Copy, Debug, Default)]
pub struct Keyed;

impl BuildHasher for Keyed {
    type Hasher = KeyedHasher;

    fn build_hasher(&self) -> KeyedHasher {
        KeyedHasher(0)
    }
}

/// The hash of what was written so far.
#[derive(Clone, Copy, Debug)]
pub struct KeyedHasher(u64);

impl Hasher for KeyedHasher {
    fn write(&mut self, bytes: &[u8]) {
        self.0 = mixed(self.0 ^ hash_of(bytes));
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

impl Keys {
    fn of(seed: u64) -> Self {
        // SplitMix64 (Steele, Lea, Flood, "Fast splittable pseudorandom number generators", 2014).
        let mut state = seed;
        let mut next = || {
            state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
            mixed(state)
        };
        let mut pairs = [[0; 2]; PART_BYTES / 8];
        for pair in &mut pairs {
            let number = next();
            *pair = [number as u32, (number >> 32) as u32];
        }
        Self { pairs, between: next() | 1, length: next() | 1 }
    }

    fn hash(&self, word: &[u8]) -> u64 {
        let mut hash = (word.len() as u64).wrapping_mul(self.length);
        for part in word.chunks(PART_BYTES) {
            let of_part = self.part(part);
            hash = (hash.wrapping_add(of_part)).wrapping_mul(self.between).rotate_left(29);
        }
        mixed(hash)
    }

    fn part(&self, part: &[u8]) -> u64 {
        let mut sum = 0_u64;
        let mut keys = self.pairs.iter();
        let mut add = |bytes: [u8; 8]| {
            if let Some([first, second]) = keys.next() {
                let number = u64::from_le_bytes(bytes);
                let low = u64::from((number as u32).wrapping_add(*first));
                let high = u64::from(((number >> 32) as u32).wrapping_add(*second));
                sum = sum.wrapping_add(low * high);
            }
        };
        let mut rest = part;
        while let Some((bytes, behind)) = rest.split_first_chunk() {
            add(*bytes);
            rest = behind;
        }
        if !rest.is_empty() {
            let mut last = [0; 8];
            last.iter_mut().zip(rest).for_each(|(to, from)| *to = *from);
            add(last);
        }
        sum
    }
}

/// Each bit of a number in about half of the bits of another.
fn mixed(number: u64) -> u64 {
    let mut mixed = number;
    mixed = (mixed ^ mixed >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ mixed >> 31
}

/// Numbers by the hash of what they stand for, which lies elsewhere: a number and one at the place
/// that a hash gives, or at the next that is free, with a byte of the hash, without which
/// everything that is passed by would be looked up. 0 is free.
#[derive(Default)]
pub struct Slots {
    slots: Vec<[u8; 5]>,
    taken: usize,
}

/// A slot that is free for what was looked for.
pub struct Free {
    slot: usize,
    mark: u8,
}

impl Slots {
    /// How many are taken.
    pub fn taken(&self) -> usize {
        self.taken
    }

    /// How many slots there have to be for so many more; `None` where there are enough. Three of
    /// four are taken at most, so that one that is free is always near.
    pub fn wanted_for(&self, more: usize) -> Option<usize> {
        let wanted = (self.taken + more) / 3 * 4 + 4;
        // Many small lists may come one after the other.
        (wanted > self.slots.len()).then(|| wanted.max(self.slots.len() / 2 * 3).max(64))
    }

    /// So many slots, all of them free.
    pub fn free_all(&mut self, slots: usize) {
        // First gone, then there again: it may be long.
        *self = Self::default();
        self.slots.resize(slots, [0; 5]);
    }

    /// The number of what has this hash and `is_it`, or the slot that is free for it.
    ///
    /// # Errors
    /// That slot.
    pub fn find(&self, hash: u64, is_it: impl Fn(u32) -> bool) -> Result<u32, Free> {
        let (mut slot, mark) = (self.first(hash), hash as u8);
        while let Some([number @ .., its_mark]) = self.slots.get(slot) {
            let Some(number) = u32::from_le_bytes(*number).checked_sub(1) else { break };
            if *its_mark == mark && is_it(number) {
                return Ok(number);
            }
            slot = if slot + 1 < self.slots.len() { slot + 1 } else { 0 };
        }
        Err(Free { slot, mark })
    }

    /// Takes a slot for a number.
    pub fn take(&mut self, free: Free, number: u32) {
        if let Some([slot @ .., mark]) = self.slots.get_mut(free.slot) {
            (*slot, *mark) = ((number + 1).to_le_bytes(), free.mark);
            self.taken += 1;
        }
    }

    /// Brings the slots near in which these hashes are looked for first, all at a time: one after
    /// the other each would be waited for.
    pub fn near(&self, hashes: impl Iterator<Item = u64>) {
        let slots = hashes.filter_map(|hash| self.slots.get(self.first(hash)));
        std::hint::black_box(slots.fold(0_u8, |all, [first, ..]| all ^ first));
    }

    /// The upper half of a hash as a part of 2³², which may be of any number of slots.
    fn first(&self, hash: u64) -> usize {
        (((hash >> 32) * self.slots.len() as u64) >> 32) as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Words that are alike: numbered, long, of zeros, with one bit that differs.
    fn words() -> Vec<Vec<u8>> {
        let numbered = (0..20_000).map(|number| format!("E{number}").into_bytes());
        let zeros = (0..300).map(|length| vec![0; length]);
        let bits = (0..300 * 8).map(|bit| {
            let mut word = vec![b'a'; 300];
            word[bit / 8] ^= 1 << (bit % 8);
            word
        });
        numbered.chain(zeros).chain(bits).collect()
    }

    #[test]
    fn words_that_are_alike_have_hashes_that_are_not() {
        let keys = Keys::of(7);
        let words = words();
        let all: HashSet<u64> = words.iter().map(|word| keys.hash(word)).collect();
        assert_eq!(all.len(), words.len());
        // Both halves are used: one says where a word is looked for, the other marks it.
        for shift in [0, 56] {
            let mut counts = [0_usize; 256];
            words.iter().for_each(|word| counts[(keys.hash(word) >> shift & 0xff) as usize] += 1);
            let mean = words.len() / counts.len();
            assert!(counts.iter().all(|count| (mean / 2..mean * 2).contains(count)), "{counts:?}");
        }
    }

    #[test]
    fn a_map_with_the_key_tells_words_and_lists_of_them_apart() {
        let hash = |of: &[&str]| Keyed.hash_one(of);
        assert_eq!(hash(&["a", "b"]), hash(&["a", "b"]));
        let lists: [&[&str]; 5] = [&[], &[""], &["ab"], &["a", "b"], &["b", "a"]];
        let all: KeyedSet<u64> = lists.iter().map(|list| hash(list)).collect();
        assert_eq!(all.len(), lists.len());
        let map: KeyedMap<String, usize> = (0..5_000).map(|it| (format!("E{it}"), it)).collect();
        assert!((0..5_000).all(|it| map.get(&format!("E{it}")) == Some(&it)));
    }

    #[test]
    fn which_words_share_the_place_of_another_depends_on_the_key() {
        let place = |seed, word: &Vec<u8>| Keys::of(seed).hash(word) >> 54;
        let words: Vec<Vec<u8>> = (0..20_000_u32).map(|it| it.to_be_bytes().to_vec()).collect();
        let with_one: Vec<&Vec<u8>> =
            words.iter().filter(|word| place(1, word) == place(1, &words[0])).collect();
        assert!(with_one.len() > 8);
        let places: HashSet<u64> = with_one.iter().map(|word| place(2, word)).collect();
        assert!(places.len() * 2 > with_one.len(), "{} of {}", places.len(), with_one.len());
    }
}
