//! Events and their details, wherever they are kept, as many at a time as stand together in a
//! pack.

use crate::model::{Event, EventDetails, WholeStory};
use crate::pack::{ROWS_PER_BLOCK, Shelf};

/// The rows of a story, in order.
#[derive(Clone, Copy)]
pub(super) enum Rows<'s> {
    /// As values. There may be more of the ones than of the others, which a pack is refused for.
    Whole(&'s [Event], &'s [EventDetails]),
    /// Folded, and sorted.
    Folded(&'s Shelf),
}

impl<'s> Rows<'s> {
    /// Those of a story.
    pub fn of(whole: &'s WholeStory) -> Self {
        Self::Whole(whole.story.events.rows(), &whole.details.events)
    }

    /// How many events there are.
    pub fn events_len(self) -> usize {
        match self {
            Self::Whole(events, _) => events.len(),
            Self::Folded(shelf) => shelf.len(),
        }
    }

    /// Of how many events there are details.
    pub fn details_len(self) -> usize {
        match self {
            Self::Whole(_, details) => details.len(),
            Self::Folded(shelf) => shelf.len(),
        }
    }

    /// Takes the events in blocks.
    pub fn each_block(self, take: &mut dyn FnMut(&[Event])) {
        match self {
            Self::Whole(events, _) => events.chunks(ROWS_PER_BLOCK).for_each(take),
            Self::Folded(shelf) => each_block_of(shelf, Event::nothing, Shelf::event_into, take),
        }
    }

    /// Takes the details of the events in blocks.
    pub fn each_block_of_details(self, take: &mut dyn FnMut(&[EventDetails])) {
        match self {
            Self::Whole(_, details) => details.chunks(ROWS_PER_BLOCK).for_each(take),
            Self::Folded(shelf) => {
                each_block_of(shelf, EventDetails::default, Shelf::details_into, take);
            }
        }
    }
}

/// How many blocks share their room.
const BLOCKS_IN_ONE_ROOM: usize = 4;

fn each_block_of<T>(
    shelf: &Shelf,
    nothing: fn() -> T,
    unfold: fn(&Shelf, usize, &mut T) -> bool,
    take: &mut dyn FnMut(&[T]),
) {
    // One block is room for the next, though not for all: each of its rows keeps room for the
    // longest text that it ever had.
    let mut block: Vec<T> = Vec::new();
    for start in (0..shelf.len()).step_by(ROWS_PER_BLOCK) {
        let end = shelf.len().min(start + ROWS_PER_BLOCK);
        block.truncate(end - start);
        block.resize_with(end - start, nothing);
        for (place, row) in (start..end).zip(&mut block) {
            // There is a row at every place.
            unfold(shelf, place, row);
        }
        take(&block);
        if (start / ROWS_PER_BLOCK).is_multiple_of(BLOCKS_IN_ONE_ROOM) {
            block = Vec::new();
        }
    }
}
