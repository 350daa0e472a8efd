//! The columns of places → `lat`, `lon`, `area` and `geo_precision`.

use super::{Canon, Column, Reader};
use crate::code::{Code, Severity};
use crate::context::Context;
use crate::geometry::{Fault, polygons, position};
use crate::interior::place_inside;
use crate::open::coords::{self, Axis, Place, angle, decimal, is_shortest, pair, utm};
use crate::open::mapping::{ColumnRole, Mapping};
use crate::open::rows::Spot;
use crate::open::sheet::{Sheet, SheetRow};
use crate::problem::Problem;
use dateline_core::geo::LonLat;
use geojson::{GeometryValue, Position};

/// A square as wide as this is a quarter of a town, metres.
const AREA_M: f64 = 1000.0;
/// And this a region.
const REGION_M: f64 = 10_000.0;

/// Of so many pairs one must go beyond what a latitude can be.
const MOST_PAIRS_TO_ONE: usize = 10;
/// The south in the words of UTM's zones, in capital letters.
const SOUTH: [&str; 5] = ["SOUTH", "SUR", "SUD", "SÜD", "جنوب"];
/// What names of longitudes and latitudes have in them, in small letters.
const LON_AND_LAT: [(&str, &str); 6] = [
    ("lon", "lat"),
    ("lng", "lat"),
    ("läng", "breit"),
    ("долг", "шир"),
    ("довг", "шир"),
    ("طول", "عرض"),
];
/// What is wrong with it.
const SAME_AXIS: &str = "both cells say that they are on the same axis";
const NOWHERE: &str = "0, 0 is in the sea, and is what files have where a place is not known";

/// How the positions of a table are read.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Where {
    /// Latitude and longitude stand in each other's column.
    pub(super) is_swapped: bool,
    /// Of two numbers in one cell the first is the longitude.
    is_lon_first: bool,
}

/// Whether the name of a column has the longitude before the latitude, as a word of its own.
fn names_lon_first(name: &str) -> bool {
    let lower = name.to_lowercase();
    LON_AND_LAT.iter().any(|(lon, lat)| {
        let (Some(lon), Some(lat)) = (lower.find(lon), lower.find(lat)) else { return false };
        let before = lower.get(..lon).and_then(|before| before.chars().next_back());
        // The Arabic article belongs to its word.
        lon < lat && before.is_none_or(|sign| !sign.is_alphabetic() || sign == 'ل')
    })
}

impl Where {
    /// Judges the columns as wholes.
    pub(crate) fn judge(sheet: &Sheet, mapping: &Mapping, context: &mut Context<'_>) -> Self {
        let column = |role| mapping.column(role);
        let name_of = |place| sheet.columns.get(place).map_or("", String::as_str);
        let mut this = Self::default();
        if let Some(problem) = swapped(sheet, mapping) {
            this.is_swapped = true;
            context.report.push(problem);
        }
        let position = column(ColumnRole::Position);
        let is_named = position.is_some_and(|place| names_lon_first(name_of(place)));
        if let Some(place) = position {
            let pairs = sheet.said(place).filter_map(|cell| match pair(cell)? {
                Place::Unordered(first, second) => Some((first, second)),
                Place::At(..) => None,
            });
            // What goes beyond 90 degrees can only be a longitude; one in many is a slip.
            let (all, first, second) = pairs.fold((0, 0, 0), |(all, first, second), (a, b)| {
                let [a, b] = [a, b].map(|degrees| usize::from(degrees.abs() > 90.0));
                (all + 1, first + a, second + b)
            });
            let is_seen = second == 0 && first > 0 && first * MOST_PAIRS_TO_ONE >= all;
            // What the cells cannot mean, no name says.
            let can_be = second == 0 || first > 0;
            this.is_lon_first = is_seen || (is_named && can_be);
            if is_seen && !is_named {
                let name = name_of(place);
                let problem = Problem::new(Code::CoordSwapped, &sheet.file).column(name);
                let problem = problem.value(name).severity(Severity::Warning);
                context.report.push(problem.detail("the longitude was read first in every cell"));
            }
        }
        this
    }

    /// The place in one cell, and how wide what it stands for is, metres.
    fn in_cell(&self, cell: &str) -> Option<(LonLat, f64)> {
        match pair(cell) {
            Some(Place::At(place, size_m)) => Some((place, size_m)),
            Some(Place::Unordered(first, second)) => {
                let (lat, lon) = if self.is_lon_first { (second, first) } else { (first, second) };
                LonLat::new(lon, lat).map(|place| (place, 0.0))
            }
            None => place_of(&coords::geometry(cell)?, &mut Vec::new()),
        }
    }

    /// A place for where a feature is, and how wide what it stands for is, metres.
    pub(crate) fn of_spot(&self, spot: Spot<'_>, faults: &mut Vec<Fault>) -> Option<(LonLat, f64)> {
        match spot {
            Spot::Point([x, y]) => {
                let point = if self.is_swapped { [y, x] } else { [x, y] };
                Some((sound(&Position::from(point), faults)?, 0.0))
            }
            Spot::Shape(geometry) => place_of(geometry, faults),
        }
    }

    /// Where a row is, without a word on what of it cannot be read.
    pub(crate) fn place(&self, row: &SheetRow<'_>, mapping: &Mapping) -> Option<LonLat> {
        let cell = |role| mapping.column(role).map(|column| row.cell(column));
        let in_one = [ColumnRole::Position, ColumnRole::Geometry].into_iter().filter_map(cell);
        if let Some((place, _)) = in_one.filter_map(|cell| self.in_cell(cell)).next() {
            return Some(place);
        }
        let degrees = |role| cell(role).and_then(angle);
        let (lat, north) = degrees(ColumnRole::Latitude)?;
        let (lon, east) = degrees(ColumnRole::Longitude)?;
        let (lat, lon) = if self.is_swapped_by(north, east)? { (lon, lat) } else { (lat, lon) };
        LonLat::new(lon, lat)
    }

    /// Whether latitude and longitude of a row stand in each other's place, by the axes that letters
    /// and words in their cells name: those are sure. `None` where they name one axis twice.
    fn is_swapped_by(&self, lat: Option<Axis>, lon: Option<Axis>) -> Option<bool> {
        let (north, east) = (Some(Axis::Latitude), Some(Axis::Longitude));
        match (lat, lon) {
            (None, None) => Some(self.is_swapped),
            _ if lat != east && lon != north => Some(false),
            _ if lat != north && lon != east => Some(true),
            _ => None,
        }
    }
}

impl Reader<'_, '_> {
    pub(super) fn position(&mut self, row: &SheetRow<'_>, canon: &mut Canon) {
        let from_geometry = self.geometry(row);
        let found = match from_geometry {
            Some(found) => Some(found),
            None => self.in_grid(row).or_else(|| self.in_one_cell(row)),
        };
        if let Some((place, size_m)) = found {
            if place == (LonLat { lon: 0.0, lat: 0.0 }) {
                let problem = Problem::new(Code::CoordRange, self.file).row(row.line);
                self.context.report.push(problem.value("0, 0").detail(NOWHERE));
                return;
            }
            canon.set(Column::Lon, &place.lon.to_string());
            canon.set(Column::Lat, &place.lat.to_string());
            if size_m >= AREA_M {
                let precision = if size_m >= REGION_M { "region" } else { "area" };
                canon.set(Column::GeoPrecision, precision);
            }
            return;
        }
        self.in_two_columns(row, canon);
    }

    /// The place of the row's own geometry, or of one in a cell: the spot itself, else one
    /// inside, which is never exact.
    fn geometry(&mut self, row: &SheetRow<'_>) -> Option<(LonLat, f64)> {
        let mut faults = Vec::new();
        let column = self.mapping.column(ColumnRole::Geometry);
        let (place, name) = if let Some(spot) = row.spot {
            (self.place.of_spot(spot, &mut faults), "geometry")
        } else {
            let cell = row.cell(column?);
            if cell.is_empty() {
                return None;
            }
            let Some(geometry) = coords::geometry(cell) else {
                let detail = "WKT, WKB or GeoJSON is wanted".to_owned();
                self.report(row, column?, Code::GeometryInvalid, detail);
                return None;
            };
            let name = self.mapping.guesses.get(column?).map_or("", |it| it.column.as_str());
            (place_of(&geometry, &mut faults), name)
        };
        // What has no position at all is nowhere, and is counted as that.
        if let (None, Some(fault)) = (place, faults.first()) {
            let problem = Problem::new(fault.code, self.file).row(row.line).column(name);
            let problem = problem.value(&fault.value);
            self.context.report.push(problem.detail(fault.detail.as_str()));
        }
        place
    }

    /// UTM in columns of its own.
    fn in_grid(&mut self, row: &SheetRow<'_>) -> Option<(LonLat, f64)> {
        let column = self.mapping.column(ColumnRole::Easting)?;
        let (easting, northing) = (row.cell(column), self.cell(row, ColumnRole::Northing));
        if easting.is_empty() && northing.is_empty() {
            return None;
        }
        let zone = self.cell(row, ColumnRole::UtmZone).to_uppercase();
        let digits = zone.trim_start_matches(|sign: char| !sign.is_ascii_digit());
        let end = digits.find(|sign: char| !sign.is_ascii_digit()).unwrap_or(digits.len());
        let number = digits.get(..end).and_then(|it| it.parse().ok());
        // A letter from C to M is a band of the south; a word is the south itself or is not.
        let side = digits.get(end..).unwrap_or_default().trim();
        let is_band = |side: &str| side.bytes().all(|letter| (b'C'..=b'M').contains(&letter));
        let is_south = match side.chars().count() {
            0 => false,
            1 => is_band(side),
            _ => SOUTH.iter().any(|word| side.starts_with(word)),
        };
        let place = number.zip(decimal(easting)).zip(decimal(northing));
        let place = place
            .and_then(|((zone, easting_m), northing_m)| utm(zone, is_south, easting_m, northing_m));
        if place.is_none() {
            let detail = "easting, northing and zone of UTM are wanted".to_owned();
            self.report(row, column, Code::CoordUnreadable, detail);
        }
        Some((place?, 0.0))
    }

    /// A whole position in one cell.
    fn in_one_cell(&mut self, row: &SheetRow<'_>) -> Option<(LonLat, f64)> {
        let column = self.mapping.column(ColumnRole::Position)?;
        let cell = row.cell(column);
        if cell.is_empty() {
            return None;
        }
        let place = self.place.in_cell(cell);
        if place.is_none() {
            self.report(row, column, Code::CoordUnreadable, String::new());
        }
        place
    }

    fn in_two_columns(&mut self, row: &SheetRow<'_>, canon: &mut Canon) {
        let columns = [ColumnRole::Latitude, ColumnRole::Longitude];
        let [(lat, north), (lon, east)] = columns.map(|role| match self.degrees(row, role) {
            Some((degrees, axis)) => (Some(degrees), axis),
            None => (None, None),
        });
        let both_zero = lat.as_deref() == Some("0") && lon.as_deref() == Some("0");
        if let (true, Some(column)) = (both_zero, self.mapping.column(ColumnRole::Latitude)) {
            self.report(row, column, Code::CoordRange, NOWHERE.to_owned());
            return;
        }
        let is_unread =
            |role, read: &Option<String>| read.is_none() && !self.cell(row, role).is_empty();
        // Of half a position that cannot be read, that was said.
        if is_unread(ColumnRole::Latitude, &lat) || is_unread(ColumnRole::Longitude, &lon) {
            return;
        }
        let Some(is_swapped) = self.place.is_swapped_by(north, east) else {
            let column = self.mapping.column(ColumnRole::Latitude).unwrap_or(0);
            self.report(row, column, Code::CoordUnreadable, SAME_AXIS.to_owned());
            return;
        };
        let (lat, lon) = if is_swapped { (lon, lat) } else { (lat, lon) };
        canon.set(Column::Lat, &lat.unwrap_or_default());
        canon.set(Column::Lon, &lon.unwrap_or_default());
    }

    /// Degrees as a number, and the axis that the cell names; one of which none can be made is
    /// reported.
    fn degrees(&mut self, row: &SheetRow<'_>, role: ColumnRole) -> Option<(String, Option<Axis>)> {
        let column = self.mapping.column(role)?;
        let cell = row.cell(column);
        if cell.is_empty() {
            return None;
        }
        if is_shortest(cell) {
            return Some((cell.to_owned(), None));
        }
        // A number out of range is the reader's to judge.
        let read = decimal(cell).map(|degrees| (degrees, None)).or_else(|| angle(cell));
        if read.is_none() {
            self.report(row, column, Code::CoordUnreadable, String::new());
        }
        read.map(|(degrees, axis)| (degrees.to_string(), axis))
    }
}

/// Tells that latitude and longitude stand in each other's place in half of the rows, and can do so
/// in all.
fn swapped(sheet: &Sheet, mapping: &Mapping) -> Option<Problem> {
    let columns = [ColumnRole::Longitude, ColumnRole::Latitude].map(|role| mapping.column(role));
    // Of a feature its own point counts.
    let degrees = |row: &SheetRow<'_>, axis: usize| match row.spot {
        Some(Spot::Point(point)) => point.get(axis).copied(),
        Some(Spot::Shape(_)) => None,
        None => Some(angle(row.cell((*columns.get(axis)?)?))?.0),
    };
    if columns.contains(&None) && !sheet.rows.has_spots() {
        return None;
    }
    let beyond = || {
        let of_row = |row| {
            // Of nearly all rows no more is looked at.
            degrees(&row, 1).filter(|lat| lat.abs() > 90.0)?;
            degrees(&row, 0).map(|_| row)
        };
        sheet.rows.iter().filter_map(of_row)
    };
    let both = || {
        let of_row = |row| Some((degrees(&row, 1)?, degrees(&row, 0)?));
        sheet.rows.iter().filter_map(of_row)
    };
    let row = beyond().next()?;
    // A few that are out of range are slips; half of a file is none.
    if beyond().count() * 2 < both().count() || both().any(|(_, lon)| lon.abs() > 90.0) {
        return None;
    }
    let (name, value) = match (row.spot, columns) {
        (Some(Spot::Point([lon, lat])), _) => ("geometry", format!("{lon}, {lat}")),
        (_, [Some(lon), Some(lat)]) => {
            let name = sheet.columns.get(lat).map_or("", String::as_str);
            (name, format!("{}, {}", row.cell(lat), row.cell(lon)))
        }
        _ => return None,
    };
    let problem = Problem::new(Code::CoordSwapped, &sheet.file).row(row.line).column(name);
    let problem = problem.value(&value).severity(Severity::Warning);
    Some(problem.detail("they were exchanged for the whole file"))
}

/// The position, if it is one on Earth.
fn sound(at: &Position, faults: &mut Vec<Fault>) -> Option<LonLat> {
    position(at).map_err(|fault| faults.push(fault)).ok()
}

/// A place for a geometry, and how wide what it stands for is, metres; without one, what is wrong
/// with it.
fn place_of(geometry: &GeometryValue, faults: &mut Vec<Fault>) -> Option<(LonLat, f64)> {
    match geometry {
        GeometryValue::Point { coordinates } => Some((sound(coordinates, faults)?, 0.0)),
        GeometryValue::MultiPoint { coordinates } => {
            let several = if coordinates.len() > 1 { AREA_M } else { 0.0 };
            Some((sound(coordinates.first()?, faults)?, several))
        }
        GeometryValue::LineString { coordinates } => {
            Some((sound(coordinates.get(coordinates.len() / 2)?, faults)?, AREA_M))
        }
        GeometryValue::MultiLineString { coordinates } => {
            let longest = coordinates.iter().max_by_key(|line| line.len())?;
            Some((sound(longest.get(longest.len() / 2)?, faults)?, AREA_M))
        }
        GeometryValue::GeometryCollection { geometries } => {
            geometries.iter().find_map(|part| place_of(&part.value, faults))
        }
        outline => Some((place_inside(&polygons(outline, faults))?, AREA_M)),
    }
}
