//! Which column says what: proposed, set by a preset, or chosen by somebody.
//!
//! Has no opinion on how cells are read; see [`super::events`].

mod evidence;
mod propose;
mod role;
mod words;

pub use role::ColumnRole;

use super::dates::DateOrder;
use super::encoding::Encoding;
use super::presets::Preset;
use super::sheet::{Sheet, plain};
use crate::table::normalised;

/// The role that the name of a column means, if any.
pub(super) fn role_of_name(plain_name: &str) -> Option<ColumnRole> {
    words::role_of(plain_name).map(|(role, _)| role)
}

/// How sure it is that a name means a role, of a hundred; less than a word where it is no name of
/// it.
pub(super) fn sure_of_name(plain_name: &str, role: ColumnRole) -> u8 {
    words::role_of(plain_name).filter(|(of, _)| *of == role).map_or(words::PART, |(_, sure)| sure)
}

/// The role of one of several columns that are told apart by a number.
pub(super) fn role_of_numbered(plain_name: &str) -> Option<ColumnRole> {
    words::numbered(plain_name).map(|(role, _)| role)
}

/// Why a column is taken for what it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Why {
    /// Somebody says so.
    Chosen,
    /// The file is of a known kind, in which it is so.
    Preset,
    /// Its name and its cells say so.
    Both,
    /// Its name says so.
    Name,
    /// Its cells look so.
    Cells,
    /// Nothing says what it is.
    Neither,
    /// There is nothing in it.
    Empty,
}

impl Why {
    /// Whether nobody and no kind of file says so.
    pub(crate) fn is_guess(self) -> bool {
        !matches!(self, Self::Chosen | Self::Preset)
    }

    /// The name used in messages.
    pub fn name(self) -> &'static str {
        match self {
            Self::Chosen => "chosen",
            Self::Preset => "preset",
            Self::Both => "name and cells",
            Self::Name => "name",
            Self::Cells => "cells",
            Self::Neither => "nothing",
            Self::Empty => "empty",
        }
    }
}

/// What a column is that has been chosen for what another is already: it stands below the text, and
/// that is told.
const NOT_USED: (ColumnRole, u8, Why) = (ColumnRole::Told, 0, Why::Neither);

/// What a column is taken for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ColumnGuess {
    /// Name of the column as the file has it.
    pub column: String,
    /// What it is.
    pub role: ColumnRole,
    /// How sure that is, 0 to 100.
    pub confidence: u8,
    /// What it is known by.
    pub why: Why,
}

/// What somebody says of a file: what is left out is found by itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FileMapping {
    /// Roles of columns by their names; columns that are not named stay as proposed.
    pub columns: Vec<(String, ColumnRole)>,
    /// The preset to read it by.
    pub preset: Option<Preset>,
    /// In which order day and month stand.
    pub date_order: Option<DateOrder>,
    /// In which encoding it is.
    pub encoding: Option<Encoding>,
}

impl FileMapping {
    /// What is chosen for one of the columns of a table: under its very name, else under one that
    /// is no other column's and compares alike.
    fn role_of(&self, column: &str, all: &[String]) -> Option<ColumnRole> {
        let exact = self.columns.iter().find(|(name, _)| name == column);
        let is_alike = |name: &String| plain(name) == plain(column) && !all.contains(name);
        let found = exact.or_else(|| self.columns.iter().find(|(name, _)| is_alike(name)));
        found.map(|(_, role)| *role)
    }
}

/// The columns of a table, each with what it is.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Mapping {
    pub(crate) guesses: Vec<ColumnGuess>,
    /// Where the first column of each role stands, by the number of the role.
    places: Vec<Option<usize>>,
    pub(crate) preset: Option<Preset>,
    /// In which order day and month stand, if somebody says so.
    pub(crate) date_order: Option<DateOrder>,
}

impl Mapping {
    /// The mapping of a table: what is chosen, else what its kind says, else what is proposed.
    pub(crate) fn of(sheet: &Sheet, chosen: &FileMapping) -> Self {
        let preset = chosen.preset.or_else(|| Preset::recognise(sheet));
        let mut guesses = match preset {
            Some(preset) => preset.columns(sheet),
            None => propose::propose(sheet),
        };
        for guess in guesses.iter_mut().filter(|guess| is_own(&guess.column)) {
            (guess.role, guess.confidence, guess.why) = (ColumnRole::Own, 100, Why::Name);
        }
        let mut taken: Vec<ColumnRole> = Vec::new();
        for guess in &mut guesses {
            let Some(role) = chosen.role_of(&guess.column, &sheet.columns) else { continue };
            (guess.role, guess.confidence, guess.why) = (role, 100, Why::Chosen);
            if taken.contains(&role) {
                // One column alone can have it.
                (guess.role, guess.confidence, guess.why) = NOT_USED;
            } else if !role.is_repeated() {
                taken.push(role);
            }
        }
        // What is chosen takes a role from what was only proposed.
        for guess in guesses.iter_mut().filter(|it| it.why != Why::Chosen) {
            if taken.contains(&guess.role) {
                (guess.role, guess.why) = (ColumnRole::Told, Why::Neither);
            }
        }
        let places = places(&guesses);
        Self { guesses, places, preset, date_order: chosen.date_order }
    }

    /// The column of a role that one column has.
    pub(crate) fn column(&self, role: ColumnRole) -> Option<usize> {
        self.places.get(role as usize).copied().flatten()
    }

    /// The columns of a role, in the table's order.
    pub(crate) fn columns(&self, role: ColumnRole) -> impl Iterator<Item = usize> {
        let of_role = move |(_, guess): &(usize, &ColumnGuess)| guess.role == role;
        self.guesses.iter().enumerate().filter(of_role).map(|(place, _)| place)
    }

    /// Leaves the columns of roles to be told under the text.
    pub(crate) fn tell(&mut self, roles: &[ColumnRole]) {
        for guess in self.guesses.iter_mut().filter(|guess| roles.contains(&guess.role)) {
            guess.role = ColumnRole::Told;
        }
        self.places = places(&self.guesses);
    }

    /// The columns that are read under their own names, with these as the story format has
    /// them; those that are not among `names` are told under the text.
    pub(crate) fn take_own(&mut self, names: &[&str]) -> Vec<(usize, String)> {
        let mut own = Vec::new();
        for (place, guess) in self.guesses.iter_mut().enumerate() {
            if guess.role != ColumnRole::Own {
                continue;
            }
            let name = normalised(&guess.column);
            let base = name.split(':').next().unwrap_or_default();
            if names.contains(&base) {
                own.push((place, name));
            } else {
                guess.role = ColumnRole::Told;
            }
        }
        own
    }

    /// Whether one of the roles is there.
    pub(crate) fn has(&self, roles: &[ColumnRole]) -> bool {
        roles.iter().any(|role| self.column(*role).is_some())
    }
}

/// Whether a name is one of the story format that no role stands for: a text in a language of
/// its own, and what only its own tables have.
fn is_own(name: &str) -> bool {
    let name = normalised(name);
    match name.split_once(':') {
        Some((base, tag)) => {
            let is_tag = (2..=12).contains(&tag.len())
                && tag.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
            is_tag && ["title", "text", "place", "media_alt", "note"].contains(&base)
        }
        None => ["withdrawn", "earliest", "latest", "accepted"].contains(&name.as_str()),
    }
}

fn places(guesses: &[ColumnGuess]) -> Vec<Option<usize>> {
    let place = |role: &ColumnRole| guesses.iter().position(|guess| guess.role == *role);
    ColumnRole::ALL.iter().map(place).collect()
}
