//! TimelineJS: the sheet that people copy, the older one, and the JSON.

use super::{Cells, Kind};
use crate::open::events::{Canon, Column};
use crate::open::mapping::ColumnRole::{
    Category, Date, Day, End, EndDay, EndMonth, EndTime, EndYear, Id, Ignored, Media, MediaAlt,
    Month, Text, Time, Title, Told, Year,
};

pub(super) const KIND: Kind = Kind {
    name: "timelinejs",
    needed: &[
        &["headline", "text.headline"],
        &["year", "startdate", "startdate.year"],
        &["media", "displaydate", "media.url", "text.text", "startdate.displaydate", "tag"],
    ],
    columns: &[
        ("year", Year),
        ("month", Month),
        ("day", Day),
        ("time", Time),
        ("endyear", EndYear),
        ("endmonth", EndMonth),
        ("endday", EndDay),
        ("endtime", EndTime),
        ("startdate", Date),
        ("enddate", End),
        ("headline", Title),
        ("text", Text),
        ("media", Media),
        ("mediathumbnail", Ignored),
        ("alttext", MediaAlt),
        ("group", Category),
        ("tag", Category),
        ("type", Ignored),
        ("background", Ignored),
        ("uniqueid", Id),
        ("startdate.year", Year),
        ("startdate.month", Month),
        ("startdate.day", Day),
        ("startdate.hour", Ignored),
        ("startdate.minute", Ignored),
        ("startdate.second", Ignored),
        ("startdate.format", Ignored),
        ("enddate.year", EndYear),
        ("enddate.month", EndMonth),
        ("enddate.day", EndDay),
        ("enddate.hour", Ignored),
        ("enddate.minute", Ignored),
        ("text.headline", Title),
        ("text.text", Text),
        ("media.url", Media),
        ("media.alt", MediaAlt),
        ("media.thumbnail", Ignored),
        ("background.url", Ignored),
        ("background.color", Ignored),
        ("background.colour", Ignored),
        ("autolink", Ignored),
    ],
    rest: Told,
    order: None,
    credit: None,
    adjust,
};

fn adjust(cells: &Cells<'_>, canon: &mut Canon) {
    // The title and eras are slides of another kind; none is lost.
    let kind = cells.get("type");
    if canon.get(Column::Category).is_empty() && !kind.is_empty() {
        canon.set(Column::Category, kind);
    }
    for (column, part) in [(Column::Date, "startdate"), (Column::End, "enddate")] {
        let hour = cells.get(&format!("{part}.hour"));
        let date = canon.get(column).to_owned();
        if let Ok(hour) = hour.parse::<u32>()
            && date.len() >= 10
        {
            let minute = cells.get(&format!("{part}.minute")).parse::<u32>().unwrap_or(0);
            canon.set(column, &format!("{date}T{hour:02}:{minute:02}"));
        }
    }
}
