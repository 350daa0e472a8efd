//! ACLED. Its `fatalities` are 0 also where nothing is reported, so that 0 is no figure here;
//! `timestamp` is when the row was uploaded, and actor 1 is not the attacker.

use super::{Cells, DataCredit, Kind};
use crate::open::dates::DateOrder;
use crate::open::events::{Canon, Column};
use crate::open::mapping::ColumnRole::{
    Actors, Category, Date, DatePrecision, Id, Ignored, Killed, Latitude, Longitude, Place,
    PlacePrecision, Source, Text, Told,
};
use dateline_core::time::{Day, EdtfDate};

/// Days before and after one that is only known to the week.
const WEEK_EACH_WAY: i32 = 3;

pub(super) const KIND: Kind = Kind {
    name: "acled",
    needed: &[
        &["eventidcnty", "dataid", "eventidnocnty"],
        &["eventdate"],
        &["eventtype"],
        &["fatalities"],
    ],
    columns: &[
        ("eventidcnty", Id),
        ("dataid", Id),
        ("eventidnocnty", Ignored),
        ("eventdate", Date),
        ("year", Ignored),
        ("timeprecision", DatePrecision),
        ("eventtype", Category),
        ("subeventtype", Told),
        ("actor1", Actors),
        ("assocactor1", Actors),
        ("allyactor1", Actors),
        ("actor2", Actors),
        ("assocactor2", Actors),
        ("allyactor2", Actors),
        ("iso", Ignored),
        ("iso3", Ignored),
        ("gwno", Ignored),
        ("location", Place),
        ("latitude", Latitude),
        ("longitude", Longitude),
        ("geoprecision", PlacePrecision),
        ("geoprecis", PlacePrecision),
        ("source", Source),
        ("notes", Text),
        ("fatalities", Killed),
        ("timestamp", Ignored),
    ],
    rest: Told,
    order: Some(DateOrder::DayMonthYear),
    credit: Some(DataCredit {
        by: "ACLED (Armed Conflict Location & Event Data)",
        licence: "terms of use of ACLED",
        url: "https://acleddata.com",
    }),
    adjust,
};

fn adjust(cells: &Cells<'_>, canon: &mut Canon) {
    canon.set(Column::Title, &cells.joined(&["subeventtype", "location"]));
    if canon.get(Column::Title).is_empty() {
        canon.set(Column::Title, &cells.joined(&["eventtype", "location"]));
    }
    let precision = cells.code("timeprecision");
    let geo_precision = match cells.code("geoprecision") {
        "" => cells.code("geoprecis"),
        code => code,
    };
    let day = EdtfDate::parse(canon.get(Column::Date)).ok().map(|date| date.span.start.day());
    let date = day.and_then(|day| match precision {
        "2" => Some(week_around(day)),
        "3" => day.to_iso().get(..7).map(str::to_owned),
        _ => None,
    });
    if let Some(date) = date {
        canon.set(Column::Date, &date);
    }
    canon.set(
        Column::GeoPrecision,
        match geo_precision {
            "1" => "exact",
            "2" => "area",
            "3" => "region",
            _ => "",
        },
    );
    for (name, cell) in [("time_precision", precision), ("geo_precision", geo_precision)] {
        if !matches!(cell, "" | "1") {
            canon.tell(name, cell);
        }
    }
    if canon.get(Column::KilledBest) == "0" {
        canon.set(Column::KilledBest, "");
        canon.tell("fatalities", "0");
    }
    // Which side somebody was on is not in the list of all who took part.
    for (name, plain) in [
        ("assoc_actor_1", "assocactor1"),
        ("ally_actor_1", "allyactor1"),
        ("actor2", "actor2"),
        ("assoc_actor_2", "assocactor2"),
        ("ally_actor_2", "allyactor2"),
    ] {
        canon.tell(name, cells.get(plain));
    }
}

/// The week in which a day lies, as far as anybody can tell: it is approximate.
fn week_around(day: Day) -> String {
    let [first, last] = [-WEEK_EACH_WAY, WEEK_EACH_WAY].map(|days| Day(day.0 + days).to_iso());
    format!("{first}~/{last}~")
}
