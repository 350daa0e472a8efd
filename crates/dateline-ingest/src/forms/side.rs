//! Who is said to hold an area, and how.

use crate::code::{Code, Severity};
use crate::names::Names;
use dateline_core::ledger::{Confidence, Status};
use dateline_core::model::ActorIndex;

/// The words of a file for the state of an area.
#[derive(Clone, Debug, Default)]
pub(crate) struct Words {
    pub(crate) holder: String,
    pub(crate) rival: String,
    pub(crate) status: String,
    pub(crate) confidence: String,
}

/// The state that they mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Side {
    pub(crate) to: Option<ActorIndex>,
    pub(crate) from: Option<ActorIndex>,
    pub(crate) status: Status,
    pub(crate) confidence: Confidence,
}

/// A word that cannot be used.
pub(crate) struct Slip {
    pub(crate) code: Code,
    pub(crate) severity: Severity,
    /// Which of the words, by its role.
    pub(crate) role: super::Role,
    pub(crate) value: String,
    pub(crate) detail: &'static str,
}

impl Side {
    /// Nobody says who holds it.
    pub(crate) const UNKNOWN: Self =
        Self { to: None, from: None, status: Status::Unknown, confidence: Confidence::Unknown };
}

impl Words {
    /// What the words mean; those that mean nothing are in `slips`. Sides that the story
    /// does not name are nobody, as in `control.csv`.
    pub(crate) fn read(&self, names: &mut Names, slips: &mut Vec<Slip>) -> Side {
        let mut slip = |code: Code, role, value: &str, detail| {
            let value = value.to_owned();
            slips.push(Slip { code, severity: code.severity(), role, value, detail });
        };
        let stated = Status::from_name(&self.status.to_lowercase());
        if stated.is_none() && !self.status.is_empty() {
            let detail = "one of held contested claimed besieged unknown";
            slip(Code::ValueUnknown, super::Role::Status, &self.status, detail);
        }
        let confidence = Confidence::from_name(&self.confidence.to_lowercase());
        if confidence.is_none() && !self.confidence.is_empty() {
            let detail = "one of high medium low";
            slip(Code::ValueUnknown, super::Role::Confidence, &self.confidence, detail);
        }
        let confidence = confidence.unwrap_or(Confidence::Unknown);
        // A map's own word for nobody, or for a state without a side.
        let in_place = match self.holder.to_lowercase().as_str() {
            "?" => Some(Status::Unknown),
            word => Status::from_name(word).filter(|it| *it != Status::Held),
        };
        let in_place = in_place.filter(|_| names.actor(&self.holder).is_none());
        if in_place == Some(Status::Unknown) {
            return Side { confidence, ..Side::UNKNOWN };
        }
        let mut side_of = |name: &str, role| {
            let side = names.side(name);
            if side.is_none() && !name.is_empty() {
                slip(Code::ActorUnknown, role, name, "");
            }
            side
        };
        let named = if in_place.is_some() { "" } else { &self.holder };
        let to = side_of(named, super::Role::Holder);
        let from = side_of(&self.rival, super::Role::Rival);
        let by_default = if named.is_empty() { Status::Unknown } else { Status::Held };
        // A status that cannot be read is no status.
        let unread = if self.status.is_empty() { by_default } else { Status::Unknown };
        let status = stated.or(in_place).unwrap_or(unread);
        if named.is_empty() && (status != Status::Unknown || self.status.is_empty()) {
            slip(Code::ValueMissing, super::Role::Holder, "", "nobody is named who has the area");
        }
        if status == Status::Contested && self.rival.is_empty() {
            let detail = "the side that is pushed back is not named";
            slip(Code::ValueMissing, super::Role::Rival, "", detail);
        }
        Side { to, from, status, confidence }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn read(holder: &str, rival: &str, status: &str) -> (Side, Vec<&'static str>) {
        let mut names = Names::default();
        names.make_sides();
        let words = Words {
            holder: holder.into(),
            rival: rival.into(),
            status: status.into(),
            ..Words::default()
        };
        let mut slips = Vec::new();
        let side = words.read(&mut names, &mut slips);
        (side, slips.iter().map(|slip| slip.code.as_str()).collect())
    }

    #[test]
    fn a_side_that_is_named_holds_the_area_unless_another_status_is_stated() {
        assert_eq!(read("red", "", "").0.status, Status::Held);
        assert_eq!(read("red", "", "Claimed").0.status, Status::Claimed);
        let (side, slips) = read("red", "blue", "contested");
        assert_eq!((side.to, side.from), (Some(ActorIndex(0)), Some(ActorIndex(1))));
        assert!(slips.is_empty());
    }

    #[test]
    fn words_for_nobody_are_no_sides() {
        for word in ["?", "unknown", "Unknown"] {
            assert_eq!(read(word, "", ""), (Side::UNKNOWN, Vec::new()), "{word}");
        }
        let (side, slips) = read("contested", "", "");
        assert_eq!((side.to, side.status), (None, Status::Contested));
        assert_eq!(slips, ["value.missing", "value.missing"]);
        assert_eq!(read("", "", ""), (Side::UNKNOWN, vec!["value.missing"]));
        assert_eq!(read("", "", "unknown"), (Side::UNKNOWN, Vec::new()));
    }

    #[test]
    fn a_status_that_cannot_be_read_leaves_the_area_unknown() {
        let (side, slips) = read("red", "", "taken");
        assert_eq!((side.status, slips), (Status::Unknown, vec!["value.unknown"]));
    }
}
