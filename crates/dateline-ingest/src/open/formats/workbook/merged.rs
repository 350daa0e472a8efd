//! Cells of a sheet that are one over several rows: what stands in it is said of each.

use super::set;
use crate::limits::Limits;

/// Bytes that the cells of one sheet are filled with at most: one long cell may be said of a
/// million rows.
const MOST_BYTES: usize = 16 << 20;

/// A cell of one column that reaches over several rows.
#[derive(Clone, Copy, Debug)]
pub(super) struct Merge {
    /// Numbers of its rows.
    pub(super) first: u32,
    pub(super) last: u32,
    /// The place of its column.
    pub(super) column: usize,
}

/// Fills the rows of a sheet one after the other.
pub(super) struct Filling {
    merges: std::iter::Peekable<std::vec::IntoIter<Merge>>,
    /// Of each column what is said in it last, and to which row.
    said: Vec<(u32, String)>,
    filled_bytes: usize,
    /// Cells that were left empty for want of room.
    pub(super) lost: usize,
}

impl Filling {
    pub(super) fn of(mut merges: Vec<Merge>) -> Self {
        // No program has two at one place, and each would take a copy of its text.
        merges.sort_by_key(|merge| (merge.first, merge.column));
        merges.dedup_by_key(|merge| (merge.first, merge.column));
        let merges = merges.into_iter().peekable();
        Self { merges, said: Vec::new(), filled_bytes: 0, lost: 0 }
    }

    /// Fills the cells of a row that belong to a cell above.
    pub(super) fn fill(&mut self, row: u32, cells: &mut Vec<String>, limits: Limits) {
        for (column, (last, text)) in self.said.iter_mut().enumerate() {
            let is_empty = cells.get(column).is_none_or(String::is_empty);
            if row > *last || text.is_empty() || !is_empty {
                continue;
            }
            if self.filled_bytes + text.len() > MOST_BYTES {
                self.lost += 1;
                continue;
            }
            self.filled_bytes += text.len();
            set(cells, column, text, limits);
        }
        // One that begins above all rows that say something belongs to a header, or says nothing.
        while let Some(merge) = self.merges.next_if(|merge| merge.first <= row) {
            let text = cells.get(merge.column).filter(|_| merge.first == row);
            let Some(text) = text.filter(|text| !text.is_empty()) else { continue };
            if self.said.len() <= merge.column {
                self.said.resize(merge.column + 1, (0, String::new()));
            }
            if let Some(said) = self.said.get_mut(merge.column) {
                *said = (merge.last, text.clone());
            }
        }
    }
}
