//! What the benches share: made-up numbers, the same in every run, and how long to measure.

use std::time::Duration;

use criterion::Criterion;

/// Enough to tell twice as long, over in a minute or two.
pub fn quick() -> Criterion {
    let short = Criterion::default().sample_size(20);
    short.warm_up_time(Duration::from_millis(200)).measurement_time(Duration::from_millis(600))
}

/// The generator of Steele, Lea and Flood, "Fast splittable pseudorandom number generators"
/// (2014), with its increment.
pub struct Dice(u64);

impl Dice {
    /// Numbers that follow from `seed` alone.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A number below `limit`, which is not 0.
    pub fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % limit
    }
}
