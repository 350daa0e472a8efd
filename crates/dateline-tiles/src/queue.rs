//! What is kept of the tiles, and which are asked for next.
//!
//! At most so many are on their way at once, what nobody wants any more is called back, and
//! the least used go first where there is no room. After a failure nothing is asked for a
//! while that grows with each (M14). Has no opinion on clocks: whoever fetches waits.

use crate::tile::Tile;

/// Tiles on their way at once.
const AT_ONCE: usize = 6;
/// The most tiles that are known of, those that do not exist among them.
const MAX_KNOWN: usize = 512;
/// The most bytes of tiles that are kept.
const MAX_BYTES: usize = 96 << 20;
/// The first pause after a failure, milliseconds; doubled with each that follows.
const FIRST_PAUSE_MS: u32 = 1_000;
/// The longest pause.
const LONGEST_PAUSE_MS: u32 = 60_000;

/// What is known of a tile.
#[derive(Debug)]
enum State<T> {
    /// It was asked for.
    Coming,
    /// It is there, with its size in bytes.
    Here(T, usize),
    /// There is none.
    Absent,
    /// It did not come, and is asked for again after those that nobody has asked for.
    Failed,
}

#[derive(Debug)]
struct Known<T> {
    tile: Tile,
    state: State<T>,
    /// Whether it did not come before.
    has_failed: bool,
    /// The picture in which it was last of use.
    used: u32,
}

/// What is to be done now.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Work {
    /// To be asked for.
    pub start: Vec<Tile>,
    /// To be called back.
    pub stop: Vec<Tile>,
}

/// The tiles of one source.
#[derive(Debug)]
pub struct Queue<T> {
    known: Vec<Known<T>>,
    picture: u32,
    failures: u32,
    is_paused: bool,
}

impl<T> Default for Queue<T> {
    fn default() -> Self {
        Self { known: Vec::new(), picture: 0, failures: 0, is_paused: false }
    }
}

impl<T> Queue<T> {
    /// What is to be done for a picture that wants those tiles, the first first. What is told
    /// to be started counts as on its way, and what is told to be stopped as never asked for.
    pub fn work(&mut self, wanted: &[Tile]) -> Work {
        self.picture = self.picture.wrapping_add(1);
        let mut work = Work::default();
        self.known.retain(|known| {
            let is_stale = matches!(known.state, State::Coming) && !wanted.contains(&known.tile);
            if is_stale {
                work.stop.push(known.tile);
            }
            !is_stale
        });
        let coming = self.known.iter().filter(|known| matches!(known.state, State::Coming));
        let mut room = AT_ONCE.saturating_sub(coming.count());
        for tile in wanted {
            if !self.touch(*tile) && room > 0 && !self.is_paused {
                let used = self.picture;
                let state = State::Coming;
                self.known.push(Known { tile: *tile, state, has_failed: false, used });
                work.start.push(*tile);
                room -= 1;
            }
        }
        // Some never come, and are not to keep the others from it.
        for tile in wanted {
            let failed = self
                .known
                .iter_mut()
                .find(|known| known.tile == *tile && matches!(known.state, State::Failed));
            if let Some(failed) = failed.filter(|_| room > 0 && !self.is_paused) {
                failed.state = State::Coming;
                work.start.push(*tile);
                room -= 1;
            }
        }
        self.make_room();
        work
    }

    /// Marks a tile as of use in this picture; whether anything is known of it.
    pub fn touch(&mut self, tile: Tile) -> bool {
        let picture = self.picture;
        let known = self.known.iter_mut().find(|known| known.tile == tile);
        known.is_some_and(|known| {
            known.used = picture;
            true
        })
    }

    /// Keeps what has arrived, if it is still wanted.
    pub fn arrived(&mut self, tile: Tile, content: T, bytes: usize) {
        self.failures = 0;
        self.settle(tile, State::Here(content, bytes));
    }

    /// There is no such tile, or none that can be read.
    pub fn absent(&mut self, tile: Tile) {
        self.settle(tile, State::Absent);
    }

    /// A tile did not come. Nothing is started until [`Queue::resume`], which is to be called
    /// after that many milliseconds; `None` where a pause has begun already.
    pub fn failed(&mut self, tile: Tile) -> Option<u32> {
        self.settle(tile, State::Failed);
        if self.is_paused {
            return None;
        }
        self.is_paused = true;
        let pause_ms = FIRST_PAUSE_MS.saturating_mul(1 << self.failures.min(16));
        self.failures += 1;
        Some(pause_ms.min(LONGEST_PAUSE_MS))
    }

    /// The pause is over.
    pub fn resume(&mut self) {
        self.is_paused = false;
    }

    /// Whether tiles have failed since the last that came.
    pub fn is_failing(&self) -> bool {
        self.failures > 0
    }

    /// Whether a tile did not come before.
    pub fn has_failed(&self, tile: Tile) -> bool {
        self.known.iter().any(|known| known.tile == tile && known.has_failed)
    }

    /// Whether any tile is there.
    pub fn has_any(&self) -> bool {
        self.known.iter().any(|known| matches!(known.state, State::Here(..)))
    }

    /// What is there of a tile.
    pub fn get(&self, tile: Tile) -> Option<&T> {
        let known = self.known.iter().find(|known| known.tile == tile)?;
        match &known.state {
            State::Here(content, _) => Some(content),
            _ => None,
        }
    }

    fn settle(&mut self, tile: Tile, state: State<T>) {
        // What was called back may arrive all the same.
        if let Some(known) = self.known.iter_mut().find(|known| known.tile == tile) {
            known.has_failed |= matches!(state, State::Failed);
            known.state = state;
        }
    }

    /// Forgets what was of use longest ago, but nothing of this picture.
    fn make_room(&mut self) {
        loop {
            let size = |known: &Known<T>| match known.state {
                State::Here(_, bytes) => bytes,
                _ => 0,
            };
            let bytes: usize = self.known.iter().map(size).sum();
            if self.known.len() <= MAX_KNOWN && bytes <= MAX_BYTES {
                return;
            }
            let age = |known: &Known<T>| self.picture.wrapping_sub(known.used);
            let may_go =
                |known: &&Known<T>| age(known) > 0 && !matches!(known.state, State::Coming);
            let oldest = self.known.iter().filter(may_go).map(age).max();
            let Some(oldest) = oldest else { return };
            let place = self
                .known
                .iter()
                .position(|known| age(known) == oldest && !matches!(known.state, State::Coming));
            let Some(place) = place else { return };
            self.known.swap_remove(place);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn tiles(range: std::ops::Range<u32>) -> Vec<Tile> {
        range.map(|x| Tile { zoom: 20, x, y: 0 }).collect()
    }

    #[test]
    fn six_are_on_their_way_at_once_and_what_is_not_wanted_is_called_back() {
        let mut queue = Queue::default();
        let first = queue.work(&tiles(0..10));
        assert_eq!(first.start, tiles(0..6));
        assert_eq!(queue.work(&tiles(0..10)), Work::default());
        queue.arrived(tiles(0..1)[0], 'a', 1);
        assert_eq!(queue.work(&tiles(0..10)).start, tiles(6..7));
        let moved = queue.work(&tiles(20..30));
        assert_eq!(moved.stop, tiles(1..7));
        assert_eq!(moved.start, tiles(20..26));
        assert_eq!(queue.get(tiles(0..1)[0]), Some(&'a'));
    }

    #[test]
    fn what_was_called_back_and_comes_all_the_same_is_not_kept() {
        let mut queue = Queue::default();
        queue.work(&tiles(0..1));
        queue.work(&[]);
        queue.arrived(tiles(0..1)[0], 'a', 1);
        assert_eq!(queue.get(tiles(0..1)[0]), None);
    }

    #[test]
    fn a_tile_that_does_not_exist_is_not_asked_for_again() {
        let mut queue = Queue::<()>::default();
        queue.work(&tiles(0..1));
        queue.absent(tiles(0..1)[0]);
        assert_eq!(queue.work(&tiles(0..1)), Work::default());
    }

    #[test]
    fn pauses_grow_with_each_failure_and_begin_anew_after_a_success() {
        let mut queue = Queue::default();
        let mut pauses = Vec::new();
        for _ in 0..8 {
            let work = queue.work(&tiles(0..2));
            assert_eq!(work.start, tiles(0..2));
            pauses.extend(queue.failed(work.start[0]));
            assert_eq!(queue.failed(work.start[1]), None);
            assert_eq!(queue.work(&tiles(0..2)), Work::default(), "it is paused");
            queue.resume();
        }
        assert_eq!(pauses, [1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000]);
        assert!(queue.is_failing());
        queue.work(&tiles(0..1));
        queue.arrived(tiles(0..1)[0], 'a', 1);
        assert!(!queue.is_failing());
        queue.work(&tiles(1..2));
        assert_eq!(queue.failed(tiles(1..2)[0]), Some(1_000));
    }

    #[test]
    fn tiles_that_never_come_keep_no_other_from_coming() {
        let mut queue = Queue::default();
        let wanted = tiles(0..20);
        let mut here = Vec::new();
        for _ in 0..20 {
            for tile in queue.work(&wanted).start {
                if tile.x < 6 {
                    queue.failed(tile);
                } else {
                    queue.arrived(tile, (), 1);
                    here.push(tile);
                }
            }
            queue.resume();
        }
        here.sort_by_key(|tile| tile.x);
        assert_eq!(here, tiles(6..20));
        assert_eq!(queue.work(&wanted).start, tiles(0..6), "they are asked for again");
    }

    #[test]
    fn the_least_used_go_where_there_is_no_room_and_never_what_is_seen() {
        let mut queue = Queue::default();
        for x in 0..40 {
            let one = tiles(x..x + 1);
            queue.work(&one);
            queue.arrived(one[0], x, MAX_BYTES / 10);
        }
        queue.work(&tiles(39..40));
        let kept: Vec<u32> =
            (0..40).filter(|x| queue.get(Tile { zoom: 20, x: *x, y: 0 }).is_some()).collect();
        assert_eq!(kept, (30..40).collect::<Vec<_>>());
    }

    proptest! {
        #[test]
        fn whatever_happens_no_more_than_so_many_are_on_their_way(
            steps in proptest::collection::vec((0..4_u8, 0..30_u32, 1..20_u32), 1..60),
        ) {
            let mut queue = Queue::default();
            let mut coming: Vec<Tile> = Vec::new();
            for (step, from, count) in steps {
                match (step, coming.first().copied()) {
                    (0, Some(tile)) => {
                        queue.arrived(tile, from, 1);
                        coming.retain(|one| *one != tile);
                        prop_assert_eq!(queue.get(tile), Some(&from));
                    }
                    (1, Some(tile)) => {
                        queue.failed(tile);
                        coming.retain(|one| *one != tile);
                    }
                    (2, _) => queue.resume(),
                    _ => {
                        let work = queue.work(&tiles(from..from + count));
                        prop_assert!(work.stop.iter().all(|tile| coming.contains(tile)));
                        coming.retain(|tile| !work.stop.contains(tile));
                        prop_assert!(work.start.iter().all(|tile| !coming.contains(tile)));
                        coming.extend(work.start);
                        prop_assert!(coming.len() <= AT_ONCE);
                    }
                }
            }
        }
    }
}
