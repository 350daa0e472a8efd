//! What cells meant that were read not long before: kinds and sides are few, and stand in a
//! million rows.

/// Cells that are remembered at a time.
const SLOTS: usize = 64;
/// The longest cell that is remembered.
const LONGEST_BYTES: usize = 256;

/// Meanings by the cells that have them. Of two cells with one place the later is remembered.
pub(super) struct Remembered<T>(Vec<Option<(String, T)>>);

impl<T> Default for Remembered<T> {
    fn default() -> Self {
        Self((0..SLOTS).map(|_| None).collect())
    }
}

impl<T: Default> Remembered<T> {
    /// What a cell means, by `of` where that is not remembered; `None` for a cell that is too long
    /// to be.
    pub(super) fn get(&mut self, cell: &str, of: impl FnOnce(&str) -> T) -> Option<&T> {
        if cell.len() > LONGEST_BYTES {
            return None;
        }
        let slot = self.0.get_mut(place(cell))?;
        if slot.as_ref().is_none_or(|(known, _)| known != cell) {
            let (mut known, _) = slot.take().unwrap_or_default();
            cell.clone_into(&mut known);
            *slot = Some((known, of(cell)));
        }
        slot.as_ref().map(|(_, meaning)| meaning)
    }
}

/// By the length and some letters.
fn place(cell: &str) -> usize {
    let bytes = cell.as_bytes();
    let letter = |at: usize| bytes.get(at).copied().map_or(0, usize::from);
    let middle = letter(bytes.len() / 2);
    (bytes.len() + letter(0) * 7 + middle * 3 + letter(bytes.len().saturating_sub(1)) * 5) % SLOTS
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_cell_means_what_it_meant(cells in prop::collection::vec("[abé]{0,4}", 0..300)) {
            let mut remembered = Remembered::default();
            for cell in &cells {
                let meaning = remembered.get(cell, |cell| format!("<{cell}>"));
                prop_assert_eq!(meaning, Some(&format!("<{cell}>")));
            }
        }
    }

    #[test]
    fn a_long_cell_is_not_remembered() {
        let mut remembered = Remembered::<usize>::default();
        assert_eq!(remembered.get(&"a".repeat(LONGEST_BYTES), str::len), Some(&LONGEST_BYTES));
        assert_eq!(remembered.get(&"a".repeat(LONGEST_BYTES + 1), str::len), None);
    }

    #[test]
    fn a_meaning_is_asked_for_once_while_it_is_remembered() {
        let mut remembered = Remembered::default();
        let mut asked = 0;
        for cell in ["Clash", "Talks", "Clash", "Talks"] {
            let _ = remembered.get(cell, |_| asked += 1);
        }
        assert_eq!(asked, 2);
    }
}
