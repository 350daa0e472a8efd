//! Which functions come later, and where in the table the two parts find each other.

use std::collections::{BTreeMap, BTreeSet};

use super::anatomy::Anatomy;
use super::{Result, unfit};

/// The parts of the app that are loaded when they are wanted, as paths of Rust. What they
/// are reached by is `platform::late`.
const LATE_MODULES: [&str; 23] = [
    "dateline::embed::opened::",
    "dateline::map::drawing::",
    "dateline::map::hand::",
    "dateline::map::seam::",
    "dateline::map::tiles::",
    "dateline::panel::about::",
    "dateline::panel::area_card::",
    "dateline::panel::area_strip::",
    "dateline::panel::changes::",
    "dateline::panel::claims::",
    "dateline::panel::control::",
    "dateline::panel::details::",
    "dateline::panel::event_card::",
    "dateline::panel::events::",
    "dateline::panel::open::",
    "dateline::platform::files::",
    "dateline::platform::request::",
    "dateline::state::own::",
    "dateline::timeline::compare::",
    "dateline::timeline::hands::",
    "dateline::timeline::layers::",
    "dateline_gl::ground::",
    "dateline_tiles::",
];
/// Shorter functions stay where they are: two that look the same have become one long before
/// this, under the name of either.
const SHORTEST_BYTES: usize = 64;
/// The same for what was made elsewhere for a closure of a late module: there are more that
/// look the same.
const SHORTEST_MADE_BYTES: usize = 128;

/// How a program is taken apart. Functions are counted as in the whole program.
#[derive(Debug)]
pub struct Plan {
    /// The functions of the late part, ascending.
    pub late: Vec<u32>,
    /// The late functions that the first part calls by name, ascending.
    pub ways_in: Vec<u32>,
    /// The functions of the first part that get a place in the table for the late one, in
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
        let called_from = |from_late: bool| -> BTreeSet<u32> {
            let uses = (0..).zip(&anatomy.uses);
            uses.filter(|(caller, _)| late.contains(caller) == from_late)
                .flat_map(|(_, uses)| uses.calls.iter().copied())
                .filter(|called| late.contains(called) != from_late)
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
        let lent = with_new_slots(&called_from(true));
        let ways_in = called_from(false);
        with_new_slots(&ways_in);
        let globals: BTreeSet<u32> = (0..)
            .zip(&anatomy.uses)
            .filter(|(function, _)| late.contains(function))
            .flat_map(|(_, uses)| uses.globals.iter().copied())
            .collect();
        Ok(Some(Self {
            late: late.into_iter().collect(),
            ways_in: ways_in.into_iter().collect(),
            lent,
            slot_of,
            table_len,
            globals: globals.into_iter().collect(),
        }))
    }

    /// Whether a function is late.
    pub fn is_late(&self, function: u32) -> bool {
        self.place_in_late(function).is_some()
    }

    /// The place of a late function in the late part.
    pub fn place_in_late(&self, function: u32) -> Option<u32> {
        self.late.binary_search(&function).ok().map(|place| place as u32)
    }
}

/// The functions that late modules have written down, and those that nobody else calls.
fn late_functions(anatomy: &Anatomy) -> BTreeSet<u32> {
    let bytes_of =
        |function: &u32| anatomy.uses.get(*function as usize).map_or(0, |uses| uses.bytes);
    let has_late_name = |function: &u32| {
        let name = anatomy.names.get(function).map(|name| without_hashes(name));
        name.is_some_and(|name| {
            let shortest = if is_late_name(&name) {
                SHORTEST_BYTES
            } else if is_made_for_late(&name) {
                SHORTEST_MADE_BYTES
            } else {
                return false;
            };
            bytes_of(function) >= shortest
        })
    };
    let is_movable = |function: &u32| {
        let uses = anatomy.uses.get(*function as usize);
        *function >= anatomy.imported
            && !anatomy.pinned.contains(function)
            && uses.is_some_and(|uses| !uses.is_bound)
    };
    let named = (0..anatomy.len()).filter(has_late_name);
    let mut late: BTreeSet<u32> = named.filter(is_movable).collect();
    let mut callers: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for (caller, uses) in (0..).zip(&anatomy.uses) {
        for called in &uses.calls {
            callers.entry(*called).or_default().push(caller);
        }
    }
    // Nobody can point at what has no slot.
    callers.retain(|called, _| is_movable(called) && !anatomy.slot_of.contains_key(called));
    loop {
        let before = late.len();
        for (called, callers) in &callers {
            if callers.iter().all(|caller| late.contains(caller) || caller == called) {
                late.insert(*called);
            }
        }
        if late.len() == before {
            return late;
        }
    }
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

/// Whether such a name is of an item in a late module: a function or closure there, what its
/// types do, or the shim of a closure.
fn is_late_name(plain: &str) -> bool {
    let plain = plain.trim_start_matches('<');
    LATE_MODULES.iter().any(|module| plain.starts_with(module))
}

/// Whether it is of what the compiler made elsewhere for a closure of a late module, which
/// nobody but late code ever has. What drops one may do for others too.
fn is_made_for_late(plain: &str) -> bool {
    !plain.contains("drop_in_place")
        && LATE_MODULES.iter().any(|module| {
            plain.match_indices(module).any(|(start, _)| {
                let path = plain.get(start..).unwrap_or_default();
                let path = path.split([',', '>', ' ']).next().unwrap_or_default();
                path.contains("{closure#")
            })
        })
}

#[cfg(test)]
mod tests {
    use super::{is_late_name, is_made_for_late, without_hashes};

    fn is_late(name: &str) -> bool {
        is_late_name(&without_hashes(name))
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
        let is_made = |name: &str| is_made_for_late(&without_hashes(name));
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
