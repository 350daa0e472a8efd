//! What happened.

use super::reader::Reader;
use super::{Counts, taken};
use crate::model::{
    ActorIndex, AreaIndex, Casualties, CategoryIndex, Count, Event, Events, GeoPrecision,
    Verification,
};
use crate::pack::PackFault;

/// Whether the event has a position.
const HAS_POSITION: u32 = 32;
/// What the flags are below: three bits for the precision of the place, one for each of
/// graphic, withdrawn and whether it has a position.
const FLAGS: usize = 1 << 6;
/// No event has fewer bytes: it has one in each column but that of positions.
pub(super) const LEAST_BYTES: usize = 18;

/// Reads the next `count` events: all columns of some stand before those of the next.
pub(super) fn read_some(
    reader: &mut Reader<'_>,
    count: usize,
    counts: Counts,
    events: &mut Events,
) {
    let rows = rows(reader, count, counts);
    if !events.extend_sorted(rows) {
        reader.cursor.fail(PackFault::Order);
    }
}

fn rows(reader: &mut Reader<'_>, count: usize, counts: Counts) -> Vec<Event> {
    let mut dates = reader.dates(count);
    let mut categories = reader.indices(count, counts.categories);
    let mut verifications = reader.indices(count, Verification::ALL.len());
    let flags = reader.indices(count, FLAGS);
    let placed = flags.iter().filter(|flags| **flags & HAS_POSITION != 0).count();
    let mut positions = reader.positions(placed).into_iter();
    let mut rows = reader.steps(count);
    let mut areas = reader.index_lists(count, counts.areas);
    let mut actors = reader.index_lists(count, counts.actors);
    let mut casualties = casualties(reader, count);
    let mut sources = reader.source_lists(count);
    let mut ids = reader.strings(count);
    let mut titles = reader.texts(count);
    let mut places = reader.texts(count);
    let mut chapters = reader.strings(count);
    let mut events = Vec::with_capacity(flags.len());
    for (place, flags) in flags.into_iter().enumerate() {
        let precision = reader.cursor.checked(flags & 7, GeoPrecision::ALL.len());
        let precision = GeoPrecision::ALL.get(precision as usize).copied();
        let verification = Verification::ALL.get(taken(&mut verifications, place) as usize);
        let actors = taken(&mut actors, place);
        events.push(Event {
            id: taken(&mut ids, place),
            title: taken(&mut titles, place),
            when: taken(&mut dates, place),
            areas: taken(&mut areas, place).into_iter().map(AreaIndex).collect(),
            place: taken(&mut places, place),
            position: if flags & HAS_POSITION != 0 { positions.next() } else { None },
            geo_precision: precision.unwrap_or(GeoPrecision::Unknown),
            category: CategoryIndex(taken(&mut categories, place) as u8),
            actors: actors.into_iter().map(|number| ActorIndex(number as u16)).collect(),
            casualties: taken(&mut casualties, place),
            verification: verification.copied().unwrap_or(Verification::Unknown),
            graphic: flags >> 3 & 1 == 1,
            sources: taken(&mut sources, place),
            chapter: taken(&mut chapters, place),
            withdrawn: flags >> 4 & 1 == 1,
            row: taken(&mut rows, place),
        });
    }
    events
}

/// Six columns: lowest, best and highest number of killed, then of injured.
fn casualties(reader: &mut Reader<'_>, count: usize) -> Vec<Casualties> {
    let mut all = vec![Casualties::default(); reader.cursor.room_for(count)];
    for column in 0..6 {
        let mut numbers = reader.optional_numbers(count);
        for (place, row) in all.iter_mut().enumerate() {
            let Count { low, best, high } =
                if column < 3 { &mut row.killed } else { &mut row.injured };
            let figure = match column % 3 {
                0 => low,
                1 => best,
                _ => high,
            };
            *figure = taken(&mut numbers, place);
        }
    }
    all
}
