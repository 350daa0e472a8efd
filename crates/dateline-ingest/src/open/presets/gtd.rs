//! The Global Terrorism Database: year, month and day stand apart, and 0 is not known.

use super::{Cells, DataCredit, Kind};
use crate::open::events::{Canon, Column};
use crate::open::mapping::ColumnRole::{
    Actors, Category, Day, Id, Ignored, Injured, Killed, Latitude, Longitude, Month, Place,
    PlacePrecision, Source, Text, Told, Year,
};

pub(super) const KIND: Kind = Kind {
    name: "gtd",
    needed: &[&["iyear"], &["imonth"], &["iday"]],
    columns: &[
        ("eventid", Id),
        ("iyear", Year),
        ("imonth", Month),
        ("iday", Day),
        ("approxdate", Told),
        ("countrytxt", Told),
        ("provstate", Told),
        ("city", Place),
        ("latitude", Latitude),
        ("longitude", Longitude),
        ("specificity", PlacePrecision),
        ("location", Told),
        ("summary", Text),
        ("attacktype1txt", Category),
        ("targtype1txt", Told),
        ("target1", Told),
        ("gname", Actors),
        ("gname2", Actors),
        ("gname3", Actors),
        ("weaptype1txt", Told),
        ("nkill", Killed),
        ("nwound", Injured),
        ("scite1", Source),
        ("scite2", Source),
        ("scite3", Source),
    ],
    // There are more than a hundred, most of them codes of what another says in words.
    rest: Ignored,
    order: None,
    credit: Some(DataCredit {
        by: "Global Terrorism Database, START, University of Maryland",
        licence: "terms of use of the GTD",
        url: "https://www.start.umd.edu/gtd/",
    }),
    adjust,
};

fn adjust(cells: &Cells<'_>, canon: &mut Canon) {
    let title = cells.joined(&["attacktype1txt", "city"]);
    if !title.is_empty() {
        canon.set(Column::Title, &title);
    }
    let specificity = cells.code("specificity");
    canon.set(
        Column::GeoPrecision,
        match specificity {
            "1" => "exact",
            "2" | "3" => "area",
            "4" | "5" => "region",
            _ => "",
        },
    );
    if !matches!(specificity, "" | "1") {
        canon.tell("specificity", specificity);
    }
}
