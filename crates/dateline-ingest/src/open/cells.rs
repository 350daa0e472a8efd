//! The cells of one row, in as little memory as they need: there may be a million rows, and
//! most columns of most of them say nothing.

use csv::StringRecord;

/// Cells in the order of their columns; those that are empty take no room.
#[derive(Debug, Default)]
pub(crate) struct Cells {
    /// All cells one after the other.
    text: Box<str>,
    /// The columns that are not empty, and where the text of each ends.
    ends: Box<[(u32, u32)]>,
    count: u32,
}

impl Cells {
    /// Keeps cells.
    pub(crate) fn of<'c>(cells: impl Iterator<Item = &'c str> + Clone) -> Self {
        let said = || cells.clone().filter(|cell| !cell.is_empty());
        let mut text = String::with_capacity(said().map(str::len).sum());
        let mut ends = Vec::with_capacity(said().count());
        let mut count = 0;
        for cell in cells {
            if !cell.is_empty() {
                text.push_str(cell);
                // A row is a part of a file, and no file of 4 GiB is read.
                ends.push((count, u32::try_from(text.len()).unwrap_or(u32::MAX)));
            }
            count += 1;
        }
        Self { text: text.into(), ends: ends.into(), count }
    }

    /// How many there are, empty ones included.
    pub(crate) fn len(&self) -> usize {
        self.count as usize
    }

    /// The cell of a column; empty if there is none.
    pub(crate) fn get(&self, column: usize) -> &str {
        let is_it = |place: &usize| self.ends.get(*place).is_some_and(|it| it.0 as usize == column);
        // In a full row the cells stand where their columns do.
        let at = Some(column).filter(is_it).or_else(|| {
            self.ends.binary_search_by_key(&column, |(column, _)| *column as usize).ok()
        });
        at.map_or("", |at| self.at(at))
    }

    /// Puts them into a record.
    pub(crate) fn fill(&self, record: &mut StringRecord) {
        record.clear();
        let mut at = 0;
        for column in 0..self.count {
            let is_said = self.ends.get(at).is_some_and(|(said, _)| *said == column);
            record.push_field(if is_said { self.at(at) } else { "" });
            at += usize::from(is_said);
        }
    }

    fn at(&self, place: usize) -> &str {
        let end = |place: usize| self.ends.get(place).map(|(_, end)| *end as usize);
        let start = place.checked_sub(1).and_then(end).unwrap_or(0);
        end(place).and_then(|end| self.text.get(start..end)).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn cells_are_those_that_were_kept(cells in prop::collection::vec("[a-zé]{0,3}", 0..12)) {
            let kept = Cells::of(cells.iter().map(String::as_str));
            prop_assert_eq!(kept.len(), cells.len());
            for (column, cell) in cells.iter().enumerate() {
                prop_assert_eq!(kept.get(column), cell);
            }
            prop_assert_eq!(kept.get(cells.len()), "");
            let mut record = StringRecord::from(vec!["before"]);
            kept.fill(&mut record);
            prop_assert_eq!(record, StringRecord::from(cells));
        }
    }
}
