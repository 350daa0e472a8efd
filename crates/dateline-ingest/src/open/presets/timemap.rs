//! TimeMap and its kin: `events.json`, or the sheet behind it with numbered columns.

use super::{Cells, Kind};
use crate::open::dates::DateOrder;
use crate::open::events::Canon;
use crate::open::mapping::ColumnRole::{
    Category, Date, Graphic, Id, Ignored, Latitude, Longitude, Place, Source, Text, Time, Told,
};

pub(super) const KIND: Kind = Kind {
    name: "timemap",
    needed: &[
        &["description"],
        &["date"],
        &["latitude"],
        &["sources", "source1", "sources.1.path", "associations", "association1"],
        &["id", "civid"],
    ],
    columns: &[
        ("id", Id),
        ("civid", Told),
        ("description", Text),
        ("graphic", Graphic),
        ("date", Date),
        ("time", Time),
        ("location", Place),
        ("latitude", Latitude),
        ("longitude", Longitude),
        ("category", Category),
        ("sources", Source),
        ("x", Ignored),
        ("y", Ignored),
        ("z", Ignored),
        ("shape", Ignored),
        ("colour", Ignored),
    ],
    rest: Told,
    // As both apps are set up; a column that says otherwise is followed.
    order: Some(DateOrder::MonthDayYear),
    credit: None,
    adjust,
};

fn adjust(_: &Cells<'_>, _: &mut Canon) {}
