//! The names of areas and places in rows → where events are that have no position.
//!
//! A name that means nothing, or one of several things, leaves its event without a place, and
//! is told once for all rows that have it.

use super::{Canon, Column, Reader};
use crate::code::Code;
use crate::context::Context;
use crate::names::Called;
use crate::open::mapping::ColumnRole;
use crate::open::sheet::SheetRow;
use crate::problem::Problem;
use dateline_core::geo::LonLat;
use std::collections::BTreeMap;

/// What became of the names of places of one table.
#[derive(Debug, Default)]
pub(super) struct NamedPlaces {
    in_areas: usize,
    in_list: usize,
    /// Names by which nothing was placed.
    left: BTreeMap<(Code, String), Left>,
}

/// Where a name stands by which nothing was placed.
#[derive(Debug)]
struct Left {
    line: u32,
    column: String,
    rows: usize,
}

/// Where a name is.
enum Home {
    Area(String),
    Place(LonLat),
}

impl NamedPlaces {
    /// Tells how many events were placed by names, and which names say nothing.
    pub(super) fn tell(self, file: &str, context: &mut Context<'_>) {
        let Self { in_areas, in_list, left } = self;
        if in_areas + in_list > 0 {
            let problem = Problem::new(Code::PlaceNamed, file);
            let problem = problem.value(&(in_areas + in_list).to_string());
            let detail = format!("{in_areas} in areas, {in_list} by a list of places");
            context.report.push(problem.detail(detail));
        }
        let mut left: Vec<((Code, String), Left)> = left.into_iter().collect();
        left.sort_by_key(|(_, left)| left.line);
        for ((code, name), Left { line, column, rows }) in left {
            let problem = Problem::new(code, file).row(line).column(column).value(&name);
            let detail = if rows > 1 { format!("{rows} rows have it") } else { String::new() };
            context.report.push(problem.detail(detail));
        }
    }
}

impl Reader<'_, '_> {
    /// The areas that the row names, and where it has no position, the area or the listed
    /// place that is called like its place.
    pub(super) fn areas(&mut self, row: &SheetRow<'_>, canon: &mut Canon) {
        let cell = self.cell(row, ColumnRole::Area);
        let mut ids: Vec<String> = Vec::new();
        let mut others: Vec<&str> = Vec::new();
        let mut by_name = false;
        for name in cell.split(';').map(str::trim).filter(|name| !name.is_empty()) {
            match self.context.names.area_called(name) {
                Called::One(id) => {
                    // An id is no name that somebody looked for.
                    by_name = by_name || self.context.names.area(name).is_none();
                    ids.push(id.to_owned());
                }
                Called::Nothing | Called::Several => others.push(name),
            }
        }
        if !others.is_empty() {
            self.tell(row, ColumnRole::Area, canon);
        }
        let has_position = [Column::Lat, Column::Lon].iter().any(|it| !canon.get(*it).is_empty());
        self.named.in_areas += usize::from(by_name && !has_position);
        let is_placed = has_position || !ids.is_empty();
        let knows_places = self.context.names.has_areas() || !self.listed.is_empty();
        if !is_placed && knows_places {
            let place = canon.get(Column::Place).to_owned();
            ids.extend(self.by_name(row, &place, &others, canon));
        }
        canon.set(Column::Area, &ids.join(";"));
    }

    /// Places a row by what it calls its place; the id of an area, if it is one.
    fn by_name(
        &mut self,
        row: &SheetRow<'_>,
        place: &str,
        others: &[&str],
        canon: &mut Canon,
    ) -> Option<String> {
        let head = place.split([',', '،', '(']).next().unwrap_or_default().trim();
        let of_place = [place, head].map(|name| (name, ColumnRole::Place));
        let others = others.iter().map(|name| (*name, ColumnRole::Area));
        let mut names = of_place.into_iter().chain(others).filter(|(name, _)| !name.is_empty());
        let first = names.clone().next();
        let found = names.find_map(|(name, role)| match self.home(name) {
            Called::Nothing => None,
            home => Some((home, (name, role))),
        });
        let blamed = found.as_ref().map(|(_, name)| *name).or(first);
        match found.map(|(home, _)| home) {
            Some(Called::One(Home::Area(id))) => {
                self.named.in_areas += 1;
                return Some(id);
            }
            Some(Called::One(Home::Place(position))) => {
                self.named.in_list += 1;
                canon.set(Column::Lon, &position.lon.to_string());
                canon.set(Column::Lat, &position.lat.to_string());
                // The middle of a place is never the spot itself.
                if canon.get(Column::GeoPrecision) != "region" {
                    canon.set(Column::GeoPrecision, "area");
                }
            }
            Some(Called::Several) => self.leave(row, Code::PlaceAmbiguous, blamed),
            Some(Called::Nothing) | None => self.leave(row, Code::PlaceUnknown, blamed),
        }
        None
    }

    /// Where a name is: an area of the story comes before a place of a list.
    fn home(&self, name: &str) -> Called<Home> {
        match self.context.names.area_called(name) {
            Called::One(id) => Called::One(Home::Area(id.to_owned())),
            Called::Several => Called::Several,
            Called::Nothing => match self.listed.find(name) {
                Called::One(position) => Called::One(Home::Place(position)),
                Called::Several => Called::Several,
                Called::Nothing => Called::Nothing,
            },
        }
    }

    /// Remembers a name by which nothing was placed, and in which column it stands.
    fn leave(&mut self, row: &SheetRow<'_>, code: Code, blamed: Option<(&str, ColumnRole)>) {
        let Some((name, role)) = blamed else { return };
        let column = self.mapping.column(role).and_then(|it| self.mapping.guesses.get(it));
        let column = || column.map(|it| it.column.clone()).unwrap_or_default();
        let first = || Left { line: row.line, column: column(), rows: 0 };
        self.named.left.entry((code, name.to_owned())).or_insert_with(first).rows += 1;
    }
}
