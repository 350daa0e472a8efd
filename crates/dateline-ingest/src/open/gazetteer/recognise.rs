//! Which tables are lists of places, and what stands in their rows.

use super::Gazetteer;
use crate::code::Code;
use crate::context::Context;
use crate::open::coords::decimal;
use crate::open::events::Where;
use crate::open::flow::TableFile;
use crate::open::mapping::{ColumnRole, Mapping};
use crate::open::reading::{OpenOptions, Pulse, Step};
use crate::open::sheet::{Sheet, SheetRow, plain};
use crate::problem::Problem;
use crate::report::Tally;
use csv::StringRecord;
use dateline_core::geo::LonLat;

/// What only tables of events have.
const OF_EVENTS: [ColumnRole; 14] = [
    ColumnRole::Date,
    ColumnRole::End,
    ColumnRole::Year,
    ColumnRole::Text,
    ColumnRole::Actors,
    ColumnRole::Killed,
    ColumnRole::KilledLow,
    ColumnRole::KilledHigh,
    ColumnRole::Injured,
    ColumnRole::Verification,
    ColumnRole::Media,
    ColumnRole::Holder,
    ColumnRole::Ledger,
    ColumnRole::Source,
];

/// Columns with names of a place, as [`plain`] has them.
#[rustfmt::skip]
const NAMES: [&str; 12] = [
    "name", "toponym", "asciiname", "officialname", "localname", "nativename", "englishname",
    "arabicname", "nameenglish", "namearabic", "nameascii", "shortname",
];

/// Columns with several more, with a sign between.
#[rustfmt::skip]
const OTHER_NAMES: [&str; 14] = [
    "alternatenames", "alternatename", "alternativenames", "alternativename", "altnames",
    "altname", "alt", "aliases", "alias", "othernames", "othername", "aka", "variants",
    "أسماءأخرى",
];

/// The columns of GeoNames in their order; its files have no header.
#[rustfmt::skip]
const GEONAMES: [&str; 19] = [
    "geonameid", "name", "asciiname", "alternatenames", "latitude", "longitude", "feature class",
    "feature code", "country code", "cc2", "admin1", "admin2", "admin3", "admin4", "population",
    "elevation", "dem", "timezone", "modification date",
];

/// The names of the columns of a first row that is none, if it is one of GeoNames.
pub(in crate::open) fn names_of_bare_row(first: &StringRecord) -> Option<Vec<String>> {
    let cell = |column: usize| first.get(column).unwrap_or_default().trim();
    let is_id = !cell(0).is_empty() && cell(0).bytes().all(|byte| byte.is_ascii_digit());
    let is_place = [4, 5].iter().all(|column| decimal(cell(*column)).is_some());
    let is_class = matches!(cell(6).as_bytes(), [b'A'..=b'Z']);
    let is_it = first.len() == GEONAMES.len() && is_id && is_place && is_class;
    is_it.then(|| GEONAMES.map(str::to_owned).to_vec())
}

/// Takes the lists of places from among tables, where others need them; what is left, and the
/// places. `None` if somebody said stop.
pub(in crate::open) fn take(
    files: Vec<TableFile>,
    (options, total): (&OpenOptions<'_>, usize),
    context: &mut Context<'_>,
) -> Option<(Vec<TableFile>, Gazetteer)> {
    let mut places = Gazetteer::default();
    let is_list: Vec<bool> = files.iter().map(|file| is_list(&file.sheet, &file.mapping)).collect();
    let needs = |(file, is_list): (&TableFile, &bool)| {
        !is_list && has_names_alone(&file.sheet, &file.mapping)
    };
    if !files.iter().zip(&is_list).any(needs) {
        return Some((files, places));
    }
    let mut others = Vec::new();
    for (file, is_list) in files.into_iter().zip(is_list) {
        if is_list {
            let pulse = Pulse::new(options, Step::Building, file.file.min(total), total);
            read(&file.sheet, &file.mapping, &mut places, &pulse, context);
            if pulse.is_stopped() {
                return None;
            }
        } else {
            others.push(file);
        }
    }
    Some((others, places))
}

/// Whether a table says where places are, and nothing that only events have.
fn is_list(sheet: &Sheet, mapping: &Mapping) -> bool {
    use ColumnRole as R;
    let has_positions = mapping.has(&[R::Position, R::Geometry])
        || (mapping.has(&[R::Latitude]) && mapping.has(&[R::Longitude]))
        || sheet.rows.iter().any(|row| row.spot.is_some());
    // The date in GeoNames is that of the row.
    let is_geonames = sheet.columns.iter().any(|name| plain(name) == "alternatenames");
    let is_of_events = mapping.preset.is_some() || (!is_geonames && mapping.has(&OF_EVENTS));
    has_positions && !is_of_events && !names(sheet, mapping).is_empty()
}

/// Whether some row of a table has the name of a place and no position.
fn has_names_alone(sheet: &Sheet, mapping: &Mapping) -> bool {
    // Positions on a grid are the reader's of events.
    if mapping.has(&[ColumnRole::Easting]) {
        return false;
    }
    let columns: Vec<usize> =
        [ColumnRole::Place, ColumnRole::Area].iter().filter_map(|it| mapping.column(*it)).collect();
    let is_alone = |row: &SheetRow<'_>| {
        columns.iter().any(|column| !row.cell(*column).is_empty())
            && position(&Where::default(), row, mapping).is_none()
    };
    sheet.rows.iter().any(|row| is_alone(&row))
}

/// The columns with names, the likeliest first, and whether each has several of them. The town
/// or the district that a place is in is no name of it: such a column is one only where there
/// is no other.
fn names(sheet: &Sheet, mapping: &Mapping) -> Vec<(usize, bool)> {
    let of_role = |role| mapping.column(role).map(|it| (it, false));
    let mut columns: Vec<(usize, bool)> = of_role(ColumnRole::Title).into_iter().collect();
    for (place, name) in sheet.columns.iter().enumerate() {
        let plain = plain(name);
        let is_several = OTHER_NAMES.contains(&plain.as_str());
        let is_name = is_several || is_tagged(name) || NAMES.contains(&plain.as_str());
        if is_name && !columns.iter().any(|(it, _)| *it == place) {
            columns.push((place, is_several));
        }
    }
    if columns.is_empty() {
        columns.extend(of_role(ColumnRole::Place).or_else(|| of_role(ColumnRole::Area)));
    }
    columns
}

/// Whether a column has names in a language: `name:ar`, `name_ar`, `title:en`.
fn is_tagged(name: &str) -> bool {
    let name = name.to_lowercase();
    let Some((stem, tag)) = name.split_once([':', '_', '-', '.']) else { return false };
    let is_tag = (2..=3).contains(&tag.len())
        && tag.bytes().all(|byte| byte.is_ascii_lowercase())
        // Far more often numbers than Indonesian and Norwegian.
        && !matches!(tag, "id" | "no" | "nr" | "num");
    is_tag && matches!(stem, "name" | "title" | "place")
}

fn position(places: &Where, row: &SheetRow<'_>, mapping: &Mapping) -> Option<LonLat> {
    let of_geometry = row.spot.and_then(|spot| places.of_spot(spot, &mut Vec::new()));
    let of_geometry = of_geometry.map(|(place, _)| place);
    let place = of_geometry.or_else(|| places.place(row, mapping));
    // As for events: what is left empty is often written so.
    place.filter(|it| it.lon != 0.0 || it.lat != 0.0)
}

fn read(
    sheet: &Sheet,
    mapping: &Mapping,
    places: &mut Gazetteer,
    pulse: &Pulse<'_>,
    context: &mut Context<'_>,
) {
    let columns = names(sheet, mapping);
    let places_of = Where::judge(sheet, mapping, context);
    let mut skipped = 0;
    for row in sheet.rows.iter().take_while(|_| pulse.beat()) {
        let Some(position) = position(&places_of, &row, mapping) else {
            skipped += 1;
            let problem = Problem::new(Code::CoordUnreadable, &sheet.file).row(row.line);
            let name = columns.first().map_or("", |(column, _)| row.cell(*column));
            context.report.push(problem.value(name).detail("the place cannot be looked up"));
            continue;
        };
        let mut is_first = true;
        for (column, is_several) in &columns {
            let cell = row.cell(*column);
            let between: &[char] = if *is_several { &[',', ';', '|', '،'] } else { &['\n'] };
            for name in cell.split(between).map(str::trim).filter(|name| !name.is_empty()) {
                places.add(name, is_first, position);
                is_first = false;
            }
        }
    }
    let rows = sheet.rows.len();
    let problem = Problem::new(Code::FilePlaces, &sheet.file);
    context.report.push(problem.value(&(rows - skipped).to_string()));
    // What lies beyond the limit was told when the table was read.
    let (read, rows, skipped) = (rows - skipped, rows + sheet.beyond, skipped + sheet.beyond);
    let tally = Tally { file: sheet.file.clone(), rows, read, skipped };
    context.report.tallies.push(tally);
}
