//! What is kept of the tiles, and which are asked for next.
//!
//! At most so many are on their way at once, what nobody wants any more is called back, and
//! the least used go first where there is no room. After a failure nothing is asked for a
//! while that grows with each (M14). But where others have come, a few that do not hold back
//! only themselves, and are let be in the end. Has no opinion on clocks: whoever fetches waits.

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
/// The same where the server has sent something before.
const LONGEST_PAUSE_LATER_MS: u32 = 16_000;
/// How often a tile is asked for that does not come though others do.
const MOST_FAILURES: u32 = 3;
/// So many tiles that fail after each other are the server's fault, if it has sent something
/// before.
const MANY: usize = 2 * AT_ONCE;

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
    /// It does not come though others do, and is let be as long as it is in the picture.
    GivenUp,
}

#[derive(Debug)]
struct Known<T, F> {
    tile: Tile,
    state: State<T>,
    /// What is told of it.
    fault: Option<F>,
    /// How often it did not come; while nothing came, once at most.
    failures: u32,
    /// Whether that was after the last that came.
    is_last: bool,
    /// The picture in which it was last of use.
    used: u32,
}

impl<T, F> Known<T, F> {
    /// Asks for it once more if it was let be.
    fn let_again(&mut self) {
        if matches!(self.state, State::GivenUp) {
            self.state = State::Failed;
            self.failures = MOST_FAILURES - 1;
        }
    }
}

/// What is to be done now.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Work {
    /// To be asked for.
    pub start: Vec<Tile>,
    /// To be called back.
    pub stop: Vec<Tile>,
}

/// What a pause holds back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Pause {
    /// Everything.
    All,
    /// What has failed.
    Failed,
}

/// The tiles of one source, and what is told of those that are not there.
#[derive(Debug)]
pub struct Queue<T, F> {
    known: Vec<Known<T, F>>,
    picture: u32,
    /// Pauses of everything since the last tile that came.
    failures: u32,
    /// What is told of what nobody has asked for because of them.
    fault: Option<F>,
    pause: Option<Pause>,
}

impl<T, F> Default for Queue<T, F> {
    fn default() -> Self {
        Self { known: Vec::new(), picture: 0, failures: 0, fault: None, pause: None }
    }
}

impl<T, F: Copy> Queue<T, F> {
    /// What is to be done for a picture that wants those tiles, the first first. What is told
    /// to be started counts as on its way, and what is told to be stopped as not asked for.
    pub fn work(&mut self, wanted: &[Tile]) -> Work {
        self.picture = self.picture.wrapping_add(1);
        let mut work = Work::default();
        self.known.retain_mut(|known| {
            if wanted.contains(&known.tile) {
                return true;
            }
            // Who comes back to it has it asked for once more.
            known.let_again();
            let is_stale = matches!(known.state, State::Coming);
            if is_stale {
                work.stop.push(known.tile);
            }
            !is_stale
        });
        let coming = self.known.iter().filter(|known| matches!(known.state, State::Coming));
        let mut room = AT_ONCE.saturating_sub(coming.count());
        for tile in wanted {
            if !self.touch(*tile) && room > 0 && self.pause != Some(Pause::All) {
                self.known.push(Known {
                    tile: *tile,
                    state: State::Coming,
                    fault: None,
                    failures: 0,
                    is_last: false,
                    used: self.picture,
                });
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
            if let Some(failed) = failed.filter(|_| room > 0 && self.pause.is_none()) {
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

    /// Keeps what has arrived, if it is still wanted. A pause holds back only what has failed
    /// from now on, and takes that many milliseconds from now on; `None` where it stays as it is.
    pub fn arrived(&mut self, tile: Tile, content: T, bytes: usize) -> Option<u32> {
        let failed = self.known.iter().filter(|known| known.is_last).count();
        let was_failing = self.failures > 0 || failed >= AT_ONCE;
        self.failures = 0;
        self.fault = None;
        for known in &mut self.known {
            if was_failing {
                known.let_again();
                known.failures = known.failures.min(1);
            }
            known.is_last = false;
        }
        if let Some(known) = self.settle(tile, State::Here(content, bytes)) {
            (known.failures, known.fault) = (0, None);
        }
        let pause = self.pause.as_mut().filter(|pause| **pause == Pause::All)?;
        *pause = Pause::Failed;
        Some(FIRST_PAUSE_MS)
    }

    /// There is no such tile, or none that can be read; what is told of it.
    pub fn absent(&mut self, tile: Tile, fault: Option<F>) {
        if let Some(known) = self.settle(tile, State::Absent) {
            known.fault = fault;
        }
    }

    /// A tile did not come. Where others do, it is asked for again a few times and then let be;
    /// else nothing is started until [`Queue::resume`]. That is to be called after that many
    /// milliseconds, whatever was said of it before; `None` where that stays as it is.
    pub fn failed(&mut self, tile: Tile, fault: F) -> Option<u32> {
        if let Some(known) = self.settle(tile, State::Failed) {
            known.failures = known.failures.saturating_add(1);
            known.fault = Some(fault);
            known.is_last = true;
        }
        let failed = self.known.iter().filter(|known| known.is_last).count();
        if self.failures > 0 || failed >= MANY || !self.has_any() {
            return self.server_failed(fault);
        }
        let known = self.known.iter_mut().find(|known| known.tile == tile);
        if let Some(known) = known.filter(|known| known.failures >= MOST_FAILURES) {
            known.state = State::GivenUp;
            known.fault = None;
            return None;
        }
        if self.pause.is_some() {
            return None;
        }
        self.pause = Some(Pause::Failed);
        Some(FIRST_PAUSE_MS)
    }

    /// The server does not want to be asked now, whichever tile it is about; otherwise as
    /// [`Queue::failed`].
    pub fn put_off(&mut self, tile: Tile, fault: F) -> Option<u32> {
        if let Some(known) = self.settle(tile, State::Failed) {
            known.fault = Some(fault);
        }
        self.server_failed(fault)
    }

    /// The pause is over.
    pub fn resume(&mut self) {
        self.pause = None;
    }

    /// Whether tiles have failed since the last that came, for what may be the server's fault.
    pub fn is_failing(&self) -> bool {
        self.failures > 0
    }

    /// What is told of a picture that wants those tiles, the first first: nothing where each is
    /// there, or known not to be.
    pub fn fault(&self, wanted: impl Iterator<Item = Tile>) -> Option<F> {
        let mut wanted = wanted.map(|tile| self.known.iter().find(|known| known.tile == tile));
        wanted.find_map(|known| match known {
            Some(Known {
                state: State::Here(..) | State::Absent | State::GivenUp, fault, ..
            }) => *fault,
            Some(known) => known.fault.or(self.fault),
            None => self.fault,
        })
    }

    /// Whether a tile did not come before.
    pub fn has_failed(&self, tile: Tile) -> bool {
        self.known.iter().any(|known| known.tile == tile && known.failures > 0)
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

    /// Nothing is started for a while.
    fn server_failed(&mut self, fault: F) -> Option<u32> {
        self.fault = Some(fault);
        if self.pause == Some(Pause::All) {
            return None;
        }
        self.pause = Some(Pause::All);
        let pause_ms = FIRST_PAUSE_MS.saturating_mul(1 << self.failures.min(16));
        self.failures += 1;
        let longest_ms = if self.has_any() { LONGEST_PAUSE_LATER_MS } else { LONGEST_PAUSE_MS };
        Some(pause_ms.min(longest_ms))
    }

    fn settle(&mut self, tile: Tile, state: State<T>) -> Option<&mut Known<T, F>> {
        // What was called back may arrive all the same.
        let known = self.known.iter_mut().find(|known| known.tile == tile)?;
        known.state = state;
        Some(known)
    }

    /// Forgets what was of use longest ago, but nothing of this picture.
    fn make_room(&mut self) {
        loop {
            let size = |known: &Known<T, F>| match known.state {
                State::Here(_, bytes) => bytes,
                _ => 0,
            };
            let bytes: usize = self.known.iter().map(size).sum();
            if self.known.len() <= MAX_KNOWN && bytes <= MAX_BYTES {
                return;
            }
            let age = |known: &Known<T, F>| self.picture.wrapping_sub(known.used);
            let may_go =
                |known: &&Known<T, F>| age(known) > 0 && !matches!(known.state, State::Coming);
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
#[path = "queue_tests.rs"]
mod tests;
