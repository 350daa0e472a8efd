//! Ids that several files give to different rows: two lists that both number from one.

use super::{Column, EventTable};
use crate::open::cells::Cells;
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

/// What a row is known by beside its id.
const KNOWN_BY: [Column; 4] = [Column::Date, Column::Title, Column::Lat, Column::Lon];

/// Gives rows whose id is a number the number of their file too, where an earlier file has
/// that number for something else. What is the same in both files stays twice, and is told as
/// such; so is an id that a known kind of table has given, which is one event everywhere.
pub(crate) fn number_apart(tables: &mut [EventTable]) {
    if tables.iter().filter(|table| !table.has_known_ids).count() < 2 {
        return;
    }
    let mut earlier: HashMap<u64, u64> = HashMap::new();
    for (place, table) in tables.iter_mut().enumerate().filter(|(_, table)| !table.has_known_ids) {
        let mut own = Vec::new();
        for (_, cells) in &mut table.rows {
            let id = cells.get(Column::Id as usize);
            let Some(number) = number(id) else { continue };
            let sense = sense(cells);
            match earlier.get(&number) {
                Some(other) if *other != sense => {
                    let apart = format!("{}-{id}", place + 1);
                    *cells = with_id(cells, &apart);
                }
                Some(_) => {}
                None => own.push((number, sense)),
            }
        }
        earlier.extend(own);
    }
}

fn number(id: &str) -> Option<u64> {
    id.bytes().all(|byte| byte.is_ascii_digit()).then(|| id.parse().ok()).flatten()
}

fn sense(cells: &Cells) -> u64 {
    let mut hasher = DefaultHasher::new();
    KNOWN_BY.map(|column| cells.get(column as usize)).hash(&mut hasher);
    hasher.finish()
}

fn with_id(cells: &Cells, id: &str) -> Cells {
    let cell = |place| if place == Column::Id as usize { id } else { cells.get(place) };
    Cells::of((0..cells.len()).map(cell))
}
