//! Which property or column says what, by the names that people give them.
//!
//! Has no opinion on the values.

use dateline_core::order::in_order;
use geojson::{Feature, JsonValue};
use std::cell::RefCell;
use std::collections::BTreeMap;

/// What a property or column can say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Role {
    /// Which area is meant.
    Area,
    /// Who holds it.
    Holder,
    /// The other side of a contested or besieged area.
    Rival,
    /// `held`, `contested`, …
    Status,
    /// How sure it is.
    Confidence,
    /// From when.
    Start,
    /// Until when.
    End,
    /// When a snapshot was taken.
    Date,
    /// Who says so.
    Source,
    /// Where that can be read.
    SourceUrl,
    /// What to know about it.
    Note,
    /// All that is known of an area, in one cell.
    Cell,
}

impl Role {
    /// Every role that `columns` in `story.json` may name, by its key there.
    pub(crate) const KEYS: [(&'static str, Self); 12] = [
        ("area", Self::Area),
        ("holder", Self::Holder),
        ("rival", Self::Rival),
        ("status", Self::Status),
        ("confidence", Self::Confidence),
        ("start", Self::Start),
        ("end", Self::End),
        ("date", Self::Date),
        ("source", Self::Source),
        ("sourceUrl", Self::SourceUrl),
        ("note", Self::Note),
        ("cell", Self::Cell),
    ];

    /// The names it goes by where the story names none, as [`plain`] has them, the one
    /// that wins first. The list is in `docs/story-format.md`.
    pub(crate) fn usual(self) -> &'static [&'static str] {
        match self {
            Self::Area => &["area", "id", "name"],
            Self::Holder => &[
                "controller",
                "control",
                "controlledby",
                "holder",
                "heldby",
                "actor",
                "owner",
                "side",
                "faction",
                "party",
                "occupier",
                "power",
            ],
            Self::Rival => &["rival", "contestedby"],
            Self::Status => &["status"],
            Self::Confidence => &["confidence"],
            Self::Start => &[
                "start",
                "begin",
                "from",
                "since",
                "startdate",
                "datestart",
                "begindate",
                "datebegin",
                "fromdate",
                "datefrom",
                "validfrom",
                "starttime",
            ],
            Self::End => &[
                "end",
                "until",
                "to",
                "till",
                "enddate",
                "dateend",
                "todate",
                "dateto",
                "validto",
                "validuntil",
                "endtime",
            ],
            Self::Date => &["date", "day", "asof", "snapshot", "snapshotdate"],
            Self::Source => &["source"],
            Self::SourceUrl => &["sourceurl", "url"],
            Self::Note => &["note"],
            Self::Cell => &["control", "ledger", "history"],
        }
    }
}

/// A name as it is compared: lower case, without spaces, hyphens and underscores.
pub(crate) fn plain(name: &str) -> String {
    name.trim().to_lowercase().replace([' ', '-', '_'], "")
}

/// Whether a name is `wanted`, which is as [`plain`] has it. Every property of every feature is
/// asked a dozen times, so that no text is made of it.
fn is_called(name: &str, wanted: &str) -> bool {
    let signs = name.trim().chars().filter(|sign| !matches!(sign, ' ' | '-' | '_'));
    signs.flat_map(char::to_lowercase).eq(wanted.chars())
}

/// How well a property is called for each role: the place of its name among the usual ones,
/// the lower the better.
type Ranks = [u8; Role::KEYS.len()];
/// It is not called so.
const UNLIKE: u8 = u8::MAX;
/// Names of properties that are remembered; features of one file have the same few.
const MAX_KNOWN: usize = 64;

/// The names that the story gives for roles; for others the usual ones count.
#[derive(Clone, Debug, Default)]
pub(crate) struct Roles {
    named: BTreeMap<Role, String>,
    /// Names that mean nothing by themselves, whatever is usual.
    left: Vec<String>,
    /// What names of properties were found to be, in the order in which they were met.
    known: RefCell<Vec<(String, Ranks)>>,
}

impl Roles {
    /// Notes that in this story `role` goes by `name` and by no other.
    pub(crate) fn name(&mut self, role: Role, name: &str) {
        self.named.insert(role, plain(name));
        self.known.get_mut().clear();
    }

    /// Notes that `name` has no role but those that are given to it.
    pub(crate) fn leave(&mut self, name: &str) {
        self.left.push(plain(name));
        self.known.get_mut().clear();
    }

    /// Whether a name means nothing by itself.
    pub(crate) fn is_left(&self, name: &str) -> bool {
        self.left.iter().any(|left| is_called(name, left))
    }

    /// Whether the story itself names the role.
    pub(crate) fn is_named(&self, role: Role) -> bool {
        self.named.contains_key(&role)
    }

    fn ranks_of(&self, name: &str) -> Ranks {
        let is_left = self.is_left(name);
        let rank = |(_, role): (&str, Role)| {
            let rank = match self.named.get(&role) {
                Some(wanted) => is_called(name, wanted).then_some(0),
                None if is_left => None,
                None => role.usual().iter().position(|wanted| is_called(name, wanted)),
            };
            rank.and_then(|rank| u8::try_from(rank).ok()).unwrap_or(UNLIKE)
        };
        let mut ranks = [UNLIKE; Role::KEYS.len()];
        for of_role in Role::KEYS {
            if let Some(slot) = ranks.get_mut(of_role.1 as usize) {
                *slot = rank(of_role);
            }
        }
        ranks
    }

    /// How well `name`, which most often stands at that `place`, is called for a role. Every
    /// property of every feature is asked for many roles.
    fn rank(&self, place: usize, name: &str, role: Role) -> u8 {
        let of = |ranks: &Ranks| ranks.get(role as usize).copied().unwrap_or(UNLIKE);
        let known = self.known.borrow();
        let here = known.get(place).filter(|(it, _)| it == name);
        if let Some((_, ranks)) = here.or_else(|| known.iter().find(|(it, _)| it == name)) {
            return of(ranks);
        }
        let (ranks, has_room) = (self.ranks_of(name), known.len() < MAX_KNOWN);
        drop(known);
        if has_room {
            self.known.borrow_mut().push((name.to_owned(), ranks));
        }
        of(&ranks)
    }

    /// The name of the role among `names`, with its place; the usual name that wins is
    /// the first of the list, not the first in the file.
    pub(crate) fn find<'n>(
        &self,
        role: Role,
        names: impl Iterator<Item = &'n str> + Clone,
    ) -> Option<(usize, &'n str)> {
        let find = |wanted: &str| names.clone().enumerate().find(|(_, it)| is_called(it, wanted));
        match self.named.get(&role) {
            Some(name) => find(name),
            None => {
                let usual = role.usual().iter();
                usual.filter_map(|name| find(name)).find(|it| !self.is_left(it.1))
            }
        }
    }

    /// The property of a feature with that role; one that is `null` or empty is none.
    pub(crate) fn property<'f>(
        &self,
        feature: &'f Feature,
        role: Role,
    ) -> Option<(&'f str, &'f JsonValue)> {
        let properties = feature.properties.as_ref()?;
        let is_said = |value: &JsonValue| match value {
            JsonValue::Null => false,
            JsonValue::String(text) => !text.trim().is_empty(),
            _ => true,
        };
        let ranked = properties
            .iter()
            .enumerate()
            .map(|(place, (key, value))| (self.rank(place, key, role), (key.as_str(), value)));
        // Of equals the first counts.
        let called = ranked.filter(|(rank, (_, value))| *rank != UNLIKE && is_said(value));
        called.min_by_key(|(rank, _)| *rank).map(|(_, property)| property)
    }

    /// The places of the names that can have that role, the best called first: of a feature the
    /// first that says something has it.
    pub(crate) fn ranked(&self, role: Role, names: &[String]) -> Vec<usize> {
        let ranked =
            names.iter().enumerate().map(|(place, name)| (self.rank(place, name, role), place));
        let called: Vec<_> = ranked.filter(|(rank, _)| *rank != UNLIKE).collect();
        // Of equals the first counts.
        in_order(&called, |a, b| a.0.cmp(&b.0)).into_iter().map(|(_, place)| place).collect()
    }

    /// Whether a property has a role in telling who holds an area when.
    pub(crate) fn has(&self, key: &str) -> bool {
        let key = plain(key);
        let is = |role: Role| match self.named.get(&role) {
            Some(name) => *name == key,
            None => !self.left.contains(&key) && role.usual().contains(&key.as_str()),
        };
        key == "when" || Role::KEYS.iter().any(|(_, role)| *role != Role::Area && is(*role))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_usual_name_is_written_as_it_is_compared_and_means_one_thing_of_a_feature() {
        let mut seen = BTreeMap::new();
        for (_, role) in Role::KEYS.into_iter().filter(|(_, role)| *role != Role::Cell) {
            for name in role.usual() {
                assert_eq!(plain(name), *name);
                let written = format!(" {}_", name.to_uppercase());
                assert!(is_called(&written, name) && plain(&written) == *name);
                assert!(!is_called(&written, "x") && !is_called("x", name));
                assert_eq!(seen.insert(name, role), None, "{name}");
            }
        }
    }

    proptest::proptest! {
        /// The slow twin compares every name with every usual one.
        #[test]
        fn a_property_is_found_as_among_the_names_of_a_table(
            keys in proptest::collection::vec("[ _-]?(date|Day|as_of|start|BEGIN|owner|side|x)", 0..6),
            is_named in proptest::bool::ANY,
        ) {
            let mut roles = Roles::default();
            if is_named {
                roles.name(Role::Date, "x");
            }
            let mut feature = Feature {
                bbox: None, geometry: None, id: None, properties: None, foreign_members: None,
            };
            for (place, key) in keys.iter().enumerate() {
                feature.set_property(key.as_str(), JsonValue::from(place));
            }
            let names = feature.properties.iter().flatten().map(|(key, _)| key.as_str());
            for (_, role) in Role::KEYS {
                let slow = roles.find(role, names.clone()).map(|(_, name)| name);
                let found = roles.property(&feature, role).map(|(key, _)| key);
                proptest::prop_assert_eq!(found, slow);
            }
        }
    }

    #[test]
    fn a_name_that_the_story_gives_takes_the_place_of_the_usual_ones() {
        let mut roles = Roles::default();
        let names = ["Controlled By", "owner", "Held-By"];
        let found = |roles: &Roles| roles.find(Role::Holder, names.iter().copied());
        assert_eq!(found(&roles), Some((0, "Controlled By")));
        roles.name(Role::Holder, "held_by");
        assert_eq!(found(&roles), Some((2, "Held-By")));
        roles.name(Role::Holder, "boss");
        assert_eq!(found(&roles), None);
    }
}
