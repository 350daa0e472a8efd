//! UCDP GED. The two dates bound what is not known: they are no duration unless the day itself
//! is known.

use super::{Cells, DataCredit, Kind};
use crate::open::events::{Canon, Column};
use crate::open::mapping::ColumnRole::{
    Actors, Category, Date, DatePrecision, End, Id, Ignored, Killed, KilledHigh, KilledLow,
    Latitude, Longitude, Place, PlacePrecision, Source, Title, Told,
};
use csv::StringRecord;

/// The columns of version 24 in their order, for releases that come without a header.
const COLUMNS: [&str; 49] = [
    "id",
    "relid",
    "year",
    "active_year",
    "code_status",
    "type_of_violence",
    "conflict_dset_id",
    "conflict_new_id",
    "conflict_name",
    "dyad_dset_id",
    "dyad_new_id",
    "dyad_name",
    "side_a_dset_id",
    "side_a_new_id",
    "side_a",
    "side_b_dset_id",
    "side_b_new_id",
    "side_b",
    "number_of_sources",
    "source_article",
    "source_office",
    "source_date",
    "source_headline",
    "source_original",
    "where_prec",
    "where_coordinates",
    "where_description",
    "adm_1",
    "adm_2",
    "latitude",
    "longitude",
    "geom_wkt",
    "priogrid_gid",
    "country",
    "country_id",
    "region",
    "event_clarity",
    "date_prec",
    "date_start",
    "date_end",
    "deaths_a",
    "deaths_b",
    "deaths_civilians",
    "deaths_unknown",
    "best",
    "high",
    "low",
    "gwnoa",
    "gwnob",
];

pub(super) const KIND: Kind = Kind {
    name: "ucdp-ged",
    needed: &[
        &["typeofviolence"],
        &["datestart"],
        &["dateend"],
        &["best", "bestest"],
        &["whereprec", "dateprec"],
    ],
    columns: &[
        ("id", Id),
        ("relid", Ignored),
        ("year", Ignored),
        ("activeyear", Ignored),
        ("typeofviolence", Category),
        ("conflictdsetid", Ignored),
        ("conflictnewid", Ignored),
        ("dyaddsetid", Ignored),
        ("dyadnewid", Ignored),
        ("dyadname", Title),
        ("sideadsetid", Ignored),
        ("sideanewid", Ignored),
        ("sidea", Actors),
        ("sidebdsetid", Ignored),
        ("sidebnewid", Ignored),
        ("sideb", Actors),
        ("sourcearticle", Source),
        ("sourceoffice", Told),
        ("sourcedate", Told),
        ("sourceheadline", Told),
        ("sourceoriginal", Told),
        ("whereprec", PlacePrecision),
        ("wherecoordinates", Place),
        ("wheredescription", Told),
        ("latitude", Latitude),
        ("longitude", Longitude),
        ("geomwkt", Ignored),
        ("priogridgid", Ignored),
        ("countryid", Ignored),
        ("dateprec", DatePrecision),
        ("datestart", Date),
        ("dateend", End),
        ("best", Killed),
        ("bestest", Killed),
        ("high", KilledHigh),
        ("highest", KilledHigh),
        ("low", KilledLow),
        ("lowest", KilledLow),
        ("gwnoa", Ignored),
        ("gwnob", Ignored),
    ],
    rest: Told,
    order: None,
    credit: Some(DataCredit {
        by: "Uppsala Conflict Data Program, Georeferenced Event Dataset",
        licence: "CC-BY-4.0",
        url: "https://ucdp.uu.se",
    }),
    adjust,
};

/// The names of the columns of a row that is as long as one of a release without a header
/// and has numbers where that has numbers.
pub(super) fn names_of_bare_row(first: &StringRecord) -> Option<Vec<String>> {
    let cell = |name: &str| {
        let place = COLUMNS.iter().position(|column| *column == name);
        place.and_then(|place| first.get(place)).unwrap_or_default().trim()
    };
    let is_number = |name: &str| cell(name).parse::<f64>().is_ok();
    let is_bare = first.len() == COLUMNS.len()
        && ["id", "latitude", "longitude", "best", "low", "high"].into_iter().all(is_number)
        && matches!(cell("type_of_violence"), "1" | "2" | "3");
    is_bare.then(|| COLUMNS.map(str::to_owned).into())
}

fn adjust(cells: &Cells<'_>, canon: &mut Canon) {
    let place = cells.get("wherecoordinates");
    canon.set(Column::Title, &cells.joined(&["dyadname", "wherecoordinates"]));
    if !place.is_empty() {
        canon.set(Column::Place, place);
    }
    canon.set(
        Column::Category,
        match cells.code("typeofviolence") {
            "1" => "state-based",
            "2" => "non-state",
            "3" => "one-sided",
            other => other,
        },
    );
    canon.set(
        Column::GeoPrecision,
        match cells.code("whereprec") {
            "1" => "exact",
            "2" | "3" => "area",
            "4" | "5" | "6" | "7" => "region",
            _ => "",
        },
    );
    let precision = cells.code("dateprec");
    let (start, end) = (canon.get(Column::Date).to_owned(), canon.get(Column::End).to_owned());
    if !start.is_empty() && !end.is_empty() && start != end {
        let date = match precision {
            "1" | "" => format!("{start}/{end}"),
            // A month that is known as such is one, and so is a year.
            _ => whole_unit(&start, &end).unwrap_or_else(|| format!("{start}?/{end}?")),
        };
        canon.set(Column::Date, &date);
    } else if !start.is_empty() && !matches!(precision, "1" | "") {
        canon.set(Column::Date, &format!("{start}?"));
    }
    canon.set(Column::End, "");
    for (name, plain) in [("date_prec", "dateprec"), ("where_prec", "whereprec")] {
        let cell = cells.code(plain);
        if !matches!(cell, "" | "1") {
            canon.tell(name, cell);
        }
    }
}

/// The month or year that begins and ends with those days.
fn whole_unit(start: &str, end: &str) -> Option<String> {
    let (year, month) = (start.get(..4)?, start.get(..7)?);
    let unit =
        if start.ends_with("-01-01") && end == format!("{year}-12-31") { year } else { month };
    let read = |text: &str| dateline_core::time::EdtfDate::parse(text).ok();
    let (whole, both) = (read(unit)?, read(&format!("{start}/{end}"))?);
    (whole.span == both.span).then(|| unit.to_owned())
}
