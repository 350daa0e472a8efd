//! Ids that several files give to different rows: two lists that both number from one.

use super::{Column, EventTable};
use crate::open::sheet::SheetRow;
use dateline_core::hash::{KeyedMap, hash_of};

/// What a row is known by beside its id.
const KNOWN_BY: [Column; 4] = [Column::Date, Column::Title, Column::Lat, Column::Lon];

/// Gives rows whose id is a number the number of their file too, where an earlier file has
/// that number for something else. What is the same in both files stays twice, and is told as
/// such; so is an id that a known kind of table has given, which is one event everywhere.
pub(crate) fn number_apart(tables: &mut [EventTable]) {
    if tables.iter().filter(|table| !table.has_known_ids).count() < 2 {
        return;
    }
    let mut earlier: KeyedMap<u64, u64> = KeyedMap::default();
    for (place, table) in tables.iter_mut().enumerate().filter(|(_, table)| !table.has_known_ids) {
        let mut own = Vec::new();
        for (at, row) in table.rows.iter().enumerate() {
            let id = row.whole_cell(Column::Id as usize);
            let Some(number) = number(id) else { continue };
            let sense = sense(&row);
            match earlier.get(&number) {
                Some(other) if *other != sense => {
                    table.apart.insert(at, format!("{}-{id}", place + 1));
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

fn sense(row: &SheetRow<'_>) -> u64 {
    let mut known_by = Vec::new();
    for column in KNOWN_BY {
        known_by.extend_from_slice(row.whole_cell(column as usize).as_bytes());
        // No text has this byte.
        known_by.push(0xff);
    }
    hash_of(&known_by)
}
