//! Which functions come later, and where in the table the parts find each other.

use std::collections::{BTreeMap, BTreeSet};

use super::anatomy::Anatomy;
use super::parts::LATE_PARTS;
use super::{Result, unfit};

/// Shorter functions stay where they are: two that look the same have become one long before
/// this, under the name of either.
const SHORTEST_BYTES: usize = 64;
/// The same for what was made elsewhere for a closure of a late module: there are more that
/// look the same.
const SHORTEST_MADE_BYTES: usize = 128;

/// How a program is taken apart. Functions are counted as in the whole program.
#[derive(Debug)]
pub struct Plan {
    /// The functions of each late part, ascending; as in [`LATE_PARTS`].
    pub late: Vec<Vec<u32>>,
    /// The late functions that the first part calls by name, ascending.
    pub ways_in: Vec<u32>,
    /// The functions of the first part that get a place in the table for a late one, in
    /// the order of their places from the old end of the table on.
    pub lent: Vec<u32>,
    /// Where in the table each function stands that the other part calls.
    pub slot_of: BTreeMap<u32, u32>,
    /// How many places the table has now.
    pub table_len: u64,
    /// The globals that the late part needs.
    pub globals: Vec<u32>,
}

impl Plan {
    /// A plan for the program; `None` if nothing in it is late.
    ///
    /// # Errors
    /// When it has no table of functions.
    pub fn of(anatomy: &Anatomy) -> Result<Option<Self>> {
        let late = late_functions(anatomy);
        if late.is_empty() {
            return Ok(None);
        }
        let (_, table) = anatomy.table.ok_or_else(|| unfit("no table of functions"))?;
        let called_by = |wanted: &dyn Fn(Option<usize>, Option<usize>) -> bool| -> BTreeSet<u32> {
            let uses = (0..).zip(&anatomy.uses);
            let part_of = |function: &u32| late.get(function).copied();
            uses.flat_map(|(caller, uses)| uses.calls.iter().map(move |called| (caller, called)))
                .filter(|(caller, called)| wanted(part_of(caller), part_of(called)))
                .map(|(_, called)| *called)
                .collect()
        };
        let (mut slot_of, mut table_len) = (anatomy.slot_of.clone(), table.initial);
        let mut with_new_slots = |functions: &BTreeSet<u32>| -> Vec<u32> {
            let new = functions.iter().copied().filter(|one| !slot_of.contains_key(one));
            let new: Vec<u32> = new.collect();
            for function in &new {
                slot_of.insert(*function, table_len as u32);
                table_len += 1;
            }
            new
        };
        let lent = with_new_slots(&called_by(&|by, of| by.is_some() && of.is_none()));
        let ways_in = called_by(&|by, of| by.is_none() && of.is_some());
        with_new_slots(&ways_in);
        with_new_slots(&called_by(&|by, of| by.is_some() && of.is_some() && by != of));
        let globals: BTreeSet<u32> = (0..)
            .zip(&anatomy.uses)
            .filter(|(function, _)| late.contains_key(function))
            .flat_map(|(_, uses)| uses.globals.iter().copied())
            .collect();
        Ok(Some(Self {
            late: by_part(&late),
            ways_in: ways_in.into_iter().collect(),
            lent,
            slot_of,
            table_len,
            globals: globals.into_iter().collect(),
        }))
    }

    /// Whether a function is late.
    pub fn is_late(&self, function: u32) -> bool {
        (0..self.late.len()).any(|part| self.place_in(part, function).is_some())
    }

    /// The place of a function in a late part, if it is in that one.
    pub fn place_in(&self, part: usize, function: u32) -> Option<u32> {
        let functions = self.late.get(part)?;
        functions.binary_search(&function).ok().map(|place| place as u32)
    }
}

fn by_part(late: &BTreeMap<u32, usize>) -> Vec<Vec<u32>> {
    let parts = 0..LATE_PARTS.len();
    let of_part = |part| late.iter().filter(move |(_, one)| **one == part).map(|(one, _)| *one);
    parts.map(|part| of_part(part).collect()).collect()
}

/// The functions that late modules have written down, and those that nobody else calls, each
/// with the number of its part.
fn late_functions(anatomy: &Anatomy) -> BTreeMap<u32, usize> {
    let bytes_of =
        |function: &u32| anatomy.uses.get(*function as usize).map_or(0, |uses| uses.bytes);
    let named_part = |function: &u32| {
        let name = without_hashes(anatomy.names.get(function)?);
        let (part, shortest) = match (part_by_name(&name), part_made_for(&name)) {
            (Some(part), _) => (part, SHORTEST_BYTES),
            (None, Some(part)) => (part, SHORTEST_MADE_BYTES),
            (None, None) => return None,
        };
        (bytes_of(function) >= shortest).then_some(part)
    };
    let is_movable = |function: &u32| {
        let uses = anatomy.uses.get(*function as usize);
        *function >= anatomy.imported
            && !anatomy.pinned.contains(function)
            && uses.is_some_and(|uses| !uses.is_bound)
    };
    let movable = (0..anatomy.len()).filter(is_movable);
    let named = movable.filter_map(|function| Some((function, named_part(&function)?)));
    let mut late: BTreeMap<u32, usize> = named.collect();
    let mut callers: BTreeMap<u32, BTreeSet<u32>> = BTreeMap::new();
    for (caller, uses) in (0..).zip(&anatomy.uses) {
        for called in uses.calls.iter().filter(|called| **called != caller) {
            callers.entry(*called).or_default().insert(caller);
        }
    }
    // Nobody can point at what has no slot.
    let is_root = |function: &u32| !is_movable(function) || anatomy.slot_of.contains_key(function);
    let early = (0..anatomy.len()).filter(|one| is_root(one) && !late.contains_key(one));
    let early = reached(early.collect(), &late, anatomy);
    callers.retain(|called, _| !early.contains(called) && !late.contains_key(called));
    // What several parts call is in the one that is there before the others; that may change
    // for what has been given to one of them already, and then never back.
    loop {
        let before = late.clone();
        for (called, callers) in &callers {
            let parts = callers.iter().filter_map(|caller| late.get(caller).copied());
            let parts: BTreeSet<usize> = parts.collect();
            if let Some(first) = parts.first() {
                late.insert(*called, if parts.len() == 1 { *first } else { 0 });
            }
        }
        if late == before {
            return late;
        }
    }
}

/// What these functions call, and what that calls, and so on, but for what is late: also what
/// calls itself by way of others is reached by nobody if only late functions call it.
fn reached(from: Vec<u32>, late: &BTreeMap<u32, usize>, anatomy: &Anatomy) -> BTreeSet<u32> {
    let (mut reached, mut left) = (BTreeSet::new(), from);
    while let Some(function) = left.pop() {
        if reached.insert(function) {
            let calls = anatomy.uses.get(function as usize).into_iter().flat_map(|it| &it.calls);
            left.extend(calls.filter(|called| !late.contains_key(called)));
        }
    }
    reached
}

/// A name of Rust, as the demangler writes it, without the digests of crates.
fn without_hashes(name: &str) -> String {
    let mut plain = String::with_capacity(name.len());
    let mut is_in_hash = false;
    for letter in name.chars() {
        match letter {
            '[' => is_in_hash = true,
            ']' => is_in_hash = false,
            letter if !is_in_hash => plain.push(letter),
            _ => {}
        }
    }
    plain
}

/// The part of an item with such a name, if it is in a late module: a function or closure
/// there, what its types do, or the shim of a closure.
fn part_by_name(plain: &str) -> Option<usize> {
    let plain = plain.trim_start_matches('<');
    part_where(|module| plain.starts_with(module))
}

/// The part of what the compiler made elsewhere for a closure of a late module, which nobody
/// but late code ever has. What drops one may do for others too.
fn part_made_for(plain: &str) -> Option<usize> {
    if plain.contains("drop_in_place") {
        return None;
    }
    part_where(|module| {
        plain.match_indices(module).any(|(start, _)| {
            let path = plain.get(start..).unwrap_or_default();
            let path = path.split([',', '>', ' ']).next().unwrap_or_default();
            path.contains("{closure#")
        })
    })
}

fn part_where(is_one: impl Fn(&str) -> bool) -> Option<usize> {
    LATE_PARTS.iter().position(|part| part.modules.iter().any(|module| is_one(module)))
}

#[cfg(test)]
mod tests {
    use super::super::anatomy::{Anatomy, Uses};
    use super::{late_functions, part_by_name, part_made_for, without_hashes};

    /// A program of functions that call these, of which the first is exported and the second is
    /// of a late module.
    fn calling<const N: usize>(calls: [&[u32]; N]) -> Anatomy {
        let uses = calls.map(|calls| Uses {
            calls: calls.iter().copied().collect(),
            bytes: 100,
            ..Uses::default()
        });
        let names = [(1, "dateline[d7]::panel::about::shares".to_owned())];
        Anatomy {
            type_of: vec![0; N],
            uses: uses.into(),
            pinned: [0].into(),
            names: names.into(),
            ..Anatomy::default()
        }
    }

    #[test]
    fn what_calls_itself_by_way_of_others_is_late_where_only_late_code_calls_it() {
        let late = |calls| late_functions(&calling(calls)).into_keys().collect::<Vec<u32>>();
        assert_eq!(late([&[1], &[2], &[3], &[2, 4], &[]]), [1, 2, 3, 4]);
        assert_eq!(late([&[1, 3], &[2], &[3], &[2, 4], &[]]), [1]);
        assert_eq!(late([&[1, 4], &[2], &[3], &[2, 4], &[]]), [1, 2, 3]);
    }

    fn is_late(name: &str) -> bool {
        part_by_name(&without_hashes(name)) == Some(0)
    }

    #[test]
    fn what_a_late_module_wrote_is_late_and_what_was_made_for_it_elsewhere_is_not() {
        assert!(is_late("dateline[d71dc539d25b70a3]::panel::about::shares::{closure#1}"));
        assert!(is_late(
            "<dateline[d71d]::panel::area_card::now::{closure#1} as core[c5]::ops::function::FnOnce<()>>::call_once::{shim:vtable#0}"
        ));
        assert!(!is_late(
            "core[c5]::ptr::drop_in_place::<dateline[d7]::panel::about::shares::{closure#0}>"
        ));
        assert!(!is_late("dateline[d7]::panel::view::tabs"));
    }

    #[test]
    fn what_was_made_for_a_late_closure_is_told_from_what_was_made_for_a_late_type() {
        let is_made = |name: &str| part_made_for(&without_hashes(name)) == Some(0);
        assert!(is_made(
            "<dateline[d7]::dom::element::El>::on_click::<dateline[d7]::panel::about::shares::{closure#1}>::{closure#0}"
        ));
        assert!(!is_made(
            "<reactive_graph[5e]::signal::rw::RwSignal<dateline[d7]::timeline::layers::Open>>::get"
        ));
        assert!(!is_made(
            "<alloc[a1]::vec::Vec<dateline[d7]::timeline::layers::Open>>::map::<dateline[d7]::panel::view::tabs::{closure#0}>"
        ));
        assert!(!is_made(
            "core[c5]::ptr::drop_in_place::<dateline[d7]::panel::about::shares::{closure#0}>"
        ));
    }
}
