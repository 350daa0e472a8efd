//! Names of columns → where they stand, found with one comparison in a table of a million rows
//! that is asked for sixty of them in every row.

/// Names are spread over so many lists.
const LISTS: usize = 64;

/// Where each column stands.
pub(crate) struct Placed(Vec<Vec<(String, usize)>>);

impl Placed {
    /// The names with their places.
    pub(crate) fn of<'n>(names: impl IntoIterator<Item = (&'n String, &'n usize)>) -> Self {
        let mut lists = vec![Vec::new(); LISTS];
        for (name, place) in names {
            if let Some(list) = lists.get_mut(list_of(name)) {
                list.push((name.clone(), *place));
            }
        }
        Self(lists)
    }

    /// Where a column stands.
    pub(crate) fn get(&self, name: &str) -> Option<usize> {
        let list = self.0.get(list_of(name))?;
        list.iter().find(|(it, _)| it == name).map(|(_, place)| *place)
    }
}

/// The list of a name: by its length, its first and its last letter, which tell the columns of
/// the story format apart.
fn list_of(name: &str) -> usize {
    let [first, last] = [name.bytes().next(), name.bytes().last()];
    let letter = |it: Option<u8>| usize::from(it.unwrap_or(0));
    (name.len() * 7 + letter(first) * 3 + letter(last)) % LISTS
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    proptest! {
        #[test]
        fn columns_stand_where_a_map_says(
            names: BTreeMap<String, usize>,
            others: Vec<String>,
        ) {
            let placed = Placed::of(&names);
            for name in names.keys().chain(&others) {
                prop_assert_eq!(placed.get(name), names.get(name).copied());
            }
        }
    }
}
