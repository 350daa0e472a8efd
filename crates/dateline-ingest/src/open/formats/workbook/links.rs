//! Addresses to which cells of a sheet link: behind the text of the cell, or in a column of their
//! own where they would make a name, a date or a figure unreadable.

use super::set;
use crate::limits::Limits;
use crate::open::mapping::{ColumnRole, role_of_name};
use crate::open::sheet::plain;
use std::collections::BTreeMap;

/// What the column is called in which they stand that go behind no text. It is no name of a role,
/// so that they are told below the text.
const COLUMN: &str = "hyperlinks";

/// Bytes that the addresses of one sheet have at most: one long one may be that of many cells.
const MOST_BYTES: usize = 16 << 20;

/// The cells of a sheet that link to addresses.
#[derive(Debug, Default)]
pub(super) struct Links {
    all: Vec<Link>,
    bytes: usize,
    /// Those for which there was no room.
    pub(super) lost: usize,
}

impl Links {
    pub(super) fn push(&mut self, row: u32, column: usize, address: &str) {
        let bytes = self.bytes + size_of::<Link>() + address.len();
        if bytes > MOST_BYTES {
            self.lost += 1;
            return;
        }
        self.bytes = bytes;
        self.all.push(Link { row, column, address: address.to_owned() });
    }
}

/// A cell that links to an address.
#[derive(Debug)]
struct Link {
    /// Number of its row.
    row: u32,
    /// The place of its column.
    column: usize,
    address: String,
}

/// Where an address goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Goal {
    Behind,
    Instead,
    Own,
}

/// Puts the addresses into the rows of a sheet.
pub(super) struct Linking {
    links: BTreeMap<u32, Vec<Link>>,
    goals: Vec<Goal>,
    names: Vec<String>,
    /// Cells that had no room.
    pub(super) lost: usize,
}

impl Linking {
    /// Of the links below a header, whose names get one more if a column of links is needed.
    pub(super) fn of(links: Links, header_row: u32, names: &mut Vec<String>) -> Self {
        let mut by_row: BTreeMap<u32, Vec<Link>> = BTreeMap::new();
        let goals: Vec<Goal> = names.iter().map(|name| goal_of(name)).collect();
        let is_own = |link: &Link| goals.get(link.column) == Some(&Goal::Own);
        let below =
            links.all.into_iter().filter(|it| it.row > header_row && it.column < names.len());
        let mut needs_own = false;
        for link in below {
            needs_own |= is_own(&link);
            by_row.entry(link.row).or_default().push(link);
        }
        let own_names = names.clone();
        if needs_own {
            names.push(COLUMN.to_owned());
        }
        Self { links: by_row, goals, names: own_names, lost: 0 }
    }

    /// Puts the addresses into a row.
    pub(super) fn link(&mut self, row: u32, cells: &mut Vec<String>, limits: Limits) {
        let mut own: Vec<String> = Vec::new();
        for Link { column, address, .. } in self.links.remove(&row).unwrap_or_default() {
            let text = cells.get(column).map_or("", String::as_str);
            if text.contains("://") {
                continue;
            }
            let linked = match self.goals.get(column) {
                Some(Goal::Behind) if !text.is_empty() => format!("{text} {address}"),
                Some(Goal::Behind | Goal::Instead) => address,
                Some(Goal::Own) | None => {
                    let name = self.names.get(column).map_or("", String::as_str);
                    own.push(format!("{name}: {address}"));
                    continue;
                }
            };
            self.lost += usize::from(!set(cells, column, &linked, limits));
        }
        if !own.is_empty() {
            let is_kept = set(cells, self.names.len(), &own.join("; "), limits);
            self.lost += usize::from(!is_kept);
        }
    }
}

fn goal_of(name: &str) -> Goal {
    use ColumnRole as R;
    match role_of_name(&plain(name)) {
        None | Some(R::Source | R::SourceUrl | R::ArchiveUrl | R::Text) => Goal::Behind,
        // Nothing but an address can be shown.
        Some(R::Media) => Goal::Instead,
        Some(_) => Goal::Own,
    }
}
